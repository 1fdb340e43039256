"""Organisations: listing them, and showing one over time."""

from datetime import date
from typing import Any

import click

from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, Word
from cselekvo.commands.organisation import organisation_
from cselekvo.commands.output import answer, days, span, table
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.programme import Partnership, Programme
from cselekvo.i18n import _, current
from cselekvo.i18n.order import sort_key
from cselekvo.workspace import View


@organisation_.command("list")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@click.option("--programme", metavar="ID", help="Only partners of this programme.")
@click.option("--type", "sector", type=Word(Sector), help="Only of this sector.")
@pass_app
def list_(
    app: App,
    on: date | None,
    known_at: str | None,
    programme: str | None,
    sector: Sector | None,
) -> None:
    """List organisations in Hungarian order, with sector and seat on the day.

    Example: cselekvo -w halozat.db organisation list --programme CSELEKVO
    """
    with app.view(on, known_at) as view:
        found = _wanted(view, programme, sector)
        names = {
            one.organisation: one.name
            for one in view.facts(OrganisationName, on=view.on)
        }
        places = Places(view)
        seats = {
            one.organisation: places.located(one).place
            for one in view.facts(Address, on=view.on, role=AddressRole.SEAT)
        }
        day, position = view.on, view.position
    found.sort(key=lambda one: (sort_key(names.get(one.id, "")), one.id))
    cells: list[list[Any]] = [
        [one.id, names.get(one.id), one.sector, seats.get(one.id)] for one in found
    ]
    listed = [
        dict(zip(("id", "name", "sector", "seat"), row, strict=True)) for row in cells
    ]
    rows = [[id_, name, kind.word(current()), seat] for id_, name, kind, seat in cells]
    header = [_("id"), _("name"), _("sector"), _("seat")]
    count = _("%(count)s organisations") % {"count": len(rows)}
    lines = [*table(header, rows), "", count] if rows else [_("There are none.")]
    result = {
        "on": day,
        "known_at": position,
        "count": len(rows),
        "organisations": listed,
    }
    answer(app, result, lines=lines)


def _wanted(
    view: View, programme: str | None, sector: Sector | None
) -> list[Organisation]:
    """Return the organisations of a sector, or a programme's partners on the day."""
    where: dict[str, Any] = {} if sector is None else {"sector": sector}
    found = view.facts(Organisation, **where)
    if programme is None:
        return found
    known = view.one(Programme, programme).id
    partners = view.facts(Partnership, on=view.on, programme=known)
    admitted = {one.organisation for one in partners}
    return [one for one in found if one.id in admitted]


@organisation_.command("show")
@click.argument("organisation")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@pass_app
def show(app: App, organisation: str, on: date | None, known_at: str | None) -> None:
    """Show an organisation: names, addresses and partnerships over time.

    Example: cselekvo -w halozat.db organisation show CS-FESZEK
    """
    with app.view(on, known_at) as view:
        record = view.one(Organisation, organisation)
        names = view.facts(OrganisationName, organisation=record.id)
        addresses = view.facts(Address, organisation=record.id)
        partnerships = view.facts(Partnership, organisation=record.id)
        places = Places(view)
        located = {one.id: places.located(one) for one in addresses}
    result = {
        "id": record.id,
        "sector": record.sector,
        "legal_form_code": record.legal_form_code or None,
        "email": record.email or None,
        "names": [{"name": one.name, **days(one.period)} for one in _dated(names)],
        "addresses": [
            {
                "id": one.id,
                "role": one.role,
                "place": located[one.id].place,
                "county": located[one.id].county_name or None,
                **days(one.period),
            }
            for one in _dated(addresses)
        ],
        "partnerships": [_partnership(one) for one in _dated(partnerships)],
    }
    rows = [[_("id"), record.id, ""], [_("sector"), record.sector.word(current()), ""]]
    rows += _history(names, addresses, partnerships, located)
    answer(app, result, lines=table(["", "", ""], rows)[2:])


def _history(
    names: Any, addresses: Any, partnerships: Any, located: Any
) -> list[list[str]]:
    """Return names, addresses and partnerships as rows, the oldest first."""
    rows = [[_("name"), one.name, span(one.period)] for one in _dated(names)]
    rows += [
        [one.role.word(current()), _where(located[one.id]), span(one.period)]
        for one in _dated(addresses)
    ]
    rows += [
        [
            _("partner of"),
            f"{one.programme}: {one.verdict.word(current())}",
            span(one.period),
        ]
        for one in _dated(partnerships)
    ]
    return rows


def _dated(facts: Any) -> list[Any]:
    return sorted(facts, key=lambda fact: (fact.period.start, fact.id))


def _where(located: Any) -> str:
    known = located.county_name not in {"", located.place}
    county = f" ({located.county_name})" if known else ""
    return f"{located.place}{county}"


def _partnership(one: Partnership) -> dict[str, Any]:
    return {
        "id": one.id,
        "programme": one.programme,
        "verdict": one.verdict,
        "by": one.by or None,
        "settlement": one.settlement or None,
        "nuts2": one.nuts2 or None,
        "region_list": one.region_list or None,
        "verified": one.list_verified,
        "reason": one.reason or None,
        "review": one.review or None,
        **days(one.period),
    }
