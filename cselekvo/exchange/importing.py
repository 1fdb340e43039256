"""Reading sheets into a workspace: rows become facts, all of them or none.

The kinds are read in the order they refer to each other. Every row is checked against
what the rows before it wrote, all faults are gathered, and the change is void if there
is one (`skip_bad_rows` leaves such rows out instead).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from attrs import frozen

from cselekvo.actions.action import action, nothing
from cselekvo.actions.rechecking import flag_changed
from cselekvo.collector import collect_new, collector_paused
from cselekvo.domain.territory import District, DistrictName, Settlement
from cselekvo.exchange.foreseeing import foresee, foresee_beside
from cselekvo.exchange.kinds import RowCode, SheetKind
from cselekvo.exchange.outcome import Outcome, Tally
from cselekvo.exchange.permitting import Permitting
from cselekvo.exchange.rows import Matched, match_columns
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.table import Row as Cells, Table
from cselekvo.exchange.taking import Pending, Taking
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb

Tick = Callable[[int], None]
Given = list[tuple[SheetKind, Table]]


def _unseen(_: int) -> None:
    """Show no progress."""


#: So many rows are read before what they ask for is fetched.
_BATCH: Final = 500
#: So many rows are read before what they left behind is collected.
_COLLECTED: Final = 20_000


@frozen(kw_only=True)
class Options:
    """How sheets are to be read."""

    skip_bad_rows: bool = False
    dots_group: bool = False
    verb: Verb = Verb.IMPORT


class Importer:
    """One import within one change; what came of it is in `outcome`."""

    def __init__(
        self, work: Work, options: Options, outcome: Outcome, tick: Tick
    ) -> None:
        self._work, self._tick = work, tick
        self._world = World(work, dots_group=options.dots_group, today=work.today)
        self._taking = Taking(work, Permitting(work, options.verb), outcome)
        self.outcome = outcome
        outcome.skips = options.skip_bad_rows
        self._waiting: list[tuple[SheetKind, Table, list[Pending]]] = []
        self._rows = 0

    def run(self, tables: Iterable[tuple[SheetKind, Table]]) -> None:
        """Read all tables; the order they are given in does not matter."""
        given = list(tables)
        for kind in SHEETS:
            for _, table in (one for one in given if one[0] is kind):
                self._table(kind, table)
            self._settle(kind)
            ready = [one for one in self._waiting if one[0].after == kind.hu]
            for waiting in ready:
                self._waiting.remove(waiting)
                self._complete(*waiting)
        moved = self._taking.moved
        if moved is None or moved:
            self.outcome.keep(flag_changed(self._work, moved, self._work.today))

    def _table(self, kind: SheetKind, table: Table) -> None:
        matched, findings = match_columns(kind, table)
        self.outcome.keep(findings)
        if matched is None:
            return
        self._taking.begin(kind, table)
        tally = self.outcome.tallies.setdefault(kind.hu, Tally())
        pending: list[Pending] = []
        rows = table.rows()
        left = iter(rows)
        with collector_paused():
            while batch := list(islice(left, _BATCH)):
                pending += self._batch(matched, batch, tally)
                self._rows += len(batch)
                self._tick(self._rows)
                if self._rows % _COLLECTED < _BATCH:
                    collect_new()
        tally.read += rows.refused
        tally.refused += rows.refused
        keep = self.outcome.keep if rows.broken else self.outcome.of_row
        keep(rows.findings)
        if kind.complete is not None or kind.settle is not None:
            self._waiting.append((kind, table, pending))
        if kind.fact in {Settlement, District, DistrictName}:
            self._world.forget_places()

    def _batch(
        self, matched: Matched, batch: list[tuple[int, Cells]], tally: Tally
    ) -> Iterator[Pending]:
        """Take some hundreds of rows; what they will ask for is fetched at once."""
        read = [matched.read(number, cells, self._world) for number, cells in batch]
        foresee(self._work, matched.kind, [row for row, _ in read if row is not None])
        tally.read += len(batch)
        for (number, _), (row, findings) in zip(batch, read, strict=True):
            if findings:
                self.outcome.of_row(findings)
            done = "refused" if row is None else self._taking.take(matched, number, row)
            if isinstance(done, Pending):
                yield done
            else:
                tally.count(done)
        self._work.forget_foreseen()

    def _settle(self, kind: SheetKind) -> None:
        """Make whole what the rows of all tables of a kind say together."""
        if kind.settle is None:
            return
        mine = [one for one in self._waiting if one[0] is kind]
        given = [(table, one) for _, table, pending in mine for one in pending]
        if given:
            tally = self.outcome.tallies[kind.hu]
            for state in self._taking.settle(kind, given):
                tally.count(state)
        self._waiting = [one for one in self._waiting if one[0] is not kind]

    def _complete(self, kind: SheetKind, table: Table, pending: list[Pending]) -> None:
        """Write what stands in the rows in short."""
        tally = self.outcome.tallies[kind.hu]
        for at in range(0, len(pending), _BATCH):
            batch = pending[at : at + _BATCH]
            foresee_beside(self._work, kind, [one.fact for one in batch])
            for one in batch:
                tally.count(self._taking.complete(kind, table, one))
            self._work.forget_foreseen()


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
