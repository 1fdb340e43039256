"""The sheets of communities and of the areas that projects work in."""

from typing import Final

from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.programme import Project
from cselekvo.exchange.cells import DAY, SETTLEMENT, Column, reference
from cselekvo.exchange.kinds import ID, RELATION_ID, SOURCE, SheetKind, text

COMMUNITIES: Final = SheetKind(
    hu="kozossegek",
    en="communities",
    fact=Community,
    columns=(
        ID,
        text("nev", "name", required=True),
        Column(
            hu="telepules",
            en="settlement",
            name="settlement",
            cell=SETTLEMENT,
            required=True,
        ),
        text("telepulesresz", "part"),
        Column(hu="gazda", en="host", name="host", cell=reference(Organisation)),
        text("nev_en", "name_en"),
        Column(hu="alapitas", en="founded", name="founded", cell=DAY),
        Column(hu="megszunes", en="dissolved", name="dissolved", cell=DAY),
        SOURCE,
    ),
)
AREAS: Final = SheetKind(
    hu="akcioteruletek",
    en="action_areas",
    fact=ActionArea,
    columns=(
        Column(
            hu="projekt",
            en="project",
            name="project",
            cell=reference(Project),
            required=True,
        ),
        text("nev", "name", required=True),
        Column(hu="telepules", en="settlement", name="settlement", cell=SETTLEMENT),
        text("hatar", "boundary"),
        text("alap", "basis"),
        SOURCE,
        RELATION_ID,
    ),
    key=("project", "name"),
)
