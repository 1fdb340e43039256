"""Proving templates that are wide, long and dense (DESIGN section 9)."""

from collections.abc import Callable
from functools import partial
from typing import Final

from cselekvo.domain.template import Template
from cselekvo.rules.soundness import prove
from tests.benchmarks.measure import seconds
from tests.rules import flows

#: A proof may take so long, in seconds.
MOST: Final = 0.050
_TEMPLATES: Final[dict[str, Callable[[], Template]]] = {
    "30 parallel stages": lambda: flows.side_by_side(30),
    "500 stages in a row": lambda: flows.in_a_row(500),
    "60 stages, each leading to all later": lambda: flows.each_to_all_later(60),
}


def measured(rounds: int = 7) -> dict[str, float]:
    """Return how long the proof of each template takes, in seconds: the median.

    Raises:
        RuntimeError: One was not proved sound.
    """
    found = {}
    for name, make in _TEMPLATES.items():
        template = make()
        if prove(template).sound is not True:
            raise RuntimeError(name)
        took = sorted(seconds(partial(prove, template)) for _ in range(rounds))
        found[name] = took[rounds // 2]
    return found


def rows() -> list[tuple[str, str, str, str, bool]]:
    """Return the rows of the table of figures."""
    return [
        (
            f"prove a template: {name}",
            "–",
            f"{took * 1e3:.1f} ms",
            f"{MOST * 1e3:.0f} ms",
            took <= MOST,
        )
        for name, took in measured().items()
    ]
