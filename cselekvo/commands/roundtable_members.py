"""Roundtables: which there are, and who sits at one on a day."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, table
from cselekvo.commands.roundtable import roundtable_
from cselekvo.domain.fact import Erased
from cselekvo.domain.roundtable import Membership, Roundtable
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.order import sort_key


@roundtable_.command("list")
@click.option("--on", type=DAY, help="The day whose members are counted; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@pass_app
def list_(app: App, on: date | None, known_at: str | None) -> None:
    """List roundtables with their area and the number of voting members on the day.

    Example: cselekvo -w halozat.db roundtable list --on 2015-11-30
    """
    from cselekvo.actions.places import Places

    with app.view(on, known_at) as view:
        tables = view.facts(Roundtable)
        sitting = view.facts(Membership, on=view.on, voting=True)
        places = Places(view)
        listed: list[dict[str, Any]] = []
        for one in sorted(tables, key=lambda one: (sort_key(one.name), one.id)):
            bodies = {m.organisation for m in sitting if m.roundtable == one.id}
            district = places.district_name(one.district)
            listed.append(
                {
                    "id": one.id,
                    "name": one.name,
                    "district": district or None,
                    "founded": one.founded,
                    "count": len(bodies),
                }
            )
        day, position = view.on, view.position
    header = [_("id"), _("name"), _("district"), _("founded"), _("members")]
    rows = [
        [
            one["id"],
            one["name"],
            one["district"],
            None if one["founded"] is None else short_day(one["founded"], current()),
            one["count"],
        ]
        for one in listed
    ]
    lines = table(header, rows, right=(4,)) if rows else [_("There are none.")]
    answer(app, {"on": day, "known_at": position, "roundtables": listed}, lines=lines)


def _person(delegates: Any) -> list[dict[str, Any]]:
    people = []
    for one in delegates:
        name = None
        if one.person is not None and not isinstance(one.person.name, Erased):
            name = one.person.name
        people.append(
            {
                "id": one.representation.person,
                "name": name,
                "erased": one.person is not None and name is None,
                "position": one.representation.position or None,
            }
        )
    return people


def _member(one: Any) -> dict[str, Any]:
    return {
        "organisation": one.membership.organisation,
        "name": one.name,
        "sector": one.sector,
        "settlement": one.settlement or None,
        "role": one.membership.role,
        "offices": [office.office for office in one.offices],
        "voting": one.voting,
        "representatives": _person(one.representatives),
        "deputies": _person(one.deputies),
        "from": one.since,
        "until": one.until,
    }


def _names(people: list[dict[str, Any]]) -> str | None:
    names = [
        _("erased") if one["erased"] else one["name"] or one["id"] for one in people
    ]
    return ", ".join(names) or None


@roundtable_.command("members")
@click.argument("roundtable")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@pass_app
def members(app: App, roundtable: str, on: date | None, known_at: str | None) -> None:
    """List who sits at ROUNDTABLE on a day, and count the voting organisations.

    Example: cselekvo roundtable members ZSZ-KEREKASZTAL --on 2015-11-30
    """
    from cselekvo.reports.roster import roster_of

    with app.view(on, known_at) as view:
        roster = roster_of(view, roundtable)
        position = view.position
    listed = [_member(one) for one in roster.members]
    lines = [*_roster_lines(roster, listed), *_version_lines(roster)]
    result = {
        "roundtable": roster.table.id,
        "on": roster.on,
        "known_at": position,
        "count": roster.count,
        "version": roster.version,
        "corrections": [{"entry": c.seq, "on": c.on} for c in roster.corrections],
        "members": listed,
    }
    answer(app, result, lines=lines)


def _roster_lines(roster: Any, listed: list[dict[str, Any]]) -> list[str]:
    """Return the roster as a table, and the count under it."""
    rows = []
    for at, (one, shown) in enumerate(
        zip(roster.members, listed, strict=True), start=1
    ):
        roles = [office.office.word(current()) for office in one.offices]
        role = ", ".join(roles) or one.membership.role.word(current())
        people = [_names(shown[which]) for which in ("representatives", "deputies")]
        rows.append([at, shown["name"], role, shown["settlement"], *people])
    header = [
        "",
        _("organisation"),
        _("role"),
        _("seat"),
        _("representative"),
        _("deputy"),
    ]
    count = _("%(name)s, %(on)s: %(count)s voting member organisations")
    values = {
        "name": roster.table.name,
        "on": short_day(roster.on, current()),
        "count": roster.count,
    }
    lines = (
        [*table(header, rows, right=(0,)), ""] if rows else [_("Nobody sits there.")]
    )
    lines.append(count % values)
    return lines


def _version_lines(roster: Any) -> list[str]:
    """Return that a meeting's roster was corrected after it, if it was."""
    if not roster.corrections:
        return []
    last = roster.corrections[-1]
    text = _("version %(version)s, corrected on %(on)s by entry #%(seq)s")
    values = {
        "version": roster.version,
        "on": short_day(last.on, current()),
        "seq": last.seq,
    }
    return [text % values]
