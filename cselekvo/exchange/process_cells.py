"""What stands in the cells of processes: parameters, what waits, the runs before."""

from contextlib import suppress
from typing import Final

from cselekvo.actions.courses import parameters_text
from cselekvo.domain.identifiers import is_id
from cselekvo.domain.process import Ending, ProcessState
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values
from cselekvo.exchange.cells import Cell, Sort
from cselekvo.exchange.world import World
from cselekvo.rules.course import Lying, lying_text, read_lying
from cselekvo.rules.transitions import Mark

_PARAMETERS: Final = "parameters are written min_interviews=4 | min_actions=6"
_WAITING: Final = (
    "what waits is written as the program writes it: preparation:done > planning @ sz-1"
)
_AFTER: Final = "the identifiers of stage runs, parted by |; the first run says: kezdet"
#: What stands in the place of the runs before, where there are none.
_FIRST: Final = {"hu": "kezdet", "en": "start"}
#: What stands where nothing waits; an empty cell would say nothing about it.
_NOTHING: Final = {"hu": "semmi", "en": "nothing"}


def _parts(text: str) -> list[str]:
    """Return several values of one cell."""
    return [part for one in text.split("|") if (part := one.strip())]


def _read_parameters(text: str, world: World) -> str:
    found: dict[str, int] = {}
    for part in _parts(text):
        name, sign, number = (one.strip() for one in part.partition("="))
        if not sign or not is_id(name) or name in found:
            raise ValueNotReadError(text, _PARAMETERS)
        found[name] = values.whole(number, dots_group=world.dots_group)
    return parameters_text(found)


def _show_parameters(text: str | None, _: World, __: str) -> str:
    from json import loads

    set_: dict[str, int] = loads(text) if text else {}
    return " | ".join(f"{name}={value}" for name, value in set_.items())


def _read_waiting(text: str, _: World) -> str:
    if fold(text) in _NOTHING.values():
        return ""
    return lying_text(_lying(part, text) for part in _parts(text))


def _lying(part: str, text: str) -> Lying:
    way, at, run = part.rpartition("@")
    left, leads, target = way.partition(">")
    source, _, outcome = left.partition(":")
    names = [source.strip(), target.strip(), run.strip()]
    named = outcome.strip()
    if (
        not at
        or not leads
        or not all(map(is_id, [*names, *([named] if named else [])]))
    ):
        raise ValueNotReadError(text, _WAITING)
    return Lying(Mark(names[0], named, names[1]), names[2])


def _show_waiting(text: str | None, _: World, lang: str) -> str:
    if not text:
        return _NOTHING[lang]
    shown = []
    for one in read_lying(text):
        mark = one.mark
        source = f"{mark.source}:{mark.outcome}" if mark.outcome else mark.source
        shown.append(f"{source} > {mark.target} @ {one.run}")
    return " | ".join(shown)


def _read_after(text: str, _: World) -> str:
    if fold(text) in _FIRST.values():
        return ""
    ids = _parts(text)
    if not ids or not all(map(is_id, ids)):
        raise ValueNotReadError(text, _AFTER)
    return " ".join(ids)


def _show_after(text: str, _: World, lang: str) -> str:
    return " | ".join(text.split()) if text else _FIRST[lang]


def _read_state(text: str, _: World) -> Ending | ProcessState:
    """Read how a process ended, or that it goes on."""
    with suppress(ValueNotReadError):
        return Ending.read(text)
    return ProcessState.read(text)


def _show_state(value: Ending | None, _: World, lang: str) -> str:
    return (value or ProcessState.RUNNING).word(lang)


PARAMETERS: Final = Cell(_read_parameters, _show_parameters, Sort.PARAMETERS)
WAITING: Final = Cell(_read_waiting, _show_waiting, Sort.WAITING)
AFTER: Final = Cell(_read_after, _show_after, Sort.AFTER)
STATE: Final = Cell(_read_state, _show_state, Sort.WORD, words=(ProcessState,))
