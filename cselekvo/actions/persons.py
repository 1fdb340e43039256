"""Adding persons, correcting what is known of them, and erasing it."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from cselekvo.actions.action import action
from cselekvo.actions.checks import check_new_id
from cselekvo.domain.fact import Erased, Fact
from cselekvo.domain.identifiers import PersonId, RecordId
from cselekvo.domain.journal import Erasure
from cselekvo.domain.mentor import Mentor
from cselekvo.domain.person import Person
from cselekvo.domain.programme import Project
from cselekvo.domain.roundtable import Membership, Representation, Roundtable
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.ports import Questions, Work
from cselekvo.rules.permissions import Verb


class PersonCode(Enum):
    """What can be found about a person's record."""

    NAME_EMPTY = "person-name-empty"
    ERASED = "person-erased"
    RETENTION_RUNS = "retention-runs"
    NOT_REACHED = "erasure-not-reached"


def check_person_name(person: Person) -> Iterator[Finding]:
    """Find a name that is empty and was not erased."""
    if not person.name.strip() and not isinstance(person.name, Erased):
        yield Finding(PersonCode.NAME_EMPTY, subject=person.id)


@action("person add", lambda person: person.id)
def add_person(work: Work, person: Person) -> list[Finding]:
    """Add a person, who lies nowhere yet: whoever may edit persons somewhere may."""
    work.require_somewhere(Verb.EDIT_PERSON)
    findings = list(check_new_id(work, person))
    findings += check_person_name(person)
    if not has_errors(findings):
        work.write(person)
    return findings


def stands_somewhere(questions: Questions, person: PersonId) -> bool:
    """Return whether a person stands for somebody, or has been a mentor."""
    kinds: tuple[type[Fact], ...] = (Representation, Mentor)
    return any(questions.facts(kind, person=person) for kind in kinds)


def _require(work: Work, person: PersonId) -> None:
    """Ask for the right to edit a person where they stand, if they do."""
    if stands_somewhere(work, person):
        work.require(Verb.EDIT_PERSON, person)
    else:
        work.require_somewhere(Verb.EDIT_PERSON)


@action("person correct", lambda person: person.id)
def correct_person(work: Work, person: Person) -> list[Finding]:
    """Write a corrected version of what is known of a person."""
    _require(work, work.one(Person, person.id).id)
    findings = list(check_person_name(person))
    if not has_errors(findings):
        work.write(person)
    return findings


def retention_of(questions: Questions, person: PersonId, today: date) -> list[Project]:
    """Return the projects whose retention date forbids erasing a person today.

    The date comes from each project's contract; no law is built in.
    """
    seats = {one.membership for one in questions.facts(Representation, person=person)}
    tables = {one.roundtable for one in questions.facts(Membership, id=sorted(seats))}
    projects = {
        table.project
        for table in questions.facts(Roundtable, id=sorted(tables))
        if table.project is not None
    }
    return [
        project
        for project in questions.facts(Project, id=sorted(projects))
        if project.retention_until is not None and project.retention_until >= today
    ]


@action("person erase", lambda person: person)
def erase_person(work: Work, person: PersonId, ground: str) -> Iterator[Finding]:
    """Destroy what identifies a person, if no retention date forbids it.

    What stays is the bare record with its seals, so that the chain still holds.

    Source: Regulation (EU) 2016/679 (GDPR), Articles 17 and 5(1)(e).
    """
    record = work.one(Person, person)
    work.require(Verb.ERASE_PERSON, record.id)
    running = retention_of(work, record.id, work.today)
    for project in running:
        yield Finding(
            PersonCode.RETENTION_RUNS,
            subject=record.id,
            values={"project": project.id, "until": project.retention_until},
        )
    if running:
        return
    unreached = work.erase(Person, record.id)
    erasure = Erasure(
        id=RecordId(work.new_id(Erasure)), record=RecordId(record.id), ground=ground
    )
    work.write(erasure)
    yield Finding(PersonCode.ERASED, subject=record.id, severity=Severity.NOTE)
    for what in unreached:
        yield Finding(
            PersonCode.NOT_REACHED,
            subject=record.id,
            severity=Severity.WARNING,
            values={"what": what},
        )
