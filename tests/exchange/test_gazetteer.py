"""A gazetteer is found by its headings, and read with every fault told at once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cselekvo.domain.territory import LegalStatus
from cselekvo.exchange.gazetteer.headings import Role, role_of
from cselekvo.exchange.gazetteer.importing import day_in, read_gazetteer
from cselekvo.findings import Finding
from tests.exchange import editions
from tests.exchange.editions import (
    BAJ,
    BUDAPEST,
    DOROG,
    ESZTERGOM,
    FIRST_DISTRICT,
    HODMEZO,
    LINES,
    TAT,
    TURJE,
    Layout,
    read_well,
    with_changed,
    write_edition,
    write_sheet,
)

HEADS = ("KSH kód", "Név", "Megye", "Járás kódja", "Járás neve", "Jogállás")


def refused(path: Path, **more: Any) -> list[Finding]:
    edition, findings = read_gazetteer(path, **more)
    assert edition is None
    return findings


def faults(path: Path) -> list[tuple[str, int | None, str | None]]:
    _, findings = read_gazetteer(path)
    places = [(one.word, one.where) for one in findings]
    return [
        (word, where.row, where.column)
        for word, where in places
        if where is not None and where.row is not None
    ]


@pytest.mark.parametrize("layout", [editions.of_2018, editions.later])
def test_every_layout_tells_the_same(tmp_path: Path, layout: Layout) -> None:
    edition = read_well(write_edition(tmp_path / "hnt.xlsx", layout=layout))

    told = {one.code: one for one in edition.settlements}
    assert len(told) == 8
    assert list(edition.districts) == ["071", "110", "114", "135", "198"]
    baj = told["29212"]
    assert (baj.name, baj.county, baj.district_code, baj.district, baj.seat) == (
        *("Baj", "Komárom-Esztergom", "114", "Tatai járás", "Tata"),
    )
    assert baj.status is LegalStatus.VILLAGE
    assert told["08314"].status is LegalStatus.COUNTY_RIGHTS
    assert told["13578"].is_capital
    assert edition.city_districts == 1


@pytest.mark.parametrize(
    ("layout", "source", "day", "left_out"),
    [
        (
            *(editions.of_2018, "KSH Helységnévtár, 2018. január 1."),
            *(date(2018, 1, 1), (12,)),
        ),
        (
            *(editions.later, "KSH Helységnévtár, 2024. január 1."),
            *(date(2024, 1, 1), (14, 15)),
        ),
    ],
)
def test_the_name_of_the_sheet_says_which_edition_it_is(
    tmp_path: Path,
    layout: Layout,
    source: str,
    day: date,
    left_out: tuple[int, ...],
) -> None:
    edition = read_well(write_edition(tmp_path / "hnt.xlsx", layout=layout))

    assert (edition.source, edition.day) == (source, day)
    assert edition.left_out == left_out


@pytest.mark.parametrize(
    ("given", "source", "day"),
    [
        ("2019-01-01", "KSH Helységnévtár, 2019. január 1.", date(2019, 1, 1)),
        ("Saját jegyzék", "Saját jegyzék", None),
        ("Jegyzék, 2020. 02. 01.", "Jegyzék, 2020. 02. 01.", date(2020, 2, 1)),
        (None, "hely.xlsx", None),
    ],
)
def test_who_brings_an_edition_may_say_which_it_is(
    tmp_path: Path, given: str | None, source: str, day: date | None
) -> None:
    path = write_sheet(tmp_path / "hely.xlsx", HEADS, ("29212", "Baj", "KE", "114", ""))

    edition, _ = read_gazetteer(path, edition=given)

    assert edition is not None
    assert (edition.source, edition.day) == (source, day)


def test_headings_that_are_not_merged_reach_as_far_as_those_below(
    tmp_path: Path,
) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        ("Helység", None, None, "Vármegye", "Járás"),
        ("neve", "KSH-kódja", "jogállása", "neve", "kódja", "neve"),
        ("Baj", "29212", "község", "Komárom-Esztergom", "114 0", "Tatai"),
    )

    (baj,) = read_well(path).settlements

    assert (baj.row, baj.district, baj.county) == (3, "Tatai járás", BAJ.county)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Jog-\nállása", Role.STATUS),
        ("Helység hivatalos megnevezése", Role.NAME),
        ("TELEPÜLÉS", Role.NAME),
        ("Településazonosító törzsszám", Role.CODE),
        ("legal_status", Role.STATUS),
        ("szélesség", Role.LATITUDE),
        ("longitude", Role.LONGITUDE),
        ("Járási hivatal székhelye", None),
        ("Közös önkormányzati hivatal kódja", None),
        ("Postai irányítószám kódja", None),
        ("Településrész megnevezése", None),
        ("Megyei jogú város", None),
        ("Megye kódja", None),
        ("Megyeszékhely", None),
        ("Jogállás kódja", None),
        ("Lakó-\nnépesség", None),
        ("Magyarország Helységnévtára", None),
        ("x" * 121 + " kód", None),
        ("", None),
    ],
)
def test_a_heading_means_what_its_words_say(heading: str, role: Role | None) -> None:
    found = role_of(heading)

    assert (None if found is None else found[0]) is role


def test_of_two_headings_the_plainer_one_counts(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        (*("Kód", "KSH kód", "Név", "Vármegye", "Vármegye megnevezése", "Járás"),),
        (*("1", "29212", "Baj", "KE", "Komárom-Esztergom", "Tatai"),),
    )

    (baj,) = read_well(path).settlements

    assert (baj.code, baj.county) == ("29212", "Komárom-Esztergom")


def test_two_columns_that_say_the_same_are_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", (*HEADS, "Járás megnevezése"))

    (found,) = refused(path)

    assert found.word == "column-doubled"
    assert found.values == {
        "column": "Járás megnevezése (G)",
        "other": "Járás neve (E)",
    }


def test_a_missing_heading_says_what_was_found_and_what_is_looked_for(
    tmp_path: Path,
) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx", ("Magyarország",), ("KSH kód", "Név", "Szín"), ("1", "2")
    )

    (found,) = refused(path)

    assert found.word == "gazetteer-headings-missing"
    assert found.values["missing"] == ["megye (vármegye) megnevezése", "járás neve"]
    assert found.values["found"] == ["KSH kód", "Név", "Szín"]
    assert "járás kódja" in found.values["wanted"]
    assert found.where is not None
    assert (found.where.sheet, found.where.row) == ("Helységek", 2)


def test_an_own_sheet_needs_no_district(tmp_path: Path) -> None:
    rows = (("azonosito", "nev", "megye"), ("KSH-29212", "Baj", "Komárom-Esztergom"))

    own = read_well(write_sheet(tmp_path / "a.xlsx", *rows, name="telepulesek"))
    assert own.settlements[0].id == "KSH-29212"
    assert own.source == "a.xlsx"
    (found,) = refused(write_sheet(tmp_path / "b.xlsx", *rows))
    assert found.values["missing"] == ["járás neve"]


def test_a_table_without_legal_status_is_read_with_a_warning(tmp_path: Path) -> None:
    row = ("29212", "Baj", "Komárom-Esztergom", "114", "Tatai")
    path = write_sheet(tmp_path / "a.xlsx", HEADS[:5], row)

    edition, findings = read_gazetteer(path)

    assert edition is not None
    assert [one.word for one in findings] == ["gazetteer-column-absent"]
    assert edition.settlements[0].status is None


def two_editions(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, code in (("2023", "29212"), ("2024", "08758")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADS)
            sheet.write_row(1, 0, (code, "Hely", "Pest", "114", "Tatai", "község"))
    return path


def test_where_several_sheets_fit_one_is_to_be_named(tmp_path: Path) -> None:
    path = two_editions(tmp_path / "a.xlsx")

    (alike,) = refused(path)
    assert alike.word == "gazetteer-sheets-alike"
    assert alike.values["name"] == "2023, 2024"
    assert read_well(path, sheet="2024").settlements[0].code == "08758"
    (missing,) = refused(path, sheet="2025")
    assert missing.word == "gazetteer-sheet-not-there"
    assert missing.values["sheets"] == "2023, 2024"


@pytest.mark.parametrize("rows", [(), (HEADS,), (HEADS, ("", "", "", "", "Forrás"))])
def test_a_workbook_without_settlements_is_refused(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...]
) -> None:
    path = write_sheet(tmp_path / "a.xlsx", *rows)

    _, findings = read_gazetteer(path)

    assert "gazetteer-no-settlement" in [one.word for one in findings]


def test_every_fault_is_told_with_its_row_and_its_column(tmp_path: Path) -> None:
    lines = (
        TAT.but(code="08759"),
        DOROG.but(status="falu"),
        ESZTERGOM.but(district_code="1100x"),
        BAJ.but(code=None),
        TURJE,
        HODMEZO.but(county=None),
        TAT.but(name=""),
        TAT.but(code="KSH-ABC"),
    )
    path = write_edition(tmp_path / "hnt.xlsx", lines)

    assert faults(path) == [
        ("value-not-read", 3, "Helység KSH kódja"),
        ("value-not-read", 4, "Helység jogállása"),
        ("value-not-read", 5, "Járás kódja"),
        ("value-missing", 6, "Helység KSH kódja"),
        ("value-missing", 8, "Megye megnevezése"),
        ("value-missing", 9, "Helység megnevezése"),
        ("value-not-read", 10, "Helység KSH kódja"),
    ]
    edition, _ = read_gazetteer(path)
    assert edition is not None
    assert (len(edition.settlements), edition.refused) == (1, 7)


def test_rows_of_a_district_that_disagree_are_told(tmp_path: Path) -> None:
    path = write_edition(
        tmp_path / "hnt.xlsx",
        with_changed(TAT.but(district="Tatai"), DOROG.but(seat="Tata")),
    )

    assert faults(path)[0] == ("gazetteer-rows-disagree", 3, "Járás neve")
    edition, findings = read_gazetteer(path)
    first = next(one for one in findings if one.word == "gazetteer-rows-disagree")
    assert first.values["usual"] == "Esztergomi járás"
    assert edition is not None
    assert edition.refused == 2


@pytest.mark.parametrize(
    ("second", "word", "refused_rows"),
    [(TAT, "warning", 0), (TAT.but(name="Más"), "error", 1)],
)
def test_a_settlement_that_stands_twice_is_told(
    tmp_path: Path, second: editions.Line, word: str, refused_rows: int
) -> None:
    path = write_edition(tmp_path / "hnt.xlsx", [*LINES, second])

    edition, findings = read_gazetteer(path)

    (found,) = [one for one in findings if one.word == "row-doubled"]
    assert (found.subject, found.severity.value) == ("KSH-08758", word)
    assert edition is not None
    assert edition.refused == refused_rows
    assert edition.doubled == 1 - refused_rows


def test_codes_and_words_are_read_in_many_forms(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        ("29212", "Baj*", "X", "114 0", "Tatai járás", "községek"),
        (8314, "Hódmezővásárhely", "X", 71, "HÓDMEZŐVÁSÁRHELYI JÁRÁS", "MJV"),
        (
            *("KSH-30456", "Miskolc", "X", "0611", "Miskolci"),
            "vármegyeszékhely, megyei jogú város",
        ),
        ("25131", "Esztergom", "X", "110/1", "–", "megyeszékhely"),
        ("08758", "Tát", "X", "999", "", "Város"),
        ("10490", "Dorog", "X", "–", None, "község, nagyközség"),
        ("KSH-12609", "Türje", "X", "198", "Zalaszentgróti", None),
    ]
    path = write_sheet(tmp_path / "a.xlsx", HEADS, *rows)

    read = read_well(path).settlements

    assert [(one.code, one.district_code, one.district) for one in read] == [
        ("29212", "114", "Tatai járás"),
        ("08314", "071", "HÓDMEZŐVÁSÁRHELYI JÁRÁS"),
        ("30456", "061", "Miskolci járás"),
        ("25131", "110", ""),
        ("08758", "", ""),
        ("10490", "", ""),
        ("12609", "198", "Zalaszentgróti járás"),
    ]
    assert [one.status for one in read] == [
        LegalStatus.VILLAGE,
        LegalStatus.COUNTY_RIGHTS,
        LegalStatus.COUNTY_RIGHTS,
        LegalStatus.COUNTY_RIGHTS,
        LegalStatus.TOWN,
        LegalStatus.LARGE_VILLAGE,
        None,
    ]
    assert read[0].name == "Baj"


def test_coordinates_are_read_where_a_column_has_them(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        (*HEADS, "Szélesség", "Hosszúság"),
        ("29212", "Baj", "X", "114", "Tatai", "község", 47.6448, "18,36"),
        ("10490", "Dorog", "X", "110", "Esztergomi", "város", 18.36, 47.6),
        ("08758", "Tát", "X", "110", "Esztergomi", "város"),
    )

    edition, findings = read_gazetteer(path)

    assert edition is not None
    baj, tat = edition.settlements
    assert (baj.north, baj.east) == (47.6448, 18.36)
    assert (tat.north, tat.east) == (None, None)
    assert [one.word for one in findings] == ["value-not-read"] * 2


def test_what_is_no_settlement_is_told_apart(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        HEADS,
        (1, 2, 3, 4, 5, 6),
        ("Budapest összesen",),
        (13578, "Budapest", "főváros", None, None, "főváros"),
        ("09566", "Budapest I. kerület", "főváros", "001", "", ""),
        HEADS,
        ("29212", "Baj", "Pest", "114", "Tatai", "község"),
        ("00198", "Veszprém megye területre nem bontható adatai", "Veszprém", "999"),
        (None, "Pest megye összesen", "Pest", None, None, "község"),
        ("Megjegyzés: a jegyzék 2024-ben változott.",),
    )

    edition, findings = read_gazetteer(path)

    assert edition is not None
    assert [one.name for one in edition.settlements] == ["Budapest", "Baj"]
    assert edition.left_out == (2, 3, 6, 8, 9, 10)
    assert edition.city_districts == 1
    notes = {one.word: one.values["count"] for one in findings}
    assert notes == {"gazetteer-capital-districts": 1, "gazetteer-rows-left-out": 6}


def test_an_error_in_a_cell_refuses_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Helységek")
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, ("29212", "Baj", "Pest", "114", "Tatai"))
        sheet.write_formula(1, 5, "=NA()", None, "#N/A")

    assert faults(path) == [("cell-error", 2, "Jogállás")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Helységek 2018. 01. 01.", date(2018, 1, 1)),
        ("Helységek 2025.01.01.", date(2025, 1, 1)),
        ("KSH Helységnévtár, 2018. január 1.", date(2018, 1, 1)),
        ("state of 2019-01-01", date(2019, 1, 1)),
        ("2018. 13. 01. után 2018. 12. 01.", date(2018, 12, 1)),
        ("hnt_letoltes_2024.xlsx", None),
        ("12018 lakos", None),
    ],
)
def test_a_day_is_found_in_a_title(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_a_csv_is_read_by_its_headings_too(tmp_path: Path) -> None:
    path = tmp_path / "hely.csv"
    path.write_text(
        "Helység KSH kódja;Vármegye;Helység megnevezése;forras;helyhatarozo\n"
        "8758;Komárom-Esztergom;Tát;levél;Táton\n"
        "13578;;Budapest;;\n",
        encoding="utf-8",
    )

    tat, budapest = read_well(path).settlements

    assert (tat.code, tat.name, tat.texts[Role.LOCATIVE]) == ("08758", "Tát", "Táton")
    assert (tat.texts[Role.SOURCE], budapest.texts[Role.SOURCE]) == ("levél", "")
    assert FIRST_DISTRICT.code not in {tat.code, budapest.code}
    assert budapest.code == str(BUDAPEST.code)


def test_what_is_no_table_at_all_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"%PDF-1.7")
    empty = tmp_path / "b.csv"
    empty.write_bytes(b"")

    assert [one.word for one in refused(broken)] == ["not-a-workbook"]
    assert [one.word for one in refused(empty)] == ["header-missing"]


def test_a_hidden_sheet_gives_way_to_one_that_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, code in (("2023", "29212"), ("2024", "08758")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADS)
            sheet.write_row(1, 0, (code, "Hely", "Pest", "114", "Tatai", "község"))
        book.worksheets()[1].activate()
        book.worksheets()[0].hide()

    assert read_well(path).settlements[0].code == "08758"


def test_a_header_that_is_told_once_more_in_full_is_no_settlement(
    tmp_path: Path,
) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        ("KSH kód", "Név", "Megye", "Járás kódja", "Járás neve"),
        ("Helység KSH kódja", "Helység neve", "Megye neve", "Kód", "Járás neve"),
        ("29212", "Baj", "Komárom-Esztergom", "114 0", "Tatai"),
    )

    edition = read_well(path)

    assert [one.name for one in edition.settlements] == ["Baj"]
    assert edition.left_out == (2,)
