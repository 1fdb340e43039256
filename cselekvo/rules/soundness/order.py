"""The order of stages by their ways, ways back left out, and what follows from it."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from cselekvo.domain.template import Stage, Template

_OPEN: Final = -1


@frozen(eq=False)
class Order:
    """The stages in an order in which every way leads on.

    Attributes:
        stages: Ids; each stage stands before those that it leads to.
        cycles: Ways that lead back without saying so, as stage and target; where there
            are any, the order means nothing.
        reached: The stages to which a way leads from the start, ways back included.
    """

    stages: tuple[str, ...]
    cycles: tuple[tuple[str, str], ...]
    reached: frozenset[str]


def order_of(template: Template) -> Order:
    """Return the order of a template, by one walk in depth without recursion.

    Reversed, the order in which a walk in depth leaves its nodes is a topological one;
    a way that leads to a node not left yet closes a cycle (Tarjan).
    """
    on: dict[str, list[str]] = {stage.id: [] for stage in template.stages}
    every: dict[str, list[str]] = {stage.id: [] for stage in template.stages}
    for stage, way, target in template.ways():
        every[stage.id].append(target)
        if not way.rework:
            on[stage.id].append(target)
    left: list[str] = []
    cycles: list[tuple[str, str]] = []
    place: dict[str, int] = {}
    for root in (template.start, *on):
        if root not in place:
            _walk(root, on, place, left, cycles)
    return Order(
        stages=tuple(reversed(left)),
        cycles=tuple(cycles),
        reached=frozenset(_reached(template.start, every)),
    )


def _walk(
    root: str,
    on: Mapping[str, list[str]],
    place: dict[str, int],
    left: list[str],
    cycles: list[tuple[str, str]],
) -> None:
    place[root] = _OPEN
    path = [(root, iter(on[root]))]
    while path:
        stage, ahead = path[-1]
        target = next(ahead, None)
        if target is None:
            place[stage] = len(left)
            left.append(stage)
            path.pop()
        elif target not in place:
            place[target] = _OPEN
            path.append((target, iter(on[target])))
        elif place[target] == _OPEN:
            cycles.append((stage, target))


def _reached(start: str, every: Mapping[str, list[str]]) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        for target in every[ahead.pop()]:
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    return reached


def longest_days(template: Template, order: Order) -> int | None:
    """Return the days of the longest way by typical durations.

    A stage without a duration counts nothing.

    Args:
        template: Whose.
        order: Its order, without cycles.
    """
    stages: dict[str, Stage] = {stage.id: stage for stage in template.stages}
    if not any(stages[one].duration for one in order.reached):
        return None
    until = {template.start: 0}
    longest = 0
    for id_ in order.stages:
        if id_ not in order.reached:
            continue
        stage = stages[id_]
        done = until.get(id_, 0) + (stage.duration.typical if stage.duration else 0)
        longest = max(longest, done)
        for way in stage.ways:
            for target in () if way.rework else way.stages:
                until[target] = max(until.get(target, 0), done)
    return longest


def leads_on_to(template: Template, target: str) -> frozenset[str]:
    """Return the stages from which ways lead on to a stage, itself included."""
    back: dict[str, list[str]] = {}
    for stage, way, led_to in template.ways():
        if not way.rework:
            back.setdefault(led_to, []).append(stage.id)
    found, ahead = {target}, [target]
    while ahead:
        for source in back.get(ahead.pop(), ()):
            if source not in found:
                found.add(source)
                ahead.append(source)
    return frozenset(found)
