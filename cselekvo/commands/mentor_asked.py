"""What the verbs of mentors read: counties, units, mentors, hours."""

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import click

from cselekvo.errors import NotFoundError, ValueNotReadError

if TYPE_CHECKING:
    from cselekvo.ports import Questions

_NEAR: Final = 3
_MINUTES: Final = 60


def county_named(questions: "Questions", text: str) -> str:
    """Return the id of a county that is named, or given by its id.

    Raises:
        NotFoundError: There is none; names like it are told.
    """
    from cselekvo.actions.places import Places
    from cselekvo.domain.territory import County, CountyName
    from cselekvo.domain.vocabulary import fold

    found = Places(questions).county(text)
    if found is not None:
        return str(found)
    if questions.find(County, text) is not None:
        return str(questions.known(County, text))
    names = {fold(one.name): one.name for one in questions.facts(CountyName)}
    written = fold(text)
    begun = [one for one in names if written and one.startswith(written)]
    close = begun or get_close_matches(written, names, n=_NEAR)
    near = tuple(names[one] for one in close[:_NEAR])
    raise NotFoundError("county", text, near)


def unit_named(questions: "Questions", text: str) -> str:
    """Return the id of a unit as it was first written.

    Raises:
        NotFoundError: It is no community, organisation, roundtable or project; ids
            like it are told.
    """
    from cselekvo.actions.mentoring import UNIT_KINDS

    near: list[str] = []
    for kind in UNIT_KINDS:
        try:
            return str(questions.known(kind, text))
        except NotFoundError as error:
            near += error.values["near"]
    raise NotFoundError("unit", text, tuple(near[:_NEAR]))


def mentor_named(questions: "Questions", text: str) -> str:
    """Return the id of a person who is or was a mentor.

    Raises:
        NotFoundError: There is no such mentor; ids like it are told.
    """
    from cselekvo.domain.mentor import Mentor

    found = questions.facts(Mentor, person=text)
    if found:
        return str(found[0].person)
    known = {one.person.lower(): str(one.person) for one in questions.facts(Mentor)}
    close = get_close_matches(text.lower(), known, n=_NEAR)
    raise NotFoundError("mentor", text, tuple(known[one] for one in close))


class Hours(click.ParamType[int]):
    """Hours, with a decimal comma or point; kept as minutes: `1,5` is 90."""

    name = "hours"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the minutes.

        Raises:
            ValueNotReadError: It is no number of hours.
        """
        del param, ctx
        if isinstance(value, int):
            return value
        text = str(value).strip()
        if re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,2})?", text) is None:
            raise ValueNotReadError(text, "a number of hours, as 1.5")
        whole, _mark, part = text.replace(",", ".").partition(".")
        parts = int(part.ljust(2, "0")) if part else 0
        return int(whole) * _MINUTES + (parts * _MINUTES + 50) // 100

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        return "HOURS"


HOURS: Final = Hours()
