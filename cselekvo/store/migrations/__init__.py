"""Numbered steps of the schema, each one transaction; they only add optional fields.

A step is a function from the engine's way of writing types to statements. The first
makes everything that there was in version 1; a field added to a fact later comes with a
step of its own, never by changing an old one.
"""

from collections.abc import Callable, Iterable
from typing import Final

from cselekvo.domain.kinds import KINDS
from cselekvo.store.migrations import step_001

Step = Callable[[], Iterable[str]]
STEPS: Final[tuple[Step, ...]] = (step_001.statements,)
#: The schema this version writes and reads.
SCHEMA: Final = len(STEPS)
#: Every table a workspace of this schema has.
TABLES: Final = (
    "meta",
    "identity",
    "personal",
    "erased",
    "journal",
    "journal_personal",
    "journal_erased",
    *(kind.kind for kind in KINDS),
)
