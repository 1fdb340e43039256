"""Questions by the shape of what they ask: the text of each is made once and kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cselekvo.domain.fact import Fact
from cselekvo.ports import Later
from cselekvo.store import sql
from cselekvo.store.conditions import Condition, as_id, condition
from cselekvo.store.tables import TableSpec, spec_of

#: Makes the stored form of what a question asks for, or takes nothing from it.
_Taker = Callable[[Any], Any]
#: A kind's table, the text of a question, what takes its values, the last values.
Question = tuple[TableSpec, str, tuple[_Taker | None, ...], tuple[Any, ...]]


def _as_text(value: str) -> str:
    return value


def _later_day(value: Later) -> str:
    return value.day.isoformat()


#: Kinds of values that make the same text, whatever they are.
_SHAPES: Final[dict[type, Any]] = {str: "", type(None): None, Later: Later(date.min)}
SHAPED: Final = frozenset(_SHAPES)


def _taker(spec: TableSpec, name: str, shape: type) -> _Taker | None:
    """Return what makes the stored form of a value; None: the text says it all."""
    if shape is str:
        is_id = name == "id" or name in spec.references
        return as_id if is_id else _as_text
    return _later_day if shape is Later else None


def question(
    kind: type[Fact], shapes: Mapping[str, type], seen: Sequence[Condition]
) -> Question:
    """Return the question for facts of a kind whose named fields have values.

    Args:
        kind: The kind.
        shapes: The type of each field's value: a text, nothing, a later day.
        seen: What is added to every question.
    """
    spec = spec_of(kind)
    texts = [
        condition(spec, name, _SHAPES[shape]).text for name, shape in shapes.items()
    ]
    where = " AND ".join([*texts, *(one.text for one in seen if one.text)])
    asked = f" WHERE {where}" if where else ""
    takers = tuple(_taker(spec, name, shape) for name, shape in shapes.items())
    last = tuple(value for one in seen for value in one.values)
    return spec, f"{sql.select_facts(spec)}{asked}", takers, last


def question_for_ids(kind: type[Fact], seen: Sequence[Condition]) -> Question:
    """Return the question whether there is a record of an id."""
    spec, text, takers, last = question(kind, {"id": str}, seen)
    where = text.removeprefix(sql.select_facts(spec))
    return spec, f"{sql.select_ids(spec)}{where}", takers, last
