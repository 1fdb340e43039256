"""Matching units without a mentor to mentors, at least cost."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from cselekvo.actions.matching import (
    Matched,
    Wanted,
    apply_matching,
    as_known,
    match_mentors,
    outside,
)
from cselekvo.actions.whereabouts import Whereabouts
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, WHOLE, OneOf
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import county_named
from cselekvo.commands.mentor_matched import matching_json, matching_lines
from cselekvo.commands.mentor_pairs import read_pairs, read_weights
from cselekvo.commands.output import answer
from cselekvo.exchange.matrix import read_matrix
from cselekvo.findings import Finding
from cselekvo.i18n import _
from cselekvo.network.matching import explained, solve
from cselekvo.ports import Reader


@mentor_.command("match")
@click.option(
    "--matrix",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Costs of your own: mentors in the first column, units in the header.",
)
@click.option(
    "--capacity",
    type=WHOLE,
    help="How many units a mentor of the matrix can have.",
)
@click.option("--county", metavar="COUNTY", help="Only units in this county.")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Also communities that nothing has begun for yet.",
)
@click.option("--on", type=DAY, help="The first day in charge; today.")
@click.option(
    "--forbid",
    multiple=True,
    metavar="MENTOR=UNIT",
    help="A pair that must not be; may be given again.",
)
@click.option(
    "--fix",
    multiple=True,
    metavar="MENTOR=UNIT",
    help="A pair that must be; may be given again.",
)
@click.option(
    "--weights",
    metavar="PART=N,…",
    help="How much distance, field, balance and continuity count; 1, 1, 1 and 2.",
)
@click.option(
    "--engine",
    type=OneOf("auto", "scipy", "networkx"),
    default="auto",
    help="What finds it; the result is the same.",
)
@click.option("--apply", "apply_", is_flag=True, help="Put them in charge, as one act.")
@click.option("--reason", metavar="TEXT", help="Why, for the assignments.")
@pass_app
def match(app: App, **given: Any) -> None:
    """Find who could be in charge of the units that have no mentor, at least cost.

    The cost is made of the way, the field, the load and who was in charge before; no
    mentor gets more units than they can have. What cannot be assigned is named. Without
    `--apply` nothing is written. With `--matrix` no workspace is needed: a cell is any
    cost, as minutes on the road, and `-` or `x` forbids the pair.

    Example: cselekvo mentor match --county Zala --on 2017-07-01
    """
    if given["matrix"] is not None:
        _of_matrix(app, given)
        return
    if given["capacity"] is not None:
        from cselekvo.commands.sheets import OptionNeedsError

        option, needed = "--capacity", "--matrix"
        raise OptionNeedsError(option, needed)
    with app.view() as view:
        wanted = _wanted(view, given, given["on"] or app.today())
    if given["apply_"]:
        _apply(app, wanted, given["reason"])
    else:
        _preview(app, wanted)


def _of_matrix(app: App, given: dict[str, Any]) -> None:
    """Match by a matrix and answer.

    Raises:
        OptionsExcludeError: An option was given that needs the workspace.
    """
    for name in ("county", "every", "on", "weights", "apply_", "reason"):
        if given[name]:
            from cselekvo.commands.sheets import OptionsExcludeError

            names = {"apply_": "apply", "every": "all"}
            option, matrix = f"--{names.get(name, name)}", "--matrix"
            raise OptionsExcludeError(matrix, option)
    problem, findings = read_matrix(given["matrix"], capacity=given["capacity"])
    if problem is None:
        answer(app, {}, findings=findings)
        return
    from attrs import evolve

    problem = as_known(
        evolve(
            problem,
            forbidden=problem.forbidden | frozenset(read_pairs(given["forbid"])),
            fixed=read_pairs(given["fix"]),
        )
    )
    matching, found = solve(problem, given["engine"])
    choices = [] if matching is None else explained(problem, matching)
    lines = (
        [] if matching is None else matching_lines(matching, choices, {}, parted=False)
    )
    answer(
        app,
        matching_json(matching, choices),
        lines=lines,
        findings=[*findings, *found],
        always=matching is not None,
        anyway=matching is not None,
    )


def _wanted(reader: Reader, given: dict[str, Any], on: date) -> Wanted:
    county = given["county"]
    return Wanted(
        on=on,
        county="" if county is None else county_named(reader, county),
        every=given["every"],
        weights=read_weights(given["weights"] or ""),
        forbidden=read_pairs(given["forbid"]),
        fixed=read_pairs(given["fix"]),
        engine=given["engine"],
        reason=given["reason"] or _("matching"),
    )


def _preview(app: App, wanted: Wanted) -> None:
    """Show what a matching would do."""
    with app.view(wanted.on) as view:
        made = match_mentors(view, wanted, view.scope)
        names = _names(view, made)
        findings = list(made.findings)
        if made.matching is not None:
            where = Whereabouts(view, wanted.on)
            findings += outside(where, made.mentors, made.matching.pairs)
    lines = [*_lines(made, names), _("Nothing was written; --apply does it.")]
    result = {"on": wanted.on, "applied": False}
    keep = made.matching is not None
    _answer(app, made, result, lines, findings, always=keep)


def _apply(app: App, wanted: Wanted, reason: str | None) -> None:
    """Put the matched mentors in charge."""
    told: list[Matched] = []
    with app.change(reason) as work:
        findings = apply_matching(work, wanted, told.append)
        seq = work.seq
    made = told[0] if told else Matched()
    names: dict[str, str] = {}
    if not app.as_json:
        with app.view(wanted.on) as view:
            names = _names(view, made)
    lines = _lines(made, names)
    if app.has_changed:
        text = _("Journal entry: #%(seq)s; `journal undo` takes it back.")
        lines.append(text % {"seq": seq})
    result = {"on": wanted.on, "applied": app.has_changed}
    _answer(app, made, result, lines, findings, always=False)


def _lines(made: Matched, names: dict[str, str]) -> list[str]:
    if made.matching is None:
        return []
    return matching_lines(made.matching, made.choices, names, parted=True)


def _names(reader: Reader, made: Matched) -> dict[str, str]:
    """Return what mentors and units are called, each with its id."""
    if made.matching is None:
        return {}
    from cselekvo.reports.mentors.briefing import names_of

    units = {one for one, _mentor in made.matching.pairs}
    units |= {one.unit for one in made.matching.unassigned}
    return names_of(reader, units, made.mentors)


def _answer(
    app: App,
    made: Matched,
    result: dict[str, Any],
    lines: list[str],
    findings: list[Finding],
    *,
    always: bool,
) -> None:
    """Answer with a matching; that of a change that was refused does not hold."""
    told = {**result, **matching_json(made.matching, made.choices)}
    answer(app, told, lines=lines, findings=findings, always=always, anyway=always)
