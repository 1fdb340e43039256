"""The membership report of a roundtable: who sits there on a day, and how it works.

Sources: DOMAIN 7.2. The day says who sits there; a period up to it, who joined and left
and who attended the meetings.
"""

from collections.abc import Iterator
from datetime import date, datetime

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.roundtable import Roundtable
from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.account import Account, account_of
from cselekvo.reports.balance import balance_of
from cselekvo.reports.membership.attention import attention
from cselekvo.reports.membership.balance import (
    against_district,
    sectors_table,
    settlements_table,
)
from cselekvo.reports.membership.changes import changes
from cselekvo.reports.membership.header import header_facts
from cselekvo.reports.membership.meetings import meetings
from cselekvo.reports.membership.notes import notes
from cselekvo.reports.membership.pictures import members_by_sector, members_over_time
from cselekvo.reports.membership.rows import members_table
from cselekvo.reports.membership.summary import summary
from cselekvo.reports.origin import origin_of
from cselekvo.reports.report import Block, Origin, Paragraph, Report
from cselekvo.rules.permissions import Verb

KIND = "roundtable"


def membership_report(
    reader: Reader,
    table_id: str,
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the membership report of a table on the reader's day.

    Args:
        reader: Who asks, about which day, known when.
        table_id: The table.
        lang: `hu` or `en`.
        contacts: The internal version with e-mail addresses, telephone numbers and
            addresses; else names and offices only.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: The first day of the period for joining, leaving and meetings, inclusive;
            its last one is the reader's day. None: since the founding.

    Raises:
        NotFoundError: There is no such table for this reader.
        NotAllowedError: Contacts are asked for, and the reader may not see them.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, table_id)
    account = account_of(reader, table_id, since, day_in_budapest(generated_at))
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=_name(account.roster.table, lang),
            subtitle=fill(_("Membership report, %(on)s"), {"on": reader.on}),
            origin=origin,
            facts=header_facts(reader, account, contacts=contacts),
            blocks=tuple(_blocks(account, origin, contacts=contacts)),
        )


def _name(table: Roundtable, lang: str) -> str:
    return table.name_en if lang == "en" and table.name_en else table.name


def _blocks(account: Account, origin: Origin, *, contacts: bool) -> Iterator[Block]:
    """Yield the answer first, then whom it counts, then how they came and went."""
    voting = account.roster.voting
    is_district = account.roster.table.district is not None
    balance = balance_of(voting, account.district, of_district=is_district)
    yield from notes(account, origin, contacts=contacts)
    yield summary(account, balance)
    yield Paragraph(_how_counted())
    yield from members_over_time(account)
    if voting:
        yield members_by_sector(balance)
    yield members_table(account, contacts=contacts)
    yield from meetings(account)
    yield from changes(account)
    if voting:
        yield sectors_table(balance)
        yield settlements_table(balance)
        yield from against_district(balance)
    yield from attention(account)


def _how_counted() -> str:
    return _(
        "Members are counted on the day of the report; a membership that ends on that "
        "day still counts. Joining, leaving and meetings are those of the period."
    )
