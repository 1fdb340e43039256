"""How many records of each kind the network has, and how they are joined."""

from collections import Counter
from datetime import date

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.network import network_
from cselekvo.commands.network_asked import (
    chosen_relations,
    network_of,
    relation_option,
)
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import county_id, day_options
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


@network_.command("show")
@day_options
@click.option("--county", metavar="COUNTY", help="Only what lies in this county.")
@relation_option
@pass_app
def show(
    app: App,
    on: date | None,
    known_at: str | None,
    county: str | None,
    relations: tuple[str, ...],
) -> None:
    """Count the records of the network on a day by kind, and its edges by relation.

    With `--county` those of the county are counted, and whoever is directly joined to
    one of them.

    Example: cselekvo network show --county Zala --on 2015-12-01
    """
    from cselekvo.network.build import kinds_of, related
    from cselekvo.network.cut import of_relations, within

    with app.view(on, known_at) as view:
        chosen = chosen_relations(view, relations)
        graph, known = network_of(view)
        graph = of_relations(graph, chosen)
        named = None if county is None else county_id(view, county)
        day, position = view.on, view.position
    if named is not None:
        graph = within(graph, known.counties, named)
    kinds = Counter(kinds_of(graph).values())
    words = Counter(word for _one, _other, word in related(graph))
    result = {
        "on": day,
        "known_at": position,
        "county": named,
        "partial": bool(graph.graph["partial"]),
        "nodes": len(graph),
        "edges": graph.number_of_edges(),
        "by_kind": dict(sorted(kinds.items())),
        "by_relation": dict(sorted(words.items())),
    }
    answer(app, result, lines=_lines(kinds, words, day, partial=result["partial"]))


def _lines(
    kinds: Counter[str], words: Counter[str], on: date, *, partial: object
) -> list[str]:
    from cselekvo.reports.network.words import kind_word, relation_word

    records = [[kind_word(kind), kinds[kind]] for kind in sorted(kinds)]
    ties = [[relation_word(word), word, words[word]] for word in sorted(words)]
    lines = [
        _("The network, %(day)s") % {"day": short_day(on, current())},
        "",
        *table([_("records"), _("count")], records, right=(1,)),
        "",
        *table([_("ties"), "--relation", _("count")], ties, right=(2,)),
    ]
    seen = _("You see a part of the network only; this is counted in that part.")
    return [*lines, "", seen] if partial else lines
