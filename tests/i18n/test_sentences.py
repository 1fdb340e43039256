"""Sentences with their gaps filled, for findings and errors."""

import re
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cselekvo import errors
from cselekvo.domain.fact import ERASED
from cselekvo.domain.identifiers import read_project_code
from cselekvo.errors import (
    CselekvoError,
    MissingExtraError,
    NotAllowedError,
    NotFoundError,
    PeriodError,
    RefusedError,
    ValueNotReadError,
)
from cselekvo.findings import Finding
from cselekvo.i18n import catalogue, error_message, fill, message, use

NOVEMBER_30 = date(2015, 11, 30)


class ACode(Enum):
    UNKNOWN = "a-code-without-a-sentence"


@pytest.mark.parametrize(
    ("text", "values", "hu", "en"),
    [
        ("%(n)s x", {"n": 38}, "38 x", "38 x"),
        ("%(on)s", {"on": NOVEMBER_30}, "2015. november 30.", "30 November 2015"),
        (
            "%(on_day)s",
            {"day": NOVEMBER_30},
            "2015. november 30-án",
            "on 30 November 2015",
        ),
        ("%(on_day)s", {"day": "tavaly"}, "tavaly", "on tavaly"),
        ("%(on_day)s", {"day": date.min}, "–", "on –"),
        (
            "%(on_day)s",
            {"day": datetime(2015, 11, 30, 23, 30, tzinfo=UTC)},
            "2015. december 1. 00:30",
            "on 1 December 2015, 00:30",
        ),
        ("%(a_who)s", {"who": "NMI"}, "az NMI", "the NMI"),
        ("%(A_who)s", {"who": "NMI"}, "Az NMI", "The NMI"),
        ("%(A_who)s", {"who": "TOP"}, "A TOP", "The TOP"),
        ("%(a_n)s", {"n": 1_000_000}, "az 1 000 000", "the 1,000,000"),
        ("%(who)s", {"who": ERASED}, "törölve", "erased"),
        ("%(who)s", {"who": None}, "–", "–"),
        ("%(row)s, %(n)s", {"row": 15_303, "n": 4}, "15303, 4", "15303, 4"),
        ("%(year)s", {"year": 2021}, "2021", "2021"),
        ("%(year)s", {"year": "2021"}, "2021", "2021"),
        ("87,5% %%", {}, "87,5% %", "87,5% %"),
        ("%(a_name)s", {"a_name": "x", "name": "y"}, "x", "x"),
        (
            "%(kind)s",
            {"kind": "organisation_name"},
            "szervezetnév",
            "organisation name",
        ),
        ("%(kind)s", {"kind": OSError}, str(OSError), str(OSError)),
    ],
)
def test_a_gap_is_filled_as_a_reader_writes_it(
    text: str, values: dict[str, Any], hu: str, en: str
) -> None:
    assert fill(text, values, "hu").replace("\N{NO-BREAK SPACE}", " ") == hu
    assert fill(text, values, "en") == en


def test_a_gap_is_filled_in_the_current_language_where_none_is_named() -> None:
    assert fill("%(on)s", {"on": NOVEMBER_30}) == "2015. november 30."
    with use("en"):
        assert fill("%(on)s", {"on": NOVEMBER_30}) == "30 November 2015"


@pytest.mark.parametrize("gap", ["%(who)s", "%(a_who)s", "%(A_who)s", "%(on_who)s"])
def test_a_gap_without_a_value_shows_its_name(gap: str) -> None:
    assert fill(f"x {gap} y", {}, "hu") == "x {who} y"


@pytest.mark.parametrize("empty", [None, "", (), [], frozenset()])
def test_an_optional_part_is_left_out_where_its_value_is_empty(empty: object) -> None:
    text = "Nincs.[[ Erre gondolt: %(near)s? 5%%]]"

    assert fill(text, {"near": empty}, "hu") == "Nincs."
    assert fill(text, {}, "hu") == "Nincs."
    assert fill(text, {"near": ("A", "B")}, "hu") == "Nincs. Erre gondolt: A, B? 5%"


@pytest.mark.parametrize("given_", [0, False, ERASED])
def test_an_optional_part_stays_where_its_value_says_something(given_: object) -> None:
    assert fill("[[%(a_x)s]]", {"x": given_}, "hu").startswith("a")


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("Nap: %(x)s.", NOVEMBER_30, "Nap: 2015. november 30."),
        ("[[Nap: %(x)s.]]", NOVEMBER_30, "Nap: 2015. november 30."),
        ("Cég: %(x)s. Jó.", "Példa Kft.", "Cég: Példa Kft. Jó."),
        ("Név: %(x)s.", "Anna", "Név: Anna."),
        ("%(x)s.db", "a.", "a..db"),
        ("(%(x)s).", NOVEMBER_30, "(2015. november 30.)."),
    ],
)
def test_a_value_that_ends_in_a_full_stop_ends_its_sentence(
    text: str, value: object, filled: str
) -> None:
    assert fill(text, {"x": value}, "hu") == filled


def test_what_began_before_our_records_is_left_out_as_not_known() -> None:
    assert fill("Tag[[, kezdete: %(x)s]].", {"x": date.min}, "hu") == "Tag."


@pytest.mark.parametrize(
    ("reason", "hu", "en"),
    [
        ("missing", "nincs ilyen fájl", "there is no such file"),
        ("Permission denied", "a hozzáférés nincs engedélyezve", "Permission denied"),
        (
            "SQLite says: disk I/O error",
            "az SQLite ezt jelzi: lemezhiba",
            "SQLite says: disk I/O error",
        ),
        ("something new", "something new", "something new"),
    ],
)
def test_a_reason_is_said_in_the_language_of_the_reader(
    reason: str, hu: str, en: str
) -> None:
    assert fill("%(reason)s", {"reason": reason}, "hu") == hu
    assert fill("%(reason)s", {"reason": reason}, "en") == en


def test_a_subject_that_is_no_record_is_translated_and_an_id_never_is() -> None:
    assert fill("%(subject)s", {"subject": "all of it"}, "hu") == (
        "az egész munkaterület"
    )
    assert fill("%(subject)s", {"subject": "organisation"}, "hu") == "organisation"


def test_a_value_is_never_read_as_a_text_with_gaps() -> None:
    assert fill("%(x)s", {"x": "%(y)s [[z]]", "y": 1}, "hu") == "%(y)s [[z]]"


@given(st.text(), st.dictionaries(st.text(), st.integers()))
def test_filling_never_fails(text: str, values: dict[str, int]) -> None:
    assert isinstance(fill(text, values, "hu"), str)


def test_a_finding_has_a_sentence_in_both_languages() -> None:
    _code, (finding,) = read_project_code("TOP-6.9.2-16", project_expected=True)

    assert message(finding) == (
        "A TOP-6.9.2-16 egy felhívás kódja; itt projekt azonosítóját vártuk."
    )
    assert message(finding, "en") == (
        "TOP-6.9.2-16 is the code of a call; the code of a project was expected here."
    )


def test_a_finding_without_a_sentence_shows_its_code_and_values() -> None:
    finding = Finding(
        ACode.UNKNOWN, subject="ORG-1", values={"since": NOVEMBER_30, "row": 15_303}
    )

    assert message(finding, "hu") == (
        "a-code-without-a-sentence: subject=ORG-1, since=2015. november 30., row=15303"
    )


def test_an_error_has_a_sentence_in_both_languages() -> None:
    error = PeriodError(NOVEMBER_30, date(2015, 11, 1))

    assert error_message(error, "hu") == (
        "Az utolsó nap (2015. november 1.) korábbi, mint az első (2015. november 30.)."
    )
    with use("en"):
        assert error_message(error) == (
            "The last day, 1 November 2015, is before the first, 30 November 2015."
        )


def test_a_near_name_is_proposed_where_there_is_one() -> None:
    near = NotFoundError("role_grant", "X-1", ("X-2", "X-3"))

    assert error_message(near, "hu") == (
        "Itt nincs ilyen szerepkör: X-1. Erre gondolt: X-2, X-3?"
    )
    assert error_message(near, "en") == (
        "There is no role grant X-1 here. Did you mean X-2, X-3?"
    )
    assert error_message(NotFoundError("user", "X-1"), "hu") == (
        "Itt nincs ilyen felhasználó: X-1."
    )


def test_what_was_expected_is_said_in_the_language_of_the_reader() -> None:
    day = ValueNotReadError("tegnap", "a day is written YYYY-MM-DD, as 2015-11-30")
    word = ValueNotReadError("tak", "one of: tag, meghívott")

    assert error_message(day, "hu") == (
        "„tegnap” nem értelmezhető – a nap alakja ÉÉÉÉ-HH-NN, például 2015-11-30."
    )
    assert error_message(word, "hu") == (
        "„tak” nem értelmezhető – a választék: tag, meghívott."
    )
    assert error_message(word, "en") == (
        "“tak” could not be read: one of: member, meghívott."
    )


def test_an_error_of_a_general_code_keeps_its_own_sentence() -> None:
    error = RefusedError("The file is empty.")

    assert error_message(error, "hu") == "A kérés nem teljesíthető: The file is empty."
    assert error_message(error, "en") == "The file is empty."


def test_an_error_without_a_sentence_shows_its_own() -> None:
    class OddError(RefusedError):
        code = "no-sentence-for-this"

    assert error_message(OddError("It is odd."), "hu") == "It is odd."


@pytest.mark.parametrize(
    "error",
    [
        NotAllowedError("anna", "join", "KEREKASZTAL-1"),
        NotFoundError("user", "X"),
        PeriodError(NOVEMBER_30, date(2015, 11, 1)),
        ValueNotReadError("x", "one of: a, b"),
        MissingExtraError("postgres", "PostgreSQL"),
        errors.IdentifierError("á"),
        errors.SurroundingsError("Locked."),
        CselekvoError("Odd."),
    ],
)
@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_no_sentence_of_an_error_has_an_empty_gap(
    error: CselekvoError, lang: str
) -> None:
    shown = error_message(error, lang)

    assert not re.search(r"[{}\[\]%]", shown.replace("cselekvo[postgres]", ""))
