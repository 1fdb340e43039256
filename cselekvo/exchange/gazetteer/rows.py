"""The rows of a gazetteer: settlements, and what stands between and below them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from cselekvo.domain.identifiers import SettlementId
from cselekvo.domain.territory import LegalStatus
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import CselekvoError
from cselekvo.exchange.gazetteer import cells
from cselekvo.exchange.gazetteer.headings import NEEDED, Role, role_of
from cselekvo.exchange.gazetteer.source import Cells, Found, GazetteerCode
from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.rows import finding_of
from cselekvo.exchange.table import TableCode
from cselekvo.exchange.values import clean
from cselekvo.exchange.workbooks.workbook import CellError
from cselekvo.exchange.workbooks.workbook_table import text_of
from cselekvo.findings import Finding, Severity
from cselekvo.spreadsheets import unguard

Tick = Callable[[int], None]

#: A footnote's sign at the end of a name.
_SIGNS: Final = re.compile(r"[\s*†]+$")
_SUM: Final = re.compile(r"(?:.*\s)?(?:mind)?osszesen\b.*|.*\begyutt\b.*|total\b.*")
#: A row of the office's code table that stands for no place.
_FICTIVE: Final = "nem bonthato"
#: How many of these a row of data fills at least.
_TELLING: Final = (Role.CODE, Role.NAME, Role.COUNTY, Role.DISTRICT, Role.STATUS)
_FEW: Final = 2
_KIND: Final = "telepulesek"
_TICKED: Final = 200


@frozen(kw_only=True)
class Read:
    """A settlement as a row tells it.

    Attributes:
        row: Its number.
        code: The KSH code, five digits.
        name: Its name.
        county: As it is written; `főváros` and nothing stand for Budapest.
        district_code: Three digits, or nothing.
        district: The full name of the district, its code where that stands there, or
            nothing.
        seat: The district's seat.
        status: None where the cell is empty.
        north: The latitude.
        east: The longitude.
        texts: Locative and source, where the table has them.
    """

    row: int
    code: str
    name: str
    county: str = ""
    district_code: str = ""
    district: str = ""
    seat: str = ""
    status: LegalStatus | None = None
    north: float | None = None
    east: float | None = None
    texts: Mapping[Role, str] = field(factory=dict, hash=False)

    @property
    def id(self) -> SettlementId:
        """Return the id of the settlement."""
        return SettlementId(f"KSH-{self.code}")

    @property
    def is_capital(self) -> bool:
        """Return whether it is Budapest, which lies in no county and no district."""
        return self.status is LegalStatus.CAPITAL or fold(self.name) == "budapest"


@define
class Reading:
    """One reading of the rows of a gazetteer.

    Attributes:
        read: The settlements, in the order of the rows.
        refused: How many rows could not be read.
        city_districts: How many are about Budapest's districts.
        left_out: The numbers of the rows that are about no settlement.
        findings: What was found, each with its row and its column.
    """

    _found: Found
    read: list[Read] = field(factory=list, init=False)
    refused: int = field(default=0, init=False)
    city_districts: int = field(default=0, init=False)
    left_out: list[int] = field(factory=list, init=False)
    findings: list[Finding] = field(factory=list, init=False)
    _faults: list[Finding] = field(factory=list, init=False)

    def run(self, tick: Tick) -> None:
        """Read all rows; say now and then how many."""
        for count, (number, row) in enumerate(self._found.rows(), start=1):
            self._row(number, row)
            if count % _TICKED == 0:
                tick(count)
        self.refused += self._found.refused()
        self.findings += self._found.faults()

    def _row(self, number: int, row: Cells) -> None:
        self._faults.clear()
        texts = self._texts(number, row)
        if not self._faults and self._is_no_settlement(texts):
            self.left_out.append(number)
            return
        name, status = texts.get(Role.NAME, ""), texts.get(Role.STATUS, "")
        if cells.is_city_district(name, status):
            self.city_districts += 1
            return
        made = self._settlement(number, texts)
        if self._faults:
            self.refused += 1
            self.findings += self._faults
        else:
            self.read.append(made)

    def _texts(self, number: int, row: Cells) -> dict[Role, str]:
        """Return the texts of our columns; an error in a cell is a fault of the row."""
        texts = {}
        for role, index in self._found.header.columns.items():
            cell = row[index] if index < len(row) else None
            if isinstance(cell, CellError):
                never = cell.never_computed
                code = TableCode.FORMULA_NOT_COMPUTED if never else TableCode.CELL_ERROR
                self._fault(Finding(code, values={"error": cell.text}), number, role)
            elif cell is not None:
                text = self._read(number, role, _cleaned, text_of(cell))
                texts[role] = text or ""
        return texts

    def _fault(self, finding: Finding, number: int, role: Role) -> None:
        self._faults.append(finding.at(self._found.place(number, role)))

    def _read(
        self, number: int, role: Role, reading: Callable[[str], Any], text: str
    ) -> Any:
        """Return what a cell says; None, and a fault of the row, where it says naught.

        The few words that come again in every row are read anew each time: three
        thousand rows are read in a blink.
        """
        try:
            return reading(text)
        except CselekvoError as error:
            where = self._found.place(number, role)
            self._faults.append(finding_of(error, where))
            return None

    def _is_no_settlement(self, texts: Mapping[Role, str]) -> bool:
        """Return whether a row is a sum, a remark, the header again, or a fiction."""
        name = fold(texts.get(Role.NAME, ""))
        if _SUM.fullmatch(name) or _FICTIVE in name:
            return True
        code = texts.get(Role.CODE, "")
        if code.isdigit():
            return bool(name) and not any(map(str.isalpha, name))
        heading = role_of(code)
        if heading is not None and heading[0] is Role.CODE:
            return True
        return sum(bool(texts.get(role)) for role in _TELLING) < _FEW

    def _settlement(self, number: int, texts: Mapping[Role, str]) -> Read:
        def get(role: Role, reading: Callable[[str], Any]) -> Any:
            return self._read(number, role, reading, texts.get(role, ""))

        self._require(number, texts)
        given = {
            role: texts.get(role, "")
            for role in (Role.LOCATIVE, Role.SOURCE)
            if role in self._found.header.columns
        }
        code = texts.get(Role.CODE, "")
        return Read(
            row=number,
            code=(get(Role.CODE, cells.ksh_code) or "") if code else "",
            name=_SIGNS.sub("", texts.get(Role.NAME, "")),
            county=texts.get(Role.COUNTY, ""),
            district_code=get(Role.DISTRICT_CODE, cells.district_code) or "",
            district=self._district(texts.get(Role.DISTRICT, "")),
            seat=texts.get(Role.SEAT, "").strip("–-— "),
            status=get(Role.STATUS, cells.legal_status),
            north=get(Role.LATITUDE, lambda text: cells.degrees(text, north=True)),
            east=get(Role.LONGITUDE, lambda text: cells.degrees(text, north=False)),
            texts=given,
        )

    @staticmethod
    def _district(text: str) -> str:
        """Return a district's full name; our own sheet may have its code instead."""
        return text.zfill(3) if text.isdigit() else cells.district_name(text)

    def _require(self, number: int, texts: Mapping[Role, str]) -> None:
        """Find what a row must have and has not; Budapest has neither county."""
        name = fold(texts.get(Role.NAME, ""))
        for role in NEEDED:
            is_free = role is Role.COUNTY and name == "budapest"
            if not texts.get(role) and not is_free:
                column = self._found.header.heading(role)
                values = {"column": column, "kind": _KIND}
                self._fault(Finding(RowCode.VALUE_MISSING, values=values), number, role)

    def told(self) -> list[Finding]:
        """Return what a person should know of the rows that are no settlements."""
        place = self._found.place()
        told = []
        if self.city_districts:
            values: dict[str, Any] = {"count": self.city_districts}
            told.append(_note(GazetteerCode.CAPITAL_DISTRICTS, values).at(place))
        if self.left_out:
            shown = ", ".join(map(str, self.left_out[:10]))
            values = {"count": len(self.left_out), "rows": shown}
            told.append(_note(GazetteerCode.ROWS_LEFT_OUT, values).at(place))
        if not self.read and not self.refused:
            told.append(Finding(GazetteerCode.NO_SETTLEMENT, where=place))
        return told


def _note(code: GazetteerCode, values: Mapping[str, Any]) -> Finding:
    return Finding(code, severity=Severity.NOTE, values=values)


def _cleaned(text: str) -> str:
    return " ".join(clean(unguard(text)).split())
