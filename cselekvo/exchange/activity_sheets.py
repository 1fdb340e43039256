"""The sheets of what happens: activities, and development plans."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
from cselekvo.domain.period import from_days
from cselekvo.domain.plan import DevelopmentPlan, PlanKind, PlanState
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Project
from cselekvo.exchange.cells import (
    DAY,
    SETTLEMENT,
    WHOLE,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import ID, SOURCE, Row, SheetKind, text

#: The same few days come again and again.
_span: Final = lru_cache(maxsize=4096)(from_days)


def _activity_fields(row: Row) -> dict[str, Any]:
    """Return the fields; where no last day is given, it was one day.

    In a sheet without settlements, a place that is just the name of one says it.
    """
    fields = row.values
    first, last = fields["first"], fields.get("last")
    if last is None and "last" not in fields:
        last = _known_last(row)
    period = _span(first, first if last is None else last)
    place = fields.get("place")
    if place and "settlement" not in fields:
        found = row.world.settlement_named(place)
        if found is not None:
            return {**fields, "settlement": found, "period": period}
    return {**fields, "period": period}


def _known_last(row: Row) -> date | None:
    """Return the last day of a known activity that took more than one."""
    known = row.world.questions.find(Activity, row.values["id"])
    if known is None or known.period.first_day == known.period.last_day:
        return None
    return known.period.last_day


ACTIVITIES: Final = SheetKind(
    hu="esemenyek",
    en="activities",
    fact=Activity,
    columns=(
        ID,
        Column(hu="folyamat", en="process", name="process", cell=reference(Process)),
        text("megnevezes", "title", required=True),
        Column(hu="kezdet", en="start", name="first", cell=DAY, required=True),
        Column(hu="veg", en="end", name="last", cell=DAY),
        Column(hu="letszam", en="head_count", name="head_count", cell=WHOLE),
        text("helyszin", "place"),
        Column(hu="fajta", en="kind", name="activity", cell=word(ActivityKind)),
        text("tema", "theme"),
        Column(hu="projekt", en="project", name="project", cell=reference(Project)),
        Column(hu="egyseg", en="unit", name="unit", cell=word(HeadUnit)),
        Column(hu="becsult", en="estimated", name="estimated", cell=YES_NO),
        Column(
            hu="jelenleti_iv",
            en="sheet_count",
            name="sheet_count",
            cell=WHOLE,
        ),
        Column(hu="dij", en="fee", name="fee", cell=WHOLE),
        Column(hu="telepules", en="settlement", name="settlement", cell=SETTLEMENT),
        text("megjegyzes", "note"),
        SOURCE,
    ),
    prepare=_activity_fields,
)
PLANS: Final = SheetKind(
    hu="tervek",
    en="plans",
    fact=DevelopmentPlan,
    columns=(
        ID,
        Column(
            hu="projekt",
            en="project",
            name="project",
            cell=reference(Project),
            required=True,
        ),
        Column(hu="fajta", en="kind", name="plan", cell=word(PlanKind), required=True),
        Column(
            hu="allapot",
            en="state",
            name="state",
            cell=word(PlanState),
            required=True,
        ),
        Column(hu="datum", en="date", name="on", cell=DAY),
        Column(hu="folyamat", en="process", name="process", cell=reference(Process)),
        text("alany", "subject"),
        SOURCE,
    ),
)
