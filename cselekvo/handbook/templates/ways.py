"""Reading where a stage leads: on to others, or by a choice, on or back."""

from attrs import frozen

from cselekvo.domain.template import Way
from cselekvo.handbook.templates import scalars
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.entries import Ids, entries
from cselekvo.handbook.templates.nodes import Items, Mapping, Node, Spot
from cselekvo.handbook.templates.reading import Reading

_TWO = 2


@frozen(kw_only=True)
class Target:
    """A stage that a way leads to, and where that stands."""

    stage: str
    spot: Spot


@frozen(kw_only=True)
class ReadWay:
    """A way with the places of what it leads to."""

    targets: tuple[Target, ...]
    outcome: str = ""
    rework: bool = False

    def way(self) -> Way:
        """Return the way without its places."""
        stages = tuple(one.stage for one in self.targets)
        return Way(outcome=self.outcome, stages=stages, rework=self.rework)


def read_ways(node: Node, stage: str, reading: Reading) -> tuple[ReadWay, ...]:
    """Return the ways that leave a stage: the value of its `next`."""
    if not isinstance(node, Mapping):
        return (ReadWay(targets=_forward(node, "next", stage, reading)),)
    read = entries(node, "next", reading.notes, required=("choose",))
    choices = None if read is None else read.get("choose")
    if choices is None:
        return (ReadWay(targets=()),)
    if not isinstance(choices, Mapping):
        reading.notes.error(TemplateCode.MAPPING_EXPECTED, choices.spot, key="choose")
        return (ReadWay(targets=()),)
    if len(choices.pairs) < _TWO:
        reading.notes.error(TemplateCode.CHOICE_NEEDS_TWO, choices.spot, subject=stage)
    return _choices(choices, stage, reading)


def _choices(choices: Mapping, stage: str, reading: Reading) -> tuple[ReadWay, ...]:
    ids = Ids(reading.notes)
    found = []
    for key, value in choices:
        outcome = scalars.id_(key, "choose", reading.notes)
        if outcome is None or not ids.take(outcome, key):
            continue
        if isinstance(value, Mapping):
            targets = _back(value, outcome, stage, reading)
            found.append(ReadWay(outcome=outcome, targets=targets, rework=True))
        else:
            targets = _forward(value, outcome, stage, reading)
            found.append(ReadWay(outcome=outcome, targets=targets))
    return tuple(found)


def _forward(node: Node, key: str, stage: str, reading: Reading) -> tuple[Target, ...]:
    """Return what one stage, a list of stages or an empty list names."""
    named = node.items if isinstance(node, Items) else (node,)
    found: list[Target] = []
    for one in named:
        target = _target(one, key, stage, reading)
        if target is None:
            continue
        if target.stage in {other.stage for other in found}:
            reading.notes.error(
                TemplateCode.STAGE_LISTED_TWICE,
                one.spot,
                subject=stage,
                target=target.stage,
            )
            continue
        found.append(target)
    return tuple(found)


def _back(
    node: Mapping, outcome: str, stage: str, reading: Reading
) -> tuple[Target, ...]:
    """Return what `{stage: …, rework: true}` names."""
    read = entries(node, outcome, reading.notes, required=("stage", "rework"))
    if read is None:
        return ()
    rework = read.get("rework")
    if rework is not None:
        is_true = scalars.is_plain(rework, "true")
        if not is_true:
            reading.notes.error(
                TemplateCode.REWORK_NOT_TRUE, rework.spot, subject=outcome
            )
    named = read.get("stage")
    target = None if named is None else _target(named, "stage", stage, reading)
    return () if target is None else (target,)


def _target(node: Node, key: str, stage: str, reading: Reading) -> Target | None:
    """Return a stage of the template that is not the one the way leaves."""
    notes = reading.notes
    named = scalars.id_(node, key, notes)
    if named is None:
        return None
    if named == stage:
        notes.error(TemplateCode.LISTS_ITSELF, node.spot, subject=stage)
        return None
    if named not in reading.stages:
        near = notes.near(named, reading.stages)
        unknown = scalars.shown(named)
        notes.error(
            TemplateCode.STAGE_UNKNOWN,
            node.spot,
            subject=named,
            text=unknown,
            near=near,
        )
        return None
    return Target(stage=named, spot=node.spot)
