"""A child that writes is killed with SIGKILL at random moments; nothing may be lost."""

import os
import random
import signal
import time
from collections.abc import Callable

from attrs import define, field

from tests.faults.acts import act, effect, prepare, request_of
from tests.stores import Store

#: A fresh workspace after so many kills, so that `verify` stays short.
_FRESH = 20
#: Every so many kills, `verify` runs after the retries too.
_AGAIN = 5


@define
class Told:
    """What a child said before it was killed."""

    begun: list[int] = field(factory=list)
    done: list[int] = field(factory=list)

    @classmethod
    def read(cls, text: str) -> "Told":
        told = cls()
        for line in text.splitlines(keepends=True):
            if line.endswith("\n"):
                (told.begun if line[0] == "?" else told.done).append(int(line[1:]))
        return told


@define
class Tally:
    """What all the kills came to."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    of_those_made: int = 0
    breaches: list[str] = field(factory=list)


def _child(store: Store, first: int, pipe: int) -> None:
    with store.open() as workspace:
        number = first
        while True:
            os.write(pipe, f"?{number}\n".encode())
            act(workspace, number)
            os.write(pipe, f"!{number}\n".encode())
            number += 1


def _run_and_kill(store: Store, first: int, after: float) -> Told:
    """Let a child write from change number `first`, and kill it after some seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _child(store, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = Told.read(pipe.read().decode())
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"the child ended by itself, status {status}")
    return told


def _check(store: Store, told: Told, tally: Tally) -> int:
    """Look for breaches; return the number of the change to go on with."""
    with store.open() as workspace:
        # First of all: a retry would mend what a kill left by half.
        findings = workspace.verify().findings
        tally.breaches += [f"verify: {one.word} {one.subject}" for one in findings]
        for number in told.done:
            if not effect(workspace, number):
                tally.breaches.append(f"acknowledged change {number} is missing")
        open_ = [number for number in told.begun if number not in told.done]
        for number in open_:
            tally.unacknowledged += 1
            tally.of_those_made += effect(workspace, number)
        for number in [*open_, *told.done[-2:]]:
            act(workspace, number)
            act(workspace, number)
            if not effect(workspace, number):
                tally.breaches.append(f"change {number} was retried in vain")
        entries = [one.request_id for one in workspace.view().journal()]
        for number in told.begun:
            times = entries.count(request_of(number))
            if times != 1:
                tally.breaches.append(f"change {number} has {times} journal entries")
        if tally.kills % _AGAIN == 0:
            findings = workspace.verify().findings
            tally.breaches += [f"after a retry: {one.word}" for one in findings]
    tally.kills += 1
    tally.acknowledged += len(told.done)
    return max(told.begun, default=-1) + 1


def run(make: Callable[[], Store], kills: int, seed: int) -> Tally:
    """Kill a writing child so many times; return what was found."""
    chance = random.Random(seed)
    tally = Tally()
    store, number = make(), 0
    for at in range(kills):
        if at % _FRESH == 0:
            store, number = make(), 0
            with store.open() as workspace:
                prepare(workspace)
        told = _run_and_kill(store, number, chance.uniform(0.0, 0.25))
        try:
            number = max(number, _check(store, told, tally))
        except AssertionError as error:
            tally.breaches.append(str(error))
            break
    return tally


def report(name: str, tally: Tally, seconds: float) -> bool:
    """Print what was found; return whether all was well."""
    print(
        f"{name}: {tally.kills} kills in {seconds:.0f} s; "
        f"{tally.acknowledged} acknowledged changes, all there: "
        f"{'no' if tally.breaches else 'yes'}; {tally.unacknowledged} were under way, "
        f"{tally.of_those_made} of them had been made, none by half"
    )
    for breach in tally.breaches[:20]:
        print(f"  BREACH {breach}")
    return not tally.breaches
