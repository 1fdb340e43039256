"""Eight processes write at once: no update is lost, and nobody waits long."""

import json
import os
import time
from collections.abc import Callable

from attrs import define, evolve

from cselekvo.actions.roundtables import join_roundtable
from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.roundtable import Membership
from cselekvo.workspace import Workspace
from tests.builders import a_membership
from tests.stores import Store
from tests.verbs import (
    found,
)

WRITERS = 8
#: Nobody may wait longer for one change.
LONGEST = 1.0
_COUNTER = OrganisationId("COUNTER")


@define
class Written:
    """What one writer did: how long each of its changes took, and what went wrong."""

    seconds: list[float]
    error: str = ""


def _prepare(workspace: Workspace) -> None:
    found(workspace)
    with workspace.change() as work:
        work.write(Organisation(id=_COUNTER, sector=Sector.OTHER, legal_form_code="0"))


def _one(workspace: Workspace, writer: int, number: int) -> None:
    """Add a body, seat it, and count one up, in one change."""
    body = OrganisationId(f"W{writer}-{number}")
    with workspace.change() as work:
        counter = work.one(Organisation, _COUNTER)
        work.write(
            evolve(counter, legal_form_code=str(int(counter.legal_form_code) + 1))
        )
        work.write(Organisation(id=body, sector=Sector.CIVIL))
        join_roundtable(work, a_membership(body, id_=work.new_id(Membership)))


def _write(store: Store, writer: int, until: float) -> Written:
    written = Written([])
    try:
        with store.open() as workspace:
            while time.monotonic() < until:
                begun = time.monotonic()
                _one(workspace, writer, len(written.seconds))
                written.seconds.append(time.monotonic() - begun)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a breach
        written.error = f"{type(error).__name__}: {error}"
    return written


def _fork(work: Callable[[], Written]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    done = work()
    with os.fdopen(writing, "w") as pipe:
        json.dump([done.seconds, done.error], pipe)
    os._exit(0)


def run(store: Store, seconds: float) -> list[Written]:
    """Let the writers write for some seconds; return what each did."""
    with store.open() as workspace:
        _prepare(workspace)
    until = time.monotonic() + seconds
    children = [
        _fork(lambda writer=writer: _write(store, writer, until))  # type: ignore[misc]
        for writer in range(WRITERS)
    ]
    written = []
    for child, reading in children:
        with os.fdopen(reading) as pipe:
            written.append(Written(*json.load(pipe)))
        os.waitpid(child, 0)
    return written


def report(name: str, store: Store, written: list[Written]) -> bool:
    """Print what was found; return whether all was well."""
    waits = sorted(wait for one in written for wait in one.seconds)
    total = len(waits)
    breaches = [one.error for one in written if one.error]
    with store.open() as workspace:
        view = workspace.view()
        counted = int(view.one(Organisation, _COUNTER).legal_form_code)
        seats = view.count(Membership)
        breaches += [str(one.word) for one in workspace.verify().findings]
    if counted != total or seats != total:
        breaches.append(
            f"{total} changes acknowledged, {counted} counted, {seats} seats"
        )
    if waits[-1] >= LONGEST:
        breaches.append(f"the longest wait was {waits[-1]:.3f} s")

    def at(share: float) -> str:
        return f"{waits[min(total - 1, int(share * total))] * 1000:.0f}"

    fewest, most = (f(len(one.seconds) for one in written) for f in (min, max))
    print(
        f"{name}: {WRITERS} writers, {total} changes, {fewest} to {most} each; "
        f"a change took (ms) median {at(0.5)}, 95% {at(0.95)}, 99% {at(0.99)}, "
        f"99.9% {at(0.999)}, longest {waits[-1] * 1000:.0f}"
    )
    for breach in breaches[:20]:
        print(f"  BREACH {breach}")
    return not breaches
