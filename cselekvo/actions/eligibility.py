"""Asking the eligibility rule of records, and the one door partners come in by."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from cselekvo.actions.action import action, nothing
from cselekvo.actions.judging import standing_of, verdict_for
from cselekvo.actions.places import Places
from cselekvo.actions.rechecking import flag_changed
from cselekvo.domain.identifiers import OrganisationId, PartnershipId, ProgrammeId
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.period import Period
from cselekvo.domain.programme import (
    Partnership,
    Programme,
)
from cselekvo.domain.roundtable import Membership, Roundtable
from cselekvo.findings import Finding, Severity, every, has_errors
from cselekvo.ports import Questions, Work
from cselekvo.rules.eligibility import (
    EligibilityCode,
    Verdict,
    check_admission,
    check_partnership,
)
from cselekvo.rules.memberships import check_still_seated
from cselekvo.rules.permissions import Verb


class AdmissionCode(Enum):
    """What an admission tells when it is done."""

    ADMITTED = "admitted"


def partnership_of(
    id_: str, organisation: str, programme: str, period: Period, verdict: Verdict
) -> Partnership:
    """Return the partnership with its verdict stored field by field."""
    return Partnership(
        id=PartnershipId(id_),
        organisation=OrganisationId(organisation),
        programme=ProgrammeId(programme),
        verdict=verdict.kind,
        by=verdict.by,
        address=verdict.address,
        settlement=verdict.settlement,
        county=verdict.county,
        nuts2=verdict.nuts2,
        category=verdict.category,
        programming_period=verdict.period,
        region_list=verdict.region_list,
        edition=verdict.edition,
        list_verified=verdict.verified,
        rule=verdict.rule,
        judged_on=verdict.on,
        period=period,
    )


@frozen(kw_only=True)
class Admission:
    """An admission asked for; the verdict is the rule's, never the asker's."""

    organisation: OrganisationId
    programme: ProgrammeId
    period: Period
    reason: str = ""
    source: str = ""
    id: str = ""  #: of the partnership, where a sheet brings one


def judged(
    questions: Questions, asked: Admission, id_: str, places: Places | None = None
) -> tuple[Partnership, list[Finding]]:
    """Return the partnership that an admission would make, and what speaks against it.

    An organisation admitted since before our records is judged by its addresses of
    those days.
    """
    programme = questions.one(Programme, asked.programme)
    on = asked.period.start
    verdict = verdict_for(
        questions,
        asked.organisation,
        on=on,
        period=programme.programming_period,
        standing=standing_of(questions, asked.organisation, programme.id, on),
        places=places,
    )
    made = partnership_of(id_, asked.organisation, programme.id, asked.period, verdict)
    made = evolve(made, reason=asked.reason, source=asked.source)
    held = questions.facts(
        Partnership, organisation=asked.organisation, programme=programme.id
    )
    findings = every(
        check_admission(asked.organisation, verdict, asked.reason),
        check_partnership(made, held),
    )
    return made, findings


@action("organisation admit", lambda asked: asked.organisation)
def admit_organisation(work: Work, asked: Admission) -> list[Finding]:
    """Admit an organisation to a programme; the only door, with a stored verdict."""
    organisation = work.one(Organisation, asked.organisation)
    work.require(Verb.ADMIT, organisation.id)
    made, findings = judged(work, asked, asked.id or work.new_id(Partnership))
    if not has_errors(findings):
        work.write(made)
        findings.append(_admitted(made))
    return findings


def _admitted(made: Partnership) -> Finding:
    values = {
        "programme": made.programme,
        "verdict": made.verdict,
        "by": made.by,
        "place": made.settlement,
        "nuts2": made.nuts2,
    }
    return Finding(
        AdmissionCode.ADMITTED,
        subject=made.organisation,
        severity=Severity.NOTE,
        values=values,
    )


@action("organisation leave", lambda organisation: organisation)
def leave_programme(
    work: Work, organisation: OrganisationId, programme: ProgrammeId, on: date
) -> Iterator[Finding]:
    """End a partnership; `on` is its last day."""
    work.require(Verb.ADMIT, work.one(Organisation, organisation).id)
    running = work.facts(
        Partnership, on=on, organisation=organisation, programme=programme
    )
    seats = work.facts(Membership, organisation=organisation)
    tables = work.facts(Roundtable, id=[seat.roundtable for seat in seats])
    for partnership in running:
        ended = evolve(partnership, period=partnership.period.ending(on))
        work.write(ended)
        yield from check_still_seated(ended, {one.id: one for one in tables}, seats)
    if not running:
        yield Finding(
            EligibilityCode.NOT_A_PARTNER,
            subject=organisation,
            values={"programme": programme, "on": on},
        )


@action("organisation recheck", nothing)
def recheck(
    work: Work, organisations: tuple[OrganisationId, ...], on: date
) -> Iterator[Finding]:
    """Judge running partnerships again, as `flag_changed` does.

    Args:
        work: The change.
        organisations: Whose partnerships; empty: all.
        on: The day whose addresses count now.
    """
    work.require(Verb.ADMIT, *organisations)
    yield from flag_changed(work, organisations or None, on)
