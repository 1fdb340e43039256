"""Mentors come and go, are put in charge of units, meet them, and learn."""

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_new_id
from cselekvo.actions.mentoring import standing_on, unit_kind
from cselekvo.actions.persons import check_person_name
from cselekvo.domain.identifiers import CountyId, RecordId
from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.domain.territory import County
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.assignments import AssignmentCode
from cselekvo.rules.mentor_records import MentorCode
from cselekvo.rules.permissions import Verb
from cselekvo.rules.tracking import check_reason


@action("mentor add", lambda mentor: mentor.person)
def add_mentor(
    work: Work,
    mentor: Mentor,
    counties: Sequence[str],
    person: Person | None = None,
) -> list[Finding]:
    """Make a person a mentor for a period.

    Args:
        work: The change.
        mentor: The standing.
        counties: The ids of the counties that the mentor covers.
        person: The person, where they are not known yet.
    """
    covered = _look_up(work, mentor, counties, person)
    where: list[str] = list(covered)
    if not where and mentor.employer is not None:
        where = [mentor.employer]
    work.require(Verb.EDIT_MENTOR, *where)
    findings = list(check_new_id(work, mentor))
    if person is not None:
        findings += [*check_new_id(work, person), *check_person_name(person)]
    findings += check(work, mentor)
    if not has_errors(findings):
        work.write_many([*(() if person is None else (person,)), mentor])
        work.write_many(
            MentorCounty(
                id=RecordId(work.new_id(MentorCounty)),
                mentor=mentor.id,
                county=county,
                source=mentor.source,
            )
            for county in covered
        )
    return findings


def _look_up(
    work: Work, mentor: Mentor, counties: Sequence[str], person: Person | None
) -> list[CountyId]:
    """Return the counties, each once; they, the person and the employer are there."""
    if person is None:
        work.known(Person, mentor.person)
    if mentor.employer is not None:
        work.known(Organisation, mentor.employer)
    found = (CountyId(work.known(County, one)) for one in counties)
    return list(dict.fromkeys(found))


@action("mentor end", lambda person: person)
def end_mentor(work: Work, person: str, last_day: date, reason: str) -> list[Finding]:
    """End the standing of a mentor; what they are in charge of must have ended.

    Args:
        work: The change.
        person: The mentor.
        last_day: The last day as a mentor.
        reason: Why; it is needed.
    """
    known = work.known(Person, person)
    work.require(Verb.EDIT_MENTOR, known)
    standing = standing_on(work, known, last_day)
    if standing is None:
        code, values = AssignmentCode.NOT_MENTOR_THEN, {"on": last_day}
        return [Finding(code, subject=known, values=values)]
    ended = evolve(
        standing, period=standing.period.ending(last_day), end_reason=reason.strip()
    )
    findings = every(check_reason(reason, known), check(work, ended))
    if not has_errors(findings):
        work.write(ended)
    return findings


@action("mentor assign", lambda assignment: assignment.unit)
def assign_mentor(work: Work, assignment: MentorAssignment) -> list[Finding]:
    """Put a mentor in charge of a unit for a period."""
    unit_kind(work, assignment.unit)
    work.known(Person, assignment.person)
    work.require(Verb.ASSIGN, assignment.unit)
    findings = every(check_new_id(work, assignment), check(work, assignment))
    if not has_errors(findings):
        work.write(assignment)
    return findings


@action("mentor release", lambda assignment: assignment)
def end_assignment(
    work: Work, assignment: str, last_day: date, reason: str
) -> list[Finding]:
    """End an assignment; it becomes no longer than it was.

    Args:
        work: The change.
        assignment: Its id.
        last_day: The last day on which the mentor is in charge.
        reason: Why; it is needed.
    """
    known = work.one(MentorAssignment, assignment)
    work.require(Verb.ASSIGN, known.unit)
    findings = list(check_reason(reason, known.unit))
    before = known.period.last_day
    if before is not None and before < last_day:
        values = {"mentor": known.person, "until": before, "on": last_day}
        code = MentorCode.ASSIGNMENT_ENDED
        findings.append(Finding(code, subject=known.unit, values=values))
    if not has_errors(findings):
        period = known.period.ending(last_day)
        work.write(evolve(known, period=period, end_reason=reason.strip()))
    return findings


@action("mentor contact", lambda contact: contact.unit)
def record_contact(work: Work, contact: Contact) -> list[Finding]:
    """Note a visit, call or letter of a mentor."""
    unit_kind(work, contact.unit)
    work.known(Person, contact.person)
    work.require(Verb.CONTACT, contact.unit)
    findings = every(check_new_id(work, contact), check(work, contact))
    if not has_errors(findings):
        work.write(contact)
    return findings


@action("mentor qualify", lambda qualification: qualification.person)
def add_qualification(work: Work, qualification: Qualification) -> list[Finding]:
    """Note what a mentor has learned."""
    work.require(Verb.EDIT_MENTOR, work.known(Person, qualification.person))
    findings = every(check_new_id(work, qualification), check(work, qualification))
    if not has_errors(findings):
        work.write(qualification)
    return findings
