"""What sheets refer to: records by id, places by name, in one knowledge."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, Final, TypeVar, cast

from cselekvo.actions.places import Places
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import is_id
from cselekvo.domain.territory import Settlement
from cselekvo.errors import CselekvoError
from cselekvo.ports import Questions

F = TypeVar("F", bound=Fact)
_NEAR: Final = 3
#: So many unknown ids are compared with those that there are; a search reads them all.
_SEARCHES: Final = 100
#: So many places are kept with the settlements they are.
_KEPT: Final = 4096


class UnknownReferenceError(CselekvoError):
    """A cell names a record that is not there; its row is refused."""

    code = "reference-unknown"

    def __init__(self, kind: str, text: str, near: Iterable[str] = ()) -> None:
        names = tuple(near)
        hint = f" Did you mean {', '.join(names)}?" if names else ""
        super().__init__(
            f"There is no {kind} {text!r}.{hint}", kind=kind, text=text, near=names
        )


class World:
    """One knowledge to read sheets into, or to write them from.

    Attributes:
        questions: The work of a change, or a reader.
        dots_group: Whether `15.303` is fifteen thousand (`--numbers hu`).
        today: The day of the change; None where nothing is changed.
    """

    def __init__(
        self,
        questions: Questions,
        *,
        dots_group: bool = False,
        today: date | None = None,
    ) -> None:
        self.questions = questions
        self.dots_group = dots_group
        self.today = today
        self._places: Places | None = None
        self._ids: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}
        self._named: dict[str, str | None] = {}
        self._searches = 0
        self._beside: dict[tuple[str, str], dict[str, list[Fact]]] = {}

    @property
    def places(self) -> Places:
        """Return the map; made when it is first needed."""
        if self._places is None:
            self._places = Places(self.questions)
        return self._places

    def forget_places(self) -> None:
        """Read the map again: settlements or districts were written."""
        self._places = None
        self._named.clear()

    def reference(self, kind: type[Fact], text: str) -> str:
        """Return the id of the record, as it is written where it was made.

        Raises:
            UnknownReferenceError: There is none; ids like it are named.
        """
        key = (kind.kind, text.lower())
        known = self._ids.get(key)
        if known is None:
            found = self.questions.find(kind, text) if is_id(text) else None
            if found is None:
                raise UnknownReferenceError(kind.kind, text, self._near([kind], text))
            known = self._ids[key] = found.id
        return known

    def reference_to_any(
        self, word: str, kinds: Sequence[type[Fact]], text: str
    ) -> str:
        """Return the id of a record of one of several kinds.

        Args:
            word: What such a record is called.
            kinds: In the order in which they are looked through.
            text: As it is written.

        Raises:
            UnknownReferenceError: There is none; ids like it are named.
        """
        for kind in kinds:
            if is_id(text) and self.questions.find(kind, text) is not None:
                return self.reference(kind, text)
        raise UnknownReferenceError(word, text, self._near(kinds, text))

    def _near(self, kinds: Sequence[type[Fact]], text: str) -> list[str]:
        self._searches += 1
        if self._searches > _SEARCHES:
            return []
        every = (fact for kind in kinds for fact in self.questions.facts(kind))
        by_fold = {fact.id.lower(): fact.id for fact in every}
        close = get_close_matches(text.lower(), by_fold, n=_NEAR)
        return [by_fold[one] for one in close]

    def look_beside(self, kind: type[Fact], field: str, ids: Collection[str]) -> None:
        """Fetch at once the facts that many records will be shown with.

        Args:
            kind: Of those facts.
            field: Their reference to the records, or `id`.
            ids: The records; facts fetched for others before are forgotten.
        """
        found: dict[str, list[Fact]] = {id_: [] for id_ in ids}
        where: dict[str, Any] = {field: sorted(found)}
        for fact in self.questions.facts(kind, **where):
            found[getattr(fact, field)].append(fact)
        self._beside[kind.kind, field] = found

    def beside(self, kind: type[F], field: str, id_: str) -> list[F]:
        """Return the facts of a kind whose field is the id; see `look_beside`."""
        found = self._beside.get((kind.kind, field), {}).get(id_)
        if found is None:
            return self.questions.facts(kind, **{field: id_})  # type: ignore[arg-type]
        return cast("list[F]", found)

    def settlement_named(self, text: str) -> str | None:
        """Return the settlement whose name a place is, if it is just that."""
        if text not in self._named:
            if len(self._named) >= _KEPT:
                self._named.clear()
            found = self.places.settlement(text)
            self._named[text] = None if found is None else str(found.id)
        return self._named[text]

    def settlement_name(self, id_: Any) -> str:
        """Return how a sheet names a settlement: by name, by code where names meet."""
        if id_ is None:
            return ""
        known = self._names.get(id_)
        if known is None:
            settlement = self.questions.find(Settlement, id_)
            known = str(id_) if settlement is None else settlement.name
            found = self.places.settlement(known)
            if found is None or found.id != id_:
                known = str(id_)
            self._names[id_] = known
        return known
