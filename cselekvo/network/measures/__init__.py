"""Measures of the network: what holds it together, and what breaks when one leaves.

All are taken on the simple undirected projection of the named relations; see
`projection`. Figures are for machines, `findings` say what they mean.
"""

from cselekvo.network.measures.betweenness import Between, Engine, betweenness
from cselekvo.network.measures.changes import Changes, NamedEdge, changed
from cselekvo.network.measures.findings import (
    NetworkCode,
    broken,
    differing,
    measured,
    placed,
)
from cselekvo.network.measures.projection import Projection, project
from cselekvo.network.measures.roles import (
    CountyBridge,
    Hanging,
    Shared,
    at_no_table,
    counties_of,
    county_bridges,
    hanging_tables,
    shared,
    without_mentor,
)
from cselekvo.network.measures.structure import Split, Structure, Tie, structure
from cselekvo.network.measures.whole import Degree, Measures, degrees, measure
from cselekvo.network.measures.without import Breakage, Quorum, Without, without

__all__ = [
    "Between",
    "Breakage",
    "Changes",
    "CountyBridge",
    "Degree",
    "Engine",
    "Hanging",
    "Measures",
    "NamedEdge",
    "NetworkCode",
    "Projection",
    "Quorum",
    "Shared",
    "Split",
    "Structure",
    "Tie",
    "Without",
    "at_no_table",
    "betweenness",
    "broken",
    "changed",
    "counties_of",
    "county_bridges",
    "degrees",
    "differing",
    "hanging_tables",
    "measure",
    "measured",
    "placed",
    "project",
    "shared",
    "structure",
    "without",
    "without_mentor",
]
