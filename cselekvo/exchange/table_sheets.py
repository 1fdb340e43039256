"""The sheets of roundtables and their statutes."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from attrs import evolve

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.period import from_days
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import (
    Level,
    QuorumRule,
    Roundtable,
    Statutes,
)
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values
from cselekvo.exchange.cells import (
    DAY,
    DISTRICT,
    SETTLEMENT,
    WHOLE,
    YES_NO,
    Cell,
    Column,
    Sort,
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
from cselekvo.exchange.world import World

TABLE: Final = Column(
    hu="kerekasztal",
    en="roundtable",
    name="roundtable",
    cell=reference(Roundtable),
    required=True,
)


_QUORUM: Final = (
    "a quorum is written több mint fele (more than half), or as a number of seats, 20"
)


def _read_quorum(written: str, world: World) -> tuple[QuorumRule, int | None]:
    """Read the quorum rule: more than half, or a fixed number of seats."""
    try:
        number = values.whole(written, dots_group=world.dots_group)
    except ValueNotReadError:
        with suppress(ValueNotReadError):
            return QuorumRule.read(written), None
        raise ValueNotReadError(written, _QUORUM) from None
    return QuorumRule.FIXED, number


def _show_quorum(rule: Any, _: World, lang: str) -> str:
    if rule is None:
        return ""
    kind, number = rule
    return kind.word(lang) if number is None else str(number)


QUORUM: Final = Cell(_read_quorum, _show_quorum, Sort.QUORUM)


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
    held = world.beside(Statutes, "roundtable", table.id)
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
    beside=((Statutes, "roundtable", "id"),),
    after="ugyrendek",
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
)
