"""The sheets of meetings: attendance and decisions."""

from typing import Any, Final

from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Attendance, Decision, Meeting, Presence
from cselekvo.exchange.body_sheets import ORGANISATION
from cselekvo.exchange.cells import (
    DAY,
    TEXT,
    WHOLE,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import RELATION_ID, SOURCE, Row, SheetKind, text
from cselekvo.exchange.table_sheets import TABLE
from cselekvo.exchange.world import UnknownReferenceError, World

MEETINGS: Final = SheetKind(
    hu="ulesek",
    en="meetings",
    fact=Meeting,
    columns=(
        TABLE,
        Column(
            hu="datum", en="date", name="on", cell=DAY, required=True, others=("on",)
        ),
        text("helyszin", "place"),
        text("napirend", "agenda"),
        Column(hu="ismetelt", en="repeated", name="repeated", cell=YES_NO),
        SOURCE,
        RELATION_ID,
    ),
    key=("roundtable", "on"),
)
ON_DAY: Final = Column(hu="datum", en="date", name="day", cell=DAY, required=True)
MEETING: Final = Column(hu="ules", en="meeting", name="meeting", cell=TEXT)


def _meeting_fields(row: Row) -> dict[str, Any]:
    """Return the fields with the meeting that table and day name."""
    hidden = {"roundtable", "day"}
    fields = {name: row.values[name] for name in row.values if name not in hidden}
    named = fields.get("meeting")
    if named is not None:
        return fields | {"meeting": row.world.reference(Meeting, named)}
    table, on = row.values["roundtable"], row.values["day"]
    held = row.world.questions.facts(Meeting, roundtable=table)
    that_day = [meeting.id for meeting in held if meeting.on == on]
    if not that_day:
        raise UnknownReferenceError("meeting", f"{table} – {on.isoformat()}")
    return fields | {"meeting": that_day[0]}


def _show_of_meeting(fact: Attendance | Decision, world: World) -> dict[str, Any]:
    meeting = world.beside(Meeting, "id", fact.meeting)[0]
    return {"roundtable": meeting.roundtable, "day": meeting.on}


ATTENDANCES: Final = SheetKind(
    hu="jelenlet",
    en="attendance",
    fact=Attendance,
    columns=(
        TABLE,
        ON_DAY,
        ORGANISATION,
        Column(
            hu="allapot",
            en="presence",
            name="presence",
            cell=word(Presence),
            required=True,
        ),
        Column(hu="ki", en="who", name="person", cell=reference(Person)),
        MEETING,
        SOURCE,
        RELATION_ID,
    ),
    key=("meeting", "organisation"),
    prepare=_meeting_fields,
    show=_show_of_meeting,
    beside=((Meeting, "id", "meeting"),),
)
DECISIONS: Final = SheetKind(
    hu="hatarozatok",
    en="decisions",
    fact=Decision,
    columns=(
        TABLE,
        ON_DAY,
        text("szam", "number", "reference", required=True),
        text("szoveg", "text", required=True),
        Column(hu="igen", en="for", name="votes_for", cell=WHOLE),
        Column(hu="nem", en="against", name="votes_against", cell=WHOLE),
        Column(hu="tartozkodott", en="abstained", name="abstentions", cell=WHOLE),
        MEETING,
        SOURCE,
        RELATION_ID,
    ),
    key=("meeting", "reference"),
    prepare=_meeting_fields,
    show=_show_of_meeting,
    beside=((Meeting, "id", "meeting"),),
)
