"""Communities: the people of a place whose development is accompanied."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import (
    ActionAreaId,
    CommunityId,
    OrganisationId,
    ProjectId,
    SettlementId,
)


@frozen(kw_only=True)
class Community(Fact):
    """A community: a circle, a quarter, a village, with the place it lives in."""

    kind: ClassVar[str] = "community"
    id: CommunityId
    name: str = open_text(sort=True)
    name_en: str = open_text("")
    settlement: SettlementId
    part: str = open_text("")  #: the quarter or part of the settlement
    host: OrganisationId | None = None  #: the organisation that gives it a home
    founded: date | None = None
    dissolved: date | None = None  #: the last day


@frozen(kw_only=True)
class ActionArea(Fact):
    """The area a project works in, as its papers delimit it."""

    kind: ClassVar[str] = "action_area"
    prefix: ClassVar[str] = "at"
    id: ActionAreaId
    project: ProjectId
    name: str = open_text(sort=True)
    settlement: SettlementId | None = None
    boundary: str = open_text("")  #: the streets, as the source names them
    basis: str = open_text("")  #: what the delimitation rests on: the census of 2011
