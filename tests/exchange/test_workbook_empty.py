"""Sheets to be filled in: every column is explained, in both languages."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from cselekvo.exchange.cells import Sort
from cselekvo.exchange.empty import write_empty_folder, write_empty_workbook
from cselekvo.exchange.explaining import (
    EXAMPLES,
    WRITTEN,
    explain,
    meaning_of,
    row_of,
    words_of,
)
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.meanings import OF_COLUMNS, OF_KINDS, OF_OWN_COLUMNS
from cselekvo.exchange.sheets import SHEETS, kind_named
from cselekvo.exchange.workbooks.workbook_sheets import GUIDE, WORDS
from cselekvo.exchange.world import World
from cselekvo.i18n.catalogue import catalogue_of
from cselekvo.workspace import Workspace
from tests.exchange.workbooks import opened

columns = pytest.mark.parametrize(
    "kind", [pytest.param(kind, id=kind.hu) for kind in SHEETS]
)


@columns
def test_every_column_is_explained_in_both_languages(kind: SheetKind) -> None:
    hungarian = catalogue_of("hu")["texts"]

    assert OF_KINDS[kind.hu] in hungarian
    for column in kind.columns:
        assert meaning_of(kind, column) in hungarian
        assert WRITTEN[column.cell.sort] in hungarian
        for lang in ("hu", "en"):
            told = explain(kind, column, lang)
            assert told.meaning.endswith(".")
            assert not re.search(r"%|\{", told.written)


def test_nothing_is_explained_that_is_no_column() -> None:
    names = {column.name for kind in SHEETS for column in kind.columns}
    own = {(kind.hu, column.name) for kind in SHEETS for column in kind.columns}

    assert {kind.hu for kind in SHEETS} == set(OF_KINDS)
    assert {name.removeprefix("*") for name in OF_COLUMNS} <= names
    assert set(OF_OWN_COLUMNS) <= own
    assert {pair for pair in EXAMPLES if pair[0]} <= own
    assert {name for kind, name in EXAMPLES if not kind} <= names


@columns
@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_example_can_be_read(
    workspace: Workspace, kind: SheetKind, lang: str
) -> None:
    looked_up = {Sort.REFERENCE, Sort.SETTLEMENT, Sort.ACCOMPANIED}
    with workspace.change() as work:
        world = World(work)
        for column in kind.columns:
            example = explain(kind, column, lang).example
            if example and column.cell.sort not in looked_up:
                assert column.read(example, world) is not None
            for word in words_of(column, lang):
                assert column.read(word, world) is not None
        work.abandon()


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_an_empty_workbook_has_a_guide_and_a_sheet_for_every_kind(
    tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "üres.xlsx"
    names = write_empty_workbook(path, lang)
    workbook = opened(path)
    sheets = [one.name for one in workbook.sheets]

    assert names == [kind.hu for kind in SHEETS]
    assert sheets == [GUIDE[lang], *(kind.name(lang) for kind in SHEETS), WORDS[lang]]
    for kind, sheet in zip(SHEETS, workbook.sheets[1:-1], strict=True):
        ((number, header),) = workbook.rows(sheet)
        assert (number, header) == (1, [one.header(lang) for one in kind.columns])
    guide = [row for _, row in workbook.rows(workbook.sheets[0])]
    told = {tuple(row[:2]) for row in guide if len(row) > 1}
    for kind in SHEETS:
        for column in kind.columns:
            assert (kind.name(lang), column.header(lang)) in told
        assert any(row[3:4] == [row_of(kind, lang)] for row in guide)


def test_heads_have_notes_and_columns_lists_and_checks(tmp_path: Path) -> None:
    path = tmp_path / "tagok.xlsx"
    write_empty_workbook(path, "hu", [seats := _kind("tagsagok")])
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()

    assert notes.count("<comment ") == len(seats.columns)
    assert "Az első nap, amikor érvényes.\nNap, dátumként." in notes
    assert "Kötelező." in notes
    lists = re.findall(r'type="list".*?sqref="(\w+):.*?<formula1>(.*?)</', sheet)
    assert lists == [("C2", "Szavak!$A$2:$A$6"), ("F2", "Szavak!$B$2:$B$3")]
    assert re.findall(r'type="date".*?sqref="(\w+):', sheet) == ["D2", "E2"]
    assert "yyyy.mm.dd." in styles
    words = opened(path).sheets[-1]
    read = dict(opened(path).rows(words))
    assert read[2] == ["tag", "igen"]
    assert [row[0] for row in read.values()][1:] == [
        "tag",
        "állandó meghívott",
        "elnök",
        "alelnök",
        "titkár",
    ]


def _kind(name: str) -> SheetKind:
    found = kind_named(name)
    assert found is not None
    return found


def test_kinds_without_closed_lists_need_no_sheet_of_words(tmp_path: Path) -> None:
    path = tmp_path / "emberek.xlsx"
    write_empty_workbook(path, "hu", [_kind("szemelyek")])

    assert [one.name for one in opened(path).sheets] == ["Útmutató", "szemelyek"]


def test_an_empty_workbook_that_is_read_has_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "üres.xlsx"
    write_empty_workbook(path)
    given, found = read_sheets(path)

    assert given == []
    assert [one.word for one in found] == ["workbook-nothing-to-read"]


def test_equal_wishes_give_equal_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "egy.xlsx", tmp_path / "ketto.xlsx"
    write_empty_workbook(one)
    write_empty_workbook(two)

    assert one.read_bytes() == two.read_bytes()


def test_an_empty_folder_has_a_file_with_a_header_for_every_kind(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "üres"
    names = write_empty_folder(folder, "en")

    assert len(names) == len(SHEETS) == len(list(folder.iterdir()))
    text = (folder / "memberships.csv").read_text("utf-8-sig")
    assert text == "roundtable;organisation;role;from;until;voting;mandate;source;id\n"


def test_what_is_filled_in_is_read(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "üres.xlsx"
    write_empty_workbook(path)
    with ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    index = [kind.hu for kind in SHEETS].index("szemelyek") + 2
    name = f"xl/worksheets/sheet{index}.xml"
    row = (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>P1</t></is></c>'
        '<c r="B2" t="inlineStr"><is><t>Példa Anna</t></is></c></row></sheetData>'
    )
    parts[name] = parts[name].replace(b"</sheetData>", row.encode())
    with ZipFile(path, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    given, found = read_sheets(path)

    assert found == []
    ((kind, table),) = given
    assert kind.hu == "szemelyek"
    assert [cells[:2] for _, cells in table.rows()] == [("P1", "Példa Anna")]
    assert workspace.view() is not None
