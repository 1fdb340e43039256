"""Activities: one with all that is known of it."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.activity import activity_
from cselekvo.commands.activity_telling import activity_json
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.domain.activity import Activity
from cselekvo.domain.territory import Settlement
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import period as period_text
from cselekvo.i18n.numbers import huf, whole


@activity_.command("show")
@click.argument("activity")
@day_options
@pass_app
def show(app: App, activity: str, on: date | None, known_at: str | None) -> None:
    """Show an activity with all that is known of it.

    Example: cselekvo activity show ZSZ-FORUM-1
    """
    with app.view(on, known_at) as view:
        record = view.one(Activity, activity)
        name = None
        if record.settlement is not None:
            known = view.find(Settlement, record.settlement)
            name = None if known is None else known.name
        position = view.position
    told = activity_json(record, name)
    result = {"known_at": position, **told, "note": record.note or None}
    result["source"] = record.source or None
    answer(app, result, lines=table(["", ""], _rows(record, name))[2:])


def _rows(one: Activity, settlement: str | None) -> list[list[Any]]:
    """Return what is known, a line for each; what is not known has none."""
    lang = current()
    yes, no = _("yes"), _("no")
    unit = one.unit.word(lang)

    def number(value: int | None) -> str | None:
        return None if value is None else f"{whole(value, lang)} {unit}"

    rows: list[list[Any]] = [
        [_("id"), one.id],
        [_("title"), one.title],
        [_("days"), period_text(one.period.first_day, one.period.last_day, lang)],
        [_("kind"), one.activity.word(lang)],
        [_("theme"), one.theme],
        [_("place"), one.place],
        [_("settlement"), settlement],
        [_("process"), one.process],
        [_("project"), one.project],
        [_("head count"), number(one.head_count) or _("not known")],
        [_("estimated"), yes if one.estimated else no],
        [_("signatures"), number(one.sheet_count)],
        [_("fee"), None if one.fee is None else huf(one.fee, lang)],
        [_("note"), one.note],
        [_("source"), one.source],
    ]
    return [row for row in rows if row[1]]
