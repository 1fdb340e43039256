"""Who may do what, and where: deny by default, decided here and nowhere else.

A user holds roles, each with a reach (everything, counties, organisations, units). A
verb on an object is allowed when one grant's role has the verb and its reach meets the
object.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from attrs import frozen

from cselekvo.domain.user import ReachKind, Role


class Verb(Enum):
    """What can be done to a workspace; the value is the stable word."""

    READ = "read"
    READ_CONTACTS = "read contacts of"
    READ_JOURNAL = "read the journal of"
    EDIT_GAZETTEER = "edit the gazetteer of"
    EDIT_ORGANISATION = "edit organisation"
    ADMIT = "admit"
    EDIT_PERSON = "edit person"
    ERASE_PERSON = "erase person"
    EDIT_PROGRAMME = "edit programme"
    EDIT_PROJECT = "edit project"
    EDIT_ROUNDTABLE = "edit roundtable"
    RECORD_ATTENDANCE = "record attendance at"
    EDIT_COMMUNITY = "edit community"
    PUBLISH_TEMPLATE = "publish templates in"
    START_PROCESS = "start a process for"
    TRACK = "record the stages of"
    STEER = "skip, reopen, hold or cancel"
    APPROVE = "approve as a methodologist in"
    MIGRATE = "migrate"
    EDIT_ACTIVITY = "edit activities of"
    EDIT_MENTOR = "edit mentor"
    ASSIGN = "assign mentors to"
    CONTACT = "record contacts of"
    IMPORT = "import into"
    ISSUE = "issue reports about"
    UNDO = "undo in"
    BACK_UP = "back up"
    RESTORE = "restore"
    EDIT_USER = "edit user"
    GRANT_OWNER = "make an owner in"
    ACT_AS = "act as"


_COORDINATION: Final = frozenset(
    {
        Verb.READ,
        Verb.READ_CONTACTS,
        Verb.EDIT_ORGANISATION,
        Verb.ADMIT,
        Verb.EDIT_PERSON,
        Verb.EDIT_PROJECT,
        Verb.EDIT_ROUNDTABLE,
        Verb.RECORD_ATTENDANCE,
        Verb.EDIT_COMMUNITY,
        Verb.START_PROCESS,
        Verb.TRACK,
        Verb.STEER,
        Verb.EDIT_ACTIVITY,
        Verb.EDIT_MENTOR,
        Verb.ASSIGN,
        Verb.CONTACT,
        Verb.IMPORT,
        Verb.ISSUE,
    }
)
#: The table: which verbs a role has. Whatever is not here is denied.
VERBS_OF: Final[dict[Role, frozenset[Verb]]] = {
    Role.OWNER: frozenset(Verb),
    Role.ADMIN: frozenset(
        {
            Verb.READ,
            Verb.READ_CONTACTS,
            Verb.READ_JOURNAL,
            Verb.EDIT_GAZETTEER,
            Verb.EDIT_USER,
            Verb.BACK_UP,
        }
    ),
    Role.COORDINATOR: _COORDINATION,
    Role.METHODOLOGIST: frozenset(
        {Verb.READ, Verb.PUBLISH_TEMPLATE, Verb.APPROVE, Verb.MIGRATE}
    ),
    Role.MENTOR: frozenset(
        {
            Verb.READ,
            Verb.RECORD_ATTENDANCE,
            Verb.TRACK,
            Verb.EDIT_ACTIVITY,
            Verb.CONTACT,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Verb.READ,
            Verb.READ_CONTACTS,
            Verb.EDIT_PROJECT,
            Verb.EDIT_ACTIVITY,
            Verb.ISSUE,
        }
    ),
    Role.PARTNER: frozenset({Verb.READ}),
    Role.AUDITOR: frozenset({Verb.READ, Verb.READ_CONTACTS, Verb.READ_JOURNAL}),
}


@frozen
class Grant:
    """A role within a reach; `target` is the id that the reach names."""

    role: Role
    reach: ReachKind = ReachKind.ALL
    target: str = ""


@frozen(kw_only=True)
class Actor:
    """Who asks or changes: a user with their grants."""

    user: str
    name: str = ""
    grants: tuple[Grant, ...] = ()


#: The id under which whoever opens a local file acts.
OWNER_ID: Final = "owner"


def local_owner(login: str) -> Actor:
    """Return who opens a local file: its owner, named as the system names them."""
    return Actor(user=OWNER_ID, name=login, grants=(Grant(Role.OWNER),))


@frozen(kw_only=True)
class Object:
    """What a verb is done to: where it lies and what it belongs to."""

    id: str = ""
    counties: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Scope:
    """What a reader may see, as a value; the store turns it into every WHERE.

    Counties open what lies in them, organisations themselves and the tables they sit
    at, units themselves. Everything opens everything.
    """

    everything: bool = False
    counties: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    contacts: bool = False
    journal: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether this reader may see nothing at all."""
        named = self.counties or self.organisations or self.units
        return not self.everything and not named

    @property
    def is_partial(self) -> bool:
        """Return whether something may be hidden from this reader."""
        return not self.everything


def _meets(grant: Grant, thing: Object) -> bool:
    if grant.reach is ReachKind.ALL:
        return True
    if grant.reach is ReachKind.COUNTY:
        return grant.target in thing.counties
    if grant.reach is ReachKind.ORGANISATION:
        return grant.target in thing.organisations
    return grant.target in thing.units


def may(actor: Actor, verb: Verb, thing: Object) -> bool:
    """Return whether the actor may do this to the object.

    Args:
        actor: Who asks.
        verb: What for.
        thing: The object; one without place is met by grants for everything only.
    """
    return any(
        verb in VERBS_OF[grant.role] and _meets(grant, thing) for grant in actor.grants
    )


def may_everywhere(actor: Actor, verb: Verb) -> bool:
    """Return whether the actor may do this to every object."""
    return may(actor, verb, Object())


def may_somewhere(actor: Actor, verb: Verb) -> bool:
    """Return whether the actor may do this to some object at all."""
    return any(verb in VERBS_OF[grant.role] for grant in actor.grants)


def _targets(grants: Iterable[Grant], reach: ReachKind) -> frozenset[str]:
    return frozenset(grant.target for grant in grants if grant.reach is reach)


def _shows_contacts(reading: Sequence[Grant], whole: Sequence[Grant]) -> bool:
    """Return whether contacts may be shown in all that the grants open together.

    One grant for everything is enough; otherwise each must allow it, since a scope is
    one and cannot show the contacts of one part only.
    """
    showing = [one for one in reading if Verb.READ_CONTACTS in VERBS_OF[one.role]]
    if whole:
        return any(grant in showing for grant in whole)
    return bool(reading) and len(showing) == len(reading)


def scope_of(actor: Actor) -> Scope:
    """Return what the actor may see."""
    reading = [grant for grant in actor.grants if Verb.READ in VERBS_OF[grant.role]]
    whole = [grant for grant in reading if grant.reach is ReachKind.ALL]
    return Scope(
        everything=bool(whole),
        counties=_targets(reading, ReachKind.COUNTY),
        organisations=_targets(reading, ReachKind.ORGANISATION),
        units=_targets(reading, ReachKind.UNIT),
        contacts=_shows_contacts(reading, whole),
        journal=may_everywhere(actor, Verb.READ_JOURNAL),
    )
