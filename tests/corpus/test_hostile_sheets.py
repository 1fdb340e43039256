"""Sheets that would take all memory or time, or that say two things at once."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.own import HEADER, a_case
from tests.corpus.playing import Models, play

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
SIZE = 9_900_000
GOOD = "O1;Próba Kör;civil;Pakod\n"
Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "in.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def imported(
    path: Path, models: Models, folder: Path, *statuses: int, checks: str = ""
) -> None:
    case = a_case("import {file} --as szervezetek", *statuses, file=path, checks=checks)
    found = play(case, models, folder)
    assert not found, "\n".join(found)


#: Of what the file is full, and in which row that is found.
LARGE = {
    "one cell": (HEADER + "O1;" + "x" * SIZE + ";civil;Pakod\n", 2),
    "one quoted cell": (HEADER + 'O1;"' + "x" * SIZE + '";civil;Pakod\n', 2),
    "a quote never closed": (HEADER + 'O1;"' + "x;y\n" * (SIZE // 4), 2),
    "quotes": (HEADER + '"' * SIZE, 2),
    "one name of a column": ("azonosito;" + "a" * SIZE, 1),
    "line ends after a header": (HEADER + "\r\n" * (SIZE // 2), 1_100_002),
    "blank rows": (HEADER + ";;;\n" * (SIZE // 4), 1_100_002),
}


@pytest.mark.parametrize("name", LARGE)
def test_ten_megabytes_of_nonsense_are_refused_at_once(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    text, row = LARGE[name]

    imported(write(text), models, tmp_path, 2, checks=f"where.row=={row} ;; seconds<5")


@pytest.mark.parametrize("char", ["\n", ";", " "])
def test_ten_megabytes_of_nothing_have_no_header(
    char: str, write: Write, models: Models, tmp_path: Path
) -> None:
    imported(write(char * SIZE), models, tmp_path, 2, checks="seconds<5")


@pytest.mark.parametrize("byte", [b"\0", b"\xff", b"\x1b"])
def test_ten_megabytes_of_one_byte_are_no_text(
    byte: bytes, write: Write, models: Models, tmp_path: Path
) -> None:
    text = HEADER.encode() + byte * SIZE

    imported(write(text), models, tmp_path, 2, checks="seconds<5")


def test_ten_megabytes_of_semicolons_are_one_blank_row(
    write: Write, models: Models, tmp_path: Path
) -> None:
    checks = "result.read==0 ;; seconds<5"

    imported(write(HEADER + ";" * SIZE), models, tmp_path, checks=checks)


BAD = {
    "a name missing": "O{};;civil;Pakod\n",
    "a seat missing": "O{};Kör {};civil;\n",
    "words and places unknown": "O{};Kör;nincs{};Sehol{}\n",
    "a bad id": "Ő{};Kör {};civil;\n",
    "the same id": "O1;;civil;Pakod{}\n",
    "too long": "O{};Kör;civil;Pakod;;;x\n",
    "a quote amid": 'O{};"Kör"x;civil;Pakod\n',
}


def bad_rows(name: str, count: int) -> str:
    rows = (BAD[name].replace("{}", str(number)) for number in range(count))
    return HEADER + "".join(rows)


@pytest.mark.parametrize("name", BAD)
def test_of_thousands_of_bad_rows_the_first_are_told_the_rest_counted(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    checks = "where.row==2 ;; findings.severity has note ;; result.added in 0,1"

    imported(write(bad_rows(name, 3000)), models, tmp_path, 2, checks=checks)


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_a_hundred_thousand_bad_rows_are_refused_in_time(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    checks = "result.read==100000 ;; seconds<10"

    imported(write(bad_rows(name, 100_000)), models, tmp_path, 2, checks=checks)


def test_bad_rows_that_are_left_out_are_counted_too(
    write: Write, models: Models, tmp_path: Path
) -> None:
    path = write(bad_rows("a bad id", 3000) + GOOD)
    command = "import {file} --as szervezetek --skip-bad-rows"
    checks = "result.refused==3000 ;; result.added==1 ;; findings.severity has note"

    assert play(a_case(command, file=path, checks=checks), models, tmp_path) == []


READ: dict[str, str | bytes] = {
    "a mark and a sep line": "\ufeffsep=,\n" + (HEADER + GOOD).replace(";", ","),
    "two marks": "\ufeff\ufeff" + HEADER + GOOD,
    "a sep line with a tab": "sep=\t\n" + (HEADER + GOOD).replace(";", "\t"),
    "UTF-16": (HEADER + GOOD).encode("utf-16"),
    "250 unknown columns": HEADER.strip()
    + "".join(f";x{at}" for at in range(250))
    + "\n"
    + GOOD.strip()
    + ";v" * 250
    + "\n",
    "8000 times the same site": HEADER.strip()
    + ";telephelyek\n"
    + GOOD.strip()
    + ";"
    + "|".join(["Pakod"] * 8000)
    + "\n",
    "60 000 empty sites": HEADER.strip()
    + ";telephelyek\n"
    + GOOD.strip()
    + ";"
    + "|" * 60_000
    + "\n",
}


@pytest.mark.parametrize("name", READ)
def test_an_odd_sheet_that_has_one_reading_is_read(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    imported(write(READ[name]), models, tmp_path, checks="result.added==1")


REFUSED: dict[str, str | bytes] = {
    "a NUL amid": HEADER + "O1;Pró\0ba;civil;Pakod\n",
    "a bell amid": HEADER + "O1;Pró\x07ba;civil;Pakod\n",
    "a sep line of two": "sep=xx\n" + HEADER + GOOD,
    "UTF-16 without a mark": (HEADER + GOOD).encode("utf-16-le"),
    "UTF-16 with half a pair": b"\xff\xfe"
    + (HEADER + "O1;Pró").encode("utf-16-le")
    + b"\x00\xd8"
    + "ba;civil;Pakod\n".encode("utf-16-le"),
    "UTF-16 and a byte": (HEADER + GOOD).encode("utf-16") + b"x",
    "UTF-32": (HEADER + GOOD).encode("utf-32"),
    "UTF-8 the long way": HEADER.encode() + b"O1;Pr\xc0\xafba;civil;Pakod\n",
    "304 columns": HEADER.strip() + "".join(f";x{at}" for at in range(300)),
    "ids that differ by case": HEADER + GOOD + GOOD.replace("O1;P", "o1;K"),
    "the id of a settlement": HEADER + GOOD.replace("O1", "KSH-32522"),
    "the id of a roundtable": HEADER + GOOD.replace("O1", "ZSZ-KEREKASZTAL"),
    "the id of a folder": HEADER + GOOD.replace("O1", ".."),
    "the id of an option": HEADER + GOOD.replace("O1", "-O1"),
    "an id of 65": HEADER + GOOD.replace("O1", "O" * 65),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sheet_that_cannot_be_right_is_refused(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    imported(write(REFUSED[name]), models, tmp_path, 2)


AWKWARD = (
    "=1+1",
    "+36 30 123",
    "-2+3",
    "@SUM(A1)",
    "'idézet",
    "''",
    "''=1+1",
    '"idézet" és ; és , és \t',
    "két\nsor",
    "<b>&amp;</b>",
    "_x0041_ _x005F_ _x000D_",
    "00012",
    "1E5",
    "2022-10-17",
    "IGAZ",
    "NULL",
    "nem\u00a0törő",
    "vonal\u2028és\u0085sor",
    "\u202egpj",
    "nem\ufffejel\uffff",
    "\U0001f3e1\U000e0041",
    "e" + "\u0301" * 40,
    "x" * 32_767,
)


@pytest.mark.parametrize("way", ["ki", "ki.xlsx"])
def test_awkward_names_come_back_as_they_were_by_either_way(
    way: str, models: Models, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(HEADER.strip().split(";"))
        for number, name in enumerate(AWKWARD):
            rows.writerow([f"O{number}", name, "civil", "Pakod"])
    command = (
        f"import {{file}} --as szervezetek && export {{tmp}}/{way} "
        f"&& import {{tmp}}/{way}"
    )
    checks = (
        f"1:result.added=={len(AWKWARD)} ;; "
        "result.added==0 ;; result.changed==0 ;; result.refused==0"
    )
    found = play(a_case(command, file=path, checks=checks), models, tmp_path)

    assert not found, "\n".join(found)


@pytest.mark.slow
def test_thousands_of_sites_of_one_organisation_are_read_in_time(
    write: Write, models: Models, tmp_path: Path
) -> None:
    sites = "|".join(f"T{at}" for at in range(8000))
    text = f"{HEADER.strip()};telephelyek\n{GOOD.strip()};{sites}\n"

    imported(write(text), models, tmp_path, checks="result.added==1 ;; seconds<20")
