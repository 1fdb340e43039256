"""General workflow nets, for processes that were drawn elsewhere (BPMN, PNML).

Two ways of ending are known. A net with a sink ends with one mark there and no other:
van der Aalst's soundness (1998; *Soundness of workflow nets*, 2011). A net without one
ends when no mark is left, as a BPMN process does; then no place may hold two marks at
once, as no stage of a template may be open twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final

from attrs import field, frozen

from cselekvo.findings import Finding, Place
from cselekvo.rules.net_search import (
    Marking,
    Numbered,
    NumberedStep,
    States,
    explored,
)
from cselekvo.rules.soundness.concurrency import beside_themselves

#: So many steps of a story stand in a sentence; the story itself is whole.
TOLD: Final = 12
#: So many markings are looked at before a net is said to be undecided.
MOST: Final = 20_000
#: The relation of more places than these is not computed.
_RELATED: Final = 1_500


class NetCode(Enum):
    """What the proof of a net can find."""

    NO_SOURCE = "net-without-source"
    SEVERAL_SOURCES = "net-with-several-sources"
    NO_SINK = "net-without-sink"
    SEVERAL_SINKS = "net-with-several-sinks"
    OFF_THE_WAY = "net-node-off-the-way"
    MARKED_OTHERWISE = "net-marked-otherwise"
    CANNOT_END = "net-cannot-end"
    LEFT_BEHIND = "net-mark-left-behind"
    TWICE_AT_ONCE = "net-place-twice-at-once"
    GROWS = "net-grows-without-bound"
    NEVER_HAPPENS = "net-step-never-happens"


@frozen(kw_only=True)
class Transition:
    """A step of a net: what it takes and puts, by place.

    Attributes:
        name: As people know it; empty: its id.
        silent: Whether it only routes, and is left out of stories.
    """

    id: str
    name: str = ""
    takes: Mapping[str, int] = field(factory=dict, hash=False)
    puts: Mapping[str, int] = field(factory=dict, hash=False)
    silent: bool = False
    line: int = 0

    @property
    def label(self) -> str:
        """Return how a story calls it."""
        return self.name or self.id


@frozen(kw_only=True)
class WorkflowNet:
    """A net of places and transitions.

    Attributes:
        places: Their names by id.
        initial: The marks at first; none: one on the source.
        ends_empty: Whether it ends with no mark left, not with one on a sink.
    """

    places: Mapping[str, str] = field(hash=False)
    transitions: tuple[Transition, ...]
    initial: Mapping[str, int] = field(factory=dict, hash=False)
    ends_empty: bool = False


@frozen(kw_only=True)
class NetFault:
    """What is wrong with a net, with the steps that lead there."""

    code: NetCode
    subject: str = ""
    story: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    line: int = 0

    def finding(self) -> Finding:
        """Return the fault as a finding, with what its sentence needs."""
        told = self.story[-TOLD:]
        values: dict[str, Any] = {
            "story": told if len(self.story) <= TOLD else ("…", *told),
            "marked": self.marked,
        }
        where = Place(line=self.line) if self.line else None
        return Finding(self.code, subject=self.subject, values=values, where=where)


@frozen(kw_only=True)
class NetProof:
    """What was proved about a net: sound, unsound with faults, or None: not decided."""

    sound: bool | None
    faults: tuple[NetFault, ...] = ()


def prove_net(
    net: WorkflowNet,
    *,
    most: int = MOST,
    go_on: Callable[[], bool] = lambda: True,
) -> NetProof:
    """Prove that a net can always end, leaves nothing behind and has no dead step.

    Args:
        net: Its arcs lead between its own places.
        most: So many markings are looked at by each search.
        go_on: Asked now and then; where it says no, the net is not decided.
    """
    faults = tuple(_structure(net))
    if faults:
        return NetProof(sound=False, faults=faults)
    numbered = _numbered(net)
    states = explored(numbered, reduced=True, most=most, go_on=go_on)
    faults = tuple(_told(net, numbered, states))
    if not faults and not _is_safe(net, numbered):
        states = explored(numbered, reduced=False, most=most, go_on=go_on)
        faults = tuple(_told(net, numbered, states))
    if faults:
        return NetProof(sound=False, faults=faults)
    return NetProof(sound=None if states.cut else True)


def _is_safe(net: WorkflowNet, numbered: Numbered) -> bool:
    """Return whether the reduced search has shown all that is asked.

    With a sink it has: what can always end with one mark there has left nothing. To end
    empty says nothing about two marks on one place: that follows from the relation of
    places, or a whole search is needed.
    """
    if not net.ends_empty:
        return True
    if len(numbered.places) > _RELATED:
        return False
    steps = [
        ([place for place, _ in step.takes], [place for place, _ in step.puts])
        for step in numbered.steps
    ]
    marked = [place for place, _ in numbered.first]
    return not beside_themselves(len(numbered.places), steps, marked)


def _sources(net: WorkflowNet) -> list[str]:
    put = {place for step in net.transitions for place in step.puts}
    return [place for place in net.places if place not in put]


def _sinks(net: WorkflowNet) -> list[str]:
    taken = {place for step in net.transitions for place in step.takes}
    return [place for place in net.places if place not in taken]


def _structure(net: WorkflowNet) -> Iterator[NetFault]:
    """Yield what keeps a net from being a workflow net."""
    if net.ends_empty:
        return
    sources, sinks = _sources(net), _sinks(net)
    if not sources:
        yield NetFault(code=NetCode.NO_SOURCE)
    if len(sources) > 1:
        yield NetFault(code=NetCode.SEVERAL_SOURCES, marked=tuple(sources))
    if not sinks:
        yield NetFault(code=NetCode.NO_SINK)
    if len(sinks) > 1:
        yield NetFault(code=NetCode.SEVERAL_SINKS, marked=tuple(sinks))
    if len(sources) == len(sinks) == 1:
        yield from _off_the_way(net, sources[0], sinks[0])
        if net.initial and dict(net.initial) != {sources[0]: 1}:
            marked = tuple(sorted(net.initial))
            yield NetFault(
                code=NetCode.MARKED_OTHERWISE, subject=sources[0], marked=marked
            )


def _off_the_way(net: WorkflowNet, source: str, sink: str) -> Iterator[NetFault]:
    on: dict[tuple[bool, str], set[tuple[bool, str]]] = {}
    back: dict[tuple[bool, str], set[tuple[bool, str]]] = {}
    arcs = [((True, p), (False, t.id)) for t in net.transitions for p in t.takes]
    arcs += [((False, t.id), (True, p)) for t in net.transitions for p in t.puts]
    for start, end in arcs:
        on.setdefault(start, set()).add(end)
        back.setdefault(end, set()).add(start)
    good = _reached((True, source), on) & _reached((True, sink), back)
    for place in net.places:
        if (True, place) not in good:
            yield NetFault(code=NetCode.OFF_THE_WAY, subject=place)
    for step in net.transitions:
        if (False, step.id) not in good:
            yield NetFault(code=NetCode.OFF_THE_WAY, subject=step.id, line=step.line)


def _reached(
    start: tuple[bool, str], on: Mapping[tuple[bool, str], set[tuple[bool, str]]]
) -> set[tuple[bool, str]]:
    reached, ahead = {start}, [start]
    while ahead:
        for one in on.get(ahead.pop(), set()) - reached:
            reached.add(one)
            ahead.append(one)
    return reached


def _numbered(net: WorkflowNet) -> Numbered:
    """Return the net in numbers, places that lie deeper with higher ones."""
    first = dict(net.initial) or dict.fromkeys(_sources(net)[:1], 1)
    leads: dict[str, list[str]] = {}
    for step in net.transitions:
        for place in step.takes:
            leads.setdefault(place, []).extend(step.puts)
    places = tuple(_in_depth((*first, *net.places), leads))
    number = {place: at for at, place in enumerate(places)}

    def counted(amounts: Mapping[str, int]) -> Marking:
        return tuple(sorted((number[place], many) for place, many in amounts.items()))

    sink = None if net.ends_empty else ((number[_sinks(net)[0]], 1),)
    return Numbered(
        places=places,
        steps=tuple(
            NumberedStep(counted(step.takes), counted(step.puts))
            for step in net.transitions
        ),
        first=counted(first),
        final=sink or (),
        safe=net.ends_empty,
    )


def _in_depth(roots: Sequence[str], leads: Mapping[str, Sequence[str]]) -> list[str]:
    """Return places reversed from the order in which a walk in depth leaves them."""
    left: list[str] = []
    seen: set[str] = set()
    for root in roots:
        path = [] if root in seen else [(root, iter(leads.get(root, ())))]
        seen.add(root)
        while path:
            target = next(path[-1][1], None)
            if target is None:
                left.append(path.pop()[0])
            elif target not in seen:
                seen.add(target)
                path.append((target, iter(leads.get(target, ()))))
    return left[::-1]


def _told(net: WorkflowNet, numbered: Numbered, states: States) -> Iterator[NetFault]:
    """Yield each kind of fault once, with the nearest marking that shows it."""
    kinds = {
        NetCode.TWICE_AT_ONCE: states.twice,
        NetCode.GROWS: states.grown,
        NetCode.LEFT_BEHIND: [] if net.ends_empty else states.beside_final(),
    }
    kinds[NetCode.CANNOT_END] = states.stuck() if not any(kinds.values()) else []
    for code, markings in kinds.items():
        for marking in markings[:1]:
            yield NetFault(
                code=code,
                story=_story(net, states, marking),
                marked=tuple(
                    net.places[numbered.places[place]] or numbered.places[place]
                    for place, many in marking
                    if many > 1 or code is not NetCode.TWICE_AT_ONCE
                ),
            )
    if not any(kinds.values()) and not states.cut:
        for at, step in enumerate(net.transitions):
            if at not in states.taken:
                yield NetFault(
                    code=NetCode.NEVER_HAPPENS, subject=step.id, line=step.line
                )


def _story(net: WorkflowNet, states: States, marking: Marking) -> tuple[str, ...]:
    steps = (net.transitions[number] for number in states.story(marking))
    return tuple(step.label for step in steps if not step.silent)
