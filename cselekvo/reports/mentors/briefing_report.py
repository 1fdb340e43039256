"""The briefing of a mentor as a report: the units in their charge, for a successor."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import MentorAssignment
from cselekvo.domain.person import Person
from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, current, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.mentors.briefing import UnitBrief, briefs_of
from cselekvo.reports.mentors.people import name_of
from cselekvo.reports.origin import origin_of
from cselekvo.reports.period import check_since, period_pairs
from cselekvo.reports.processes.process_notes import general_notes, heaviest_first
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Pair,
    Paragraph,
    Report,
    Table,
)
from cselekvo.rules.permissions import Verb

KIND = "briefing"
_DAY, _WHOLE = CellKind.DAY, CellKind.WHOLE


def briefing_report(
    reader: Reader,
    subject: str,
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the briefing of a mentor about the units in their charge on a day.

    Args:
        reader: Who asks, about which day, known when.
        subject: The id of the person.
        lang: `hu` or `en`.
        contacts: The internal version, with the notes of contacts.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: Only units whose assignment began on this day or later.

    Raises:
        NotFoundError: There is no such person for this reader.
        NotAllowedError: The internal version is asked for, and the reader may not see
            it.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, subject)
    check_since(since, reader.on)
    person = reader.one(Person, subject)
    held = [
        one
        for one in reader.facts(MentorAssignment, on=reader.on, person=person.id)
        if since is None or one.period.start >= since
    ]
    units = {str(one.unit) for one in held}
    title = name_of(person, person.id)
    return made_briefing(
        reader,
        title,
        list(briefs_of(reader, units).values()),
        lang=lang,
        contacts=contacts,
        by=by,
        generated_at=generated_at,
        since=since,
    )


def made_briefing(
    reader: Reader,
    name: str,
    briefs: Sequence[UnitBrief],
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the briefing about these units; see `briefing_report`.

    Args:
        reader: Who asks, about which day, known when.
        name: Whom it is for.
        briefs: What is to be known of each unit.
        lang: `hu` or `en`.
        contacts: The internal version, with the notes of contacts.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: The first day of the period that the units were chosen by.
    """
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=name,
            subtitle=fill(_("Briefing, %(on)s"), {"on": reader.on}),
            origin=origin,
            facts=(
                Pair("units", _("Units"), len(briefs), _WHOLE),
                *period_pairs(since, reader.on),
            ),
            blocks=(
                *heaviest_first(
                    general_notes(origin, _facts(briefs), internal=contacts)
                ),
                *_blocks(briefs, internal=contacts),
            ),
        )


def _facts(briefs: Sequence[UnitBrief]) -> list[Fact]:
    """Return the records that the report is made from."""
    stands = [stand for one in briefs for stand in one.stands]
    met = [contact for one in briefs for contact, _name in one.contacts]
    return [*(one.process for one in stands), *met]


def _blocks(briefs: Sequence[UnitBrief], *, internal: bool) -> Iterator[Block]:
    if not briefs:
        yield Paragraph(_("They are in charge of no unit on this day."))
        return
    yield _stages(briefs)
    yield from _contacts(briefs, internal=internal)
    yield from _tables(briefs)


def _stages(briefs: Sequence[UnitBrief]) -> Table:
    """Return each unit with its open stages, and when they are due."""
    rows: list[tuple[Cell, ...]] = []
    for one in briefs:
        unit = (word(one.unit.name), one.unit.settlement or None, one.unit.id)
        stages = [stage for stand in one.stands for stage in stand.open]
        rows += [
            (
                *unit,
                word(stage.title),
                word(stage.role),
                stage.clock.opened,
                stage.clock.due,
                stage.clock.latest,
                stage.clock.days_late or None,
            )
            for stage in stages
        ]
        if not stages:
            rows.append((*unit, None, None, None, None, None, None))
    return Table(
        key="units",
        caption=_("Units and their open stages"),
        columns=(
            Column("unit", _("Unit")),
            Column("settlement", _("Settlement"), below="unit"),
            Column("id", _("Id"), paper=False),
            Column("stage", _("Stage")),
            Column("turn", _("Whose turn"), below="stage"),
            Column("since", _("Open since"), _DAY),
            Column("due", _("Due"), _DAY),
            Column("latest", _("Late after"), _DAY),
            Column("days_late", _("Days late"), _WHOLE),
        ),
        rows=tuple(rows),
        head="unit",
        main=True,
    )


def _contacts(briefs: Sequence[UnitBrief], *, internal: bool) -> Iterator[Table]:
    """Yield the last contacts; their notes are for the internal version."""
    rows = [
        (
            word(one.unit.name),
            contact.on,
            contact.contact.word(current()),
            name,
            *((contact.note or None,) if internal else ()),
        )
        for one in briefs
        for contact, name in one.contacts
    ]
    note = (Column("note", _("Note")),) if internal else ()
    if rows:
        yield Table(
            key="contacts",
            caption=_("Last contacts"),
            columns=(
                Column("unit", _("Unit")),
                Column("on", _("Day"), _DAY),
                Column("kind", _("Kind")),
                Column("mentor", _("Mentor")),
                *note,
            ),
            rows=tuple(rows),
            head="unit",
        )


def _tables(briefs: Sequence[UnitBrief]) -> Iterator[Table]:
    """Yield who sits at the tables of the units."""
    rows = [
        (
            word(one.unit.name),
            table.name,
            each.name,
            each.person or None,
            each.voting,
        )
        for one in briefs
        for table in one.tables
        for each in table.members
    ]
    if rows:
        yield Table(
            key="tables",
            caption=_("Who sits at their tables"),
            columns=(
                Column("unit", _("Unit")),
                Column("table", _("Roundtable"), below="unit"),
                Column("member", _("Member")),
                Column("person", _("Representative")),
                Column("voting", _("Voting"), CellKind.YES_NO),
            ),
            rows=tuple(rows),
            head="unit",
        )
