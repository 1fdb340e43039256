"""The sheets of persons, programmes, projects and partnerships."""

from datetime import date
from typing import Any, Final

from attrs import evolve

from cselekvo.actions.eligibility import Admission, judged
from cselekvo.domain.fact import Fact
from cselekvo.domain.person import Person
from cselekvo.domain.programme import (
    Partnership,
    Programme,
    Project,
    ProjectRole,
    ProjectRoleKind,
    VerdictKind,
)
from cselekvo.exchange.body_sheets import ORGANISATION
from cselekvo.exchange.cells import (
    DAY,
    PARTIAL,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import (
    ID,
    RELATION_ID,
    SOURCE,
    Row,
    RowCode,
    SheetKind,
    row_period,
    text,
)
from cselekvo.exchange.map_sheets import FIRST, LAST
from cselekvo.exchange.world import World
from cselekvo.findings import Finding
from cselekvo.rules.eligibility import EligibilityCode

PERSONS: Final = SheetKind(
    hu="szemelyek",
    en="persons",
    fact=Person,
    columns=(
        ID,
        text("nev", "name", required=True),
        text("csaladnev", "family_name"),
        text("utonev", "given_name"),
        text("elotag", "prefix", "prefix_text"),
        text("email", "e-mail", "email"),
        text("telefon", "phone"),
        SOURCE,
    ),
)
PROGRAMMES: Final = SheetKind(
    hu="programok",
    en="programmes",
    fact=Programme,
    columns=(
        ID,
        text("cim", "title", required=True),
        text("cim_en", "title_en"),
        text("idoszak", "period", "programming_period"),
        SOURCE,
    ),
    on_all=True,
)


def _judge_partnership(
    row: Row, existing: Partnership | None
) -> tuple[Fact, list[Finding]]:
    """Let an organisation in by the same door as `organisation admit`.

    The verdict is the rule's; one that the sheet brings is only compared. A row of a
    partnership that is known already corrects its days and its reason.
    """
    period = row_period(row, None if existing is None else existing.period)
    if existing is not None and _is_same(existing, row, period.start):
        _compare(row, existing)
        given = {
            name: row.get(name, "")
            for name in ("reason", "review", "source")
            if name in row.values
        }
        corrected = evolve(existing, period=period, **given)
        _keep_reason(row, corrected)
        return corrected, []
    asked = Admission(
        organisation=row.values["organisation"],
        programme=row.values["programme"],
        period=period,
        reason=row.get("reason", ""),
        source=row.get("source", ""),
    )
    id_ = row.get("id", "") if existing is None else existing.id
    made, findings = judged(row.world.questions, asked, id_, row.world.places)
    made = evolve(made, review=row.get("review", ""))
    _compare(row, made)
    return made, findings


def _is_same(known: Partnership, row: Row, start: date) -> bool:
    """Return whether a row is about what was judged: same body, programme and day."""
    told = (row.values["organisation"], row.values["programme"], start)
    return (known.organisation, known.programme, known.period.start) == told


def _keep_reason(row: Row, corrected: Partnership) -> None:
    """Find that a partner of whom the rule could not tell would lose the reason."""
    if corrected.verdict is VerdictKind.UNDETERMINED and not corrected.reason:
        row.fault(
            EligibilityCode.UNDETERMINED_NEEDS_REASON,
            "reason",
            place=corrected.settlement,
            nuts2=corrected.nuts2,
            period=corrected.programming_period,
            on=corrected.judged_on,
        )


def _compare(row: Row, made: Partnership) -> None:
    told = row.get("verdict")
    if told is not None and told is not made.verdict:
        row.warn(RowCode.VERDICT_DIFFERS, "verdict", told=told, verdict=made.verdict)


def _show_partnership(partnership: Partnership, _: World) -> dict[str, Any]:
    return {"verdict": partnership.verdict}


PARTNERSHIPS: Final = SheetKind(
    hu="partnersegek",
    en="partnerships",
    fact=Partnership,
    columns=(
        ORGANISATION,
        Column(
            hu="program",
            en="programme",
            name="programme",
            cell=reference(Programme),
            required=True,
        ),
        Column(hu="tol", en="from", name="first", cell=DAY),
        LAST,
        text("indok", "reason"),
        Column(hu="minosites", en="verdict", name="verdict", cell=word(VerdictKind)),
        text("felulvizsgalat", "review"),
        SOURCE,
        RELATION_ID,
    ),
    key=("organisation", "programme", "start"),
    judge=_judge_partnership,
    show=_show_partnership,
)
PROJECTS: Final = SheetKind(
    hu="projektek",
    en="projects",
    fact=Project,
    columns=(
        ID,
        text("cim", "title", required=True),
        text("kod", "code"),
        text("felhivas", "call"),
        Column(
            hu="program", en="programme", name="programme", cell=reference(Programme)
        ),
        Column(hu="kezdet", en="start", name="started", cell=PARTIAL),
        Column(hu="veg", en="end", name="ended", cell=PARTIAL),
        Column(hu="tervezett_veg", en="planned_end", name="planned_end", cell=PARTIAL),
        Column(hu="fenntartas", en="maintenance", name="maintenance_until", cell=DAY),
        Column(hu="megorzes", en="retention", name="retention_until", cell=DAY),
        SOURCE,
    ),
)
PROJECT_ROLES: Final = SheetKind(
    hu="szerepek",
    en="project_roles",
    fact=ProjectRole,
    columns=(
        Column(
            hu="projekt",
            en="project",
            name="project",
            cell=reference(Project),
            required=True,
        ),
        ORGANISATION,
        Column(
            hu="szerep",
            en="role",
            name="role",
            cell=word(ProjectRoleKind),
            required=True,
        ),
        FIRST,
        LAST,
        Column(hu="biztos", en="certain", name="certain", cell=YES_NO),
        SOURCE,
        RELATION_ID,
    ),
    key=("project", "organisation", "role", "start"),
)
