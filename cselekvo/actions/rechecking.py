"""Judging partners again, when an address, the map or a list has changed."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import evolve

from cselekvo.actions.judging import standing_of, verdict_for
from cselekvo.actions.places import Places
from cselekvo.domain.fact import Fact
from cselekvo.domain.organisation import Address
from cselekvo.domain.programme import Partnership, Programme
from cselekvo.domain.territory import District, Settlement
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Questions, Work
from cselekvo.rules.eligibility import EligibilityCode, Verdict

#: So many organisations are asked about at once.
_ASKED: Final = 500


def lies_elsewhere(before: Fact | None, after: Fact) -> bool:
    """Return whether a changed place may put an address into another county.

    A settlement does by its county, and by its name, which a written address may bear;
    a district by its seat, which is known where no gazetteer is.
    """
    if isinstance(after, Settlement):
        known = before if isinstance(before, Settlement) else None
        return known is None or (known.name, known.county) != (after.name, after.county)
    if isinstance(after, District):
        old = before if isinstance(before, District) else None
        return old is None or (old.seat_name, old.county) != (
            after.seat_name,
            after.county,
        )
    return False


def partners_at(questions: Questions, places: Collection[str], on: date) -> set[str]:
    """Return the partners whose verdict may hang on places that have changed.

    Args:
        questions: A reader, or the work of a change.
        places: Ids of settlements and districts.
        on: The day on which they are partners.

    Returns:
        The organisations with an address in one of the settlements, or with one in free
        text, which may mean any place.
    """
    if not places:
        return set()
    running = {one.organisation for one in questions.facts(Partnership, on=on)}
    partners = sorted(running)
    found: set[str] = set()
    for at in range(0, len(partners), _ASKED):
        asked = partners[at : at + _ASKED]
        found.update(
            address.organisation
            for address in questions.facts(Address, organisation=asked)
            if address.settlement in places
            or (address.settlement is None and address.place)
        )
    return found


def judge_running(
    questions: Questions, organisations: Collection[str] | None, on: date
) -> Iterator[tuple[Partnership, Verdict]]:
    """Judge running partnerships by what is known now.

    Args:
        questions: A reader, or the work of a change.
        organisations: Whose partnerships; None: all.
        on: The day whose addresses count.
    """
    where = {} if organisations is None else {"organisation": organisations}
    running = questions.facts(Partnership, on=on, **where)
    places = Places(questions) if running else None
    for held in running:
        programme = questions.one(Programme, held.programme)
        verdict = verdict_for(
            questions,
            held.organisation,
            on=on,
            period=programme.programming_period,
            standing=standing_of(questions, held.organisation, held.programme, on),
            places=places,
        )
        yield held, verdict


def flag_changed(
    work: Work, organisations: Collection[str] | None, on: date
) -> Iterator[Finding]:
    """Mark the running partnerships whose verdict would differ now.

    The verdict of the admission stays as it was given; the mark says that a person
    should look at it. A mark that no longer holds is taken off.

    Args:
        work: The change.
        organisations: Whose partnerships; None: all.
        on: The day whose addresses count now.
    """
    return flag(work, judge_running(work, organisations, on))


def flag(
    work: Work, judged: Iterable[tuple[Partnership, Verdict]]
) -> Iterator[Finding]:
    """Mark the partnerships whose verdict differs from the one they were given."""
    for held, verdict in judged:
        now = "" if verdict.kind is held.verdict else str(verdict.kind.value)
        if now:
            yield _changed(held, verdict)
        if now != held.review:
            work.write(evolve(held, review=now))


def _changed(held: Partnership, verdict: Verdict) -> Finding:
    values = {
        "programme": held.programme,
        "was": held.verdict,
        "now": verdict.kind,
        "on": verdict.on,
        "since": held.judged_on,
    }
    return Finding(
        EligibilityCode.VERDICT_CHANGED,
        subject=held.organisation,
        severity=Severity.WARNING,
        values=values,
    )
