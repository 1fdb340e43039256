"""The report of one process, for its file: where it stands and what it went through."""

from collections.abc import Iterator
from datetime import date, datetime

from attrs import evolve

from cselekvo.domain.activity import HeadUnit
from cselekvo.domain.fact import Fact
from cselekvo.domain.plan import ONCE_ADOPTED
from cselekvo.domain.process import Closing, ProcessState
from cselekvo.domain.programme import Project
from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, current, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.origin import origin_of
from cselekvo.reports.period import check_since, period_pairs
from cselekvo.reports.processes.foreseen import Foreseen, foresee
from cselekvo.reports.processes.foreseen_words import forecast_sentences
from cselekvo.reports.processes.process_account import ProcessAccount, process_account
from cselekvo.reports.processes.process_marks import process_picture
from cselekvo.reports.processes.process_notes import (
    a_note,
    a_warning,
    general_notes,
    heaviest_first,
)
from cselekvo.reports.processes.process_tables import (
    activities_table,
    criteria_table,
    evidence_table,
    holds_table,
    open_table,
    rounds_table,
)
from cselekvo.reports.processes.process_words import template_text, waiting_text, word
from cselekvo.reports.processes.stage_durations import measured
from cselekvo.reports.report import (
    Block,
    CellKind,
    Figures,
    Note,
    Origin,
    Pair,
    Paragraph,
    Report,
)
from cselekvo.rules.permissions import Verb

KIND = "process"


def process_report(
    reader: Reader,
    process_id: str,
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the report of a process on the reader's day.

    Args:
        reader: Who asks, about which day, known when.
        process_id: The process.
        lang: `hu` or `en`.
        contacts: The internal version, with who gave an evidence and with reasons.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: The first day of which evidence and activities are listed, inclusive;
            None: from the start.

    Raises:
        NotFoundError: There is no such process for this reader.
        NotAllowedError: The internal version is asked for, and the reader may not see
            it.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, process_id)
    check_since(since, reader.on)
    account = _since(process_account(reader, process_id), since)
    stand, methods = account.stand, account.methods
    seen = foresee(stand, methods, measured(reader, methods), reader.on)
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=word(stand.unit.name) or stand.unit.id,
            subtitle=fill(
                _("%(template)s: process report, %(on)s"),
                {"template": word(stand.title), "on": reader.on},
            ),
            origin=origin,
            facts=(
                *_header(reader, account),
                *period_pairs(since, reader.on),
                Pair("audience", _("Audience"), _audience(internal=contacts)),
            ),
            blocks=tuple(_blocks(account, seen, origin, internal=contacts)),
        )


def _audience(*, internal: bool) -> str:
    return _("internal") if internal else _("public")


def _since(account: ProcessAccount, since: date | None) -> ProcessAccount:
    """Return an account whose evidence and activities begin with a day."""
    if since is None:
        return account
    return evolve(
        account,
        evidence=tuple(one for one in account.evidence if one.evidence.on >= since),
        activities=tuple(
            one for one in account.activities if one.period.start >= since
        ),
    )


def _header(reader: Reader, account: ProcessAccount) -> Iterator[Pair]:
    stand = account.stand
    process, unit, day = stand.process, stand.unit, CellKind.DAY
    yield Pair("process", _("Process"), process.id)
    yield Pair("template", _("Template"), template_text(stand))
    yield Pair("unit", _("Unit"), fill("%(kind)s, %(id)s", _named(account)))
    if unit.settlement:
        yield Pair("settlement", _("Settlement"), unit.settlement)
    if word(unit.county_name):
        yield Pair("county", _("County"), word(unit.county_name))
    project = None if process.project is None else reader.find(Project, process.project)
    if project is not None:
        yield Pair("project", _("Project"), project.title)
    yield Pair("state", _("State"), stand.state.word(current()))
    yield Pair("started", _("Started"), process.started, day)
    if stand.state in {ProcessState.COMPLETED, ProcessState.CANCELLED}:
        yield Pair("ended", _("Ended"), process.ended, day)
    changed = [one for one in account.parameters if one.value != one.default]
    if changed:
        text = _("%(name)s = %(value)s (otherwise %(default)s)")
        told = [
            text % {"name": one.name, "value": one.value, "default": one.default}
            for one in changed
        ]
        yield Pair("parameters", _("Parameters"), ", ".join(told))


def _named(account: ProcessAccount) -> dict[str, str]:
    unit = account.stand.unit
    return {"kind": unit.kind.word(current()), "id": unit.id}


def _blocks(
    account: ProcessAccount, seen: Foreseen, origin: Origin, *, internal: bool
) -> Iterator[Block]:
    """Yield where it stands first, then what it went through."""
    yield from _notes(account, origin, internal=internal)
    yield _summary(account)
    yield Paragraph(" ".join(forecast_sentences(seen)))
    yield from open_table(account)
    yield from criteria_table(account)
    if account.waiting:
        yield Paragraph(" ".join(waiting_text(one) for one in account.waiting))
    yield process_picture(account)
    yield rounds_table(account.rounds, internal=internal)
    yield from holds_table(account, internal=internal)
    yield from evidence_table(account.evidence, internal=internal)
    yield from activities_table(account.activities)


def _notes(
    account: ProcessAccount, origin: Origin, *, internal: bool
) -> tuple[Note, ...]:
    stand = account.stand
    found = [*general_notes(origin, _facts(account), internal=internal)]
    if stand.state is ProcessState.NOT_STARTED:
        text = _("On this day the process had not begun.")
        found.append(a_warning("not-started", text))
    if stand.state is ProcessState.ON_HOLD and stand.rest is not None:
        text = _("The process rests since %(since)s; the clock of its stages stands.")
        found.append(a_note("on-hold", text, since=stand.rest.period.first_day))
    if stand.late:
        text = _("Late on this day: %(stages)s.")
        titles = [word(one.title) for one in stand.late]
        found.append(a_warning("late", text, stages=titles))
    if account.waiting is None:
        text = _(
            "It has moved to another version since; what waited for what on this day "
            "cannot be told."
        )
        found.append(a_note("waiting-unknown", text))
    return heaviest_first(found)


def _facts(account: ProcessAccount) -> list[Fact]:
    """Return the records that the report is made from."""
    return [
        account.stand.process,
        *(one.run for one in account.rounds),
        *(one.evidence for one in account.evidence),
        *account.holds,
        *account.activities,
        *account.plans,
    ]


def _summary(account: ProcessAccount) -> Figures:
    stand, whole = account.stand, CellKind.WHOLE
    closed = [one.run.closing for one in account.rounds if one.is_closed]
    held = [one for one in account.activities if one.unit is HeadUnit.ATTENDANCES]
    known = [one.heads for one in held if one.heads is not None]
    adopted = sum(1 for one in account.plans if one.state in ONCE_ADOPTED)
    again = sum(1 for one in account.rounds if one.number > 1)
    lacking = sum(len(account.missing(one)) for one in stand.open)
    figures = [
        ("open", _("Open stages"), len(stand.open)),
        ("late", _("Late stages"), len(stand.late)),
        ("days_late", _("Days late, at most"), stand.days_late or None),
        ("missing", _("Criteria not met yet"), lacking),
        ("done", _("Stages done"), closed.count(Closing.DONE)),
        ("skipped", _("Stages skipped"), closed.count(Closing.SKIPPED)),
        ("again", _("Rounds done again"), again),
        ("evidence", _("Evidence recorded"), len(account.evidence)),
        ("activities", _("Activities held"), len(account.activities)),
        ("attendances", _("Attendances"), sum(known) if known else None),
        *([("plans", _("Adopted plans"), adopted)] if account.plans else []),
    ]
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(Pair(key, label, value, whole) for key, label, value in figures),
    )
