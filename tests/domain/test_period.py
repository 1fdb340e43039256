"""Laws of days, spans of days, and dates known in part."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from cselekvo.domain.period import (
    BEFORE_RECORDS,
    Answer,
    PartialDate,
    Period,
    from_days,
    read_day,
)
from cselekvo.errors import PeriodError, ValueNotReadError
from tests.builders import day, span
from tests.strategies import any_day, days, partial_dates, periods

ONE = timedelta(days=1)


@given(periods())
def test_a_period_never_contains_the_day_it_ends(period: Period) -> None:
    assert period.start in period
    if period.end is not None:
        assert period.end not in period
        assert period.end - ONE in period


@given(periods(days), periods(days))
def test_overlapping_is_sharing_a_day(one: Period, other: Period) -> None:
    latest = max(one.start, other.start)

    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (latest in one and latest in other)
    assert one.overlaps(one)


@given(periods(days), periods(days), days)
def test_covering_is_holding_every_day(one: Period, other: Period, any_: date) -> None:
    assert one.covers(one)
    if one.covers(other):
        assert one.overlaps(other)
        assert any_ not in other or any_ in one
        assert not other.covers(one) or one == other
    elif other.end is not None:
        outside = [d for d in (other.start, other.end - ONE) if d not in one]
        assert outside


@given(periods())
def test_what_people_write_comes_back_as_it_was(period: Period) -> None:
    assert from_days(period.first_day, period.last_day) == period


@given(any_day, any_day)
def test_a_period_of_written_days_holds_both_or_is_refused(
    first: date, last: date
) -> None:
    if last < first:
        with pytest.raises(PeriodError):
            from_days(first, last)
        return
    period = from_days(first, last)

    assert first in period
    assert last in period
    assert last == date.max or last + ONE not in period


def test_a_period_without_a_beginning_is_since_before_our_records() -> None:
    period = span(None, "2015-12-31")

    assert period.start == BEFORE_RECORDS
    assert period.first_day is None
    assert day("1950-01-01") in period


def test_a_period_of_no_day_is_refused() -> None:
    with pytest.raises(PeriodError) as caught:
        Period(day("2015-01-01"), day("2015-01-01"))

    assert caught.value.values == {
        "first": day("2015-01-01"),
        "last": day("2014-12-31"),
    }


@given(periods(), any_day)
def test_ending_names_the_last_day_inside(period: Period, last: date) -> None:
    if last < period.start:
        with pytest.raises(PeriodError):
            period.ending(last)
        return
    ended = period.ending(last)

    assert last in ended
    assert ended.start == period.start
    assert ended.last_day == (None if last == date.max else last)


@given(any_day)
def test_a_day_is_read_as_it_is_written(one: date) -> None:
    assert read_day(one.isoformat()) == one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015-02-30",
        "2015-1-1",
        "2015-W01-1",
        "20150101",
        "٢٠١٥-٠١-٠١",
        "2015-01-01 ",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueNotReadError):
        read_day(text)


@given(partial_dates())
def test_a_partial_date_is_read_as_it_is_written(partial: PartialDate) -> None:
    assert PartialDate.read(str(partial)) == partial


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2022", (2022, None, None)),
        ("2022-09", (2022, 9, None)),
        ("2022-09-30", (2022, 9, 30)),
        ("--03", (None, 3, None)),
        ("--02-29", (None, 2, 29)),
    ],
)
def test_a_part_of_a_date_is_enough(
    text: str, parts: tuple[int | None, int | None, int | None]
) -> None:
    assert PartialDate.read(text) == PartialDate(*parts)


@pytest.mark.parametrize(
    "text",
    ["", "-", "22", "2022-13", "2022-02-30", "2022--30", "March", "2022-9", "0000"],
)
def test_what_is_no_part_of_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueNotReadError):
        PartialDate.read(text)


@pytest.mark.parametrize(
    ("year", "month", "number"), [(None, None, None), (2022, None, 3), (2022, 2, 30)]
)
def test_a_date_that_cannot_be_is_refused(
    year: int | None, month: int | None, number: int | None
) -> None:
    with pytest.raises(ValueNotReadError):
        PartialDate(year, month, number)


YES, NO, OPEN = Answer.YES, Answer.NO, Answer.UNDETERMINED


@pytest.mark.parametrize(
    ("text", "on", "before", "after"),
    [
        ("2022", "2023-01-01", YES, NO),
        ("2022", "2022-12-31", OPEN, NO),
        ("2022", "2022-01-01", NO, OPEN),
        ("2022", "2021-12-31", NO, YES),
        ("2022-02", "2022-02-28", OPEN, NO),
        ("2022-02", "2022-03-01", YES, NO),
        ("2022-02-10", "2022-02-10", NO, NO),
        ("2022-02-10", "2022-02-09", NO, YES),
        ("--03", "2022-03-01", OPEN, OPEN),
    ],
)
def test_a_partial_date_compares_as_yes_no_or_undetermined(
    text: str, on: str, before: Answer, after: Answer
) -> None:
    partial = PartialDate.read(text)

    assert partial.is_before(day(on)) is before
    assert partial.is_after(day(on)) is after


@given(partial_dates(), days)
def test_nothing_lies_both_before_and_after_a_day(
    partial: PartialDate, on: date
) -> None:
    answers = {partial.is_before(on), partial.is_after(on)}

    assert answers != {YES}
    if YES in answers:
        assert answers == {YES, NO}
