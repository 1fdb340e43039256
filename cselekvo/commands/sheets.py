"""Reading sheets into the workspace, and writing them out of it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import Verb, pass_app
from cselekvo.commands.counts import counts_table
from cselekvo.commands.kinds import OneOf
from cselekvo.commands.output import answer, table
from cselekvo.commands.progress import counting
from cselekvo.errors import NotFoundError, RefusedError
from cselekvo.exchange.empty import write_empty_folder, write_empty_workbook
from cselekvo.exchange.exporting import check_workbook, export_folder, export_workbook
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Given, Options, import_sheets
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.outcome import Difference, Outcome
from cselekvo.exchange.sheets import SHEETS, kind_named, near_kinds
from cselekvo.exchange.showing import Told, told
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, has_errors
from cselekvo.i18n import _, current
from cselekvo.i18n.numbers import NOTHING
from cselekvo.ports import Work

_OTHER_SUFFIXES: Final = {".csv", ".txt", ".xls", ".xlsm", ".xlsb", ".ods", ".json"}


def digest_of(tables: Given) -> str:
    """Return the SHA-256 over the files: the same files are the same request.

    A workbook is counted once, however many of its sheets are read.
    """
    digest = hashlib.sha256()
    counted: set[str] = set()
    for kind, one in tables:
        digest.update(f"{kind.hu}\0".encode())
        if one.file in counted:
            continue
        counted.add(one.file)
        with Path(one.file).open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def _lines(totals: dict[str, Any], differences: list[str], *, dry: bool) -> list[str]:
    lines = counts_table(totals["by_kind"])
    if dry:
        lines += ["", _("Nothing was written: this was a dry run."), ""]
        lines += differences
        more = totals["added"] + totals["changed"] - len(differences)
        if more > 0:
            lines.append(_("… and %(count)s more") % {"count": more})
    return lines


def _differences(differences: Sequence[Difference], work: Work) -> list[str]:
    """Return a line on each record: of what changes, from what to what."""
    world, lang = World(work), current()
    return [_difference(one.change, told(one, world, lang)) for one in differences]


def _difference(change: str, one: Told) -> str:
    """Return a line on a record: what it is, and of what changes from what to what."""
    word = _("added") if change == "added" else _("changed")
    cells = [
        f"{header}: {new or NOTHING}"
        if change == "added"
        else f"{header}: {old or NOTHING} → {new or NOTHING}"
        for header, old, new in one.cells
    ]
    detail = f" ({'; '.join(cells)})" if cells else ""
    return f"  {word}: {one.sheet} {one.title}{detail}"


def _by_row(findings: list[Finding]) -> list[Finding]:
    """Return findings sheet by sheet and row by row, as who mends a sheet reads it."""
    files: dict[str | None, int] = {}
    sheets: dict[tuple[str | None, str | None], int] = {}

    def at(finding: Finding) -> tuple[int, int, int]:
        where = finding.where or Place()
        sheet = sheets.setdefault((where.file, where.sheet), len(sheets))
        return files.setdefault(where.file, len(files)), sheet, where.row or 0

    return sorted(findings, key=at)


def run_import(
    app: App,
    given: Given,
    findings: list[Finding],
    options: Options,
    *,
    dry_run: bool,
    reason: str | None = None,
) -> None:
    """Import tables as one act, or show what it would do, and answer."""
    broken = has_errors(findings)
    if broken and not given:
        answer(app, {}, findings=findings)
    with app.change(reason) as work, counting(_("rows read")) as tick:
        outcome = Outcome()
        digest = digest_of(given)
        found = import_sheets(work, digest, given, options, outcome, tick)
        differences = outcome.differences if dry_run else []
        shown = _differences(differences, work)
        if dry_run or broken:
            work.abandon()
    totals = outcome.totals()
    if work.is_replay:
        totals = next(dict(one.values) for one in found if one.word == "imported")
    faults = [one for one in found if one.word != "imported"]
    answer(
        app,
        {**totals, "dry_run": dry_run, "differences": _as_data(differences)},
        lines=_lines(totals, shown, dry=dry_run),
        findings=_by_row([*findings, *faults]),
        always=True,
        anyway=dry_run,
        refusal=_("Nothing was written: mend the faults, or use --skip-bad-rows."),
    )


def _as_data(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "id": one.id, "change": one.change, "fields": one.fields}
        for one in differences
    ]


@click.command(cls=Verb, name="import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--as", "as_kind", metavar="KIND", help="The kind of a lone file or sheet."
)
@click.option("--encoding", metavar="NAME", help="The encoding of the files.")
@click.option("--numbers", type=OneOf("hu"), help="Read 15.303 as 15 303.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--skip-bad-rows", is_flag=True, help="Leave out rows with faults.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def import_(
    app: App,
    path: Path,
    as_kind: str | None,
    encoding: str | None,
    numbers: str | None,
    dry_run: bool,
    skip_bad_rows: bool,
    reason: str | None,
) -> None:
    """Read PATH into the workspace: a .csv file, a workbook or a folder of .csv files.

    A workbook (.xlsx, .xls) has a sheet per kind, a folder a file per kind.

    Every fault is told at once, with file, row, column and what would be allowed; then
    nothing is written. The whole import is one entry of the journal.

    Example: cselekvo -w halozat.db import szervezetek.csv --dry-run
    """
    app.require_workspace()
    given, findings = read_sheets(path, as_kind=as_kind, encoding=encoding)
    options = Options(skip_bad_rows=skip_bad_rows, dots_group=numbers == "hu")
    run_import(app, given, findings, options, dry_run=dry_run, reason=reason)


class OptionNeedsError(RefusedError):
    """An option was given without the one that gives it a meaning."""

    code = "option-needs-other"

    def __init__(self, option: str, other: str) -> None:
        super().__init__(
            f"{option} has a meaning only with {other}.", option=option, other=other
        )


class OptionsExcludeError(RefusedError):
    """Two options were given that contradict each other."""

    code = "options-exclude"

    def __init__(self, option: str, other: str) -> None:
        super().__init__(
            f"{option} and {other} cannot be used together.", option=option, other=other
        )


class FormatNotWrittenError(RefusedError):
    """A file was asked for whose format is not written."""

    code = "format-not-written"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r}: an .xlsx workbook or a folder is written, no other file.",
            path=str(path),
        )


@click.command(cls=Verb, name="export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@click.option("--empty", is_flag=True, help="Sheets to be filled in; no workspace.")
@click.option("--as", "as_kind", metavar="KIND", help="One kind only, with --empty.")
@pass_app
def export_(
    app: App, path: Path, known_at: str | None, empty: bool, as_kind: str | None
) -> None:
    """Write the workspace to PATH: an .xlsx workbook, or a folder of CSV files.

    Importing it again changes nothing; into an empty workspace it gives equal facts.
    Users and the journal are not written.

    With --empty the sheets have headers only, and a workbook explains its columns.

    Example: cselekvo -w halozat.db export halozat.xlsx
    """
    _check_suffix(path)
    if empty and known_at is not None:
        raise OptionsExcludeError("--known-at", "--empty")
    if empty:
        write_empty(app, path, _kinds(as_kind))
        return
    if as_kind is not None:
        raise OptionNeedsError("--as", "--empty")
    findings: list[Finding] = []
    with app.view(known_at=known_at) as view:
        if is_workbook_name(path):
            written = export_workbook(view, path, current())
            findings = check_workbook(path)
        else:
            written = export_folder(view, path, current())
    rows = [[name, count] for name, count in written.items()]
    lines = [*table([_("sheet"), _("rows")], rows, right=(1,)), "", str(path)]
    result = {_what(path): str(path), "by_kind": written}
    answer(app, result, lines=lines, findings=findings)


def _kinds(name: str | None) -> Sequence[SheetKind]:
    """Return the kind of a name, or all kinds where none is named.

    Raises:
        NotFoundError: No kind is called so.
    """
    if name is None:
        return SHEETS
    kind = kind_named(name)
    if kind is None:
        raise NotFoundError("sheet", name, near_kinds(name))
    return (kind,)


def write_empty(app: App, path: Path, kinds: Sequence[SheetKind]) -> None:
    """Write sheets to be filled in, and answer."""
    write = write_empty_workbook if is_workbook_name(path) else write_empty_folder
    names = write(path, current(), kinds)
    text = _("Wrote %(file)s.") % {"file": path}
    answer(app, {_what(path): str(path), "kinds": names}, lines=[text])


def _check_suffix(path: Path) -> None:
    """Refuse the name of a file that would become a folder of that name.

    Raises:
        FormatNotWrittenError: It is that of a CSV file or of another workbook.
    """
    if path.suffix.lower() in _OTHER_SUFFIXES and not path.is_dir():
        raise FormatNotWrittenError(path)


def is_workbook_name(path: Path) -> bool:
    """Return whether what is written there should be a workbook."""
    return path.suffix.lower() == ".xlsx"


def _what(path: Path) -> str:
    return "file" if is_workbook_name(path) else "folder"
