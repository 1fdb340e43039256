"""What changed in the criteria of a stage from version to version."""

from collections.abc import Iterator
from typing import Any

from cselekvo.domain.named import Named
from cselekvo.domain.template import Criterion, CriterionKind, Stage
from cselekvo.findings import Finding
from cselekvo.rules.template_changes import DifferenceCode, change

#: Kinds of which a number is asked for.
_COUNTED = (CriterionKind.ACTIVITIES, CriterionKind.INDICATOR, CriterionKind.PLANS)


def criteria_changed(old: Stage, new: Stage) -> Iterator[Finding]:
    """Yield each criterion that was added, is gone or changed."""
    before = {one.id: one for one in old.exit_criteria}
    after = {one.id: one for one in new.exit_criteria}
    for id_, criterion in after.items():
        if id_ not in before:
            yield _added(new, criterion)
        elif before[id_] != criterion:
            yield from _changed(new, before[id_], criterion)
    for id_, criterion in before.items():
        if id_ not in after:
            yield change(
                DifferenceCode.CRITERION_GONE, new, criterion=Named.of(criterion)
            )


def _added(stage: Stage, criterion: Criterion) -> Finding:
    counted = criterion.kind in _COUNTED
    return change(
        DifferenceCode.CRITERION_ADDED,
        stage,
        criterion=Named.of(criterion),
        kind=criterion.kind,
        counted=_counted(criterion) or None,
        at_least=criterion.at_least if counted else None,
        by=Named(criterion.by) if criterion.by else None,
    )


def _counted(criterion: Criterion) -> str:
    """Return what is counted: a kind of activity, an indicator, a state of plans."""
    return criterion.activity or criterion.indicator or criterion.state


def _changed(stage: Stage, old: Criterion, new: Criterion) -> Iterator[Finding]:
    def told(code: DifferenceCode, was: Any, now: Any) -> Finding:
        return change(code, stage, criterion=Named.of(new), old=was, new=now)

    was_title, title = old.title, new.title
    if (was_title and was_title.hu) != (title and title.hu):
        yield told(DifferenceCode.CRITERION_TITLE, was_title, title)
    elif was_title and title and was_title.en != title.en:
        yield told(DifferenceCode.CRITERION_ENGLISH_TITLE, was_title.en, title.en)
    if old.kind is not new.kind:
        yield told(DifferenceCode.CRITERION_KIND, old.kind, new.kind)
    if _counted(old) != _counted(new) and _counted(new):
        was = _counted(old) or None
        yield told(DifferenceCode.CRITERION_COUNTED, was, _counted(new))
    if old.by != new.by and new.by:
        by = Named(old.by) if old.by else None
        yield told(DifferenceCode.CRITERION_BY, by, Named(new.by))
    if old.at_least != new.at_least and new.kind in _COUNTED:
        yield told(DifferenceCode.CRITERION_AMOUNT, old.at_least, new.at_least)
    if old.since is not new.since and new.kind in _COUNTED:
        yield told(DifferenceCode.CRITERION_SINCE, old.since, new.since)
