"""Proving templates that are wide, long and dense (DESIGN section 9)."""

from collections.abc import Callable
from functools import partial
from typing import Final

from hypothesis import given, settings

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


def agreement(count: int = 500) -> tuple[int, int, int]:
    """Compare the proof with full search on random templates.

    Returns:
        How many were compared, how many of them were unsound, and how many verdicts
        differed. Those whose states are too many for the search are not compared.
    """
    compared: list[tuple[bool, bool]] = []
    drawn = flows.templates() | flows.well_built_templates() | flows.spoiled_templates()

    @settings(max_examples=4 * count, database=None, deadline=None, derandomize=True)
    @given(drawn)
    def compare(template: Template) -> None:
        known = None if len(compared) >= count else flows.everything(template)
        if known is not None:
            compared.append((bool(prove(template).sound), known.sound))

    compare()
    unsound = sum(not sound for _, sound in compared)
    return len(compared), unsound, sum(ours != full for ours, full in compared)


def rows() -> list[tuple[str, str, str, str, bool]]:
    """Return the rows of the table of figures."""
    compared, unsound, differing = agreement()
    agreed = (
        "proofs of random templates",
        "full search",
        f"{compared - differing} of {compared} agree ({unsound} unsound)",
        "all",
        differing == 0,
    )
    proved = [
        (
            f"prove a template: {name}",
            "–",
            f"{took * 1e3:.1f} ms",
            f"{MOST * 1e3:.0f} ms",
            took <= MOST,
        )
        for name, took in measured().items()
    ]
    return [*proved, agreed]
