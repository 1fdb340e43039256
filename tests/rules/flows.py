"""Templates for the proof: short to write, drawn at random, and searched by force."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from cselekvo.domain.template import (
    Duration,
    Opens,
    Stage,
    Template,
    Unit,
    Way,
    Words,
)
from cselekvo.rules.soundness import Fault, SoundnessCode
from cselekvo.rules.transitions import Flow, Marking, replayed

#: Faults of a stage that waits when the process has ended.
WAITING = (SoundnessCode.WAITS_FOR_EVER, SoundnessCode.SECOND_ROUND_WAITS)
#: What follows a stage: one, several, or a choice among these by their outcomes.
Next = str | Way | Sequence[str] | Mapping[str, Any]


def way_back(target: str) -> Way:
    """Return a way back; its outcome is set where it is chosen."""
    return Way(stages=(target,), rework=True)


def a_stage(
    id_: str, follows: Next, *, opens: Opens = Opens.ALL, days: int = 0
) -> Stage:
    """Return a stage that leads there."""
    return Stage(
        id=id_,
        title=Words(id_.upper()),
        ways=_ways(follows),
        opens=opens,
        duration=Duration(least=1, typical=days, most=days) if days else None,
    )


def a_template(*any_of: str, days: int = 0, **stages: Any) -> Template:
    """Return a template that begins with the first stage.

    Args:
        any_of: Those that open on any.
        days: How long each takes.
        stages: What follows each, a `Next`.
    """
    made = [
        a_stage(
            id_, follows, opens=Opens.ANY if id_ in any_of else Opens.ALL, days=days
        )
        for id_, follows in stages.items()
    ]
    return Template(
        id="t",
        version=1,
        title=Words("T"),
        unit=Unit.COMMUNITY,
        start=made[0].id,
        stages=tuple(made),
    )


def _ways(follows: Next) -> tuple[Way, ...]:
    if not isinstance(follows, Mapping):
        return (_way("", follows),)
    return tuple(_way(outcome, one) for outcome, one in follows.items())


def _way(outcome: str, follows: Any) -> Way:
    if isinstance(follows, Way):
        return Way(outcome=outcome, stages=follows.stages, rework=True)
    stages = (follows,) if isinstance(follows, str) else tuple(follows)
    return Way(outcome=outcome, stages=stages)


def in_a_row(count: int) -> Template:
    """Return so many stages, one after the other."""
    row: dict[str, Any] = {f"s{i}": f"s{i + 1}" for i in range(count - 1)}
    return a_template(days=10, **row, **{f"s{count - 1}": ()})


def side_by_side(count: int) -> Template:
    """Return so many stages between a first and a last one."""
    middle = [f"p{i}" for i in range(count)]
    return a_template(days=10, a=middle, **dict.fromkeys(middle, "z"), z=())


def each_to_all_later(count: int) -> Template:
    """Return so many stages of which each leads to all later ones."""
    ids = [f"s{i}" for i in range(count)]
    return a_template(days=10, **{id_: ids[i + 1 :] for i, id_ in enumerate(ids)})


def choices_side_by_side(count: int) -> Template:
    """Return parallel choices that may be done again, each joined, and all joined."""
    stages: dict[str, Any] = {"a": [f"p{i}" for i in range(count)]}
    for i in range(count):
        again = way_back(f"p{i}")
        stages[f"p{i}"] = {"x": f"x{i}", "y": f"y{i}", "again": again}
        stages |= {f"x{i}": f"w{i}", f"y{i}": f"w{i}", f"w{i}": "z"}
    return a_template(*(f"w{i}" for i in range(count)), days=10, **stages, z=())


@st.composite
def templates(draw: st.DrawFn, most: int = 6) -> Template:
    """Draw a small template with choices, splits, joins of both kinds and ways back."""
    ids = [f"s{i}" for i in range(draw(st.integers(1, most)))]
    stages: dict[str, Any] = {}
    for place, id_ in enumerate(ids):
        later = ids[place + 1 :]
        onward = (
            st.lists(st.sampled_from(later), unique=True, max_size=3)
            if later
            else st.just([])
        )
        if not draw(st.booleans()):
            stages[id_] = draw(onward)
            continue
        back = st.sampled_from(ids).map(way_back)
        ways = draw(st.lists(onward | back, min_size=1, max_size=3))
        stages[id_] = {f"o{number}": way for number, way in enumerate(ways)}
    any_of = [id_ for id_ in ids if draw(st.booleans())]
    return a_template(*any_of, **stages)


@frozen(eq=False)
class Everything:
    """All states of a template, by every order of closings, with how far each is.

    States in which a stage is open twice are not gone on from.
    """

    flow: Flow
    far: Mapping[Marking, int]
    after: Mapping[Marking, Sequence[Marking]]

    @property
    def twice(self) -> dict[str, int]:
        """Return the stages that are open twice, with the fewest closings before."""
        return self._nearest(lambda one: {s for s in one.open if one.open.count(s) > 1})

    @property
    def waiting(self) -> dict[str, int]:
        """Return the stages that wait when the process has ended."""
        return self._nearest(
            lambda one: {mark.target for mark in one.marks} if one.ended else set()
        )

    @property
    def endless(self) -> int | None:
        """Return the fewest closings after which no end can be reached."""
        good = {one for one in self.far if one.ended or _is_twice(one)}
        grows = True
        while grows:
            more = {
                one for one in self.far if any(a in good for a in self.after[one])
            } - good
            good |= more
            grows = bool(more)
        return min(
            (far for one, far in self.far.items() if one not in good), default=None
        )

    @property
    def never(self) -> set[str]:
        """Return the stages that are open in no state."""
        return set(self.flow.stages).difference(*(one.open for one in self.far))

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not (self.twice or self.waiting or self.never) and self.endless is None

    def _nearest(self, told: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        for marking, far in self.far.items():
            for stage in told(marking):
                found.setdefault(stage, far)
        return found


def everything(template: Template, most: int = 800) -> Everything | None:
    """Return all states of a template, or None where there are too many."""
    flow = Flow.of(template)
    first = flow.started()
    far = {first: 0}
    after: dict[Marking, list[Marking]] = {}
    ahead = deque([first])
    while ahead:
        marking = ahead.popleft()
        after[marking] = []
        if _is_twice(marking):
            continue
        for stage in marking.open:
            for way in flow.stages[stage].ways:
                one = flow.opened_by(marking, stage, way.outcome)
                after[marking].append(one)
                if one not in far:
                    far[one] = far[marking] + 1
                    ahead.append(one)
        if len(far) > most:
            return None
    return Everything(flow, far, after)


def _is_twice(marking: Marking) -> bool:
    return len(set(marking.open)) < len(marking.open)


@frozen
class _Part:
    """A part of a template: where it begins, and from which outcome it leads on."""

    entry: str
    exit: str
    outcome: str = ""


@st.composite
def well_built_templates(draw: st.DrawFn, most: int = 3) -> Template:
    """Draw a template of parts that are sound by their making, put into one another.

    Rows, splits that meet on all, choices that meet on any, and parts done again.
    """
    stages: dict[str, dict[str, Any]] = {}
    any_of: list[str] = []

    def new() -> str:
        id_ = f"s{len(stages)}"
        stages[id_] = {}
        return id_

    def lead(part: _Part, target: str) -> None:
        stages[part.exit].setdefault(part.outcome, []).append(target)

    def part(depth: int) -> _Part:
        kind = draw(st.sampled_from(["one", "row", "split", "choice", "again"]))
        if kind == "one" or depth == 0:
            id_ = new()
            return _Part(id_, id_)
        if kind == "row":
            first, second = part(depth - 1), part(depth - 1)
            lead(first, second.entry)
            return _Part(first.entry, second.exit, second.outcome)
        if kind == "again":
            inner, last = part(depth - 1), new()
            lead(inner, last)
            stages[last]["again"] = way_back(inner.entry)
            return _Part(inner.entry, last, "on")
        first_id, branches, last = new(), [part(depth - 1), part(depth - 1)], new()
        if kind == "choice":
            any_of.append(last)
        for number, branch in enumerate(branches):
            outcome = f"o{number}" if kind == "choice" else ""
            lead(_Part(first_id, first_id, outcome), branch.entry)
            lead(branch, last)
        return _Part(first_id, last)

    whole = part(most)
    follows: dict[str, Any] = {
        id_: ways.get("", ways) if ways else () for id_, ways in stages.items()
    }
    if whole.outcome:
        stages[whole.exit][whole.outcome] = ()
    start: dict[str, Any] = {whole.entry: follows.pop(whole.entry)}
    return a_template(*any_of, **start, **follows)


@st.composite
def spoiled_templates(draw: st.DrawFn) -> Template:
    """Draw a well-built template in which one thing was changed."""
    template = draw(well_built_templates(most=2))
    place = draw(st.integers(0, len(template.stages) - 1))
    stage = template.stages[place]
    if draw(st.booleans()):
        other = Opens.ANY if stage.opens is Opens.ALL else Opens.ALL
        changed = evolve(stage, opens=other)
    else:
        targets = st.sampled_from([one.id for one in template.stages])
        at = draw(st.integers(0, len(stage.ways) - 1))
        way = stage.ways[at]
        ways = list(stage.ways)
        if way.rework:
            ways[at] = evolve(way, stages=(draw(targets),))
        else:
            ways[at] = evolve(way, stages=tuple({*way.stages, draw(targets)}))
        changed = evolve(stage, ways=tuple(ways))
    stages = [changed if one is stage else one for one in template.stages]
    return evolve(template, stages=tuple(stages))


def describes(flow: Flow, fault: Fault) -> bool:
    """Return whether replaying the story of a fault ends as the fault says.

    Unreachable stages and undeclared ways back have no story and are not asked here.
    """
    marking = replayed(flow, ((step.stage, step.outcome) for step in fault.story))
    if marking != Marking(open=fault.open, marks=fault.waiting):
        return False
    if fault.code is SoundnessCode.OPEN_TWICE:
        return marking.open.count(fault.stage) > 1
    if fault.code in WAITING:
        return marking.ended and any(
            mark.target == fault.stage for mark in marking.marks
        )
    return fault.stage in marking.open
