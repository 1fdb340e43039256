"""A running process moves to another version only where it can stand there."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from attrs import evolve

from cselekvo.domain.template import Template
from cselekvo.findings import Severity
from cselekvo.i18n import message
from cselekvo.rules.landing import (
    NOT_DECIDED,
    Landing,
    LandingCode,
    Landings,
    Standing,
    landing,
    reachable_with,
)
from cselekvo.rules.transitions import Mark, Marking
from tests.rules.flows import (
    a_template,
    choices_side_by_side,
    each_to_all_later,
    in_a_row,
    side_by_side,
    way_back,
)
from tests.rules.landings import walked

ROW = a_template(a="b", b="c", c="d", d=())
SPLIT = a_template(a=["b", "c"], b="d", c="d", d=())
#: A survey that may be done again, beside another branch.
LOOP = a_template(
    *("talk",),
    start=["talk", "history"],
    talk="survey",
    survey={"usable": "plan", "one_sided": way_back("talk")},
    plan="end",
    history="end",
    end=(),
)


def _codes(landed: Landing) -> list[LandingCode]:
    return [one.code for one in landed.findings]  # type: ignore[misc]


def _told(landed: Landing) -> str:
    (found,) = landed.findings
    assert found.severity is Severity.ERROR
    assert landed.is_refused
    assert landed.marking is None
    return message(evolve(found, subject=""), "en")


def test_a_process_lands_where_its_stages_are_open() -> None:
    landed = landing(SPLIT, evolve(SPLIT, version=2), walked(SPLIT, "a", "b"))

    assert landed.marking == Marking(("c",), (Mark("b", "", "d"),))
    assert landed.stages == {"c": "c"}
    assert landed.passed == ()
    assert landed.findings == ()
    assert not landed.is_refused


def test_a_renamed_stage_is_followed_and_so_are_its_marks() -> None:
    newer = a_template(a=["bb", "cc"], bb="dd", cc="dd", dd=())
    names = {"b": "bb", "c": "cc", "d": "dd"}

    landed = landing(SPLIT, newer, walked(SPLIT, "a", "b"), names)

    assert landed.marking == Marking(("cc",), (Mark("bb", "", "dd"),))
    assert landed.stages == {"c": "cc"}
    assert landed.findings == ()


def test_an_open_stage_that_is_gone_is_named_with_what_it_may_have_become() -> None:
    newer = a_template(a="b_new", b_new="c", c="d", d=())

    gone = _told(landing(ROW, newer, walked(ROW, "a")))
    without = _told(landing(ROW, a_template(a="x", x=()), walked(ROW, "a", "b", "c")))

    assert gone == (
        "The open stage “B” (b) is not in the new version. "
        "Perhaps it became “B_NEW” (b_new)."
    )
    assert without == "The open stage “D” (d) is not in the new version."


def test_several_stages_that_are_gone_are_told_at_once() -> None:
    landed = landing(SPLIT, a_template(a="d", d=()), walked(SPLIT, "a"))

    assert _codes(landed) == [LandingCode.STAGE_GONE, LandingCode.STAGE_GONE]
    assert [one.subject for one in landed.findings] == ["b", "c"]


def test_two_open_stages_do_not_become_one() -> None:
    newer = a_template(a="b", b="d", d=())

    told = _told(landing(SPLIT, newer, walked(SPLIT, "a"), {"c": "b"}))

    assert told == (
        "Several open stages would become one: “B” (b), “C” (c); "
        "in the new version “B” (b)."
    )


def test_a_stage_that_is_new_and_lies_behind_is_passed_over_and_told() -> None:
    newer = a_template(a="new", new="b", b="c", c="d", d=())

    landed = landing(ROW, newer, walked(ROW, "a"))

    assert landed.marking == Marking(("b",))
    assert landed.passed == ("new",)
    (found,) = landed.findings
    assert found.severity is Severity.NOTE
    assert message(found, "hu") == (
        "Az új változat e szakaszai kimaradnának: „NEW” (new)."
    )


def test_a_stage_that_is_new_and_lies_ahead_is_simply_done() -> None:
    newer = a_template(a="b", b="c", c="new", new="d", d=())

    landed = landing(ROW, newer, walked(ROW, "a"))

    assert landed.marking == Marking(("b",))
    assert landed.findings == ()


def test_no_mark_is_claimed_of_a_stage_that_was_never_done() -> None:
    newer = a_template(a=["b", "c", "new"], b="d", c="d", new="d", d=())

    told = _told(landing(SPLIT, newer, walked(SPLIT, "a", "b")))

    assert told == (
        "In the new version this state (open: “C” (c)) comes only after these, "
        "which were not done: “NEW” (new)."
    )


def test_a_stage_that_stood_elsewhere_and_was_not_done_is_named() -> None:
    newer = a_template(a="c", c="b", b="d", d=())

    told = _told(landing(ROW, newer, walked(ROW, "a")))

    assert "which were not done: “C” (c)" in told


def test_a_finished_stage_is_not_done_again() -> None:
    newer = a_template(a="c", c="b", b="d", d=())

    told = _told(landing(ROW, newer, walked(ROW, "a", "b")))

    assert told == (
        "In the new version these, which were closed, would have to be done again: "
        "“B” (b)."
    )


def test_a_stage_that_lay_ahead_again_before_may_do_so_after() -> None:
    back = walked(LOOP, "start", "talk", ("survey", "one_sided"))

    landed = landing(LOOP, evolve(LOOP, version=2), back)

    assert landed.marking == Marking(("history", "talk"))
    assert landed.findings == ()


def test_stages_that_are_never_open_together_are_no_state() -> None:
    newer = a_template("d", a={"x": "b", "y": "c"}, b="d", c="d", d=())

    told = _told(landing(SPLIT, newer, walked(SPLIT, "a")))

    assert told.endswith("exactly these are open: “B” (b), “C” (c).")


def test_a_stage_that_waits_for_something_else_is_told() -> None:
    newer = a_template(a=["b", "c"], b="e", c="d", d="e", e=())
    names = {"d": "d"}

    landed = landing(SPLIT, newer, walked(SPLIT, "a", "b"), names)

    assert landed.marking == Marking(("c",), (Mark("b", "", "e"),))
    (found,) = landed.findings
    assert found.code is LandingCode.WAITS_OTHERWISE
    assert message(found, "hu").endswith("mást várnak, mint eddig: „D” (d), „E” (e).")


def test_marks_that_were_not_known_are_put_where_the_history_allows() -> None:
    standing = evolve(walked(SPLIT, "a", "b"), marking=Marking(("c",)))

    landed = landing(SPLIT, SPLIT, standing)

    assert landed.marking == Marking(("c",), (Mark("b", "", "d"),))
    assert _codes(landed) == [LandingCode.WAITS_OTHERWISE]


def test_a_process_that_has_ended_stays_and_that_is_no_fault() -> None:
    landed = landing(ROW, evolve(ROW, version=2), walked(ROW, "a", "b", "c", "d"))

    assert landed.marking is None
    assert _codes(landed) == [LandingCode.ENDED]
    assert not landed.is_refused


def test_a_stage_map_that_names_no_stage_moves_nothing() -> None:
    landed = landing(ROW, ROW, walked(ROW, "a"), {"bb": "b", "b": "x"})

    assert landed.marking is None
    assert [one.word for one in landed.findings] == [
        "stage-map-from-unknown",
        "stage-map-to-unknown",
    ]


def test_a_parameter_that_is_gone_is_a_warning() -> None:
    newer = evolve(ROW, parameters={"kept": 1})

    landed = landing(ROW, newer, walked(ROW, "a"), parameters={"kept", "gone"})
    refused = landing(ROW, a_template(x=()), walked(ROW, "a"), parameters={"gone"})

    (found,) = landed.findings
    assert (found.severity, found.values["parameters"]) == (
        Severity.WARNING,
        ("gone",),
    )
    assert landed.marking == Marking(("b",))
    assert _codes(refused) == [LandingCode.STAGE_GONE]


_NONE = frozenset({""})


def test_of_two_outcomes_the_one_that_was_chosen_is_gone_along() -> None:
    older = a_template("z", a={"x": "b", "y": "c"}, b="z", c="z", z=())
    newer = a_template(
        *("z",), a={"x": "n", "y": "m"}, n="b", m="c", b="z", c="z", z=()
    )

    one = landing(older, newer, walked(older, ("a", "x"), "b"))
    other = landing(older, newer, walked(older, ("a", "y"), "c"))

    assert (one.passed, other.passed) == (("n",), ("m",))


def test_the_same_standing_is_asked_once() -> None:
    landings = Landings(SPLIT, evolve(SPLIT, version=2))

    first = landings.of(walked(SPLIT, "a", "b"))
    again = landings.of(walked(SPLIT, "a", "b"), {"min"})

    assert landings.of(walked(SPLIT, "a", "b")) is first
    assert again.marking == first.marking
    assert _codes(again) == [LandingCode.PARAMETERS_GONE]


def test_what_is_not_found_within_the_bound_is_not_decided() -> None:
    template = choices_side_by_side(4)
    every = {one.id: frozenset({"x", "y", "again"}) for one in template.stages}
    standing = Standing(marking=Marking(("p0", "x0")), finished=every)

    landed = Landings(template, template, most=3).of(standing)
    whole = Landings(template, template).of(standing)

    assert _codes(landed) == [LandingCode.NOT_DECIDED]
    assert landed.is_refused
    assert _codes(whole) == [LandingCode.NOT_REACHABLE]
    assert reachable_with(template, ("p0", "x0"), most=3) is NOT_DECIDED


@pytest.mark.parametrize(
    ("open_", "marks", "finished", "found"),
    [
        (("b", "c"), None, None, Marking(("b", "c"))),
        (("c",), None, None, Marking(("c",), (Mark("b", "", "d"),))),
        (("c",), (), None, None),
        (("c",), None, {"a": _NONE}, None),
        (
            ("c",),
            None,
            {"a": _NONE, "b": _NONE},
            Marking(("c",), (Mark("b", "", "d"),)),
        ),
        ((), None, None, Marking()),
        (("x",), None, None, None),
        (("b", "b"), None, None, None),
        (("b", "d"), None, None, None),
        (("c",), (Mark("a", "", "b"),), None, None),
    ],
)
def test_a_state_is_found_by_its_open_stages(
    open_: tuple[str, ...], marks: Any, finished: Any, found: Marking | None
) -> None:
    assert reachable_with(SPLIT, open_, marks, finished) == found


def test_where_a_stage_opens_twice_at_once_the_search_does_not_go_on() -> None:
    unsound = a_template("d", a=["b", "c"], b="d", c="d", d="e", e=())

    assert reachable_with(unsound, ("c", "d")) == Marking(("c", "d"))
    assert reachable_with(unsound, ("d", "e")) is None


@pytest.mark.parametrize(
    ("make", "steps"),
    [
        (lambda: side_by_side(30), ["a", *(f"p{i}" for i in range(15))]),
        (lambda: in_a_row(500), [f"s{i}" for i in range(400)]),
        (lambda: each_to_all_later(60), [f"s{i}" for i in range(10)]),
    ],
    ids=["30 parallel", "500 in a row", "60 dense"],
)
def test_wide_long_and_dense_templates_are_landed_in_at_once(
    make: Callable[[], Template], steps: list[str]
) -> None:
    template = make()
    standing = walked(template, *steps)
    landings = Landings(template, evolve(template, version=2))

    begun = perf_counter()
    landed = landings.of(standing)
    took = perf_counter() - begun

    assert landed.marking == standing.marking
    assert took < 0.5  # ten times what it takes, for a machine that is busy
