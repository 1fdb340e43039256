"""A report as one HTML page: accessible, printable on A4, complete, no scripts."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from cselekvo.i18n import _, fill, use
from cselekvo.i18n.numbers import NO_BREAK_SPACE
from cselekvo.reports.render.words import (
    encoded,
    origin_pairs,
    severity_word,
    shown,
    value_of,
)
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Picture,
    Report,
    Table,
)

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).with_name("templates")
#: With more columns than this a report is printed on its side.
_UPRIGHT: Final = 7
#: With no more columns than this a table stands beside what is as small.
_SMALL: Final = 3


def render(report: Report) -> bytes:
    """Return the report as an HTML page."""
    lang = report.lang
    with use(lang):
        page = _template().render(
            report=report,
            groups=_groups(report.blocks),
            origin=origin_pairs(report),
            sideways=any(
                len(_paper_columns(table)) > _UPRIGHT
                for table in report.blocks_of(Table)
            ),
            running=_running(report),
            heading=_css(f"{report.title} – {report.subtitle}"),
            empty=_("no entries"),
        )
    return encoded(page)


def _groups(blocks: Iterable[Block]) -> list[list[tuple[str, Block]]]:
    """Return the blocks with their kinds; small ones in a row stand together."""
    groups: list[list[tuple[str, Block]]] = []
    before = False
    for block in blocks:
        small = _is_small(block)
        if not (small and before):
            groups.append([])
        groups[-1].append((type(block).__name__.lower(), block))
        before = small
    return groups


def _is_small(block: Block) -> bool:
    if isinstance(block, Table):
        return len(_paper_columns(block)) <= _SMALL
    return isinstance(block, Figures | Picture)


def _running(report: Report) -> str:
    """Return the line at the foot of every printed page."""
    values = {"seq": report.origin.position, "head": report.origin.head}
    return _css(fill(_("entry #%(seq)s, head %(head)s"), values))


def _css(text: str) -> str:
    """Return a text as a CSS string that can end neither the string nor the style."""
    escaped = "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} "
        for char in text
    )
    return f'"{escaped}"'


@frozen
class _Heading:
    """The heading of a column on paper."""

    label: str
    numeric: bool


@frozen
class _Line:
    """A second line in a cell."""

    label: str
    text: str


@frozen
class _PaperCell:
    """A cell on paper: its words, second lines, and how it is set."""

    text: str
    lines: tuple[_Line, ...]
    css: str
    names_row: bool
    share: float | None


@frozen
class _Slot:
    """A column on paper with the columns that are set below it."""

    column: Column
    place: int
    below: tuple[tuple[int, Column], ...]


_NUMERIC: Final = frozenset({CellKind.WHOLE, CellKind.PERCENT})


def _paper_columns(table: Table) -> list[_Slot]:
    keys = {column.key for column in table.columns}
    slots = []
    for place, column in enumerate(table.columns):
        if column.below in keys or not column.paper:
            continue
        below = tuple(
            (at, other)
            for at, other in enumerate(table.columns)
            if other.below == column.key and other.paper
        )
        slots.append(_Slot(column, place, below))
    return slots


def _headings(table: Table) -> list[_Heading]:
    return [
        _Heading(slot.column.label, slot.column.kind in _NUMERIC)
        for slot in _paper_columns(table)
    ]


def _rows(table: Table, lang: str) -> Iterator[list[_PaperCell]]:
    slots = _paper_columns(table)
    for cells in table.rows:
        yield [_paper_cell(slot, cells, table.head, lang) for slot in slots]


def _total(table: Table, lang: str) -> list[_PaperCell]:
    slots = [] if table.total is None else _paper_columns(table)
    return [_paper_cell(slot, table.total or (), table.head, lang) for slot in slots]


def _paper_cell(slot: _Slot, cells: Sequence[Cell], head: str, lang: str) -> _PaperCell:
    column, value = slot.column, cells[slot.place]
    return _PaperCell(
        text=_words(value, column.kind, lang),
        lines=tuple(
            _Line(
                other.label if other.labelled else "",
                _words(cells[at], other.kind, lang),
            )
            for at, other in slot.below
            if cells[at] is not None
        ),
        css=_class(column.kind, value),
        names_row=column.key == head,
        share=_share(column.kind, value),
    )


def _words(cell: Cell, kind: CellKind, lang: str) -> str:
    """Return a cell in words; a day is never broken over two lines."""
    words = shown(cell, kind, lang)
    return words.replace(" ", NO_BREAK_SPACE) if kind is CellKind.DAY else words


def _share(kind: CellKind, value: Cell) -> float | None:
    """Return how long the bar of a ratio is, from 0 to 1."""
    if kind is CellKind.PERCENT and isinstance(value, int | float):
        return min(max(float(value), 0.0), 1.0)
    return None


def _class(kind: CellKind, value: Cell) -> str:
    if value is None:
        return "number nothing" if kind in _NUMERIC else "nothing"
    if kind is CellKind.PERCENT:
        return "number share"
    return "number" if kind is CellKind.WHOLE else ""


def _data_uri(svg: str) -> str:
    """Return a drawing so that a page shows it as a picture and runs nothing in it."""
    coded = b64encode(encoded(svg)).decode("ascii")
    return f"data:image/svg+xml;base64,{coded}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "headings": _headings,
        "rows": _rows,
        "total": _total,
        "value": value_of,
        "severity": severity_word,
        "picture": _data_uri,
    }
    environment.filters.update(filters)
    return environment.get_template("report.html")
