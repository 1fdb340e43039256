"""Judging the organisations of a sheet without taking them into a workspace."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from cselekvo.actions.judging import regions_for
from cselekvo.domain.identifiers import AddressId, OrganisationId
from cselekvo.domain.organisation import Address, AddressRole
from cselekvo.domain.period import from_days
from cselekvo.exchange.body_sheets import ORGANISATIONS, place_fields
from cselekvo.exchange.kinds import Row
from cselekvo.exchange.rows import match_columns, told_of
from cselekvo.exchange.table import Table
from cselekvo.exchange.world import World
from cselekvo.findings import Finding
from cselekvo.ports import Questions
from cselekvo.rules.eligibility import Standing, Verdict, judge

_NEEDED: Final = frozenset({"id", "seat"})
_READ: Final = frozenset({"id", "name", "seat", "sites", "county"})


@frozen(kw_only=True)
class Judged:
    """An organisation of a sheet with its verdict."""

    organisation: str
    name: str
    row: int
    verdict: Verdict


def _addresses(row: Row, number: int) -> Iterator[Address]:
    places = [(AddressRole.SEAT, row.values["seat"], row.get("county"))]
    sites = row.get("sites", "").split("|")
    places += [(AddressRole.SITE, one.strip(), None) for one in sites if one.strip()]
    for at, (role, written, county) in enumerate(places):
        column = "seat" if role is AddressRole.SEAT else "sites"
        yield Address(
            id=AddressId(f"row-{number}-{at}"),
            organisation=OrganisationId(row.values["id"]),
            role=role,
            period=from_days(None),
            **place_fields(row, column, written, county),
        )


def judge_sheet(
    questions: Questions,
    table: Table,
    *,
    period: str,
    on: date,
    standing: Standing = Standing.PARTNER,
) -> tuple[list[Judged], list[Finding]]:
    """Judge every row of a sheet that has the columns of `szervezetek`.

    Args:
        questions: The map to look places up in: a workspace's or the handbook's.
        table: The sheet; only id, seat, sites and county are read.
        period: The programming period; empty: undetermined.
        on: The day asked about.
        standing: As what they are asked about.
    """
    world = World(questions)
    regions = regions_for(questions, period)
    matched, findings = match_columns(
        ORGANISATIONS, table, only=_READ, required=_NEEDED
    )
    if matched is None:
        return [], findings
    judged: list[Judged] = []
    rows = table.rows()
    for number, cells in rows:
        row, found_in_cells = matched.read(number, cells, world)
        findings += found_in_cells
        if row is None:
            continue
        located = world.places.all_located(_addresses(row, number))
        findings += told_of(ORGANISATIONS, table.place(number), row)
        verdict = judge(located, regions, on, standing)
        name = row.get("name", "")
        judged.append(
            Judged(
                organisation=row.values["id"], name=name, row=number, verdict=verdict
            )
        )
    return judged, [*findings, *rows.findings]
