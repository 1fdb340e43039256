"""What was changed, by whom, and the way back."""

import re
from typing import Any, Final

import click

from cselekvo.actions.undo import undo_entry
from cselekvo.commands.app import App
from cselekvo.commands.base import Noun, pass_app
from cselekvo.commands.kinds import COUNT
from cselekvo.commands.output import answer, table
from cselekvo.domain.journal import Entry
from cselekvo.errors import ValueNotReadError
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import instant

_SHOWN: Final = 200
journal_ = Noun.of("journal", "What was changed, by whom, and the way back.")


def _number(text: str) -> int:
    plain = text.removeprefix("#")
    if re.fullmatch("[0-9]{1,18}", plain) is None:
        raise ValueNotReadError(text, "the number of an entry: 12 or #12")
    return int(plain)


def _json(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "instant": entry.instant,
        "actor": entry.actor,
        "name": entry.actor_name,
        "action": entry.action,
        "subject": entry.subject or None,
        "reason": entry.reason or None,
        "request_id": entry.request_id,
        "digest": entry.digest,
        "hash": entry.hash,
    }


@journal_.command("list")
@click.option("--last", type=COUNT, default=20, help="How many; 20.")
@click.option("--all", "all_", is_flag=True, help="All of them.")
@click.option("--of", "subject", metavar="ID", help="Only what touched this record.")
@pass_app
def list_(app: App, last: int, all_: bool, subject: str | None) -> None:
    """List entries, the newest first.

    Example: cselekvo -w halozat.db journal list --of ZSZ-KEREKASZTAL
    """
    with app.view() as view:
        found = view.journal(subject=subject, last=None if all_ else last)
    rows = [
        [
            f"#{one.seq}",
            instant(one.instant, current()),
            one.actor_name or one.actor,
            one.action,
            one.subject or None,
            one.reason or None,
        ]
        for one in found
    ]
    header = [_("entry"), _("when"), _("who"), _("what"), _("of what"), _("why")]
    lines = table(header, rows, right=(0,)) if rows else [_("The journal is empty.")]
    answer(app, {"entries": [_json(one) for one in found]}, lines=lines)


@journal_.command("show")
@click.argument("seq")
@pass_app
def show(app: App, seq: str) -> None:
    """Show the entry SEQ: what it opened (+), closed (-) and erased (x).

    Example: cselekvo -w halozat.db journal show 3
    """
    with app.view() as view:
        view.journal(last=1)
        entry = view.entry(_number(seq))
        changes = list(view.changes(entry.seq))
    words = [
        (_("entry"), f"#{entry.seq}"),
        (_("when"), instant(entry.instant, current())),
        (_("who"), entry.actor_name or entry.actor),
        (_("what"), entry.action),
        (_("of what"), entry.subject or None),
        (_("why"), entry.reason or None),
        (_("hash"), entry.hash),
    ]
    lines = [*table(["", ""], words)[2:], ""]
    lines += [
        fill("%(sign)s %(kind)s %(id)s", {"sign": sign, "kind": kind, "id": id_})
        for sign, kind, id_ in changes[:_SHOWN]
    ]
    if len(changes) > _SHOWN:
        lines.append(_("… and %(count)s more") % {"count": len(changes) - _SHOWN})
    listed = [{"sign": s, "kind": k, "id": i} for s, k, i in changes]
    answer(app, {**_json(entry), "changes": listed}, lines=lines)


@journal_.command("undo")
@click.argument("seq")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def undo(app: App, seq: str, reason: str | None) -> None:
    """Take the entry SEQ back, as a new entry, while nothing has built on it.

    Example: cselekvo -w halozat.db journal undo 12 --reason "téves lista"
    """
    number = _number(seq)
    with app.change(reason) as work:
        findings = undo_entry(work, number)
        made = work.seq
    text = _("Entry #%(seq)s was taken back by entry #%(made)s.")
    lines = [text % {"seq": number, "made": made}]
    answer(app, {"undone": number, "entry": made}, lines=lines, findings=findings)
