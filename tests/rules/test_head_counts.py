"""Attendances and persons are two sums; what is not known is counted, not guessed."""

from hypothesis import given, strategies as st

from cselekvo.domain.activity import Activity, HeadUnit
from cselekvo.domain.identifiers import ActivityId, ProcessId
from cselekvo.rules.head_counts import Heads, heads_of
from tests.builders import span

counts = st.none() | st.integers(0, 500)


def an_activity(
    heads: int | None, sheets: int | None = None, unit: HeadUnit = HeadUnit.ATTENDANCES
) -> Activity:
    return Activity(
        id=ActivityId("E1"),
        process=ProcessId("F1"),
        title="X",
        head_count=heads,
        sheet_count=sheets,
        unit=unit,
        period=span("2015-01-01", "2015-01-01"),
    )


def test_signatures_beat_the_head_count_and_units_are_kept_apart() -> None:
    held = [
        an_activity(30, 26),
        an_activity(12, unit=HeadUnit.PERSONS),
        an_activity(None),
        an_activity(0),
    ]

    assert heads_of(held) == Heads(count=4, attendances=26, persons=12, unknown=1)


@given(st.lists(st.tuples(counts, counts, st.sampled_from(HeadUnit))))
def test_every_activity_is_in_one_sum_or_not_known(
    told: list[tuple[int | None, int | None, HeadUnit]],
) -> None:
    held = [an_activity(*one) for one in told]

    found = heads_of(held)

    assert found.count == len(held)
    assert found.unknown == sum(one.heads is None for one in held)
    assert found.attendances + found.persons == sum(one.heads or 0 for one in held)
