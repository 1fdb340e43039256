import os
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.table import column_letters
from cselekvo.files import FileNotReadError
from cselekvo.findings import Severity
from tests.exchange.reading import (
    HEADER,
    SMALL,
    Save,
    accepted,
    at,
    body,
    read,
    refused,
)

# the header line, delimiters, line ends


@pytest.mark.parametrize(
    "text",
    [
        "azonosito;nev\nA;Zala\nB;Őrség\n",
        "azonosito,nev\r\nA,Zala\r\nB,Őrség",
        "azonosito\tnev\rA\tZala\rB\tŐrség\r",
        "azonosito;nev\nA;Zala\r\nB;Őrség\r",
        '"azonosito";"nev"\n"A";"Zala"\n"B";Őrség',
        '"azonosito";"nev"\r"A";"Zala"\r"B";Őrség',
        "azonosito;nev;;\nA;Zala;;\nB;Őrség;;;;\n",
        " azonosito ; nev\u200b\nA;Zala\nB;Őrség",
    ],
)
def test_the_usual_ways_of_writing_a_table_are_read(save: Save, text: str) -> None:
    path = save(text)

    assert accepted(path).header == ("azonosito", "nev")
    assert read(path) == {2: ("A", "Zala"), 3: ("B", "Őrség")}


@pytest.mark.parametrize("mark", [";", ",", "\t", "|", ":"])
def test_a_sep_line_says_what_parts_the_cells_and_counts_as_a_row(
    save: Save, mark: str
) -> None:
    path = save(f"sep={mark}\r\nazonosito{mark}a.b\r\nA{mark}Zala\r\n")

    assert accepted(path).header == ("azonosito", "a.b")
    assert accepted(path).header_row == 2
    assert read(path) == {3: ("A", "Zala")}


@pytest.mark.parametrize("mark", ["", "a", "1", ";;", '"', " "])
def test_a_sep_line_that_names_no_mark_is_refused(save: Save, mark: str) -> None:
    path = save(f"sep={mark}\nazonosito;nev\n")

    assert refused(path).word == "separator-not-allowed"


def test_a_mark_within_quotes_parts_nothing(save: Save) -> None:
    path = save('"cim; hely","a\tb"\n"Zala; 1",x\n')

    assert accepted(path).header == ("cim; hely", "a\tb")
    assert read(path) == {2: ("Zala; 1", "x")}


def test_a_header_may_name_a_single_column(save: Save) -> None:
    assert read(save("azonosito\nA\n\nB\n")) == {2: ("A",), 4: ("B",)}


def test_a_header_may_go_on_over_several_lines(save: Save) -> None:
    path = save('"azonosito\nid";nev\nA;Zala\n')

    assert accepted(path).header == ("azonosito\nid", "nev")
    assert read(path) == {2: ("A", "Zala")}


def test_blank_lines_before_the_header_count_as_rows(save: Save) -> None:
    assert read(save("\n;;\nazonosito;nev\nA;Zala\n")) == {4: ("A", "Zala")}


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", ";;;\n", "sep=;\n"])
def test_a_file_without_a_header_says_so(save: Save, text: str) -> None:
    assert refused(save(text)).word == "header-missing"


@pytest.mark.parametrize(
    ("header", "again"),
    [("nev;id;nev", "nev"), ("nev;NEV", "NEV"), ("név; Nev ", "Nev")],
)
def test_two_columns_of_one_name_are_refused(
    save: Save, header: str, again: str
) -> None:
    finding = refused(save(f"{header}\na;b;c\n"))

    assert at(finding) == ("header-doubled", 1, again)
    assert finding.values["again"] == again


def test_a_control_character_in_the_header_is_no_text(save: Save) -> None:
    assert at(refused(save("azonosito;n\x1bev\nA;B\n")))[0] == "not-a-text-table"


def test_too_many_columns_are_refused(save: Save) -> None:
    assert refused(save("a;b;c;d;e\n"), SMALL).word == "too-many-columns"
    assert accepted(save("a;b;c;d;;;;;;\n")).header == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ('"azonosito"x;nev', "quote-misplaced"),
        ('azonosito;"nev', "quote-never-closed"),
        ("azonosito;" + "n" * 2_000, "cell-too-large"),
    ],
)
def test_a_header_that_cannot_be_parted_is_refused(
    save: Save, header: str, word: str
) -> None:
    assert at(refused(save(header), SMALL))[:2] == (word, 1)


# rows


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(save: Save) -> None:
    path = save(f'{HEADER}\nA;"két\nsor"\n\n;\n \u00a0;\u200b\nB;Zala\n')

    assert read(path) == {2: ("A", "két\nsor"), 6: ("B", "Zala")}


def test_a_short_row_is_filled_and_a_longer_one_without_data_is_cut(
    save: Save,
) -> None:
    path = save("a;b;c\n1\n;2\n1;2;3;; \n\u00c9;2;3\n")

    assert read(path) == {
        2: ("1", "", ""),
        3: ("", "2", ""),
        4: ("1", "2", "3"),
        5: ("É", "2", "3"),
    }


def test_a_cell_beyond_the_header_is_found(save: Save) -> None:
    numbers, found, count = body(save(f"{HEADER}\nA;B;C\nD;E\n"))

    assert numbers == [3]
    assert [at(finding) for finding in found] == [("row-too-long", 2, "C")]
    assert count == 1


def test_data_in_a_column_without_a_name_is_found(save: Save) -> None:
    numbers, found, _ = body(save("a;;b;\n1;2;3;\n1;;3;4\n1;;3;\n"))

    assert numbers == [4]
    assert [at(finding) for finding in found] == [
        ("column-without-name", 2, "B"),
        ("column-without-name", 3, "D"),
    ]


def test_a_column_without_a_name_may_be_empty(save: Save) -> None:
    assert read(save("a;;b\n1; ;3\n")) == {2: ("1", " ", "3")}


@pytest.mark.parametrize("text", ["egy\u2028kettő", "egy\u0085kettő", "egy\x0ckettő"])
def test_only_line_ends_end_a_row(save: Save, text: str) -> None:
    assert read(save(f"{HEADER}\nA;{text}\n")) == {2: ("A", text)}


def test_a_quote_inside_a_cell_is_a_letter_and_a_doubled_one_is_one(
    save: Save,
) -> None:
    path = save(f'{HEADER}\nA;„Zala” 5" cső\nB;"a ""Remény"""\nC;x"y\n')

    assert read(path) == {
        2: ("A", '„Zala” 5" cső'),
        3: ("B", 'a "Remény"'),
        4: ("C", 'x"y'),
    }


def test_a_misplaced_quote_costs_its_row_only(save: Save) -> None:
    numbers, found, count = body(save(f'{HEADER}\nA;"Remény" Egylet\nB;Zala\n'))

    assert numbers == [3]
    assert [at(finding)[:2] for finding in found] == [("quote-misplaced", 2)]
    assert count == 1


def test_a_quote_that_is_never_closed_breaks_the_reading(save: Save) -> None:
    table = accepted(save(f'{HEADER}\nA;Zala\nB;"Őrség\nC;Vas\n'))
    rows = table.rows()

    assert dict(rows) == {2: ("A", "Zala")}
    assert [at(finding)[:2] for finding in rows.findings] == [("quote-never-closed", 3)]
    assert rows.broken


def test_a_nul_in_a_cell_is_left_to_the_cleaning_of_that_cell(save: Save) -> None:
    path = save(f"{HEADER}\n" + "A;Zala\n" * 100 + "B;Z\0ala\n")

    assert read(path)[102] == ("B", "Z\0ala")


def test_the_rows_can_be_read_again_and_begin_anew(save: Save) -> None:
    table = accepted(save(f"{HEADER}\nA;B;C\nD;E\n"))
    rows = table.rows()

    assert list(rows) == list(rows) == list(table.rows())
    assert rows.refused == len(rows.findings) == 1


def test_a_file_that_changed_between_two_readings_is_not_trusted(
    save: Save,
) -> None:
    path = save(f"{HEADER}\nA;B\n")
    table = accepted(path)
    path.write_bytes(b"azonosito;nev\nA;B\nC;D\n")

    with pytest.raises(FileNotReadError) as error:
        list(table.rows())
    assert error.value.values["reason"] == "changed"


def test_a_change_that_hides_itself_is_no_failure_of_ours(save: Save) -> None:
    path = save(f"{HEADER}\nA;B\n")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    table = accepted(path)
    path.write_bytes(b"azonosito;nev\nA;\xff\n")
    os.utime(path, ns=times)

    with pytest.raises(FileNotReadError, match="changed"):
        list(table.rows())


# surroundings


def test_a_pipe_a_folder_and_a_missing_file_are_said_to_be_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in {"pipe": "not-a-file", ".": "folder", "no": "missing"}.items():
        with pytest.raises(FileNotReadError) as error:
            read_csv(tmp_path / name)
        assert error.value.values["reason"] == reason


def test_a_file_that_we_may_not_read_is_said_to_be_so(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    path = save(HEADER)
    monkeypatch.setattr(Path, "open", denied)

    with pytest.raises(FileNotReadError, match="does not allow"):
        read_csv(path)


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    called = {0: "A", 25: "Z", 26: "AA", 255: "IV", 701: "ZZ", 702: "AAA"}

    assert {index: column_letters(index) for index in called} == called


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text('a;,\t"\r\n\0ű').map(str.encode))
def test_whatever_the_file_holds_there_is_an_answer_and_no_failure(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "in.csv"
    path.write_bytes(content)
    table, found = read_csv(path, limits=SMALL)

    if table is None:
        assert [f for f in found if f.severity is Severity.ERROR]
        return
    rows = table.rows()
    for number, cells in rows:
        assert number > table.header_row
        assert len(cells) == len(table.header)
        assert "".join(cells).strip()
    assert rows.refused <= SMALL.rows + 1
