"""Joining a table: one durable join, and ten thousand in one transaction."""

from datetime import UTC, date, datetime
from pathlib import Path

from cselekvo.actions.roundtables import join_roundtable
from cselekvo.domain.identifiers import (
    MembershipId,
    OrganisationId,
    PartnershipId,
    ProgrammeId,
    RecordId,
    RoundtableId,
)
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.period import Period
from cselekvo.domain.programme import Partnership, Programme, VerdictKind
from cselekvo.domain.roundtable import Membership, Roundtable, Statutes
from cselekvo.ports import Work
from cselekvo.workspace import Workspace
from tests.benchmarks.floors import Floor
from tests.benchmarks.measure import Ratio, side_by_side

START = date(2015, 1, 1)
JOINS = date(2015, 6, 1)


def clock() -> datetime:
    """Return the instant."""
    return datetime.now(UTC)


def workspace_with(path: Path, bodies: int) -> Workspace:
    """Make a workspace with a table, organisations and their partnerships."""
    workspace = Workspace.create(path, clock=clock)
    with workspace.change() as work:
        work.write(Programme(id=ProgrammeId("P"), title="P"))
        table = RoundtableId("T")
        work.write(
            Roundtable(id=table, name="T", programme=ProgrammeId("P"), founded=START)
        )
        work.write(Statutes(id=RecordId("S"), roundtable=table, period=Period(START)))
        ids = [OrganisationId(f"O{at}") for at in range(bodies)]
        work.write_many(Organisation(id=id_, sector=Sector.CIVIL) for id_ in ids)
        work.write_many(
            Partnership(
                id=PartnershipId(f"P-{id_}"),
                organisation=id_,
                programme=ProgrammeId("P"),
                verdict=VerdictKind.ELIGIBLE,
                period=Period(START),
            )
            for id_ in ids
        )
    return workspace


def join(work: Work, organisation: str) -> None:
    """Join the table by the action."""
    joining = Membership(
        id=MembershipId(work.new_id(Membership)),
        roundtable=RoundtableId("T"),
        organisation=OrganisationId(organisation),
        period=Period(JOINS),
    )
    join_roundtable(work, joining)


def single(folder: Path, rounds: int = 300) -> Ratio:
    """Measure one durable, journalled join against the same by hand."""
    workspace = workspace_with(folder / "single.db", rounds)
    floor = Floor(folder / "single-floor.db", rounds)
    ids = iter(range(rounds))
    hand = iter(range(rounds))

    def ours() -> None:
        with workspace.change() as work:
            join(work, f"O{next(ids)}")

    with workspace:
        return side_by_side(ours, lambda: floor.joined(f"O{next(hand)}"), rounds)


def many(folder: Path, rounds: int = 5, joins: int = 10_000) -> Ratio:
    """Measure ten thousand joins in one transaction against the same by hand."""
    names = iter(range(rounds * 2))

    def ours() -> None:
        at = next(names)
        with workspaces[at // 2].change() as work:
            for body in range(joins):
                join(work, f"O{body}")

    def by_hand() -> None:
        floor = floors[next(names) // 2]
        floor.connection.execute("BEGIN IMMEDIATE")
        for body in range(joins):
            floor.join(f"O{body}")
        floor.connection.execute("COMMIT")

    workspaces = [workspace_with(folder / f"many{n}.db", joins) for n in range(rounds)]
    floors = [Floor(folder / f"many-floor{n}.db", joins) for n in range(rounds)]
    return side_by_side(ours, by_hand, rounds)
