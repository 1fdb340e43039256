"""Bringing an edition of the gazetteer into a workspace, as one act of the journal."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from cselekvo.actions.action import action, nothing
from cselekvo.actions.rechecking import flag, judge_running, partners_at
from cselekvo.domain.organisation import OrganisationName
from cselekvo.domain.programme import Partnership
from cselekvo.domain.territory import District, DistrictName, Settlement
from cselekvo.exchange.gazetteer.districts import Change
from cselekvo.exchange.gazetteer.importing import Edition, unseen
from cselekvo.exchange.gazetteer.plan import Plan
from cselekvo.exchange.gazetteer.rows import Tick
from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.outcome import Outcome, Tally
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.ports import Work
from cselekvo.rules.eligibility import Verdict
from cselekvo.rules.permissions import Verb

#: What the sheets call the kinds that an edition speaks of.
KINDS: Final = {
    Settlement: "telepulesek",
    District: "jarasok",
    DistrictName: "jarasnevek",
}
_TICKED: Final = 200


@frozen(kw_only=True)
class Touched:
    """A partner who would be judged otherwise than before the change.

    Attributes:
        before: What the rule said, by which address and region.
        after: What it says now.
    """

    organisation: str
    name: str
    programme: str
    before: Verdict
    after: Verdict


@define
class Arrival:
    """What came of an edition.

    Attributes:
        outcome: Counts by kind, the first differences, what was found.
        districts: How many districts its settlements lie in.
        changes: All that was written.
        gone: The known settlements that the edition does not have; they stay.
        touched: The partners whose verdict is another one now.
    """

    outcome: Outcome = field(factory=Outcome)
    districts: int = 0
    changes: list[Change] = field(factory=list)
    gone: list[Settlement] = field(factory=list)
    touched: list[Touched] = field(factory=list)


@action("gazetteer import", nothing)
def import_gazetteer(
    work: Work,
    digest: str,
    edition: Edition,
    arrival: Arrival,
    tick: Tick = unseen,
) -> list[Finding]:
    """Bring an edition in: settlements, districts, and a mark on whom that touches.

    Nothing is deleted: a settlement that the edition does not have is told. Nothing is
    written where a row is at fault.

    Args:
        work: The change.
        digest: SHA-256 over the file; a repeated request must bring the same.
        edition: What was read.
        arrival: Filled with what came of it.
        tick: Called now and then with the number of facts written.
    """
    work.require(Verb.EDIT_GAZETTEER)
    plan = Plan(work, edition).make(work.today)
    outcome = arrival.outcome
    outcome.keep(plan.findings)
    _count(outcome, edition, plan)
    arrival.changes, arrival.gone = plan.changes, plan.gone
    arrival.districts = len(plan.districts)
    if not has_errors(plan.findings):
        outcome.keep(_write(work, plan, arrival, tick))
    values = {**totals(edition, arrival), "digest": digest}
    done = Finding(RowCode.IMPORTED, severity=Severity.NOTE, values=values)
    return [*outcome.findings, done]


def totals(edition: Edition, arrival: Arrival) -> dict[str, Any]:
    """Return what rows came to, and how many settlements and districts there are."""
    return {
        **arrival.outcome.totals(),
        "settlements": len(edition.settlements),
        "districts": arrival.districts,
        "source": edition.source,
    }


def _count(outcome: Outcome, edition: Edition, plan: Plan) -> None:
    """Count rows by what comes of them; of districts only what is written."""
    held = len(edition.settlements)
    settlements = outcome.tallies.setdefault(KINDS[Settlement], Tally())
    settlements.read = held + edition.refused + edition.doubled
    settlements.refused = edition.refused + plan.refused
    settlements.unchanged = plan.unchanged + edition.doubled
    for change in plan.changes:
        kind = KINDS[type(change.after)]
        tally = outcome.tallies.setdefault(kind, Tally())
        tally.count("added" if change.before is None else "changed")
        if tally is not settlements:
            tally.read += 1
        outcome.differs(kind, change.before, change.after)


def _write(work: Work, plan: Plan, arrival: Arrival, tick: Tick) -> Iterator[Finding]:
    """Write what the edition changes, and mark the partners whom that touches."""
    partners = partners_at(work, plan.relocated(), work.today)
    before = _verdicts(work, partners)
    for count, change in enumerate(plan.changes, start=1):
        work.write(change.after)
        if count % _TICKED == 0:
            tick(count)
    if not partners:
        return
    judged = list(judge_running(work, partners, work.today))
    arrival.touched = list(_touched(work, before, judged))
    yield from flag(work, judged)


def _verdicts(work: Work, partners: set[str]) -> dict[str, Verdict]:
    if not partners:
        return {}
    return {
        held.id: verdict for held, verdict in judge_running(work, partners, work.today)
    }


def _touched(
    work: Work,
    before: Mapping[str, Verdict],
    judged: list[tuple[Partnership, Verdict]],
) -> Iterator[Touched]:
    for held, verdict in judged:
        was = before[held.id]
        if was.kind is not verdict.kind:
            yield Touched(
                organisation=held.organisation,
                name=_name_of(work, held.organisation),
                programme=held.programme,
                before=was,
                after=verdict,
            )


def _name_of(work: Work, organisation: str) -> str:
    names = work.facts(OrganisationName, on=work.today, organisation=organisation)
    return names[-1].name if names else organisation
