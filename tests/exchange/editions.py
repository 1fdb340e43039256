"""Made-up editions of the office's gazetteer, as workbooks of several layouts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from attrs import evolve, frozen

from cselekvo.exchange.gazetteer.importing import Edition, read_gazetteer
from cselekvo.exchange.gazetteer.taking import Arrival, import_gazetteer
from cselekvo.findings import Finding, Severity
from cselekvo.workspace import Workspace


@frozen(kw_only=True)
class Line:
    """A row of the gazetteer."""

    name: str
    code: Any
    status: str = "község"
    county: str | None = "Komárom-Esztergom"
    district_code: Any = "110 0"
    district: str | None = "Esztergomi"
    seat: str | None = "Esztergom"

    def but(self, **changes: Any) -> "Line":
        """Return the row with something else in it."""
        return evolve(self, **changes)


TAT = Line(name="Tát", code="08758", status="város")
DOROG = Line(name="Dorog", code="10490", status="város")
ESZTERGOM = Line(name="Esztergom", code="25131", status="város", district_code="110 1")
BAJ = Line(
    name="Baj", code="29212", district_code="114 0", district="Tatai", seat="Tata"
)
TURJE = Line(
    name="Türje",
    code="12609",
    county="Zala",
    district_code="198 0",
    district="Zalaszentgróti",
    seat="Zalaszentgrót",
)
HODMEZO = Line(
    name="Hódmezővásárhely",
    code=8314,
    status="megyei jogú város",
    county="Csongrád",
    district_code="071 1",
    district="Hódmezővásárhelyi",
    seat="Hódmezővásárhely",
)
POMAZ = Line(
    name="Pomáz",
    code="06372",
    status="város",
    county="Pest",
    district_code="135 0",
    district="Szentendrei",
    seat="Szentendre",
)
BUDAPEST = Line(
    name="Budapest",
    code=13578,
    status="főváros ",
    county=None,
    district_code=None,
    district=None,
    seat=None,
)
FIRST_DISTRICT = Line(
    name="Budapest 01. ker.",
    code="09566",
    status="fővárosi kerület",
    county="főváros",
    district_code="001 1",
    district="Budapest 01. ker.",
    seat="Budapest 01. ker.",
)
LINES = (TAT, DOROG, ESZTERGOM, BAJ, TURJE, HODMEZO, POMAZ, BUDAPEST, FIRST_DISTRICT)


def with_changed(*changed: Line) -> tuple[Line, ...]:
    """Return the usual rows, some of them changed, by their codes."""
    by_code = {str(one.code): one for one in changed}
    return tuple(by_code.get(str(one.code), one) for one in LINES)


Layout = Callable[[xlsxwriter.Workbook, Sequence[Line]], None]


def of_2018(book: xlsxwriter.Workbook, lines: Sequence[Line]) -> None:
    """Write the layout of 2018: a merged header in two rows, a sum at the end."""
    sheet = book.add_worksheet("Helységek 2018. 01. 01.")
    sheet.merge_range(0, 0, 0, 2, "Helység")
    sheet.merge_range(0, 3, 1, 3, "Megye megnevezése ")
    sheet.merge_range(0, 4, 0, 6, "Járás ")
    sheet.merge_range(0, 7, 0, 8, "Polgármesteri hivatal, közös hivatal")
    sheet.merge_range(0, 9, 1, 9, "Lakó-népesség")
    below = ("megnevezése", "KSH kódja", "jogállása", None, "kódja", "neve")
    for at, text in enumerate((*below, "székhelye", "kódja", "székhelye")):
        if text:
            sheet.write(1, at, text)
    for row, one in enumerate(lines, start=2):
        given = (one.name, one.code, one.status, one.county, one.district_code)
        _write(sheet, row, (*given, one.district, one.seat, 1, "–", 1234))
    sheet.write(len(lines) + 2, 8, "Összesen")
    sheet.write(len(lines) + 2, 9, 1234)
    other = book.add_worksheet("Településrészek")
    _write(other, 0, ("Helység KSH kód", "Helység hivatalos megnevezése"))
    _write(other, 0, ("Megye kódja", "Településrész megnevezése"), first=2)
    _write(other, 1, ("08758", "Tát", 11, "Külterület"))


def later(book: xlsxwriter.Workbook, lines: Sequence[Line]) -> None:
    """Write a later layout: another sheet first, titles, other columns, other words."""
    about = book.add_worksheet("Tájékoztató")
    _write(about, 0, ("A helységnévtár KSH kódjai", "2024"))
    sheet = book.add_worksheet("Helységek 2024.01.01.")
    sheet.write(0, 0, "Magyarország helységei és járásai")
    sheet.write(1, 0, "Kiadta: Központi Statisztikai Hivatal")
    heads = (
        "Lakó-\nnépesség",
        "Vármegye\nmegnevezése",
        "HELYSÉG KSH KÓDJA",
        "Járás székhelye",
        "Járás neve",
        "Járás kódja",
        "Várm. KSH kódja",
        "Helység jog-\nállása",
        "Helység megnevezése",
    )
    _write(sheet, 3, heads)
    for row, one in enumerate(lines, start=4):
        given = (1234, one.county, one.code, one.seat, one.district)
        _write(sheet, row, (*given, one.district_code, 11, one.status, one.name))
    _write(sheet, len(lines) + 4, (9_999, None, None, None, None, None, None, None))
    sheet.write(len(lines) + 4, 8, "Mindösszesen")
    sheet.write(len(lines) + 5, 1, "Forrás: KSH")


def _write(sheet: Any, row: int, cells: Sequence[Any], first: int = 0) -> None:
    for at, cell in enumerate(cells, start=first):
        if cell is not None:
            sheet.write(row, at, cell)


def write_edition(
    path: Path, lines: Sequence[Line] = LINES, layout: Layout = of_2018
) -> Path:
    """Write a workbook of an edition."""
    with xlsxwriter.Workbook(path) as book:
        layout(book, lines)
    return path


def write_sheet(path: Path, *rows: Sequence[Any], name: str = "Helységek") -> Path:
    """Write a workbook of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            _write(sheet, at, row)
    return path


def read_well(path: Path, **more: Any) -> Edition:
    """Read an edition in which there is no fault."""
    edition, findings = read_gazetteer(path, **more)
    assert edition is not None
    assert [one.word for one in findings if one.severity is Severity.ERROR] == []
    return edition


@frozen
class Came:
    """What came of an edition, and what was found."""

    arrival: Arrival
    findings: list[Finding]

    @property
    def told(self) -> list[tuple[str, int | None]]:
        """Return word and row of every error and warning, sorted by row."""
        told = [
            (one.word, None if one.where is None else one.where.row)
            for one in self.findings
            if one.severity is not Severity.NOTE
        ]
        return sorted(told, key=lambda one: one[1] or 0)

    def count(self, kind: str = "telepulesek") -> tuple[int, int, int, int, int]:
        """Return read, added, changed, unchanged, refused."""
        one = self.arrival.outcome.tallies[kind]
        return (one.read, one.added, one.changed, one.unchanged, one.refused)


def bring_edition(
    workspace: Workspace, path: Path, *, dry: bool = False, **more: Any
) -> Came:
    """Bring an edition into a workspace."""
    edition, findings = read_gazetteer(path, **more)
    assert edition is not None, findings
    arrival = Arrival()
    with workspace.change() as work:
        found = import_gazetteer(work, "digest", edition, arrival)
        broken = any(one.severity is Severity.ERROR for one in findings)
        if dry or broken:
            work.abandon()
    return Came(arrival, [*findings, *found])
