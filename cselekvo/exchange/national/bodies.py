"""Institutions, projects and their consortia, and the roundtables of the counties."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from cselekvo.exchange.national.places import Place
from cselekvo.exchange.national.sizes import FIRST, ILLUSTRATION, LAST, Size, chance

Row = tuple[object, ...]
_KINDS: Final = (
    ("Könyvtár", "kulturális"),
    ("Művelődési Ház", "kulturális"),
    ("Helytörténeti Gyűjtemény", "kulturális"),
    ("Általános Iskola", "oktatási"),
    ("Családsegítő", "szociális"),
    ("Faluszépítő Egyesület", "civil"),
    ("Nyugdíjasklub", "civil"),
    ("Önkéntes Tűzoltó Egyesület", "civil"),
)
#: Organisations that carry a project, the lead first; and those at a table.
_CONSORTIUM: Final = (2, 3, 3, 4)
_SEATS: Final = 12
_QUARTER: Final = timedelta(days=91)


def institutions(places: Sequence[Place], size: Size) -> list[Row]:
    """Return the rows of organisations: id, name, sector, seat, source."""
    rows: list[Row] = []
    for at in range(size.institutions):
        place = places[at % len(places)]
        name, sector = _KINDS[(at // len(places) + at) % len(_KINDS)]
        town = place.name.removesuffix(" (példa)")
        part = "" if at < len(places) else f" {at // len(places) + 1}."
        title = f"{name}, {town}{part} (példa)"
        rows.append((f"N-SZ-{at + 1:05d}", title, sector, place.name, ILLUSTRATION))
    return rows


def projects(size: Size) -> Iterator[Row]:
    """Yield the rows of projects: id, title, first day, planned end, source."""
    draw = chance("projects")
    for at in range(size.projects):
        start = FIRST + timedelta(days=draw.randrange(120, 480))
        end = start + timedelta(days=draw.randrange(700, 1_400))
        title = f"Helyi közösségek {at + 1}. (példa)"
        yield f"N-PR-{at + 1:04d}", title, start, end, ILLUSTRATION


def roles(size: Size) -> Iterator[Row]:
    """Yield who carries which project: project, organisation, role, since, source."""
    draw = chance("roles")
    for at in range(size.projects):
        bodies = draw.sample(range(size.institutions), _CONSORTIUM[at % 4])
        for place, body in enumerate(bodies):
            role = "partner" if place else "konzorciumvezető"
            project, organisation = f"N-PR-{at + 1:04d}", f"N-SZ-{body + 1:05d}"
            yield project, organisation, role, FIRST, ILLUSTRATION


class Tables:
    """A roundtable for each county, its seats, its meetings and who attended."""

    def __init__(self, places: Sequence[Place], size: Size) -> None:
        self._counties = list(dict.fromkeys(place.county for place in places))
        self._by_county: dict[str, list[int]] = {one: [] for one in self._counties}
        for at in range(size.institutions):
            self._by_county[places[at % len(places)].county].append(at)
        self._town = {place.county: place.name for place in reversed(places)}

    def tables(self) -> Iterator[Row]:
        """Yield id, name, settlement, day of founding, source."""
        for at, county in enumerate(self._counties, 1):
            name = f"{county} vármegyei közösségi kerekasztal (példa)"
            yield (
                f"N-KA-{at:02d}",
                name,
                self._town[county],
                date(2017, 2, 1),
                ILLUSTRATION,
            )

    def _bodies(self, at: int) -> list[int]:
        held = self._by_county[self._counties[at]]
        return chance(f"table {at}").sample(held, min(_SEATS, len(held)))

    def seats(self) -> Iterator[Row]:
        """Yield table, organisation, role, since, source."""
        for at in range(len(self._counties)):
            for body in self._bodies(at):
                organisation = f"N-SZ-{body + 1:05d}"
                yield (
                    f"N-KA-{at + 1:02d}",
                    organisation,
                    "tag",
                    date(2017, 2, 1),
                    ILLUSTRATION,
                )

    def _days(self) -> Iterator[date]:
        day = date(2017, 3, 7)
        while day <= LAST:
            yield day
            day += _QUARTER

    def meetings(self) -> Iterator[Row]:
        """Yield table, day, id, source."""
        for at in range(len(self._counties)):
            for number, day in enumerate(self._days(), 1):
                table = f"N-KA-{at + 1:02d}"
                yield table, day, f"N-UL-{at + 1:02d}-{number:02d}", ILLUSTRATION

    def attendance(self) -> Iterator[Row]:
        """Yield table, day, organisation, presence, source."""
        words = ("jelen",) * 6 + ("helyettes", "kimentette", "hiányzott")
        for at in range(len(self._counties)):
            draw = chance(f"attendance {at}")
            for day in self._days():
                for body in self._bodies(at):
                    organisation = f"N-SZ-{body + 1:05d}"
                    table = f"N-KA-{at + 1:02d}"
                    yield table, day, organisation, draw.choice(words), ILLUSTRATION
