"""A template as a net of numbers: a marking is one whole number of two-bit fields.

Low fields count the marks on ways, high fields the openings of stages, in the order of
the stages: so the deepest open stage is the highest bit. A field holds 0 to 3: a search
does not go on from a stage that is open twice, nor from three marks on one way.
"""

from attrs import frozen

from cselekvo.domain.template import Template, Way
from cselekvo.rules.soundness.order import Order
from cselekvo.rules.transitions import Flow, Mark

Join = tuple[int, int]


@frozen(eq=False)
class Closing:
    """What choosing an outcome does.

    Attributes:
        added: One in each field that gets a mark or an opening.
        joins: For each stage that may have all its marks now: one in the field of each,
            and the change when it takes them and opens.
        puts: The numbers of the fields in `added`.
    """

    outcome: str
    added: int
    joins: tuple[Join, ...]
    puts: tuple[int, ...]


@frozen(eq=False)
class Net:
    """A template in numbers.

    Attributes:
        flow: The same in words.
        stages: Ids in order; stage `i` has the field `low + i`.
        ways: The ways on which a stage waits for marks among others.
        closings: By the number of the stage.
        open_fields: Ones in both bits of every field of a stage.
        twice: The higher bit of these.
        crowded: The lower bit of every field of a way.
        stuck: Both bits of stages without a way on.
    """

    flow: Flow
    stages: tuple[str, ...]
    ways: tuple[Mark, ...]
    closings: tuple[tuple[Closing, ...], ...]
    number: dict[str, int]
    open_fields: int
    twice: int
    crowded: int
    stuck: int

    @property
    def low(self) -> int:
        """Return the number of fields below those of the stages."""
        return len(self.ways)

    def unit(self, stage: int) -> int:
        """Return one opening of a stage."""
        return 1 << 2 * (self.low + stage)

    def started(self) -> int:
        """Return the marking in which a process begins."""
        return self.unit(self.number[self.flow.start])

    def closed(self, marking: int, stage: int, closing: Closing) -> int:
        """Return the marking after an open stage was closed."""
        after = marking - self.unit(stage) + closing.added
        for needed, change in closing.joins:
            if (after | after >> 1) & needed == needed:
                after += change
        return after

    def is_leaf(self, marking: int) -> bool:
        """Return whether a stage is open twice, or marks pile up on a way."""
        return bool(
            marking & self.twice or marking & marking >> 1 & self.crowded,
        )

    def open_in(self, marking: int) -> list[int]:
        """Return the numbers of the open stages, the deepest first."""
        found = []
        rest = marking & self.open_fields
        while rest:
            field = (rest.bit_length() - 1) // 2
            found.append(field - self.low)
            rest &= (1 << 2 * field) - 1
        return found

    def awaited_in(self, marking: int) -> list[str]:
        """Return the stages that marks lie before."""
        found: dict[str, None] = {}
        rest = marking & ((1 << 2 * self.low) - 1)
        while rest:
            field = (rest.bit_length() - 1) // 2
            found[self.ways[field].target] = None
            rest &= (1 << 2 * field) - 1
        return list(found)


def encoded(template: Template, order: Order) -> Net:
    """Return the net of a template that has an order."""
    flow = Flow.of(template)
    number = {id_: place for place, id_ in enumerate(order.stages)}
    joined = {to: ways for to, ways in flow.awaited.items() if len(ways) > 1}
    ways = tuple(way for awaited in joined.values() for way in awaited)
    fields = {way: place for place, way in enumerate(ways)}
    needs = {
        target: sum(1 << 2 * fields[way] for way in awaited)
        for target, awaited in joined.items()
    }
    coder = _Coder(flow=flow, number=number, needs=needs, fields=fields)
    stages = range(len(ways), len(ways) + len(order.stages))
    twice = sum(2 << 2 * field for field in stages)
    return Net(
        flow=flow,
        stages=order.stages,
        ways=ways,
        closings=tuple(
            tuple(coder.closing(id_, way) for way in flow.stages[id_].ways)
            for id_ in order.stages
        ),
        number=number,
        open_fields=twice | twice >> 1,
        twice=twice,
        crowded=sum(1 << 2 * field for field in range(len(ways))),
        stuck=sum(
            3 << 2 * (len(ways) + place)
            for place, id_ in enumerate(order.stages)
            if not flow.stages[id_].ways
        ),
    )


@frozen(eq=False, kw_only=True)
class _Coder:
    flow: Flow
    number: dict[str, int]
    needs: dict[str, int]
    fields: dict[Mark, int]

    def closing(self, stage: str, way: Way) -> Closing:
        puts: list[int] = []
        joins: list[Join] = []
        for target in dict.fromkeys(way.stages):
            if self.flow.waits(way, target) and target in self.needs:
                puts.append(self.fields[Mark(stage, way.outcome, target)])
                needed = self.needs[target]
                joins.append((needed, (1 << 2 * self.opening(target)) - needed))
            else:
                puts.append(self.opening(target))
        added = sum(1 << 2 * field for field in puts)
        return Closing(way.outcome, added, tuple(joins), tuple(puts))

    def opening(self, stage: str) -> int:
        return len(self.fields) + self.number[stage]
