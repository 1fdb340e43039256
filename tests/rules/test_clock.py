"""The clock of a stage stands still while its process rests."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import ProcessId, RecordId, StageRunId
from cselekvo.domain.period import Period
from cselekvo.domain.process import Hold, StageRun
from cselekvo.domain.template import Duration
from cselekvo.rules.clock import (
    Clock,
    clock_of,
    day_reached,
    days_open,
    later_by,
    rests_of,
)
from tests.builders import day

DAY = timedelta(1)
MONTH = Duration(least=10, typical=20, most=30)
near = st.dates(date(2017, 1, 1), date(2017, 4, 30))


@st.composite
def several_holds(draw: st.DrawFn) -> list[Hold]:
    """Draw times of rest, some of which overlap, meet or still run."""
    spans = draw(st.lists(st.tuples(near, st.integers(1, 40) | st.none()), max_size=4))
    return [
        a_hold(start, None if length is None else start + timedelta(length))
        for start, length in spans
    ]


def a_hold(start: date, end: date | None = None) -> Hold:
    return Hold(id=RecordId("sn-1"), process=ProcessId("F1"), period=Period(start, end))


def a_run(opened: str = "2017-01-01", closed: str | None = None) -> StageRun:
    return StageRun(
        id=StageRunId("sz-1"),
        process=ProcessId("F1"),
        stage="s",
        opened=day(opened),
        closed=None if closed is None else day(closed),
    )


def clock(on: str, *rests: tuple[str, str | None], closed: str | None = None) -> Clock:
    """Return the clock of a stage that opened on 1 January and takes a month."""
    holds = [
        a_hold(day(start), None if end is None else day(end)) for start, end in rests
    ]
    run = a_run(closed=closed)
    return clock_of(run, MONTH, rests_of(holds, day(on)), day(on))


def test_a_stage_is_due_after_its_typical_time_and_late_after_its_longest() -> None:
    told = clock("2017-01-31")

    assert (told.days, told.is_late, told.late_since) == (30, False, None)
    assert told.due == day("2017-01-21")
    assert told.latest == day("2017-01-31")


def test_it_is_late_from_the_day_after_its_last_one() -> None:
    told = clock("2017-02-03")

    assert (told.days_late, told.late_since) == (3, day("2017-02-01"))
    assert told.is_late


def test_days_of_rest_do_not_count_and_put_off_what_is_due() -> None:
    told = clock("2017-02-20", ("2017-01-10", "2017-01-20"))

    assert told.days == 50 - 10
    assert told.due == day("2017-01-31")
    assert told.latest == day("2017-02-10")
    assert (told.days_late, told.late_since) == (10, day("2017-02-11"))


def test_while_a_process_rests_nothing_grows_later() -> None:
    days = [
        clock(on, ("2017-02-03", None)).days_late for on in ("2017-02-03", "2018-01-01")
    ]

    assert days == [3, 3]


def test_what_is_due_is_reckoned_as_if_it_went_on_from_the_day() -> None:
    told = clock("2017-03-01", ("2017-01-11", None))

    assert told.days == 10
    assert told.due == day("2017-03-11")
    assert not told.is_late


def test_the_clock_of_a_closed_stage_stopped_when_it_was_closed() -> None:
    told = clock("2018-01-01", closed="2017-01-15")

    assert (told.days, told.is_late) == (14, False)


def test_a_stage_that_is_closed_later_is_open_on_the_day() -> None:
    assert clock("2017-01-11", closed="2017-01-15").days == 10


def test_a_stage_without_a_duration_is_never_due_and_never_late() -> None:
    told = clock_of(a_run(), None, (), day("2030-01-01"))

    assert (told.due, told.latest, told.is_late) == (None, None, False)
    assert told.days > 4000


def test_rests_that_overlap_or_meet_are_one() -> None:
    holds = [
        a_hold(day("2017-01-05"), day("2017-01-10")),
        a_hold(day("2017-01-01"), day("2017-01-07")),
        a_hold(day("2017-01-10"), day("2017-01-12")),
        a_hold(day("2017-02-01")),
        a_hold(day("2017-03-01")),
    ]

    assert rests_of(holds, day("2017-02-10")) == [
        (day("2017-01-01"), day("2017-01-12")),
        (day("2017-02-01"), day("2017-02-10")),
    ]


@given(several_holds(), near, near)
def test_days_open_are_the_days_on_which_it_did_not_rest(
    holds: list[Hold], one: date, other: date
) -> None:
    opened, until = sorted((one, other))
    by_hand = sum(
        1
        for at in range((until - opened).days)
        if not any(opened + at * DAY in hold.period for hold in holds)
    )

    assert days_open(opened, until, rests_of(holds, until)) == by_hand


@given(several_holds(), near, st.integers(0, 60))
def test_the_day_reached_is_the_first_with_so_many_days_open(
    holds: list[Hold], opened: date, days: int
) -> None:
    rests = rests_of(holds, date(2018, 1, 1))

    reached = day_reached(opened, days, rests)

    assert days_open(opened, reached, rests) == days
    assert days == 0 or days_open(opened, reached - DAY, rests) == days - 1


@given(several_holds(), near, near)
def test_a_stage_is_late_since_the_first_day_on_which_it_was(
    holds: list[Hold], one: date, other: date
) -> None:
    opened, on = sorted((one, other))
    run, rests = a_run(opened.isoformat()), rests_of(holds, on)

    told = clock_of(run, MONTH, rests, on)

    before = [
        clock_of(run, MONTH, rests_of(holds, opened + at * DAY), opened + at * DAY)
        for at in range((on - opened).days + 1)
    ]
    late = [opened + at * DAY for at, then in enumerate(before) if then.is_late]
    assert told.late_since == (late[0] if late else None)


@pytest.mark.parametrize("days", [1, 10_000_000])
def test_days_end_with_the_last_one_there_is(days: int) -> None:
    assert later_by(date.max, days) == date.max
    assert day_reached(date.max, days, ()) == date.max
