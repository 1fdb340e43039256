"""Issuing a report: what is handed out is kept as it is, with where it comes from."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum

from attrs import frozen

from cselekvo.actions.action import action
from cselekvo.domain.identifiers import IssuedReportId, RecordId
from cselekvo.domain.issued import IssuedDocument, IssuedReport
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


class IssueCode(Enum):
    """What the issuing of a report tells."""

    ISSUED = "report-issued"


@frozen(kw_only=True)
class Wanted:
    """What is asked for.

    Attributes:
        report: The stable word of the report.
        subject: The record it is about.
        lang: `hu` or `en`.
        on: The day asked about.
        since: The first day of its period; None: as the report chooses.
        contacts: The internal version.
        formats: Those to be handed out; the report as data is always kept.
    """

    report: str
    subject: str
    lang: str
    on: date
    since: date | None = None
    contacts: bool = False
    formats: tuple[str, ...] = ("pdf",)


@frozen(kw_only=True)
class File:
    """A format of a report: its bytes, and by what they were made."""

    format: str
    content: bytes
    versions: str


@frozen(kw_only=True)
class Printed:
    """A report as it was made for its number."""

    title: str
    by: str
    instant: str
    product: str
    position: int
    head: str
    scope: str
    files: tuple[File, ...]


#: Makes the report that will bear a number.
Press = Callable[[str], Printed]


def next_number(work: Work) -> str:
    """Return the next number of the year: `R-2026-001`."""
    year = work.today.year
    count = len(work.facts(IssuedReport)) + 1
    while work.taken(number := f"R-{year}-{count:03d}") is not None:
        count += 1
    return number


@action("report issue", lambda wanted: wanted.subject)
def issue_report(work: Work, wanted: Wanted, press: Press) -> Iterator[Finding]:
    """Issue a report: number, bytes and origin are kept as one act.

    Args:
        work: The change.
        wanted: What is asked for.
        press: Makes the report, once its number is known.
    """
    work.require(Verb.ISSUE, wanted.subject)
    number = next_number(work)
    printed = press(number)
    issued = IssuedReport(
        id=IssuedReportId(number),
        report=wanted.report,
        subject=RecordId(wanted.subject),
        lang=wanted.lang,
        on=wanted.on,
        since=wanted.since,
        contacts=wanted.contacts,
        position=printed.position,
        head=printed.head,
        instant=printed.instant,
        product=printed.product,
        scope=printed.scope,
        title=printed.title,
        by=printed.by,
    )
    work.write(issued)
    for file in printed.files:
        work.write(_document(work, issued, file))
    values = {
        "number": number,
        "title": printed.title,
        "position": printed.position,
        "head": printed.head,
    }
    yield Finding(
        IssueCode.ISSUED, subject=number, severity=Severity.NOTE, values=values
    )


def _document(work: Work, issued: IssuedReport, file: File) -> IssuedDocument:
    return IssuedDocument(
        id=RecordId(work.new_id(IssuedDocument)),
        report=issued.id,
        format=file.format,
        size=len(file.content),
        digest=hashlib.sha256(file.content).hexdigest(),
        versions=file.versions,
        content=b64encode(file.content).decode("ascii"),
    )
