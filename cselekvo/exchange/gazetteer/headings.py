"""What the headings of a gazetteer mean: told by their words, never by their place.

The statistical office's headings stand in one, two or three rows, partly merged, and
change from edition to edition: `Helység` over `KSH kódja`, `Helység KSH kódja`,
`Vármegye megnevezése`. Our own sheet of settlements and plain English tables are
understood too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from attrs import field, frozen

from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.map_sheets import SETTLEMENTS
from cselekvo.exchange.workbooks.workbook import CellError, CellValue, SheetInfo
from cselekvo.exchange.workbooks.workbook_table import text_of


class Role(Enum):
    """What a column of a gazetteer holds; the value is how messages name it."""

    CODE = "KSH kódja"
    NAME = "helység megnevezése"
    COUNTY = "megye (vármegye) megnevezése"
    DISTRICT_CODE = "járás kódja"
    DISTRICT = "járás neve"
    SEAT = "járás székhelye"
    STATUS = "jogállása"
    LATITUDE = "szélesség"
    LONGITUDE = "hosszúság"
    LOCATIVE = "helyhatározó"
    SOURCE = "forrás"


#: Without these there is no settlement.
NEEDED: Final = (Role.CODE, Role.NAME, Role.COUNTY)
#: What our own sheet calls its columns.
_OWN: Final = {
    "id": Role.CODE,
    "name": Role.NAME,
    "county": Role.COUNTY,
    "district": Role.DISTRICT,
    "legal_status": Role.STATUS,
    "latitude": Role.LATITUDE,
    "longitude": Role.LONGITUDE,
    "locative": Role.LOCATIVE,
    "source": Role.SOURCE,
}
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
_GAZETTEER: Final = re.compile(r"(?:hely|helyseg)nev(?:tar|konyv)[a-z]*")
#: Headings of other things that bear the words of ours.
_OTHERS: Final = re.compile(
    "hivatal(?!os)|onkormanyzat|telepulesresz|iranyitoszam|postai|regio|nuts|kister|kerulet"
    "|nemzetiseg|nepesseg|kedvezm|beneficiary|class|jogu|lakas|angol|nemet"
)
_CODE: Final = re.compile("kod|code|torzsszam|azonosito|^id$")
_KSH_CODE: Final = re.compile("ksh|torzsszam")
_NAME: Final = re.compile("nev|name")
_BARE_NAMES: Final = frozenset({"helyseg", "telepules", "settlement", "locality"})
#: A heading of more letters is a remark.
_LONGEST: Final = 120


def glued(text: str) -> str:
    """Return the letters and digits of a heading: hyphens and line ends do not count.

    `Lakó-népesség`, broken over two lines or not, is `Lakónépesség`.
    """
    return _GAZETTEER.sub("", _NOT_A_LETTER.sub("", fold(text)))


def role_of(heading: str) -> tuple[Role, int] | None:
    """Return what a heading means, and how plainly it says so; None: nothing to us."""
    if len(heading) > _LONGEST:
        return None
    own = SETTLEMENTS.column_for(heading)
    word = glued(heading)
    found = _by_words(word)
    if own is not None and (found is None or found[0] is _OWN[own.name]):
        return _OWN[own.name], 1 if found is None else found[1]
    return found


def _by_words(word: str) -> tuple[Role, int] | None:
    if not word or _OTHERS.search(word):
        return None
    is_code, is_name = bool(_CODE.search(word)), bool(_NAME.search(word))
    is_seat = "szekhely" in word or "seat" in word
    if "jaras" in word or "district" in word:
        if is_code:
            return Role.DISTRICT_CODE, 1
        return (Role.SEAT, 1) if is_seat else (Role.DISTRICT, 1 + is_name)
    if "megye" in word or "county" in word or word.startswith("varm"):
        return None if is_code or is_seat else (Role.COUNTY, 1 + is_name)
    if "jogall" in word or "status" in word:
        return None if is_code else (Role.STATUS, 1)
    if is_seat:
        return None
    if is_code:
        return Role.CODE, 1 + bool(_KSH_CODE.search(word))
    if is_name or word in _BARE_NAMES:
        plain = bool(re.search("helyseg|telepules|settlement", word))
        return Role.NAME, 1 + plain
    return None


@frozen(kw_only=True)
class Header:
    """The headings of a table, and which columns they make ours.

    Attributes:
        first: The first row of the header.
        last: The last one; the data stand below.
        headings: By column, as they are written, their rows put together.
        columns: By role, the column.
        doubled: Two columns that say the same.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    columns: Mapping[Role, int] = field(hash=False)
    doubled: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, first: int, last: int, headings: Sequence[str]) -> "Header":
        """Tell what the headings mean; of two, the one that says it more plainly."""
        best: dict[Role, tuple[int, int]] = {}
        doubled: dict[Role, tuple[int, int]] = {}
        for index, heading in enumerate(headings):
            found = role_of(heading)
            if found is None:
                continue
            role, weight = found
            before = best.get(role)
            if before is None or weight > before[1]:
                best[role] = index, weight
                doubled.pop(role, None)
            elif weight == before[1]:
                doubled[role] = before[0], index
        return cls(
            first=first,
            last=last,
            headings=tuple(headings),
            columns={role: index for role, (index, _) in best.items()},
            doubled=tuple(doubled.values()),
        )

    @property
    def missing(self) -> list[Role]:
        """Return what is needed and not there."""
        return [role for role in NEEDED if role not in self.columns]

    @property
    def found(self) -> list[str]:
        """Return the headings that hold something."""
        return [one for one in self.headings if one]

    def heading(self, role: Role) -> str:
        """Return how the table names a column."""
        return self.headings[self.columns[role]]


#: So many rows are looked at for the header, and so many may be part of it.
SEARCHED: Final = 30
_ROWS: Final = 4

Numbered = tuple[int, Sequence[CellValue]]


def find_header(sheet: SheetInfo, rows: Sequence[Numbered]) -> Header | None:
    """Return the header of a sheet: the fewest rows that name all that is needed.

    Args:
        sheet: Whose merged cells join the headings of several rows.
        rows: Its first rows.

    Returns:
        The header; where something needed is missing, the one that comes nearest;
        None for a sheet without texts.
    """
    nearest: Header | None = None
    for header in _candidates(sheet, rows):
        if not header.missing:
            return header
        if nearest is None or len(header.columns) > len(nearest.columns):
            nearest = header
    return nearest


def _candidates(sheet: SheetInfo, rows: Sequence[Numbered]) -> Iterator[Header]:
    for height in range(1, _ROWS + 1):
        for end in range(height, len(rows) + 1):
            block = rows[end - height : end]
            if any(after - row > 1 for (row, _), (after, _) in pairwise(block)):
                continue
            headings = _put_together(sheet, block)
            if any(headings):
                yield Header.of(block[0][0], block[-1][0], headings)


def _put_together(sheet: SheetInfo, block: Sequence[Numbered]) -> tuple[str, ...]:
    """Return the headings by column: the texts of the rows, from above."""
    width = max(len(cells) for _, cells in block)
    texts = [_texts(cells, width) for _, cells in block]
    spread = [
        _spread(sheet, row, above, texts[at + 1 :])
        for at, ((row, _), above) in enumerate(zip(block, texts, strict=True))
    ]
    return tuple(
        " ".join(dict.fromkeys(row[index] for row in spread if row[index]))
        for index in range(width)
    )


def _texts(cells: Sequence[CellValue], width: int) -> list[str]:
    texts = [
        "" if cell is None or isinstance(cell, CellError) else text_of(cell)
        for cell in cells
    ]
    plain = [" ".join(text.split()) for text in texts]
    return plain + [""] * (width - len(plain))


def _spread(
    sheet: SheetInfo, row: int, texts: list[str], below: Sequence[list[str]]
) -> list[str]:
    """Return the texts of a row, each over all the columns that it stands above.

    Merged cells say how far it reaches; where a row has none, it reaches as far as the
    cells beside it are empty and those below are not.
    """
    done = list(texts)
    merged = [area for area in sheet.merged if area[0] <= row - 1 <= area[2]]
    wide = [area for area in merged if area[1] < area[3] and area[0] == row - 1]
    for _, left, _, right in wide:
        for index in range(left + 1, min(right + 1, len(done))):
            done[index] = done[index] or texts[left]
    if wide or not below:
        return done
    tall = {area[1] for area in merged if area[0] < area[2]}
    for index in range(1, len(done)):
        under = any(row_below[index] for row_below in below)
        if not done[index] and under and index - 1 not in tall:
            done[index] = done[index - 1]
    return done
