"""Closing a guarded stage: by the real action, by hand, by two other engines.

The stage asks for one event of the process. Each way of doing it loads the process,
looks whether it may be closed, closes it, opens the next stage, writes a journal row
and commits at synchronous=FULL.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from cselekvo.actions.courses import foresee_steps
from cselekvo.actions.methods import publish_template
from cselekvo.actions.processes import Start, start_process
from cselekvo.actions.stages import Step, close_stage
from cselekvo.domain.activity import Activity, ActivityKind
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    ActivityId,
    CommunityId,
    CountyId,
    ProcessId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Template,
)
from cselekvo.domain.territory import Settlement
from cselekvo.findings import has_errors
from cselekvo.handbook.templates.publishing import publication_of
from cselekvo.ports import Work
from cselekvo.workspace import Workspace
from tests.benchmarks.measure import Ratio, seconds, side_by_side
from tests.rules.flows import in_a_row

START, ON = date(2017, 1, 1), date(2017, 6, 1)
_GUARD = Criterion(
    id="held",
    kind=CriterionKind.ACTIVITIES,
    activity="event",
    since=CountsFrom.PROCESS,
)


class NotClosedError(RuntimeError):
    """A way of closing a stage did not close it."""


def guarded(stages: int) -> Template:
    """Return so many stages in a row, each of which asks for an event."""
    row = in_a_row(stages)
    made = tuple(evolve(one, exit_criteria=(_GUARD,)) for one in row.stages)
    return evolve(row, stages=made)


def workspace_with(path: Path, processes: int, stages: int = 7) -> Workspace:
    """Make a workspace with processes at their first stage, an event in each."""
    workspace = Workspace.create(path, clock=lambda: datetime.now(UTC))
    with workspace.change() as work:
        publish_template(work, publication_of(guarded(stages), b"row"))
    with workspace.change() as work:
        place = SettlementId("KSH-32522")
        work.write(Settlement(id=place, name="Z", county=CountyId("MEGYE-20")))
        for at in range(processes):
            unit = CommunityId(f"K{at}")
            work.write(Community(id=unit, name=f"K{at}", settlement=place))
            asked = Start(id=f"F{at}", template="t", unit=unit, on=START, parameters={})
            start_process(work, asked)
            work.write(
                Activity(
                    id=ActivityId(f"E{at}"),
                    process=ProcessId(f"F{at}"),
                    title="E",
                    activity=ActivityKind.EVENT,
                    period=Period(ON, None),
                )
            )
    return workspace


def close(work: Work, process: int, stage: int = 0) -> None:
    """Close a stage by the action."""
    step = Step(process=f"F{process}", stage=f"s{stage}", on=ON)
    if has_errors(close_stage(work, step)):
        raise NotClosedError(process, stage)


_SCHEMA = """
CREATE TABLE process (id TEXT PRIMARY KEY, started TEXT, ended TEXT,
    state TEXT) STRICT;
CREATE TABLE run (id INTEGER PRIMARY KEY, process TEXT NOT NULL, stage INTEGER,
    opened TEXT, closed TEXT) STRICT;
CREATE INDEX run_process ON run (process);
CREATE TABLE activity (id TEXT PRIMARY KEY, process TEXT, kind TEXT, start TEXT) STRICT;
CREATE INDEX activity_process ON activity (process);
CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT,
    action TEXT, subject TEXT) STRICT;
"""


class Floor:
    """A bare database of processes, runs, events and a journal."""

    def __init__(
        self, path: Path, processes: int, stages: int = 7, state: str = ""
    ) -> None:
        self.stages = stages
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.executescript(_SCHEMA)
        self.connection.execute("BEGIN")
        for at in range(processes):
            name, start = f"F{at}", START.isoformat()
            run = self.connection.execute
            run("INSERT INTO process VALUES (?, ?, NULL, ?)", (name, start, state))
            run(
                "INSERT INTO run (process, stage, opened) VALUES (?, 0, ?)",
                (name, start),
            )
            event = (f"E{at}", name, ON.isoformat())
            run("INSERT INTO activity VALUES (?, ?, 'event', ?)", event)
        self.connection.execute("COMMIT")

    def guard(self, process: str, since: str, on: str) -> None:
        """Look whether the event was held."""
        (count,) = self.connection.execute(
            "SELECT count(*) FROM activity WHERE process = ? AND kind = 'event' "
            "AND start >= ? AND start <= ?",
            (process, since, on),
        ).fetchone()
        if count < 1:
            raise NotClosedError(process)

    def journal(self, process: str) -> None:
        """Write the journal row."""
        self.connection.execute(
            "INSERT INTO journal (at, action, subject) VALUES (?, 'close', ?)",
            (datetime.now(UTC).isoformat(), process),
        )

    def close(self, process: int, stage: int = 0) -> None:
        """Close a stage, within a transaction."""
        run, name, on = self.connection.execute, f"F{process}", ON.isoformat()
        started, ended = run(
            "SELECT started, ended FROM process WHERE id = ?", (name,)
        ).fetchone()
        if ended is not None or on < started:
            raise NotClosedError(name)
        number, opened = run(
            "SELECT id, opened FROM run WHERE process = ? AND stage = ? "
            "AND closed IS NULL",
            (name, stage),
        ).fetchone()
        if on < opened:
            raise NotClosedError(name)
        self.guard(name, started, on)
        run("UPDATE run SET closed = ? WHERE id = ?", (on, number))
        if stage + 1 < self.stages:
            run(
                "INSERT INTO run (process, stage, opened) VALUES (?, ?, ?)",
                (name, stage + 1, on),
            )
        else:
            run("UPDATE process SET ended = ? WHERE id = ?", (on, name))
        self.journal(name)

    def durably(self, close: Callable[[], None]) -> None:
        """Do it in a transaction of its own."""
        self.connection.execute("BEGIN IMMEDIATE")
        close()
        self.connection.execute("COMMIT")


class _Peer:
    """Another engine, whose state is kept as a text in the same database."""

    def __init__(self, path: Path, processes: int, state: str) -> None:
        self.floor = Floor(path, processes, state=state)

    def moved(self, state: str) -> str:
        """Return the state after the next stage was closed."""
        raise NotImplementedError

    def close(self, process: int) -> None:
        """Load the state, look, move, store, write the journal row and commit."""
        run, name = self.floor.connection.execute, f"F{process}"

        def closed() -> None:
            state, started = run(
                "SELECT state, started FROM process WHERE id = ?", (name,)
            ).fetchone()
            self.floor.guard(name, started, ON.isoformat())
            after = self.moved(state)
            run("UPDATE process SET state = ? WHERE id = ?", (after, name))
            self.floor.journal(name)

        self.floor.durably(closed)


class Transitions(_Peer):
    """`transitions`, a machine of states in memory; the state is its name."""

    def __init__(self, path: Path, processes: int) -> None:
        from transitions import Machine

        states = [f"s{at}" for at in range(7)] + ["ended"]

        class Model:
            """What the machine moves; the guard was asked before."""

            state: str

            def may_close(self) -> bool:
                return True

        self._model: Any = Model()
        self._machine = Machine(
            self._model, states=states, initial="s0", auto_transitions=False
        )
        for here, there in pairwise(states):
            self._machine.add_transition("close", here, there, conditions="may_close")
        super().__init__(path, processes, "s0")

    def moved(self, state: str) -> str:
        """Return the state after the next stage was closed."""
        self._machine.set_state(state)
        if not self._model.close():
            raise NotClosedError(state)
        return str(self._model.state)


class Spiff(_Peer):
    """SpiffWorkflow: a BPMN process of user tasks; the state is its JSON."""

    def __init__(self, path: Path, processes: int, stages: int = 7) -> None:
        from lxml import etree
        from SpiffWorkflow.bpmn import BpmnWorkflow
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
        from SpiffWorkflow.util.task import TaskState

        self._ready = TaskState.READY
        self._serializer = BpmnWorkflowSerializer()
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(_bpmn_row(stages)))
        workflow = BpmnWorkflow(parser.get_spec("row"))
        workflow.do_engine_steps()
        super().__init__(path, processes, self._serializer.serialize_json(workflow))

    def moved(self, state: str) -> str:
        """Return the state after the next stage was closed."""
        workflow = self._serializer.deserialize_json(state)
        task = workflow.get_tasks(state=self._ready, manual=True)[0]
        task.run()
        workflow.do_engine_steps()
        return str(self._serializer.serialize_json(workflow))


def _bpmn_row(count: int) -> str:
    """Return a BPMN process of so many user tasks in a row."""
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    ids = ["start", *(f"s{at}" for at in range(count)), "end"]
    tasks = "".join(
        f'<userTask id="{id_}"><incoming>f{at}</incoming>'
        f"<outgoing>f{at + 1}</outgoing></userTask>"
        for at, id_ in enumerate(ids[1:-1])
    )
    flows = "".join(
        f'<sequenceFlow id="f{at}" sourceRef="{one}" targetRef="{two}"/>'
        for at, (one, two) in enumerate(pairwise(ids))
    )
    return (
        f'<definitions xmlns="{space}" targetNamespace="t">'
        '<process id="row" isExecutable="true">'
        '<startEvent id="start"><outgoing>f0</outgoing></startEvent>'
        f'{tasks}<endEvent id="end"><incoming>f{count}</incoming></endEvent>'
        f"{flows}</process></definitions>"
    )


@frozen(kw_only=True)
class Single:
    """One durable closing: against the floor, and how fast the others are."""

    by_hand: Ratio
    transitions: Ratio
    spiff: Ratio


def single(folder: Path, rounds: int = 300) -> Single:
    """Measure one durable, journalled closing in turn with each other way."""
    transitions = Transitions(folder / "close-transitions.db", rounds)
    spiff = Spiff(folder / "close-spiff.db", rounds)
    floor = Floor(folder / "close-floor.db", rounds)

    def by_hand(at: int) -> None:
        floor.durably(lambda: floor.close(at))

    others: list[Callable[[int], None]] = [by_hand, transitions.close, spiff.close]
    with workspace_with(folder / "close.db", rounds) as workspace:
        took: list[list[float]] = [[], [], [], []]
        for at in range(rounds):
            for number, other in enumerate(others):
                took[number].append(seconds(lambda: other(at)))  # noqa: B023 - at once

            def ours(at: int = at) -> None:
                with workspace.change() as work:
                    close(work, at)

            took[3].append(seconds(ours))
    ratios = [Ratio(ours=took[3], floor=took[number]) for number in range(3)]
    return Single(by_hand=ratios[0], transitions=ratios[1], spiff=ratios[2])


def many(folder: Path, rounds: int = 5, closings: int = 10_000) -> Ratio:
    """Measure ten thousand closings in one transaction against the same by hand."""
    workspaces = [
        workspace_with(folder / f"closings{at}.db", closings) for at in range(rounds)
    ]
    floors = [
        Floor(folder / f"closings-floor{at}.db", closings) for at in range(rounds)
    ]
    ours, hand = iter(workspaces), iter(floors)

    def by_us() -> None:
        with next(ours).change() as work:
            for first in range(0, closings, 500):
                batch = range(first, min(first + 500, closings))
                foresee_steps(work, [f"F{at}" for at in batch])
                for at in batch:
                    close(work, at)
                work.forget_foreseen()

    def by_hand() -> None:
        floor = next(hand)

        def every() -> None:
            for at in range(closings):
                floor.close(at)

        floor.durably(every)

    found = side_by_side(by_us, by_hand, rounds)
    for workspace in workspaces:
        workspace.close()
    return found


def growth(folder: Path, rounds: int = 7) -> Ratio:
    """Measure a closing in a template of 112 stages against one in one of 7 stages.

    In both, 112 stages are closed: of one process, or of sixteen.
    """
    large = workspace_with(folder / "large.db", rounds, 112)
    small = workspace_with(folder / "small.db", rounds * 16, 7)
    at_large, at_small = iter(range(rounds)), iter(range(rounds))

    def through_large() -> None:
        process = next(at_large)
        for stage in range(112):
            with large.change() as work:
                close(work, process, stage)

    def through_small() -> None:
        first = next(at_small) * 16
        for process in range(first, first + 16):
            for stage in range(7):
                with small.change() as work:
                    close(work, process, stage)

    found = side_by_side(through_large, through_small, rounds)
    large.close()
    small.close()
    return found


def large(folder: Path, rounds: int = 60, stages: int = 112) -> Ratio:
    """Measure a durable closing in a large template against SpiffWorkflow."""
    spiff = Spiff(folder / "close-spiff-large.db", rounds, stages)
    ids, others = iter(range(rounds)), iter(range(rounds))

    def ours() -> None:
        with workspace.change() as work:
            close(work, next(ids))

    with workspace_with(folder / "close-large.db", rounds, stages) as workspace:
        return side_by_side(ours, lambda: spiff.close(next(others)), rounds)


def rows(folder: Path) -> list[tuple[str, str, str, str, bool]]:
    """Return the rows of the table of figures."""
    one, hand = single(folder), "hand-written sqlite3, synchronous=FULL"
    work = "close a guarded stage, durable"
    return [
        _row(work, hand, one.by_hand, 2),
        _row(work, "`transitions`, its state kept in SQLite", one.transitions, None),
        _row(work, "SpiffWorkflow, its JSON kept in SQLite", one.spiff, 0.25),
        _row(f"{work}, of 112 stages", "the same", large(folder), 0.25),
        _row("10,000 closings in one transaction", hand, many(folder), 4),
        _row("a closing of 112 stages", "of 7 stages", growth(folder), 1.2),
    ]


def _row(
    work: str, against: str, ratio: Ratio, most: float | None
) -> tuple[str, str, str, str, bool]:
    figures = (
        f"{ratio.ratio:.2f}x ({ratio.ours_median * 1e3:.3g} ms / "
        f"{ratio.floor_median * 1e3:.3g} ms)"
    )
    bound = "–" if most is None else f"{most:g}x"
    return work, against, figures, bound, most is None or ratio.ratio <= most
