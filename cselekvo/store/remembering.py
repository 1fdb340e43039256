"""What a change keeps of what it asked: answers, numbers of records, foreseen facts.

The present knowledge changes only by this change's own writing; so an answer holds
until its kind is written.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, TypeVar, cast

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import is_id
from cselekvo.store import sql
from cselekvo.store.asking import Asking
from cselekvo.store.conditions import Condition
from cselekvo.store.database import Database, Row
from cselekvo.store.foreseen import Foreseen, Key, Names
from cselekvo.store.shapes import Question
from cselekvo.store.tables import TableSpec, spec_of

_KEPT: Final = 4096
_KNOWN: Final = 65_536
_PIECE: Final = 400
F = TypeVar("F", bound=Fact)
_PRESENT: Final = (Condition(sql.PRESENT),)
#: The texts of questions about the present, which are the same for every change.
_PRESENT_QUESTIONS: Final[dict[tuple[Any, ...], Question]] = {}


class Remembering(Asking):
    """The present knowledge, with what was asked of it before.

    Attributes:
        touched: The kinds written so far.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._asked_texts = _PRESENT_QUESTIONS
        self.touched: set[str] = set()
        self._known: dict[str, tuple[int, str]] = {}
        self._absent: set[str] = set()
        self._foreseen = Foreseen()
        self._answers: defaultdict[str, dict[Any, Any]] = defaultdict(dict)

    def seen(self, kind: type[Fact]) -> tuple[Condition, ...]:
        """Return the present knowledge; permission is asked by `require`."""
        del kind
        return _PRESENT

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None; an answer holds until its kind is written."""
        if self._foreseen:
            known, fact = self._foreseen.find(kind, id_)
            if known:
                return cast("F | None", fact)
        answers = self._answers[kind.kind]
        if id_ not in answers:
            self._keep(answers, id_, super().find(kind, id_))
        return cast("F | None", answers[id_])

    def forget_answers(self) -> None:
        """Ask everything anew: rows were changed otherwise than by writing facts."""
        self._answers.clear()

    @staticmethod
    def _keep(answers: dict[Any, Any], key: Any, answer: Any) -> None:
        """Keep an answer; only a few are kept, so that memory stays flat."""
        if len(answers) >= _KEPT:
            answers.clear()
        answers[key] = answer

    def _some(self, kind: type[F], on: date | None, where: dict[str, Any]) -> list[F]:
        """Return the facts; an answer holds until its kind is written."""
        if self._foreseen and on is None:
            found = self._foreseen.some(kind, where)
            if found is not None:
                return cast("list[F]", found)
        ask = partial(super()._some, kind, on, where)
        return self._answer(kind, (on, *where.items()), ask)

    def _by_shape(self, kind: type[F], where: Mapping[str, Any]) -> list[F]:
        """Return the facts: foreseen, answered before, or asked for."""
        if self._foreseen:
            found = self._foreseen.some(kind, where)
            if found is not None:
                return cast("list[F]", found)
        if kind.kind in self.touched:  # the next writing would make it forgotten
            return super()._by_shape(kind, where)
        answers, key = self._answers[kind.kind], tuple(where.items())
        known = answers.get(key)
        if known is None:
            known = super()._by_shape(kind, where)
            self._keep(answers, key, known)
        return list(cast("list[F]", known))

    def _answer(
        self, kind: type[F], key: tuple[Any, ...], ask: Callable[[], list[F]]
    ) -> list[F]:
        """Return an answer that holds still, else ask."""
        answers = self._answers[kind.kind]
        try:
            known = answers.get(key)
        except TypeError:
            return ask()
        if known is None:
            known = ask()
            self._keep(answers, key, known)
        return list(cast("list[F]", known))

    def row_read(self, spec: TableSpec, row: Row) -> None:
        """Keep the number of a record that was read, for when it is referred to."""
        self._known[row[0].lower()] = (row[-2], spec.name)

    def taken(self, id_: str) -> str | None:
        """Return the kind that bears this id, whatever its case, or None."""
        found = self._identity(id_)
        return None if found is None else found[1]

    def _identity(self, id_: str) -> tuple[int, str] | None:
        key = id_.lower()
        known = self._known.get(key)
        if known is None and key not in self._absent and is_id(id_):
            rows = self.database.rows(sql.IDENTITY_BY_ID, (key,))
            if not rows:
                return None
            known = self._known[key] = (rows[0][0], rows[0][1])
        return known

    def foresee(
        self,
        kind: type[Fact],
        ids: Collection[str] = (),
        keys: Mapping[Names, Collection[Key]] | None = None,
    ) -> None:
        """Fetch at once what the next questions will ask; see `foreseen`."""
        if ids:
            self._foresee_ids(kind, ids)
        for names, asked in (keys or {}).items():
            facts = self._with_references(kind, names, asked)
            self._foreseen.keep_sets(kind, names, asked, facts)

    def forget_foreseen(self) -> None:
        """Keep nothing that was fetched before it was asked for."""
        self._foreseen.forget()
        self._absent.clear()
        self._trim()

    def _trim(self) -> None:
        """Keep the numbers of some records only, so that memory stays flat."""
        if len(self._known) > _KNOWN and not self._absent:
            self._known.clear()

    def _foresee_ids(self, kind: type[Fact], ids: Collection[str]) -> None:
        wanted = {id_.lower() for id_ in ids if is_id(id_)}
        for rows in self._in_pieces(sql.identities, sorted(wanted)):
            for number, word, id_ in rows:
                self._known[id_.lower()] = (number, word)
        mine = [id_ for id_ in wanted if self._known.get(id_, (0, ""))[1] == kind.kind]
        self._absent.update(id_ for id_ in wanted if id_ not in self._known)
        self._foreseen.keep_records(kind, wanted, self.facts(kind, id=mine))

    def _with_references(
        self, kind: type[Fact], names: Names, keys: Collection[Key]
    ) -> list[Fact]:
        """Return the facts whose named references are one of these."""
        spec, found = spec_of(kind), []
        named = {id_: self._identity(id_) for key in keys for id_ in key}
        numbers = [[named[id_] for id_ in key] for key in keys]
        known = [tuple(one[0] for one in key if one) for key in numbers if all(key)]
        ask = partial(sql.select_referring, spec, names)
        for rows in self._in_pieces(ask, known):
            found += [self._fact(spec, row) for row in rows]
        return found

    def _in_pieces(
        self, ask: Callable[[int], str], values: Sequence[Any]
    ) -> Iterator[list[Row]]:
        """Ask for many values, some hundreds at a time."""
        for at in range(0, len(values), _PIECE):
            piece = values[at : at + _PIECE]
            flat = [
                one
                for value in piece
                for one in (value if isinstance(value, tuple) else (value,))
            ]
            yield self.database.rows(ask(len(piece)), flat)
