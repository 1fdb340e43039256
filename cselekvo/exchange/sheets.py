"""All kinds of sheets, in the order in which they are read and written."""

from difflib import get_close_matches
from typing import Final

from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.body_sheets import BODIES
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.map_sheets import MAP
from cselekvo.exchange.table_sheets import TABLES_AND_SEATS

#: A kind stands after the kinds it refers to.
SHEETS: Final[tuple[SheetKind, ...]] = (*MAP, *BODIES, *TABLES_AND_SEATS)
_BY_NAME: Final = {name: kind for kind in SHEETS for name in (kind.hu, kind.en)}


def kind_named(name: str) -> SheetKind | None:
    """Return the kind of a file's or worksheet's name, in either language."""
    return _BY_NAME.get(fold(name).replace(" ", "_").replace("-", "_"))


def near_kinds(name: str) -> tuple[str, ...]:
    """Return names of kinds like the one written."""
    return tuple(get_close_matches(fold(name), _BY_NAME, n=3))
