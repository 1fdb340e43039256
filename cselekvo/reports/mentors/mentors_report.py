"""The report of the mentor network: loads, gaps over time, turnover, coverage."""

from datetime import date, datetime, timedelta
from typing import Final

from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.mentors.mentors_blocks import blocks
from cselekvo.reports.mentors.mentors_question import network_of
from cselekvo.reports.origin import origin_of
from cselekvo.reports.period import check_since, period_pairs
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.processes_area import area_of
from cselekvo.reports.report import Report
from cselekvo.rules.permissions import Verb

KIND: Final = "mentors"
_YEAR: Final = timedelta(days=365)


def mentors_report(
    reader: Reader,
    subject: str,
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the report of the mentors of a county, a region, or the country.

    Args:
        reader: Who asks, about which day, known when.
        subject: The id of the county or region; the country stands for all.
        lang: `hu` or `en`.
        contacts: The internal version; it holds no more than the public one.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: The first day of the time that is told of; None: a year.

    Raises:
        NotFoundError: There is no such record for this reader.
        NotAllowedError: The internal version is asked for, and the reader may not see
            it.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, subject)
    check_since(since, reader.on)
    first = since or reader.on - _YEAR
    network = network_of(reader, area_of(reader, subject), first)
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=word(network.area.name) or "",
            subtitle=fill(_("The mentor network, %(on)s"), {"on": reader.on}),
            origin=origin,
            facts=tuple(period_pairs(first, reader.on)),
            blocks=tuple(blocks(network)),
        )
