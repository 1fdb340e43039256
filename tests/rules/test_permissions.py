"""Who may do what, and where: whatever is not in the table is denied."""

from typing import Final

import pytest

from cselekvo.domain.user import ReachKind, Role
from cselekvo.rules.permissions import (
    OWNER_ID,
    VERBS_OF,
    Grant,
    Object,
    Scope,
    Verb,
    local_owner,
    may,
    may_everywhere,
    may_somewhere,
    scope_of,
)
from tests.builders import an_actor

_READING: Final = {Verb.READ}
_WITH_CONTACTS: Final = {Verb.READ, Verb.READ_CONTACTS}
#: The table, written down a second time by hand.
TABLE: Final[dict[Role, set[Verb]]] = {
    Role.OWNER: set(Verb),
    Role.ADMIN: {
        *_WITH_CONTACTS,
        Verb.READ_JOURNAL,
        Verb.EDIT_GAZETTEER,
        Verb.EDIT_USER,
        Verb.BACK_UP,
    },
    Role.COORDINATOR: {
        *_WITH_CONTACTS,
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
    },
    Role.METHODOLOGIST: {
        *_READING,
        Verb.PUBLISH_TEMPLATE,
        Verb.APPROVE,
        Verb.MIGRATE,
    },
    Role.MENTOR: {
        *_READING,
        Verb.RECORD_ATTENDANCE,
        Verb.TRACK,
        Verb.EDIT_ACTIVITY,
        Verb.CONTACT,
    },
    Role.MANAGER: {
        *_WITH_CONTACTS,
        Verb.EDIT_PROJECT,
        Verb.EDIT_ACTIVITY,
        Verb.ISSUE,
    },
    Role.PARTNER: _READING,
    Role.AUDITOR: {*_WITH_CONTACTS, Verb.READ_JOURNAL},
}
HERE = Object(
    id="X",
    counties=frozenset({"C"}),
    organisations=frozenset({"O"}),
    units=frozenset({"U"}),
)
REACHES = {
    ReachKind.ALL: "",
    ReachKind.COUNTY: "C",
    ReachKind.ORGANISATION: "O",
    ReachKind.UNIT: "U",
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_verbs_of_the_table_and_no_other(role: Role, verb: Verb) -> None:
    allowed = verb in TABLE[role]

    assert (verb in VERBS_OF[role]) is allowed
    assert may_everywhere(an_actor(Grant(role)), verb) is allowed
    for reach, target in REACHES.items():
        actor = an_actor(Grant(role, reach, target))
        assert may(actor, verb, HERE) is allowed
        if reach is not ReachKind.ALL:
            assert not may_everywhere(actor, verb)
            assert not may(an_actor(Grant(role, reach, "ELSEWHERE")), verb, HERE)


@pytest.mark.parametrize("verb", Verb)
def test_who_has_no_role_may_do_nothing(verb: Verb) -> None:
    assert not may(an_actor(), verb, HERE)
    assert not may_everywhere(an_actor(), verb)


def test_a_verb_of_one_role_does_not_reach_where_another_reaches() -> None:
    actor = an_actor(
        Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"), Grant(Role.METHODOLOGIST)
    )
    elsewhere = Object(id="Y", counties=frozenset({"D"}))

    assert may(actor, Verb.ADMIT, HERE)
    assert not may(actor, Verb.ADMIT, elsewhere)
    assert may(actor, Verb.READ, elsewhere)


def test_a_mentor_tracks_the_own_units_and_steers_nothing() -> None:
    mentor = an_actor(Grant(Role.MENTOR, ReachKind.UNIT, "U"))
    other = Object(id="Y", units=frozenset({"V"}))

    own = (Verb.TRACK, Verb.EDIT_ACTIVITY, Verb.RECORD_ATTENDANCE, Verb.CONTACT)
    for verb in own:
        assert may(mentor, verb, HERE)
        assert not may(mentor, verb, other)
    for verb in (Verb.STEER, Verb.START_PROCESS, Verb.APPROVE, Verb.MIGRATE):
        assert not may_somewhere(mentor, verb)
    for verb in (Verb.EDIT_MENTOR, Verb.ASSIGN):
        assert not may_somewhere(mentor, verb)


def test_the_method_is_the_methodologists_and_its_way_the_coordinators() -> None:
    method = {Verb.PUBLISH_TEMPLATE, Verb.APPROVE, Verb.MIGRATE}
    way = {Verb.EDIT_COMMUNITY, Verb.START_PROCESS, Verb.STEER}
    way |= {Verb.EDIT_MENTOR, Verb.ASSIGN}

    for role in set(Role) - {Role.OWNER, Role.METHODOLOGIST}:
        assert not VERBS_OF[role] & method
    for role in set(Role) - {Role.OWNER, Role.COORDINATOR}:
        assert not VERBS_OF[role] & way
    assert not VERBS_OF[Role.METHODOLOGIST] & {Verb.TRACK, Verb.READ_CONTACTS}


def test_auditors_and_partners_change_nothing() -> None:
    reading = {Verb.READ, Verb.READ_CONTACTS, Verb.READ_JOURNAL}

    assert VERBS_OF[Role.AUDITOR] <= reading
    assert VERBS_OF[Role.PARTNER] <= reading


def test_an_admin_makes_no_owners_and_restores_nothing() -> None:
    assert not VERBS_OF[Role.ADMIN] & {
        Verb.GRANT_OWNER,
        Verb.RESTORE,
        Verb.ERASE_PERSON,
    }


def test_whoever_opens_a_file_is_its_owner() -> None:
    owner = local_owner("anna")

    assert (owner.user, owner.name) == (OWNER_ID, "anna")
    assert all(may_everywhere(owner, verb) for verb in Verb)


def test_a_scope_gathers_where_reading_reaches() -> None:
    actor = an_actor(
        Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"),
        Grant(Role.MANAGER, ReachKind.ORGANISATION, "O"),
        Grant(Role.COORDINATOR, ReachKind.UNIT, "U"),
    )

    assert scope_of(actor) == Scope(
        counties=frozenset({"C"}),
        organisations=frozenset({"O"}),
        units=frozenset({"U"}),
        contacts=True,
    )
    assert scope_of(actor).is_partial
    assert not scope_of(actor).is_empty


@pytest.mark.parametrize(
    ("grants", "shown"),
    [
        ([Grant(Role.COORDINATOR, ReachKind.COUNTY, "C")], True),
        ([Grant(Role.MENTOR, ReachKind.COUNTY, "C")], False),
        (
            [
                Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"),
                Grant(Role.MENTOR, ReachKind.COUNTY, "D"),
            ],
            False,
        ),
        ([Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"), Grant(Role.AUDITOR)], True),
        (
            [Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"), Grant(Role.METHODOLOGIST)],
            False,
        ),
        ([], False),
    ],
)
def test_contacts_are_shown_where_all_that_is_seen_may_show_them(
    grants: list[Grant], shown: bool
) -> None:
    assert scope_of(an_actor(*grants)).contacts is shown


def test_a_verb_that_somebody_has_somewhere_is_not_had_everywhere() -> None:
    zala = an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, "C"))

    assert may_somewhere(zala, Verb.EDIT_PERSON)
    assert not may_everywhere(zala, Verb.EDIT_PERSON)
    assert not may_somewhere(zala, Verb.EDIT_USER)
    assert not may_somewhere(an_actor(), Verb.READ)


def test_contacts_are_shown_where_every_part_of_the_scope_allows_it() -> None:
    coordinator = Grant(Role.COORDINATOR, ReachKind.COUNTY, "C")
    partner = Grant(Role.PARTNER, ReachKind.ORGANISATION, "O")

    assert scope_of(an_actor(coordinator)).contacts
    assert not scope_of(an_actor(coordinator, partner)).contacts
    assert scope_of(an_actor(partner, Grant(Role.AUDITOR))).contacts
    assert not scope_of(an_actor(coordinator, Grant(Role.METHODOLOGIST))).contacts


def test_a_scope_of_nothing_is_empty_and_one_of_everything_is_whole() -> None:
    assert scope_of(an_actor()).is_empty
    assert scope_of(an_actor()) == Scope()
    whole = scope_of(an_actor(Grant(Role.AUDITOR)))
    assert (whole.everything, whole.journal, whole.contacts) == (True, True, True)
    assert not whole.is_partial
    assert not whole.is_empty
