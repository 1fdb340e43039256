"""Which units stand alone on a day, against a count of days one by one."""

from datetime import date, timedelta
from random import Random

import pytest

from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    CommunityId,
    MentorId,
    PersonId,
    ProcessId,
    RecordId,
    SettlementId,
    TemplateVersionId,
)
from cselekvo.domain.mentor import AssignmentRole, Mentor, MentorAssignment
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.process import Process
from cselekvo.ports import Work
from cselekvo.reports.mentors.gaps import gaps_on
from cselekvo.workspace import Workspace
from tests.processes import a_published, a_settlement_of

FIRST = date(2017, 1, 1)
DAYS = 60
PLACE = "KSH-32522"


def _day(number: int) -> date:
    return FIRST + timedelta(number)


def _span(random: Random) -> Period:
    start = random.randrange(DAYS)
    end = random.choice([None, start + 1 + random.randrange(20)])
    return Period(_day(start), None if end is None else _day(end))


def _fill(workspace: Workspace, random: Random) -> None:
    """Write communities, mentors and what they are in charge of, at random."""
    version = TemplateVersionId(a_published(workspace))
    with workspace.change() as work:
        work.write(a_settlement_of(PLACE))
        for number in range(3):
            person = PersonId(f"M{number}")
            work.write(Person(id=person, name=f"Minta {number}"))
            id_ = MentorId(work.new_id(Mentor))
            work.write(Mentor(id=id_, person=person, period=_span(random)))
        for number in range(8):
            _fill_unit(work, random, version, number)


def _fill_unit(
    work: Work, random: Random, version: TemplateVersionId, number: int
) -> None:
    """Write a community; most of them with a process, and with assignments."""
    unit = CommunityId(f"U{number}")
    gone = _span(random).end
    work.write(
        Community(id=unit, name=unit, settlement=SettlementId(PLACE), dissolved=gone)
    )
    if number % 4:
        span = _span(random)
        work.write(
            Process(
                id=ProcessId(f"F{number}"),
                template=version,
                unit=RecordId(unit),
                started=span.start,
                ended=span.end,
            )
        )
    for _again in range(random.randrange(4)):
        work.write(
            MentorAssignment(
                id=RecordId(work.new_id(MentorAssignment)),
                person=PersonId(f"M{random.randrange(3)}"),
                unit=RecordId(unit),
                role=random.choice(list(AssignmentRole)),
                period=_span(random),
            )
        )


def _alone_by_days(workspace: Workspace) -> dict[str, set[date]]:
    """Return on which days each unit is accompanied, and nobody is active there."""
    view = workspace.view()
    standings = view.facts(Mentor)
    found = {}
    for unit in view.facts(Community):
        held = view.facts(MentorAssignment, unit=unit.id)
        processes = view.facts(Process, unit=unit.id)
        starts = [one.period.start for one in held] + [one.started for one in processes]
        ends = [one.ended for one in processes]
        over = max((one for one in ends if one), default=None)
        if None in ends or any(over and one.period.start >= over for one in held):
            over = None
        found[str(unit.id)] = {
            day
            for day in map(_day, range(DAYS))
            if starts
            and min(starts) <= day
            and (unit.dissolved is None or day <= unit.dissolved)
            and (over is None or day < over)
            and not any(
                day in one.period and day in standing.period
                for one in held
                for standing in standings
                if standing.person == one.person
            )
        }
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_gap_is_as_long_as_its_days_counted_one_by_one(
    workspace: Workspace, seed: int
) -> None:
    _fill(workspace, Random(seed))
    expected = _alone_by_days(workspace)
    assert any(expected.values())

    for number in range(0, DAYS, 7):
        day = _day(number)
        found = {one.unit.id: one.gap for one in gaps_on(workspace.view(day)).alone}

        assert set(found) == {unit for unit, days in expected.items() if day in days}
        for unit, gap in found.items():
            before = number
            while before >= 0 and _day(before) in expected[unit]:
                before -= 1
            assert gap.days == number - before
            assert gap.period.start == _day(before + 1)
