"""The membership report of a roundtable, its data being there, in each format."""

import gc
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from attrs import frozen

from cselekvo.actions.issuing import Wanted
from cselekvo.reports.issuing import Maker, made_report
from cselekvo.reports.render import render
from cselekvo.workspace import Workspace
from tests.benchmarks.measure import seconds

_ON = date(2015, 11, 30)
_WANTED = Wanted(report="roundtable", subject="ZSZ-KEREKASZTAL", lang="hu", on=_ON)
_MAKER = Maker(by="–", at=datetime(2016, 1, 1, tzinfo=UTC))


@frozen(kw_only=True)
class Rendered:
    """What one format took: seconds the first time, and when it is warm."""

    cold: float
    warm: float


def question(database: Path, rounds: int = 30) -> float:
    """Return the seconds that the question itself takes."""
    with Workspace.open(database) as workspace:
        view = workspace.view(_ON)
        return median(
            seconds(lambda: made_report(view, _WANTED, _MAKER)) for _ in range(rounds)
        )


def rendered(database: Path, format_: str, rounds: int = 20) -> Rendered:
    """Return the seconds of a format; the data are asked for before."""
    with Workspace.open(database) as workspace:
        report = made_report(workspace.view(_ON), _WANTED, _MAKER)
    cold = seconds(lambda: render(report, format_))
    gc.collect()
    warm = median(seconds(lambda: render(report, format_)) for _ in range(rounds))
    return Rendered(cold=cold, warm=warm)
