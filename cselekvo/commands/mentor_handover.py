"""A mentor hands over what they are in charge of."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from cselekvo.actions.handover import (
    Handover,
    HandoverCode,
    Move,
    Plan,
    hand_over,
)
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_briefing import brief_json, brief_lines, write_briefing
from cselekvo.commands.mentor_matched import choice_json, cost_text
from cselekvo.commands.output import answer, table
from cselekvo.findings import Finding, Place, has_errors
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.ports import Work
from cselekvo.reports.mentors.briefing import UnitBrief, briefs_of, names_of
from cselekvo.reports.render import check_format


@frozen(kw_only=True)
class Told:
    """A plan, with the names and the briefings that it is told with."""

    plan: Plan
    names: Mapping[str, str]
    briefs: Mapping[str, UnitBrief]

    def called(self, id_: str) -> str:
        """Return what a mentor or a unit is called."""
        return self.names.get(id_, id_)

    def by_successor(self) -> dict[str, list[Move]]:
        """Return by successor what they take over."""
        found: dict[str, list[Move]] = {}
        for one in self.plan.moves:
            if one.successor is not None:
                found.setdefault(str(one.successor.person), []).append(one)
        return found


@mentor_.command("handover")
@click.argument("mentor")
@click.option("--on", type=DAY, required=True, help="The last day in charge.")
@click.option(
    "--to",
    "sheet",
    type=click.Path(path_type=Path),
    metavar="SHEET",
    help="A sheet of units and their new mentors; others are matched.",
)
@click.option("--to-mentor", metavar="ID", help="The mentor who takes over all.")
@click.option(
    "--briefings",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A folder for the briefings, a file for each successor.",
)
@click.option(
    "--format",
    "format_",
    default="md",
    metavar="html|pdf|docx|xlsx|csv|md|json",
    help="The format of the briefings; md.",
)
@click.option("--leaving", is_flag=True, help="They are no mentor after the day.")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal and the records.")
@pass_app
def handover(app: App, mentor: str, on: date, **given: Any) -> None:
    """Hand over all that MENTOR is in charge of, as one act.

    Every assignment ends on the day, and from the day after a successor is in charge:
    within load and county, at least cost, or as named. What finds none is named as a
    gap. Finished work stays with whoever did it. Each successor is told where the units
    stand, what is due, who sits at their tables, and the last contacts. `journal undo`
    takes it back.

    Example: cselekvo mentor handover M-ANNA --on 2017-06-30 --dry-run
    """
    if given["sheet"] is not None and given["to_mentor"] is not None:
        from cselekvo.commands.sheets import OptionsExcludeError

        first, second = "--to", "--to-mentor"
        raise OptionsExcludeError(first, second)
    check_format(given["format_"])
    plans: list[Plan] = []
    reason, dry_run = given["reason"], given["dry_run"]
    wanted = Handover(
        mentor=mentor,
        on=on,
        reason=reason or _("handover"),
        to=given["to_mentor"] or "",
        leaving=given["leaving"],
    )
    with app.change(reason) as work:
        findings = _hand_over(work, wanted, given["sheet"], plans)
        seq = work.seq
        if dry_run:
            work.abandon()
            findings = [one for one in findings if one.code is not HandoverCode.DONE]
    told = _told(app, plans, on, refused=has_errors(findings))
    lines = [] if told is None else _lines(told)
    result = {} if told is None else _json(told)
    result = {"mentor": mentor, "on": on, "dry_run": dry_run, **result}
    if dry_run:
        lines.append(_("Nothing was written."))
    elif app.has_changed:
        text = _("Journal entry: #%(seq)s; `journal undo` takes it back.")
        lines.append(text % {"seq": seq})
    if told is not None and given["briefings"] is not None:
        files = _write(app, told, given["briefings"], given["format_"])
        result["files"] = files
        lines += [_("Wrote %(file)s.") % {"file": str(file)} for file in files]
    answer(app, result, lines=lines, findings=findings)


def _write(app: App, told: Told, folder: Path, format_: str) -> list[Path]:
    """Write the briefing of each successor to a file of its own; return the files."""
    files = []
    with app.view(told.plan.on) as view:
        for mentor, moves in told.by_successor().items():
            units = [str(one.ends.unit) for one in moves]
            briefs = [told.briefs[one] for one in units if one in told.briefs]
            file = folder / f"{mentor}.{format_}"
            write_briefing(view, told.called(mentor), briefs, file, format_)
            files.append(file)
    return files


def _hand_over(
    work: Work, wanted: Handover, sheet: Path | None, plans: list[Plan]
) -> list[Finding]:
    """Do a handover; what is found about a row of the sheet is told with its place."""
    if sheet is None:
        return hand_over(work, wanted, plans.append)
    from attrs import evolve

    from cselekvo.exchange.handover_sheet import read_successors

    named, findings = read_successors(sheet, work)
    if has_errors(findings):
        work.abandon()
        return findings
    pairs = tuple((unit, to) for unit, to, _place in named)
    found = hand_over(work, evolve(wanted, named=pairs), plans.append)
    places: dict[str, Place] = {unit.lower(): place for unit, _to, place in named}
    return [*findings, *(_placed(one, places) for one in found)]


def _placed(finding: Finding, places: Mapping[str, Place]) -> Finding:
    place = places.get(finding.subject.lower())
    return finding if place is None else finding.at(place)


def _told(app: App, plans: list[Plan], on: date, *, refused: bool) -> Told | None:
    """Return a plan with its names and briefings; of what is refused nothing."""
    if not plans or refused:
        return None
    plan = plans[0]
    units = {str(one.ends.unit) for one in plan.moves}
    persons = {str(one.successor.person) for one in plan.moves if one.successor}
    persons |= {one.choice.next_best for one in plan.moves if one.choice}
    with app.view(on) as view:
        return Told(
            plan=plan,
            names=names_of(view, units, {*persons, plan.person} - {""}),
            briefs=briefs_of(view, units),
        )


def _json(told: Told) -> dict[str, Any]:
    return {
        "mentor": told.plan.person,
        "moves": [
            {
                "assignment": one.ends.id,
                "unit": one.ends.unit,
                "role": one.ends.role,
                "successor": one.successor and one.successor.person,
                "choice": None if one.choice is None else choice_json(one.choice),
            }
            for one in told.plan.moves
        ],
        "gaps": [one.ends.unit for one in told.plan.gaps],
        "briefings": [
            {
                "mentor": mentor,
                "units": [
                    brief_json(told.briefs[one.ends.unit])
                    for one in moves
                    if one.ends.unit in told.briefs
                ],
            }
            for mentor, moves in told.by_successor().items()
        ],
    }


def _lines(told: Told) -> list[str]:
    plan = told.plan
    values = {
        "mentor": told.called(plan.person),
        "on": short_day(plan.on, current()),
        "count": len(plan.moves) - len(plan.gaps),
        "units": len(plan.moves),
    }
    text = _(
        "%(mentor)s hands over on %(on)s: %(count)s of %(units)s units find "
        "a successor."
    )
    lines = [fill(text, values), ""]
    header = [_("unit"), _("role"), _("successor"), _("cost"), _("next best")]
    header.append(_("it would cost"))
    lines += table(header, [_row(told, one) for one in plan.moves], right=(3, 5))
    for one in plan.gaps:
        gap = _("%(unit)s stands alone from the day after: nobody may take it over.")
        lines.append(fill(gap, {"unit": told.called(one.ends.unit)}))
    for mentor, moves in told.by_successor().items():
        title = _("Briefing for %(mentor)s")
        lines += ["", fill(title, {"mentor": told.called(mentor)})]
        units = [str(one.ends.unit) for one in moves]
        lines += brief_lines(told.briefs[one] for one in units if one in told.briefs)
    return lines


def _row(told: Told, move: Move) -> list[Any]:
    choice = move.choice
    return [
        told.called(move.ends.unit),
        move.ends.role.word(current()),
        None if move.successor is None else told.called(move.successor.person),
        None if choice is None else cost_text(choice.cost),
        None if choice is None else told.called(choice.next_best) or None,
        None if choice is None else cost_text(choice.next_cost),
    ]
