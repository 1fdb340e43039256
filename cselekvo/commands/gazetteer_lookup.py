"""Asking the gazetteer: where a place lies, and what is known at all."""

from collections.abc import Iterable
from typing import Any

import click

from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.gazetteer import gazetteer_
from cselekvo.commands.output import answer, table
from cselekvo.domain.territory import (
    County,
    District,
    NutsRegion,
    RegionList,
    Settlement,
)
from cselekvo.exchange.gazetteer.importing import day_in
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.values import show
from cselekvo.ports import Reader

Rows = list[list[Any]]


@gazetteer_.command("lookup")
@click.argument("name")
@pass_app
def lookup(app: App, name: str) -> None:
    """Show where the settlement NAME lies, by name or KSH code.

    A district or a county may be named too.

    Example: cselekvo -w halozat.db gazetteer lookup Zalaszentgrót
    """
    with app.view() as view:
        places = Places(view)
        found = places.settlement(name)
        district, county = places.district(name), places.county(name)
        if found is not None:
            result, rows = _settlement(view, places, found)
        elif district is not None:
            result, rows = _district(view, places, view.one(District, district))
        elif county is not None:
            result, rows = _county(view, places, view.one(County, county))
        else:
            result, rows = _nothing(places, name), []
    if not rows:
        text = _("No settlement is called %(name)s.") % {"name": name}
        near = ", ".join(result["near"])
        if near:
            text += " " + _("Did you mean: %(near)s?") % {"near": near}
        answer(app, result, lines=[text])
        return
    answer(app, result, lines=table(["", ""], rows)[2:])


def _nothing(places: Places, name: str) -> dict[str, Any]:
    near = [*places.near_settlement(name), *places.near_district(name)]
    return {"settlement": None, "near": near}


def _nuts(view: Reader, county: str) -> dict[str, dict[str, str]]:
    regions = view.facts(NutsRegion, county=county, level=3)
    return {
        str(one.edition): {"nuts3": one.code, "nuts2": one.parent} for one in regions
    }


def _nuts_rows(nuts: dict[str, dict[str, str]]) -> Rows:
    return [
        [f"NUTS {edition}", f"{one['nuts2']} / {one['nuts3']}"]
        for edition, one in nuts.items()
    ]


def _settlement(
    view: Reader, places: Places, found: Settlement
) -> tuple[dict[str, Any], Rows]:
    nuts = _nuts(view, found.county)
    county = places.county_name(found.county)
    district = places.district_name(found.district)
    result = {
        "settlement": found.id,
        "name": found.name,
        "legal_status": found.legal_status,
        "county": county,
        "district": district,
        "nuts": nuts,
        "source": found.source or None,
    }
    status = found.legal_status
    rows: Rows = [
        [_("name"), found.name],
        [_("KSH code"), found.id.removeprefix("KSH-")],
        [_("legal status"), None if status is None else status.word(current())],
        [_("county"), county],
        [_("district"), district or None],
        *_nuts_rows(nuts),
        [_("source"), found.source or None],
    ]
    return result, rows


def _district(
    view: Reader, places: Places, found: District
) -> tuple[dict[str, Any], Rows]:
    count = view.count(Settlement, district=found.id)
    name, county = places.district_name(found.id), places.county_name(found.county)
    result: dict[str, Any] = {
        "settlement": None,
        "district": name,
        "code": found.ksh_code,
        "county": county,
        "seat": found.seat_name,
        "settlements": count,
        "near": [],
    }
    rows: Rows = [
        [_("district"), name],
        [_("code"), found.ksh_code],
        [_("county"), county],
        [_("seat"), found.seat_name or None],
        [_("settlements"), count],
    ]
    return result, rows


def _county(view: Reader, places: Places, found: County) -> tuple[dict[str, Any], Rows]:
    nuts = _nuts(view, found.id)
    settlements = view.count(Settlement, county=found.id)
    districts = view.count(District, county=found.id)
    name = places.county_name(found.id)
    result: dict[str, Any] = {
        "settlement": None,
        "county": name,
        "code": found.ksh_code,
        "settlements": settlements,
        "districts": districts,
        "nuts": nuts,
        "near": [],
    }
    rows: Rows = [
        [_("county"), name],
        [_("code"), found.ksh_code],
        [_("districts"), districts],
        [_("settlements"), settlements],
        *_nuts_rows(nuts),
    ]
    return result, rows


@gazetteer_.command("status")
@pass_app
def status(app: App) -> None:
    """Show how many settlements are known, of which edition, and which region lists.

    Example: cselekvo -w halozat.db gazetteer status
    """
    with app.view() as view:
        counts = {
            "settlements": view.count(Settlement),
            "districts": view.count(District),
            "counties": view.count(County),
        }
        lists = view.facts(RegionList)
        editions = _editions(view.facts(Settlement))
    listed = [
        {
            "id": one.id,
            "period": one.programming_period,
            "edition": one.edition,
            "verified": one.verified,
        }
        for one in lists
    ]
    words = (_("settlements"), _("districts"), _("counties"))
    lines = table(
        [_("known"), _("count")], zip(words, counts.values(), strict=True), right=(1,)
    )
    lines += ["", *_edition_lines(editions)]
    yes, no = _("yes"), _("no")
    rows = [
        [
            one.programming_period,
            one.edition,
            yes if one.verified else no,
            one.authority,
        ]
        for one in lists
    ]
    header = [_("region list"), "NUTS", _("verified"), _("laid down in")]
    lines += ["", *table(header, rows)]
    result = {**counts, "editions": editions, "region_lists": listed}
    answer(app, result, lines=lines)


def _editions(settlements: Iterable[Settlement]) -> list[dict[str, Any]]:
    """Return where the settlements are known from, the latest edition first."""
    counted: dict[str, int] = {}
    for one in settlements:
        counted[one.source] = counted.get(one.source, 0) + 1
    found = [
        {"source": source or None, "day": day_in(source), "settlements": count}
        for source, count in counted.items()
    ]
    return sorted(
        found,
        key=lambda one: ("" if one["day"] is None else str(one["day"]), one["source"]),
        reverse=True,
    )


def _edition_lines(editions: list[dict[str, Any]]) -> list[str]:
    """Return the editions, or what to do where none was read."""
    if not editions:
        text = _(
            "No settlement is known yet: bring in the statistical office's workbook "
            "with %(command)s."
        )
        return [fill(text, {"command": "cselekvo gazetteer import hnt_2018.xls"})]
    lang = current()
    rows = [[one["source"] or show(None, lang), one["settlements"]] for one in editions]
    return table([_("source"), _("settlements")], rows, right=(1,))
