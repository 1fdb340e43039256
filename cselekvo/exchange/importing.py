"""Reading sheets into a workspace: rows become facts, facts pass the rules, all or none.

The kinds are read in the order they refer to each other. Every row is checked against
what the rows before it wrote, all faults are gathered, and the change is void if there is
one (`skip_bad_rows` leaves such rows out instead).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs
from attrs import define, evolve, field, frozen

from cselekvo.actions.checks import RecordCode, check
from cselekvo.domain.fact import Fact
from cselekvo.domain.territory import District, Settlement
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.cells import Column
from cselekvo.exchange.kinds import Row, RowCode, SheetKind, row_period
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.table import Table
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, Severity, code_of, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb

Tick = Callable[[int], None]
_SHOWN: Final = 1000
_EVERY: Final = 500


@define
class Tally:
    """How many rows of a kind were read, and what came of them."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the counts by their words."""
        return attrs.asdict(self)


@frozen(kw_only=True)
class Difference:
    """What one row adds or changes, by field: from what to what."""

    kind: str
    id: str
    change: str  #: added or changed
    fields: Mapping[str, tuple[Any, Any]] = field(hash=False)


@frozen(kw_only=True)
class Options:
    """How sheets are to be read."""

    skip_bad_rows: bool = False
    dots_group: bool = False
    verb: Verb = Verb.IMPORT


@define
class _Pending:
    """A row whose short forms are written later."""

    number: int
    row: Row
    fact: Fact
    state: str


class Importer:
    """One import within one change.

    Attributes:
        tallies: By the Hungarian name of the kind.
        differences: The first thousand of what was added or changed.
        findings: Everything found, in the order of files and rows.
    """

    def __init__(
        self, work: Work, options: Options, tick: Tick = lambda _: None
    ) -> None:
        self._work, self._options, self._tick = work, options, tick
        self._world = World(work, dots_group=options.dots_group)
        self.tallies: dict[str, Tally] = {}
        self.differences: list[Difference] = []
        self.findings: list[Finding] = []
        self._seen: dict[str, int] = {}
        self._waiting: dict[str, tuple[SheetKind, Table, list[_Pending]]] = {}
        self._rows = 0

    def run(self, tables: Iterable[tuple[SheetKind, Table]]) -> None:
        """Read all tables; the order they are given in does not matter."""
        given = list(tables)
        for kind in SHEETS:
            for _, table in (one for one in given if one[0] is kind):
                self._table(kind, table)
            for name in [
                n for n, one in self._waiting.items() if one[0].after == kind.hu
            ]:
                self._complete(*self._waiting.pop(name))

    # --- one table ----------------------------------------------------------

    def _table(self, kind: SheetKind, table: Table) -> None:
        columns = self._columns(kind, table)
        if columns is None:
            return
        tally = self.tallies.setdefault(kind.hu, Tally())
        pending: list[_Pending] = []
        rows = table.rows()
        for number, cells in rows:
            self._row(kind, table, columns, number, cells, tally, pending)
        tally.read += rows.refused
        tally.refused += rows.refused
        self._found(rows.findings)
        if kind.complete is not None:
            self._waiting[f"{kind.hu}:{table.file}"] = (kind, table, pending)
        if kind.fact in {Settlement, District}:
            self._world.forget_places()

    def _columns(self, kind: SheetKind, table: Table) -> list[Column | None] | None:
        """Return what each header means, or None where a required one is missing."""
        columns = [kind.column_for(name) if name else None for name in table.header]
        for index, (name, column) in enumerate(zip(table.header, columns, strict=True)):
            if name and column is None:
                values = {"column": name, "kind": kind.hu}
                self._find(
                    RowCode.COLUMN_UNKNOWN,
                    table.place(table.header_row, index),
                    severity=Severity.WARNING,
                    **values,
                )
        have = {column.name for column in columns if column is not None}
        missing = [c.hu for c in kind.columns if c.required and c.name not in have]
        twice = [c.hu for c in kind.columns if columns.count(c) > 1]
        for name in missing:
            self._find(
                RowCode.COLUMN_MISSING,
                table.place(table.header_row),
                column=name,
                kind=kind.hu,
                found=list(table.header),
            )
        for name in twice:
            self._find(
                code_of("header-doubled"), table.place(table.header_row), name=name
            )
        return None if missing or twice else columns

    def _row(
        self,
        kind: SheetKind,
        table: Table,
        columns: list[Column | None],
        number: int,
        cells: tuple[str, ...],
        tally: Tally,
        pending: list[_Pending],
    ) -> None:
        tally.read += 1
        self._rows += 1
        if self._rows % _EVERY == 0:
            self._tick(self._rows)
        row = self._read_cells(kind, table, columns, number, cells)
        fact = None if row is None else self._fact(kind, table, number, row)
        if row is None or fact is None:
            tally.refused += 1
            return
        state = self._store(kind, table, number, fact)
        if state == "refused":
            tally.refused += 1
        elif kind.complete is not None and kind.completes(row):
            pending.append(_Pending(number, row, fact, state))
        else:
            setattr(tally, state, getattr(tally, state) + 1)

    def _read_cells(
        self,
        kind: SheetKind,
        table: Table,
        columns: list[Column | None],
        number: int,
        cells: tuple[str, ...],
    ) -> Row | None:
        """Return the row's values, or None where a cell cannot be read."""
        row = Row({}, self._world)
        good = True
        for index, column in enumerate(columns):
            if column is None:
                continue
            try:
                value = column.read(cells[index], self._world)
            except SurroundingsError:
                raise
            except CselekvoError as error:
                self._error(error, table.place(number, index))
                good = False
                continue
            row.values[column.name] = value
            if value is None and column.required:
                place = table.place(number, index)
                self._find(RowCode.VALUE_MISSING, place, column=column.hu, kind=kind.hu)
                good = False
        return row if good else None

    def _fact(
        self, kind: SheetKind, table: Table, number: int, row: Row
    ) -> Fact | None:
        """Return the fact a row stands for, or None where it is refused."""
        try:
            made, findings = self._make(kind, row)
        except SurroundingsError:
            raise
        except CselekvoError as error:
            self._error(error, table.place(number))
            return None
        self._place(kind, table, number, row)
        self._found(self._placed(findings, table.place(number)))
        if has_errors(findings) or has_errors(one for one, _ in row.found):
            return None
        return made

    def _make(self, kind: SheetKind, row: Row) -> tuple[Fact, list[Finding]]:
        fields = kind.prepare(row)
        existing = self._existing(kind, row, fields)
        if kind.judge is not None:
            return kind.judge(row, existing)
        names = {item.name for item in attrs.fields(kind.fact)}
        given = {
            item.name: _or_default(item, fields[item.name])
            for item in attrs.fields(kind.fact)
            if item.name in fields and item.name != "id"
        }
        if "period" in names:
            before = None if existing is None else getattr(existing, "period", None)
            given["period"] = row_period(row, before)
        if existing is not None:
            return evolve(existing, **given), []
        return kind.fact(id=fields.get("id") or "", **given), []

    def _existing(
        self, kind: SheetKind, row: Row, fields: Mapping[str, Any]
    ) -> Fact | None:
        """Return the record a row is about: by its id, else by what identifies it."""
        id_ = fields.get("id")
        if id_:
            taken = self._work.taken(id_)
            if taken is not None and taken != kind.fact.kind:
                row.fault(RecordCode.ID_TAKEN, "id", kind=taken, id=id_)
                return None
            return self._work.find(kind.fact, id_)
        if not kind.key:
            return None
        where = {name: fields.get(name) for name in kind.key if name != "start"}
        where = {name: ("" if v is None else v) for name, v in where.items()}
        start = row_period(row, None).start if "start" in kind.key else None
        asked = {name: v for name, v in where.items() if name in _REFERENCES and v}
        for fact in self._work.facts(kind.fact, **asked):
            if start is not None and fact.period.start != start:  # type: ignore[attr-defined]
                continue
            if all((getattr(fact, n) or "") == v for n, v in where.items()):
                return fact
        return None

    # --- writing --------------------------------------------------------------

    def _store(self, kind: SheetKind, table: Table, number: int, fact: Fact) -> str:
        """Write what a row stands for; return added, changed, unchanged or refused."""
        place = table.place(number)
        before = self._work.find(type(fact), fact.id) if fact.id else None
        first = self._seen.get(fact.id.lower()) if fact.id else None
        if before == fact:
            if first is not None and first != number:
                self._find(
                    RowCode.ROW_DOUBLED,
                    place,
                    severity=Severity.WARNING,
                    id=fact.id,
                    row=first,
                )
            self._seen.setdefault(fact.id.lower(), number)
            return "unchanged"
        if first is not None and first != number:
            self._find(RowCode.ROW_DOUBLED, place, id=fact.id, row=first)
            return "refused"
        written = self._write(kind, fact, place)
        if written is None:
            return "refused"
        self._seen[written.id.lower()] = number
        self._note_difference(kind, before, written)
        return "added" if before is None else "changed"

    def _write(self, kind: SheetKind, fact: Fact, place: Place) -> Fact | None:
        """Write a fact that passes the rules; None where it does not."""
        self._permit(kind, fact)
        made = fact if fact.id else evolve(fact, id=self._work.new_id(type(fact)))
        findings = check(self._work, made)
        self._found(self._placed(findings, place))
        if has_errors(findings):
            return None
        self._work.write(made)
        return made

    def _permit(self, kind: SheetKind, fact: Fact) -> None:
        ids: list[str] = []
        if not kind.on_all:
            names = ("organisation", "roundtable", *kind.anchors)
            found = [getattr(fact, name, None) for name in names]
            ids = [id_ for id_ in dict.fromkeys(found) if id_ and self._work.taken(id_)]
        self._work.require(self._options.verb, *ids)

    def _complete(self, kind: SheetKind, table: Table, pending: list[_Pending]) -> None:
        """Write what stands in the rows in short."""
        tally = self.tallies[kind.hu]
        for one in pending:
            state = self._complete_row(kind, table, one)
            setattr(tally, state, getattr(tally, state) + 1)

    def _complete_row(self, kind: SheetKind, table: Table, one: _Pending) -> str:
        assert kind.complete is not None  # noqa: S101 - only such kinds wait
        place, state = table.place(one.number), one.state
        one.row.found.clear()
        fact = self._work.find(kind.fact, one.fact.id) or one.fact
        short: Iterator[Fact] = iter(kind.complete(one.row, fact))
        for piece in list(short):
            doubled = self._seen.get(fact.id.lower(), one.number)
            if doubled != one.number:
                self._find(RowCode.ROW_DOUBLED, place, id=fact.id, row=doubled)
                return "refused"
            before = self._work.find(type(piece), piece.id) if piece.id else None
            written = self._write(kind, piece, place)
            if written is None:
                if one.state == "added":
                    self._work.withdraw(fact)
                return "refused"
            if one.state == "unchanged":
                state = "changed"
                self._note_difference(kind, before, written)
        self._place(kind, table, one.number, one.row)
        return "refused" if has_errors(f for f, _ in one.row.found) else state

    def _note_difference(
        self, kind: SheetKind, before: Fact | None, after: Fact
    ) -> None:
        if len(self.differences) >= _SHOWN:
            return
        fields = {}
        for item in attrs.fields(type(after)):
            new = getattr(after, item.name)
            old = None if before is None else getattr(before, item.name)
            if old != new and new not in (None, "") and item.name != "id":
                fields[item.name] = (old, new)
        change = "added" if before is None else "changed"
        self.differences.append(
            Difference(kind=kind.hu, id=after.id, change=change, fields=fields)
        )

    # --- findings -------------------------------------------------------------

    def _find(
        self,
        code: Any,
        place: Place,
        *,
        severity: Severity = Severity.ERROR,
        **values: Any,
    ) -> None:
        finding = Finding(code, severity=severity, values=values, where=place)
        self._found([finding])

    def _error(self, error: CselekvoError, place: Place) -> None:
        self._find(code_of(error.code), place, **error.values)

    def _found(self, findings: Iterable[Finding]) -> None:
        """Keep findings; bad rows that are left out weigh as warnings."""
        for finding in findings:
            weighs = finding.severity is Severity.ERROR
            if weighs and self._options.skip_bad_rows and finding.where is not None:
                self.findings.append(evolve(finding, severity=Severity.WARNING))
            else:
                self.findings.append(finding)

    @staticmethod
    def _placed(findings: Iterable[Finding], place: Place) -> list[Finding]:
        return [finding.at(place) for finding in findings]

    def _place(self, kind: SheetKind, table: Table, number: int, row: Row) -> None:
        """Give a row's own findings their column, and keep them."""
        names = {column.name: column for column in kind.columns}
        for finding, name in row.found:
            column = names.get(name)
            where = evolve(
                table.place(number), column=None if column is None else column.hu
            )
            self._found([finding.at(where)])


_REFERENCES: Final = frozenset(
    {"organisation", "roundtable", "programme", "project", "membership", "meeting",
     "county", "district", "region_list", "person"}
)  # fmt: skip


def _or_default(item: "attrs.Attribute[Any]", value: Any) -> Any:
    """Return a field's default where a cell is empty."""
    if value is None and item.default is not attrs.NOTHING:
        return item.default
    return value
