"""Which units are to have a mentor on a day and have none."""

from datetime import date

from cselekvo.domain.community import Community
from cselekvo.domain.mentor import MentorAssignment
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Project
from cselekvo.domain.roundtable import Roundtable
from cselekvo.ports import Questions


def alone_on(questions: Questions, on: date, *, every: bool = False) -> list[str]:
    """Return the units that nobody is in charge of on a day, ordered by id.

    What has a process or was in a mentor's charge is to have one: until its last
    process has ended, and nobody was put in charge of it since.

    Args:
        questions: A reader, or the work of a change.
        on: The day.
        every: Also communities that nothing has begun for yet.
    """
    processes: dict[str, list[Process]] = {}
    for one in questions.facts(Process):
        if one.started <= on:
            processes.setdefault(str(one.unit), []).append(one)
    begun: dict[str, list[MentorAssignment]] = {}
    for each in questions.facts(MentorAssignment):
        if each.period.start <= on:
            begun.setdefault(str(each.unit), []).append(each)
    return sorted(
        unit
        for unit in _there(questions, {*processes, *begun}, on, every=every)
        if not any(on in one.period for one in begun.get(unit, ()))
        and not _is_over(processes.get(unit, []), begun.get(unit, []), on)
    )


def _there(questions: Questions, units: set[str], on: date, *, every: bool) -> set[str]:
    """Return of these units those that exist on a day; if asked, every community."""
    there = {
        str(one.id)
        for one in questions.facts(Community)
        if (every or one.id in units)
        and (one.founded is None or one.founded <= on)
        and (one.dissolved is None or on <= one.dissolved)
    }
    others = sorted(units - there)
    if not others:
        return there
    there |= {str(one.id) for one in questions.facts(Organisation, id=others)}
    there |= {str(one.id) for one in questions.facts(Project, id=others)}
    tables = questions.facts(Roundtable, id=others)
    return there | {
        str(one.id) for one in tables if one.dissolved is None or on <= one.dissolved
    }


def _is_over(processes: list[Process], begun: list[MentorAssignment], on: date) -> bool:
    """Return whether all processes of a unit ended, and it was left alone since."""
    ends = [one.ended for one in processes]
    over = [one for one in ends if one is not None and one <= on]
    if not ends or len(over) < len(ends):
        return False
    return not any(one.period.start >= max(over) for one in begun)
