"""Ways that lead back and do not say so."""

from collections.abc import Iterator, Mapping, Sequence

from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.stages import ReadStage
from cselekvo.handbook.templates.ways import Target

Forward = Mapping[str, Sequence[Target]]


def check_cycles(stages: Sequence[ReadStage], start: str, notes: Notes) -> None:
    """Note each way that closes a circle and does not say that it leads back.

    The stages are walked from the start in the order of the file; a way to a stage
    that the walk has come through leads back. Without these no circle is left.
    """
    forward = {
        one.stage.id: [
            target for way in one.ways if not way.rework for target in way.targets
        ]
        for one in stages
    }
    for path, target in _closing(forward, start):
        notes.error(
            TemplateCode.WAY_BACK_UNDECLARED,
            target.spot,
            subject=path[-1],
            stage=path[-1],
            target=target.stage,
            path=" → ".join([*_shortened(path), target.stage]),
        )


def _closing(forward: Forward, start: str) -> Iterator[tuple[list[str], Target]]:
    """Yield each way that leads back, with the circle up to the stage it leaves."""
    done: set[str] = set()
    for first in (start, *forward):
        if first in done or first not in forward:
            continue
        path = [first]
        left = [iter(forward[first])]
        on_path = {first}
        while left:
            target = next(left[-1], None)
            if target is None:
                left.pop()
                done.add(path[-1])
                on_path.discard(path.pop())
            elif target.stage in on_path:
                yield path[path.index(target.stage) :], target
            elif target.stage not in done and target.stage in forward:
                path.append(target.stage)
                on_path.add(target.stage)
                left.append(iter(forward[target.stage]))


def _shortened(path: Sequence[str]) -> list[str]:
    """Return the stages of a circle; of a long one its beginning and its end."""
    longest, end = 8, 3
    if len(path) <= longest:
        return list(path)
    return [*path[: longest - end - 1], "…", *path[-end:]]
