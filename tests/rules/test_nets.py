"""General workflow nets are proved within bounds."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from cselekvo.domain.template import Template
from cselekvo.i18n import message
from cselekvo.rules.net_search import explored
from cselekvo.rules.nets import (
    NetCode,
    NetProof,
    Transition,
    WorkflowNet,
    _numbered,
    _structure,
    _told,
    prove_net,
)
from cselekvo.rules.soundness import SoundnessCode, prove
from cselekvo.rules.soundness.proving import Bounds
from cselekvo.rules.transitions import Flow
from tests.rules.flows import spoiled_templates, templates, well_built_templates

Side = str | Mapping[str, int]


def _side(places: Side) -> Mapping[str, int]:
    return dict.fromkeys(places, 1) if isinstance(places, str) else places


def a_net(*, first: str = "", ends_empty: bool = False, **steps: Any) -> WorkflowNet:
    """Return a net of steps, each two sides: what it takes and puts.

    A letter is a place.
    """
    transitions = tuple(
        Transition(id=id_, takes=_side(takes), puts=_side(puts))
        for id_, (takes, puts) in steps.items()
    )
    places = {place: "" for one in transitions for place in (*one.takes, *one.puts)}
    return WorkflowNet(
        places=places,
        transitions=transitions,
        initial=_side(first),
        ends_empty=ends_empty,
    )


def _only(net: WorkflowNet) -> tuple[NetCode, str, tuple[str, ...]]:
    proof = prove_net(net)
    assert proof.sound is False
    (fault,) = proof.faults
    return fault.code, fault.subject, fault.story


def test_a_row_is_sound() -> None:
    assert prove_net(a_net(a=("i", "p"), b=("p", "o"))) == NetProof(sound=True)


def test_branches_that_meet_are_sound() -> None:
    net = a_net(s=("i", "pq"), a=("p", "r"), b=("q", "t"), j=("rt", "o"))

    assert prove_net(net).sound is True


def test_thirty_branches_that_meet_are_sound() -> None:
    branches: dict[str, Any] = {
        f"t{i}": ({f"p{i}": 1}, {f"q{i}": 1}) for i in range(30)
    }
    starts = {f"p{i}": 1 for i in range(30)}
    ends = {f"q{i}": 1 for i in range(30)}
    net = a_net(s=("i", starts), **branches, j=(ends, "o"))
    open_ended = a_net(
        s=("i", starts), **{k: (takes, "") for k, (takes, _) in branches.items()},
        ends_empty=True, first="i",
    )  # fmt: skip

    assert prove_net(net).sound is True
    assert prove_net(open_ended).sound is True


def test_a_choice_before_a_join_cannot_end() -> None:
    code, _, story = _only(
        a_net(a=("i", "p"), b=("i", "q"), j=("pq", "o")),
    )

    assert code is NetCode.CANNOT_END
    assert story == ("a",)


def test_a_mark_left_behind_is_told() -> None:
    code, _, story = _only(a_net(a=("i", "pq"), b=("p", "o"), c=("q", "o")))

    assert (code, story) == (NetCode.LEFT_BEHIND, ("a", "b"))


def test_a_net_that_grows_is_told() -> None:
    net = a_net(a=("i", "p"), b=("p", "pq"), c=("p", "r"), d=("rq", "o"))

    codes = {fault.code for fault in prove_net(net).faults}

    assert NetCode.GROWS in codes


def test_a_step_that_never_happens_is_told() -> None:
    net = a_net(a=("i", "p"), b=("p", "o"), c=({"p": 2}, "o"))

    assert _only(net) == (NetCode.NEVER_HAPPENS, "c", ())


def test_weights_count() -> None:
    net = a_net(a=("i", {"p": 2}), b=({"p": 2}, "o"))

    assert prove_net(net).sound is True


@pytest.mark.parametrize(
    ("net", "code"),
    [
        (a_net(a=("i", "p"), b=("p", "p")), NetCode.NO_SINK),
        (a_net(a=("p", "p"), b=("p", "o")), NetCode.NO_SOURCE),
        (a_net(a=("i", "o"), b=("j", "o")), NetCode.SEVERAL_SOURCES),
        (a_net(a=("i", "o"), b=("i", "u")), NetCode.SEVERAL_SINKS),
        (a_net(a=("i", "o"), b=("i", "")), NetCode.OFF_THE_WAY),
        (a_net(a=("i", "p"), b=("p", "o"), first="p"), NetCode.MARKED_OTHERWISE),
    ],
)
def test_what_is_no_workflow_net_is_told(net: WorkflowNet, code: NetCode) -> None:
    assert _only(net)[0] is code


def test_a_net_that_ends_empty_may_have_several_ends() -> None:
    net = a_net(s=("i", "pq"), a=("p", ""), b=("q", ""), first="i", ends_empty=True)

    assert prove_net(net).sound is True


def test_in_a_net_that_ends_empty_nothing_runs_twice_at_once() -> None:
    net = a_net(
        s=("i", "pq"), a=("p", "r"), b=("q", "r"), c=("r", ""),
        first="i", ends_empty=True,
    )  # fmt: skip

    assert _only(net) == (NetCode.TWICE_AT_ONCE, "", ("s", "a", "b"))


def test_beyond_its_bounds_a_net_is_not_decided() -> None:
    shared: dict[str, Any] = {
        f"t{i}": ({f"p{i}": 1}, {f"p{i + 1}": 1}) for i in range(40)
    }
    net = a_net(s=("i", {"p0": 1}), **shared, e=({"p40": 1}, "o"))

    assert prove_net(net, most=5).sound is None
    assert prove_net(net).sound is True
    assert prove_net(_busy(), go_on=lambda: False).sound is None


def _busy() -> WorkflowNet:
    """Return a net of six hundred markings."""
    row: dict[str, Any] = {
        f"t{i}": ({f"p{i}": 1}, {f"p{i + 1}": 1}) for i in range(600)
    }
    return a_net(s=("i", {"p0": 1}), **row, e=({"p600": 1}, "o"))


def test_a_net_of_too_many_places_to_relate_is_searched_whole() -> None:
    row: dict[str, Any] = {
        f"t{i}": ({f"p{i}": 1}, {f"p{i + 1}": 1}) for i in range(1600)
    }
    net = a_net(
        s=("i", {"p0": 1}), **row, e=({"p1600": 1}, ""), first="i", ends_empty=True
    )

    assert prove_net(net).sound is True


def test_silent_steps_are_left_out_of_stories() -> None:
    net = WorkflowNet(
        places={"i": "", "p": "P", "o": ""},
        transitions=(
            Transition(id="a", name="Ask", takes={"i": 1}, puts={"p": 1}),
            Transition(id="r", takes={"p": 1}, puts={"p": 1}, silent=True),
            Transition(id="o", takes={"p": 2}, puts={"o": 1}),
        ),
    )

    (fault,) = prove_net(net).faults

    assert (fault.code, fault.story) == (NetCode.CANNOT_END, ())
    assert message(fault.finding(), "en") == (
        "From here the process can no longer end. It stands at i."
    )


def test_a_long_story_of_steps_is_told_by_its_end() -> None:
    row: dict[str, Any] = {f"t{i}": ({f"p{i}": 1}, {f"p{i + 1}": 1}) for i in range(20)}
    net = a_net(
        s=("i", {"p0": 1}), **row, x=({"p20": 1}, "u"), y=({"p20": 1}, "v"),
        e=("uv", "o"),
    )  # fmt: skip

    (fault,) = prove_net(net).faults

    assert len(fault.story) == 22
    assert fault.finding().values["story"][0] == "…"


@st.composite
def nets(draw: st.DrawFn) -> WorkflowNet:
    """Draw a small net from a source to a sink."""
    places = ["i", "p", "q", "r", "o"]
    steps: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 5))):
        takes = draw(st.lists(st.sampled_from(places[:-1]), min_size=1, max_size=2))
        puts = draw(st.lists(st.sampled_from(places[1:]), min_size=1, max_size=2))
        steps[f"t{number}"] = ("".join(set(takes)), "".join(set(puts)))
    return a_net(**steps)


@settings(max_examples=300, deadline=None)
@given(nets())
def test_the_reduced_search_agrees_with_the_whole_one(net: WorkflowNet) -> None:
    proof = prove_net(net)
    if list(_structure(net)):
        assert proof.sound is False
        return
    numbered = _numbered(net)
    states = explored(numbered, reduced=False, most=5_000, go_on=lambda: True)

    assert proof.sound is (not list(_told(net, numbered, states)))


def net_of(template: Template) -> WorkflowNet:
    """Return a template as a general net: a place for each stage and each way."""
    flow = Flow.of(template)
    steps = []
    for stage in template.stages:
        for way in stage.ways:
            puts = {
                f"{stage.id}/{way.outcome}/{target}"
                if flow.waits(way, target)
                else target: 1
                for target in way.stages
            }
            step = Transition(
                id=f"{stage.id}:{way.outcome}", takes={stage.id: 1}, puts=puts
            )
            steps.append(step)
    for target, ways in flow.awaited.items():
        takes = {f"{way.source}/{way.outcome}/{target}": 1 for way in ways}
        steps.append(Transition(id=f"join {target}", takes=takes, puts={target: 1}))
    places = {place: "" for step in steps for place in (*step.takes, *step.puts)}
    return WorkflowNet(
        places=places,
        transitions=tuple(steps),
        initial={template.start: 1},
        ends_empty=True,
    )


@settings(max_examples=200, deadline=None)
@given(templates() | spoiled_templates() | well_built_templates(most=2))
def test_a_template_is_sound_exactly_when_its_net_is(template: Template) -> None:
    proof = prove(template, Bounds(stories=0, proposals=0))
    if SoundnessCode.WAY_BACK_NOT_DECLARED in {fault.code for fault in proof.faults}:
        return

    assert prove_net(net_of(template)).sound in {proof.sound, None}


def test_a_marking_too_wide_for_the_bounds_is_not_decided() -> None:
    wide = {f"p{i}": 1 for i in range(200)}
    net = a_net(s=("i", wide), e=(wide, ""), first="i", ends_empty=True)

    assert prove_net(net, most=1).sound is None
    assert prove_net(net).sound is True
