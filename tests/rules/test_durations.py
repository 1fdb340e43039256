"""How long stages took: quartiles as statistics packages give them."""

import statistics
from datetime import date

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import ProcessId, StageRunId
from cselekvo.domain.process import Closing, StageRun
from cselekvo.rules.durations import ENOUGH, is_measured, quantile, quartiles
from tests.builders import day


def a_run(closing: Closing | None, closed: str | None) -> StageRun:
    return StageRun(
        id=StageRunId("sz-1"),
        process=ProcessId("F1"),
        stage="s",
        opened=date(2017, 1, 1),
        closed=None if closed is None else day(closed),
        closing=closing,
    )


def test_quartiles_are_interpolated_between_the_values() -> None:
    told = quartiles([40, 10, 30, 20])

    assert told is not None
    assert (told.first, told.median, told.third) == (17.5, 25.0, 32.5)
    assert told.count == 4


def test_one_run_is_its_own_quartiles_and_none_has_none() -> None:
    told = quartiles([12])

    assert told is not None
    assert (told.first, told.median, told.third) == (12, 12, 12)
    assert quartiles([]) is None


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=40))
def test_they_are_what_the_standard_library_calls_inclusive(days: list[int]) -> None:
    told = quartiles(days)

    assert told is not None
    wanted = statistics.quantiles(days, n=4, method="inclusive")
    assert [told.first, told.median, told.third] == pytest.approx(wanted)
    assert told.median == pytest.approx(statistics.median(days))


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=40))
def test_the_ends_are_the_least_and_the_most(days: list[int]) -> None:
    ordered = sorted(days)

    assert quantile(ordered, 0) == min(days)
    assert quantile(ordered, 1) == max(days)


@pytest.mark.parametrize(("count", "enough"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_a_forecast_rests_on_five_runs_at_least(count: int, enough: bool) -> None:
    told = quartiles([30] * count)

    assert told is not None
    assert told.is_enough is enough


@pytest.mark.parametrize(
    ("closing", "closed", "measured"),
    [
        (Closing.DONE, "2017-02-01", True),
        (Closing.DONE, "2017-02-02", False),
        (Closing.SKIPPED, "2017-01-20", False),
        (Closing.CANCELLED, "2017-01-20", False),
        (None, None, False),
    ],
)
def test_only_runs_that_were_done_by_the_day_are_measured(
    closing: Closing | None, closed: str | None, measured: bool
) -> None:
    assert is_measured(a_run(closing, closed), day("2017-02-01")) is measured
