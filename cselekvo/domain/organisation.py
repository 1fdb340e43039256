"""Organisations with their names and addresses over time."""

from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    AddressId,
    CountyId,
    OrganisationId,
    RecordId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary


class Sector(Vocabulary):
    """What an organisation is, as rosters and reports group them."""

    MUNICIPALITY = "municipality", "önkormányzati", "municipality", "önkormányzat"
    MINORITY = "minority_self_government", "nemzetiségi", "minority self-government"
    STATE = "state_body", "állami", "state body", "járási hivatal"
    CHURCH = "church", "egyházi", "church"
    CIVIL = "civil_organisation", "civil", "civil organisation", "NGO"
    CULTURE = "culture", "kulturális", "culture"
    EDUCATION = "education", "oktatási", "education"
    SOCIAL = "social", "szociális", "social and child welfare", "social"
    HEALTH = "health", "egészségügyi", "health"
    POLICE = "police", "rendvédelmi", "police and public safety", "police"
    ENTERPRISE = "enterprise", "vállalkozás", "enterprise"
    OTHER = "other", "egyéb", "other"


class AddressRole(Vocabulary):
    """What an address is to its organisation."""

    SEAT = "seat", "székhely", "seat", "registered office"
    SITE = "site", "telephely", "site"
    POST = "post", "levelezési cím", "post", "postacím", "levelezési"


@frozen(kw_only=True)
class Organisation(Fact):
    """A body that can be a partner, sit at a roundtable or take part in a project."""

    kind: ClassVar[str] = "organisation"
    id: OrganisationId
    sector: Sector
    legal_form_code: str = open_text("")  #: GFO, three digits
    email: str = personal_text("", contact=True)


@frozen(kw_only=True)
class OrganisationName(Fact):
    """What an organisation is called, for a period."""

    kind: ClassVar[str] = "organisation_name"
    prefix: ClassVar[str] = "n"
    id: RecordId
    organisation: OrganisationId
    name: str = open_text(sort=True)
    period: Period


@frozen(kw_only=True)
class Address(Fact):
    """A place an organisation holds in one role, for a period.

    A place is a settlement of the gazetteer; or a county where that is all we know; or
    free text only, which says nothing about the region.
    """

    kind: ClassVar[str] = "address"
    prefix: ClassVar[str] = "a"
    id: AddressId
    organisation: OrganisationId
    role: AddressRole
    settlement: SettlementId | None = None  #: none: county or free text only
    county: CountyId | None = None  #: where no settlement is known
    place: str = open_text("")  #: the name as written, where it is no known settlement
    text: str = personal_text("", contact=True)  #: postcode, street, number
    period: Period
