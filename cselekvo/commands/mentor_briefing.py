"""What a successor is told of the units they take over, for programs and people."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cselekvo.commands.app import read_clock
from cselekvo.commands.process_telling import open_json, unit_json
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.mentors.briefing import Sitting, TableBrief, UnitBrief
from cselekvo.reports.processes.process_words import clock_text, unit_text, word

if TYPE_CHECKING:
    from cselekvo.workspace import View


def brief_json(brief: UnitBrief) -> dict[str, Any]:
    """Return what is to be known of a unit."""
    return {
        "unit": unit_json(brief.unit),
        "open": [
            {"process": stand.process.id, **open_json(stage)}
            for stand in brief.stands
            for stage in stand.open
        ],
        "contacts": [
            {
                "on": contact.on,
                "kind": contact.contact,
                "person": contact.person,
                "note": contact.note or None,
            }
            for contact, _name in brief.contacts
        ],
        "tables": [
            {
                "roundtable": one.id,
                "name": one.name,
                "members": [
                    {"organisation": each.organisation, "voting": each.voting}
                    for each in one.members
                ],
            }
            for one in brief.tables
        ],
    }


def brief_lines(briefs: Iterable[UnitBrief]) -> Iterator[str]:
    """Yield what is to be known of units, each in a paragraph of its own."""
    for brief in briefs:
        yield f"  {unit_text(brief.unit)} [{brief.unit.id}]"
        yield from (f"    {one}" for one in told_of(brief))


def told_of(brief: UnitBrief) -> Iterator[str]:
    """Yield sentences of where a unit stands, its contacts and its tables."""
    for stand in brief.stands:
        for stage in stand.open:
            yield f"{word(stage.title)}: {clock_text(stage.clock)}"
    if not any(stand.open for stand in brief.stands):
        yield _("No stage is open.")
    if not brief.contacts:
        yield _("No contact is logged yet.")
    for contact, name in brief.contacts:
        values = {
            "kind": contact.contact.word(current()),
            "on": short_day(contact.on, current()),
            "name": name,
            "note": contact.note,
        }
        yield fill(_("Contact: %(kind)s, %(on)s, %(name)s[[: %(note)s]]"), values)
    for table in brief.tables:
        yield _table(table)


def _table(table: TableBrief) -> str:
    values = {"name": table.name, "members": [_sitting(one) for one in table.members]}
    return fill(_("At the table %(name)s sit: %(members)s"), values)


def _sitting(one: Sitting) -> str:
    return fill("%(name)s[[ (%(person)s)]]", {"name": one.name, "person": one.person})


def write_briefing(
    view: "View", name: str, briefs: Sequence[UnitBrief], file: Path, format_: str
) -> None:
    """Write a briefing to a file, whole or not at all.

    Args:
        view: Who asks, about the last day before the units are taken over.
        name: Whom it is for.
        briefs: What is to be known of each unit.
        file: Where to; its folder is made where it is missing.
        format_: The format.
    """
    from cselekvo.files import replace_file
    from cselekvo.reports.mentors.briefing_report import made_briefing
    from cselekvo.reports.render import render

    report = made_briefing(
        view,
        name,
        briefs,
        lang=current(),
        contacts=view.scope.contacts,
        by=view.actor.name or view.actor.user,
        generated_at=read_clock(),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    with replace_file(file) as out:
        out.write(render(report, format_))
