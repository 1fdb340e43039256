"""All kinds of sheets, in the order in which they are read and written."""

from difflib import get_close_matches
from typing import Final

from cselekvo.domain.vocabulary import fold
from cselekvo.exchange import (
    activity_sheets,
    body_sheets,
    community_sheets,
    map_sheets,
    meeting_sheets,
    mentor_sheets,
    process_sheets,
    programme_sheets,
    seat_sheets,
    stage_sheets,
    table_sheets,
    template_sheets,
)
from cselekvo.exchange.kinds import SheetKind

#: A kind stands after the kinds it refers to.
SHEETS: Final[tuple[SheetKind, ...]] = (
    map_sheets.COUNTIES,
    map_sheets.COUNTY_NAMES,
    map_sheets.DISTRICTS,
    map_sheets.DISTRICT_NAMES,
    map_sheets.NUTS,
    map_sheets.REGION_LISTS,
    map_sheets.REGION_ENTRIES,
    map_sheets.SETTLEMENTS,
    body_sheets.ORGANISATIONS,
    body_sheets.NAMES,
    body_sheets.ADDRESSES,
    programme_sheets.PERSONS,
    programme_sheets.PROGRAMMES,
    programme_sheets.PROJECTS,
    programme_sheets.PROJECT_ROLES,
    programme_sheets.PARTNERSHIPS,
    table_sheets.TABLES,
    table_sheets.STATUTES,
    seat_sheets.MEMBERSHIPS,
    seat_sheets.OFFICES,
    seat_sheets.REPRESENTATIONS,
    meeting_sheets.MEETINGS,
    meeting_sheets.ATTENDANCES,
    meeting_sheets.DECISIONS,
    community_sheets.COMMUNITIES,
    community_sheets.AREAS,
    mentor_sheets.MENTORS,
    mentor_sheets.MENTOR_COUNTIES,
    mentor_sheets.ASSIGNMENTS,
    mentor_sheets.QUALIFICATIONS,
    mentor_sheets.CONTACTS,
    template_sheets.TEMPLATES,
    template_sheets.TEXTS,
    process_sheets.PROCESSES,
    stage_sheets.RUNS,
    stage_sheets.EVIDENCE,
    process_sheets.HOLDS,
    activity_sheets.ACTIVITIES,
    activity_sheets.PLANS,
)
_BY_NAME: Final = {name: kind for kind in SHEETS for name in (kind.hu, kind.en)}


def kind_named(name: str) -> SheetKind | None:
    """Return the kind of a file's or worksheet's name, in either language."""
    return _BY_NAME.get(fold(name).replace(" ", "_").replace("-", "_"))


def near_kinds(name: str) -> tuple[str, ...]:
    """Return names of kinds like the one written."""
    return tuple(get_close_matches(fold(name), _BY_NAME, n=3))
