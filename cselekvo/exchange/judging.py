"""Judging the organisations of a sheet without taking them into a workspace."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from cselekvo.actions.eligibility import regions_for
from cselekvo.domain.identifiers import AddressId, OrganisationId
from cselekvo.domain.organisation import Address, AddressRole
from cselekvo.domain.period import from_days
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.body_sheets import ORGANISATIONS, place_fields
from cselekvo.exchange.kinds import Row, RowCode
from cselekvo.exchange.table import Table
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, code_of
from cselekvo.ports import Questions
from cselekvo.rules.eligibility import Standing, Verdict, judge

_NEEDED: Final = ("id", "seat")
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
    columns = [ORGANISATIONS.column_for(name) for name in table.header]
    have = {column.name for column in columns if column is not None}
    missing = [c for c in ORGANISATIONS.columns if c.name in _NEEDED and c.name not in have]
    if missing:
        return [], [
            Finding(
                RowCode.COLUMN_MISSING,
                values={"column": column.hu, "kind": ORGANISATIONS.hu,
                        "found": list(table.header)},
                where=table.place(table.header_row),
            )
            for column in missing
        ]
    judged: list[Judged] = []
    findings: list[Finding] = []
    rows = table.rows()
    for number, cells in rows:
        row = _row(world, table, columns, number, cells, findings)
        if row is None:
            continue
        located = world.places.all_located(_addresses(row, number))
        findings += [found.at(table.place(number)) for found, _ in row.found]
        verdict = judge(located, regions, on, standing)
        name = row.get("name", "")
        judged.append(
            Judged(organisation=row.values["id"], name=name, row=number, verdict=verdict)
        )
    return judged, [*findings, *rows.findings]


def _row(
    world: World,
    table: Table,
    columns: list[Any],
    number: int,
    cells: tuple[str, ...],
    findings: list[Finding],
) -> Row | None:
    """Return what a row says of id and places; None where it cannot be read."""
    row = Row({}, world)
    good = True
    for index, column in enumerate(columns):
        if column is None or column.name not in _READ:
            continue
        try:
            value = column.read(cells[index], world)
        except SurroundingsError:
            raise
        except CselekvoError as error:
            code = code_of(error.code)
            where = table.place(number, index)
            findings.append(Finding(code, values=error.values, where=where))
            good = False
            continue
        row.values[column.name] = value
        if value is None and column.name in _NEEDED:
            findings.append(
                Finding(
                    RowCode.VALUE_MISSING,
                    values={"column": column.hu, "kind": ORGANISATIONS.hu},
                    where=table.place(number, index),
                )
            )
            good = False
    return row if good else None
