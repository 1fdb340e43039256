"""Taking a row into the workspace: the fact it stands for, checked and written.

What stands in a row in short (seat, name, office) is written later, once the kinds that
hold it in full have been read.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attrs import define, evolve

from cselekvo.actions.checks import check, check_new_id
from cselekvo.actions.rechecking import lies_elsewhere, partners_at
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import Mentor
from cselekvo.domain.organisation import Address, Organisation
from cselekvo.domain.territory import NutsRegion, RegionEntry, RegionList
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.kinds import Row, RowCode, SheetKind, Taken
from cselekvo.exchange.making import make
from cselekvo.exchange.outcome import Outcome
from cselekvo.exchange.permitting import Permitting
from cselekvo.exchange.rows import Matched, finding_of, told_of
from cselekvo.exchange.table import Table
from cselekvo.findings import Finding, Place, Severity, has_errors
from cselekvo.ports import Work

#: More rows than a table may have.
_ROWS: Final = 1 << 32
#: What decides in which regions an address lies.
_LISTS: Final = frozenset({RegionList, RegionEntry, NutsRegion})


def _doubled(place: Place, first: Place, id_: str, *, same: bool) -> Finding:
    """Find a row that is about a record which another row of its kind brought."""
    file = None if first.file == place.file else Path(first.file or "").name
    sheet = None if first.sheet == place.sheet else first.sheet
    return Finding(
        RowCode.ROW_DOUBLED,
        subject=id_,
        severity=Severity.WARNING if same else Severity.ERROR,
        values={"row": first.row, "file": file, "sheet": sheet},
        where=place,
    )


@define
class Pending:
    """A row whose short forms (seat, name, office) are written later."""

    number: int
    row: Row
    fact: Fact
    state: str
    before: Fact | None
    first: Place | None  #: the row that brought the same fact first, if another one

    def taken(self) -> Taken:
        """Return it as one of many that are made whole together."""
        is_new = self.state == "added"
        return Taken(
            row=self.row,
            fact=self.fact,
            before=None if is_new else self.before or self.fact,
            changed=self.state != "unchanged",
        )


class Taking:
    """Takes row after row; what is found goes to the outcome."""

    def __init__(self, work: Work, permitting: Permitting, outcome: Outcome) -> None:
        self._work, self._permitting = work, permitting
        self._outcome = outcome
        self._kind: SheetKind | None = None
        self._tables: list[Table] = []
        self._rows_before = 0
        #: By id: the row that brought it, numbered on through the tables of its kind.
        self._seen: dict[str, int] = {}
        self._moved: set[str] = set()
        self._places: set[str] = set()
        self._lists_changed = False

    @property
    def moved(self) -> set[str] | None:
        """Return the known organisations whose addresses lie elsewhere; None: any may.

        Their addresses changed, or the places did that they lie in; where the regions
        or their lists changed, any organisation may be touched.
        """
        if self._lists_changed:
            return None
        there = partners_at(self._work, self._places, self._work.today)
        return (self._moved | there) - self._permitting.added

    def begin(self, kind: SheetKind, table: Table) -> None:
        """Begin another table: a record may stand once in all those of a kind."""
        if kind is not self._kind:
            self._kind = kind
            self._tables.clear()
            self._seen.clear()
        self._rows_before = len(self._tables) * _ROWS
        self._tables.append(table)

    def _place(self, mark: int) -> Place:
        at, number = divmod(mark, _ROWS)
        return self._tables[at].place(number)

    def take(self, matched: Matched, number: int, row: Row) -> Pending | str:
        """Write what a row stands for; return what came of it, or is left to do."""
        kind, table = matched.kind, matched.table
        made = self._make(kind, table, number, row)
        if made is None:
            return "refused"
        fact, before = made
        state, written = self._store(matched, number, before, fact, row)
        if written is None or not kind.waits(row):
            return state
        first = self._seen[written.id.lower()]
        other = None if first == self._rows_before + number else self._place(first)
        return Pending(number, row, written, state, before, other)

    def _tell(self, findings: Sequence[Finding], table: Table, number: int) -> bool:
        """Keep what was found in a row; return whether the row is to be refused."""
        place = table.place(number)
        self._outcome.of_row([one.at(place) for one in findings])
        return has_errors(findings)

    def _make(
        self, kind: SheetKind, table: Table, number: int, row: Row
    ) -> tuple[Fact, Fact | None] | None:
        """Return a row's fact and the one it replaces; None where it is refused."""
        try:
            made, before, findings = make(kind, row, self._work)
        except SurroundingsError:
            raise
        except CselekvoError as error:
            self._outcome.of_row([finding_of(error, table.place(number))])
            return None
        if row.found:
            findings = [*findings, *told_of(kind, table.place(number), row)]
        if findings and self._tell(findings, table, number):
            return None
        return made, before

    def _store(
        self,
        matched: Matched,
        number: int,
        before: Fact | None,
        fact: Fact,
        row: Row,
    ) -> tuple[str, Fact | None]:
        """Write a row's fact; return what came of the row, and the fact as written."""
        kind, table, mark = matched.kind, matched.table, self._rows_before + number
        first = self._seen.get(fact.id.lower(), mark) if fact.id else mark
        if first != mark:
            same = before == fact
            if not (same and kind.waits(row)):
                places = table.place(number), self._place(first)
                self._outcome.of_row([_doubled(*places, fact.id, same=same)])
            if not same:
                return "refused", None
        if before == fact:
            self._seen.setdefault(fact.id.lower(), mark)
            return "unchanged", fact
        self._permitting.require(kind, before, fact, row.lies_in)
        needed = list(kind.before(row, fact))
        for one in needed:
            self._permitting.require(kind, None, one, row.lies_in)
        written = self._write(fact, table, number, needed)
        if written is None:
            return "refused", None
        self._seen[written.id.lower()] = mark
        if lies_elsewhere(before, written):
            self._places.add(written.id)
        if before is None and isinstance(written, Organisation | Mentor):
            self._permitting.added.add(written.id)
        self._outcome.differs(kind.hu, before, written)
        return ("added" if before is None else "changed"), written

    def _write(
        self, fact: Fact, table: Table, number: int, needed: Sequence[Fact] = ()
    ) -> Fact | None:
        """Write a fact that passes the rules, after new ones that it needs.

        Returns:
            None where it does not pass.
        """
        made = fact if fact.id else evolve(fact, id=self._work.new_id(type(fact)))
        findings = check(self._work, made)
        findings += [found for one in needed for found in check_new_id(self._work, one)]
        if findings and self._tell(findings, table, number):
            return None
        self._work.write_many([*needed, made])
        if isinstance(made, Address):
            self._moved.add(made.organisation)
        if type(made) in _LISTS:
            self._lists_changed = True
        return made

    def complete(self, kind: SheetKind, table: Table, one: Pending) -> str:
        """Write what stands in a row in short; return what came of the row."""
        place = table.place(one.number)
        assert kind.complete is not None  # noqa: S101 - only such kinds wait
        one.row.found.clear()
        state, fact = one.state, self._work.find(kind.fact, one.fact.id) or one.fact
        pieces = list(kind.complete(one.row, fact))
        if one.first is not None:
            doubled = _doubled(place, one.first, fact.id, same=not pieces)
            self._outcome.of_row([doubled])
            return "refused" if pieces else state
        for piece in pieces:
            before = self._work.find(type(piece), piece.id) if piece.id else None
            self._permitting.require(kind, before, piece, [])
            written = self._write(piece, table, one.number)
            if written is None:
                return self._take_back(kind, one)
            if state == "unchanged":
                state = "changed"
            if one.state != "added":
                self._outcome.differs(kind.hu, before, written)
        told = told_of(kind, place, one.row)
        self._outcome.of_row(told)
        return self._take_back(kind, one) if has_errors(told) else state

    def settle(
        self, kind: SheetKind, given: Sequence[tuple[Table, Pending]]
    ) -> list[str]:
        """Make whole what rows say together; return what came of each."""
        assert kind.settle is not None  # noqa: S101 - only such kinds wait
        states = [one.state for _, one in given]
        at = {one.fact.id: number for number, (_, one) in enumerate(given)}
        for table, one in given:
            if one.first is not None:
                place = table.place(one.number)
                self._outcome.of_row(
                    [_doubled(place, one.first, one.fact.id, same=True)]
                )
        for settled in kind.settle(self._work, [one.taken() for _, one in given]):
            for number, finding, column in settled.told:
                table, one = given[number]
                one.row.found[:] = [(finding, column)]
                self._outcome.of_row(told_of(kind, table.place(one.number), one.row))
            for number in settled.refused:
                states[number] = self._take_back(kind, given[number][1])
            for fact in settled.facts:
                self._settle(kind, fact)
                mine = at.get(fact.id)
                if mine is not None and states[mine] == "unchanged":
                    states[mine] = "changed"
        return states

    def _settle(self, kind: SheetKind, fact: Fact) -> None:
        before = self._work.find(type(fact), fact.id)
        self._work.write(fact)
        self._outcome.differs(kind.hu, before, fact)

    def _take_back(self, kind: SheetKind, one: Pending) -> str:
        """Undo what a row wrote just now, since what it waits for is refused."""
        if one.state == "added":
            self._let_go(kind, one.fact)
        elif one.before is not None and one.state == "changed":
            self._work.write(one.before)
        return "refused"

    def _let_go(self, kind: SheetKind, fact: Fact) -> None:
        """Leave out a new record with what rows of their own gave it."""
        for resting, name, sheet in kind.resting:
            where: dict[str, Any] = {name: fact.id}
            for one in self._work.facts(resting, **where):
                self._work.withdraw(one)
                self._outcome.refuse(sheet, one.id)
        self._work.withdraw(fact)
        self._outcome.forget(fact.id)
