"""A report as a sheet."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given

from cselekvo.reports.render import render
from cselekvo.reports.report import (
    CellKind,
    Column,
    Pair,
    Report,
    Table,
)
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.reports.strategies import reports
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table


def sheet(made: Report) -> list[list[str]]:
    """Return the rows of the CSV."""
    data = render(made, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") or b'"' in data
    return list(
        csv.reader(StringIO(data[3:].decode("utf-8"), newline=""), delimiter=";")
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_compute_has_one_apostrophe(sign: str) -> None:
    text = f"{sign}1+1"
    table = Table(key="t", caption="T", columns=(Column("c", text),), rows=((text,),))

    assert sheet(a_report(blocks=(table,))) == [[f"'{text}"], [f"'{text}"]]


@given(reports)
def test_no_cell_of_a_sheet_is_a_formula(made: Report) -> None:
    numbers = re.compile(r"-?[0-9 \N{NO-BREAK SPACE},.]+%?")

    for line in sheet(made):
        for cell in line:
            assert cell[:1] not in {
                "=",
                "+",
                "-",
                "@",
                "\t",
                "\r",
            } or numbers.fullmatch(cell)


def test_a_sheet_holds_the_main_table_with_plain_days_and_numbers() -> None:
    columns = (
        Column("a", "A"),
        Column("d", "D", CellKind.DAY),
        Column("n", "N", CellKind.WHOLE),
        Column("y", "Y", CellKind.YES_NO),
        Column("p", "P", CellKind.PERCENT),
    )
    rows = ((';"x"\ny', day("2015-11-30"), 15303, True, 0.875), (None,) * 5)
    table = Table(key="t", caption="T", columns=columns, rows=rows, main=True)

    found = sheet(a_report(blocks=(a_table(), table)))

    assert found == [
        ["A", "D", "N", "Y", "P"],
        [';"x"\ny', "2015-11-30", "15303", "igen", "87,5%"],
        ["", "", "", "", ""],
    ]


def test_a_report_without_a_table_gives_its_labelled_values() -> None:
    made = a_report(facts=(Pair("k", "Nap", day("2015-11-30"), CellKind.DAY),))

    assert sheet(made) == [["Nap", "2015-11-30"]]


def test_the_sheet_of_a_roundtable_has_a_line_for_each_member(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    header, *lines = sheet(report(workspace))

    assert header[:6] == [
        "Ssz.",
        "Szervezet",
        "Szektor",
        "Székhely",
        "Szerep",
        "Szavazati jog",
    ]
    assert [line[1] for line in lines] == ["Cukor Kör", "Csillag Egyesület"]
    assert lines[0][10] == "2015-05-12"
