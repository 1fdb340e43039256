import csv
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.csvout import Cell, write_csv
from cselekvo.exchange.values import clean, is_blank
from cselekvo.files import FileNotWrittenError
from cselekvo.spreadsheets import guard, unguard

letters = st.characters(exclude_categories=("Cs", "Cc"))
texts = (
    st.text(letters | st.sampled_from("\n;,\"'=+-@ű"))
    .map(lambda text: unicodedata.normalize("NFC", clean(text)))
    .filter(lambda text: not is_blank(text))
)


def written(header: Sequence[str], *rows: Sequence[Cell]) -> str:
    stream = StringIO(newline="")
    write_csv(stream, header, rows)
    return stream.getvalue()


def test_a_sheet_begins_with_a_mark_and_its_lines_end_as_windows_ends_them() -> None:
    assert written(["azonosito", "nev"], ["A", "Őrség"]) == (
        "\ufeffazonosito;nev\r\nA;Őrség\r\n"
    )


def test_what_is_no_text_is_written_plainly() -> None:
    assert written(["a", "b", "c", "d"], [None, -5, 46.95, date(2022, 10, 17)]) == (
        "\ufeffa;b;c;d\r\n;-5;46.95;2022-10-17\r\n"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "'x"])
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    assert written(["a", text], [text, "x"]) == f"\ufeffa;'{text}\r\n'{text};x\r\n"


def test_marks_quotes_and_line_ends_are_quoted() -> None:
    assert written(["a"], ['x;"y"\nz'], [""]) == '\ufeffa\r\n"x;""y""\nz"\r\n""\r\n'


def test_another_delimiter_can_be_asked_for(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["a", "b"], [["1,5", "2"]], delimiter=",")

    assert (tmp_path / "a.csv").read_text("utf-8-sig") == 'a,b\n"1,5",2\n'


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def failing() -> list[list[Cell]]:
        raise LookupError

    with pytest.raises(LookupError):
        write_csv(path, ["a"], (row for _ in [0] for row in failing()))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]

    with pytest.raises(FileNotWrittenError):
        write_csv(tmp_path / "no" / "a.csv", ["a"], [])


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_cell_is_written_as_guard_says(text: str) -> None:
    written_plainly = StringIO(newline="")
    csv.writer(written_plainly, delimiter=";").writerow([guard(text), "x"])

    assert written(["a", "b"], [text, "x"]).endswith(written_plainly.getvalue())


@given(st.lists(st.tuples(texts, texts, texts), min_size=1))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.csv"
    write_csv(path, ["azonosito", "nev", "cim"], rows)
    table, _ = read_csv(path)

    assert table is not None
    assert table.header == ("azonosito", "nev", "cim")
    assert [
        tuple(clean(unguard(cell)) for cell in cells) for _, cells in table.rows()
    ] == rows
