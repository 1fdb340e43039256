"""What changed from one version of a template to another, stage by stage.

Each change is a note whose subject is the stage; the value `stage` names it, and is
left out where a heading names it already.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from cselekvo.domain.named import Named
from cselekvo.domain.template import Stage, Template
from cselekvo.findings import Finding, Severity
from cselekvo.rules.template_changes import DifferenceCode, change
from cselekvo.rules.template_criteria_diff import criteria_changed
from cselekvo.rules.template_ways_diff import ways_changed


def differences(
    old: Template, new: Template, names: Mapping[str, str] | None = None
) -> list[Finding]:
    """Return what changed: of the whole, of the stages of `new`, then those gone.

    Args:
        old: The older version.
        new: The newer one.
        names: The stage map, old id to new id; a stage that is not in it keeps its id.
    """
    known = names or {}
    before: dict[str, list[Stage]] = {}
    for stage in old.stages:
        before.setdefault(known.get(stage.id, stage.id), []).append(stage)
    named = {id_: Named.of(was[0]) for id_, was in before.items()}
    named |= {stage.id: Named.of(stage) for stage in new.stages}
    found = [*_of_the_whole(old, new, known)]
    for stage in new.stages:
        was = before.pop(stage.id, None)
        if was is None:
            found.append(_added(stage, new, named))
        else:
            found += _of_stage(was, stage, named, known)
    for stage in chain.from_iterable(before.values()):
        found.append(change(DifferenceCode.STAGE_GONE, stage))
    return found


def _note(code: DifferenceCode, **values: Any) -> Finding:
    return Finding(code, severity=Severity.NOTE, values=values)


def _of_the_whole(
    old: Template, new: Template, names: Mapping[str, str]
) -> Iterator[Finding]:
    if old.id != new.id:
        yield _note(DifferenceCode.OTHER_TEMPLATE, old=old.id, new=new.id)
    if old.title.hu != new.title.hu:
        yield _note(DifferenceCode.TITLE, old=old.title, new=new.title)
    elif old.title.en != new.title.en:
        yield _note(DifferenceCode.ENGLISH_TITLE, old=old.title.en, new=new.title.en)
    if old.unit is not new.unit:
        yield _note(DifferenceCode.UNIT, old=old.unit, new=new.unit)
    if names.get(old.start, old.start) != new.start:
        yield _note(
            DifferenceCode.START,
            old=Named.of(old.stage(old.start)),
            new=Named.of(new.stage(new.start)),
        )
    yield from _parameters(old.parameters, new.parameters)


def _parameters(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[Finding]:
    for name, value in new.items():
        if name not in old:
            yield _note(DifferenceCode.PARAMETER_ADDED, parameter=name, new=value)
        elif old[name] != value:
            was = old[name]
            yield _note(DifferenceCode.PARAMETER, parameter=name, old=was, new=value)
    for name in old:
        if name not in new:
            yield _note(DifferenceCode.PARAMETER_GONE, parameter=name)


def _added(stage: Stage, template: Template, named: Mapping[str, Named]) -> Finding:
    before = {
        source.id: Named.of(source)
        for source, way, target in template.ways()
        if target == stage.id and not way.rework
    }
    leads = dict.fromkeys(target for way in stage.ways for target in way.stages)
    return change(
        DifferenceCode.STAGE_ADDED,
        stage,
        after=tuple(before.values()),
        leads_to=tuple(named[one] for one in leads),
    )


def _of_stage(
    was: list[Stage],
    stage: Stage,
    named: Mapping[str, Named],
    names: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield how a stage changed from the one it was, or the first of those merged."""
    old = next((one for one in was if one.id == stage.id), was[0])
    if old.id != stage.id:
        yield change(DifferenceCode.STAGE_RENAMED, stage, old=Named.of(old))
    for other in was:
        if other is not old:
            yield change(DifferenceCode.STAGE_MERGED, stage, old=Named.of(other))
    if old.title.hu != stage.title.hu:
        yield change(DifferenceCode.STAGE_TITLE, stage, old=old.title, new=stage.title)
    elif old.title.en != stage.title.en:
        yield change(
            DifferenceCode.STAGE_ENGLISH_TITLE,
            stage,
            old=old.title.en,
            new=stage.title.en,
        )
    yield from _carried(old, stage)
    yield from criteria_changed(old, stage)
    yield from ways_changed(old, stage, named, names)


def _carried(old: Stage, new: Stage) -> Iterable[Finding]:
    """Yield what changed in how long a stage takes, by whom, and when it opens."""
    if old.duration != new.duration:
        yield _duration(old, new)
    if old.responsible != new.responsible:
        by = {
            "old": Named(old.responsible) if old.responsible else None,
            "new": Named(new.responsible) if new.responsible else None,
        }
        code = (
            DifferenceCode.RESPONSIBLE
            if new.responsible
            else DifferenceCode.RESPONSIBLE_GONE
        )
        yield change(code, new, **by)
    if old.opens is not new.opens:
        yield change(DifferenceCode.OPENS, new, old=old.opens, new=new.opens)


def _duration(old: Stage, new: Stage) -> Finding:
    was, now = old.duration, new.duration
    values = {
        "least": now and now.least,
        "typical": now and now.typical,
        "most": now and now.most,
        "old_least": was and was.least,
        "old_typical": was and was.typical,
        "old_most": was and was.most,
    }
    code = DifferenceCode.DURATION if now else DifferenceCode.DURATION_GONE
    given = {name: days for name, days in values.items() if days is not None}
    return change(code, new, **given)
