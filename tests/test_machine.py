"""A random life of a network: every step answered as plain Python answers it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cselekvo.domain.identifiers import ProgrammeId
from cselekvo.domain.programme import Programme
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding, errors_of
from cselekvo.workspace import Workspace
from tests import acting, living
from tests.builders import a_table
from tests.model import CLOSED, Model, RefusedError
from tests.stores import Clock, PostgresMaker, SqliteMaker, SqliteStore
from tests.telling import expected, told
from tests.verbs import (
    add_human,
    found,
)

BODIES = st.sampled_from(["A", "B", "C", "D"])
TABLES = st.sampled_from(["K", CLOSED])
PEOPLE = st.sampled_from(["P1", "P2", "P3"])
PLACES = st.sampled_from(["Miskolc", "Miskolc", "Budapest", "Lyukóvölgy"])
OFFICES = st.sampled_from(["chair", "vice_chair", "secretary"])
CAPACITIES = st.sampled_from(["representative", "deputy"])
DAYS = st.sampled_from(
    [date(2015, 1, 1), date(2015, 6, 30), date(2015, 7, 1), date(2016, 1, 1)]
)
LASTS = st.none() | st.sampled_from([date(2016, 1, 1), date(2016, 12, 31)])

_FIRST = date(2015, 1, 1)
_SEAT: dict[str, Any] = {"table": "K", "first": _FIRST, "last": None, "voting": True}
#: What has happened before the random life begins.
HOME: list[tuple[Callable[..., Any], Callable[..., Any], dict[str, Any]]] = [
    (living.add, acting.add_body, {"body": "A", "place": "Miskolc"}),
    (living.add, acting.add_body, {"body": "B", "place": "Miskolc"}),
    (living.add, acting.add_body, {"body": "C", "place": "Budapest"}),
    (living.join, acting.join, {"body": "A", "office": None, **_SEAT}),
    (living.join, acting.join, {"body": "B", "office": "chair", **_SEAT}),
    (living.admit, acting.admit, {"body": "A", "start": _FIRST}),
]

#: Brings a workspace, and what removes it afterwards.
Open = Callable[[], tuple[Workspace, Callable[[], None]]]
Act = Callable[[Workspace, str], list[Finding]]


def prepare(workspace: Workspace) -> None:
    """Make what the random life takes place in: two tables and three people."""
    with workspace.change() as work:
        work.write(
            Programme(
                id=ProgrammeId("PROG"), title="Próba", programming_period="2014-2020"
            )
        )
    found(workspace, a_table("K"))
    found(workspace, a_table(CLOSED, programme="PROG"))
    for person in ("P1", "P2", "P3"):
        add_human(workspace, person)
    for at, (live, _, asked) in enumerate(HOME):
        live(workspace, f"home {at}", **asked)


class Life(RuleBasedStateMachine):
    """One random life; a subclass or a partial brings the workspace."""

    def __init__(self, open_: Open) -> None:
        super().__init__()
        self.workspace, self._drop = open_()
        self.base = self.workspace.head().seq
        self.model = Model(self.base - len(HOME))
        for _, act, asked in HOME:
            self.model.begin()
            act(self.model, **asked)
            self.model.commit()
        self.past: dict[int, set[Any]] = {}
        self.done: dict[str, tuple[Act, list[str]]] = {}

    def _both(self, act: Act, same: Callable[[Model], None]) -> None:
        before = self.workspace.head()
        request = f"r{before.seq}"
        self.model.begin()
        wanted: set[str] = set()
        try:
            same(self.model)
        except RefusedError as error:
            wanted = error.codes
        findings: list[Finding] = []
        try:
            findings = act(self.workspace, request)
            codes = {one.word for one in errors_of(findings)}
        except NotFoundError:
            codes = {"not-found"}
        assert codes == wanted
        after = self.workspace.head()
        if wanted:
            assert after == before
            return
        assert after.seq == before.seq + 1
        self.model.commit()
        self.past[after.seq] = expected(self.model.known(after.seq))
        self.done[request] = act, [one.word for one in findings]

    @rule(body=BODIES, place=PLACES)
    def add(self, body: str, place: str) -> None:
        self._both(
            partial(living.add, body=body, place=place),
            lambda model: acting.add_body(model, body, place),
        )

    @rule(body=BODIES, start=DAYS, name=st.sampled_from(["Kör", "Ősz"]))
    def rename(self, body: str, start: date, name: str) -> None:
        self._both(
            partial(living.rename, body=body, name=name, start=start),
            lambda model: acting.rename(model, body, name, start),
        )

    @rule(body=BODIES, place=PLACES, start=DAYS)
    def move(self, body: str, place: str, start: date) -> None:
        self._both(
            partial(living.move, body=body, place=place, start=start),
            lambda model: acting.move(model, body, place, start),
        )

    @rule(body=BODIES, start=DAYS)
    def admit(self, body: str, start: date) -> None:
        self._both(
            partial(living.admit, body=body, start=start),
            lambda model: acting.admit(model, body, start),
        )

    @rule(body=BODIES, last=DAYS)
    def leave_programme(self, body: str, last: date) -> None:
        self._both(
            partial(living.leave_programme, body=body, last=last),
            lambda model: acting.leave_programme(model, body, last),
        )

    @rule(
        body=BODIES,
        table=TABLES,
        first=DAYS,
        last=LASTS,
        office=st.none() | OFFICES,
        voting=st.booleans(),
    )
    def join(self, **asked: Any) -> None:
        self._both(
            partial(living.join, **asked), lambda model: acting.join(model, **asked)
        )

    @rule(body=BODIES, table=TABLES, last=DAYS)
    def leave(self, **asked: Any) -> None:
        self._both(
            partial(living.leave, **asked), lambda model: acting.leave(model, **asked)
        )

    @rule(body=BODIES, table=TABLES, office=OFFICES, start=DAYS)
    def office(self, **asked: Any) -> None:
        self._both(
            partial(living.office, **asked),
            lambda model: acting.hold_office(model, **asked),
        )

    @rule(
        body=BODIES,
        table=TABLES,
        person=PEOPLE,
        capacity=CAPACITIES,
        first=DAYS,
        last=LASTS,
    )
    def represent(self, **asked: Any) -> None:
        self._both(
            partial(living.represent, **asked),
            lambda model: acting.represent(model, **asked),
        )

    @precondition(lambda self: self.past)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        seq = data.draw(st.sampled_from(sorted(self.past, reverse=True)))
        self._both(partial(living.undo, seq=seq), lambda model: acting.undo(model, seq))

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.done)))
        act, codes = self.done[request]
        before = self.workspace.head()

        assert [one.word for one in act(self.workspace, request)] == codes
        assert self.workspace.head() == before

    @rule(on=DAYS)
    def ask_of_a_day(self, on: date) -> None:
        known = self.model.known(self.model.seq)

        assert told(self.workspace.view(on), on) == expected(known, on)

    @precondition(lambda self: self.past)
    @rule(data=st.data(), on=DAYS)
    def ask_of_the_past(self, data: st.DataObject, on: date) -> None:
        seq = data.draw(st.sampled_from(sorted(self.past)))
        view = self.workspace.view(on, f"#{seq}")

        assert told(view) == self.past[seq]
        assert told(view, on) == expected(self.model.known(seq), on)

    @invariant()
    def the_present_is_the_models(self) -> None:
        known = self.model.known(self.model.seq)

        assert told(self.workspace.view()) == expected(known)

    def teardown(self) -> None:
        try:
            for seq, then in self.past.items():
                assert told(self.workspace.view(known_at=seq)) == then
            entries = self.workspace.view().journal()
            assert len(entries) == self.base + len(self.past)
            assert self.workspace.verify().findings == []
        finally:
            self.workspace.close()
            self._drop()


def live(open_: Open, how: settings) -> None:
    """Let the random lives begin, each in a workspace of its own."""

    class Lives(Life):
        def __init__(self) -> None:
            super().__init__(open_)

    run_state_machine_as_test(Lives, settings=how)


def test_a_life_on_sqlite(sqlite_maker: SqliteMaker, tmp_path: Path) -> None:
    model = sqlite_maker.make(tmp_path, "model.db")
    with model.open() as workspace:
        prepare(workspace)
    whole = model.path.read_bytes()

    def open_() -> tuple[Workspace, Callable[[], None]]:
        store = SqliteStore(tmp_path / "life.db")
        store.path.write_bytes(whole)
        return store.open(Clock()), store.path.unlink

    live(open_, settings(max_examples=30, stateful_step_count=30))


def test_a_life_on_postgresql(postgres_maker: PostgresMaker) -> None:
    model = postgres_maker.make()
    with model.open() as workspace:
        prepare(workspace)

    def open_() -> tuple[Workspace, Callable[[], None]]:
        store = postgres_maker.copy(model)
        return store.open(Clock()), lambda: postgres_maker.drop(store)

    live(open_, settings(max_examples=8, stateful_step_count=25))
