"""Who may write a row: decided by the table, the body or the place it is about."""

from typing import Any, Final

from cselekvo.actions.persons import stands_somewhere
from cselekvo.actions.process_checks import stage_of
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.domain.process import Evidence, Process, StageRun
from cselekvo.domain.roundtable import Roundtable
from cselekvo.errors import NotAllowedError
from cselekvo.exchange.kinds import SheetKind
from cselekvo.ports import Work
from cselekvo.rules.criteria import takes_methodologist
from cselekvo.rules.permissions import Verb

#: What decides on a fact that speaks of several records: the first that it names.
_DECIDED_BY: Final = (
    "roundtable",
    "membership",
    "meeting",
    "run",
    "process",
    "organisation",
    "project",
)


class Permitting:
    """Asks for the right to each fact, as the verbs of the command ask for it.

    Attributes:
        added: The organisations that this import added; what they bring may be written.
    """

    def __init__(self, work: Work, verb: Verb) -> None:
        self._work, self._verb = work, verb
        self._everywhere = self._may_everywhere()
        self.added: set[str] = set()

    def _may_everywhere(self) -> bool:
        """Return whether the actor may do this to every record: then no row asks."""
        try:
            self._work.require(self._verb)
        except NotAllowedError:
            return False
        return True

    def require(
        self, kind: SheetKind, before: Fact | None, fact: Fact, lies_in: list[str]
    ) -> None:
        """Go on only if the actor may put the fact in the place of the one before.

        Args:
            kind: Of the row.
            before: What stands there now; the right to it is asked for too.
            fact: What is to be written.
            lies_in: The settlements and counties of a new organisation's addresses.

        Raises:
            NotAllowedError: They may not.
        """
        if kind.verb is not None:
            self._work.require(kind.verb)
        if isinstance(fact, Evidence):
            self._require_approval(fact)
        if self._everywhere:
            return
        if kind.on_all:
            self._work.require(self._verb)
            return
        for one in (fact,) if before is None else (before, fact):
            self._require(one, lies_in, is_new=before is None)

    def _require(self, fact: Any, lies_in: list[str], *, is_new: bool) -> None:
        if isinstance(fact, Person):
            self._require_person(fact, is_new=is_new)
        elif isinstance(fact, Roundtable):
            known = () if is_new else (fact.id,)
            places = [one for one in (fact.settlement, fact.district) if one]
            self._work.require(self._verb, *known, *places)
        elif isinstance(fact, Community | ActionArea):
            self._require_place(fact, is_new=is_new)
        elif isinstance(fact, Process):
            self._work.require(self._verb, fact.unit if is_new else fact.id)
        elif isinstance(fact, MentorAssignment | Contact):
            self._work.require(self._verb, fact.unit)
        elif isinstance(fact, Mentor | MentorCounty):
            self._require_mentor(fact, lies_in, is_new=is_new)
        elif isinstance(fact, Qualification):
            self._work.require(self._verb, fact.person)
        elif isinstance(fact, Organisation):
            ids = lies_in if is_new else [fact.id]
            self._work.require(self._verb, *ids)
        else:
            named = (getattr(fact, name, None) for name in _DECIDED_BY)
            ids = [id_ for id_ in named if id_][:1]
            if not self.added.issuperset(ids or ("",)):
                self._work.require(self._verb, *ids)

    def _require_place(self, fact: Community | ActionArea, *, is_new: bool) -> None:
        """Ask for the right where it lies, and to the record that is there."""
        project = fact.project if isinstance(fact, ActionArea) else None
        where = fact.settlement or project
        known = () if is_new else (fact.id,)
        self._work.require(self._verb, *known, *((where,) if where else ()))

    def _require_mentor(
        self, fact: Mentor | MentorCounty, lies_in: list[str], *, is_new: bool
    ) -> None:
        """Ask for the right in the counties, and where the mentor works already."""
        if isinstance(fact, MentorCounty):
            ids: list[str] = [fact.county]
            known = fact.mentor not in self.added
            ids += [fact.mentor] if known else []
        else:
            ids = lies_in or [one for one in (fact.employer,) if one]
            ids = ids if is_new else [fact.id]
        self._work.require(self._verb, *ids)

    def _require_approval(self, evidence: Evidence) -> None:
        """Ask for the right to an approval that takes a methodologist."""
        run = self._work.one(StageRun, evidence.run)
        process = self._work.one(Process, run.process)
        stage = stage_of(self._work, process, run.stage)
        if stage is not None and takes_methodologist(stage, evidence.criterion):
            self._work.require(Verb.APPROVE, process.id)

    def _require_person(self, person: Person, *, is_new: bool) -> None:
        """Ask for the right where the person stands; whoever stands nowhere is free."""
        if is_new or not stands_somewhere(self._work, person.id):
            self._work.require_somewhere(self._verb)
        else:
            self._work.require(self._verb, person.id)
