"""The awkward files that are kept outside the product, in `shared/corpus`."""

import csv
from pathlib import Path

import pytest

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.values import clean
from tests.exchange.reading import accepted, at, body, read, refused
from tests.shared import CORPUS


def corpus(*patterns: str) -> pytest.MarkDecorator:
    paths = [path for pattern in patterns for path in sorted(CORPUS.glob(pattern))]
    absent = pytest.mark.skip(reason=f"no corpus at {CORPUS}")
    missing = [pytest.param(Path(), marks=absent, id=patterns[0])]
    params = [pytest.param(path, id=path.name) for path in paths]
    return pytest.mark.parametrize("path", params or missing)


THREE = ("SZ001", "SZ002", "SZ003")


@corpus("csv/ok_*.csv", "csv/nl_[cm]*.csv", "csv/no_final_newline.csv")
def test_the_good_files_of_the_corpus_have_three_rows(path: Path) -> None:
    table = accepted(path)
    rows = read(path)

    assert len(table.header) == 6
    assert tuple(row[0] for row in rows.values()) == THREE
    assert rows[table.header_row + 2][1] == "Őrségi Tűzoltó Egyesület"


@corpus("csv/enc_cp1250.csv")
def test_the_old_encoding_of_the_corpus_is_read_with_a_warning(path: Path) -> None:
    table, (finding,) = read_csv(path)

    assert table is not None
    assert finding.values["encoding"] == "windows-1250"
    assert dict(table.rows())[3][1] == "Őrségi Tűzoltó Egyesület"


@corpus("csv/nl_unicode_ls.csv")
def test_the_unicode_line_ends_of_the_corpus_are_inside_a_cell(path: Path) -> None:
    assert read(path)[2][1] == "Egyik\u2028másik\u0085harmadik"


@corpus("csv/header_dup*.csv")
def test_the_doubled_headers_of_the_corpus_are_refused(path: Path) -> None:
    assert refused(path).values["name"] == "nev"


@corpus("csv/header_empty_name.csv")
def test_the_nameless_column_of_the_corpus_is_refused(path: Path) -> None:
    _, found, _ = body(path)

    assert [at(finding) for finding in found] == [("column-without-name", 2, "C")]


@corpus("csv/row_short.csv")
def test_the_short_row_of_the_corpus_is_not_shifted(path: Path) -> None:
    assert read(path)[3][3:] == ("Őriszentpéter", "", "")


@corpus("csv/quote_typographic.csv")
def test_the_hungarian_quotes_of_the_corpus_are_text(path: Path) -> None:
    assert read(path)[2][1] == "„Cselekvő közösségek”"


@corpus("csv/binary_random.csv")
def test_the_random_bytes_of_the_corpus_are_no_table(path: Path) -> None:
    assert refused(path).word == "not-a-text-table"


@corpus("names/*.csv", "csv/formula_*.csv")
def test_every_name_of_the_corpus_is_one_row_as_the_csv_module_reads_it(
    path: Path,
) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        (expected,) = list(csv.reader(stream, delimiter=";"))[1:]

    assert read(path) == {2: tuple(expected)}
    if path.name == "ansi.csv":
        with pytest.raises(ValueNotReadError, match=r"U\+001B"):
            clean(expected[1])
    else:
        assert clean(expected[1])
