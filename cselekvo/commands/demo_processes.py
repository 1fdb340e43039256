"""The demonstration's processes: templates are published before these are read."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from cselekvo.commands.output import table
from cselekvo.commands.template_publish import publish_file
from cselekvo.domain.process import Process, StageRun
from cselekvo.findings import has_errors
from cselekvo.handbook.templates.folder import earlier_files, template_files
from cselekvo.i18n import _
from cselekvo.workspace import Workspace

#: The example that holds the processes of the other five.
PROCESSES: Final = "folyamatok"
#: A day on which many of them were on their way.
ASKED: Final = date(2017, 6, 30)


def publish_all(workspace: Workspace) -> list[str]:
    """Publish every template of the handbook, earlier versions first."""
    published = []
    with workspace.change(reason="template publish") as work:
        for path in (*earlier_files(), *template_files()):
            version, findings = publish_file(work, Path(path))
            if has_errors(findings):
                work.abandon()
            published.append(version)
    return published


def process_lines(workspace: Workspace) -> list[str]:
    """Return how many processes run on which template, and how many on that day."""
    view = workspace.view(ASKED)
    open_then = {
        run.process
        for run in view.facts(StageRun)
        if run.opened <= ASKED and (run.closed is None or run.closed > ASKED)
    }
    counts: dict[str, list[int]] = {}
    for process in view.facts(Process):
        row = counts.setdefault(process.template, [0, 0, 0])
        row[0] += 1
        row[1] += process.ending is None
        row[2] += process.id in open_then
    header = [_("template"), _("processes"), _("running"), ASKED.isoformat()]
    rows: list[list[Any]] = [[name, *row] for name, row in sorted(counts.items())]
    return table(header, rows, right=(1, 2, 3))
