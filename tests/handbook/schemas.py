"""As much of JSON Schema 2020-12 as the published schema uses, and not a word more."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

Schema = dict[str, Any]


class UnknownKeywordError(Exception):
    """The schema says something that is not judged here."""


def _type(value: Any, wanted: str) -> bool:
    kinds: dict[str, type] = {"object": dict, "array": list, "string": str}
    if wanted == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kinds[wanted])


_SIMPLE: Final[dict[str, tuple[type, Callable[[Any, Any], bool]]]] = {
    "type": (object, _type),
    "enum": (object, lambda value, wanted: value in wanted),
    "const": (object, lambda value, wanted: value is wanted or value == wanted),
    "minimum": (int, lambda value, wanted: value >= wanted),
    "maximum": (int, lambda value, wanted: value <= wanted),
    "minLength": (str, lambda value, wanted: len(value) >= wanted),
    "maxLength": (str, lambda value, wanted: len(value) <= wanted),
    "pattern": (str, lambda value, wanted: re.search(wanted, value) is not None),
    "minItems": (list, lambda value, wanted: len(value) >= wanted),
    "maxItems": (list, lambda value, wanted: len(value) <= wanted),
    "uniqueItems": (list, lambda value, _: len(set(map(str, value))) == len(value)),
    "minProperties": (dict, lambda value, wanted: len(value) >= wanted),
    "required": (dict, lambda value, wanted: set(wanted) <= set(value)),
}
_SAID: Final = {"$schema", "$id", "$defs", "title", "description", "properties"}


def fits(value: Any, schema: Schema, root: Schema) -> bool:
    """Return whether a value is as a schema says.

    Raises:
        UnknownKeywordError: The schema says more than is known here.
    """
    return all(_judge(value, schema, root))


def _judge(value: Any, schema: Schema, root: Schema) -> Iterator[bool]:
    for keyword, wanted in schema.items():
        if keyword in _SIMPLE:
            kind, holds = _SIMPLE[keyword]
            yield not isinstance(value, kind) or holds(value, wanted)
        elif keyword == "$ref":
            name = str(wanted).removeprefix("#/$defs/")
            yield fits(value, root["$defs"][name], root)
        elif keyword == "oneOf":
            yield sum(fits(value, one, root) for one in wanted) == 1
        elif keyword == "items":
            yield not isinstance(value, list) or all(
                fits(one, wanted, root) for one in value
            )
        elif keyword == "propertyNames":
            yield not isinstance(value, dict) or all(
                fits(one, wanted, root) for one in value
            )
        elif keyword == "additionalProperties":
            pass  # judged with the properties
        elif keyword not in _SAID:
            raise UnknownKeywordError(keyword)
    if isinstance(value, dict):
        yield from _properties(value, schema, root)


def _properties(value: Schema, schema: Schema, root: Schema) -> Iterator[bool]:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key, one in value.items():
        if key in known:
            yield fits(one, known[key], root)
        elif isinstance(others, bool):
            yield others
        else:
            yield fits(one, others, root)
