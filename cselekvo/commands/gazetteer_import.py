"""Bringing in an edition of the gazetteer, or showing what it would change."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.counts import counts_table
from cselekvo.commands.gazetteer import gazetteer_
from cselekvo.commands.output import answer
from cselekvo.commands.progress import counting
from cselekvo.exchange.gazetteer.importing import Edition, read_gazetteer
from cselekvo.exchange.gazetteer.news import News, What, as_json, news_of
from cselekvo.exchange.gazetteer.taking import (
    Arrival,
    Touched,
    import_gazetteer,
    totals,
)
from cselekvo.findings import Finding, Place, has_errors
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.values import show
from cselekvo.rules.eligibility import EligibilityCode, Verdict

_SHOWN: Final = 40
_LISTED: Final = 1000
#: How a thing that is new about a place is said.
_ADDED: Final = frozenset({What.NEW, What.DISTRICT_NEW})


@gazetteer_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", metavar="DAY|TEXT", help="Which edition FILE is.")
@click.option("--sheet", metavar="NAME", help="The sheet of the workbook.")
@click.option("--encoding", metavar="NAME", help="The encoding of a CSV file.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def import_file(
    app: App,
    file: Path,
    edition: str | None,
    sheet: str | None,
    encoding: str | None,
    dry_run: bool,
    reason: str | None,
) -> None:
    """Read the settlements of FILE: the statistical office's workbook, or a CSV.

    The sheet and its columns are found by their headings, whatever their order. A newer
    edition changes what differs; what is no more in it is told and kept. Partners whom
    the change touches are marked for review, in the same entry of the journal.

    Example: cselekvo -w halozat.db gazetteer import hnt_2018.xls --dry-run
    """
    app.require_workspace()
    with counting(_("rows read")) as tick:
        read, findings = read_gazetteer(
            file, edition=edition, sheet=sheet, encoding=encoding, tick=tick
        )
    if read is None:
        refusal = _("Nothing was written: mend the faults.")
        answer(app, {}, findings=findings, refusal=refusal)
        return
    arrival = Arrival()
    why = reason if reason is not None else read.source
    with app.change(why) as work, counting(_("records written")) as tick:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        before = Places(work)
        found = import_gazetteer(work, digest, read, arrival, tick)
        news = news_of(arrival.changes, Places(work), before)
        if dry_run or has_errors(findings):
            work.abandon()
        is_replay = work.is_replay
    _answer(app, read, arrival, news, [*findings, *found], dry_run, is_replay)


def _answer(
    app: App,
    read: Edition,
    arrival: Arrival,
    news: Mapping[What, Sequence[News]],
    findings: Sequence[Finding],
    dry_run: bool,
    is_replay: bool,
) -> None:
    """Print counts, what is new, and the partners whom it touches."""
    counts = totals(read, arrival)
    done = next((one for one in findings if one.word == "imported"), None)
    if is_replay and done is not None:
        counts = dict(done.values)
    told = _by_row([one for one in findings if one is not done])
    if not app.as_json:
        told = _without_touched(told, arrival.touched)
    result = {
        **counts,
        "day": read.day,
        "dry_run": dry_run,
        "left_out": {
            "city_districts": read.city_districts,
            "rows": list(read.left_out),
        },
        "changes": as_json(news, _LISTED),
        "gone": [{"id": one.id, "name": one.name} for one in arrival.gone],
        "touched": [_touched_json(one) for one in arrival.touched],
        "differences": _differences(arrival) if dry_run else [],
    }
    lines = [*_counts(counts), *_news_lines(news), *_touched_lines(arrival.touched)]
    if dry_run:
        lines += ["", _("Nothing was written: this was a dry run.")]
    refusal = _("Nothing was written: mend the faults.")
    answer(app, result, lines=lines, findings=told, always=True, refusal=refusal)


def _by_row(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings row by row, as who mends a table reads them."""
    return sorted(findings, key=lambda one: (one.where or Place()).row or 0)


def _without_touched(
    findings: Sequence[Finding], touched: Sequence[Touched]
) -> list[Finding]:
    """Return the findings but those on partners who are listed with the reason why."""
    listed = {one.organisation for one in touched}
    return [
        one
        for one in findings
        if one.code is not EligibilityCode.VERDICT_CHANGED or one.subject not in listed
    ]


def _differences(arrival: Arrival) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "id": one.id, "change": one.change, "fields": one.fields}
        for one in arrival.outcome.differences
    ]


def _counts(counts: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many settlements and districts there are, and what came of them."""
    sentence = _("%(settlements)s settlements, %(districts)s districts (%(source)s)")
    yield fill(sentence, counts)
    yield ""
    yield from counts_table(counts["by_kind"])


def _titles() -> dict[What, str]:
    return {
        What.NEW: _("New settlements: %(count)s"),
        What.RENAMED: _("Renamed settlements: %(count)s"),
        What.COUNTY: _("In another county: %(count)s"),
        What.DISTRICT: _("In another district: %(count)s"),
        What.STATUS: _("Of another legal status: %(count)s"),
        What.OTHER: _("Other data: %(count)s"),
        What.DISTRICT_NEW: _("New districts: %(count)s"),
        What.DISTRICT_RENAMED: _("Renamed districts: %(count)s"),
        What.DISTRICT_COUNTY: _("Districts in another county: %(count)s"),
        What.DISTRICT_SEAT: _("Districts with another seat: %(count)s"),
    }


def _news_lines(news: Mapping[What, Sequence[News]]) -> Iterator[str]:
    """Yield what is new, the first of each sort; where all is new, that is enough."""
    for what, title in _titles().items():
        held = news.get(what, ())
        if not held:
            continue
        yield ""
        yield fill(title, {"count": len(held)})
        if what is What.NEW and len(held) > _SHOWN:
            continue
        yield from (_line(one) for one in held[:_SHOWN])
        yield from _more(held)


def _more(held: Sequence[object]) -> Iterator[str]:
    """Yield how many are not shown."""
    if len(held) > _SHOWN:
        more = {"count": len(held) - _SHOWN}
        yield "  " + fill(_("… and %(count)s more"), more)


def _line(one: News) -> str:
    lang = current()
    now = show(one.now, lang)
    if one.what in _ADDED:
        return f"  {one.name} ({one.id}): {now}"
    return f"  {one.name} ({one.id}): {show(one.was or None, lang)} → {now}"


def _touched_lines(touched: Sequence[Touched]) -> Iterator[str]:
    if not touched:
        return
    yield ""
    yield fill(_("Partners judged otherwise: %(count)s"), {"count": len(touched)})
    lang = current()
    for one in touched[:_SHOWN]:
        was, now = (show(verdict.kind, lang) for verdict in (one.before, one.after))
        why = f"{_where(one.before)} → {_where(one.after)}"
        yield f"  {one.organisation} {one.name} ({one.programme}): {was} → {now}"
        yield f"    {why}"
    yield from _more(touched)


def _where(verdict: Verdict) -> str:
    """Return the place that a verdict rests on, with its county and its region."""
    lies = ", ".join(text for text in (verdict.county, verdict.nuts2) if text)
    place = verdict.settlement or "–"
    return f"{place} ({lies})" if lies else place


def _touched_json(one: Touched) -> dict[str, Any]:
    return {
        "organisation": one.organisation,
        "name": one.name,
        "programme": one.programme,
        "from": one.before.kind,
        "to": one.after.kind,
        "why": {"was": _ground(one.before), "now": _ground(one.after)},
        "on": one.after.on,
    }


def _ground(verdict: Verdict) -> dict[str, Any]:
    return {
        "by": verdict.by or None,
        "settlement": verdict.settlement or None,
        "county": verdict.county or None,
        "nuts2": verdict.nuts2 or None,
        "category": verdict.category or None,
        "period": verdict.period or None,
    }
