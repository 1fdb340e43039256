"""Workbooks brought into a workspace: which sheets, which rows, and what is told."""

from pathlib import Path

import pytest

from cselekvo.domain.organisation import OrganisationName
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Membership, Roundtable
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.exchange.table import Limits
from cselekvo.exchange.workbooks.workbook_sheets import read_workbook
from cselekvo.exchange.workbooks.workbook_table import read_sheet, text_of
from cselekvo.findings import Finding, Severity
from cselekvo.workspace import Workspace
from tests.exchange.bringing import Brought
from tests.exchange.workbooks import opened, packed, parts_of, rows, saved, sheet, told
from tests.shared import CORPUS

PERSONS = ("azonosito", "nev")
ORGANISATIONS = ("azonosito", "nev", "tipus", "szekhely")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "be.xlsx"


def brought(workspace: Workspace, path: Path, *, skip: bool = False) -> Brought:
    """Bring a workbook in; what was found before its rows comes first."""
    given, found = read_sheets(path)
    outcome = Outcome()
    with workspace.change() as work:
        options = Options(skip_bad_rows=skip)
        found += import_sheets(work, "0" * 64, given, options, outcome)
    return Brought(found, outcome)


def names(workspace: Workspace) -> list[str]:
    return [one.name for one in workspace.view().facts(Person)]


def words(found: list[Finding]) -> list[tuple[str, str | None, int | None, str | None]]:
    """Return word, sheet, row and column of what was found."""
    return [
        (one.word, one.where.sheet, one.where.row, one.where.column)
        for one in found
        if one.where is not None and one.severity is not Severity.NOTE
    ]


def test_each_sheet_is_read_as_the_kind_it_is_named_for(
    workspace: Workspace, path: Path
) -> None:
    seat = ("roundtable", "organisation", "role", "from")
    saved(
        path,
        {
            "Memberships": sheet(rows(seat, ("K1", "O1", "chair", "2015-01-01"))),
            "Kerekasztalok": sheet(rows(PERSONS, ("K1", "Asztal"))),
            "szervezetek": sheet(rows(ORGANISATIONS, ("O1", "Kör", "civil", "Tata"))),
        },
    )
    came = brought(workspace, path)

    assert came.words == []
    assert sorted(came.outcome.tallies) == ["kerekasztalok", "szervezetek", "tagsagok"]
    view = workspace.view()
    assert [view.count(one) for one in (Roundtable, Membership)] == [1, 1]


def test_a_finding_names_file_sheet_row_and_column(path: Path) -> None:
    data = rows(PERSONS, first=2) + rows(("P1", "Példa"), ("P 2", "Minta"), first=5)
    given, found = read_sheets(saved(path, {"szemelyek": sheet(data)}))
    ((_, table),) = given

    assert found == []
    assert (table.sheet, table.header_row) == ("szemelyek", 2)
    assert [number for number, _ in table.rows()] == [5, 6]
    assert table.place(6, 0).column == "azonosito"


def test_types_become_the_texts_that_the_rules_of_sheets_read(path: Path) -> None:
    values = [
        told("A2", "08790"),
        '<c r="B2"><v>8790</v></c>',
        '<c r="C2"><v>25.0</v></c>',
        '<c r="D2"><v>25.5</v></c>',
        '<c r="E2" s="1"><v>44851</v></c>',
        '<c r="F2" s="3"><v>44851.5</v></c>',
        '<c r="G2" t="b"><v>1</v></c>',
        '<c r="H2" s="2"><v>0.25</v></c>',
        '<c r="I2" s="4"><v>1.5</v></c>',
        '<c r="J2"><v>46.950000000000003</v></c>',
        '<c r="K2"><v>0.30000000000000004</v></c>',
        '<c r="L2"><v>1E-7</v></c>',
        '<c r="M2"><v>-0</v></c>',
        '<c r="N2" t="b"><v>0</v></c>',
    ]
    header = [chr(ord("a") + at) for at in range(len(values))]
    data = rows(header) + f'<row r="2">{"".join(values)}</row>'
    workbook = opened(saved(path, {"lap": sheet(data)}))
    table, _ = read_sheet(workbook, workbook.sheets[0], lambda _: True)

    assert table is not None
    ((_, read),) = table.rows()
    assert read == (
        "08790",
        "8790",
        "25",
        "25,5",
        "2022-10-17",
        "2022-10-17 12:00:00",
        "TRUE",
        "06:00:00",
        "1 day, 12:00:00",
        "46,95",
        "0,3",
        "0,0000001",
        "0",
        "FALSE",
    )


@pytest.mark.parametrize("text", ["'=1+1", "=1+1", "'x", "''", "-5", "@x", "'"])
def test_a_text_keeps_the_apostrophe_it_begins_with(
    workspace: Workspace, path: Path, text: str
) -> None:
    saved(path, {"szemelyek": sheet(rows(PERSONS, ("P1", text)))})
    came = brought(workspace, path)

    assert came.words == []
    assert names(workspace) == [text]


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ('<c r="B3" t="e"><v>#N/A</v></c>', "cell-error"),
        ('<c r="B3"><f>A1</f></c>', "formula-not-computed"),
        ('<c r="B3"><v>1234567890123456789</v></c>', "number-rounded"),
        ('<c r="B3"><v>1E15</v></c>', "number-rounded"),
        (told("B3", "x" * 70_000), "cell-too-large"),
        (told("B3", "x") + told("D3", "y"), "row-too-long"),
    ],
)
def test_a_cell_that_tells_nothing_for_certain_refuses_its_row(
    workspace: Workspace, path: Path, cell: str, word: str
) -> None:
    data = rows(PERSONS, ("P1", "Példa"))
    data += f'<row r="3">{told("A3", "P2")}{cell}</row>' + rows(
        ("P3", "Minta"), first=4
    )
    saved(path, {"szemelyek": sheet(data)})
    assert word in brought(workspace, path).words
    assert names(workspace) == []

    came = brought(workspace, path, skip=True)
    assert came.one(word).where is not None
    assert came.one(word).where.row == 3  # type: ignore[union-attr]
    assert came.counts("szemelyek") == (3, 2, 0, 0, 1)
    assert names(workspace) == ["Példa", "Minta"]


def test_a_fault_in_a_column_that_is_not_read_is_no_fault(
    workspace: Workspace, path: Path
) -> None:
    cell = '<c r="C2" t="e"><v>#N/A</v></c><c r="D2"><v>1E99</v></c>'
    data = rows((*PERSONS, "képlet", "szám"))
    data += f'<row r="2">{told("A2", "P1")}{told("B2", "Példa")}{cell}</row>'
    saved(path, {"szemelyek": sheet(data)})

    assert brought(workspace, path).words == ["column-unknown", "column-unknown"]
    assert names(workspace) == ["Példa"]


def test_a_row_under_a_nameless_column_is_refused(path: Path) -> None:
    data = rows(("azonosito", "", "nev"), ("P1", "x", "y"), ("P2", "", "z"))
    ((_, table),), _ = read_sheets(saved(path, {"szemelyek": sheet(data)}))
    read = table.rows()

    assert list(read) == [(3, ("P2", "", "z"))]
    assert words(read.findings) == [("column-without-name", "szemelyek", 2, "B")]


def test_rows_in_which_nothing_can_be_seen_are_passed_over(path: Path) -> None:
    data = rows(PERSONS, ("P1", "x"), (" ", "\u00a0"), ("P2", "y"))
    ((_, table),), _ = read_sheets(saved(path, {"szemelyek": sheet(data)}))
    read = table.rows()

    assert [number for number, _ in read] == [2, 4]
    assert read.refused == 0


def test_titles_above_the_header_are_left_out_and_told(
    workspace: Workspace, path: Path
) -> None:
    merged = '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    data = rows(("Az egyesület tagjai",), ("2015. május", "készült")) + rows(
        ("Azonosító", "Név"), ("P1", "Példa"), first=4
    )
    saved(path, {"szemelyek": sheet(data, after=merged)})
    came = brought(workspace, path)

    assert came.words == ["sheet-rows-above"]
    assert came.one("sheet-rows-above").values == {"rows": "1, 2"}
    assert names(workspace) == ["Példa"]


def test_a_sheet_without_a_known_column_is_told_by_its_first_row(
    workspace: Workspace, path: Path
) -> None:
    saved(path, {"szemelyek": sheet(rows(("kód", "név szerint"), ("P1", "x")))})
    came = brought(workspace, path)

    assert set(came.words) == {"column-unknown", "column-missing"}
    assert {one.where.row for one in came.findings if one.where is not None} == {1}


def test_merged_cells_among_the_rows_refuse_all_but_the_first_of_a_column(
    workspace: Workspace, path: Path
) -> None:
    merged = "".join(
        f'<mergeCell ref="{ref}"/>' for ref in ("B2:B4", "A6:B6", "D2:E9", "A1:B1")
    )
    lines = [(f"P{number}", f"N{number}") for number in range(2, 8)]
    data = rows(PERSONS, *lines)
    saved(path, {"szemelyek": sheet(data, after=f"<mergeCells>{merged}</mergeCells>")})
    came = brought(workspace, path, skip=True)

    told_of = [(row, word) for word, _, row, _ in words(came.findings)]
    assert told_of == [(row, "cell-merged") for row in (3, 4, 6)]
    assert came.findings[0].values == {"area": "B2:B4"}
    assert names(workspace) == ["N2", "N5", "N7"]


def test_hidden_things_and_formulas_are_read_and_told(
    workspace: Workspace, path: Path
) -> None:
    data = rows(PERSONS, ("P1", "Példa")).replace("<row ", '<row hidden="true" ')
    data += '<row r="3">{}<c r="B3" t="str"><f>A1</f><v>Minta</v></c></row>'.format(
        told("A3", "P2")
    )
    columns = '<cols><col min="1" max="1" hidden="1"/></cols>'
    saved(path, {"szemelyek": sheet(data, columns)}, states='state="hidden"')
    came = brought(workspace, path)

    assert came.words == [
        "sheet-hidden",
        "sheet-columns-hidden",
        "sheet-rows-hidden",
        "sheet-formulas",
    ]
    assert came.one("sheet-rows-hidden").values == {"count": 2, "listed": "1, 2"}
    assert came.one("sheet-formulas").values == {"count": 1, "listed": "B3"}
    assert names(workspace) == ["Példa", "Minta"]


def test_a_fault_in_the_middle_of_a_sheet_takes_nothing_of_it(
    workspace: Workspace, path: Path
) -> None:
    broken = '<row r="3"><c r="A3" t="s"><v>999</v></c></row>'
    data = rows(PERSONS, ("P1", "Példa")) + broken
    saved(path, {"szemelyek": sheet(data)})
    came = brought(workspace, path, skip=True)

    assert words(came.findings) == [("workbook-broken", "szemelyek", 3, "A3")]
    assert names(workspace) == []


def test_a_sheet_longer_than_allowed_is_stopped(path: Path) -> None:
    workbook = opened(saved(path, {"lap": sheet(rows(PERSONS, *[("P", "x")] * 5))}))
    limits = Limits(rows=3)
    table, _ = read_sheet(workbook, workbook.sheets[0], lambda _: True, limits)
    assert table is not None
    read = table.rows()

    assert len(list(read)) == 3
    assert read.broken
    assert words(read.findings) == [("too-many-rows", "lap", 5, None)]


# --- which sheets ---------------------------------------------------------------------


def test_a_sheet_of_an_unknown_name_is_left_out_with_a_warning(path: Path) -> None:
    saved(
        path,
        {
            "szemelyk": sheet(rows(("x",))),
            "üres": sheet(""),
            "Útmutató": sheet(rows(("x",))),
            "GUIDE": sheet(rows(("x",))),
            "szemelyek": sheet(rows(PERSONS, ("P1", "x"))),
        },
    )
    given, found = read_sheets(path)

    assert [kind.hu for kind, _ in given] == ["szemelyek"]
    assert words(found) == [("sheet-unknown", "szemelyk", None, None)]
    assert found[0].severity is Severity.WARNING
    assert "szemelyek" in found[0].values["near"]


def test_a_workbook_in_which_nothing_fits_is_refused(path: Path) -> None:
    saved(path, {"egyik": sheet(rows(("x",))), "másik": sheet(rows(("y",)))})
    given, found = read_sheets(path)

    assert given == []
    assert [one.severity for one in found] == [Severity.ERROR, Severity.ERROR]


@pytest.mark.parametrize(
    "sheets",
    [
        {"szemelyek": sheet("")},
        {"szemelyek": sheet(rows(PERSONS)), "Útmutató": sheet(rows(("x",)))},
        {"Munka1": sheet(""), "Munka2": sheet("")},
        {},
    ],
)
def test_a_workbook_without_rows_has_nothing_to_read(
    path: Path, sheets: dict[str, str]
) -> None:
    given, found = read_sheets(saved(path, sheets))

    assert given == []
    assert [one.word for one in found] == ["workbook-nothing-to-read"]


def test_a_sheet_with_a_header_only_is_left_out_silently(path: Path) -> None:
    filled = sheet(rows(PERSONS, ("P1", "x")))
    saved(path, {"szemelyek": filled, "szervezetek": sheet(rows(ORGANISATIONS))})
    given, found = read_sheets(path)

    assert [kind.hu for kind, _ in given] == ["szemelyek"]
    assert found == []


def test_a_lone_sheet_has_the_kind_that_the_file_is_named_for(tmp_path: Path) -> None:
    data = {"Munka1": sheet(rows(PERSONS, ("P1", "x")))}
    given, found = read_sheets(saved(tmp_path / "Személyek.xlsx", data))

    assert [kind.hu for kind, _ in given] == ["szemelyek"]
    assert found == []


def test_the_kind_of_a_lone_sheet_may_be_named(path: Path) -> None:
    filled = sheet(rows(PERSONS, ("P1", "x")))
    saved(path, {"Munka1": filled, "Munka2": sheet("")})
    given, found = read_sheets(path, as_kind="persons")
    assert ([kind.hu for kind, _ in given], found) == (["szemelyek"], [])

    saved(path, {"Munka1": filled, "szemelyek": filled})
    given, found = read_sheets(path, as_kind="persons")
    assert [table.sheet for _, table in given] == ["szemelyek"]

    saved(path, {"Munka1": filled, "Munka2": filled})
    given, found = read_sheets(path, as_kind="persons")
    assert (given, [one.word for one in found]) == ([], ["sheets-several"])

    saved(path, {"Munka1": sheet("")})
    _, found = read_sheets(path, as_kind="persons")
    assert [one.word for one in found] == ["workbook-nothing-to-read"]

    _, found = read_sheets(path, as_kind="szemely")
    assert [one.word for one in found] == ["kind-unknown"]


def test_of_a_folder_the_workbooks_are_left_out_with_a_warning(tmp_path: Path) -> None:
    saved(tmp_path / "ki.xlsx", {"szemelyek": sheet(rows(PERSONS))})
    (tmp_path / "szemelyek.csv").write_text("azonosito;nev\nP1;x\n", encoding="utf-8")
    given, found = read_sheets(tmp_path)

    assert len(given) == 1
    assert [one.word for one in found] == ["workbook-left-out"]


def test_a_workbook_that_cannot_be_opened_is_told(path: Path) -> None:
    parts = parts_of({"szemelyek": "<x>"})
    path.write_bytes(packed(parts))

    assert [one.word for one in read_workbook(path)[1]] == ["workbook-broken"]


def test_a_sheet_that_cannot_be_read_is_told_once_it_is_wanted(path: Path) -> None:
    wrong = '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'
    saved(path, {"szemelyek": sheet(wrong), "más": sheet(wrong)})
    given, found = read_sheets(path)

    assert given == []
    assert [one.word for one in found] == ["sheet-unknown", "workbook-broken"]


def test_a_doubled_header_is_told_with_its_sheet(path: Path) -> None:
    _, found = read_sheets(
        saved(path, {"szemelyek": sheet(rows(("nev", "Név", "azonosito"), ("a", "b")))})
    )

    assert words(found) == [("header-doubled", "szemelyek", 1, "Név")]


def test_every_value_has_a_text() -> None:
    assert [text_of(value) for value in ("x", True, 1, 1.5)] == [
        "x",
        "TRUE",
        "1",
        "1,5",
    ]


# --- the files of the corpus ----------------------------------------------------------

needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")


@needs_corpus
@pytest.mark.parametrize(
    ("name", "told_of"),
    [
        ("dimension_lies_big.xlsx", []),
        ("dimension_lies_small.xlsx", []),
        ("hidden_rows.xlsx", ["sheet-rows-hidden"]),
        ("macro.xlsm", ["workbook-macros"]),
    ],
)
def test_the_good_workbooks_of_the_corpus_bring_three_organisations(
    workspace: Workspace, name: str, told_of: list[str]
) -> None:
    came = brought(workspace, CORPUS / "xlsx" / name)

    assert [
        word for word in came.words if word.startswith(("sheet", "workb"))
    ] == told_of
    assert came.counts("szervezetek") == (3, 3, 0, 0, 0)


@needs_corpus
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("empty_sheet.xlsx", "workbook-nothing-to-read"),
        ("crc_error.xlsx", "workbook-broken"),
        ("prefix_garbage.xlsx", "not-a-workbook"),
        ("xlsx_renamed.csv", "not-a-text-table"),
        ("html_renamed.xls", "not-a-workbook"),
        ("xxe_sharedstrings.xlsx", "workbook-declares-entities"),
        ("shared_string_index_out.xlsx", "workbook-broken"),
    ],
)
def test_the_bad_workbooks_of_the_corpus_are_refused_by_name(
    name: str, word: str
) -> None:
    _, found = read_sheets(CORPUS / "xlsx" / name, as_kind="szervezetek")

    assert [one.word for one in found] == [word]


@needs_corpus
def test_a_merged_name_of_the_corpus_is_not_repeated(workspace: Workspace) -> None:
    came = brought(workspace, CORPUS / "xlsx" / "merged_data.xlsx", skip=True)

    (first, *_) = words(came.findings)
    assert first == ("cell-merged", "szervezetek", 3, None)
    assert [one.name for one in workspace.view().facts(OrganisationName)] == ["X"]


@needs_corpus
def test_the_formula_and_the_escapes_of_the_corpus_become_plain_texts(
    workspace: Workspace,
) -> None:
    brought(workspace, CORPUS / "xlsx" / "formula_in_name.xlsx")
    (name,) = workspace.view().facts(OrganisationName)
    assert name.name == "katt"

    brought(workspace, CORPUS / "xlsx" / "underscore_x_escape.xlsx")
    (name,) = workspace.view().facts(OrganisationName)
    assert name.name == "A\nB =1+1"
