"""Templates are proved, and what is wrong is told as a story."""

import pytest
from attrs import evolve

from cselekvo.domain.template import Template
from cselekvo.findings import Place, Severity
from cselekvo.i18n import message
from cselekvo.rules.soundness import Proof, SoundnessCode, Step, prove
from cselekvo.rules.soundness.encoding import encoded
from cselekvo.rules.soundness.order import order_of
from cselekvo.rules.soundness.proving import Bounds, _twice
from cselekvo.rules.transitions import Mark
from tests.rules.flows import (
    a_template,
    choices_side_by_side,
    each_to_all_later,
    in_a_row,
    side_by_side,
    way_back,
)


def _only(template: Template) -> tuple[Proof, SoundnessCode, str, str]:
    proof = prove(template)
    assert proof.sound is False
    (fault,) = proof.faults
    return proof, fault.code, fault.stage, ", ".join(map(str, fault.story))


def test_one_stage_that_ends_is_sound() -> None:
    assert prove(a_template(a=())).sound is True


def test_stages_side_by_side_that_meet_are_sound() -> None:
    assert prove(a_template(a=["b", "c"], b="d", c="d", d=())).sound is True


def test_branches_that_end_on_their_own_are_sound() -> None:
    assert prove(a_template(a=["b", "c"], b=(), c="d", d=())).sound is True


def test_a_choice_joined_by_any_is_sound() -> None:
    template = a_template("d", a={"one": "b", "other": "c"}, b="d", c="d", d=())

    assert prove(template).sound is True


def test_a_choice_joined_by_all_waits_for_the_branch_not_chosen() -> None:
    template = a_template(a={"one": "b", "other": "c"}, b="d", c="d", d=())

    proof, code, stage, story = _only(template)

    assert (code, stage) == (SoundnessCode.WAITS_FOR_EVER, "d")
    assert story == "a (one), b"
    assert proof.faults[0].open == ()
    assert proof.faults[0].waiting == (Mark("b", "", "d"),)
    assert proof.faults[0].missing == (Mark("c", "", "d"),)


def test_two_outcomes_that_lead_to_one_stage_are_two_ways() -> None:
    both = {"quietly": "b", "openly": ["b", "c"]}

    _, code, stage, _ = _only(a_template(a=both, b=(), c=()))

    assert (code, stage) == (SoundnessCode.WAITS_FOR_EVER, "b")
    assert prove(a_template("b", a=both, b=(), c=())).sound is True


def test_branches_joined_by_any_open_the_stage_twice() -> None:
    proof, code, stage, story = _only(a_template("d", a=["b", "c"], b="d", c="d", d=()))

    assert (code, stage, story) == (SoundnessCode.OPEN_TWICE, "d", "a, b, c")
    assert proof.faults[0].open == ("d", "d")


def test_a_stage_that_opens_twice_one_after_the_other_may_be_open_twice_at_once() -> (
    None
):
    """Whoever closes the deepest stage first never sees it; the proof does."""
    _, code, stage, story = _only(
        a_template("e", a=["b", "c"], b="e", c="d", d="e", e=()),
    )

    assert (code, stage, story) == (SoundnessCode.OPEN_TWICE, "e", "a, b, c, d")


def test_a_way_back_to_before_the_split_is_sound() -> None:
    template = a_template(
        a=["b", "c"], b="d", c="d", d={"adopted": (), "returned": way_back("a")}
    )

    assert prove(template).sound is True


def test_a_way_back_to_one_of_two_branches_waits_for_the_other() -> None:
    template = a_template(
        a=["b", "c"], b="d", c="d", d={"adopted": (), "returned": way_back("b")}
    )

    proof, code, stage, story = _only(template)

    assert (code, stage) == (SoundnessCode.SECOND_ROUND_WAITS, "d")
    assert story == "a, b, c, d (returned), b"
    assert proof.faults[0].lead_back_to == "a"


def test_where_no_other_way_back_would_do_none_is_proposed() -> None:
    template = a_template(
        a=["b", "c"],
        b="d",
        c="d",
        d={"adopted": (), "returned": way_back("b"), "again": way_back("c")},
    )

    faults = prove(template).faults

    assert {fault.code for fault in faults} == {SoundnessCode.SECOND_ROUND_WAITS}
    assert [fault.lead_back_to for fault in faults] == [""]


def test_a_loop_that_nothing_leaves_has_no_end() -> None:
    template = a_template(
        a="b", b="c", c={"again": way_back("b"), "once": way_back("b")}
    )

    _, code, stage, story = _only(template)

    assert (code, stage, story) == (SoundnessCode.NO_END, "a", "")


def test_a_choice_into_a_loop_that_nothing_leaves_is_told_up_to_there() -> None:
    template = a_template(a={"good": (), "bad": "b"}, b=way_back("b"))
    _, code, stage, story = _only(template)

    assert (code, stage, story) == (SoundnessCode.NO_END, "b", "a (bad)")


def test_a_loop_through_a_join_that_nothing_leaves_is_found() -> None:
    template = a_template(a=["b", "c"], b="d", c="d", d={"again": way_back("a")})

    _, code, _, story = _only(template)

    assert (code, story) == (SoundnessCode.NO_END, "")


def test_a_stage_to_which_no_way_leads_never_opens() -> None:
    _, code, stage, story = _only(a_template(a="b", b=(), island=()))

    assert (code, stage, story) == (SoundnessCode.NEVER_OPENS, "island", "")


def test_of_stages_that_never_open_the_first_is_told() -> None:
    _, code, stage, _ = _only(a_template(a=(), x="y", y="z", z=()))

    assert (code, stage) == (SoundnessCode.NEVER_OPENS, "x")


def test_a_cycle_that_is_not_declared_is_told() -> None:
    proof, code, stage, _ = _only(a_template(a="b", b="c", c={"ok": (), "no": "b"}))

    assert (code, stage) == (SoundnessCode.WAY_BACK_NOT_DECLARED, "c")
    assert proof.faults[0].lead_back_to == "b"
    assert proof.longest_days is None


def test_all_that_is_wrong_is_told_at_once() -> None:
    template = a_template(
        "g",
        a=["b", "c", "g"],
        b={"x": "d", "y": "e"},
        c="g",
        d="f",
        e="f",
        f=(),
        g=(),
        h=(),
    )

    found = {(fault.code, fault.stage) for fault in prove(template).faults}

    assert found >= {
        (SoundnessCode.OPEN_TWICE, "g"),
        (SoundnessCode.WAITS_FOR_EVER, "f"),
    }


def test_the_longest_way_counts_typical_days_and_no_way_back() -> None:
    template = a_template(
        days=10, a=["b", "c"], b="d", c="e", e="d", d={"ok": (), "no": way_back("a")}
    )

    assert prove(template).longest_days == 40
    assert prove(a_template(a="b", b=())).longest_days is None


def test_a_stage_without_a_duration_is_a_warning_where_others_have_one() -> None:
    timed = a_template(days=5, a="b", b=())
    first, second = timed.stages
    plain = a_template(a="b", b=()).stages[1]
    template = Template(
        id="t",
        version=1,
        title=timed.title,
        unit=timed.unit,
        start="a",
        stages=(first, plain),
    )

    (warning,) = prove(template).warnings

    assert second.duration is not None
    assert warning.code is SoundnessCode.DURATION_MISSING
    assert warning.severity is Severity.WARNING
    assert prove(template).sound is True


def test_a_way_back_that_leads_on_is_a_warning() -> None:
    template = a_template(
        "c", a={"skip": way_back("c"), "on": "b"}, b="c", c={"ok": (), "no": "d"}, d=()
    )

    (warning,) = prove(template).warnings

    assert warning.code is SoundnessCode.WAY_BACK_LEADS_ON
    assert warning.values == {"stage": "a", "target": "c"}


def test_beyond_its_bounds_a_proof_is_not_decided() -> None:
    assert prove(side_by_side(9), Bounds(markings=5)).sound is None
    assert prove(choices_side_by_side(3), Bounds(markings=9)).sound is None


def test_a_fault_found_within_the_bounds_is_a_fault() -> None:
    template = a_template(a={"bad": ["b", "c"], "x": "c"}, b=(), c=())

    assert prove(template, Bounds(markings=4, stories=2)).sound is False


@pytest.mark.parametrize(
    ("template", "days"),
    [
        (side_by_side(30), 30),
        (in_a_row(500), 5000),
        (each_to_all_later(60), 600),
        (choices_side_by_side(30), 50),
    ],
    ids=["30 parallel", "500 in a row", "60 dense", "30 choices"],
)
def test_wide_long_and_dense_templates_are_proved(
    template: Template, days: int
) -> None:
    proof = prove(template)

    assert proof.sound is True
    assert proof.longest_days == days


def test_a_fault_in_a_wide_template_is_found_with_its_shortest_end() -> None:
    wide = side_by_side(30)
    stages = [*wide.stages]
    starving = a_template(p29={"one": "z", "other": "w"}, w=(), z=()).stages
    stages = [one for one in stages if one.id != "p29"] + list(starving[:2])
    template = Template(
        id="t", version=1, title=wide.title, unit=wide.unit, start="a",
        stages=tuple(stages),
    )  # fmt: skip

    _, code, stage, story = _only(template)

    assert (code, stage) == (SoundnessCode.WAITS_FOR_EVER, "z")
    assert len(story.split(", ")) == 32
    assert "p29 (other)" in story


def test_a_fault_is_told_in_both_languages() -> None:
    template = a_template(
        a=["b", "c"], b="d", c="d", d={"adopted": (), "returned": way_back("b")}
    )
    finding = prove(template).faults[0].finding()

    assert finding.values["story"] == ("a", "b", "c", "d (returned)", "b")
    assert message(finding, "en") == (
        "Second round: after these closings: a, b, c, d (returned), b, stage d waits "
        "for c, which will not come again. Lead the way back to a."
    )
    assert "várja" in message(finding, "hu")


def test_a_long_story_is_told_by_its_end() -> None:
    row = in_a_row(40)
    last = a_template(s39={"x": "p", "y": "q"}, p="r", q="r", r=()).stages
    template = Template(
        id="t", version=1, title=row.title, unit=row.unit, start="s0",
        stages=(*row.stages[:-1], *last),
    )  # fmt: skip

    (fault,) = prove(template).faults

    assert len(fault.story) == 41
    assert fault.finding().values["story"][0] == "…"
    assert len(fault.finding().values["story"]) == 13


def test_a_fault_stands_where_its_stage_stands() -> None:
    template = a_template(a={"one": "b", "other": ["b", "c"]}, b=(), c=())
    placed = evolve(
        template, stages=tuple(evolve(one, line=7) for one in template.stages)
    )

    (finding,) = prove(placed).findings()

    assert finding.where == Place(line=7)


def test_a_stage_without_a_way_on_is_told() -> None:
    template = a_template(a="b", b=())
    stuck = evolve(
        template, stages=(template.stages[0], evolve(template.stages[1], ways=()))
    )

    _, code, stage, story = _only(stuck)

    assert (code, stage, story) == (SoundnessCode.NO_WAY_ON, "b", "a")


def test_a_step_is_written_with_its_outcome() -> None:
    assert str(Step("c", "adopted")) == "c (adopted)"
    assert str(Step("c")) == "c"


def test_a_stage_that_may_be_open_twice_is_not_decided_beyond_the_bounds() -> None:
    template = a_template("d", a=["b", "c"], b="d", c="d", d=())
    net = encoded(template, order_of(template))

    assert _twice(net, set(), 1) == (False, [])
    assert _twice(net, set(), 0) == (False, [])
    assert _twice(net, {"d"}, 0) == (True, [])


def test_what_never_opens_takes_no_days() -> None:
    assert prove(a_template(days=10, a=(), b="c", c=())).longest_days == 10


def test_the_open_stages_are_told_with_the_finding() -> None:
    (finding,) = prove(a_template("d", a=["b", "c"], b="d", c="d", d=())).findings()

    assert finding.values == {"stage": "d", "story": ("a", "b", "c"), "open": ("d",)}
