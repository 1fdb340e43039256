"""A gazetteer that was read: which edition it is, its settlements and its districts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values
from cselekvo.exchange.gazetteer.headings import Role
from cselekvo.exchange.gazetteer.rows import Read, Reading, Tick
from cselekvo.exchange.gazetteer.source import Found, GazetteerCode, find_gazetteer
from cselekvo.exchange.kinds import RowCode
from cselekvo.findings import Finding, Place, Severity
from cselekvo.i18n.dates import day as day_text

_DAY: Final = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|\.\s*(?:[0-9]{1,2}\.\s*[0-9]{1,2}\b"
    r"|[^\W\d_]+\.?\s*[0-9]{1,2}\b))"
)


@frozen(kw_only=True)
class Stretch:
    """A district as the rows of its settlements tell it: what most of them say."""

    code: str
    name: str
    seat: str
    row: int  #: the first of its rows


@frozen(kw_only=True)
class Edition:
    """An edition of the gazetteer, or a part of it.

    Attributes:
        source: What is recorded as where a fact is known from.
        day: The day that it tells of, where that is known.
        settlements: One for each code.
        districts: By code, those that have one.
        refused: How many rows could not be read.
        doubled: How many say once more what another says.
        city_districts: How many rows are about Budapest's districts.
        left_out: The numbers of the rows that are about no settlement.
    """

    source: str
    day: date | None = None
    settlements: tuple[Read, ...] = ()
    districts: Mapping[str, Stretch] = field(factory=dict, hash=False)
    refused: int = 0
    doubled: int = 0
    city_districts: int = 0
    left_out: tuple[int, ...] = ()
    _found: Found = field(repr=False, eq=False)

    def place(self, row: int | None = None, role: Role | None = None) -> Place:
        """Return where a row or a cell is, for a finding."""
        held = role if role in self.roles else None
        return self._found.place(row, held)

    @property
    def is_offices(self) -> bool:
        """Return whether it is a table of the statistical office, not of ours."""
        return self._found.is_offices

    @property
    def roles(self) -> frozenset[Role]:
        """Return what the table has columns for."""
        return frozenset(self._found.header.columns)


def unseen(_: int) -> None:
    """Show no progress."""


def read_gazetteer(
    path: Path,
    *,
    edition: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    tick: Tick = unseen,
) -> tuple[Edition | None, list[Finding]]:
    """Read the settlements of a file: the office's workbook, our own sheet, or a CSV.

    Args:
        path: The file.
        edition: A day that the edition tells of, or where it is known from.
        sheet: The sheet of a workbook, where a person names it.
        encoding: Of a CSV file, where it cannot be told from it.
        tick: Called now and then with the number of rows read.

    Returns:
        The edition, or None where the table was not found; and what was found, every
        fault with its row and its column.

    Raises:
        FileNotReadError: The path is missing or cannot be read.
    """
    found, findings = find_gazetteer(path, sheet=sheet, encoding=encoding)
    if found is None:
        return None, findings
    reading = Reading(found)
    reading.run(tick)
    once, again = _once(reading.read, found)
    districts = dict(_districts(once))
    agreeing, disagreeing = _agreeing(once, districts, found)
    doubled = sum(one.severity is Severity.WARNING for one in again)
    source, day = _named(edition) if edition else _origin(found, path)
    made = Edition(
        source=source,
        day=day,
        settlements=tuple(agreeing),
        districts=districts,
        refused=reading.refused + len(reading.read) - len(agreeing) - doubled,
        doubled=doubled,
        city_districts=reading.city_districts,
        left_out=tuple(reading.left_out),
        found=found,
    )
    faults = [*reading.findings, *again, *disagreeing]
    faults.sort(key=lambda one: 0 if one.where is None else one.where.row or 0)
    return made, [*findings, *faults, *reading.told()]


def day_in(text: str) -> date | None:
    """Return the day that stands in a text: `Helységek 2018. 01. 01.`."""
    for match in _DAY.finditer(text):
        with suppress(ValueNotReadError):
            return values.day(match[0].rstrip("."))
    return None


def source_of(day: date) -> str:
    """Return what is recorded for the office's gazetteer of a day."""
    return f"KSH Helységnévtár, {day_text(day, 'hu')}"


def _named(edition: str) -> tuple[str, date | None]:
    """Return source and day that a person named: a bare day is the office's edition."""
    try:
        day = values.day(edition)
    except ValueNotReadError:
        return edition, day_in(edition)
    return source_of(day), day


def _origin(found: Found, path: Path) -> tuple[str, date | None]:
    """Return source and day as the workbook says them, else the name of the file."""
    if found.is_offices:
        for title in found.titles:
            day = day_in(title)
            if day is not None:
                return source_of(day), day
    return path.name, None


def _once(read: Sequence[Read], found: Found) -> tuple[list[Read], list[Finding]]:
    """Return the settlements, each once; a second row saying otherwise is a fault."""
    first: dict[str, Read] = {}
    again: list[Finding] = []
    for one in read:
        known = first.setdefault(one.code, one)
        if known is not one:
            same = evolve(one, row=known.row) == known
            again.append(
                Finding(
                    RowCode.ROW_DOUBLED,
                    subject=one.id,
                    severity=Severity.WARNING if same else Severity.ERROR,
                    values={"row": known.row},
                    where=found.place(one.row, Role.CODE),
                )
            )
    return list(first.values()), again


def _districts(read: Iterable[Read]) -> Iterator[tuple[str, Stretch]]:
    """Yield the districts by code, as most of their rows tell them."""
    rows: dict[str, list[Read]] = {}
    for one in read:
        if one.district_code and not one.is_capital:
            rows.setdefault(one.district_code, []).append(one)
    for code, held in sorted(rows.items()):
        name = usual(one.district for one in held)
        seat = usual(one.seat for one in held)
        yield code, Stretch(code=code, row=held[0].row, name=name, seat=seat)


def usual(texts: Iterable[str]) -> str:
    """Return the text that most have; of two, the one that came first."""
    counted = Counter(text for text in texts if text)
    return counted.most_common(1)[0][0] if counted else ""


def _agreeing(
    read: Iterable[Read], districts: Mapping[str, Stretch], found: Found
) -> tuple[list[Read], list[Finding]]:
    """Return the rows that say of their districts what the others say."""
    agreeing: list[Read] = []
    faults: list[Finding] = []
    for one in read:
        district = districts.get(one.district_code)
        against = [] if district is None else _against(one, district)
        for role, text, other in against:
            where = found.place(one.row, role)
            faults.append(disagreement(one, text, other, where))
        if not against:
            agreeing.append(one)
    return agreeing, faults


def _against(one: Read, district: Stretch) -> list[tuple[Role, str, str]]:
    told = (
        (Role.DISTRICT, one.district, district.name),
        (Role.SEAT, one.seat, district.seat),
    )
    return [
        (role, text, other)
        for role, text, other in told
        if text and fold(text) != fold(other)
    ]


def disagreement(one: Read, text: str, other: str, where: Place) -> Finding:
    """Return that a row says of its district what the others do not."""
    return Finding(
        GazetteerCode.ROWS_DISAGREE,
        subject=one.id,
        values={
            "name": one.name,
            "code": one.district_code,
            "text": text,
            "usual": other,
        },
        where=where,
    )
