"""The sheets of roundtables: statutes, seats, offices, representation, meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.person import Person
from cselekvo.domain.period import from_days
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import (
    Attendance,
    Capacity,
    Decision,
    Level,
    Meeting,
    Membership,
    MemberRole,
    Office,
    OfficeKind,
    Presence,
    QuorumRule,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values
from cselekvo.exchange.body_sheets import ORGANISATION
from cselekvo.exchange.cells import (
    DAY,
    DISTRICT,
    SETTLEMENT,
    TEXT,
    WHOLE,
    YES_NO,
    Cell,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import (
    ID,
    RELATION_ID,
    SOURCE,
    Row,
    SheetKind,
    text,
)
from cselekvo.exchange.map_sheets import FIRST, LAST
from cselekvo.exchange.world import UnknownReferenceError, World
from cselekvo.rules.memberships import MembershipCode

TABLE: Final = Column(
    hu="kerekasztal",
    en="roundtable",
    name="roundtable",
    cell=reference(Roundtable),
    required=True,
)
SINCE: Final = Column(hu="tol", en="from", name="first", cell=DAY, required=True)


def _read_quorum(written: str, world: World) -> tuple[QuorumRule, int | None]:
    """Read the quorum rule: more than half, or a fixed number of seats."""
    try:
        number = values.whole(written, dots_group=world.dots_group)
    except ValueNotReadError:
        return QuorumRule.read(written), None
    return QuorumRule.FIXED, number


def _show_quorum(rule: Any, _: World, lang: str) -> str:
    if rule is None:
        return ""
    kind, number = rule
    return kind.word(lang) if number is None else str(number)


QUORUM: Final = Cell(_read_quorum, _show_quorum)


def _table_fields(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.values.items() if name != "quorum"}


def _complete_table(row: Row, table: Roundtable) -> Iterator[Fact]:
    held = row.world.questions.facts(Statutes, roundtable=table.id)
    latest = max(held, key=lambda one: one.period.start, default=None)
    quorum = row.get("quorum")
    if latest is None:
        rule, number = quorum or (QuorumRule.MORE_THAN_HALF, None)
        yield Statutes(
            id=RecordId(""),
            roundtable=table.id,
            quorum_rule=rule,
            quorum_number=number,
            source=table.source,
            period=from_days(table.founded),
        )
    elif quorum is not None and quorum != (latest.quorum_rule, latest.quorum_number):
        yield evolve(latest, quorum_rule=quorum[0], quorum_number=quorum[1])


def _show_table(table: Roundtable, world: World) -> dict[str, Any]:
    held = world.questions.facts(Statutes, roundtable=table.id)
    latest = max(held, key=lambda one: one.period.start, default=None)
    return {"quorum": latest and (latest.quorum_rule, latest.quorum_number)}


TABLES: Final = SheetKind(
    hu="kerekasztalok",
    en="roundtables",
    fact=Roundtable,
    columns=(
        ID,
        text("nev", "name", required=True),
        text("nev_en", "name_en"),
        Column(hu="szint", en="level", name="level", cell=word(Level)),
        Column(hu="jaras", en="district", name="district", cell=DISTRICT),
        Column(hu="telepules", en="settlement", name="settlement", cell=SETTLEMENT),
        Column(
            hu="program", en="programme", name="programme", cell=reference(Programme)
        ),
        Column(hu="projekt", en="project", name="project", cell=reference(Project)),
        Column(hu="alapitas", en="founded", name="founded", cell=DAY),
        Column(hu="megszunes", en="dissolved", name="dissolved", cell=DAY),
        Column(hu="hatarozatkepesseg", en="quorum", name="quorum", cell=QUORUM),
        SOURCE,
    ),
    prepare=_table_fields,
    complete=_complete_table,
    show=_show_table,
    after="ugyrendek",
    anchors=("id", "district", "settlement"),
)


def _statutes_fields(row: Row) -> dict[str, Any]:
    fields = _table_fields(row)
    if "quorum" in row.values:
        rule, number = row.get("quorum") or (QuorumRule.MORE_THAN_HALF, None)
        fields |= {"quorum_rule": rule, "quorum_number": number}
    return fields


def _show_statutes(statutes: Statutes, _: World) -> dict[str, Any]:
    return {"quorum": (statutes.quorum_rule, statutes.quorum_number)}


STATUTES: Final = SheetKind(
    hu="ugyrendek",
    en="statutes",
    fact=Statutes,
    columns=(
        TABLE,
        text("valtozat", "version", required=True),
        FIRST,
        LAST,
        Column(hu="hatarozatkepesseg", en="quorum", name="quorum", cell=QUORUM),
        Column(
            hu="ismetelt_hatarozatkepesseg",
            en="repeated_quorum",
            name="repeated_quorum",
            cell=WHOLE,
        ),
        Column(hu="helyek", en="seats", name="seats", cell=WHOLE),
        text("tobbseg", "majority"),
        Column(
            hu="csak_partner", en="admitted_only", name="admitted_only", cell=YES_NO
        ),
        Column(
            hu="egy_szemely_tobb_hely",
            en="one_person_many_seats",
            name="one_person_many_seats",
            cell=YES_NO,
        ),
        SOURCE,
        RELATION_ID,
    ),
    key=("roundtable", "start"),
    prepare=_statutes_fields,
    show=_show_statutes,
    anchors=("roundtable",),
)


def _read_seat(written: str, _: World) -> MemberRole | OfficeKind:
    """Read how an organisation sits: a role, or an office of a member."""
    try:
        return MemberRole.read(written)
    except ValueNotReadError as error:
        try:
            return OfficeKind.read(written)
        except ValueNotReadError as other:
            listed = other.values["expected"].removeprefix("one of: ")
            expected = f"{error.values['expected']}, {listed}"
            raise ValueNotReadError(written, expected) from None


def _show_seat(seat: MemberRole | OfficeKind, _: World, lang: str) -> str:
    return seat.word(lang)


def _seat_fields(row: Row) -> dict[str, Any]:
    fields = dict(row.values)
    if isinstance(fields.get("role"), OfficeKind):
        fields["role"] = MemberRole.MEMBER
    if fields.get("voting") is None:
        fields["voting"] = fields.get("role") is not MemberRole.STANDING_INVITEE
    return fields


def _complete_seat(row: Row, membership: Membership) -> Iterator[Fact]:
    office = row.values["role"]
    if not isinstance(office, OfficeKind):
        return
    held = row.world.questions.facts(Office, membership=membership.id)
    if not any(one.office is office for one in held):
        yield Office(
            id=RecordId(""),
            membership=membership.id,
            office=office,
            source=membership.source,
            period=membership.period,
        )


def _show_membership(membership: Membership, world: World) -> dict[str, Any]:
    offices = world.questions.facts(Office, membership=membership.id)
    whole = [one.office for one in offices if one.period == membership.period]
    return {"role": whole[0] if len(whole) == 1 else membership.role}


MEMBERSHIPS: Final = SheetKind(
    hu="tagsagok",
    en="memberships",
    fact=Membership,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="szerep",
            en="role",
            name="role",
            cell=Cell(_read_seat, _show_seat),
            required=True,
        ),
        SINCE,
        LAST,
        Column(hu="szavazati_jog", en="voting", name="voting", cell=YES_NO),
        text("megbizas", "mandate"),
        SOURCE,
        RELATION_ID,
    ),
    key=("roundtable", "organisation", "role", "start"),
    prepare=_seat_fields,
    complete=_complete_seat,
    show=_show_membership,
    after="tisztsegek",
    completes=lambda row: isinstance(row.values.get("role"), OfficeKind),
    anchors=("roundtable",),
)


def _membership_of(row: Row, on: date | None) -> str:
    """Return the membership that a row rests on: the one running on its first day."""
    table, body = row.values["roundtable"], row.values["organisation"]
    held = row.world.questions.facts(Membership, roundtable=table, organisation=body)
    for membership in held:
        if on is None or on in membership.period:
            return membership.id
    if not held:
        raise UnknownReferenceError("membership", f"{table} – {body}")
    row.fault(MembershipCode.NOT_A_MEMBER, "first", roundtable=table, on=on)
    return held[0].id


def _resting_fields(row: Row) -> dict[str, Any]:
    hidden = {"roundtable", "organisation"}
    fields = {name: row.values[name] for name in row.values if name not in hidden}
    return fields | {"membership": _membership_of(row, row.get("first"))}


def _show_resting(fact: Office | Representation, world: World) -> dict[str, Any]:
    membership = world.questions.one(Membership, fact.membership)
    return {
        "roundtable": membership.roundtable,
        "organisation": membership.organisation,
    }


OFFICES: Final = SheetKind(
    hu="tisztsegek",
    en="offices",
    fact=Office,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="tisztseg",
            en="office",
            name="office",
            cell=word(OfficeKind),
            required=True,
        ),
        SINCE,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("membership", "office", "start"),
    prepare=_resting_fields,
    show=_show_resting,
    anchors=("roundtable",),
)
REPRESENTATIONS: Final = SheetKind(
    hu="kepviseletek",
    en="representations",
    fact=Representation,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="szemely",
            en="person",
            name="person",
            cell=reference(Person),
            required=True,
        ),
        Column(
            hu="minoseg",
            en="capacity",
            name="capacity",
            cell=word(Capacity),
            required=True,
        ),
        SINCE,
        LAST,
        text("beosztas", "position"),
        SOURCE,
        RELATION_ID,
    ),
    key=("membership", "person", "capacity", "start"),
    prepare=_resting_fields,
    show=_show_resting,
    anchors=("roundtable",),
)
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
    anchors=("roundtable",),
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
    meeting = world.questions.one(Meeting, fact.meeting)
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
    anchors=("roundtable",),
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
    anchors=("roundtable",),
)
#: Tables and seats are completed once statutes and offices have been read.
TABLES_AND_SEATS: Final = (
    TABLES,
    STATUTES,
    MEMBERSHIPS,
    OFFICES,
    REPRESENTATIONS,
    MEETINGS,
    ATTENDANCES,
    DECISIONS,
)
