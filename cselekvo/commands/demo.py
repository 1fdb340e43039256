"""The demonstration: a workspace from the five seed programmes, and its reports."""

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from cselekvo.actions.eligibility import recheck
from cselekvo.actions.judging import verdict_for
from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import Verb, pass_app
from cselekvo.commands.demo_processes import PROCESSES, process_lines, publish_all
from cselekvo.commands.demo_scale import Scale
from cselekvo.commands.output import answer, table
from cselekvo.commands.sheets import digest_of
from cselekvo.domain.activity import Activity
from cselekvo.domain.community import Community
from cselekvo.domain.organisation import Organisation, OrganisationName
from cselekvo.domain.person import Person
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Partnership, Programme, Project
from cselekvo.domain.roundtable import Meeting, Membership, Roundtable
from cselekvo.domain.territory import Settlement
from cselekvo.errors import MissingExtraError, RefusedError
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.files import FileNotWrittenError, reason_of, replace_file
from cselekvo.findings import has_errors
from cselekvo.handbook.folder import examples
from cselekvo.i18n import _, current, use
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.order import sort_key
from cselekvo.reports.catalogue import report_kind
from cselekvo.reports.render import FORMATS, render
from cselekvo.reports.roster import Roster, roster_of
from cselekvo.workspace import Workspace

TABLE: Final = "ZSZ-KEREKASZTAL"
DAY: Final = date(2015, 11, 30)
#: The flagship's organisations are checked on a day of its term.
FLAGSHIP: Final = "CSELEKVO"
CHECKED: Final = date(2018, 1, 1)
#: The flagship first: the others refer to its time, and one carries its programme.
ORDER: Final = (
    "cselekvo-kozossegek",
    "miskolc-egyutt",
    "kecskemet",
    "vasgyar",
    "zalaszentgrot",
    PROCESSES,
)


class DemoBrokenError(RefusedError):
    """A seed programme could not be read: the installation is damaged."""

    code = "demo-broken"

    def __init__(self, name: str, word: str) -> None:
        super().__init__(
            f"The example {name} was refused: {word}.", name=name, word=word
        )


def _import(workspace: Workspace, folder: Path) -> dict[str, Any]:
    given, findings = read_sheets(folder)
    with workspace.change(reason=folder.name) as work:
        outcome = Outcome()
        digest = digest_of(given)
        findings += import_sheets(work, digest, given, Options(), outcome)
    for finding in findings:
        if has_errors([finding]):
            raise DemoBrokenError(folder.name, finding.word)
    return outcome.totals()


def build(workspace: Workspace) -> list[tuple[str, dict[str, Any]]]:
    """Import the five seed programmes and their processes; return what each brought.

    Processes run on published templates, so these come first.
    """
    by_name = {folder.name: folder for folder in examples()}
    publish_all(workspace)
    return [(name, _import(workspace, by_name[name])) for name in ORDER]


def _holds(workspace: Workspace) -> list[tuple[str, str, int]]:
    view = workspace.view(DAY)
    words = (
        (_("settlements"), Settlement),
        (_("organisations"), Organisation),
        (_("persons"), Person),
        (_("programmes"), Programme),
        (_("partnerships"), Partnership),
        (_("projects"), Project),
        (_("roundtables"), Roundtable),
        (_("memberships"), Membership),
        (_("meetings"), Meeting),
        (_("communities"), Community),
        (_("processes"), Process),
        (_("activities"), Activity),
    )
    return [(kind.kind, word, view.count(kind)) for word, kind in words]


def _verdicts(workspace: Workspace) -> list[list[Any]]:
    counts: dict[tuple[str, str], int] = {}
    for one in workspace.view(DAY).facts(Partnership):
        key = (one.programme, one.verdict.word(current()))
        counts[key] = counts.get(key, 0) + 1
    return [
        [programme, verdict, n] for (programme, verdict), n in sorted(counts.items())
    ]


def write_reports(workspace: Workspace, folder: Path) -> list[Path]:
    """Write the roundtable's report in every format there is, in both languages.

    A format whose optional part is not installed is left out.
    """
    view = workspace.view(DAY)
    written = []
    for lang in ("hu", "en"):
        with use(lang):
            made = report_kind("roundtable").make(
                view,
                TABLE,
                lang=lang,
                contacts=False,
                by=view.actor.name or view.actor.user,
                generated_at=read_clock(),
            )
            for name, format_ in FORMATS.items():
                path = folder / f"{TABLE}-{lang}{format_.extension}"
                with suppress(MissingExtraError):
                    data = render(made, name)
                    with replace_file(path) as file:
                        file.write(data)
                    written.append(path)
    return written


@click.command(cls=Verb, name="demo")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--scale",
    type=Scale(),
    metavar="national|N",
    help="An invented network of the national size instead, or N times that.",
)
@pass_app
def demo_(app: App, folder: Path, scale: int | None) -> None:
    """Build a workspace from the five seed programmes in FOLDER, and its reports.

    Invented organisations and persons are marked as illustration. With `-w` or
    CSELEKVO_WORKSPACE the workspace is made there, also on PostgreSQL.

    With `--scale` an invented network is built instead: 70 mentors in 18 counties, 276
    consortia, 1,000 settlements, 2,500 institutions, 905 communities, three years.

    Example: cselekvo demo proba
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWrittenError(folder, reason_of(error)) from error
    named = app.where if app.is_named else str(folder / "cselekvo.db")
    if scale is not None:
        from cselekvo.commands.demo_national import demonstrate
        from cselekvo.exchange.national import Size

        demonstrate(app, folder, named, Size.of(scale))
        return
    with Workspace.create(named, clock=read_clock) as workspace:
        brought = build(workspace)
        holds, verdicts = _holds(workspace), _verdicts(workspace)
        checked = _checked(workspace)
        with workspace.change() as work:
            findings = recheck(work, (), DAY)
        roster = roster_of(workspace.view(DAY), TABLE)
        processes = process_lines(workspace)
        reports = write_reports(workspace, folder)
        name = workspace.name
    lines = _lines(brought, holds, checked, verdicts)
    lines += [*processes, "", _counted(roster), ""]
    lines += [_("Wrote %(file)s.") % {"file": path} for path in reports]
    lines += ["", _("Commands to try next:"), *_next(app, name, folder)]
    result = {
        "workspace": name,
        "count": roster.count,
        "holds": {kind: count for kind, _word, count in holds},
        "reports": [str(path) for path in reports],
    }
    answer(app, result, lines=lines, findings=findings)


def _lines(
    brought: Any, holds: Any, checked: list[list[Any]], verdicts: list[list[Any]]
) -> list[str]:
    """Return what was read, what the workspace holds, who was checked and admitted."""
    rows = [[one, totals["read"], totals["added"]] for one, totals in brought]
    header = [_("organisation"), _("verdict"), _("by"), _("settlement"), _("partner")]
    return [
        *table([_("programme"), _("rows read"), _("added")], rows, right=(1, 2)),
        "",
        *table([_("the workspace holds"), ""], [one[1:] for one in holds], right=(1,)),
        "",
        *table(header, checked),
        "",
        *table([_("partners of"), _("verdict"), ""], verdicts, right=(2,)),
        "",
    ]


def _checked(workspace: Workspace) -> list[list[Any]]:
    """Return the verdicts on the flagship's organisations, admitted or not."""
    view = workspace.view(CHECKED)
    programme = view.one(Programme, FLAGSHIP)
    partners = {one.organisation for one in view.facts(Partnership, programme=FLAGSHIP)}
    names = {
        one.organisation: one.name for one in view.facts(OrganisationName, on=view.on)
    }
    words = {"seat": _("seat"), "site": _("site"), "": None}
    rows = []
    for id_ in sorted(names, key=lambda id_: sort_key(names[id_])):
        if not id_.startswith("CS-"):
            continue
        verdict = verdict_for(
            view, id_, on=CHECKED, period=programme.programming_period
        )
        admitted = _("yes") if id_ in partners else _("no")
        kind = verdict.kind.word(current())
        rows.append(
            [names[id_], kind, words[verdict.by], verdict.settlement or None, admitted]
        )
    return rows


def called_as() -> str:
    """Return how this call was written, so that the next one can be copied."""
    script = Path(sys.argv[0])
    if script.suffix != ".py":
        return script.name or "cselekvo"
    python = Path(sys.executable)
    here = Path.cwd()
    shown = python.relative_to(here) if python.is_relative_to(here) else "python"
    return f"{shown} {script}"


def _counted(roster: Roster) -> str:
    text = _("%(name)s on %(on)s: %(count)s voting member organisations, counted")
    return text % {
        "name": (current() == "en" and roster.table.name_en) or roster.table.name,
        "on": short_day(DAY, current()),
        "count": roster.count,
    }


def _next(app: App, name: str, folder: Path) -> list[str]:
    program = called_as()
    if app.workspace is not None or not app.is_named:
        program += f" -w {name}"
    return [
        f"  {program} roundtable members {TABLE} --on 2015-12-01",
        f"  {program} process list --on 2017-06-30",
        f"  {program} eligibility check CS-FESZEK --period 2014-2020 --on 2018-01-01",
        f"  {program} export {folder / 'ki'}",
    ]
