"""Head counts put together: attendances and persons apart, the unknown counted."""

from collections.abc import Iterable

from attrs import frozen

from cselekvo.domain.activity import Activity, HeadUnit


@frozen(kw_only=True)
class Heads:
    """What activities come to.

    Attributes:
        count: How many activities there are.
        attendances: How often somebody came, where that was counted.
        persons: How many persons came, activity by activity: whoever came to two is
            in it twice.
        unknown: Activities whose head count is not known.
    """

    count: int
    attendances: int
    persons: int
    unknown: int


def heads_of(activities: Iterable[Activity]) -> Heads:
    """Return what activities come to; the two units are never added to each other."""
    count = unknown = 0
    sums = dict.fromkeys(HeadUnit, 0)
    for one in activities:
        count += 1
        if one.heads is None:
            unknown += 1
        else:
            sums[one.unit] += one.heads
    return Heads(
        count=count,
        attendances=sums[HeadUnit.ATTENDANCES],
        persons=sums[HeadUnit.PERSONS],
        unknown=unknown,
    )
