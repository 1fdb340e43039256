from datetime import date

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.period import PartialDate
from cselekvo.exchange.values import day, partial_date
from tests.exchange.reading import reason

NBSP = "\u00a0"
MONTHS = [
    "január",
    "február",
    "március",
    "április",
    "május",
    "június",
    "július",
    "augusztus",
    "szeptember",
    "október",
    "november",
    "december",
]


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
        "4485",
        "448511",
        "ma",
        "",
    ],
)
def test_other_forms_of_a_day_are_refused_with_those_allowed(text: str) -> None:
    assert "2022. október 17." in reason(day, text)


def test_a_bare_number_is_told_the_day_that_a_spreadsheet_would_show() -> None:
    assert reason(day, "44851").endswith("as: 2022-10-17")
    assert reason(day, "10000").endswith("as: 1927-05-18")


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
    assert reason(partial_date, text)
