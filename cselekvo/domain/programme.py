"""Programmes, the partnerships of organisations in them, projects and their roles."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    OrganisationId,
    PartnershipId,
    ProgrammeId,
    ProjectId,
    RecordId,
)
from cselekvo.domain.period import PartialDate, Period
from cselekvo.domain.vocabulary import Vocabulary


class VerdictKind(Vocabulary):
    """What the eligibility rule says of an organisation."""

    ELIGIBLE = "eligible", "jogosult", "eligible"
    NOT_ELIGIBLE = "not_eligible", "nem jogosult", "not eligible"
    EXEMPT = "exempt", "mentesül", "exempt"
    NOT_TESTED = "not_tested", "nem vizsgált", "not tested"
    UNDETERMINED = "undetermined", "nem dönthető el", "undetermined"


class ProjectRoleKind(Vocabulary):
    """What an organisation is in a project."""

    LEAD = "lead", "konzorciumvezető", "lead", "főkedvezményezett", "vezető"
    PARTNER = "partner", "konzorciumi tag", "partner", "tag"
    CONTRIBUTOR = "contributor", "közreműködő", "contributor"
    INTERMEDIATE_BODY = (
        "intermediate_body",
        "közreműködő szervezet",
        "intermediate body",
    )
    BENEFICIARY = "beneficiary", "kedvezményezett", "beneficiary"


#: Roles whose holders carry the project: the eligibility rule is never run on them.
CONSORTIUM_ROLES = frozenset({ProjectRoleKind.LEAD, ProjectRoleKind.PARTNER})


@frozen(kw_only=True)
class Programme(Fact):
    """A programme that organisations are admitted to as partners."""

    kind: ClassVar[str] = "programme"
    id: ProgrammeId
    title: str = open_text(sort=True)
    title_en: str = open_text("")
    programming_period: str = open_text("")  #: 2014-2020; decides the region list


@frozen(kw_only=True)
class Partnership(Fact):
    """An organisation's standing as a programme's partner, with its stored verdict."""

    kind: ClassVar[str] = "partnership"
    prefix: ClassVar[str] = "pa"
    ends: ClassVar[tuple[str, ...]] = ("organisation", "programme")
    id: PartnershipId
    organisation: OrganisationId
    programme: ProgrammeId
    verdict: VerdictKind
    by: str = open_text("")  #: seat or site
    address: RecordId | None = None
    settlement: str = open_text("")  #: name of the place that decided
    county: str = open_text("")
    nuts2: str = open_text("")
    category: str = open_text("")
    programming_period: str = open_text("")
    region_list: str = open_text("")  #: its id
    edition: int | None = None
    list_verified: bool = False
    rule: str = open_text("")  #: name and version of the rule
    judged_on: date | None = None  #: the day the addresses were read on
    reason: str = personal_text("")  #: a coordinator's, where undetermined
    review: str = open_text("")  #: why it should be looked at again; empty: need not
    period: Period


@frozen(kw_only=True)
class Project(Fact):
    """A project: what was won under a call."""

    kind: ClassVar[str] = "project"
    id: ProjectId
    title: str = open_text(sort=True)
    code: str = open_text("")  #: TOP-6.9.2-16-MI1-2017-00003
    call: str = open_text("")  #: TOP-6.9.2-16
    programme: ProgrammeId | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None
    planned_end: PartialDate | None = None
    maintenance_until: date | None = None
    retention_until: date | None = None  #: from the contract; no law is built in


@frozen(kw_only=True)
class ProjectRole(Fact):
    """What an organisation is in a project, for a period."""

    kind: ClassVar[str] = "project_role"
    prefix: ClassVar[str] = "pr"
    ends: ClassVar[tuple[str, ...]] = ("organisation", "project")
    id: RecordId
    project: ProjectId
    organisation: OrganisationId
    role: ProjectRoleKind
    certain: bool = True  #: no: concluded, not stated by the source
    period: Period
