"""What makes a function an action: it registers its verb and its arguments.

A repeated request is told what was found the first time instead of being done again.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import attrs

from cselekvo.domain.fact import Fact
from cselekvo.findings import Finding
from cselekvo.ports import Work

P = ParamSpec("P")


def canonical_argument(value: Any) -> Any:
    """Return an argument as plain JSON data, the same for the same request.

    A generated id is left out: a request that is made again brings another one.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if attrs.has(type(value)):
        made = isinstance(value, Fact) and value.prefix
        return {
            item.name: canonical_argument(getattr(value, item.name))
            for item in attrs.fields(type(value))
            if not (made and item.name == "id")
        }
    if isinstance(value, Mapping):
        return {str(name): canonical_argument(one) for name, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((canonical_argument(one) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [canonical_argument(one) for one in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return type(value).__name__


def nothing(_: Any) -> str:
    """Return that an action is about no record in particular."""
    return ""


def action(
    verb: str, about: Callable[[Any], str]
) -> Callable[
    [Callable[Concatenate[Work, P], Iterable[Finding]]],
    Callable[Concatenate[Work, P], list[Finding]],
]:
    """Make a function an action of the journal.

    Args:
        verb: As the journal names it: `roundtable join`.
        about: Takes the action's first argument; returns the id of the subject.
    """

    def decorate(
        function: Callable[Concatenate[Work, P], Iterable[Finding]],
    ) -> Callable[Concatenate[Work, P], list[Finding]]:
        signature = inspect.signature(function)
        first = list(signature.parameters)[1]

        @wraps(function)
        def run(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> list[Finding]:
            def arguments() -> dict[str, Any]:
                bound = signature.bind(work, *args, **kwargs)
                bound.apply_defaults()
                given = list(bound.arguments.items())[1:]
                return {name: canonical_argument(value) for name, value in given}

            subject = args[0] if args else kwargs[first]
            work.begin(verb, about(subject), arguments)
            before = work.replayed()
            if before is not None:
                return before
            findings = list(function(work, *args, **kwargs))
            work.settle(findings)
            return findings

        return run

    return decorate
