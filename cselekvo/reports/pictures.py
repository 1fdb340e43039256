"""The two pictures of a membership report: numbers as bars, a number over time."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import frozen

from cselekvo.reports.drawing import INK, SIZE, SOFT, Drawing, number, width_of

#: As wide as a column of 80 mm, in units.
WIDTH: Final = 340.0
_GAP: Final = 6.0
_ROW: Final = 17.0
_BAR: Final = 9.0
_TOP: Final = 8.0


@frozen
class Bar:
    """A labelled number, and the number as it is written."""

    label: str
    value: int
    written: str


def bars(rows: Sequence[Bar], title: str, description: str) -> str:
    """Return horizontal bars, from 0, each with its label and its number."""
    drawing = Drawing(WIDTH, title, description)
    labels = max((width_of(row.label) for row in rows), default=0.0)
    numbers = max((width_of(row.written) for row in rows), default=0.0)
    left = labels + _GAP
    longest = max(WIDTH - left - numbers - _GAP, 1.0)
    most = max((row.value for row in rows), default=0) or 1
    height = _TOP + _ROW * len(rows) + 2
    for place, row in enumerate(rows):
        middle = _TOP + _ROW * (place + 0.5)
        length = longest * row.value / most
        base = middle + SIZE * 0.34
        drawing.text(labels, base, row.label, anchor="end")
        drawing.bar(left, middle - _BAR / 2, length, _BAR)
        drawing.text(left + length + _GAP, base, row.written)
    drawing.line(left, _TOP - 2, left, height, ink=SOFT)
    return drawing.svg(height)


@frozen
class Mark:
    """A day that is marked below a line, and in which way: an index of the legend."""

    on: date
    way: int


@frozen(kw_only=True)
class Course:
    """A number over time.

    Attributes:
        points: Days from which the number is another, in order, and the number.
        last: The last day; the first one is that of the first point.
        ends: The first and the last day as they are written.
        marks: Days that are marked.
        legend: What each way of marking means: filled, empty, crossed.
    """

    points: Sequence[tuple[date, int]]
    last: date
    ends: tuple[str, str]
    marks: Sequence[Mark] = ()
    legend: Sequence[str] = ()

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.points[0][0]


_HIGH: Final = 118.0
_BELOW: Final = 14.0  #: from the axis to the marks, and on to the days
_LINE: Final = 15.0


def course(told: Course, title: str, description: str) -> str:
    """Return a number over time as a line of steps, with days marked below it."""
    drawing = Drawing(WIDTH, title, description)
    most = max(value for _day, value in told.points)
    ticks = _ticks(most)
    left = width_of(str(ticks[-1])) + _GAP
    right = WIDTH - width_of(str(told.points[-1][1])) - 2 * _GAP
    box = _Box(left, right, _TOP + SIZE / 2, _HIGH, told.first, told.last, ticks[-1])
    path = _steps(told, box)
    drawing.area(f"{path}V{number(box.bottom)}H{number(box.left)}Z")
    for tick in ticks:
        drawing.line(left, box.y(tick), right, box.y(tick))
        at = box.y(tick) + SIZE * 0.34
        drawing.text(left - _GAP, at, str(tick), anchor="end", ink=SOFT)
    drawing.line(left, box.bottom, right, box.bottom, ink=INK)
    drawing.path(path)
    end = told.points[-1][1]
    drawing.text(right + _GAP, box.y(end) + SIZE * 0.34, str(end), bold=True)
    below = _axis(drawing, told, box)
    return drawing.svg(_legend(drawing, told, left, below))


@frozen
class _Box:
    """Where days and numbers lie in a drawing."""

    left: float
    right: float
    top: float
    height: float
    first: date
    last: date
    most: int

    @property
    def bottom(self) -> float:
        """Return where the number is 0."""
        return self.top + self.height

    def x(self, day: date) -> float:
        """Return where a day lies."""
        whole = (self.last - self.first).days
        return self.left + (self.right - self.left) * (day - self.first).days / whole

    def y(self, value: int) -> float:
        """Return where a number lies."""
        return self.bottom - self.height * value / self.most


def _ticks(most: int) -> list[int]:
    """Return round numbers from 0 to the first that is not below the most."""
    step = next(
        step * 10**power
        for power in range(20)
        for step in (1, 2, 5)
        if most <= 4 * step * 10**power
    )
    return list(range(0, max(most, 1) + step, step))


def _steps(told: Course, box: _Box) -> str:
    """Return the line of steps from the first day to the last."""
    path = f"M{number(box.left)} {number(box.y(told.points[0][1]))}"
    for day, value in told.points[1:]:
        path += f"H{number(box.x(day))}V{number(box.y(value))}"
    return f"{path}H{number(box.right)}"


def _axis(drawing: Drawing, told: Course, box: _Box) -> float:
    """Draw what stands below the line; return how far down it reaches."""
    for day in _notches(told.first, told.last):
        x = box.x(day)
        drawing.line(x, box.bottom, x, box.bottom + 3, ink=SOFT)
    below = box.bottom + 3
    if told.marks:
        below += _BELOW / 2 + 2
        for mark in told.marks:
            _dot(drawing, box.x(mark.on), below, mark.way)
        below += 3
    below += _LINE
    drawing.text(box.left, below, told.ends[0], ink=SOFT)
    drawing.text(box.right, below, told.ends[1], anchor="end", ink=SOFT)
    return below + _GAP


def _dot(drawing: Drawing, x: float, y: float, way: int) -> None:
    drawing.dot(x, y, filled=way == 0, crossed=way == 2)  # noqa: PLR2004 - the third


def _legend(drawing: Drawing, told: Course, left: float, below: float) -> float:
    """Write what the marks mean, of those there are; return the whole height."""
    used = sorted({mark.way for mark in told.marks})
    x, y = left + 3, below + SIZE
    for place, way in enumerate(used):
        words = told.legend[way]
        wide = 2 * _GAP + width_of(words)
        if place and x + wide > WIDTH:
            x, y = left + 3, y + _LINE
        _dot(drawing, x, y - SIZE * 0.34, way)
        drawing.text(x + _GAP + 1, y, words)
        x += wide + _GAP
    return y + _GAP if used else below


_MONTHS: Final = 12
_MOST_NOTCHES: Final = 40


def _notches(first: date, last: date) -> list[date]:
    """Return the firsts of months between two days; of years, where they are many."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    if months <= _MOST_NOTCHES:
        starts = (
            date(first.year + (first.month - 1 + at) // _MONTHS, 1, 1).replace(
                month=(first.month - 1 + at) % _MONTHS + 1
            )
            for at in range(1, months + 1)
        )
        return list(starts)
    years = last.year - first.year
    step = next(
        step * 10**power
        for power in range(4)
        for step in (1, 2, 5)
        if years <= _MOST_NOTCHES * step * 10**power
    )
    begin = first.year // step * step + step
    return [date(year, 1, 1) for year in range(begin, last.year + 1, step)]
