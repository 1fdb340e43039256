import unicodedata

import pytest
from hypothesis import given, strategies as st

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.values import clean, is_blank
from cselekvo.spreadsheets import guard, unguard
from tests.exchange.reading import reason

NBSP = "\u00a0"
anything = st.text(st.characters(exclude_categories=()))


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
