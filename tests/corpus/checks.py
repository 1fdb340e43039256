"""The conditions of the column `check`: a small language, read strictly.

What is not understood is an error, so that no condition holds by mistake.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from tests.corpus.running import Done
from tests.corpus.yard import Content, Yard


@frozen(kw_only=True)
class Told:
    """What a case came to: each step, and the workspace before and after it."""

    yard: Yard
    steps: tuple[Done, ...]
    content: tuple[Content, ...]  #: before the first step, and after each

    @property
    def last(self) -> Done:
        """Return the last step that was taken."""
        return self.steps[-1]


Holds = Callable[[Told, Done], bool]


class CheckNotUnderstoodError(ValueError):
    """A condition is none of the language."""


@frozen
class Check:
    """One condition.

    Attributes:
        text: As it is written.
        always: Whether it is asked whatever the status.
        step: The step it is about, from 1; 0: the last.
    """

    text: str
    always: bool
    step: int
    _holds: Holds

    def holds(self, told: Told) -> bool:
        """Return whether it holds; a step that was not taken holds nothing."""
        if self.step > len(told.steps):
            return False
        return self._holds(told, told.steps[self.step - 1])


def read_checks(text: str) -> list[Check]:
    """Read the conditions of a case.

    Raises:
        CheckNotUnderstoodError: One of them is none of the language.
    """
    return [_check(part) for part in text.split(" ;; ")] if text else []


def lifts_json(checks: list[Check]) -> bool:
    """Return whether no JSON is asked for."""
    return any(check.text == _NO_JSON for check in checks)


_NO_JSON: Final = "no json"
_PREFIX: Final = re.compile(r"(!\s*)?(?:([1-9]):\s*)?(.*)", re.DOTALL)


def _check(text: str) -> Check:
    bang, step, condition = _PREFIX.fullmatch(text.strip()).groups()  # type: ignore[union-attr]
    for pattern, make in _LANGUAGE.items():
        found = re.fullmatch(pattern, condition, re.DOTALL)
        if found is not None:
            return Check(condition, bool(bang), int(step or 0), make(*found.groups()))
    raise CheckNotUnderstoodError(text)


def _value(text: str) -> Any:
    """Return a value: JSON, or a bare word."""
    try:
        return json.loads(text)
    except ValueError:
        return text.strip()


def _same(actual: Any, wanted: Any) -> bool:
    """Return whether two values are equal; a list counts by its length."""
    if isinstance(actual, bool) or isinstance(wanted, bool):
        return actual is wanted
    if isinstance(actual, list | dict) and isinstance(wanted, int):
        return len(actual) == wanted
    return bool(actual == wanted)


def _object(done: Done) -> dict[str, Any]:
    return done.object or {}


def _found(done: Done) -> list[dict[str, Any]]:
    return [one for one in _object(done).get("findings", []) if isinstance(one, dict)]


def _at(read: Any, path: str) -> list[Any]:
    """Return what stands at a path: `result.added`, or `result..verdict` at any depth.

    The list is empty where there is nothing.
    """
    first, deep, key = path.partition("..")
    for name in first.split("."):
        if not isinstance(read, dict) or name not in read:
            return []
        read = read[name]
    return list(_deep(read, key)) if deep else [read]


def _deep(read: Any, key: str) -> Iterator[Any]:
    if isinstance(read, dict):
        if key in read:
            yield read[key]
        for one in read.values():
            yield from _deep(one, key)
    elif isinstance(read, list):
        for one in read:
            yield from _deep(one, key)


def _compares(path: str, relation: str, text: str) -> Holds:
    wanted = [_value(one) for one in (text.split(",") if relation == "in" else [text])]

    def holds(_: Told, done: Done) -> bool:
        values = _at(_object(done), path)
        if relation == "!=":
            return bool(values) and not any(_same(one, wanted[0]) for one in values)
        return bool(values) and all(
            any(_same(one, allowed) for allowed in wanted) for one in values
        )

    return holds


def _severity(word: str) -> Holds:
    return lambda _, done: any(one.get("severity") == word for one in _found(done))


def _mention(text: str) -> Holds:
    """Ask for a word in a finding, its file aside: that bears the case's name."""
    word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")

    def holds(_: Told, done: Done) -> bool:
        for one in _found(done):
            place = {**(one.get("where") or {}), "file": None}
            said = [one.get(key) for key in ("message", "subject", "values")]
            if word.search(json.dumps([*said, place], ensure_ascii=False)):
                return True
        return False

    return holds


def _where(key: str, text: str) -> Holds:
    wanted = {str(_value(one)) for one in text.split(",")}
    # The row of a CSV may be told as its line.
    keys = ("row", "line") if key == "row" else (key,)

    def holds(_: Told, done: Done) -> bool:
        places = [one.get("where") or {} for one in _found(done)]
        return any(str(place.get(one)) in wanted for place in places for one in keys)

    return holds


def _line_given() -> Holds:
    return lambda _, done: any(
        (one.get("where") or {}).get("line") is not None for one in _found(done)
    )


def read_sheet(path: Path) -> list[list[str]]:
    """Return the cells of an exported sheet, its header first."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";", strict=True))


def _ungarded(cell: str) -> str:
    """Return a cell without the apostrophe that made it harmless."""
    return cell[1:] if re.match(r"'[=+\-@'\t\r]", cell) else cell


def _loose(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _exported(kind: str, id_: str, column: str, relation: str, text: str) -> Holds:
    wanted = str(_value(text))

    def holds(told: Told, _: Done) -> bool:
        path = told.yard.export / f"{kind}.csv"
        if not path.is_file():
            return False
        header, *rows = read_sheet(path)
        cells = [
            _ungarded(row[header.index(column)])
            for row in rows
            if column in header and row[0] == id_
        ]
        if relation == "~=":
            return _loose(wanted) in map(_loose, cells)
        return wanted in cells

    return holds


def _export_harmless() -> Holds:
    def holds(told: Told, _: Done) -> bool:
        sheets = sorted(told.yard.export.glob("*.csv"))
        cells = [c for path in sheets for row in read_sheet(path) for c in row]
        return bool(cells) and not any(cell[:1] in {*"=+-@"} for cell in cells)

    return holds


def _unchanged() -> Holds:
    return lambda told, _: told.content[0] == told.content[-1]


def _absent() -> Holds:
    return lambda told, _: not told.yard.db.exists()


def _seconds(text: str) -> Holds:
    return lambda _, done: done.seconds < float(text)


def _no_json() -> Holds:
    return lambda _told, _done: True


_LANGUAGE: Final[dict[str, Callable[..., Holds]]] = {
    r"((?:ok|result)(?:\.\.?\w+)*) ?(==|!=) ?(.+)": _compares,
    r"((?:ok|result)(?:\.\.?\w+)*) (in) (.+)": _compares,
    r"findings\.severity has (error|warning|note)": _severity,
    r"findings mention (.+)": _mention,
    r"where\.(row|line|column)(?:==| in )(.+)": _where,
    r"where\.line given": _line_given,
    r"exported (\w+)\[([^\]]+)\]\.(\w+)(==|~=)(.+)": _exported,
    r"export harmless": _export_harmless,
    r"db unchanged": _unchanged,
    r"path absent": _absent,
    r"seconds<(\d+(?:\.\d+)?)": _seconds,
    _NO_JSON: _no_json,
}
