"""Questions about mentors: who they are on a day, of what counties, of what units."""

import pytest
from attrs import evolve

from cselekvo.actions.mentoring import (
    assignments_on,
    counties_of,
    load_of,
    standing_on,
    unit_counties,
    unit_kind,
)
from cselekvo.domain.community import Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import AssignmentRole
from cselekvo.domain.organisation import Address, AddressRole, Organisation
from cselekvo.domain.programme import Project
from cselekvo.domain.roundtable import Roundtable
from cselekvo.errors import NotFoundError
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, an_address, day, span
from tests.mentored import an_assignment, assign, build_mentored


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    """Return a workspace with a mentor in each of two counties."""
    build_mentored(workspace)
    return workspace


def test_a_standing_is_that_of_the_day(network: Workspace) -> None:
    view = network.view()

    found = standing_on(view, "anna", day("2015-01-01"))
    assert found is not None
    assert found.id == "mn-ANNA"
    assert standing_on(view, "ANNA", day("2014-12-31")) is None
    assert standing_on(view, "PZ", day("2015-01-01")) is None
    assert counties_of(view, "mn-ANNA") == {ZALA}


def test_assignments_are_asked_by_mentor_by_unit_or_all(network: Workspace) -> None:
    assign(network, an_assignment(unit="ZC", last="2015-06-30"))
    helped = an_assignment("BELA", "KZ", role=AssignmentRole.SUPPORTING)
    assign(network, helped)
    view, on = network.view(), day("2015-06-30")

    assert {one.unit for one in assignments_on(view, person="ANNA", on=on)} == {
        "KZ",
        "ZC",
    }
    assert {one.person for one in assignments_on(view, unit="KZ", on=on)} == {
        "ANNA",
        "BELA",
    }
    assert assignments_on(view, person="BELA", unit="KZ", on=on) == [helped]
    assert len(assignments_on(view, on=on)) == 4
    assert [load_of(view, "ANNA", one) for one in (on, day("2015-07-01"))] == [2, 1]
    assert load_of(view, "ANNA", day("2015-02-28")) == 0


@pytest.mark.parametrize(
    ("unit", "kind", "counties"),
    [
        ("kz", Community, {ZALA}),
        ("BC", Organisation, {BAZ}),
        ("HQ", Organisation, set()),
        ("TZ", Roundtable, {ZALA}),
        ("PRB", Project, {BAZ}),
        ("PRX", Project, set()),
    ],
)
def test_a_unit_has_a_kind_and_lies_in_counties(
    network: Workspace, unit: str, kind: type[Fact], counties: set[str]
) -> None:
    view = network.view()

    assert unit_kind(view, unit) is kind
    assert unit_counties(view, unit) == counties


def test_an_organisation_lies_where_its_seat_and_sites_are_now(
    network: Workspace,
) -> None:
    def write(*addresses: Address) -> None:
        with network.change() as work:
            work.write_many(addresses)

    gone = an_address(id_="x-1", organisation="FAR", county=BAZ, period=span(None))
    gone = evolve(gone, period=span(None, "2014-12-31"), place="")
    post = evolve(gone, id="x-2", role=AddressRole.POST, period=span())  # type: ignore[arg-type]
    write(gone, post)
    assert unit_counties(network.view(), "FAR") == set()

    (seat,) = network.view().facts(Address, organisation="FAR", role=AddressRole.SEAT)[
        :1
    ]
    write(evolve(seat, period=span(None, "2014-12-31")))
    ended = unit_counties(network.view(), "FAR")
    site = an_address(id_="x-3", organisation="FAR", role=AddressRole.SITE, county=ZALA)
    write(site)

    assert ended == {BAZ}
    assert unit_counties(network.view(), "FAR") == {ZALA}


def test_what_is_no_unit_is_not_found(network: Workspace) -> None:
    for other in ("PZ", "TZ-AREA", "FZ", "SEMMI"):
        with pytest.raises(NotFoundError):
            unit_kind(network.view(), other)
