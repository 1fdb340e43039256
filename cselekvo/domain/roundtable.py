"""Roundtables: statutes, memberships, representation, meetings, decisions.

Membership belongs to the organisation; the person who represents it changes. An office
is a fact of its own on a membership: becoming chair is no leaving and joining.
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    DistrictId,
    MeetingId,
    MembershipId,
    OrganisationId,
    PersonId,
    ProgrammeId,
    ProjectId,
    RecordId,
    RoundtableId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary


class Level(Vocabulary):
    """The area a roundtable is for."""

    SETTLEMENT = "settlement", "települési", "settlement"
    DISTRICT = "district", "járási", "district"
    COUNTY = "county", "vármegyei", "county", "megyei"
    NATIONAL = "national", "országos", "national"


class MemberRole(Vocabulary):
    """How an organisation sits at a table."""

    MEMBER = "member", "tag", "member"
    STANDING_INVITEE = (
        "standing_invitee",
        "állandó meghívott",
        "standing invitee",
        "meghívott",
        "invitee",
    )


class OfficeKind(Vocabulary):
    """An office that a member organisation holds at a table."""

    CHAIR = "chair", "elnök", "chair"
    VICE_CHAIR = "vice_chair", "alelnök", "vice-chair", "vice chair"
    SECRETARY = "secretary", "titkár", "secretary"


class Capacity(Vocabulary):
    """How a person stands for an organisation at a table."""

    REPRESENTATIVE = "representative", "képviselő", "representative", "delegált"
    DEPUTY = "deputy", "helyettes", "deputy"


class Presence(Vocabulary):
    """How an organisation was at a meeting."""

    PRESENT = "present", "jelen", "present", "jelen volt"
    DEPUTY = "deputy", "helyettes", "by deputy", "helyettessel"
    EXCUSED = "excused", "kimentette", "excused", "kimentette magát"
    ABSENT = "absent", "hiányzott", "absent"


#: Attended: the representative or the deputy was there.
ATTENDED = frozenset({Presence.PRESENT, Presence.DEPUTY})


class QuorumRule(Vocabulary):
    """When a meeting has quorum (határozatképes)."""

    MORE_THAN_HALF = "more_than_half", "több mint fele", "more than half", "> 50%"
    HALF_PLUS_ONE = "half_plus_one", "fele meg egy", "half plus one", "50% + 1"
    FIXED = "fixed", "rögzített szám", "fixed number", "fix"


@frozen(kw_only=True)
class Roundtable(Fact):
    """A table at which organisations sit; a thing of its own, no project's child."""

    kind: ClassVar[str] = "roundtable"
    id: RoundtableId
    name: str = open_text(sort=True)
    name_en: str = open_text("")
    level: Level = Level.DISTRICT
    district: DistrictId | None = None
    settlement: SettlementId | None = None
    programme: ProgrammeId | None = None
    project: ProjectId | None = None
    founded: date | None = None
    dissolved: date | None = None  #: the last day


@frozen(kw_only=True)
class Statutes(Fact):
    """What a table's statutes (ügyrend) lay down, for a period."""

    kind: ClassVar[str] = "statutes"
    prefix: ClassVar[str] = "st"
    id: RecordId
    roundtable: RoundtableId
    version: str = open_text("1")
    quorum_rule: QuorumRule = QuorumRule.MORE_THAN_HALF
    quorum_number: int | None = None  #: seats, where the rule is a fixed number
    repeated_quorum: int | None = None  #: seats that are enough when repeated
    seats: int | None = None  #: how many voting seats there are
    majority: str = open_text("")  #: as the statutes say it
    admitted_only: bool = True  #: whether a programme's table takes partners only
    one_person_many_seats: bool = False
    period: Period


@frozen(kw_only=True)
class Membership(Fact):
    """An organisation's seat at a table, for a period."""

    kind: ClassVar[str] = "membership"
    prefix: ClassVar[str] = "m"
    ends: ClassVar[tuple[str, ...]] = ("roundtable", "organisation")
    id: MembershipId
    roundtable: RoundtableId
    organisation: OrganisationId
    role: MemberRole = MemberRole.MEMBER
    voting: bool = True
    mandate: str = personal_text("")  #: the document the seat rests on
    period: Period


@frozen(kw_only=True)
class Office(Fact):
    """An office held by a membership, for a period."""

    kind: ClassVar[str] = "office"
    prefix: ClassVar[str] = "o"
    id: RecordId
    membership: MembershipId
    office: OfficeKind
    period: Period


@frozen(kw_only=True)
class Representation(Fact):
    """A person who stands for a membership, for a period."""

    kind: ClassVar[str] = "representation"
    prefix: ClassVar[str] = "r"
    id: RecordId
    membership: MembershipId
    person: PersonId
    capacity: Capacity = Capacity.REPRESENTATIVE
    position: str = personal_text("")  #: igazgató
    period: Period


@frozen(kw_only=True)
class Meeting(Fact):
    """A meeting of a table."""

    kind: ClassVar[str] = "meeting"
    prefix: ClassVar[str] = "ules"
    id: MeetingId
    roundtable: RoundtableId
    on: date
    repeated: bool = False  #: called again because the first had no quorum
    place: str = personal_text("")
    agenda: str = personal_text("")


@frozen(kw_only=True)
class Attendance(Fact):
    """How a member organisation was at a meeting."""

    kind: ClassVar[str] = "attendance"
    prefix: ClassVar[str] = "j"
    ends: ClassVar[tuple[str, ...]] = ("meeting", "organisation")
    id: RecordId
    meeting: MeetingId
    organisation: OrganisationId
    presence: Presence
    person: PersonId | None = None  #: who came


@frozen(kw_only=True)
class Decision(Fact):
    """What a meeting decided, with its votes."""

    kind: ClassVar[str] = "decision"
    prefix: ClassVar[str] = "h"
    id: RecordId
    meeting: MeetingId
    reference: str = open_text()  #: 3/2015. (XI. 30.)
    text: str = personal_text()
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
