from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.decoding import encoding_named
from cselekvo.findings import Severity
from tests.exchange.reading import HEADER, Save, read, refused

SENTENCE = "Őrségi Tűzoltó Egyesület, Öriszentpéter; árvíztűrő tükörfúrógép"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_proves_itself_is_read_without_a_word(save: Save, encoding: str) -> None:
    path = save(f'{HEADER}\nA;"{SENTENCE} 👍"\n', encoding)

    assert read(path) == {2: ("A", f"{SENTENCE} 👍")}


def test_big_endian_utf_16_is_told_by_its_mark(save: Save) -> None:
    assert read(save(f"\ufeff{HEADER}\nA;Őrség\n", "utf-16-be")) == {2: ("A", "Őrség")}


@pytest.mark.parametrize(
    ("extra", "encoding", "taken_for"),
    [
        ("", "cp1250", "windows-1250"),
        ("", "iso-8859-2", "windows-1250"),
        ("„Remény” – 1990…", "cp1250", "windows-1250"),
        ("»együtt« §", "cp1250", "windows-1250"),
        ("©2022 ±5 µm", "cp1250", "windows-1250"),
        ("Košice, Žilina, Šahy", "iso-8859-2", "iso-8859-2"),
        ("Košice, Žilina, Šahy", "cp1250", "windows-1250"),
        ("Zala\u00a0megye", "cp1250", "windows-1250"),
    ],
)
def test_a_hungarian_text_in_an_old_encoding_is_read_with_a_warning(
    save: Save, extra: str, encoding: str, taken_for: str
) -> None:
    text = SENTENCE.replace(";", ",") + f" {extra}"
    path = save(f"{HEADER}\nA;{text}\n", encoding)
    table, found = read_csv(path)

    assert table is not None
    assert [row[1].strip() for _, row in table.rows()] == [text.strip()]
    assert [(f.word, f.severity) for f in found] == [
        ("encoding-guessed", Severity.WARNING)
    ]
    assert found[0].values["encoding"] == taken_for


@given(
    st.lists(st.text("áéíóöőúüűÁÉÍÓÖŐÚÜŰabcdez -", min_size=1), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-16", "cp1250", "iso-8859-2"]),
)
def test_no_hungarian_letter_is_ever_read_as_another(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], encoding: str
) -> None:
    path = tmp_path_factory.mktemp("names") / "in.csv"
    body = "".join(f"ű{name}.\n" for name in names)
    path.write_bytes(f"nev\n{body}".encode(encoding))
    table, _ = read_csv(path)

    assert table is not None
    assert [row for _, row in table.rows()] == [(f"ű{name}.",) for name in names]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Őrségi Tűzoltó Egyesület", "cp852"),
        ("Művelődési Ház", "cp852"),
        ("Fußball für Straße", "cp1252"),
        ("Общество", "cp1251"),
        ("Łódź Żółć", "cp1250"),
        ("„Remek”", "cp1250"),
    ],
)
def test_what_may_be_another_encoding_is_asked_for(
    save: Save, text: str, encoding: str
) -> None:
    path = save(f"{HEADER}\nA;x\nB;{text}\n", encoding)
    finding = refused(path)

    assert finding.word == "encoding-unknown"
    assert "windows-1250" in finding.values["allowed"]
    assert finding.where is not None
    assert finding.where.line == 3


@pytest.mark.parametrize("encoding", ["cp852", "cp1252", "cp1250"])
def test_what_was_asked_for_is_then_read_in_the_encoding_that_is_named(
    save: Save, encoding: str
) -> None:
    path = save(f"{HEADER}\nA;Ööß\n", encoding)

    assert refused(path).word == "encoding-unknown"
    assert read(path, encoding) == {2: ("A", "Ööß")}


def test_two_encodings_in_one_file_are_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("nev\nŐrség\r\n".encode() + "Tűzoltó\n".encode("cp1250"))
    finding = refused(path)

    assert finding.word == "encoding-unknown"
    assert finding.where is not None
    assert finding.where.line == 3


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("UTF8", "utf-8"),
        ("cp1250", "windows-1250"),
        ("Latin-2", "iso-8859-2"),
        ("latin1", "iso-8859-1"),
        ("IBM852", "cp852"),
    ],
)
def test_an_encoding_may_be_called_by_its_other_names(
    asked: str, encoding: str
) -> None:
    assert encoding_named(asked) == encoding


@pytest.mark.parametrize("asked", ["utf-7", "base64", "rot13", "", "x\0", "klingon"])
def test_no_other_encoding_can_be_asked_for(save: Save, asked: str) -> None:
    with pytest.raises(ValueNotReadError, match="windows-1250"):
        read_csv(save(HEADER), encoding=asked)


def test_an_encoding_asked_for_is_believed(save: Save) -> None:
    path = save(f"{HEADER}\nA;Łódź\n", "iso-8859-2")
    assert read(path, "iso-8859-2") == {2: ("A", "Łódź")}

    path = save(f"{HEADER}\nA;Łódź\n", "utf-16-le")
    assert read(path, "utf-16-le") == {2: ("A", "Łódź")}
    assert refused(path).word == "not-a-text-table"


def test_an_encoding_asked_for_that_does_not_fit_is_refused_with_the_line(
    save: Save,
) -> None:
    path = save(f"{HEADER}\nA;x\nB;Őrség\n", "cp1250")
    table, (finding,) = read_csv(path, encoding="utf-8")

    assert table is None
    assert finding.word == "encoding-does-not-fit"
    assert finding.where is not None
    assert finding.where.line == 3


def test_an_encoding_asked_for_cannot_contradict_the_mark(save: Save) -> None:
    path = save(f"{HEADER}\nA;Zala\n", "utf-8-sig")
    table, (finding,) = read_csv(path, encoding="windows-1250")

    assert table is None
    assert finding.word == "encoding-does-not-fit"
    assert read(path, "utf-8") == {2: ("A", "Zala")}


def test_half_a_letter_at_the_end_of_a_marked_file_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("nev\nŐ".encode("utf-8-sig")[:-1])

    assert refused(path).word == "encoding-does-not-fit"


def test_damaged_letters_are_kept_and_warned_about(save: Save) -> None:
    path = save(f"{HEADER}\n" + "A;Zala\n" * 100_000 + "B;Közremûködõ\n")
    table, (finding,) = read_csv(path)

    assert table is not None
    assert dict(table.rows())[100_002] == ("B", "Közremûködõ")
    assert (finding.word, finding.severity) == ("letters-damaged", Severity.WARNING)
    assert finding.where is not None
    assert finding.where.line == 100_002


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\0", "sqlite"),
        (b"azono\0sito;nev\n", "binary"),
        (b"a;b\n" + b"\0\1\2\3" * 10, "binary"),
    ],
)
def test_a_file_of_another_kind_is_no_table(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    finding = refused(path)

    assert finding.word == "not-a-text-table"
    assert finding.values["kind"] == kind
