"""The membership report of a roundtable, its data being there, in each format."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from attrs import frozen

from cselekvo.actions.issuing import Wanted
from cselekvo.reports.issuing import Maker, made_report
from cselekvo.reports.render import render
from cselekvo.reports.report import Report
from cselekvo.workspace import Workspace
from tests.benchmarks.measure import seconds

#: A report for each of these days: no two of them are equal, as in real use.
_DAYS = [date(2015, 11, 1) + timedelta(days=at) for at in range(30)]


def _made(workspace: Workspace, on: date) -> Report:
    wanted = Wanted(report="roundtable", subject="ZSZ-KEREKASZTAL", lang="hu", on=on)
    maker = Maker(by="–", at=datetime(2016, 1, 1, tzinfo=UTC))
    return made_report(workspace.view(on), wanted, maker)


@frozen(kw_only=True)
class Rendered:
    """What one format took: seconds.

    Attributes:
        cold: The first time in the process.
        warm: The same report again, as when it is handed out in another file.
        other: Warm, but a report of another day each time.
    """

    cold: float
    warm: float
    other: float


def question(database: Path) -> float:
    """Return the seconds that the question itself takes."""
    with Workspace.open(database) as workspace:
        return median(seconds(partial(_made, workspace, on)) for on in _DAYS)


def rendered(database: Path, format_: str) -> Rendered:
    """Return the seconds of a format; the data are asked for before."""
    with Workspace.open(database) as workspace:
        made = [_made(workspace, on) for on in _DAYS]
    cold = seconds(lambda: render(made[-1], format_))
    other = [seconds(partial(render, one, format_)) for one in made[:-1]]
    warm = [seconds(partial(render, made[0], format_)) for _ in range(20)]
    return Rendered(cold=cold, warm=median(warm), other=median(other))
