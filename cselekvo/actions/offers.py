"""What mentors bring to a matching, and what units ask for."""

from collections.abc import Iterable, Sequence
from datetime import date

from cselekvo.actions.whereabouts import Whereabouts
from cselekvo.domain.mentor import Mentor, MentorAssignment
from cselekvo.ports import Questions
from cselekvo.rules.assignment_costs import Location, Need, Offer
from cselekvo.rules.assignments import capacity_of


def offers_of(
    questions: Questions,
    where: Whereabouts,
    mentors: Sequence[Mentor],
    past: Iterable[MentorAssignment],
    on: date,
) -> list[Offer]:
    """Return what mentors bring to a matching.

    Args:
        questions: A reader, or the work of a change.
        where: The map of the day.
        mentors: Their standings.
        past: Who was in charge of the units to be matched, ever.
        on: The day of which their loads are.
    """
    places, covered = where.of_mentors(mentors), where.covered(mentors)
    held: dict[str, set[str]] = {}
    for one in questions.facts(MentorAssignment, on=on):
        held.setdefault(one.person, set()).add(one.unit.lower())
    had: dict[str, set[str]] = {}
    for one in past:
        had.setdefault(one.person, set()).add(str(one.unit))
    return [
        Offer(
            mentor=one.person,
            capacity=max(0, capacity_of(one)),
            held=len(held.get(one.person, ())),
            fields=fields_of(one),
            location=places[one.person],
            covered=covered[one.person],
            had=frozenset(had.get(one.person, ())),
        )
        for one in mentors
    ]


def fields_of(mentor: Mentor) -> frozenset[str]:
    """Return the stable words of a mentor's fields."""
    first = () if mentor.field is None else (str(mentor.field.value),)
    return frozenset((*first, *mentor.further_fields.split()))


def needs_of(
    questions: Questions,
    units: Iterable[str],
    places: dict[str, Location],
    past: Iterable[MentorAssignment],
) -> list[Need]:
    """Return what units ask for: the field of whoever was in charge of them last."""
    standings = questions.facts(Mentor)
    last: dict[str, MentorAssignment] = {}
    for one in sorted(past, key=lambda one: (one.period.start, one.id)):
        last[one.unit] = one
    fields = {}
    for unit, one in last.items():
        mentors = (
            each
            for each in standings
            if each.person == one.person and one.period.start in each.period
        )
        mentor = next(mentors, None)
        if mentor is not None and mentor.field is not None:
            fields[unit] = str(mentor.field.value)
    return [
        Need(unit=unit, field=fields.get(unit, ""), location=places[unit])
        for unit in units
    ]
