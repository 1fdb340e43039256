"""A template prepared for searches: what lies after and ahead of each stage, as bits.

The bit of a stage is that of its number in the order of the stages.
"""

from collections.abc import Iterable

from attrs import frozen

from cselekvo.domain.template import Template
from cselekvo.rules.soundness.encoding import Net, encoded
from cselekvo.rules.soundness.order import order_of
from cselekvo.rules.transitions import Mark, Marking


@frozen(eq=False)
class Nearby:
    """A template prepared for searches.

    Attributes:
        after: By the number of a stage, the stages to which ways lead from it, as bits.
        ahead: The same without ways back.
    """

    net: Net
    after: tuple[int, ...]
    ahead: tuple[int, ...]

    @classmethod
    def of(cls, template: Template) -> "Nearby":
        """Prepare a template."""
        net = encoded(template, order_of(template))
        return cls(net, _closure(net, back=True), _closure(net, back=False))

    @property
    def every(self) -> int:
        """Return all stages as bits."""
        return (1 << len(self.net.stages)) - 1

    def bits(self, stages: Iterable[str]) -> int:
        """Return stages as bits; those that the template lacks are left out."""
        number = self.net.number
        return sum({1 << number[one] for one in stages if one in number})

    def stages(self, bits: int) -> tuple[str, ...]:
        """Return the stages of bits in their order."""
        return tuple(
            id_ for place, id_ in enumerate(self.net.stages) if bits >> place & 1
        )

    def lying_ahead(self, marking: Marking) -> int:
        """Return the stages to which ways lead on from a marking, as bits.

        A stage before which marks lie is one of them.
        """
        number, found = self.net.number, 0
        for id_ in marking.open:
            found |= self.ahead[number[id_]]
        for mark in marking.marks:
            place = number[mark.target]
            found |= 1 << place | self.ahead[place]
        return found

    def marks_in_numbers(self, marks: Iterable[Mark]) -> int | None:
        """Return marks in numbers; None where one never lies on a way here."""
        fields = {way: place for place, way in enumerate(self.net.ways)}
        found = 0
        for mark in marks:
            if mark not in fields:
                return None
            found += 1 << 2 * fields[mark]
        return found

    def in_words(self, marking: int) -> Marking:
        """Return a marking in words."""
        net = self.net
        marks = [
            way
            for place, way in enumerate(net.ways)
            for _ in range(marking >> 2 * place & 3)
        ]
        stages = [net.stages[place] for place in net.open_in(marking)]
        return Marking(open=tuple(sorted(stages)), marks=tuple(sorted(marks)))

    def only_marks(self, marking: int) -> int:
        """Return the marks of a marking in numbers, without what is open."""
        return marking & ((1 << 2 * self.net.low) - 1)

    def fields_from_others(self, stages: int) -> int:
        """Return the fields of marks whose source is none of these stages."""
        known = set(self.stages(stages))
        return sum(
            3 << 2 * place
            for place, way in enumerate(self.net.ways)
            if way.source not in known
        )


def _closure(net: Net, *, back: bool) -> tuple[int, ...]:
    """Return by stage where ways lead; a pass against the order is mostly enough."""
    follows = [
        [
            net.number[target]
            for way in net.flow.stages[id_].ways
            if back or not way.rework
            for target in way.stages
        ]
        for id_ in net.stages
    ]
    found = [0] * len(follows)
    grows = True
    while grows:
        grows = False
        for place in reversed(range(len(follows))):
            bits = found[place]
            for target in follows[place]:
                bits |= 1 << target | found[target]
            grows = grows or bits != found[place]
            found[place] = bits
    return tuple(found)
