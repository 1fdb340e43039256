"""Asking of the past against asking of the present; verifying a million rows."""

import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from cselekvo.domain.identifiers import MembershipId, OrganisationId, RoundtableId
from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import Membership
from cselekvo.workspace import Workspace
from tests.benchmarks.joins import JOINS, START, clock, join, workspace_with
from tests.benchmarks.measure import Ratio, peak, seconds, side_by_side

MEMBERS = 40


def known_at(folder: Path, rounds: int = 200) -> Ratio:
    """Measure who sat there as known earlier, against as known now.

    Every member has been corrected five times since, so the past has versions to pass.
    """
    workspace = workspace_with(folder / "known.db", MEMBERS)
    with workspace.change() as work:
        for at in range(MEMBERS):
            join(work, f"O{at}")
    then = workspace.head().seq
    for _ in range(5):
        with workspace.change() as work:
            for seat in work.facts(Membership, roundtable="T"):
                work.write(seat)

    def asked(position: int | None) -> int:
        view = workspace.view(JOINS, known_at=position)
        return len(view.facts(Membership, on=JOINS, roundtable="T"))

    with workspace:
        return side_by_side(lambda: asked(then), lambda: asked(None), rounds)


@frozen(kw_only=True)
class Checked:
    """How long verifying took, of how many rows, with how much memory."""

    rows: int
    seconds: float
    megabytes: float


def _seats(bodies: int, tables: int) -> Iterator[Membership]:
    for table in range(tables):
        for body in range(bodies):
            yield Membership(
                id=MembershipId(f"M-{table}-{body}"),
                roundtable=RoundtableId("T"),
                organisation=OrganisationId(f"O{body}"),
                period=Period(START.replace(year=1000 + table)),
            )


def million(path: Path, rows: int = 1_000_000) -> None:
    """Make a workspace with a million seats, a hundred thousand in each entry."""
    bodies = 1000
    workspace = workspace_with(path, bodies)
    with workspace:
        each = iter(_seats(bodies, rows // bodies))
        for _ in range(10):
            with workspace.change() as work:
                work.write_many(next(each) for _ in range(rows // 10))


def verify_here(path: Path) -> None:
    """Verify a workspace in a process of its own, and print what it took."""
    with Workspace.open(path, clock=clock) as workspace:
        done = []
        took = seconds(lambda: done.append(workspace.verify()))
    if done[0].findings:
        raise SystemExit(str(done[0].findings[:3]))
    sys.stdout.write(f"{done[0].rows} {took} {peak()}\n")
