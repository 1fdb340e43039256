"""The tables of a process's report: open stages, criteria, rounds, what was held."""

from collections.abc import Iterable, Iterator
from typing import Final

from cselekvo.domain.activity import Activity, HeadUnit
from cselekvo.domain.fact import Erased
from cselekvo.i18n import _, current
from cselekvo.i18n.values import show
from cselekvo.reports.processes.process_account import ProcessAccount
from cselekvo.reports.processes.process_rounds import Given, Round
from cselekvo.reports.processes.process_words import (
    closing_text,
    criterion_text,
    round_text,
    standing_text,
    word,
)
from cselekvo.reports.report import Block, Cell, CellKind, Column, Table

_DAY: Final = CellKind.DAY
_WHOLE: Final = CellKind.WHOLE
_YES_NO: Final = CellKind.YES_NO
Row = tuple[Cell, ...]


def text_of(value: str) -> str | None:
    """Return a text as it is shown: erased as such, an empty one as nothing."""
    return show(value, current()) if value or isinstance(value, Erased) else None


def open_table(account: ProcessAccount) -> Iterator[Block]:
    """Yield the open stages with their days and whose turn it is."""
    rows = tuple(
        (
            word(one.title),
            word(one.role),
            one.clock.opened,
            one.clock.days,
            one.clock.due,
            one.clock.latest,
            one.clock.days_late or None,
            one.clock.late_since,
        )
        for one in account.stand.open
    )
    if rows:
        yield Table(
            key="open",
            caption=_("Open stages"),
            columns=(
                Column("stage", _("Stage")),
                Column("turn", _("Whose turn")),
                Column("since", _("Open since"), _DAY),
                Column("days", _("Days"), _WHOLE),
                Column("due", _("Due"), _DAY),
                Column("latest", _("Late after"), _DAY),
                Column("days_late", _("Days late"), _WHOLE),
                Column("late_since", _("Late since"), _DAY, paper=False),
            ),
            rows=rows,
            head="stage",
        )


def criteria_table(account: ProcessAccount) -> Iterator[Block]:
    """Yield what the open stages ask for before they may be closed."""
    rows: tuple[Row, ...] = tuple(
        (
            word(one.title),
            criterion_text(each.criterion),
            each.criterion.kind.word(current()),
            standing_text(each),
            each.is_met,
            each.present,
            each.needed,
        )
        for one in account.stand.open
        for each in account.criteria[one.run.id]
    )
    if rows:
        yield Table(
            key="criteria",
            caption=_("What the open stages ask for"),
            columns=(
                Column("stage", _("Stage")),
                Column("criterion", _("Criterion")),
                Column("kind", _("Kind"), below="criterion"),
                Column("standing", _("How it stands")),
                Column("met", _("Met"), _YES_NO),
                Column("present", _("There are"), _WHOLE, paper=False),
                Column("needed", _("Needed"), _WHOLE, paper=False),
            ),
            rows=rows,
            head="criterion",
        )


def rounds_table(rounds: Iterable[Round], *, internal: bool) -> Table:
    """Return all runs of stages; why one was skipped is told internally."""
    told = Column("reason", _("Reason"), below="how")
    return Table(
        key="rounds",
        caption=_("The stages it went through"),
        columns=(
            Column("stage", _("Stage")),
            Column("round", _("Round"), _WHOLE, paper=False),
            Column("opened", _("Opened"), _DAY),
            Column("closed", _("Closed"), _DAY),
            Column("days", _("Days"), _WHOLE),
            Column("how", _("How it was closed")),
            *((told,) if internal else ()),
        ),
        rows=tuple(
            (
                round_text(one),
                one.number,
                one.run.opened,
                one.run.closed if one.is_closed else None,
                one.clock.days,
                closing_text(one),
                *((text_of(one.run.reason if one.is_closed else ""),) * internal),
            )
            for one in rounds
        ),
        head="stage",
        main=True,
    )


def evidence_table(given: Iterable[Given], *, internal: bool) -> Iterator[Block]:
    """Yield what shows that criteria are met.

    Papers may name people: their names, and who gave them, are told internally.
    """
    rows = tuple(
        (
            one.evidence.on,
            round_text(one.round),
            one.evidence.criterion
            if one.criterion is None
            else criterion_text(one.criterion),
            None if one.criterion is None else one.criterion.kind.word(current()),
            *((text_of(one.evidence.reference),) * internal),
            *((text_of(one.evidence.by),) * internal),
        )
        for one in given
    )
    if rows:
        inner = (Column("reference", _("Reference")), Column("by", _("Given by")))
        yield Table(
            key="evidence",
            caption=_("Evidence"),
            columns=(
                Column("on", _("Day"), _DAY),
                Column("stage", _("Stage")),
                Column("criterion", _("Criterion")),
                Column("kind", _("Kind"), below="criterion"),
                *(inner if internal else ()),
            ),
            rows=rows,
            head="criterion",
        )


def activities_table(held: Iterable[Activity]) -> Iterator[Block]:
    """Yield what was held; attendances and persons stand apart, never added up."""
    rows = tuple(
        (
            one.title,
            one.activity.word(current()),
            one.period.start,
            one.place or None,
            one.heads if one.unit is HeadUnit.ATTENDANCES else None,
            one.heads if one.unit is HeadUnit.PERSONS else None,
            one.estimated if one.heads is not None else None,
        )
        for one in held
    )
    if rows:
        attended = [row[4] for row in rows if isinstance(row[4], int)]
        yield Table(
            key="activities",
            caption=_("Activities"),
            columns=(
                Column("title", _("Activity")),
                Column("kind", _("Kind"), below="title"),
                Column("on", _("Day"), _DAY),
                Column("place", _("Place")),
                Column("attendances", _("Attendances"), _WHOLE),
                Column("persons", _("Persons"), _WHOLE),
                Column("estimated", _("Estimated"), _YES_NO, paper=False),
            ),
            rows=rows,
            head="title",
            total=(_("Total"), None, None, None, sum(attended), None, None)
            if attended
            else None,
        )


def holds_table(account: ProcessAccount, *, internal: bool) -> Iterator[Block]:
    """Yield when the process rested; why is told internally."""
    rows = tuple(
        (
            one.period.first_day,
            one.period.last_day,
            *((text_of(one.reason),) * internal),
        )
        for one in account.holds
    )
    if rows:
        why = Column("reason", _("Reason"))
        yield Table(
            key="holds",
            caption=_("Times of rest"),
            columns=(
                Column("from", _("First day"), _DAY),
                Column("until", _("Last day"), _DAY),
                *((why,) if internal else ()),
            ),
            rows=rows,
            head="from",
        )
