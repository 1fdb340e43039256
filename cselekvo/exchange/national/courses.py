"""Communities and their courses through the template, as far as the days reach."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import Final

from attrs import frozen

from cselekvo.domain.template import Template
from cselekvo.exchange.national.places import Place
from cselekvo.exchange.national.sizes import ILLUSTRATION, LAST, Size, chance
from cselekvo.rules.transitions import Flow

Row = tuple[object, ...]
_NAMES: Final = (
    "Kertbarátok Köre", "Hagyományőrzők Köre", "Olvasókör", "Szomszédok Köre",
    "Családok Köre", "Kalákások", "Dalkör", "Falubarátok Köre",
)  # fmt: skip
#: How often, of a hundred, what comes first among the ways is chosen.
_ONWARD: Final = 85
#: Drawn above this, a stage takes long.
_SLOW: Final = 0.875


@frozen(kw_only=True)
class Group:
    """A community with its process."""

    id: str
    process: str
    name: str
    place: Place
    start: date


def groups(places: Sequence[Place], size: Size) -> list[Group]:
    """Return the communities, spread over the settlements."""
    draw = chance("groups")
    found = []
    for at in range(size.communities):
        place = places[at * 7 % len(places)]
        town = place.name.removesuffix(" (példa)")
        kind = _NAMES[(at + at // len(places)) % len(_NAMES)]
        found.append(
            Group(
                id=f"N-KZ-{at + 1:04d}",
                process=f"N-F-{at + 1:04d}",
                name=f"{kind}, {town} (példa)",
                place=place,
                start=date(2016, 11, 2) + timedelta(days=draw.randrange(0, 420)),
            )
        )
    return found


def run_rows(group: Group, template: Template) -> Iterator[Row]:
    """Yield the rounds of a process: stage, opened, closed, outcome, source.

    Most take between three fifths and one and a half of their typical days, one in
    eight nearly twice as long.
    """
    flow, draw = Flow.of(template), chance(group.process)
    state = flow.started()
    waiting: list[tuple[date, str, date]] = []
    heappush(
        waiting,
        (_until(flow, draw.random(), group.start, flow.start), flow.start, group.start),
    )
    while waiting:
        closed, stage, opened = heappop(waiting)
        if closed > LAST:
            yield group.process, stage, opened, None, None, ILLUSTRATION
            continue
        ways = [way.outcome for way in flow.stages[stage].ways]
        outcome = ways[0] if draw.randrange(100) < _ONWARD else ways[-1]
        yield group.process, stage, opened, closed, outcome or None, ILLUSTRATION
        before = list(state.open)
        before.remove(stage)
        state = flow.opened_by(state, stage, outcome)
        after = list(state.open)
        for one in before:
            after.remove(one)
        for one in after:
            heappush(waiting, (_until(flow, draw.random(), closed, one), one, closed))


def _until(flow: Flow, drawn: float, opened: date, stage: str) -> date:
    duration = flow.stages[stage].duration
    typical = 30 if duration is None else duration.typical
    slow = 1.8 if drawn > _SLOW else 1.0
    return opened + timedelta(days=max(1, round(typical * slow * (0.6 + 0.9 * drawn))))


def activity_rows(every: Sequence[Group]) -> Iterator[Row]:
    """Yield id, process, title, day, kind, head count, settlement, source."""
    draw, number = chance("activities"), 0
    for group in every:
        day = group.start + timedelta(days=draw.randrange(20, 90))
        while day <= LAST:
            number += 1
            title, kind = draw.choice(
                (
                    ("Közösségi beszélgetés", "közösségi beszélgetés"),
                    ("Közösségi akció", "közösségi akció"),
                    ("Fórum", "lakossági fórum"),
                )
            )
            row = (f"N-ES-{number:06d}", group.process, title, day, kind)
            yield (*row, draw.randrange(6, 80), group.place.name, ILLUSTRATION)
            day += timedelta(days=draw.randrange(60, 260))
