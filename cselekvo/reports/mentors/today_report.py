"""What a day and the days after it ask of a mentor, as a report on paper."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from cselekvo.domain.fact import Fact
from cselekvo.i18n import _, current, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.mentors.today import Today, UnitToday
from cselekvo.reports.origin import origin_of
from cselekvo.reports.processes.process_notes import general_notes, heaviest_first
from cselekvo.reports.processes.process_words import (
    criterion_text,
    standing_text,
    unit_text,
    word,
)
from cselekvo.reports.processes.standing import OpenStage
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Pair,
    Report,
    Table,
)

KIND: Final = "mentor_today"
_DAY: Final = CellKind.DAY
_WHOLE: Final = CellKind.WHOLE


def today_report(
    reader: Reader, found: Today, *, lang: str, by: str, generated_at: datetime
) -> Report:
    """Make the report of what was asked for.

    Args:
        reader: Who asked.
        found: What was answered, on the reader's day.
        lang: `hu` or `en`.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
    """
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        notes = general_notes(origin, _facts(found), internal=False)
        return Report(
            kind=KIND,
            lang=lang,
            title=found.mentor.name,
            subtitle=fill(
                _("What the day and the next %(days)s days ask, %(on)s"),
                {"days": found.days, "on": reader.on},
            ),
            origin=origin,
            facts=tuple(_header(found)),
            blocks=(
                *heaviest_first(notes),
                _summary(found),
                *_units(found, reader.on),
                *_meetings(found),
                *_alone(found),
            ),
        )


def _facts(found: Today) -> list[Fact]:
    """Return the records that the report is made from."""
    stands = (stand for one in found.units for stand in one.stands)
    contacts = (one.contact for one in found.units if one.contact is not None)
    return [
        found.mentor.standing,
        *found.mentor.held,
        *contacts,
        *(stand.process for stand in stands),
        *(one.meeting for one in found.meetings),
    ]


def _header(found: Today) -> Iterator[Pair]:
    mentor = found.mentor
    yield Pair("mentor", _("Mentor"), mentor.id)
    if mentor.fields:
        words = ", ".join(one.word(current()) for one in mentor.fields)
        yield Pair("fields", _("Fields"), words)
    if mentor.counties:
        names = (word(name) or id_ for id_, name in mentor.counties)
        yield Pair("counties", _("Counties covered"), ", ".join(names))
    if mentor.employer:
        yield Pair("employer", _("Employer"), mentor.employer)


def _summary(found: Today) -> Figures:
    figures = (
        ("units", _("Units in charge"), found.mentor.load),
        ("capacity", _("Units at most"), found.mentor.capacity),
        ("late", _("Late stages"), len(found.late)),
        ("due", _("Stages due"), len(found.due)),
        ("meetings", _("Meetings ahead"), len(found.meetings)),
        ("alone", _("Units nearby without a mentor"), len(found.alone)),
    )
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(Pair(key, label, value, _WHOLE) for key, label, value in figures),
    )


def _units(found: Today, on: date) -> Iterator[Block]:
    """Yield each unit with a row for each of its open stages."""
    rows = tuple(
        _row(found, one, stage, on) for one in found.units for stage in _open(one)
    )
    if rows:
        yield Table(
            key="units",
            caption=_("Units, those not met for long first"),
            columns=(
                Column("unit", _("Unit")),
                Column("role", _("Role"), below="unit"),
                Column("contact", _("Last contact"), _DAY),
                Column("days_since", _("Days since"), _WHOLE),
                Column("stage", _("Open stage")),
                Column("next", _("Next criterion"), below="stage", labelled=True),
                Column("since", _("Open since"), _DAY),
                Column("due", _("Due"), _DAY),
                Column("days_late", _("Days late"), _WHOLE),
            ),
            rows=rows,
            head="unit",
            main=True,
        )


def _open(one: UnitToday) -> list[OpenStage | None]:
    """Return the open stages of a unit; None, where there is none."""
    return [stage for stand in one.stands for stage in stand.open] or [None]


def _row(
    found: Today, one: UnitToday, stage: OpenStage | None, on: date
) -> tuple[Cell, ...]:
    met = None if one.contact is None else one.contact.on
    unit: tuple[Cell, ...] = (
        unit_text(one.unit),
        one.assignment.role.word(current()),
        met,
        one.days_since(on),
    )
    if stage is None:
        return (*unit, None, None, None, None, None)
    standing = found.criteria.get(stage.run.id)
    missing = None
    if standing is not None:
        values = {
            "criterion": criterion_text(standing.criterion),
            "how": standing_text(standing),
        }
        missing = fill("%(criterion)s – %(how)s", values)
    clock = stage.clock
    late = clock.days_late or None
    return (*unit, word(stage.title), missing, clock.opened, clock.due, late)


def _meetings(found: Today) -> Iterator[Block]:
    rows = tuple(
        (one.meeting.on, one.table.name, one.meeting.place or None)
        for one in found.meetings
    )
    if rows:
        yield Table(
            key="meetings",
            caption=_("Meetings ahead"),
            columns=(
                Column("on", _("Day"), _DAY),
                Column("roundtable", _("Table that meets")),
                Column("place", _("Place")),
            ),
            rows=rows,
            head="roundtable",
        )


def _alone(found: Today) -> Iterator[Block]:
    rows = tuple(
        (
            unit_text(one.unit),
            word(one.unit.county_name),
            one.gap.period.first_day,
            one.gap.days,
            one.mentor_name,
        )
        for one in found.alone
    )
    if rows:
        yield Table(
            key="alone",
            caption=_("Units nearby without a mentor"),
            columns=(
                Column("unit", _("Unit")),
                Column("county", _("County")),
                Column("since", _("Alone since"), _DAY),
                Column("days", _("Days"), _WHOLE),
                Column("last", _("Last mentor")),
            ),
            rows=rows,
            head="unit",
        )
