"""The sheets of mentors: who they are, whom they accompany, and what they did."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from cselekvo.domain.fact import Erased, Fact
from cselekvo.domain.identifiers import CountyId, PersonId, RecordId
from cselekvo.domain.mentor import (
    AssignmentRole,
    Contact,
    ContactKind,
    Mentor,
    MentorAssignment,
    MentorCounty,
    MentorField,
    Qualification,
)
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.exchange.cells import (
    COUNTY,
    DAY,
    WHOLE,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import (
    IDENTIFIER,
    RELATION_ID,
    SOURCE,
    Row,
    SheetKind,
    text,
)
from cselekvo.exchange.map_sheets import FIRST, LAST
from cselekvo.exchange.mentor_cells import ACCOMPANIED, COUNTIES, FIELDS
from cselekvo.exchange.seat_sheets import SINCE
from cselekvo.exchange.world import World


class MentorSheetCode(Enum):
    """What can be found in a row of a mentor."""

    NAME_DIFFERS = "mentor-name-differs"
    NAME_MISSING = "mentor-name-missing"


MENTOR: Final = Column(
    hu="mentor", en="mentor", name="person", cell=reference(Person), required=True
)
UNIT: Final = Column(
    hu="egyseg", en="unit", name="unit", cell=ACCOMPANIED, required=True
)
_END_REASON: Final = text("zaras_oka", "end_reason")
_SHORTHAND: Final = frozenset({"name", "counties", "fields"})


def _mentor_fields(row: Row) -> dict[str, Any]:
    """Return the fields; a person who is not known yet needs a name."""
    fields = {name: row.values[name] for name in row.values if name not in _SHORTHAND}
    if "fields" in row.values:
        primary, further = row.get("fields", (None, ()))
        fields["field"] = primary
        fields["further_fields"] = " ".join(str(one.value) for one in further)
    row.lies_in += row.get("counties", ())
    known = row.world.questions.find(Person, fields["person"])
    name = row.get("name", "")
    if known is not None:
        fields["person"] = known.id
        if name and not isinstance(known.name, Erased) and name != known.name:
            row.warn(MentorSheetCode.NAME_DIFFERS, "name", person=known.id, name=name)
    elif not name:
        row.fault(MentorSheetCode.NAME_MISSING, "name", person=fields["person"])
    return fields


def _person_of(row: Row, mentor: Mentor) -> Iterator[Fact]:
    """Make the person of a mentor where there is none."""
    if row.world.questions.find(Person, mentor.person) is None:
        yield Person(
            id=PersonId(mentor.person), name=row.get("name", ""), source=mentor.source
        )


def _complete_mentor(row: Row, mentor: Mentor) -> Iterator[Fact]:
    """Add the counties of the row that the mentor does not cover yet."""
    covered = row.world.questions.facts(MentorCounty, mentor=mentor.id)
    known = {one.county for one in covered}
    for county in row.get("counties", ()):
        if county not in known:
            yield MentorCounty(
                id=RecordId(""),
                mentor=mentor.id,
                county=CountyId(county),
                source=mentor.source,
            )


def _show_mentor(mentor: Mentor, world: World) -> dict[str, Any]:
    covered = world.beside(MentorCounty, "mentor", mentor.id)
    people = world.beside(Person, "id", mentor.person)
    name = people[0].name if people else ""
    further = tuple(MentorField.read(one) for one in mentor.further_fields.split())
    return {
        "name": "" if isinstance(name, Erased) else name,
        "counties": tuple(one.county for one in covered),
        "fields": (mentor.field, further),
    }


MENTORS: Final = SheetKind(
    hu="mentorok",
    en="mentors",
    fact=Mentor,
    columns=(
        Column(
            hu="azonosito",
            en="id",
            name="person",
            cell=IDENTIFIER,
            required=True,
            others=("szemely", "person", "mentor"),
        ),
        text("nev", "name"),
        Column(
            hu="megyek",
            en="counties",
            name="counties",
            cell=COUNTIES,
            others=("varmegyek", "megye", "county"),
        ),
        Column(hu="szakteruletek", en="fields", name="fields", cell=FIELDS),
        Column(hu="kapacitas", en="capacity", name="capacity", cell=WHOLE),
        Column(
            hu="munkaltato",
            en="employer",
            name="employer",
            cell=reference(Organisation),
        ),
        FIRST,
        LAST,
        _END_REASON,
        SOURCE,
        Column(hu="allas", en="standing", name="id", cell=IDENTIFIER),
    ),
    key=("person", "start"),
    prepare=_mentor_fields,
    before=_person_of,
    complete=_complete_mentor,
    show=_show_mentor,
    beside=((MentorCounty, "mentor", "id"), (Person, "id", "person")),
    after="mentormegyek",
    completes=lambda row: bool(row.get("counties")),
    resting=((MentorCounty, "mentor", "mentormegyek"),),
)
MENTOR_COUNTIES: Final = SheetKind(
    hu="mentormegyek",
    en="mentor_counties",
    fact=MentorCounty,
    columns=(
        Column(
            hu="allas",
            en="standing",
            name="mentor",
            cell=reference(Mentor),
            required=True,
        ),
        Column(
            hu="megye",
            en="county",
            name="county",
            cell=COUNTY,
            required=True,
            others=("varmegye",),
        ),
        SOURCE,
        RELATION_ID,
    ),
    key=("mentor", "county"),
)


def _assignment_fields(row: Row) -> dict[str, Any]:
    fields = {name: row.values[name] for name in row.values if name != "primary"}
    if "primary" in row.values:
        is_primary = row.get("primary", True)
        fields["role"] = (
            AssignmentRole.PRIMARY if is_primary else AssignmentRole.SUPPORTING
        )
    return fields


def _show_assignment(one: MentorAssignment, _: World) -> dict[str, Any]:
    return {"primary": one.role is AssignmentRole.PRIMARY}


ASSIGNMENTS: Final = SheetKind(
    hu="megbizasok",
    en="assignments",
    fact=MentorAssignment,
    columns=(
        MENTOR,
        UNIT,
        SINCE,
        LAST,
        Column(hu="elsodleges", en="primary", name="primary", cell=YES_NO),
        text("ok", "reason"),
        _END_REASON,
        SOURCE,
        RELATION_ID,
    ),
    key=("unit", "person", "start"),
    prepare=_assignment_fields,
    show=_show_assignment,
)
QUALIFICATIONS: Final = SheetKind(
    hu="kepesitesek",
    en="qualifications",
    fact=Qualification,
    columns=(
        MENTOR,
        text("megnevezes", "title", required=True),
        Column(hu="orak", en="hours", name="hours", cell=WHOLE),
        text("tanusitvany", "certificate"),
        Column(hu="datum", en="date", name="obtained", cell=DAY),
        Column(hu="lejarat", en="expires", name="expires", cell=DAY),
        SOURCE,
        RELATION_ID,
    ),
    key=("person", "title", "obtained"),
)
CONTACTS: Final = SheetKind(
    hu="kapcsolatok",
    en="contacts",
    fact=Contact,
    columns=(
        UNIT,
        MENTOR,
        Column(hu="datum", en="date", name="on", cell=DAY, required=True),
        Column(
            hu="fajta",
            en="kind",
            name="contact",
            cell=word(ContactKind),
            required=True,
        ),
        Column(hu="percek", en="minutes", name="minutes", cell=WHOLE),
        text("jegyzet", "note"),
        SOURCE,
        RELATION_ID,
    ),
    key=("unit", "person", "on", "contact"),
)
