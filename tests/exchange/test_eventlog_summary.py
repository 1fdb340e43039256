"""The figures of a log, against what one counts by hand."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import fmean, quantiles

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.exchange.eventlog.figures import Follows, Summary, Variant
from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import LIMITS
from cselekvo.exchange.eventlog.summary import summarise
from tests.exchange.logs import (
    PLAIN,
    SMALL,
    day,
    event,
    saved,
    summary_of,
    trace,
    xes,
)

History = list[tuple[str, int]]
_BEGIN = datetime(2022, 1, 1, tzinfo=UTC)


def _xes(folder: Path, *bodies: str) -> Path:
    return saved(folder, xes("".join(bodies)))


def _figures(path: Path) -> Summary:
    found, _ = summary_of(path)
    assert found is not None
    return found


def test_a_log_is_counted(tmp_path: Path) -> None:
    found = _figures(
        _xes(
            tmp_path,
            trace("1", event("A", day(1)), event("B", day(2)), event("A", day(3))),
            trace("2", event("A", day(1)), event("B", day(8))),
            trace("3", event("A", day(1)), event("B", day(2)), event("A", day(9))),
            trace("4"),
        )
    )

    assert (found.cases, found.without_events, found.events) == (4, 1, 8)
    assert (found.activities, found.pairs, found.steps) == (2, 2, 5)
    assert found.top_pairs == (
        Follows(first="A", then="B", count=3),
        Follows(first="B", then="A", count=2),
    )
    assert found.variants == 2
    assert found.top_variants[0] == Variant(
        activities=("A", "B", "A"), length=3, cases=2
    )
    assert (found.first, found.last) == (
        datetime(2022, 3, 1, tzinfo=UTC),
        datetime(2022, 3, 9, tzinfo=UTC),
    )
    assert found.per_case == [2 * 86_400, 7 * 86_400, 8 * 86_400, None]


def test_durations_are_whole_seconds_where_they_can_be(tmp_path: Path) -> None:
    spread = _figures(
        _xes(
            tmp_path,
            trace("1", event("A", day(1)), event("B", "2022-03-01T00:00:01.5Z")),
            trace("2", event("A", day(1)), event("B", "2022-03-01T00:00:02.5Z")),
        )
    ).durations

    assert spread is not None
    assert (spread.shortest, spread.median, spread.longest) == (1.5, 2, 2.5)
    assert isinstance(spread.median, int)
    assert spread.mean == 2
    assert (spread.lower, spread.upper) == (1.75, 2.25)


def test_a_log_without_cases_has_no_durations(tmp_path: Path) -> None:
    found = _figures(_xes(tmp_path))

    assert (found.cases, found.events, found.durations) == (0, 0, None)
    assert (found.first, found.per_case) == (None, [])


def test_events_are_taken_in_order_of_time_and_that_is_told(tmp_path: Path) -> None:
    path = _xes(
        tmp_path,
        trace("1", event("B", day(2)), event("A", day(1)), event("C", day(2))),
    )
    found, words = summary_of(path)

    assert found is not None
    assert found.top_variants[0].activities == ("A", "B", "C")
    assert words == ["eventlog-out-of-order"]


def test_one_instant_in_two_zones_is_one_instant(tmp_path: Path) -> None:
    found = _figures(
        _xes(
            tmp_path,
            trace(
                "1",
                event("A", "2022-03-02T10:00:00+10:00"),
                event("B", "2022-03-02T00:00:00Z"),
                event("C", "2022-03-01T16:00:00-08:00"),
            ),
        )
    )

    assert found.per_case == [0]
    assert found.top_variants[0].activities == ("A", "B", "C")


def test_an_event_without_a_time_stays_after_the_one_before_it(tmp_path: Path) -> None:
    path = _xes(
        tmp_path,
        trace("1", event("X"), event("C", day(3)), event("D"), event("A", day(1))),
        trace("2", event("X"), event("Y")),
    )
    found, words = summary_of(path)

    assert found is not None
    assert [one.activities for one in found.top_variants] == [
        ("X", "A", "C", "D"),
        ("X", "Y"),
    ]
    assert found.per_case == [2 * 86_400, None]
    assert words == ["eventlog-event-without-time", "eventlog-out-of-order"]


def test_nameless_events_are_one_activity(tmp_path: Path) -> None:
    path = _xes(tmp_path, trace("1", event("", day(1)), event("A"), event("", day(2))))
    found = _figures(path)

    assert (found.activities, found.unnamed) == (2, 2)


def test_transitions_are_counted_by_name(tmp_path: Path) -> None:
    moved = '<string key="lifecycle:transition" value="{}"/>'
    path = _xes(
        tmp_path,
        trace(
            "1",
            event("A", day(1), moved.format("start")),
            event("A", day(2), moved.format("complete")),
            event("B", day(3), moved.format("complete")),
        ),
    )

    assert _figures(path).transitions == {"complete": 2, "start": 1}


def test_too_many_pairs_are_refused(tmp_path: Path) -> None:
    names = [f"A{at * at % 7}" for at in range(20)]
    events = (event(name, day(at + 1)) for at, name in enumerate(names))
    path = _xes(tmp_path, trace("1", *events))
    pairs = len(set(pairwise(names)))

    found, words = summary_of(path, limits=evolve(SMALL, pairs=pairs - 1))
    assert found is None
    assert words == ["eventlog-too-many-pairs"]
    found, words = summary_of(path, limits=evolve(SMALL, pairs=pairs))
    assert found is not None
    assert (found.pairs, words) == (pairs, [])


def test_what_stops_the_reading_leaves_no_figures(tmp_path: Path) -> None:
    found, words = summary_of(saved(tmp_path, xes(trace("1"))[:-8]))

    assert found is None
    assert words == ["xml-not-well-formed"]


def test_progress_is_told(tmp_path: Path) -> None:
    one = trace("1", *(event("A", day(1)) for _ in range(20_000)))
    log, _ = open_log(_xes(tmp_path, one), PLAIN)
    told: list[int] = []
    assert log is not None
    summarise(log, told.append)

    assert told == [16_384, 20_000]


_HISTORIES = st.dictionaries(
    st.text(alphabet="KLM", min_size=1, max_size=2),
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 5)), max_size=8),
    max_size=6,
)


def _by_hand(histories: list[History]) -> dict[str, object]:
    ordered = [sorted(one, key=lambda event: event[1]) for one in histories if one]
    ways = [tuple(name for name, _ in one) for one in ordered]
    pairs = Counter(pair for way in ways for pair in pairwise(way))
    spans = sorted(one[-1][1] - one[0][1] for one in ordered)
    fours = quantiles(spans, n=4, method="inclusive") if len(spans) > 1 else spans * 3
    return {
        "events": sum(map(len, ordered)),
        "activities": len({name for way in ways for name in way}),
        "pairs": len(pairs),
        "steps": pairs.total(),
        "variants": len(set(ways)),
        "spread": (*fours, fmean(spans)) if spans else None,
    }


def _told(found: Summary) -> dict[str, object]:
    spread = found.durations
    return {
        "events": found.events,
        "activities": found.activities,
        "pairs": found.pairs,
        "steps": found.steps,
        "variants": found.variants,
        "spread": spread
        and (
            pytest.approx(spread.lower),
            pytest.approx(spread.median),
            pytest.approx(spread.upper),
            pytest.approx(spread.mean),
        ),
    }


def _at(second: int) -> str:
    return (_BEGIN + timedelta(seconds=second)).isoformat()


@given(histories=_HISTORIES)
def test_any_log_in_xes_is_counted_as_by_hand(
    histories: dict[str, History], tmp_path_factory: pytest.TempPathFactory
) -> None:
    traces = [
        trace(case, *(event(name, _at(second)) for name, second in history))
        for case, history in histories.items()
    ]
    found = _figures(_xes(tmp_path_factory.mktemp("any"), *traces))

    assert found.cases == len(histories)
    assert _by_hand(list(histories.values())) == _told(found)


@given(histories=_HISTORIES, dice=st.randoms(use_true_random=False))
def test_any_log_in_csv_is_counted_as_by_hand_however_its_cases_are_mixed(
    histories: dict[str, History],
    dice: Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    left = {case: list(history) for case, history in histories.items() if history}
    rows = ["case,activity,time"]
    while left:
        case = dice.choice(sorted(left))
        name, second = left[case].pop(0)
        rows.append(f"{case},{name},{_at(second)}")
        left = {one: rest for one, rest in left.items() if rest}
    folder = tmp_path_factory.mktemp("any")
    found = _figures(saved(folder, "\n".join(rows), "log.csv"))

    assert found.cases == sum(map(bool, histories.values()))
    assert _by_hand(list(histories.values())) == _told(found)


def test_a_long_case_is_counted_in_parts(tmp_path: Path) -> None:
    names = [f"A{at * at % 11}" for at in range(70_000)]
    rows = "".join(f"1,{name},2022-03-01T00:00:00Z\n" for name in names)
    path = saved(tmp_path, f"case,activity,time\n{rows}", "log.csv")
    found, _ = summary_of(path, limits=LIMITS)

    assert found is not None
    assert found.steps == len(names) - 1
    assert found.pairs == len(set(pairwise(names)))
    assert found.top_variants[0].length == 70_000
    assert len(found.top_variants[0].activities) == 100
