"""A report as JSON data and back, without loss.

Keys are English. A row is an object by the keys of the columns; a day is an ISO text,
an instant an ISO text with offset; what a cell is, its column says.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from cselekvo.errors import RefusedError
from cselekvo.findings import Severity
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Note,
    Origin,
    Pair,
    Paragraph,
    Picture,
    Report,
    Table,
)

#: Raised when what is written here changes its shape.
FORMAT: Final = 1
Json = dict[str, Any]


class ReportNotReadError(RefusedError):
    """Some data is no report, or one of a format that this version does not know."""

    code = "report-not-read"

    def __init__(self, problem: str) -> None:
        super().__init__(f"This is no stored report: {problem}.", problem=problem)


def as_json(report: Report) -> Json:
    """Return the report as data that JSON can hold."""
    return {
        "format": FORMAT,
        "kind": report.kind,
        "lang": report.lang,
        "title": report.title,
        "subtitle": report.subtitle,
        "facts": [_pair(pair) for pair in report.facts],
        "blocks": [_block(block) for block in report.blocks],
        "origin": _origin(report.origin),
    }


def from_json(data: Mapping[str, Any]) -> Report:
    """Return the report that `as_json` wrote.

    Raises:
        ReportNotReadError: It is none.
    """
    try:
        if data["format"] != FORMAT:
            raise ReportNotReadError(f"format {data['format']!r}")
        return Report(
            kind=data["kind"],
            lang=data["lang"],
            title=data["title"],
            subtitle=data["subtitle"],
            facts=tuple(_read_pair(pair) for pair in data["facts"]),
            blocks=tuple(_READ[block["block"]](block) for block in data["blocks"]),
            origin=_read_origin(data["origin"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReportNotReadError(repr(error)) from error


def _cell(value: Cell) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read_cell(value: Any, kind: CellKind) -> Cell:
    if value is None:
        return None
    if kind is CellKind.DAY:
        return date.fromisoformat(value)
    if kind is CellKind.INSTANT:
        return datetime.fromisoformat(value)
    cell: Cell = value
    return cell


def _pair(pair: Pair) -> Json:
    return {
        "key": pair.key,
        "label": pair.label,
        "kind": pair.kind.value,
        "value": _cell(pair.value),
    }


def _read_pair(data: Json) -> Pair:
    kind = CellKind(data["kind"])
    return Pair(data["key"], data["label"], _read_cell(data["value"], kind), kind)


def _origin(origin: Origin) -> Json:
    return {
        "on": origin.on.isoformat(),
        "known_at": origin.known_at.isoformat(),
        "position": origin.position,
        "head": origin.head,
        "generated_at": origin.generated_at.isoformat(),
        "by": origin.by,
        "product": origin.product,
        "partial": origin.partial,
        "number": origin.number,
    }


def _read_origin(data: Json) -> Origin:
    return Origin(
        on=date.fromisoformat(data["on"]),
        known_at=datetime.fromisoformat(data["known_at"]),
        position=data["position"],
        head=data["head"],
        generated_at=datetime.fromisoformat(data["generated_at"]),
        by=data["by"],
        product=data["product"],
        partial=data["partial"],
        number=data["number"],
    )


def _block(block: Block) -> Json:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figures):
        return {
            "block": "figures",
            "key": block.key,
            "caption": block.caption,
            "pairs": [_pair(pair) for pair in block.pairs],
        }
    if isinstance(block, Picture):
        return {
            "block": "picture",
            "key": block.key,
            "caption": block.caption,
            "svg": block.svg,
            "text": block.text,
        }
    if isinstance(block, Note):
        return {
            "block": "note",
            "code": block.code,
            "severity": block.severity.value,
            "text": block.text,
        }
    return {"block": "paragraph", "text": block.text}


def _table(table: Table) -> Json:
    keys = [column.key for column in table.columns]

    def row(cells: tuple[Cell, ...]) -> Json:
        return dict(zip(keys, map(_cell, cells), strict=True))

    return {
        "block": "table",
        "key": table.key,
        "caption": table.caption,
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "kind": column.kind.value,
                "below": column.below,
                "labelled": column.labelled,
                "paper": column.paper,
            }
            for column in table.columns
        ],
        "rows": [row(cells) for cells in table.rows],
        "head": table.head,
        "total": None if table.total is None else row(table.total),
        "main": table.main,
    }


def _read_table(data: Json) -> Table:
    columns = tuple(
        Column(
            column["key"],
            column["label"],
            CellKind(column["kind"]),
            column["below"],
            column["labelled"],
            column["paper"],
        )
        for column in data["columns"]
    )

    def row(cells: Json) -> tuple[Cell, ...]:
        return tuple(_read_cell(cells[column.key], column.kind) for column in columns)

    return Table(
        key=data["key"],
        caption=data["caption"],
        columns=columns,
        rows=tuple(row(cells) for cells in data["rows"]),
        head=data["head"],
        total=None if data["total"] is None else row(data["total"]),
        main=data["main"],
    )


def _read_figures(data: Json) -> Figures:
    pairs = tuple(_read_pair(pair) for pair in data["pairs"])
    return Figures(key=data["key"], caption=data["caption"], pairs=pairs)


def _read_picture(data: Json) -> Picture:
    return Picture(
        key=data["key"], caption=data["caption"], svg=data["svg"], text=data["text"]
    )


def _read_note(data: Json) -> Note:
    return Note(data["code"], Severity(data["severity"]), data["text"])


def _read_paragraph(data: Json) -> Paragraph:
    return Paragraph(data["text"])


_READ: Final[dict[str, Callable[[Json], Block]]] = {
    "table": _read_table,
    "figures": _read_figures,
    "picture": _read_picture,
    "note": _read_note,
    "paragraph": _read_paragraph,
}
