"""Processes: a unit that is carried through the stages of a template.

A process stays on the version of the template it was started with, until it is
migrated. What it went through are its stage runs; a stage that is done again, after a
way back, has a second run, and the first one stays with its evidence.
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import (
    ProcessId,
    ProjectId,
    RecordId,
    StageRunId,
    TemplateVersionId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary


class Ending(Vocabulary):
    """How a process ended."""

    COMPLETED = "completed", "befejeződött", "completed"
    CANCELLED = "cancelled", "megszakadt", "cancelled", "megszakítva"


class Closing(Vocabulary):
    """How a run of a stage was closed."""

    DONE = "done", "elvégezve", "done", "kész", "lezárva"
    SKIPPED = "skipped", "kihagyva", "skipped"
    CANCELLED = "cancelled", "megszakítva", "cancelled"


class ProcessState(Vocabulary):
    """How it is with a process on a day."""

    RUNNING = "running", "folyamatban", "running", "fut"
    ON_HOLD = "on_hold", "szünetel", "on hold"
    COMPLETED = "completed", "befejeződött", "completed"
    CANCELLED = "cancelled", "megszakadt", "cancelled"
    NOT_STARTED = "not_started", "még nem indult", "not started"


@frozen(kw_only=True)
class Process(Fact):
    """A unit on its way through a template.

    Attributes:
        unit: The community, organisation, roundtable, project or area.
        parameters: Those set for this process, as canonical JSON; empty: none.
        waiting: The marks that lie before stages which wait for others, as canonical
            JSON: triples of source, outcome and target.
    """

    kind: ClassVar[str] = "process"
    id: ProcessId
    template: TemplateVersionId
    unit: RecordId
    project: ProjectId | None = None
    started: date
    ended: date | None = None
    ending: Ending | None = None
    parameters: str = open_text("")
    waiting: str = open_text("")
    reason: str = personal_text("")  #: why it was cancelled


@frozen(kw_only=True)
class StageRun(Fact):
    """One round of a stage.

    Attributes:
        opened: The day its turn came.
        closed: The day it was closed; from that day it is open no longer.
        outcome: What was chosen; empty where the stage offers no choice.
        after: The ids of the runs whose closing opened it, parted by a blank; empty
            for the first one.
        reason: Why it was skipped.
    """

    kind: ClassVar[str] = "stage_run"
    prefix: ClassVar[str] = "sz"
    ends: ClassVar[tuple[str, ...]] = ("process",)
    id: StageRunId
    process: ProcessId
    stage: str = open_text()
    opened: date
    closed: date | None = None
    closing: Closing | None = None
    outcome: str = open_text("")
    after: str = open_text("")
    reason: str = personal_text("")

    def is_open(self, on: date) -> bool:
        """Return whether it is open on a day."""
        return self.opened <= on and (self.closed is None or on < self.closed)


@frozen(kw_only=True)
class Evidence(Fact):
    """What shows that an exit criterion of a run is met: an item, paper, approval."""

    kind: ClassVar[str] = "evidence"
    prefix: ClassVar[str] = "bz"
    ends: ClassVar[tuple[str, ...]] = ("run",)
    id: RecordId
    run: StageRunId
    criterion: str = open_text()
    on: date
    reference: str = personal_text("")  #: the document's name or number
    by: str = personal_text("")  #: who gave it; the approver of an approval


@frozen(kw_only=True)
class Hold(Fact):
    """A time in which a process rests; its clock stands still."""

    kind: ClassVar[str] = "hold"
    prefix: ClassVar[str] = "sn"
    ends: ClassVar[tuple[str, ...]] = ("process",)
    id: RecordId
    process: ProcessId
    reason: str = personal_text("")
    period: Period
