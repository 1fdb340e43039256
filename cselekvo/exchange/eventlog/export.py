"""Write processes as an event log: XES (IEEE 1849), packed by gzip or not, or CSV.

Each stage run gives an event when it opens and one when it is closed, at midnight of
Budapest with the offset of that day. What closes on a day comes before what opens by
it. The same facts give the same bytes.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from gzip import GzipFile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import frozen

from cselekvo.actions.methods import Running, running
from cselekvo.actions.process_checks import stage_of
from cselekvo.domain.budapest import budapest
from cselekvo.domain.process import Closing, Process, StageRun
from cselekvo.domain.published import TemplateVersion
from cselekvo.exchange.csvout import write_csv
from cselekvo.files import replace_file
from cselekvo.ports import Reader

#: How the closing of a run is called in the standard lifecycle.
_TRANSITIONS: Final = {
    Closing.DONE: "complete",
    Closing.SKIPPED: "manualskip",
    Closing.CANCELLED: "ate_abort",
}
_HEADER: Final = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "lifecycle:transition",
    "org:role",
    "stage",
    "outcome",
    "case:template",
    "case:version",
    "case:unit",
)
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
\t<extension name="Concept" prefix="concept"\
 uri="http://www.xes-standard.org/concept.xesext"/>
\t<extension name="Time" prefix="time"\
 uri="http://www.xes-standard.org/time.xesext"/>
\t<extension name="Lifecycle" prefix="lifecycle"\
 uri="http://www.xes-standard.org/lifecycle.xesext"/>
\t<extension name="Organizational" prefix="org"\
 uri="http://www.xes-standard.org/org.xesext"/>
\t<global scope="trace">
\t\t<string key="concept:name" value="UNKNOWN"/>
\t</global>
\t<global scope="event">
\t\t<string key="concept:name" value="UNKNOWN"/>
\t\t<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
\t\t<string key="lifecycle:transition" value="complete"/>
\t</global>
\t<classifier name="Stage" keys="concept:name"/>
\t<classifier name="Stage and transition" keys="concept:name lifecycle:transition"/>
\t<string key="lifecycle:model" value="standard"/>
"""


@frozen(kw_only=True)
class Step:
    """The opening or the closing of a stage, as it stands in the log."""

    stage: str
    title: str
    on: date
    transition: str
    role: str
    outcome: str

    @property
    def at(self) -> str:
        """Return the midnight of its day, as people of Budapest had it."""
        midnight = datetime.combine(self.on, time(), tzinfo=budapest())
        return midnight.isoformat(timespec="milliseconds")


@frozen(kw_only=True)
class Case:
    """A process as it stands in the log."""

    id: str
    template: str
    version: int
    unit: str
    steps: tuple[Step, ...]


def cases_of(
    reader: Reader, processes: Collection[Process], lang: str
) -> Iterator[Case]:
    """Yield processes as cases, in the order of their ids, as they stood on the day.

    Args:
        reader: Whose scope, knowledge and day it is.
        processes: Those that are wanted.
        lang: `hu` or `en`, for what stages and roles are called.
    """
    runs: dict[str, list[StageRun]] = {}
    for run in reader.facts(StageRun):
        runs.setdefault(run.process, []).append(run)
    versions: dict[str, TemplateVersion] = {
        one.id: one for one in reader.facts(TemplateVersion)
    }
    for process in sorted(processes, key=lambda one: one.id):
        version = versions[process.template]
        naming = _Naming(reader, process, running(reader, version.id), lang)
        own = [run for run in runs.get(process.id, ()) if run.opened <= reader.on]
        yield Case(
            id=process.id,
            template=version.template,
            version=version.version,
            unit=process.unit,
            steps=tuple(_steps(own, naming, reader.on)),
        )


@frozen
class _Naming:
    """What the stages of a process are called, and who is responsible for them."""

    reader: Reader
    process: Process
    running: Running
    lang: str

    def step(self, run: StageRun, closed: date | None = None) -> Step:
        """Return the opening of a run, or its closing."""
        stage = self.running.flow.stages.get(run.stage)
        if stage is None:  # of a version that the process has left since
            stage = stage_of(self.reader, self.process, run.stage)
        role = "" if stage is None else stage.responsible
        ended = closed is not None
        return Step(
            stage=run.stage,
            title=run.stage if stage is None else stage.title.word(self.lang),
            on=closed or run.opened,
            transition=_TRANSITIONS[run.closing or Closing.DONE] if ended else "start",
            role=self.running.method.role(role, self.lang) if role else "",
            outcome=run.outcome if ended else "",
        )


def _steps(runs: Collection[StageRun], naming: _Naming, on: date) -> Iterator[Step]:
    """Yield openings and closings in order: of one day, causes before what follows."""
    depths = _depths({run.id: run for run in runs})
    places = {id_: place for place, id_ in enumerate(naming.running.flow.stages)}
    found: list[tuple[date, int, int, str, Step]] = []
    for run in runs:
        depth, place = 2 * depths[run.id], places.get(run.stage, len(places))
        found.append((run.opened, depth, place, run.id, naming.step(run)))
        if run.closed is not None and run.closed <= on:
            closed = naming.step(run, run.closed)
            found.append((run.closed, depth + 1, place, run.id, closed))
    for *_, step in sorted(found, key=lambda one: one[:4]):
        yield step


def _depths(runs: Mapping[str, StageRun]) -> dict[str, int]:
    """Return how many runs lie one after the other before each."""
    depths: dict[str, int] = {}
    for run in sorted(runs.values(), key=lambda one: (one.opened, one.id)):
        waiting: list[str] = [] if run.id in depths else [run.id]
        while waiting:
            causes = [one for one in runs[waiting[-1]].after.split() if one in runs]
            missing = [one for one in causes if one not in depths]
            if missing and not set(missing) & set(waiting):
                waiting += missing
                continue
            known = [depths.get(one, 0) for one in causes]
            depths[waiting.pop()] = max(known, default=-1) + 1
    return depths


def write_log(path: Path, cases: Iterator[Case]) -> tuple[int, int]:
    """Write a log by the ending of its name; return how many cases and events it has.

    Args:
        path: A name that ends in .xes, .xes.gz or .csv.
        cases: What stands in it.

    Raises:
        FileNotWrittenError: It cannot be written.
    """
    counted = _Counted(cases)
    if path.suffix.lower() == ".csv":
        write_csv(path, _HEADER, _rows(counted), delimiter=",")
    else:
        with replace_file(path) as stream:
            if path.suffix.lower() == ".gz":
                with GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
                    packed.writelines(_xml(counted))
            else:
                stream.writelines(_xml(counted))
    return counted.cases, counted.events


class _Counted:
    """Cases that are counted while they are written."""

    def __init__(self, cases: Iterator[Case]) -> None:
        self._all = cases
        self.cases = self.events = 0

    def __iter__(self) -> Iterator[Case]:
        for case in self._all:
            self.cases += 1
            self.events += len(case.steps)
            yield case


def _rows(cases: _Counted) -> Iterator[tuple[str | int, ...]]:
    for case in cases:
        for one in case.steps:
            yield (
                case.id,
                one.title,
                one.at,
                one.transition,
                one.role,
                one.stage,
                one.outcome,
                case.template,
                case.version,
                case.unit,
            )


def _xml(cases: _Counted) -> Iterator[bytes]:
    yield _HEAD.encode()
    for case in cases:
        yield b"\t<trace>\n"
        yield _string("concept:name", case.id)
        yield _string("template", case.template)
        yield _attribute("int", "version", str(case.version))
        yield _string("unit", case.unit)
        for one in case.steps:
            yield b"\t\t<event>\n"
            yield _string("concept:name", one.title, "\t")
            yield _attribute("date", "time:timestamp", one.at, "\t")
            yield _string("lifecycle:transition", one.transition, "\t")
            if one.role:
                yield _string("org:role", one.role, "\t")
            yield _string("stage", one.stage, "\t")
            if one.outcome:
                yield _string("outcome", one.outcome, "\t")
            yield b"\t\t</event>\n"
        yield b"\t</trace>\n"
    yield b"</log>\n"


def _string(key: str, value: str, indent: str = "") -> bytes:
    return _attribute("string", key, value, indent)


def _attribute(kind: str, key: str, value: str, indent: str = "") -> bytes:
    text = f"{indent}\t\t<{kind} key={quoteattr(key)} value={quoteattr(value)}/>\n"
    return text.encode("utf-8", "replace")
