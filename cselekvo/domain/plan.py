"""Development plans: of a person, a family or a community, in one of their states."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import PlanId, ProcessId, ProjectId
from cselekvo.domain.vocabulary import Vocabulary


class PlanKind(Vocabulary):
    """Whose plan it is."""

    INDIVIDUAL = (
        "individual",
        "egyéni fejlesztési terv",
        "individual plan",
        "egyéni",
        "EFT",
    )
    FAMILY = "family", "családi fejlesztési terv", "family plan", "családi"
    COMMUNITY = "community", "közösségi terv", "community plan", "közösségi"


class PlanState(Vocabulary):
    """How far a plan is; one that is adopted stays counted while it is carried out."""

    DRAFT = "draft", "tervezet", "draft", "készül"
    ADOPTED = "adopted", "elfogadva", "adopted", "elfogadott"
    CLOSED = "closed", "lezárva", "closed", "lezárult"
    WITHDRAWN = "withdrawn", "visszavonva", "withdrawn"


#: States that a plan passed through adoption to reach.
ONCE_ADOPTED = frozenset({PlanState.ADOPTED, PlanState.CLOSED})


@frozen(kw_only=True)
class DevelopmentPlan(Fact):
    """A development plan; its subject is never named here."""

    kind: ClassVar[str] = "plan"
    id: PlanId
    project: ProjectId
    process: ProcessId | None = None
    plan: PlanKind = PlanKind.INDIVIDUAL
    state: PlanState = PlanState.DRAFT
    on: date | None = None  #: the day it came into this state
    subject: str = open_text("")  #: a pseudonym, the same for all plans of one subject
