"""Taking a journal entry back, as a new entry."""

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_resting
from cselekvo.domain.programme import Partnership
from cselekvo.domain.roundtable import Membership
from cselekvo.findings import Finding, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


@action("journal undo", lambda seq: f"#{seq}")
def undo_entry(work: Work, seq: int) -> list[Finding]:
    """Put back what an entry superseded and end what it opened.

    Refused while a later entry has built on it, and where what would stand again, or
    no longer stand, breaks a rule with what was written since.
    """
    work.require_somewhere(Verb.UNDO)
    for id_ in work.touched_by(seq):
        work.require(Verb.UNDO, id_)
    findings = work.take_back(seq)
    if has_errors(findings):
        return findings
    for fact in work.reopened_by(work.seq):
        findings += check(work, fact)
        if isinstance(fact, Membership):
            findings += check_resting(work, fact)
    for gone in work.closed_by(Partnership, work.seq):
        for seat in work.facts(Membership, organisation=gone.organisation):
            if seat.period.start in gone.period:
                findings += check(work, seat)
    return findings
