"""One process: where it stands, what is missing, what it went through."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, days, span, table
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.process_telling import open_json, stand_json
from cselekvo.domain.process import ProcessState
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import instant
from cselekvo.reports.processes.process_account import ProcessAccount, process_account
from cselekvo.reports.processes.process_rounds import Given, Round
from cselekvo.reports.processes.process_words import (
    clock_text,
    closing_text,
    criterion_text,
    day_text,
    days_text,
    round_text,
    standing_text,
    template_text,
    unit_text,
    waiting_text,
    word,
)
from cselekvo.reports.processes.standing import OpenStage
from cselekvo.rules.criteria import Standing


@process_.command("show")
@click.argument("process")
@day_options
@pass_app
def show(app: App, process: str, on: date | None, known_at: str | None) -> None:
    """Show PROCESS on a day: open stages and what they lack, its rounds and evidence.

    Who recorded a closing is shown to those who may read the journal.

    Example: cselekvo process show F1 --on 2017-06-30
    """
    with app.view(on, known_at) as view:
        account = process_account(view, process)
        day, position = view.on, view.position
    result = {"on": day, "known_at": position, **_json(account)}
    answer(app, result, lines=_lines(account))


def _json(account: ProcessAccount) -> dict[str, Any]:
    waiting = account.waiting
    return {
        **stand_json(account.stand),
        "parameters": {one.name: one.value for one in account.parameters},
        "open": [
            {
                **open_json(one),
                "criteria": [_criterion_json(c) for c in account.criteria[one.run.id]],
                "missing": [c.criterion.id for c in account.missing(one)],
            }
            for one in account.stand.open
        ],
        "waiting": None
        if waiting is None
        else [
            {
                "stage": one.stage,
                "title": word(one.title),
                "waits_for": [word(each) for each in one.missing],
            }
            for one in waiting
        ],
        "runs": [_round_json(one) for one in account.rounds],
        "evidence": [_evidence_json(one) for one in account.evidence],
        "holds": [
            {**days(one.period), "reason": one.reason or None} for one in account.holds
        ],
        "activities": len(account.activities),
        "plans": len(account.plans),
    }


def _criterion_json(one: Standing) -> dict[str, Any]:
    return {
        "id": one.criterion.id,
        "title": word(one.criterion.title),
        "kind": one.criterion.kind,
        "needed": one.needed,
        "present": one.present,
        "met": one.is_met,
    }


def _round_json(one: Round) -> dict[str, Any]:
    run, recorded = one.run, one.recorded
    return {
        "id": run.id,
        "stage": run.stage,
        "title": word(one.title),
        "round": one.number,
        "opened": run.opened,
        "closed": run.closed if one.is_closed else None,
        "closing": run.closing if one.is_closed else None,
        "outcome": run.outcome or None if one.is_closed else None,
        "reason": run.reason or None if one.is_closed else None,
        "days": one.clock.days,
        "entry": None if recorded is None else recorded.seq,
        "recorded": None if recorded is None else recorded.at,
        "recorded_by": None if recorded is None else recorded.by,
    }


def _evidence_json(one: Given) -> dict[str, Any]:
    evidence = one.evidence
    return {
        "id": evidence.id,
        "run": evidence.run,
        "stage": one.round.run.stage,
        "criterion": evidence.criterion,
        "on": evidence.on,
        "reference": evidence.reference or None,
        "by": evidence.by or None,
    }


def _lines(account: ProcessAccount) -> list[str]:
    lines = table(["", ""], _header(account))[2:]
    for one in account.stand.open:
        lines += ["", *_open_lines(account, one)]
    if account.waiting:
        lines += ["", *(waiting_text(one) for one in account.waiting)]
    lines += ["", *_rounds_table(account)]
    if account.evidence:
        lines += ["", *_evidence_table(account)]
    return lines


def _header(account: ProcessAccount) -> list[list[Any]]:
    stand = account.stand
    state = stand.state.word(current())
    if stand.rest is not None and stand.state is ProcessState.ON_HOLD:
        text = _("%(state)s since %(since)s")
        since = day_text(stand.rest.period.first_day)
        state = fill(text, {"state": state, "since": since})
    rows: list[list[Any]] = [
        [_("process"), stand.process.id],
        [_("unit"), unit_text(stand.unit)],
        [_("county"), word(stand.unit.county_name)],
        [_("template"), template_text(stand)],
        [_("state"), state],
        [_("started"), day_text(stand.process.started)],
    ]
    if stand.state in {ProcessState.COMPLETED, ProcessState.CANCELLED}:
        rows.append([_("ended"), day_text(stand.process.ended)])
    changed = [one for one in account.parameters if one.value != one.default]
    if changed:
        text = _("%(name)s = %(value)s (otherwise %(default)s)")
        told = [
            text % {"name": one.name, "value": one.value, "default": one.default}
            for one in changed
        ]
        rows.append([_("parameters"), ", ".join(told)])
    rows += [[_("on hold"), span(one.period)] for one in account.holds]
    return rows


def _open_lines(account: ProcessAccount, one: OpenStage) -> list[str]:
    """Return an open stage with its exit criteria, each met or missing."""
    text = _("%(stage)s: %(clock)s[[; whose turn: %(role)s]].")
    values = {
        "stage": word(one.title),
        "clock": clock_text(one.clock),
        "role": word(one.role),
    }
    mark = {True: "✓", False: "–"}
    return [
        fill(text, values),
        *(
            f"  {mark[each.is_met]} {criterion_text(each.criterion)}: "
            f"{standing_text(each)}"
            for each in account.criteria[one.run.id]
        ),
    ]


def _rounds_table(account: ProcessAccount) -> list[str]:
    tells = any(one.recorded is not None for one in account.rounds)
    header = [_("stage"), _("opened"), _("closed"), _("days"), _("how")]
    header += [_("recorded"), _("recorded by")] if tells else []
    rows = []
    for one in account.rounds:
        row = [
            round_text(one),
            day_text(one.run.opened),
            day_text(one.run.closed) if one.is_closed else None,
            days_text(one.clock.days),
            closing_text(one, why=True),
        ]
        if tells:
            known = one.recorded
            row.append(None if known is None else instant(known.at, current()))
            row.append(None if known is None else known.by)
        rows.append(row)
    return table(header, rows, right=(3,))


def _evidence_table(account: ProcessAccount) -> list[str]:
    header = [_("day"), _("stage"), _("criterion"), _("reference"), _("given by")]
    rows = [
        [
            day_text(one.evidence.on),
            round_text(one.round),
            one.evidence.criterion
            if one.criterion is None
            else criterion_text(one.criterion),
            one.evidence.reference or None,
            one.evidence.by or None,
        ]
        for one in account.evidence
    ]
    return table(header, rows)
