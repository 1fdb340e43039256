"""Mentors: who they are for the network, whom they accompany, and what they did.

A mentor is a person for a period; what joins mentor and unit is an assignment. Ends
are acts with reasons: a mentor's work outlives neither assignment nor project silently.
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    CountyId,
    MentorId,
    OrganisationId,
    PersonId,
    RecordId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary


class MentorField(Vocabulary):
    """The field a mentor works in; museum, library and community culture first."""

    MUSEUM = "museum", "múzeum", "museum", "múzeumi"
    LIBRARY = "library", "könyvtár", "library", "könyvtári"
    COMMUNITY_CULTURE = (
        "community_culture",
        "közművelődés",
        "community culture",
        "közművelődési",
    )
    COMMUNITY_DEVELOPMENT = (
        "community_development",
        "közösségfejlesztés",
        "community development",
    )
    EDUCATION = "education", "oktatás", "education", "pedagógia"
    RURAL_DEVELOPMENT = "rural_development", "vidékfejlesztés", "rural development"
    SOCIAL_WORK = "social_work", "szociális munka", "social work"
    CIVIL = "civil", "civil szféra", "civil sector", "civil"
    BUSINESS = "business", "vállalkozás", "business", "üzleti élet"


class AssignmentRole(Vocabulary):
    """How a mentor is in charge of a unit."""

    PRIMARY = "primary", "elsődleges", "primary", "felelős"
    SUPPORTING = "supporting", "támogató", "supporting", "segítő"


class ContactKind(Vocabulary):
    """How a mentor met a unit."""

    VISIT = "visit", "látogatás", "visit", "helyszíni mentorálás"
    CALL = "call", "telefon", "call", "telefonhívás"
    LETTER = "letter", "levél", "letter", "e-mail", "email"
    ONLINE = "online", "online megbeszélés", "online meeting", "online"
    EVENT = "event", "rendezvény", "event"


@frozen(kw_only=True)
class Mentor(Fact):
    """A person's standing as a mentor of the network, for a period.

    Attributes:
        field: The primary field.
        further_fields: The stable words of other fields, parted by a blank.
        capacity: How many units they can be in charge of; None: the network's usual.
        end_reason: Why it ended.
    """

    kind: ClassVar[str] = "mentor"
    prefix: ClassVar[str] = "mn"
    ends: ClassVar[tuple[str, ...]] = ("person",)
    id: MentorId
    person: PersonId
    employer: OrganisationId | None = None
    field: MentorField | None = None
    further_fields: str = open_text("")
    capacity: int | None = None
    end_reason: str = personal_text("")
    period: Period


@frozen(kw_only=True)
class MentorCounty(Fact):
    """A county that a mentor covers."""

    kind: ClassVar[str] = "mentor_county"
    prefix: ClassVar[str] = "mm"
    ends: ClassVar[tuple[str, ...]] = ("mentor",)
    id: RecordId
    mentor: MentorId
    county: CountyId


@frozen(kw_only=True)
class Qualification(Fact):
    """What a mentor has learned, with its hours and its certificate."""

    kind: ClassVar[str] = "qualification"
    prefix: ClassVar[str] = "mk"
    ends: ClassVar[tuple[str, ...]] = ("person",)
    id: RecordId
    person: PersonId
    title: str = open_text()
    hours: int | None = None
    certificate: str = personal_text("")  #: its number
    obtained: date | None = None
    expires: date | None = None  #: the last day on which it holds


@frozen(kw_only=True)
class MentorAssignment(Fact):
    """A mentor in charge of a unit, for a period.

    Attributes:
        unit: The community, organisation, roundtable or project.
        reason: Why it began.
        end_reason: Why it ended.
    """

    kind: ClassVar[str] = "mentor_assignment"
    prefix: ClassVar[str] = "mb"
    ends: ClassVar[tuple[str, ...]] = ("unit",)
    id: RecordId
    person: PersonId
    unit: RecordId
    role: AssignmentRole = AssignmentRole.PRIMARY
    reason: str = personal_text("")
    end_reason: str = personal_text("")
    period: Period


@frozen(kw_only=True)
class Contact(Fact):
    """A visit, call or letter of a mentor, with hours and a note."""

    kind: ClassVar[str] = "contact"
    prefix: ClassVar[str] = "kp"
    ends: ClassVar[tuple[str, ...]] = ("unit",)
    id: RecordId
    unit: RecordId
    person: PersonId
    on: date
    contact: ContactKind = ContactKind.VISIT
    minutes: int | None = None  #: how long it took
    note: str = personal_text("")
