"""Issued reports: handed out under a number, kept as they were, checked."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.report import report_
from cselekvo.commands.report_made import (
    chosen_format,
    file_options,
    question_options,
    shown,
    write_report,
)
from cselekvo.domain.issued import IssuedDocument, IssuedReport
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import instant, short_day

if TYPE_CHECKING:
    from cselekvo.actions.issuing import Wanted
    from cselekvo.workspace import View, Workspace

_DATA: Final = "json"


class FormatNotIssuedError(RefusedError):
    """An issued report is asked for in a format in which it was not issued."""

    code = "report-format-not-issued"

    def __init__(self, number: str, format_: str, allowed: tuple[str, ...]) -> None:
        super().__init__(
            f"{number} was not issued as {format_}, but as: {', '.join(allowed)}.",
            number=number,
            format=format_,
            allowed=allowed,
        )


@report_.command("issue")
@click.argument("report")
@click.argument("subject")
@question_options
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="html|pdf|docx|xlsx|csv|md|json",
    help="A format to keep; may be given again. The file's ending, else pdf.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def issue(
    app: App,
    report: str,
    subject: str,
    on: date | None,
    since: date | None,
    public: bool,
    formats: tuple[str, ...],
    output: Path | None,
    reason: str | None,
) -> None:
    """Issue the report REPORT about SUBJECT: it gets a number and is kept as it is.

    Kept are its bytes, its data, what made it, what its issuer might see, and the
    position and head of the journal. `report verify` holds it against the records.

    Example: cselekvo report issue roundtable ZSZ-KEREKASZTAL --on 2015-11-30 -o t.pdf
    """
    from cselekvo.actions.issuing import Wanted
    from cselekvo.reports.render import check_format

    chosen = formats or (chosen_format(None, output, "pdf"),)
    for one in chosen:
        check_format(one)
    with app.opened() as workspace:
        view = workspace.view(on, reader=app.as_user)
        wanted = Wanted(
            report=report,
            subject=subject,
            lang=current(),
            on=view.on,
            since=since,
            contacts=not public,
            formats=tuple(dict.fromkeys(chosen)),
        )
        number = _issue(app, workspace, view, wanted, reason or "")
        now = workspace.view(reader=app.as_user)
        told = _as_json(now, now.one(IssuedReport, number))
        data = _content(now, number, chosen[0]) if output is not None else b""
    if output is not None:
        write_report(app, data, chosen[0], output, told)
        return
    answer(app, told, lines=[_issued_line(told)])


def _issue(
    app: App, workspace: "Workspace", view: "View", wanted: "Wanted", reason: str
) -> str:
    """Issue a report as one act of the journal; return its number."""
    from cselekvo.actions.issuing import issue_report
    from cselekvo.reports.issuing import Maker, printed

    maker = Maker(by=view.actor.name or view.actor.user, at=read_clock())
    with workspace.change(app.as_user, reason, app.request_id) as work:
        found = issue_report(
            work, wanted, lambda number: printed(view, wanted, maker, number)
        )
    return next(one.subject for one in found if one.subject)


def _issued_line(told: dict[str, Any]) -> str:
    text = _("Issued: %(number)s, by entry #%(position)s (%(formats)s).")
    return text % {
        "number": told["number"],
        "position": told["position"],
        "formats": ", ".join(told["formats"]),
    }


def _as_json(view: "View", issued: IssuedReport) -> dict[str, Any]:
    documents = view.facts(IssuedDocument, report=issued.id)
    return {
        "number": issued.id,
        "report": issued.report,
        "subject": issued.subject,
        "title": issued.title,
        "on": issued.on,
        "since": issued.since,
        "lang": issued.lang,
        "internal": issued.contacts,
        "issued": issued.instant,
        "by": issued.by,
        "position": issued.position,
        "head": issued.head,
        "product": issued.product,
        "formats": [one.format for one in documents],
        "documents": [
            {
                "format": one.format,
                "bytes": one.size,
                "sha256": one.digest,
                "versions": one.versions,
            }
            for one in documents
        ],
    }


def _content(view: "View", number: str, format_: str) -> bytes:
    """Return the bytes of an issued report in a format.

    Raises:
        FormatNotIssuedError: It was not issued in that format.
    """
    from cselekvo.reports.checking import content_of

    documents = view.facts(IssuedDocument, report=number)
    for one in documents:
        if one.format == format_:
            return content_of(one)
    allowed = tuple(one.format for one in documents)
    raise FormatNotIssuedError(number, format_, allowed)


@report_.command("list")
@click.option("--of", "subject", metavar="ID", help="Only those about this record.")
@pass_app
def list_(app: App, subject: str | None) -> None:
    """List the issued reports, the newest first.

    Example: cselekvo report list --of ZSZ-KEREKASZTAL
    """
    where: dict[str, Any] = {} if subject is None else {"subject": subject}
    with app.view() as view:
        found = view.facts(IssuedReport, **where)
        found.sort(key=lambda one: (one.instant, one.id), reverse=True)
        told = [_as_json(view, one) for one in found]
    rows = [
        [
            one["number"],
            one["title"],
            short_day(one["on"], current()),
            _("internal") if one["internal"] else _("public"),
            one["lang"],
            ", ".join(one["formats"]),
            instant(datetime.fromisoformat(one["issued"]), current()),
            one["by"],
        ]
        for one in told
    ]
    header = [
        _("number"),
        _("title"),
        _("as of"),
        _("audience"),
        _("language"),
        _("formats"),
        _("issued"),
        _("issued by"),
    ]
    lines = table(header, rows) if rows else [_("No report has been issued.")]
    answer(app, {"count": len(told), "reports": told}, lines=lines)


@report_.command("show")
@click.argument("number")
@file_options
@pass_app
def show(app: App, number: str, format_: str | None, output: Path | None) -> None:
    """Show the issued report NUMBER, or write it as it was handed out.

    With a format or a file it is the very bytes that were issued; without, what is
    known of it.

    Example: cselekvo report show R-2026-001 -o t.pdf
    """
    with app.view() as view:
        issued = view.one(IssuedReport, number)
        told = _as_json(view, issued)
        wants = format_ is not None or output is not None
        chosen = chosen_format(format_, output, "pdf")
        data = _content(view, issued.id, chosen) if wants else b""
    if output is not None:
        write_report(app, data, chosen, output, {"number": issued.id})
    elif wants and not app.as_json:
        click.echo(shown(data, chosen), nl=False)
    else:
        answer(app, told, lines=table(["", ""], _facts(told))[2:])


def _facts(told: dict[str, Any]) -> list[list[Any]]:
    entry = fill("#%(position)s, %(head)s", told)
    return [
        [_("number"), told["number"]],
        [_("title"), told["title"]],
        [_("as of"), short_day(told["on"], current())],
        [_("audience"), _("internal") if told["internal"] else _("public")],
        [_("issued"), instant(datetime.fromisoformat(told["issued"]), current())],
        [_("issued by"), told["by"]],
        [_("entry"), entry],
        [_("formats"), ", ".join(told["formats"])],
        *([one["format"], f"SHA-256 {one['sha256']}"] for one in told["documents"]),
    ]


@report_.command("verify")
@click.argument("number")
@pass_app
def verify(app: App, number: str) -> None:
    """Hold the issued report NUMBER against the records.

    It is made again as its issuer saw it, and compared: the data always, the bytes
    where the same versions make them. What has been erased since is told as that.

    Example: cselekvo report verify R-2026-001
    """
    from cselekvo.reports.checking import check_issued

    with app.view() as view:
        issued = view.one(IssuedReport, number)
        found = check_issued(view, issued.id)
        told = _as_json(view, issued)
    good = _("%(number)s is what the records say (entry #%(position)s).") % told
    refusal = _("%(number)s is not what the records say.") % told
    answer(app, told, lines=[good], findings=found, refusal=refusal)
