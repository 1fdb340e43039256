"""Mentors and their assignments: county groups, and the summer when a third left."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from cselekvo.exchange.national.sizes import (
    CAME,
    FIRST,
    ILLUSTRATION,
    LAST,
    LEFT,
    Size,
    chance,
)

Row = tuple[object, ...]
_FAMILIES: Final = ("Példa", "Minta")
_GIVEN: Final = (
    "Ágnes", "Ákos", "Andrea", "Anna", "Áron", "Balázs", "Barbara", "Béla", "Csilla",
    "Dániel", "Dóra", "Edit", "Elemér", "Emese", "Erika", "Ernő", "Eszter", "Éva",
    "Ferenc", "Gábor", "Gergő", "Gizella", "Gyula", "Hajnal", "Ilona", "Imre", "István",
    "Judit", "Júlia", "Kálmán", "Katalin", "Kinga", "Lajos", "László", "Lídia", "Lilla",
    "Magdolna", "Márta", "Máté", "Mihály", "Noémi", "Olga", "Ottó", "Pál", "Piroska",
    "Réka", "Róbert", "Sándor", "Sára", "Tamás", "Teréz", "Ödön", "Örs", "Ünige",
    "Vera", "Viktor", "Vilma", "Zita", "Zoltán", "Zsófia", "Zsuzsa",
)  # fmt: skip
_FIELDS: Final = ("könyvtár", "múzeum", "közművelődés")
_CAPACITY: Final = 18
_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Human:
    """A mentor of the network, for a time, in a county."""

    id: str
    name: str
    county: str
    field: str
    first: date
    last: date | None


def mentors(counties: Sequence[str], size: Size) -> list[Human]:
    """Return those who began, then those who came for the third that left."""
    leaving = size.mentors // 3
    left = set(chance("leaving").sample(range(size.mentors), leaving))
    found: list[Human] = []
    for at in range(size.mentors + leaving + 1):
        is_new = at >= size.mentors
        first = CAME if is_new else date(2016, 11, 2)
        gone = sorted(left)[(at - size.mentors) % leaving] if is_new else at
        found.append(
            Human(
                id=f"N-ME-{at + 1:03d}",
                name=_name(at),
                county=counties[gone % len(counties)],
                field=_FIELDS[at % len(_FIELDS)],
                first=first,
                last=LEFT if at in left else LAST,
            )
        )
    return found


def _name(at: int) -> str:
    """Return an invented name; nobody's, and each once."""
    given, family = divmod(at, len(_FAMILIES))
    second, first = divmod(given, len(_GIVEN))
    more = f" {_GIVEN[(first + second) % len(_GIVEN)]}" if second else ""
    return f"{_FAMILIES[family]} {_GIVEN[first]}{more}"


def mentor_rows(humans: Sequence[Human]) -> Iterator[Row]:
    """Yield id, name, counties, fields, capacity, first and last day, source."""
    for one in humans:
        row = (one.id, one.name, one.county, one.field, _CAPACITY)
        yield (*row, one.first, one.last, ILLUSTRATION)


@frozen(kw_only=True)
class Charge:
    """A mentor in charge of a community."""

    mentor: str
    unit: str
    first: date
    last: date
    end_reason: str


class Charges:
    """Who is in charge of which community, and when nobody is."""

    def __init__(self, humans: Sequence[Human]) -> None:
        self._by_county: dict[str, list[Human]] = {}
        for one in humans:
            self._by_county.setdefault(one.county, []).append(one)
        self._held: dict[tuple[str, bool], int] = {}
        self._draw = chance("charges")

    def of(self, unit: str, county: str, start: date) -> Iterator[Charge]:
        """Yield the assignments of a community from its start on.

        A community whose mentor left in the summer is taken over by one of the county
        after some weeks, or by a newcomer in the autumn.
        """
        first = max(start, date(2016, 11, 2))
        mentor = self._least(county, first)
        if mentor is None and first < CAME:
            first = CAME
            mentor = self._least(county, first)
        if mentor is None:
            return
        left = mentor.last == LEFT and first <= LEFT
        yield Charge(
            mentor=mentor.id,
            unit=unit,
            first=first,
            last=LEFT if left else LAST,
            end_reason="a mentor távozott" if left else "a program lezárult",
        )
        if not left:
            return
        soon = self._draw.random() < 0.5  # noqa: PLR2004 - one half of them
        again = LEFT + timedelta(days=self._draw.randrange(20, 75)) if soon else CAME
        successor = self._least(county, again)
        if successor is None and again < CAME:
            again = CAME
            successor = self._least(county, again)
        if successor is not None:
            yield Charge(
                mentor=successor.id,
                unit=unit,
                first=again,
                last=LAST,
                end_reason="a program lezárult",
            )

    def _least(self, county: str, on: date) -> Human | None:
        """Return the county's mentor with the fewest units; None: all are full."""
        late = on > LEFT
        there = [
            one
            for one in self._by_county.get(county, [])
            if one.first <= on and (one.last is None or on <= one.last)
        ]
        if not there:
            return None
        best = min(there, key=lambda one: (self._held.get((one.id, late), 0), one.id))
        if self._held.get((best.id, late), 0) >= _CAPACITY:
            return None
        self._held[best.id, late] = self._held.get((best.id, late), 0) + 1
        return best


def charge_rows(charges: Sequence[Charge]) -> Iterator[Row]:
    """Yield mentor, unit, first and last day, reason, reason of the end, source."""
    for one in charges:
        row = (one.mentor, one.unit, one.first, one.last, "kijelölés", one.end_reason)
        yield (*row, ILLUSTRATION)


def contact_rows(charges: Sequence[Charge]) -> Iterator[Row]:
    """Yield unit, mentor, day, kind, minutes, source: about one each two months."""
    draw = chance("contacts")
    kinds = ("látogatás", "látogatás", "telefon", "levél")
    for one in charges:
        day = one.first + timedelta(days=draw.randrange(5, 50))
        while day <= one.last and day >= FIRST:
            minutes = draw.choice((20, 30, 60, 90, 120))
            yield one.unit, one.mentor, day, draw.choice(kinds), minutes, ILLUSTRATION
            day += timedelta(days=draw.randrange(45, 75))
