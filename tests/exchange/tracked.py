"""Sheets of processes as people write them by hand, and what came of them."""

from collections.abc import Iterable

from attrs import evolve

from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.published_model import read_model
from cselekvo.workspace import Workspace
from tests.processes import a_community, a_published, publication

COMMUNITIES = "azonosito;nev;telepules"
PROCESSES = "azonosito;sablon;egyseg;kezdet"
RUNS = "folyamat;szakasz;tol;ig"
EVIDENCE = "folyamat;szakasz;feltetel;datum"
ACTIVITIES = "azonosito;folyamat;megnevezes;kezdet"
#: A process of the community KZ1, begun on 1 January 2015.
F1 = "F1;community_development;KZ1;2015-01-01"


def prepare(workspace: Workspace, communities: Iterable[str] = ("KZ1",)) -> None:
    """Publish community development, and write communities."""
    a_published(workspace)
    for one in communities:
        a_community(workspace, one)


def publish_next(workspace: Workspace) -> str:
    """Publish the same template as another version; return that version's id."""
    template = read_model(publication().model).template
    return a_published(workspace, evolve(template, version=template.version + 1))


def told(workspace: Workspace, process: str = "F1") -> list[str]:
    """Return the runs of a process: stage, days, outcome, and what opened them."""
    runs = workspace.view().facts(StageRun, process=process)
    named: dict[str, str] = {run.id: f"{run.stage}/{run.opened}" for run in runs}
    return sorted(
        " ".join(
            (
                named[run.id],
                "–" if run.closed is None else run.closed.isoformat(),
                "–" if run.closing is None else str(run.closing.value),
                run.outcome or "–",
                "+".join(sorted(named[id_] for id_ in run.after.split())) or "start",
            )
        )
        for run in runs
    )


def process(workspace: Workspace, id_: str = "F1") -> Process:
    return workspace.view().one(Process, id_)
