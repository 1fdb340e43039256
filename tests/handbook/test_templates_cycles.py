"""Ways that lead back must say so; every circle is found, and nothing else."""

from graphlib import CycleError, TopologicalSorter

from hypothesis import given, strategies as st

from cselekvo.findings import Severity
from tests.handbook.writing import read, refused, taken

Ways = dict[int, list[int]]


def a_template(ways: Ways) -> str:
    """Write a template whose stages s0, s1, … lead where they are said to."""
    head = "id: a\nversion: 1\ntitle: {hu: A, en: A}\nunit: area\nstart: s0\nstages:\n"
    return head + "".join(
        f"  - id: s{one}\n    title: {{hu: A, en: A}}\n    exit_criteria: [x]\n"
        f"    next: [{', '.join(f's{to}' for to in targets)}]\n"
        for one, targets in ways.items()
    )


def test_a_circle_is_told_with_both_stages_and_the_path() -> None:
    ways: Ways = {0: [1], 1: [2], 2: [1, 3], 3: []}

    assert refused(a_template(ways)) == [("template-way-back-undeclared", 18)]
    (found,) = read(a_template(ways))[1]
    assert found.values == {"stage": "s2", "target": "s1", "path": "s1 → s2 → s1"}


def test_each_circle_is_told_once_and_its_forward_ways_are_not() -> None:
    ways: Ways = {0: [1, 2], 1: [0, 3], 2: [3, 0], 3: [1]}
    told = [line for _code, line in refused(a_template(ways))]

    assert told == [14, 18, 22]


def test_a_circle_that_the_start_does_not_reach_is_told_too() -> None:
    assert refused(a_template({0: [], 1: [2], 2: [1]})) == [
        ("template-way-back-undeclared", 18)
    ]


def test_two_branches_that_meet_are_no_circle() -> None:
    assert taken(a_template({0: [1, 2], 1: [3], 2: [3], 3: []}))


def test_of_a_long_circle_the_beginning_and_the_end_are_shown() -> None:
    ways: Ways = {at: [at + 1] for at in range(40)} | {40: [0]}
    (found,) = read(a_template(ways))[1]

    assert found.values["path"] == "s0 → s1 → s2 → s3 → … → s38 → s39 → s40 → s0"


def test_a_circle_of_five_hundred_stages_is_found() -> None:
    ways: Ways = {at: [at + 1] for at in range(499)} | {499: [0]}

    assert len(refused(a_template(ways))) == 1


@st.composite
def any_ways(draw: st.DrawFn) -> Ways:
    """Draw any ways among a few stages, none to itself."""
    count = draw(st.integers(1, 7))
    every = range(count)
    return {
        one: draw(
            st.lists(st.sampled_from(others), unique=True, max_size=4)
            if (others := [to for to in every if to != one])
            else st.just([])
        )
        for one in every
    }


def _acyclic(ways: Ways) -> bool:
    try:
        TopologicalSorter(ways).prepare()
    except CycleError:
        return False
    return True


@given(any_ways())
def test_without_the_ways_that_are_told_no_circle_is_left(ways: Ways) -> None:
    found = [one for one in read(a_template(ways))[1] if one.severity is Severity.ERROR]
    told = {(str(one.values["stage"]), str(one.values["target"])) for one in found}
    left = {
        one: [to for to in targets if (f"s{one}", f"s{to}") not in told]
        for one, targets in ways.items()
    }

    assert {one.word for one in found} <= {"template-way-back-undeclared"}
    assert _acyclic(left)
    assert bool(told) is not _acyclic(ways)
