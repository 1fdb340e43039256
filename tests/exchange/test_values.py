import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.period import PartialDate
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.values import (
    clean,
    day,
    decimal,
    guard,
    is_blank,
    partial_date,
    unguard,
    whole,
    yes_no,
)

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
MONTHS = (
    "január február március április május június július augusztus szeptember "
    "október november december"
).split()
anything = st.text(st.characters(exclude_categories=()))


def reason(read: Callable[..., Any], text: str, **options: bool) -> str:
    with pytest.raises(ValueNotReadError) as error:
        read(text, **options)
    return str(error.value.values["expected"])


# clean


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Zalaszentgrót", "Zalaszentgrót"),
        ("  Őrség ", "Őrség"),
        (f"{NBSP}\u200bMiskolc\ufeff{NBSP}", "Miskolc"),
        ("O\u030brse\u0301g", "Őrség"),
        ("első\r\nmásodik\rharmadik\nnegyedik", "első\nmásodik\nharmadik\nnegyedik"),
        ("egy\u0085kettő\u2028három", "egy\u0085kettő\u2028három"),
        ("A\tB", "A\tB"),
        ("ＭＩＳＫＯＬＣ", "ＭＩＳＫＯＬＣ"),
        ("„Legyünk »együtt«”", "„Legyünk »együtt«”"),
        ("családi 👨\u200d👩\u200d👧 nap", "családi 👨\u200d👩\u200d👧 nap"),
        (f"{NBSP}\u200b \t\r\n", ""),
        ("", ""),
    ],
)
def test_a_text_is_stored_composed_and_trimmed(text: str, stored: str) -> None:
    assert clean(text) == stored


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A\x00B", "U+0000"),
        ("A\x1b[2JB", "U+001B"),
        ("A\x0bB", "U+000B"),
        ("\x1cA", "U+001C"),
        ("A\x7f", "U+007F"),
        ("Ő\x9fA", "U+009F"),
        ("A\ud800B", "U+D800"),
        ("\udc81", "U+DC81"),
    ],
)
def test_control_characters_and_halves_of_pairs_are_refused(
    text: str, code: str
) -> None:
    assert code in reason(clean, text)


def test_a_refusal_shows_no_raw_control_character_and_no_endless_text() -> None:
    with pytest.raises(ValueNotReadError) as error:
        clean("\x1b[31m" + "x" * 60_000 + "\ud800")

    shown = str(error.value) + error.value.values["text"]
    assert "␛[31m" in shown
    assert shown.isprintable()
    assert len(shown) < 300


@given(anything)
def test_what_is_cleaned_is_composed_trimmed_and_stays_as_it_is(text: str) -> None:
    try:
        stored = clean(text)
    except ValueNotReadError:
        return
    assert clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not stored or not (is_blank(stored[0]) or is_blank(stored[-1]))
    assert "\r" not in stored


@given(st.text(st.characters(categories=("L", "N", "P"))))
def test_a_composed_text_without_blanks_is_not_touched(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert clean(composed) == composed


# guard


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+36 1 000 0000", "'+36 1 000 0000"),
        ("-2+3", "'-2+3"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("'tegyünk'", "''tegyünk'"),
        ("\tA", "'\tA"),
        ("\rA", "'\rA"),
        ("O'Brien", "O'Brien"),
        ("＝1+1", "＝1+1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_written_behind_an_apostrophe(
    text: str, written: str
) -> None:
    assert guard(text) == written
    assert unguard(written) == text


@pytest.mark.parametrize("text", ["'", "'t Hooft", "' =1", "Zala", ""])
def test_an_apostrophe_that_guards_nothing_is_kept(text: str) -> None:
    assert unguard(text) == text


@given(anything | st.text("=+-@'\t\ra"))
def test_reading_undoes_what_writing_did(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text("=+-@'\t\ra Ő"))
def test_a_stored_text_comes_back_through_both_orders_of_reading(text: str) -> None:
    stored = clean(text)

    assert clean(unguard(guard(stored))) == stored
    assert unguard(clean(guard(stored))) == stored


# days


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-17",
        "2022.10.17.",
        "2022.10.17",
        "2022. 10. 17.",
        f"2022.{NBSP}10.{NBSP}17.",
        "2022. október 17.",
        "2022. Október 17",
        "2022. OKTOBER 17.",
        "2022. okto\u0301ber 17.",
        "2022. okt. 17.",
        "2022 október 17.",
        " 2022-10-17\u200b",
    ],
)
def test_a_day_is_read_in_the_usual_forms(text: str) -> None:
    assert day(text) == date(2022, 10, 17)


@given(st.dates(), st.sampled_from(["-", ".", ". ", "word"]))
def test_every_day_is_read_as_it_is_written(on: date, manner: str) -> None:
    texts = {
        "-": on.isoformat(),
        ".": f"{on.year:04d}.{on.month:02d}.{on.day:02d}.",
        ". ": f"{on.year:04d}. {on.month}. {on.day}.",
        "word": f"{on.year:04d}. {MONTHS[on.month - 1]} {on.day}.",
    }

    assert day(texts[manner]) == on


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-17T23:30:00Z",
        "2022-10-17 10:00",
        "17/10/2022",
        "17.10.2022",
        "10/17/22",
        "22-10-17",
        "20221017",
        "2022-W42-1",
        "2022-290",
        "2022-1-7",
        "٢٠٢٢-١٠-١٧",
        "２０２２-10-17",
        "2023. I. félév",
        "2022. októbr 17.",
        "2022október17",
        "2022. 10. 17-én",
        "2022-10",
        "44851",
        "ma",
        "",
    ],
)
def test_other_forms_of_a_day_are_refused_with_those_allowed(text: str) -> None:
    assert "2022. október 17." in reason(day, text)


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "2022-13-01", "2022.13.45.", "2022. február 29.", "0000-01-01"],
)
def test_a_day_that_is_not_in_the_calendar_is_said_to_be_so(text: str) -> None:
    assert reason(day, text) == "there is no such day in the calendar"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2022-10-17", PartialDate(2022, 10, 17)),
        ("2022. okt. 17.", PartialDate(2022, 10, 17)),
        ("2022-10", PartialDate(2022, 10)),
        ("2022. október", PartialDate(2022, 10)),
        ("2022", PartialDate(2022)),
        ("2022.", PartialDate(2022)),
        ("--03", PartialDate(None, 3)),
        ("március", PartialDate(None, 3)),
        ("Márc.", PartialDate(None, 3)),
        ("--03-15", PartialDate(None, 3, 15)),
    ],
)
def test_a_date_may_be_known_in_part(text: str, known: PartialDate) -> None:
    assert partial_date(text) == known


@given(
    st.builds(
        PartialDate,
        st.integers(1, 9999),
        st.none() | st.integers(1, 12),
    )
    | st.builds(PartialDate, st.none(), st.integers(1, 12), st.integers(1, 28))
)
def test_a_partial_date_is_read_as_it_is_printed(known: PartialDate) -> None:
    assert partial_date(str(known)) == known


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-W42", "22", "tavaly", "2023. I. félév", "", "-", "٢٠٢٢"]
)
def test_what_is_no_date_even_in_part_is_refused(text: str) -> None:
    assert "2022. október" in reason(partial_date, text)


@pytest.mark.parametrize("text", ["2022-02-30", "2022-10-00", "2022-00", "0000"])
def test_a_partial_date_is_in_the_calendar_too(text: str) -> None:
    reason(partial_date, text)


# numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", 25),
        ("0", 0),
        (" 25 ", 25),
        ("15303", 15_303),
        ("15 303", 15_303),
        (f"15{NBSP}303", 15_303),
        (f"15{NARROW}303", 15_303),
        (f"1{THIN}015 303", 1_015_303),
        ("4 800", 4_800),
        ("180.000.000", 180_000_000),
    ],
)
def test_a_whole_number_may_be_in_groups_of_three(text: str, number: int) -> None:
    assert whole(text) == number


@given(st.integers(0, 10**18 - 1), st.sampled_from([" ", NBSP, NARROW, THIN, ""]))
def test_every_whole_number_is_read_in_groups_and_without(
    number: int, blank: str
) -> None:
    assert whole(f"{number:,}".replace(",", blank)) == number


@pytest.mark.parametrize("text", ["15.303", "10.000", "1.500"])
def test_one_dot_is_two_things_unless_it_is_said_to_group(text: str) -> None:
    assert "--numbers hu" in reason(whole, text)
    assert whole(text, dots_group=True) == int(text.replace(".", ""))


@pytest.mark.parametrize(
    "text",
    [
        "1 53 03",
        "15  303",
        "1234 567",
        "1,5",
        "1.5",
        "15,303",
        "15.303,0",
        "180.000.00",
        "15 303.000",
        "-5",
        "−5",
        "+25",
        "1e3",
        "1_000",
        "0x1F",
        "IGAZ",
        "#ÉRTÉK!",
        "١٢",
        "²",
        "½",
        "Ⅻ",
        "25 fő",
        "NaN",
        "",
    ],
)
@pytest.mark.parametrize("dots_group", [False, True])
def test_what_is_no_plain_whole_number_is_refused(text: str, dots_group: bool) -> None:
    assert "15 303" in reason(whole, text, dots_group=dots_group)


def test_a_number_longer_than_the_store_keeps_is_refused() -> None:
    assert whole("9" * 18) == 10**18 - 1
    assert "18 digits" in reason(whole, "9" * 19)
    assert "18 digits" in reason(whole, "1" * 5_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [("46,95", 46.95), ("46.95", 46.95), ("-0,5", -0.5), ("17", 17.0), ("0", 0.0)],
)
def test_a_decimal_number_has_a_comma_or_a_dot(text: str, number: float) -> None:
    assert decimal(text) == number


@pytest.mark.parametrize(
    "text", ["1e3", "nan", "inf", "46,95°", "1 046,95", "1,046.95", ",5", "5,", "٤٦", ""]
)
def test_what_is_no_decimal_number_is_refused(text: str) -> None:
    assert "46,95" in reason(decimal, text)


@pytest.mark.parametrize("text", ["igen", "Igen ", "yes", "TRUE", "IGAZ", "1"])
def test_yes_is_said_in_six_ways(text: str) -> None:
    assert yes_no(text) is True


@pytest.mark.parametrize("text", ["nem", "NEM", "no", "False", "hamis", "0"])
def test_no_is_said_in_as_many(text: str) -> None:
    assert yes_no(text) is False


@pytest.mark.parametrize("text", ["x", "talán", "i", "2", "", "igen nem"])
def test_anything_else_is_neither(text: str) -> None:
    assert "igen, nem" in reason(yes_no, text)
