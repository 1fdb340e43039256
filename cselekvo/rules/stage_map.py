"""Which stage of a newer version stands for one of an older version.

A stage keeps its id from version to version; the stage map, old id to new id, names
those that do not. Several old stages may be led to one new stage: they were merged.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import Final

from cselekvo.domain.named import Named
from cselekvo.domain.template import Stage, Template
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Finding, Severity

#: From this likeness on, of 0 to 1.5, a rename is proposed.
_LIKELY: Final = 0.6
#: What it adds that the same stages stand before, and that the same stand after.
_PLACE: Final = 0.25
#: So many of each are compared: each with each.
_MOST: Final = 100


class StageMapCode(Enum):
    """What may be wrong in a stage map, and what might belong into one."""

    FROM_UNKNOWN = "stage-map-from-unknown"
    TO_UNKNOWN = "stage-map-to-unknown"
    LIKELY_RENAME = "stage-likely-renamed"


def check_stage_map(
    old: Template, new: Template, names: Mapping[str, str]
) -> Iterator[Finding]:
    """Find the names of a stage map that no stage has."""
    for id_, to in names.items():
        for stage, template, code in (
            (id_, old, StageMapCode.FROM_UNKNOWN),
            (to, new, StageMapCode.TO_UNKNOWN),
        ):
            known = [one.id for one in template.stages]
            if stage not in known:
                near = get_close_matches(stage, known, n=3)
                yield Finding(
                    code, subject=stage, values={"stage": stage, "near": near}
                )


def hints(
    old: Template, new: Template, names: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Find stages that may have been renamed and are not in the stage map."""
    for id_, to in likely_renames(old, new, names).items():
        yield Finding(
            StageMapCode.LIKELY_RENAME,
            subject=id_,
            severity=Severity.NOTE,
            values={
                "old": Named.of(old.stage(id_)),
                "stage": Named.of(new.stage(to)),
                "map": f"{id_}={to}",
            },
        )


def likely_renames(
    old: Template, new: Template, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Propose which stages that are gone may have become which that were added.

    Title, id and the stages before and after are compared; each stage is proposed once,
    the likeliest first.

    Args:
        old: The older version.
        new: The newer one.
        names: The stage map, as far as it is known.
    """
    known = dict(names or {})
    there = {stage.id for stage in new.stages}
    taken = {known.get(stage.id, stage.id) for stage in old.stages}
    gone = [one for one in old.stages if known.get(one.id, one.id) not in there]
    added = [one for one in new.stages if one.id not in taken]
    likeness = _Likeness(old, new, known)
    scored = [
        (-likeness.of(one, other), one.id, other.id)
        for one in gone[:_MOST]
        for other in added[:_MOST]
    ]
    found: dict[str, str] = {}
    for score, one_id, other_id in sorted(scored):
        if -score < _LIKELY:
            break
        if one_id not in found and other_id not in found.values():
            found[one_id] = other_id
    return {stage.id: found[stage.id] for stage in gone if stage.id in found}


class _Likeness:
    def __init__(self, old: Template, new: Template, names: Mapping[str, str]) -> None:
        shared = {one.id for one in new.stages}
        alike = {one.id: names.get(one.id, one.id) for one in old.stages}
        alike = {id_: to for id_, to in alike.items() if to in shared}
        known = {to: to for to in alike.values()}
        self._old, self._new = _places(old, alike), _places(new, known)
        self._signs: dict[str, frozenset[str]] = {}

    def of(self, one: Stage, other: Stage) -> float:
        alike = max(
            self._dice(one.id, other.id),
            self._dice(one.title.hu, other.title.hu),
            self._dice(one.title.en, other.title.en),
        )
        before, after = self._old[one.id], self._new[other.id]
        placed = sum(a == b for a, b in zip(before, after, strict=True))
        return alike + _PLACE * placed

    def _dice(self, text: str, other: str) -> float:
        """Return which part of their groups of three letters two texts share."""
        some, more = self._threes(text), self._threes(other)
        if not some or not more:
            return 0.0
        return 2 * len(some & more) / (len(some) + len(more))

    def _threes(self, text: str) -> frozenset[str]:
        found = self._signs.get(text)
        if found is None:
            found = self._signs[text] = frozenset(_threes(text))
        return found


def _threes(text: str) -> Iterable[str]:
    plain = fold(text.replace("_", " ").replace("-", " "))
    padded = f" {plain} "
    return (padded[at : at + 3] for at in range(len(padded) - 2)) if plain else ()


def _places(
    template: Template, names: Mapping[str, str]
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return what stands before and after each stage, by the ids that both know."""
    before: dict[str, set[str]] = {one.id: set() for one in template.stages}
    after: dict[str, set[str]] = {one.id: set() for one in template.stages}
    before[template.start].add("")
    for stage, way, target in template.ways():
        if way.rework:
            continue
        before[target].add(names.get(stage.id, "?"))
        after[stage.id].add(names.get(target, "?"))
    return {
        id_: (frozenset(before[id_]), frozenset(after[id_] or {""})) for id_ in before
    }
