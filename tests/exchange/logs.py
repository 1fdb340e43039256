"""Event logs, short to write, and how they are read."""

from pathlib import Path

from attrs import evolve

from cselekvo.exchange.eventlog.figures import Summary
from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import LIMITS, Asked, Event, LogLimits
from cselekvo.exchange.eventlog.summary import summarise
from cselekvo.exchange.eventlog.times import zone_named
from cselekvo.findings import Finding

XES = "http://www.xes-standard.org/"
#: Small enough that a test reaches them.
SMALL = LogLimits(
    file=20_000,
    ratio=20,
    token=2_000,
    depth=8,
    name=100,
    names=1_000,
    events=20,
    cases=10,
    activities=8,
    pairs=10,
    kinds=10,
    findings=3,
)
PLAIN = Asked()


def xes(body: str, *, namespace: str = XES, top: str = "") -> bytes:
    """Return a log with this in it."""
    space = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{top}<log xes.version="1849.2016"'
        f"{space}>\n{body}\n</log>\n"
    ).encode()


def trace(name: str, *events: str) -> str:
    """Return a case with events as `event` writes them."""
    return f'<trace>\n<string key="concept:name" value="{name}"/>\n' + "".join(
        (*events, "</trace>\n")
    )


def event(name: str = "", at: str = "", more: str = "") -> str:
    """Return an event in one line; an empty part is left out."""
    named = f'<string key="concept:name" value="{name}"/>' if name else ""
    timed = f'<date key="time:timestamp" value="{at}"/>' if at else ""
    return f"<event>{named}{timed}{more}</event>\n"


def day(number: int) -> str:
    """Return midnight UTC of a day of March 2022."""
    return f"2022-03-{number:02d}T00:00:00Z"


def saved(folder: Path, content: bytes | str, name: str = "log.xes") -> Path:
    """Write a log into a folder."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def events_of(
    path: Path, asked: Asked = PLAIN, limits: LogLimits = LIMITS
) -> tuple[list[Event], list[str], list[Finding]]:
    """Return the events of a log, the names of its cases, and what was found."""
    log, findings = open_log(path, asked, limits)
    if log is None:
        return [], [], findings
    events = list(log)
    return events, log.cases, [*findings, *log.findings]


def found_in(
    path: Path, asked: Asked = PLAIN, limits: LogLimits = LIMITS
) -> list[tuple[str, int | None]]:
    """Return what was found in a log: the word and the line or row of each."""
    found = events_of(path, asked, limits)[2]
    return [(one.word, _number(one)) for one in found]


def _number(finding: Finding) -> int | None:
    assert finding.where is not None
    return finding.where.line or finding.where.row


def summary_of(
    path: Path, asked: Asked = PLAIN, limits: LogLimits = LIMITS
) -> tuple[Summary | None, list[str]]:
    """Return the figures of a log, and the words of what was found."""
    log, findings = open_log(path, asked, limits)
    assert log is not None, findings
    found, told = summarise(log, lambda _count: None)
    return found, [one.word for one in (*findings, *told)]


def with_zone(name: str) -> Asked:
    """Return what is asked where the clocks are named."""
    return evolve(PLAIN, zone=zone_named(name))
