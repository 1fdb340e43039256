"""Judging partners again, when an address or a list has changed."""

from collections.abc import Collection, Iterator
from datetime import date

from attrs import evolve

from cselekvo.actions.judging import standing_of, verdict_for
from cselekvo.actions.places import Places
from cselekvo.domain.programme import Partnership, Programme
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Work
from cselekvo.rules.eligibility import EligibilityCode, Verdict


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
    where = {} if organisations is None else {"organisation": organisations}
    running = work.facts(Partnership, on=on, **where)
    places = Places(work) if running else None
    for held in running:
        programme = work.one(Programme, held.programme)
        verdict = verdict_for(
            work,
            held.organisation,
            on=on,
            period=programme.programming_period,
            standing=standing_of(work, held.organisation, held.programme, on),
            places=places,
        )
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
