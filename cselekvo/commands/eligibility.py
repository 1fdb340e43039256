"""Who may be drawn into the target group, and why."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from cselekvo.actions.judging import verdict_for
from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import Noun, pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, finding_json, table
from cselekvo.domain.organisation import Organisation
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.judging import judge_sheet
from cselekvo.findings import Finding
from cselekvo.handbook.memory import handbook_facts
from cselekvo.i18n import _, current, message
from cselekvo.rules.eligibility import Standing, Verdict

eligibility_ = Noun.of(
    "eligibility", "Who may be drawn into the target group, and why."
)


def verdict_json(organisation: str, verdict: Verdict) -> dict[str, Any]:
    """Return a verdict with the words that programs compute with."""
    return {
        "organisation": organisation,
        "verdict": verdict.kind,
        "by": verdict.by or None,
        "address": verdict.address,
        "settlement": verdict.settlement or None,
        "county": verdict.county or None,
        "nuts2": verdict.nuts2 or None,
        "category": verdict.category or None,
        "period": verdict.period or None,
        "region_list": verdict.region_list or None,
        "edition": verdict.edition,
        "rule": verdict.rule,
        "on": verdict.on,
        "verified": verdict.verified,
        "would_change": [finding_json(one) for one in verdict.would_change],
    }


def verdict_lines(judged: list[tuple[str, Verdict]]) -> list[str]:
    """Return the verdicts as a table, each with what would change it."""
    by = {"seat": _("seat"), "site": _("site"), "": None}
    rows = [
        [
            id_,
            one.kind.word(current()),
            by[one.by],
            one.settlement or None,
            one.county or None,
            one.nuts2 or None,
            one.period or None,
            _("yes") if one.verified else _("no"),
        ]
        for id_, one in judged
    ]
    header = [
        _("organisation"),
        _("verdict"),
        _("by"),
        _("settlement"),
        _("county"),
        "NUTS 2",
        _("period"),
        _("verified"),
    ]
    lines = [*table(header, rows), ""]
    for id_, one in judged:
        lines += [f"{id_}: {message(note)}" for note in one.would_change]
    return lines


def _standing(as_mentor: bool, as_consortium_member: bool) -> Standing:
    if as_mentor:
        return Standing.MENTOR
    return Standing.CONSORTIUM_MEMBER if as_consortium_member else Standing.PARTNER


@eligibility_.command("check")
@click.argument("organisations", nargs=-1, metavar="ORGANISATION...")
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="A sheet with the columns of szervezetek; needs no workspace.",
)
@click.option(
    "--period", default="", metavar="2014-2020", help="The programming period."
)
@click.option("--on", type=DAY, help="The day whose addresses count; today.")
@click.option("--as-mentor", is_flag=True, help="As a mentor's employer: exempt.")
@click.option(
    "--as-consortium-member", is_flag=True, help="As a consortium member: not tested."
)
@click.option("--encoding", metavar="NAME", help="The encoding of the file.")
@pass_app
def check(
    app: App,
    organisations: tuple[str, ...],
    file: Path | None,
    period: str,
    on: date | None,
    as_mentor: bool,
    as_consortium_member: bool,
    encoding: str | None,
) -> None:
    """Judge organisations by seat or any site, on a day, for a programming period.

    Each verdict names the address, the list and the rule, and what would change it.

    Example: cselekvo eligibility check --file szervezetek.csv --period 2014-2020
    """
    day = on or app.today()
    standing = _standing(as_mentor, as_consortium_member)
    if file is not None:
        judged, findings = _of_file(app, file, encoding, period, day, standing)
    elif organisations:
        judged, findings = _of_workspace(app, organisations, period, day, standing)
    else:
        raise click.MissingParameter(param_hint="ORGANISATION", param_type="argument")
    result = {"verdicts": [verdict_json(id_, one) for id_, one in judged]}
    lines = verdict_lines(judged)
    answer(app, result, lines=lines, findings=findings, always=True)


Judged = tuple[list[tuple[str, Verdict]], list[Finding]]


def _of_workspace(
    app: App, ids: tuple[str, ...], period: str, on: date, standing: Standing
) -> Judged:
    with app.view(on) as view:
        places = Places(view)
        judged = []
        for id_ in ids:
            organisation = view.one(Organisation, id_).id
            verdict = verdict_for(
                view,
                organisation,
                on=on,
                period=period,
                standing=standing,
                places=places,
            )
            judged.append((str(organisation), verdict))
    return judged, []


def _of_file(
    app: App,
    file: Path,
    encoding: str | None,
    period: str,
    on: date,
    standing: Standing,
) -> Judged:
    given, findings = read_sheets(file, as_kind="szervezetek", encoding=encoding)
    if not given:
        return [], findings
    table_ = given[0][1]
    if app.is_there:
        with app.view(on) as view:
            found, told = judge_sheet(
                view, table_, period=period, on=on, standing=standing
            )
    else:
        known = handbook_facts()
        found, told = judge_sheet(
            known, table_, period=period, on=on, standing=standing
        )
    return [(one.organisation, one.verdict) for one in found], [*findings, *told]
