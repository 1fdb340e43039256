"""Which accompanied units stand alone on a day, and since when.

A unit is accompanied from its first process or its first assignment on, whichever came
first: until its last process ended, or until it was dissolved. A mentor is active on a
day when an assignment runs, primary or supporting, and the person is a mentor then.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from cselekvo.domain.community import Community
from cselekvo.domain.mentor import AssignmentRole, Mentor, MentorAssignment
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.process import Process
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.template import Unit
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.mentors.people import MANY, name_of, persons_of
from cselekvo.reports.mentors.unit_kinds import unit_kinds
from cselekvo.reports.processes.standing import Stand, Wanted, standings
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.rules.assignments import Gap, gaps_of
from cselekvo.rules.clock import later_by


@frozen(kw_only=True)
class Alone:
    """A unit without an active mentor on the day.

    Attributes:
        gap: Since when, and for how many days.
        last: The assignment that ended last; None: it never had a mentor.
        mentor: Who that was; None: nobody, or the reader may not see the person.
        stands: Its processes that go on, with their open stages.
    """

    unit: UnitPlace
    gap: Gap
    last: MentorAssignment | None = None
    mentor: Person | None = None
    stands: tuple[Stand, ...] = ()

    @property
    def mentor_name(self) -> str | None:
        """Return what its last mentor is called; None: it never had one."""
        return None if self.last is None else name_of(self.mentor, self.last.person)


@frozen(kw_only=True)
class Gaps:
    """The units that stand alone on a day.

    Attributes:
        accompanied: How many units are accompanied on the day, within what was asked.
        alone: Those without an active mentor: by county, then by name.
    """

    accompanied: int = 0
    alone: tuple[Alone, ...] = field(default=())


@frozen(kw_only=True, eq=False)
class _Known:
    """What was asked once for all units."""

    processes: Mapping[str, list[Process]]
    assignments: Mapping[str, list[MentorAssignment]]
    standings: Mapping[str, list[Mentor]]
    kinds: Mapping[str, Unit]
    dissolved: Mapping[str, date]

    def active(self, unit: str) -> list[MentorAssignment]:
        """Return the assignments of a unit, cut to when their person was a mentor."""
        return [
            evolve(one, period=both)
            for one in self.assignments.get(unit, ())
            for standing in self.standings.get(one.person, ())
            if (both := _within(one.period, standing.period)) is not None
        ]

    def life(self, unit: str) -> Period | None:
        """Return from when until when a unit is accompanied; None: on no day."""
        processes = self.processes.get(unit, [])
        assigned = self.assignments.get(unit, [])
        starts = [one.started for one in processes]
        starts += [one.period.start for one in assigned]
        last = _end(processes, assigned)
        gone = self.dissolved.get(unit)
        if gone is not None:
            after = later_by(gone, 1)
            last = after if last is None else min(last, after)
        first = min(starts)
        return None if last is not None and last <= first else Period(first, last)


def gaps_on(
    reader: Reader,
    *,
    counties: Collection[str] | None = None,
    since: date | None = None,
) -> Gaps:
    """Return which accompanied units have no active mentor on the reader's day.

    Args:
        reader: Who asks, about which day.
        counties: Only units that lie in one of these.
        since: Only those alone since this day or later.
    """
    known = _known(reader)
    lives = {unit: known.life(unit) for unit in known.kinds}
    there = {unit for unit, life in lives.items() if life and reader.on in life}
    gaps = {
        unit: gap
        for unit in there
        if (gap := _gap_on(unit, lives[unit], known.active(unit), reader.on))
        is not None
    }
    asked = gaps if counties is None else there
    places = unit_places(reader, {unit: known.kinds[unit] for unit in asked})
    if counties is not None:
        there = {unit for unit in there if places[unit].county in counties}
    wanted = {
        unit: gap
        for unit, gap in gaps.items()
        if unit in there and (since is None or since <= gap.period.start)
    }
    alone = _told(reader, known, wanted, places)
    return Gaps(accompanied=len(there), alone=tuple(alone))


def _known(reader: Reader) -> _Known:
    processes = _by(reader.facts(Process), "unit")
    assignments = _by(reader.facts(MentorAssignment), "unit")
    gone = _dissolved(reader.facts(Community)) | _dissolved(reader.facts(Roundtable))
    return _Known(
        processes=processes,
        assignments=assignments,
        standings=_by(reader.facts(Mentor), "person"),
        kinds=unit_kinds(reader, {*processes, *assignments}),
        dissolved=gone,
    )


def _dissolved(facts: Iterable[Community | Roundtable]) -> dict[str, date]:
    """Return by id the last days of those that are no longer there."""
    return {str(one.id): one.dissolved for one in facts if one.dissolved is not None}


def _by(facts: Iterable[Any], name: str) -> dict[str, list[Any]]:
    """Return facts by what they refer to."""
    found: dict[str, list[Any]] = {}
    for one in facts:
        found.setdefault(str(getattr(one, name)), []).append(one)
    return found


def _end(
    processes: Iterable[Process], assigned: Iterable[MentorAssignment]
) -> date | None:
    """Return from which day on all processes of a unit have ended; None: from none.

    Where somebody was assigned after that, the unit is accompanied again.
    """
    ends: list[date] = []
    for one in processes:
        if one.ended is None:
            return None
        ends.append(one.ended)
    last = max(ends, default=None)
    if last is None or any(one.period.start >= last for one in assigned):
        return None
    return last


def _within(one: Period, other: Period) -> Period | None:
    """Return the days of both; None: there are none."""
    if not one.overlaps(other):
        return None
    ends = [each.end for each in (one, other) if each.end is not None]
    return Period(max(one.start, other.start), min(ends) if ends else None)


def _gap_on(
    unit: str, life: Period | None, active: Sequence[MentorAssignment], on: date
) -> Gap | None:
    """Return the gap of a unit that the day lies in."""
    if life is None or any(on in one.period for one in active):
        return None
    return next(
        (one for one in gaps_of(unit, life, active, on) if on in one.period), None
    )


def _told(
    reader: Reader,
    known: _Known,
    gaps: Mapping[str, Gap],
    places: Mapping[str, UnitPlace],
) -> list[Alone]:
    """Return units that stand alone with their stages and their last mentors."""
    lasts = {unit: _last(known.assignments.get(unit, ()), reader.on) for unit in gaps}
    people = persons_of(reader, (one.person for one in lasts.values() if one))
    stands: dict[str, list[Stand]] = {}
    units = frozenset(gaps) if len(gaps) <= MANY else None
    if gaps:
        for stand in standings(reader, Wanted(units=units)).stands:
            stands.setdefault(stand.unit.id, []).append(stand)
    found = [
        Alone(
            unit=places[unit],
            gap=gap,
            last=last,
            mentor=None if last is None else people.get(last.person),
            stands=tuple(stands.get(unit, ())),
        )
        for unit, gap in gaps.items()
        for last in (lasts[unit],)
    ]
    return sorted(found, key=_order)


def _last(assignments: Iterable[MentorAssignment], on: date) -> MentorAssignment | None:
    """Return the assignment that ended last before a day."""
    begun = [one for one in assignments if one.period.start <= on]
    return max(begun, key=_lateness, default=None)


def _lateness(one: MentorAssignment) -> tuple[date, bool, str]:
    """Return the key by which assignments end; of two, the primary one is the last."""
    primary = one.role is AssignmentRole.PRIMARY
    return one.period.end or date.max, primary, one.id


def _order(one: Alone) -> tuple[str, str, str]:
    county = sort_key(one.unit.county_name.hu)
    return county, sort_key(one.unit.name.hu), one.unit.id


def accompanied_on_days(
    reader: Reader, days: Sequence[date], counties: Collection[str] | None = None
) -> list[tuple[date, int, int]]:
    """Return by day how many units were accompanied, and how many stood alone.

    Args:
        reader: Who asks.
        days: The days, none after the reader's.
        counties: Only units that lie in one of these.
    """
    known = _known(reader)
    lives = {unit: life for unit in known.kinds if (life := known.life(unit))}
    if counties is not None:
        places = unit_places(reader, {unit: known.kinds[unit] for unit in lives})
        lives = {u: life for u, life in lives.items() if places[u].county in counties}
    active = {unit: [one.period for one in known.active(unit)] for unit in lives}
    found = []
    for day in days:
        there = [unit for unit, life in lives.items() if day in life]
        alone = sum(not any(day in one for one in active[unit]) for unit in there)
        found.append((day, len(there), alone))
    return found
