"""Reading sheets into a workspace: rows become facts, all of them or none.

The kinds are read in the order they refer to each other. Every row is checked against
what the rows before it wrote, all faults are gathered, and the change is void if there
is one (`skip_bad_rows` leaves such rows out instead).
"""

from collections.abc import Callable, Iterable
from typing import Final

from attrs import define, evolve, frozen

from cselekvo.actions.action import action, nothing
from cselekvo.actions.checks import check
from cselekvo.actions.rechecking import flag_changed
from cselekvo.domain.fact import Fact
from cselekvo.domain.organisation import Address, Organisation
from cselekvo.domain.roundtable import Membership, Office
from cselekvo.domain.territory import (
    District,
    DistrictName,
    RegionEntry,
    RegionList,
    Settlement,
)
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.kinds import Row, RowCode, SheetKind
from cselekvo.exchange.making import make
from cselekvo.exchange.outcome import Outcome, Tally
from cselekvo.exchange.permitting import Permitting
from cselekvo.exchange.rows import Matched, finding_of, match_columns, told_of
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.table import Table
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, Severity, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb

Tick = Callable[[int], None]
Given = list[tuple[SheetKind, Table]]


def _unseen(_: int) -> None:
    """Show no progress."""


_EVERY: Final = 500


@frozen(kw_only=True)
class Options:
    """How sheets are to be read."""

    skip_bad_rows: bool = False
    dots_group: bool = False
    verb: Verb = Verb.IMPORT


@define
class _Pending:
    """A row whose short forms (seat, name, office) are written later."""

    number: int
    row: Row
    fact: Fact
    state: str
    before: Fact | None
    first: int  #: the row that brought the same fact first


class Importer:
    """One import within one change; what came of it is in `outcome`."""

    def __init__(
        self, work: Work, options: Options, outcome: Outcome, tick: Tick
    ) -> None:
        self._work, self._tick = work, tick
        self._permitting = Permitting(work, options.verb)
        self._world = World(work, dots_group=options.dots_group)
        self.outcome = outcome
        outcome.skips = options.skip_bad_rows
        self._seen: dict[str, int] = {}
        self._waiting: list[tuple[SheetKind, Table, list[_Pending]]] = []
        self._rows = 0
        self._moved: set[str] = set()
        self._lists_changed = False

    def run(self, tables: Iterable[tuple[SheetKind, Table]]) -> None:
        """Read all tables; the order they are given in does not matter."""
        given = list(tables)
        for kind in SHEETS:
            for _, table in (one for one in given if one[0] is kind):
                self._table(kind, table)
            ready = [one for one in self._waiting if one[0].after == kind.hu]
            for waiting in ready:
                self._waiting.remove(waiting)
                self._complete(*waiting)
        self._flag()

    def _flag(self) -> None:
        """Judge again the partners whose addresses or lists the sheets have changed."""
        moved = None if self._lists_changed else self._moved - self._permitting.added
        if moved is None or moved:
            self.outcome.keep(flag_changed(self._work, moved, self._work.today))

    def _table(self, kind: SheetKind, table: Table) -> None:
        matched, findings = match_columns(kind, table)
        self.outcome.keep(findings)
        if matched is None:
            return
        self._seen.clear()
        tally = self.outcome.tallies.setdefault(kind.hu, Tally())
        pending: list[_Pending] = []
        rows = table.rows()
        for number, cells in rows:
            self._count()
            tally.read += 1
            done = self._row(matched, number, cells)
            if isinstance(done, _Pending):
                pending.append(done)
            else:
                tally.count(done)
        tally.read += rows.refused
        tally.refused += rows.refused
        keep = self.outcome.keep if rows.broken else self.outcome.of_row
        keep(rows.findings)
        if kind.complete is not None:
            self._waiting.append((kind, table, pending))
        if kind.fact in {Settlement, District, DistrictName}:
            self._world.forget_places()

    def _count(self) -> None:
        self._rows += 1
        if self._rows % _EVERY == 0:
            self._tick(self._rows)

    def _row(
        self, matched: Matched, number: int, cells: tuple[str, ...]
    ) -> _Pending | str:
        """Write what a row stands for; return what came of it, or is left to do."""
        kind, table = matched.kind, matched.table
        row, findings = matched.read(number, cells, self._world)
        self.outcome.of_row(findings)
        fact = None if row is None else self._fact(kind, table, number, row)
        if row is None or fact is None:
            return "refused"
        before = self._work.find(type(fact), fact.id) if fact.id else None
        state, written = self._store(matched, number, before, fact, row)
        if written is None or not kind.waits(row):
            return state
        first = self._seen[written.id.lower()]
        return _Pending(number, row, written, state, before, first)

    def _fact(
        self, kind: SheetKind, table: Table, number: int, row: Row
    ) -> Fact | None:
        """Return the fact a row stands for, or None where it is refused."""
        place = table.place(number)
        try:
            made, findings = make(kind, row, self._work)
        except SurroundingsError:
            raise
        except CselekvoError as error:
            self.outcome.of_row([finding_of(error, place)])
            return None
        told = [*(one.at(place) for one in findings), *told_of(kind, place, row)]
        self.outcome.of_row(told)
        return None if has_errors(told) else made

    def _store(
        self,
        matched: Matched,
        number: int,
        before: Fact | None,
        fact: Fact,
        row: Row,
    ) -> tuple[str, Fact | None]:
        """Write a row's fact; return what came of the row, and the fact as written."""
        kind, place = matched.kind, matched.table.place(number)
        first = self._seen.get(fact.id.lower(), number) if fact.id else number
        if first != number:
            if before != fact or not kind.waits(row):
                doubled = self._doubled(place, fact.id, first, same=before == fact)
                self.outcome.of_row([doubled])
            if before != fact:
                return "refused", None
        if before == fact:
            self._seen.setdefault(fact.id.lower(), number)
            return "unchanged", fact
        self._permitting.require(kind, before, fact, row.lies_in)
        written = self._write(fact, place)
        if written is None:
            return "refused", None
        self._seen[written.id.lower()] = number
        if before is None and isinstance(written, Organisation):
            self._permitting.added.add(written.id)
        self.outcome.differs(kind.hu, before, written)
        return ("added" if before is None else "changed"), written

    @staticmethod
    def _doubled(place: Place, id_: str, first: int, *, same: bool) -> Finding:
        return Finding(
            RowCode.ROW_DOUBLED,
            subject=id_,
            severity=Severity.WARNING if same else Severity.ERROR,
            values={"row": first},
            where=place,
        )

    def _write(self, fact: Fact, place: Place) -> Fact | None:
        """Write a fact that passes the rules; None where it does not."""
        made = fact if fact.id else evolve(fact, id=self._work.new_id(type(fact)))
        findings = [one.at(place) for one in check(self._work, made)]
        self.outcome.of_row(findings)
        if has_errors(findings):
            return None
        self._work.write(made)
        if isinstance(made, Address):
            self._moved.add(made.organisation)
        self._lists_changed |= isinstance(made, RegionList | RegionEntry)
        return made

    def _complete(self, kind: SheetKind, table: Table, pending: list[_Pending]) -> None:
        """Write what stands in the rows in short."""
        tally = self.outcome.tallies[kind.hu]
        for one in pending:
            tally.count(self._complete_row(kind, table.place(one.number), one))

    def _complete_row(self, kind: SheetKind, place: Place, one: _Pending) -> str:
        assert kind.complete is not None  # noqa: S101 - only such kinds wait
        one.row.found.clear()
        state, fact = one.state, self._work.find(kind.fact, one.fact.id) or one.fact
        pieces = list(kind.complete(one.row, fact))
        if one.first != one.number:
            doubled = self._doubled(place, fact.id, one.first, same=not pieces)
            self.outcome.of_row([doubled])
            return "refused" if pieces else state
        for piece in pieces:
            before = self._work.find(type(piece), piece.id) if piece.id else None
            self._permitting.require(kind, before, piece, [])
            written = self._write(piece, place)
            if written is None:
                return self._take_back(one)
            if state == "unchanged":
                state = "changed"
            if one.state != "added":
                self.outcome.differs(kind.hu, before, written)
        told = told_of(kind, place, one.row)
        self.outcome.of_row(told)
        return self._take_back(one) if has_errors(told) else state

    def _take_back(self, one: _Pending) -> str:
        """Undo what a row wrote just now, since its short forms are refused."""
        if one.state == "added":
            self._let_go(one.fact)
        elif one.before is not None and one.state == "changed":
            self._work.write(one.before)
        return "refused"

    def _let_go(self, fact: Fact) -> None:
        """Leave out a new seat with the offices that rows of their own gave it."""
        if isinstance(fact, Membership):
            for office in self._work.facts(Office, membership=fact.id):
                self._work.withdraw(office)
                self.outcome.refuse("tisztsegek", office.id)
        self._work.withdraw(fact)
        self.outcome.forget(fact.id)


@action("import", nothing)
def import_sheets(
    work: Work,
    digest: str,
    tables: Given,
    options: Options,
    outcome: Outcome,
    tick: Tick = _unseen,
) -> list[Finding]:
    """Import tables as one act of the journal.

    Args:
        work: The change.
        digest: SHA-256 over the files; the journal keeps it, and a repeated request
            must bring the same.
        tables: Each with its kind.
        options: How they are read.
        outcome: Filled with counts, differences and findings.
        tick: Called now and then with the number of rows read.
    """
    Importer(work, options, outcome, tick).run(tables)
    values = {**outcome.totals(), "digest": digest}
    done = Finding(RowCode.IMPORTED, severity=Severity.NOTE, values=values)
    return [*outcome.findings, done]
