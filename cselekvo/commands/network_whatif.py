"""What falls apart when records leave the network."""

from datetime import date

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.network import network_
from cselekvo.commands.network_asked import (
    chosen_relations,
    network_of,
    relation_option,
    sentences,
)
from cselekvo.commands.output import answer
from cselekvo.commands.process_asked import day_options


@network_.command("whatif")
@click.option(
    "--without",
    "gone",
    required=True,
    multiple=True,
    metavar="ID",
    help="The record that leaves; may be given again.",
)
@day_options
@relation_option
@pass_app
def whatif(
    app: App,
    gone: tuple[str, ...],
    on: date | None,
    known_at: str | None,
    relations: tuple[str, ...],
) -> None:
    """Tell what falls apart when a mentor, an organisation, any record leaves.

    Named are the parts that nothing joins to the rest any more, communities that lose
    their last mentor, and tables that can no longer decide by the statutes of the day.
    Nothing is changed. What only lies in the same place is not joined.

    Example: cselekvo network whatif --without ZSZ-KEREKASZTAL --on 2015-12-01
    """
    from cselekvo.network.cut import MAP_RELATIONS, off_the_map
    from cselekvo.network.measures import broken, without
    from cselekvo.reports.network.quorums import quorum_on

    with app.view(on, known_at) as view:
        chosen = chosen_relations(view, relations, view.relations - MAP_RELATIONS)
        whole, known = network_of(view)
        can_decide = quorum_on(view)
        day, position = view.on, view.position
    graph = off_the_map(whole, chosen)
    found = without(graph, gone, chosen, quorum=can_decide)
    findings = list(broken(graph, found))
    result = {
        "on": day,
        "known_at": position,
        "relations": sorted(chosen),
        "partial": found.partial,
        "without": found.gone,
        "components_before": found.components_before,
        "components_after": found.components_after,
        "apart": [part for one in found.breakages for part in one.apart],
        "alone": found.alone,
        "unmentored": found.unmentored,
        "without_quorum": found.without_quorum,
    }
    if app.as_json:
        answer(app, result, findings=findings)
    else:
        answer(app, result, lines=sentences(findings, known))
