"""What the processes do that are killed: small changes and bulk writes, by number."""

from cselekvo.actions.roundtables import join_roundtable, leave_roundtable
from cselekvo.domain.identifiers import OrganisationId, RoundtableId
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.roundtable import Membership
from cselekvo.findings import has_errors
from cselekvo.workspace import Workspace
from tests.builders import a_membership, day
from tests.verbs import (
    found,
)

#: How many organisations one bulk write brings, as an import does.
BULK = 150


def prepare(workspace: Workspace) -> None:
    """Make the table at which all of them sit."""
    found(workspace)


def request_of(number: int) -> str:
    """Return the request id of a change."""
    return f"request-{number}"


def act(workspace: Workspace, number: int) -> None:
    """Make change number so-and-so; the same number asks for the same.

    Every third is a bulk write; the others seat an organisation and let it leave.
    """
    body = OrganisationId(f"O{number - number % 3}")
    with workspace.change(request_id=request_of(number)) as work:
        if number % 3 == 0:
            work.begin("import", "", lambda: {"number": number})
            if work.replayed() is None:
                work.write(Organisation(id=body, sector=Sector.CIVIL))
                work.write_many(
                    Organisation(
                        id=OrganisationId(f"B{number}-{at}"),
                        sector=Sector.CIVIL,
                        email=f"{at}@example.hu",
                    )
                    for at in range(BULK)
                )
                work.settle([])
            return
        if number % 3 == 1:
            joining = a_membership(body, id_=work.new_id(Membership))
            found_ = join_roundtable(work, joining)
        else:
            table = RoundtableId("K1")
            found_ = leave_roundtable(work, table, body, day("2015-12-31"))
    if has_errors(found_):
        raise AssertionError(found_)


def effect(workspace: Workspace, number: int) -> bool:
    """Return whether a change was made; half a change is an error.

    Raises:
        AssertionError: Some of it is there and some is not.
    """
    view = workspace.view(day("2016-06-01"))
    body = f"O{number - number % 3}"
    if number % 3 == 0:
        ids = [body, *(f"B{number}-{at}" for at in range(BULK))]
        there = view.count(Organisation, id=ids)
        if there not in {0, BULK + 1}:
            raise AssertionError(f"{there} of {BULK + 1} rows of change {number}")
        return there > 0
    versions = view.versions(Membership, organisation=body)
    if number % 3 == 1:
        return len(versions) >= 1
    return len(versions) == 2 and versions[1].fact.period.end is not None  # type: ignore[attr-defined]
