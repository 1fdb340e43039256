"""What holds the network together, and what changed from one day to another."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.network import network_
from cselekvo.commands.network_asked import (
    both_known,
    chosen_relations,
    network_of,
    relation_option,
    sentences,
)
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day

if TYPE_CHECKING:
    from cselekvo.findings import Finding
    from cselekvo.network.build import Graph
    from cselekvo.network.measures import Changes, Measures
    from cselekvo.reports.network.names import Known

#: So many records are shown to people; programs get all.
_FIRST: Final = 20
_DECIMALS: Final = 6


@network_.command("measures")
@day_options
@click.option(
    "--compare", "--until", "compare", type=DAY, help="A second day: what changed."
)
@relation_option
@pass_app
def measures(
    app: App,
    on: date | None,
    known_at: str | None,
    compare: date | None,
    relations: tuple[str, ...],
) -> None:
    """Measure what holds the network together on a day, and say what it means.

    Whoever lies in the same place is not joined by that: `located_in`, `has_seat`,
    `has_site` and `covers` count only where `--relation` names them, and then the
    places count as records. With `--compare` it is told what changed up to that day.

    Example: cselekvo network measures --on 2015-12-01
    """
    from cselekvo.network.cut import MAP_RELATIONS, off_the_map
    from cselekvo.network.measures import (
        changed,
        differing,
        measure,
        measured,
        placed,
    )

    with app.view(on, known_at) as view:
        chosen = chosen_relations(view, relations, view.relations - MAP_RELATIONS)
        whole, known = network_of(view)
        day, position = view.on, view.position
    graph = off_the_map(whole, chosen)
    found = measure(graph, chosen)
    findings = [*measured(graph, found), *placed(whole)]
    result = {"on": day, "known_at": position, **_json(graph, found)}
    if compare is None:
        _say(app, result, findings, known, _lines(graph, found, known, day))
        return
    with app.view(compare, known_at) as view:
        later_whole, known_later = network_of(view)
    later = off_the_map(later_whole, chosen)
    changes = changed(graph, later, chosen)
    told = [one for one in differing(later, changes) if one not in findings]
    result |= {"compare": compare, "changes": _changes(changes)}
    names = both_known(known, known_later)
    lines = _lines(graph, found, known, day)
    values = {"day": short_day(day, current()), "other": short_day(compare, current())}
    more = [_("What changed from %(day)s to %(other)s:") % values]
    more += sentences(told, names) or [_("Nothing changed.")]
    _say(app, result, [*findings, *told], names, [*lines, "", *more], findings)


def _say(
    app: App,
    result: dict[str, Any],
    findings: "list[Finding]",
    known: "Known",
    lines: list[str],
    first: "list[Finding] | None" = None,
) -> None:
    """Answer; for people the sentences about the day stand in front."""
    if app.as_json:
        answer(app, result, findings=findings)
        return
    told = findings if first is None else first
    answer(app, result, lines=[*sentences(told, known), "", *lines])


def _json(graph: "Graph", found: "Measures") -> dict[str, Any]:
    from cselekvo.network.build import kinds_of
    from cselekvo.network.measures import shared

    kinds, structure = kinds_of(graph), found.structure
    return {
        "relations": found.relations,
        "partial": found.partial,
        "nodes": found.nodes,
        "edges": found.edges,
        "components": len(structure.components),
        "articulation_points": len(structure.splits),
        "betweenness": [
            {
                "id": one.id,
                "kind": kinds[one.id],
                "value": round(one.value, _DECIMALS),
            }
            for one in found.betweenness
        ],
        "component_sizes": [len(part) for part in structure.components],
        "isolated": structure.isolated,
        "held_by": [
            {"id": one.id, "sizes": one.sizes, "count": one.count}
            for one in structure.splits
        ],
        "bridges": [
            {"one": tie.one, "other": tie.other, "count": tie.count}
            for tie in structure.ties
        ],
        "degrees": [
            {"id": one.id, "relation": one.relation, "count": one.count}
            for one in found.degrees
        ],
        "shared_tables": [
            {"one": pair.one, "other": pair.other, "through": pair.through}
            for pair in shared(graph)
            if len(pair.through) > 1
        ],
    }


def _changes(changes: "Changes") -> dict[str, Any]:
    def edges(every: Any) -> list[dict[str, str]]:
        return [
            {
                "relation": one.relation,
                "source": one.source,
                "target": one.target,
                "key": one.key,
            }
            for one in every
        ]

    return {
        "nodes_new": changes.nodes_new,
        "nodes_gone": changes.nodes_gone,
        "edges_new": edges(changes.edges_new),
        "edges_gone": edges(changes.edges_gone),
        "components_before": changes.components_before,
        "components_after": changes.components_after,
        "alone": changes.alone,
        "joined": changes.joined,
    }


def _lines(graph: "Graph", found: "Measures", known: "Known", on: date) -> list[str]:
    """Return the figures for people: the whole, and who stands between others."""
    from cselekvo.i18n.numbers import decimal
    from cselekvo.network.build import kinds_of
    from cselekvo.reports.network.words import one_word

    kinds = kinds_of(graph)
    text = _(
        "%(day)s: records %(nodes)s, pairs joined %(edges)s, parts %(parts)s, records "
        "that hold others to the rest %(held)s."
    )
    values = {
        "day": short_day(on, current()),
        "nodes": found.nodes,
        "edges": found.edges,
        "parts": len(found.structure.components),
        "held": len(found.structure.splits),
    }
    between = [one for one in found.betweenness if round(one.value, _DECIMALS) > 0]
    rows = [
        [
            one.id,
            known.name(one.id),
            one_word(kinds[one.id]),
            decimal(one.value, current(), _DECIMALS),
        ]
        for one in between[:_FIRST]
    ]
    if not rows:
        return [text % values]
    head = [_("id"), _("name"), _("kind"), _("share of shortest ways")]
    return [text % values, "", *table(head, rows, right=(3,))]
