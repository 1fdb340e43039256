"""What stands in the cells of mentors: fields and counties in a list, and units."""

from typing import Final

from cselekvo.actions.mentoring import UNIT_KINDS
from cselekvo.domain.mentor import MentorField
from cselekvo.exchange.cells import COUNTY, Cell, Sort
from cselekvo.exchange.world import World

#: The primary field, where there is one, and the others.
Fields = tuple[MentorField | None, tuple[MentorField, ...]]


def _read_fields(text: str, _: World) -> Fields:
    """Read fields parted by |; the first is the primary one, and may be left empty."""
    first, *others = (one.strip() for one in text.split("|"))
    primary = MentorField.read(first) if first else None
    further = dict.fromkeys(MentorField.read(one) for one in others if one)
    return primary, tuple(one for one in further if one is not primary)


def _show_fields(value: Fields | None, _: World, lang: str) -> str:
    primary, further = value or (None, ())
    if primary is None and not further:
        return ""
    first = "" if primary is None else primary.word(lang)
    return "|".join([first, *(one.word(lang) for one in further)])


def _read_counties(text: str, world: World) -> tuple[str, ...]:
    parts = (one.strip() for one in text.split("|"))
    return tuple(dict.fromkeys(COUNTY.read(one, world) for one in parts if one))


def _show_counties(value: tuple[str, ...] | None, world: World, lang: str) -> str:
    return "|".join(COUNTY.show(one, world, lang) for one in value or ())


def _read_unit(text: str, world: World) -> str:
    return world.reference_to_any("unit", UNIT_KINDS, text)


FIELDS: Final = Cell(_read_fields, _show_fields, Sort.WORDS, words=(MentorField,))
COUNTIES: Final = Cell(_read_counties, _show_counties, Sort.COUNTIES)
ACCOMPANIED: Final = Cell(
    _read_unit, lambda value, _, __: str(value or ""), Sort.ACCOMPANIED
)
