"""What the tests of reports share: a small table with its people, and how to ask."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from attrs import evolve

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import (
    MeetingId,
    MembershipId,
    PersonId,
    RecordId,
    RoundtableId,
    SettlementId,
)
from cselekvo.domain.organisation import Sector
from cselekvo.domain.roundtable import (
    Capacity,
    Meeting,
    Office,
    OfficeKind,
    Presence,
    Representation,
)
from cselekvo.domain.territory import Settlement
from cselekvo.findings import Severity
from cselekvo.reports.membership.report import membership_report
from cselekvo.reports.report import Cell, Figures, Note, Paragraph, Report, Table
from cselekvo.reports.roster import Roster, roster_of
from cselekvo.workspace import Workspace
from tests.builders import ZALA, an_attendance, day, span
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
    stand,
)

MADE_AT = datetime(2016, 2, 1, 9, 0, tzinfo=UTC)


def write(workspace: Workspace, *facts: Fact) -> int:
    """Write facts as they are, in one entry; return its number."""
    with workspace.change() as work:
        work.write_many(facts)
        return work.seq


def withdraw(workspace: Workspace, *facts: Fact) -> int:
    """Withdraw facts in one entry; return its number."""
    with workspace.change() as work:
        for fact in facts:
            work.withdraw(fact)
        return work.seq


def a_settlement(name: str = "Zalaszentgrót", code: str = "32522") -> Settlement:
    """Return a settlement of Zala."""
    return Settlement(id=SettlementId(f"KSH-{code}"), name=name, county=ZALA)


def a_meeting(on: str, id_: str = "ules-1", table: str = "K1") -> Meeting:
    """Return a meeting of a table."""
    return Meeting(id=MeetingId(id_), roundtable=RoundtableId(table), on=day(on))


def held(
    on: str,
    *,
    repeated: bool = False,
    place: str = "",
    **presences: Presence,
) -> tuple[Fact, ...]:
    """Return a meeting of K1, with id `U-` and its day, and how bodies were there."""
    meeting = evolve(a_meeting(on, f"U-{on}"), repeated=repeated, place=place)
    return meeting, *(
        an_attendance(body, presence, meeting=meeting.id, id_=f"j-{on}-{body}")
        for body, presence in presences.items()
    )


def an_office(
    membership: str, kind: OfficeKind = OfficeKind.CHAIR, id_: str = "o-1"
) -> Office:
    """Return an office held at all times."""
    return Office(
        id=RecordId(id_),
        membership=MembershipId(membership),
        office=kind,
        period=span(),
    )


def a_representation(
    membership: str,
    person: str = "P1",
    *,
    id_: str = "r-1",
    capacity: Capacity = Capacity.REPRESENTATIVE,
    position: str = "",
    source: str = "",
) -> Representation:
    """Return somebody who stands for a member at all times."""
    return Representation(
        id=RecordId(id_),
        membership=MembershipId(membership),
        person=PersonId(person),
        capacity=capacity,
        position=position,
        period=span(),
        source=source,
    )


def a_small_table(workspace: Workspace) -> None:
    """Found K1 with two members; O1 has a representative and a deputy."""
    found(workspace)
    add_body(workspace, "O1", name="Csillag Egyesület", seat="Tata", email="o@x.hu")
    add_body(workspace, "O2", name="Cukor Kör", seat="Tata", sector=Sector.CULTURE)
    add_human(
        workspace,
        "P1",
        name="dr. Kovács Anna",
        family_name="Kovács",
        given_name="Anna",
        prefix_text="dr.",
        email="anna@x.hu",
        phone="+36 1 000 0000",
    )
    add_human(workspace, "P2", name="Szabó Béla")
    join(workspace, "O1", "2015-05-12")
    join(workspace, "O2", "2015-05-12")
    stand(workspace, "P1", "O1", "2015-05-12", position="igazgató")
    stand(workspace, "P2", "O1", "2015-05-12", capacity=Capacity.DEPUTY)


def roster(
    workspace: Workspace,
    on: str = "2015-11-30",
    *,
    known_at: str | None = None,
    table: str = "K1",
) -> Roster:
    """Return who sits at a table on a day."""
    return roster_of(workspace.view(day(on), known_at), table)


def names(found_: Roster) -> list[str]:
    """Return the names of a roster in their order."""
    return [member.name for member in found_.members]


def report(
    workspace: Workspace,
    on: str | date = "2015-11-30",
    *,
    lang: str = "hu",
    contacts: bool = False,
    reader: str | None = None,
    table: str = "K1",
    since: str | None = None,
    made_at: datetime = MADE_AT,
) -> Report:
    """Return the membership report of a table."""
    asked = day(on) if isinstance(on, str) else on
    return membership_report(
        workspace.view(asked, reader=reader),
        table,
        lang=lang,
        contacts=contacts,
        by="Minta Koordinátor",
        generated_at=made_at,
        since=None if since is None else day(since),
    )


def facts(made: Report) -> dict[str, Cell]:
    """Return the header's values by their keys."""
    return {pair.key: pair.value for pair in made.facts}


def figures(made: Report) -> dict[str, Cell]:
    """Return the summary's figures by their keys."""
    (block,) = made.blocks_of(Figures)
    return {pair.key: pair.value for pair in block.pairs}


def notes(made: Report) -> dict[str, str]:
    """Return the notes by their codes."""
    return {note.code: note.text for note in made.blocks_of(Note)}


def paragraphs(made: Report) -> list[str]:
    """Return what the report tells in sentences."""
    return [block.text for block in made.blocks_of(Paragraph)]


def rows(made: Report, key: str = "members") -> list[dict[str, Cell]]:
    """Return the rows of a table of the report by the keys of its columns."""
    (table,) = (one for one in made.blocks_of(Table) if one.key == key)
    return [
        {column.key: cell for column, cell in zip(table.columns, cells, strict=True)}
        for cells in table.rows
    ]


def row(made: Report, name: str = "Csillag Egyesület") -> dict[str, Cell]:
    """Return the row of a member, O1 of the small table where none is named."""
    (found_,) = (one for one in rows(made) if one["organisation"] == name)
    return found_


def severities(made: Report) -> Sequence[Severity]:
    """Return how much each note weighs."""
    return [note.severity for note in made.blocks_of(Note)]
