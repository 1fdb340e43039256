"""What changed in where a stage leads from version to version."""

from collections.abc import Iterator, Mapping

from cselekvo.domain.named import Named
from cselekvo.domain.template import Stage, Way
from cselekvo.findings import Finding
from cselekvo.rules.template_changes import DifferenceCode, change


def ways_changed(
    old: Stage, new: Stage, named: Mapping[str, Named], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what changed in the ways of a stage.

    Args:
        old: The stage as it was.
        new: The stage as it is.
        named: The stages of both versions by the ids of the newer one.
        names: The stage map.
    """
    before = {way.outcome: way for way in old.ways}
    after = {way.outcome: way for way in new.ways}
    if new.is_choice and not old.is_choice:
        yield change(DifferenceCode.CHOICE_ADDED, new, outcomes=tuple(after))
    elif old.is_choice and not new.is_choice:
        yield change(DifferenceCode.CHOICE_GONE, new, outcomes=tuple(before))
    for outcome, way in after.items():
        was = before.get(outcome)
        if was is not None:
            yield from _way(new, was, way, named, names)
        else:
            yield _added(new, way, named)
    for outcome in before:
        if outcome not in after and new.is_choice and outcome:
            yield change(DifferenceCode.OUTCOME_GONE, new, outcome=outcome)


def _added(stage: Stage, way: Way, named: Mapping[str, Named]) -> Finding:
    """Return an outcome that is new, or where a stage leads that was a choice."""
    targets = tuple(named[one] for one in way.stages)
    if not way.stages:
        ends = DifferenceCode.OUTCOME_ENDS if way.outcome else DifferenceCode.ENDS_HERE
        return change(ends, stage, outcome=way.outcome or None)
    if not way.outcome:
        return change(DifferenceCode.LEADS_TO, stage, outcome=None, targets=targets)
    back, on = (targets, None) if way.rework else (None, targets)
    return change(
        DifferenceCode.OUTCOME_ADDED,
        stage,
        outcome=way.outcome,
        targets=on,
        back_to=back,
    )


def _way(
    stage: Stage,
    old: Way,
    new: Way,
    named: Mapping[str, Named],
    names: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield what changed in one way."""
    outcome = new.outcome or None
    was = {names.get(one, one): None for one in old.stages}
    gone = tuple(named[one] for one in was if one not in new.stages)
    more = tuple(named[one] for one in new.stages if one not in was)
    if more:
        yield change(DifferenceCode.LEADS_TO, stage, outcome=outcome, targets=more)
    if gone:
        code = DifferenceCode.LEADS_NO_LONGER
        yield change(code, stage, outcome=outcome, targets=gone)
    if was and not new.stages:
        yield change(DifferenceCode.ENDS_HERE, stage, outcome=outcome)
    if new.stages and old.rework is not new.rework:
        code = DifferenceCode.NOW_WAY_BACK if new.rework else DifferenceCode.NO_WAY_BACK
        targets = tuple(named[one] for one in new.stages)
        yield change(code, stage, outcome=outcome, targets=targets)
