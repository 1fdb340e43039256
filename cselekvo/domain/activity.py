"""Activities: what happened, where, and how many came."""

from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    ActivityId,
    ProcessId,
    ProjectId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary


class ActivityKind(Vocabulary):
    """What an activity was; templates and indicators count by it."""

    INTERVIEW = "interview", "közösségi interjú", "community interview", "interjú"
    CONVERSATION = (
        "conversation",
        "közösségi beszélgetés",
        "community conversation",
        "beszélgetés",
    )
    SURVEY = "survey", "közösségi felmérés", "community survey", "felmérés"
    FORUM = "forum", "lakossági fórum", "public forum", "részvételi fórum", "fórum"
    COMMUNITY_ACTION = "community_action", "közösségi akció", "community action"
    EVENT = "event", "rendezvény", "event", "program"
    WORKSHOP = "workshop", "műhely", "workshop", "műhelymegbeszélés"
    CLUB = "club", "klub", "club"
    COUNSELLING = "counselling", "tanácsadás", "counselling"
    SUPERVISION = "supervision", "szupervízió", "supervision"
    PROFESSIONAL_DAY = "professional_day", "szakmai nap", "professional day"
    CONFERENCE = "conference", "konferencia", "conference"
    STUDY_VISIT = "study_visit", "tanulmányút", "study visit"
    EXHIBITION = "exhibition", "kiállítás", "exhibition"
    OTHER = "other", "egyéb", "other"


class HeadUnit(Vocabulary):
    """What a head count counts; the two are never added."""

    ATTENDANCES = "attendances", "részvétel", "attendances", "alkalom"
    PERSONS = "persons", "fő", "persons"


@frozen(kw_only=True)
class Activity(Fact):
    """Something that was held, with its head count.

    Attributes:
        head_count: How many came; None: unknown, which is not nought.
        estimated: Whether the head count was estimated.
        sheet_count: The signatures on the attendance sheets; they beat the head count.
        fee: What one had to pay to come, in forints; 0: it was free.
    """

    kind: ClassVar[str] = "activity"
    ends: ClassVar[tuple[str, ...]] = ("process",)
    id: ActivityId
    process: ProcessId | None = None
    project: ProjectId | None = None
    title: str = open_text(sort=True)
    activity: ActivityKind = ActivityKind.EVENT
    theme: str = open_text("")
    settlement: SettlementId | None = None
    place: str = open_text("")  #: as the sheet gives it: a house, a square
    head_count: int | None = None
    unit: HeadUnit = HeadUnit.ATTENDANCES
    estimated: bool = False
    sheet_count: int | None = None
    fee: int | None = None
    note: str = personal_text("")
    period: Period

    @property
    def heads(self) -> int | None:
        """Return how many came: by the sheets, else by the head count, else None."""
        return self.head_count if self.sheet_count is None else self.sheet_count
