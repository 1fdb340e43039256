"""The reports there are, by their stable word: `report make`, `roundtable report`."""

from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final, Protocol

from attrs import frozen

from cselekvo.errors import RefusedError
from cselekvo.i18n import _
from cselekvo.ports import Reader
from cselekvo.reports.membership import report as membership
from cselekvo.reports.mentors import briefing_report, mentors_report
from cselekvo.reports.processes import process_report, processes_report
from cselekvo.reports.report import Report


class Question(Protocol):
    """What makes a report of one kind."""

    def __call__(
        self,
        reader: Reader,
        subject: str,
        /,
        *,
        lang: str,
        contacts: bool,
        by: str,
        generated_at: datetime,
        since: date | None = None,
    ) -> Report:
        """Make the report about a subject; see `membership.membership_report`."""
        ...


@frozen(kw_only=True)
class ReportKind:
    """A report that can be made.

    Attributes:
        word: The stable word that people type.
        subject: The kind of record that it is about.
        title: What it is called, in the current language.
        make: The question that it answers.
    """

    word: str
    subject: str
    title: Callable[[], str]
    make: Question


class ReportUnknownError(RefusedError):
    """There is no report of that name."""

    code = "report-unknown"

    def __init__(self, word: str) -> None:
        near = tuple(get_close_matches(word, REPORTS, n=1))
        allowed = tuple(sorted(REPORTS))
        super().__init__(
            f"There is no report {word!r}; there are: {', '.join(allowed)}.",
            word=word,
            near=near,
            allowed=allowed,
        )


_ALL: Final = (
    ReportKind(
        word=membership.KIND,
        subject="roundtable",
        title=lambda: _("Membership report"),
        make=membership.membership_report,
    ),
    ReportKind(
        word=process_report.KIND,
        subject="process",
        title=lambda: _("Process report"),
        make=process_report.process_report,
    ),
    ReportKind(
        word=processes_report.KIND,
        subject="county",
        title=lambda: _("Where processes stand"),
        make=processes_report.processes_report,
    ),
    ReportKind(
        word=mentors_report.KIND,
        subject="county",
        title=lambda: _("The mentor network"),
        make=mentors_report.mentors_report,
    ),
    ReportKind(
        word=briefing_report.KIND,
        subject="person",
        title=lambda: _("Briefing of a mentor"),
        make=briefing_report.briefing_report,
    ),
)
#: A new report is one function and one line above.
REPORTS: Final = {kind.word: kind for kind in _ALL}


def report_kind(word: str) -> ReportKind:
    """Return the report of that name.

    Raises:
        ReportUnknownError: There is none.
    """
    if word not in REPORTS:
        raise ReportUnknownError(word)
    return REPORTS[word]
