"""The rules for mentors, their assignments and contacts, by kind of fact."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from cselekvo.actions.mentoring import counties_of, unit_counties
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.findings import Finding
from cselekvo.ports import Work
from cselekvo.rules import assignments as rule, mentor_records as records


def _mentor(work: Work, mentor: Mentor) -> Iterator[Finding]:
    standings = work.facts(Mentor, person=mentor.person)
    yield from rule.check_mentor(mentor, standings)
    before = next((one for one in standings if one.id == mentor.id), None)
    if before is not None:
        others = [one for one in standings if one.id != mentor.id]
        held = work.facts(MentorAssignment, person=mentor.person)
        carried = [one for one in held if before.period.covers(one.period)]
        yield from records.check_left(mentor.person, [*others, mentor], carried)


def _county(work: Work, covered: MentorCounty) -> Iterator[Finding]:
    others = work.facts(MentorCounty, mentor=covered.mentor)
    return records.check_county(covered, others)


def _assignment(work: Work, asked: MentorAssignment) -> Iterator[Finding]:
    person = asked.person
    standings = work.facts(Mentor, person=person)
    others = work.facts(MentorAssignment, unit=asked.unit)
    yield from rule.check_assignment(asked, others, standings)
    for mentor in standings:
        if mentor.period.covers(asked.period):
            held = work.facts(MentorAssignment, person=person)
            yield from rule.check_load(mentor, records.peak_load(asked, held))
            covered = counties_of(work, mentor.id)
            lies_in = unit_counties(work, asked.unit)
            yield from rule.check_counties(person, asked.unit, covered, lies_in)
    learned = work.facts(Qualification, person=person)
    yield from rule.check_qualifications(person, learned, asked.period.start)


def _qualification(work: Work, one: Qualification) -> Iterator[Finding]:
    return records.check_qualification(one, work.today)


def _contact(work: Work, contact: Contact) -> Iterator[Finding]:
    standings = work.facts(Mentor, person=contact.person)
    return records.check_contact(contact, standings, work.today)


CHECKS: Final[dict[type[Fact], Callable[[Work, Any], Iterator[Finding]]]] = {
    Mentor: _mentor,
    MentorCounty: _county,
    MentorAssignment: _assignment,
    Qualification: _qualification,
    Contact: _contact,
}
