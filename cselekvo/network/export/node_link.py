"""Node-link JSON, as `networkx.node_link_graph` and D3 read it."""

import json

from cselekvo.network.export.parts import Parts


def node_link(parts: Parts) -> bytes:
    """Return a graph as node-link JSON.

    What stands apart in the form (`id` of a node, `source`, `target` and `key` of an
    edge) wins over a value of the same name.
    """
    whole = {
        "directed": True,
        "multigraph": True,
        "graph": dict(parts.about),
        "nodes": [{**node.values, "id": node.id} for node in parts.nodes],
        "edges": [
            {
                **edge.values,
                "source": edge.source,
                "target": edge.target,
                "key": edge.key,
            }
            for edge in parts.edges
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
