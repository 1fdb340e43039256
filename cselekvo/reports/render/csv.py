"""The main table of a report as CSV, which a Hungarian Excel opens by a double click.

Semicolons, UTF-8 with byte order mark, lines ended by CR LF; days are ISO. A text that
a spreadsheet would take for a formula has one apostrophe before it, as in our sheets.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from cselekvo.i18n.numbers import percent
from cselekvo.i18n.values import show
from cselekvo.reports.render.words import encoded
from cselekvo.reports.report import Cell, CellKind, Pair, Report
from cselekvo.spreadsheets import guard


def render(report: Report) -> bytes:
    """Return the main table; of a report without a table, its labelled values."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in _rows(report):
        writer.writerow(row)
    return encoded("\ufeff" + stream.getvalue())


def _rows(report: Report) -> Iterable[list[str]]:
    table = report.main_table
    if table is None:
        for pair in report.facts:
            yield [guard(pair.label), _written(pair, report.lang)]
        return
    yield [guard(column.label) for column in table.columns]
    kinds = [column.kind for column in table.columns]
    for cells in table.rows:
        yield [
            _cell(cell, kind, report.lang)
            for cell, kind in zip(cells, kinds, strict=True)
        ]


def _written(pair: Pair, lang: str) -> str:
    return _cell(pair.value, pair.kind, lang)


def _cell(cell: Cell, kind: CellKind, lang: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return show(cell, lang)
    return percent(cell, lang) if kind is CellKind.PERCENT else str(cell)
