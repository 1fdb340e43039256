"""The proof agrees with a search through every order of closings."""

from hypothesis import assume, given, settings

from cselekvo.domain.template import Template
from cselekvo.rules.soundness import SoundnessCode, prove
from cselekvo.rules.soundness.proving import Bounds
from cselekvo.rules.transitions import Flow
from tests.rules.flows import (
    WAITING,
    describes,
    everything,
    spoiled_templates,
    templates,
    well_built_templates,
)

_TOLD_AS_STORY = {
    SoundnessCode.WAITS_FOR_EVER,
    SoundnessCode.SECOND_ROUND_WAITS,
    SoundnessCode.OPEN_TWICE,
    SoundnessCode.NO_END,
}


def _is_like(one: SoundnessCode, other: SoundnessCode) -> bool:
    return one is other or {one, other} == set(WAITING)


@settings(max_examples=200, deadline=None)
@given(templates())
def test_a_template_is_sound_exactly_when_no_order_of_closings_goes_wrong(
    template: Template,
) -> None:
    known = everything(template)
    assume(known is not None)
    assert known is not None

    assert prove(template, Bounds(stories=0, proposals=0)).sound is known.sound


@settings(max_examples=150, deadline=None)
@given(templates())
def test_every_story_is_replayed_to_its_fault_and_none_is_shorter(
    template: Template,
) -> None:
    known = everything(template)
    assume(known is not None)
    assert known is not None
    flow = Flow.of(template)

    faults = prove(template, Bounds(proposals=0)).faults
    for fault in faults:
        if fault.code not in _TOLD_AS_STORY:
            assert fault.stage in known.never
            continue
        assert describes(flow, fault)
        nearest: dict[str, int | None] = {
            SoundnessCode.OPEN_TWICE: dict[str, int | None](known.twice),
            SoundnessCode.NO_END: {fault.stage: known.endless},
        }.get(fault.code, dict[str, int | None](known.waiting))
        alike = [one for one in faults if one.stage == fault.stage]
        told = [len(one.story) for one in alike if _is_like(one.code, fault.code)]
        assert min(told) == nearest[fault.stage]


@settings(max_examples=200, deadline=None)
@given(templates())
def test_stories_of_the_reduced_search_are_replayed_too(template: Template) -> None:
    flow = Flow.of(template)

    for fault in prove(template, Bounds(stories=0, proposals=0)).faults:
        if fault.code in _TOLD_AS_STORY:
            assert describes(flow, fault)


@settings(max_examples=100, deadline=None)
@given(templates(most=5))
def test_where_a_way_back_is_proposed_the_round_no_longer_waits(
    template: Template,
) -> None:
    for fault in prove(template).faults:
        if fault.lead_back_to:
            assert fault.code is SoundnessCode.SECOND_ROUND_WAITS
            assert fault.lead_back_to in {stage.id for stage in template.stages}


@settings(max_examples=100, deadline=None)
@given(well_built_templates())
def test_what_is_well_built_is_sound(template: Template) -> None:
    assert prove(template).sound is True


@settings(max_examples=150, deadline=None)
@given(spoiled_templates())
def test_what_was_well_built_and_changed_is_judged_as_by_force(
    template: Template,
) -> None:
    proof = prove(template, Bounds(stories=0, proposals=0))
    if SoundnessCode.WAY_BACK_NOT_DECLARED in {fault.code for fault in proof.faults}:
        return
    known = everything(template)
    assume(known is not None)
    assert known is not None

    assert proof.sound is known.sound
