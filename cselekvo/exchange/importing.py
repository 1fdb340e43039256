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


class Importer:
    """One import within one change; what came of it is in `outcome`."""

    def __init__(
        self, work: Work, options: Options, outcome: Outcome, tick: Tick
    ) -> None:
        self._work, self._verb, self._tick = work, options.verb, tick
        self._world = World(work, dots_group=options.dots_group)
        self.outcome = outcome
        outcome.skips = options.skip_bad_rows
        self._seen: dict[str, int] = {}
        self._waiting: list[tuple[SheetKind, Table, list[_Pending]]] = []
        self._rows = 0
        self._new: set[str] = set()
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
        moved = None if self._lists_changed else self._moved - self._new
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
        state, written = self._store(kind, table.place(number), fact)
        if written is None or kind.complete is None or not kind.completes(row):
            return state
        return _Pending(number, row, written, state)

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
        self, kind: SheetKind, place: Place, fact: Fact
    ) -> tuple[str, Fact | None]:
        """Write a row's fact; return what came of the row, and the fact as written."""
        number = place.row or 0
        before = self._work.find(type(fact), fact.id) if fact.id else None
        first = self._seen.get(fact.id.lower(), number) if fact.id else number
        if first != number:
            doubled = self._doubled(place, fact.id, first, same=before == fact)
            self.outcome.of_row([doubled])
            if before != fact:
                return "refused", None
        if before == fact:
            self._seen.setdefault(fact.id.lower(), number)
            return "unchanged", fact
        written = self._write(kind, fact, place)
        if written is None:
            return "refused", None
        self._seen[written.id.lower()] = number
        if before is None and isinstance(written, Organisation):
            self._new.add(written.id)
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

    def _write(self, kind: SheetKind, fact: Fact, place: Place) -> Fact | None:
        """Write a fact that passes the rules; None where it does not."""
        self._permit(kind, fact)
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

    def _permit(self, kind: SheetKind, fact: Fact) -> None:
        ids: list[str] = []
        if not kind.on_all:
            names = ("organisation", "roundtable", *kind.anchors)
            found = [getattr(fact, name, None) for name in names]
            ids = [id_ for id_ in dict.fromkeys(found) if id_ and self._work.taken(id_)]
        self._work.require(self._verb, *ids)

    def _complete(self, kind: SheetKind, table: Table, pending: list[_Pending]) -> None:
        """Write what stands in the rows in short."""
        tally = self.outcome.tallies[kind.hu]
        owners: dict[str, int] = {}
        for one in pending:
            first = owners.setdefault(one.fact.id.lower(), one.number)
            tally.count(self._complete_row(kind, table.place(one.number), one, first))

    def _complete_row(
        self, kind: SheetKind, place: Place, one: _Pending, first: int
    ) -> str:
        assert kind.complete is not None  # noqa: S101 - only such kinds wait
        one.row.found.clear()
        state, fact = one.state, self._work.find(kind.fact, one.fact.id) or one.fact
        for piece in list(kind.complete(one.row, fact)):
            if first != one.number:
                doubled = self._doubled(place, fact.id, first, same=False)
                self.outcome.of_row([doubled])
                return "refused"
            before = self._work.find(type(piece), piece.id) if piece.id else None
            written = self._write(kind, piece, place)
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
        """Leave out a row whose short forms are refused, if it was written just now."""
        if one.state == "added":
            self._work.withdraw(one.fact)
        return "refused"


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
