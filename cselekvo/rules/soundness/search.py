"""Searches through the markings of a net, and why few of them are enough.

Three searches share one loop and differ in what they close next:

- *whole*: every open stage. The oracle, and the shortest stories of small templates.
- *reduced*: the deepest open stage alone, by each of its outcomes.
- *held*: the deepest open stage that leads to one held open as long as possible.

**Why the reduced search is enough.** Nothing but its own closing takes an opening, and
nothing but its own join takes the marks before a stage: the net is free-choice (Desel
and Esparza, *Free Choice Petri Nets*, 1995), and a closing neither prevents another nor
changes its choices. So the outcomes of any one open stage are a persistent set
(Godefroid 1996; Valmari's stubborn sets, 1989), and:

1. *Every end is found.* Let closings lead from a marking to one without an open stage.
   They close the stage that the search picks, and its first closing can be brought to
   the front. What is left is shorter and leads to the same end. The order has changed,
   not the number of closings: the shortest story to an end is found as well.
2. *If every marking found can reach an end, every marking can.* Let closings lead from
   a found marking to another. If they close the picked stage, bring that to the front,
   and they are fewer. If not, close it in both, as the nearest end does: it comes
   nearer, and the closings are as many as before. One of the two numbers falls.
3. *Then a stage that is never open in the search never opens.* Closings that open it go
   on to an end, before which it was closed; by 1 the search closes it too.
4. *Then the held search finds every stage that can be open twice at once.* As in 2: a
   closing of another stage can be brought to the front, or be added, for it takes
   nothing from the held one. The held stage is closed when it alone is open, and that
   can be reached without closing it: leave out of the nearest end all that follows
   from its closing; what stays closes everything else. Stages from which no way leads
   to the held one need not be closed at all: nothing that follows from them opens it.

This keeps soundness as van der Aalst defines it (1998; *Soundness of workflow nets*,
2011), with the empty marking for the final one.
"""

from collections import deque
from collections.abc import Callable, Iterable

from attrs import define, field

from cselekvo.rules.soundness.encoding import Net

#: How a marking came about: the one before, the stage that closed, its closing.
Coming = tuple[int, int, int]
Pick = Callable[[int], Iterable[int]]


@define(eq=False)
class Graph:
    """The markings that a search found, the nearest first.

    Attributes:
        came: How each was first come to; None: the process begins there.
        before: From which markings each is come to.
        cut: Markings from which the search did not go on: a bound was hit there.
        alone: Whether never two stages are open at once.
    """

    net: Net
    came: dict[int, Coming | None] = field(factory=dict)
    before: dict[int, list[int]] = field(factory=dict)
    cut: list[int] = field(factory=list)
    alone: bool = True

    def story(self, marking: int) -> list[tuple[int, int]]:
        """Return the closings that lead to a marking: stages and their closings."""
        told = []
        step = self.came[marking]
        while step is not None:
            told.append(step[1:])
            step = self.came[step[0]]
        told.reverse()
        return told

    def endless(self) -> list[int]:
        """Return the markings from which no end is found, the nearest first.

        A marking from which the search did not go on counts as an end, and so does one
        in which a stage without a way on is open: about what follows nothing is said.
        """
        net = self.net
        ends = [
            marking
            for marking in self.came
            if not marking & net.open_fields
            or marking & net.stuck
            or net.is_leaf(marking)
        ]
        ends += self.cut
        good = set(ends)
        while ends:
            for earlier in self.before.get(ends.pop(), ()):
                if earlier not in good:
                    good.add(earlier)
                    ends.append(earlier)
        return [marking for marking in self.came if marking not in good]


def search(net: Net, pick: Pick, most: int) -> Graph:
    """Go through markings in breadth from the start.

    Args:
        net: Of the template.
        pick: Which open stages are closed next.
        most: So many markings are looked at.
    """
    graph = Graph(net)
    first = net.started()
    graph.came[first] = None
    ahead = deque([first])
    while ahead:
        marking = ahead.popleft()
        if net.is_leaf(marking):
            if not marking & net.twice:
                graph.cut.append(marking)
            continue
        if len(graph.came) >= most:
            graph.cut += [marking, *ahead]
            break
        _go_on(graph, marking, pick, ahead)
    return graph


def _go_on(graph: Graph, marking: int, pick: Pick, ahead: deque[int]) -> None:
    net = graph.net
    for stage in pick(marking):
        if graph.alone and marking & net.open_fields != net.unit(stage):
            graph.alone = False
        for number, closing in enumerate(net.closings[stage]):
            after = net.closed(marking, stage, closing)
            graph.before.setdefault(after, []).append(marking)
            if after not in graph.came:
                graph.came[after] = marking, stage, number
                ahead.append(after)


def whole(net: Net, most: int) -> Graph:
    """Search by closing every open stage."""
    return search(net, net.open_in, most)


def reduced(net: Net, most: int) -> Graph:
    """Search by closing the deepest open stage alone."""
    low = net.low

    def deepest(marking: int) -> tuple[int, ...]:
        stage = (marking.bit_length() - 1) // 2 - low
        return (stage,) if stage >= 0 else ()

    return search(net, deepest, most)


def held(net: Net, stage: int, most: int) -> Graph:
    """Search by closing a stage only when no other that leads to it is open."""
    low, own = net.low, 3 * net.unit(stage)
    others = sum(3 * net.unit(one) for one in _leading_to(net, stage)) & ~own

    def deepest_other(marking: int) -> tuple[int, ...]:
        rest = marking & others
        if rest:
            return ((rest.bit_length() - 1) // 2 - low,)
        return (stage,) if marking & own else ()

    return search(net, deepest_other, most)


def _leading_to(net: Net, stage: int) -> set[int]:
    """Return the stages from which ways lead to a stage, ways back included."""
    back: dict[str, set[str]] = {}
    for id_, one in net.flow.stages.items():
        for way in one.ways:
            for target in way.stages:
                back.setdefault(target, set()).add(id_)
    found = {net.stages[stage]}
    ahead = [net.stages[stage]]
    while ahead:
        more = back.get(ahead.pop(), set()) - found
        found |= more
        ahead += more
    return {net.number[id_] for id_ in found}
