"""The membership report of a roundtable: who sits there on a day, in how many words.

Sources: DOMAIN 7.2. Attendance, quorum and the balance against the district are yet to
come.
"""

from collections import Counter
from datetime import datetime

from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, current, fill, use
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.membership_header import header_facts
from cselekvo.reports.membership_notes import notes
from cselekvo.reports.membership_rows import members_table
from cselekvo.reports.origin import origin_of
from cselekvo.reports.report import (
    Block,
    CellKind,
    Column,
    Figures,
    Origin,
    Pair,
    Report,
    Table,
)
from cselekvo.reports.roster import Member, Roster, roster_of
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

    Raises:
        NotFoundError: There is no such table for this reader.
        NotAllowedError: Contacts are asked for, and the reader may not see them.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, table_id)
    roster = roster_of(reader, table_id)
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=_name(roster.table, lang),
            subtitle=fill(_("Membership report, %(on)s"), {"on": reader.on}),
            origin=origin,
            facts=header_facts(reader, roster, contacts=contacts),
            blocks=_blocks(roster, origin, contacts=contacts),
        )


def _blocks(roster: Roster, origin: Origin, *, contacts: bool) -> tuple[Block, ...]:
    voting = [member for member in roster.members if member.voting]
    return (
        *notes(roster, origin, contacts=contacts),
        _summary(roster, voting),
        *_sectors(voting),
        members_table(roster, contacts=contacts),
    )


def _name(table: Roundtable, lang: str) -> str:
    return table.name_en if lang == "en" and table.name_en else table.name


def _summary(roster: Roster, voting: list[Member]) -> Figures:
    others = [member for member in roster.members if not member.voting]
    invited = sum(member.invited for member in others)
    figures = [
        ("voting_members", _("Voting member organisations"), roster.count),
        ("invitees", _("Standing invitees"), invited),
        (
            "settlements",
            _("Settlements represented"),
            len({fold(member.settlement) for member in voting} - {""}),
        ),
        (
            "without_representative",
            _("Members without a representative"),
            sum(not member.representatives for member in voting),
        ),
        (
            "without_deputy",
            _("Members without a deputy"),
            sum(not member.deputies for member in voting),
        ),
    ]
    if len(others) > invited:
        without = len(others) - invited
        figures.insert(1, ("without_vote", _("Members without a vote"), without))
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(
            Pair(key, label, count, CellKind.WHOLE) for key, label, count in figures
        ),
    )


def _sectors(voting: list[Member]) -> tuple[Table, ...]:
    """Return the voting members by sector, the most numerous sector first."""
    if not voting:
        return ()
    bodies = {member.membership.organisation: member.sector for member in voting}
    words = (
        _("not known") if sector is None else sector.word(current())
        for sector in bodies.values()
    )
    counted = sorted(
        Counter(words).items(), key=lambda one: (-one[1], sort_key(one[0]))
    )
    table = Table(
        key="sectors",
        caption=_("Voting members by sector"),
        columns=(
            Column("sector", _("Sector")),
            Column("members", _("Number of members"), CellKind.WHOLE),
            Column("share", _("Share"), CellKind.PERCENT),
        ),
        rows=tuple((word, count, count / len(bodies)) for word, count in counted),
        head="sector",
        total=(_("Total"), len(bodies), 1.0),
    )
    return (table,)
