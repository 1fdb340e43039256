"""Adding organisations, renaming them, moving their addresses."""

from datetime import date

import pytest

from cselekvo.actions.organisations import (
    add_address,
    close_address,
    rename_organisation,
)
from cselekvo.domain.identifiers import OrganisationId, RecordId
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
)
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor
from cselekvo.workspace import Workspace
from tests.builders import an_address, codes, day, span
from tests.verbs import (
    add_body,
    move_seat,
)


def rename(
    workspace: Workspace,
    name: str,
    since: str | None,
    *,
    body: str = "O1",
    actor: Actor | None = None,
) -> list[Finding]:
    with workspace.change(actor) as work:
        new = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId(body),
            name=name,
            period=span(since),
        )
        return rename_organisation(work, new)


def close(
    workspace: Workspace, place: str, on: str, actor: Actor | None = None
) -> list[Finding]:
    with workspace.change(actor) as work:
        return close_address(
            work, OrganisationId("O1"), AddressRole.SITE, place, day(on)
        )


def places(workspace: Workspace, on: date) -> dict[str, str]:
    held = workspace.view().facts(Address, on=on, organisation="O1")
    return {one.place: one.role.value for one in held}


def test_an_organisation_comes_with_its_name_and_addresses(
    workspace: Workspace,
) -> None:
    assert codes(add_body(workspace, seat="Tata", sites=["Ózd"])) == []
    assert workspace.view().one(Organisation, "o1").id == "O1"
    assert places(workspace, day("2016-01-01")) == {"Tata": "seat", "Ózd": "site"}


def test_everything_wrong_with_a_new_organisation_is_found_at_once(
    workspace: Workspace,
) -> None:
    add_body(workspace, "O1")

    found = codes(add_body(workspace, "O1", name=" ", seat=""))

    assert found == [
        "id-taken",
        "name-empty",
        "name-overlaps",
        "place-empty",
        "seat-overlaps",
    ]


def test_a_coordinator_adds_organisations_of_the_county_only(
    workspace: Workspace, zala: Actor, auditor: Actor
) -> None:
    from tests.counties import build

    build(workspace)
    with workspace.change(zala) as work:
        assert work.taken("KSH-32522") == "settlement"
    for actor, place, allowed in (
        (zala, "KSH-32522", True),
        (zala, "KSH-30456", False),
        (auditor, "KSH-32522", False),
    ):
        body = f"NEW-{place}-{actor.user}"
        if allowed:
            assert _add_at(workspace, body, place, actor) == []
        else:
            with pytest.raises(NotAllowedError):
                _add_at(workspace, body, place, actor)


def _add_at(
    workspace: Workspace, body: str, settlement: str, actor: Actor
) -> list[Finding]:
    from attrs import evolve

    from cselekvo.actions.organisations import add_organisation
    from cselekvo.domain.identifiers import SettlementId
    from cselekvo.domain.organisation import Sector

    with workspace.change(actor) as work:
        seat = evolve(
            an_address("", id_=work.new_id(Address), organisation=body),
            settlement=SettlementId(settlement),
        )
        name = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId(body),
            name=body,
            period=span(),
        )
        made = Organisation(id=OrganisationId(body), sector=Sector.CIVIL)
        return add_organisation(work, made, name, (seat,))


def test_an_actor_is_met_by_ids_whatever_their_capitals(
    workspace: Workspace,
) -> None:
    from cselekvo.domain.user import ReachKind, Role
    from cselekvo.rules.permissions import Grant
    from tests.builders import an_actor

    add_body(workspace, "O1")
    own = an_actor(Grant(Role.COORDINATOR, ReachKind.ORGANISATION, "O1"))

    assert rename(workspace, "Új", "2016-01-01", body="o1", actor=own) == []


def test_a_rename_ends_the_old_name_the_day_before(workspace: Workspace) -> None:
    add_body(workspace, name="Régi")

    assert rename(workspace, "Új", "2016-01-01") == []

    names = workspace.view().facts(OrganisationName, organisation="O1")
    assert {(one.name, one.period.last_day) for one in names} == {
        ("Régi", day("2015-12-31")),
        ("Új", None),
    }


@pytest.mark.parametrize(
    ("name", "since", "found"),
    [
        ("", "2016-01-01", ["name-empty"]),
        ("Új", None, ["name-overlaps"]),
        ("Új", "2014-01-01", ["name-overlaps"]),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    workspace: Workspace, name: str, since: str | None, found: list[str]
) -> None:
    add_body(workspace, since="2015-01-01")

    assert codes(rename(workspace, name, since)) == found


def test_nobody_renames_what_is_not_there_or_not_theirs(
    workspace: Workspace, auditor: Actor
) -> None:
    add_body(workspace)

    with pytest.raises(NotFoundError):
        rename(workspace, "Új", "2016-01-01", body="O2")
    with pytest.raises(NotAllowedError):
        rename(workspace, "Új", "2016-01-01", actor=auditor)


def test_a_seat_moves_and_a_site_is_added_beside(workspace: Workspace) -> None:
    add_body(workspace, seat="Budapest", sites=["Ózd"])
    move_seat(workspace, "O1", "Kecskemét", "2016-01-01")
    with workspace.change() as work:
        site = an_address(
            "Tata",
            AddressRole.SITE,
            id_=work.new_id(Address),
            period=span("2016-01-01"),
        )
        assert add_address(work, site, moving=False) == []

    assert places(workspace, day("2015-12-31")) == {"Budapest": "seat", "Ózd": "site"}
    assert places(workspace, day("2016-01-01")) == {
        "Kecskemét": "seat",
        "Ózd": "site",
        "Tata": "site",
    }


def test_a_second_seat_on_one_day_is_refused(workspace: Workspace) -> None:
    add_body(workspace)

    with workspace.change() as work:
        second = an_address("Pécs", id_=work.new_id(Address))
        assert codes(add_address(work, second, moving=False)) == ["seat-overlaps"]


def test_a_move_since_ever_is_refused_not_a_failure(workspace: Workspace) -> None:
    add_body(workspace)

    with workspace.change() as work:
        second = an_address("Pécs", id_=work.new_id(Address))
        assert codes(add_address(work, second, moving=True)) == ["seat-overlaps"]


def test_nobody_moves_what_is_not_theirs(workspace: Workspace, auditor: Actor) -> None:
    add_body(workspace)

    with pytest.raises(NotAllowedError), workspace.change(auditor) as work:
        add_address(work, an_address(id_="a-9"), moving=True)


def test_a_site_closes_on_its_last_day(workspace: Workspace, auditor: Actor) -> None:
    add_body(workspace, sites=["Ózd", "Tata"])

    assert close(workspace, "Ózd", "2015-12-31") == []
    assert codes(close(workspace, "Ózd", "2016-06-30")) == ["no-such-address"]
    assert places(workspace, day("2015-12-31")).keys() == {"Tata", "Ózd"}
    assert "Ózd" not in places(workspace, day("2016-01-01"))
    with pytest.raises(NotAllowedError):
        close(workspace, "Tata", "2015-12-31", auditor)
    with pytest.raises(NotFoundError), workspace.change() as work:
        close_address(
            work, OrganisationId("O9"), AddressRole.SITE, "x", day("2015-01-01")
        )


def test_closing_on_the_last_day_there_is_leaves_it_open(workspace: Workspace) -> None:
    add_body(workspace, sites=["Ózd"])

    assert close(workspace, "Ózd", "9999-12-31") == []
    assert "Ózd" in places(workspace, date.max)
