"""Workbooks that are written: typed cells, equal bytes, nothing lost on the way."""

import gc
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.person import Person
from cselekvo.domain.territory import Settlement
from cselekvo.errors import MissingExtraError
from cselekvo.exchange.exporting import check_workbook, export_workbook
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.exchange.values import clean, is_blank
from cselekvo.exchange.workbooks.archive import unpacked_size
from cselekvo.exchange.workbooks.workbook import CellValue, open_workbook
from cselekvo.exchange.workbooks.workbook_model import WorkbookLimits
from cselekvo.exchange.workbooks.workbook_writer import (
    MOST_ROWS,
    Heading,
    TextTooLongError,
    TooManyRowsError,
    Written,
    writing,
)
from cselekvo.files import FileNotWrittenError
from cselekvo.i18n.sentences import error_message
from cselekvo.workspace import Workspace
from tests.exchange.bringing import Bring
from tests.exchange.test_importing import all_kinds, everything
from tests.exchange.workbooks import cells

#: Texts as they are stored, strange ones more often than in life.
STRANGE = (
    "=1+1",
    "'=1+1",
    "+36 1",
    "-",
    "@x",
    "''",
    "_x0041_",
    "_x0041_x0042_",
    "_x005F_x000D_",
    "a_x000D_b",
    "<r>félkövér</r>",
    "<r><t>x</t></r>",
    "<r></r>",
    "<r>_x0041_x0042_</r>",
    "http://example.com",
    "{=1}",
    "0012",
    "15.303",
    "TRUE",
    "#N/A",
    "sor\nsor",
    "tab\tulátor",
    "\uffff",
    "\ufffe",
    "😀",
    "&amp; <x/>",
    " nem tör",
    "'\tx",
)
letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
texts = (
    st.text(letters | st.sampled_from("\n\t=+-@'_x0041<>r/&"), min_size=1)
    | st.from_regex(r"(_x[0-9A-F]{4}|_|x0041){1,6}_?", fullmatch=True)
    | st.sampled_from(STRANGE)
).map(lambda text: unicodedata.normalize("NFC", clean(text)))
stored_texts = texts.filter(lambda text: not is_blank(text))


def write(path: Path, rows: list[list[Written]], *holds: str) -> Path:
    with writing(path) as book:
        columns = [Heading(f"oszlop{at}", what) for at, what in enumerate(holds)]
        made = book.begin("lap", columns)
        for row in rows:
            made.row(row)
        assert made.end() == len(rows)
    return path


def back(path: Path) -> list[list[CellValue]]:
    return list(cells(path).values())[1:]


def part(path: Path, name: str) -> str:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(name).decode()


def test_days_numbers_and_texts_are_written_as_what_they_are(tmp_path: Path) -> None:
    rows: list[list[Written]] = [
        ["08790", 26, 46.95, date(2022, 10, 17)],
        ["", None, 0, date(1900, 2, 28)],
        ["26", 10**15, 0.1 + 0.2, None],
    ]
    path = write(tmp_path / "ki.xlsx", rows, "text", "number", "number", "day")

    assert back(path) == [
        ["08790", 26, 46.95, date(2022, 10, 17)],
        [None, None, 0, "1900-02-28"],
        ["26", "1000000000000000", "0.3"],
    ]


def test_the_header_is_bold_stays_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    path = write(tmp_path / "ki.xlsx", [["x", date(2022, 10, 17)]], "text", "day")
    sheet, styles = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/styles.xml")

    assert (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        in sheet
    )
    assert '<autoFilter ref="A1:B2"/>' in sheet
    assert 'formatCode="yyyy.mm.dd."' in styles
    assert 'numFmtId="49"' in styles
    assert "<b/>" in styles


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    rows: list[list[Written]] = [["x", 1, date(2022, 10, 17)], ["<r>a</r>", None, None]]
    one = write(tmp_path / "egy.xlsx", rows, "text", "number", "day")
    two = write(tmp_path / "ketto.xlsx", rows, "text", "number", "day")

    assert one.read_bytes() == two.read_bytes()


@given(st.lists(st.tuples(stored_texts, stored_texts), min_size=1, max_size=6))
def test_every_text_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "ki.xlsx"
    rows: list[list[Written]] = [list(line) for line in lines]

    assert back(write(path, rows, "text", "text")) == rows


@pytest.mark.parametrize("text", STRANGE)
def test_no_text_becomes_a_formula_a_link_or_markup(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "ki.xlsx", [["előtte", text, "utána"]], *["text"] * 3)
    sheet = part(path, "xl/worksheets/sheet1.xml")

    assert back(path) == [["előtte", text, "utána"]]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_text_that_a_cell_cannot_hold_refuses_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "ki.xlsx"
    path.write_bytes(b"old")
    assert back(write(tmp_path / "jo.xlsx", [["😀" * 16_383]], "text"))

    with pytest.raises(TextTooLongError) as error:
        write(path, [["x"], ["😀" * 16_384]], "text")
    assert error.value.values["row"] == 3
    assert error.value.values["length"] == 32_768
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jo.xlsx", "ki.xlsx"]


def test_more_rows_than_a_sheet_can_hold_refuse_the_workbook(tmp_path: Path) -> None:
    with writing(tmp_path / "ki.xlsx") as book:
        made = book.begin("lap", [Heading("a")])
        made.count = MOST_ROWS - 1
        made.row([None])
        with pytest.raises(TooManyRowsError):
            made.row([None])


def test_a_workbook_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nincs" / "ki.xlsx", tmp_path):
        with pytest.raises(FileNotWrittenError):
            write(path, [["x"]], "text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_fills_up_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FileNotWrittenError) as error:
        write(Path("/dev/full"), [["x"]], "text")
    gc.collect()

    assert error.value.values["reason"] == "full"
    assert "Traceback" not in capfd.readouterr().err


def test_without_what_writes_workbooks_the_optional_part_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as error:
        write(tmp_path / "ki.xlsx", [["x"]], "text")

    assert "cselekvo[documents]" in str(error.value)
    assert ".xlsx munkafüzet" in error_message(error.value, "hu")
    assert list(tmp_path.iterdir()) == []


# --- whole workspaces -----------------------------------------------------------------


def taken_in(workspace: Workspace, path: Path) -> Outcome:
    """Bring a workbook into a workspace; nothing may be found."""
    given, found = read_sheets(path)
    outcome = Outcome()
    with workspace.change() as work:
        found += import_sheets(work, "0" * 64, given, Options(), outcome)
    assert [one for one in found if one.severity.value != "note"] == []
    return outcome


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_importing_an_exported_workbook_changes_nothing(
    workspace: Workspace, bring: Bring, tmp_path: Path, lang: str
) -> None:
    bring(all_kinds())
    before, head = everything(workspace), workspace.head()
    path = tmp_path / "ki.xlsx"
    written = export_workbook(workspace.view(), path, lang)
    outcome = taken_in(workspace, path)

    assert {name: one.unchanged for name, one in outcome.tallies.items()} == written
    assert everything(workspace) == before
    assert workspace.head() == head


def test_an_export_of_the_same_knowledge_has_the_same_bytes(
    workspace: Workspace, bring: Bring, tmp_path: Path
) -> None:
    bring(all_kinds())
    for name in ("egy.xlsx", "ketto.xlsx"):
        export_workbook(workspace.view(), tmp_path / name)

    one, two = (tmp_path / name for name in ("egy.xlsx", "ketto.xlsx"))
    assert one.read_bytes() == two.read_bytes()


def test_a_workbook_too_large_to_be_read_back_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "ki.xlsx"
    export_workbook(workspace.view(), path)
    size = unpacked_size(path)

    assert check_workbook(path, WorkbookLimits(unpacked=size)) == []
    (finding,) = check_workbook(path, WorkbookLimits(unpacked=size - 1))
    assert (finding.word, finding.severity.value) == (
        "workbook-not-read-back",
        "warning",
    )


def test_strange_texts_and_numbers_come_back_from_a_workbook(
    workspace: Workspace, bring: Bring, tmp_path: Path
) -> None:
    lines = [f'P{at};"{_quoted(text)}"' for at, text in enumerate(STRANGE)]
    bring({"szemelyek": ["azonosito;nev", *lines]})
    bring(
        {
            "telepulesek": [
                "azonosito;nev;megye;szelesseg;hosszusag",
                "32522;Zalaszentgrót;Zala;46,944444444444444;17,1",
            ]
        }
    )
    view = workspace.view()
    before = [one.name for one in view.facts(Person)]
    (place,) = view.facts(Settlement)
    path = tmp_path / "ki.xlsx"
    export_workbook(view, path)

    assert taken_in(workspace, path).totals()["changed"] == 0
    assert [one.name for one in workspace.view().facts(Person)] == before
    assert workspace.view().facts(Settlement) == [place]


def _quoted(text: str) -> str:
    guarded = f"'{text}" if text[0] in "=+-@'\t" else text
    return guarded.replace('"', '""')


def test_a_workspace_of_which_nothing_may_be_seen_gives_a_workbook_that_says_so(
    tmp_path: Path,
) -> None:
    class Nothing:
        def stream(self, _: Any) -> Any:
            return iter(())

    path = tmp_path / "ki.xlsx"
    assert export_workbook(Nothing(), path) == {}  # type: ignore[arg-type]
    workbook, _ = open_workbook(path)

    assert workbook is not None
    assert [one.name for one in workbook.sheets] == ["Útmutató"]
    assert dict(workbook.rows(workbook.sheets[0])) == {1: ["Nincs mit kiírni."]}
    assert [one.word for one in read_sheets(path)[1]] == ["workbook-nothing-to-read"]
