"""What closing a stage opens."""

import pytest

from cselekvo.rules.transitions import Flow, Mark, Marking, opened_by, replayed
from tests.rules.flows import a_template, way_back

_TEMPLATE = a_template(
    "e",
    a=["b", "c"],
    b="d",
    c="d",
    d={"adopted": "e", "returned": way_back("a"), "dropped": ()},
    e=(),
)


def test_a_process_begins_with_its_start_open() -> None:
    assert Flow.of(_TEMPLATE).started() == Marking(open=("a",))


def test_all_stages_that_follow_are_opened() -> None:
    assert opened_by(_TEMPLATE, Marking(open=("a",)), "a") == Marking(open=("b", "c"))


def test_a_stage_that_waits_for_all_leaves_a_mark_until_the_last_comes() -> None:
    waiting = opened_by(_TEMPLATE, Marking(open=("b", "c")), "c")

    assert waiting == Marking(open=("b",), marks=(Mark("c", "", "d"),))
    assert opened_by(_TEMPLATE, waiting, "b") == Marking(open=("d",))


def test_an_outcome_opens_what_it_leads_to_only() -> None:
    decided = Marking(open=("d",))

    assert opened_by(_TEMPLATE, decided, "d", "adopted") == Marking(open=("e",))
    assert opened_by(_TEMPLATE, decided, "d", "returned") == Marking(open=("a",))
    assert opened_by(_TEMPLATE, decided, "d", "dropped").ended


def test_a_stage_that_opens_on_any_opens_on_each() -> None:
    both = a_template("c", a=["b", "c"], b="c", c=())

    assert replayed(Flow.of(both), [("a", ""), ("b", "")]).open == ("c", "c")


def test_marks_pile_up_where_a_stage_waits_for_another() -> None:
    again = a_template(a=["b", "c"], b=["d", "x"], c="d", d=(), x=way_back("b"))
    flow = Flow.of(again)

    marking = replayed(flow, [("a", ""), ("b", ""), ("x", ""), ("b", "")])

    assert marking.marks == (Mark("b", "", "d"), Mark("b", "", "d"))
    assert flow.opened_by(marking, "c").marks == (Mark("b", "", "d"),)


def test_what_is_not_open_cannot_be_closed() -> None:
    with pytest.raises(ValueError, match="not in list"):
        opened_by(_TEMPLATE, Marking(open=("a",)), "b")


def test_an_outcome_that_the_stage_has_not_is_no_way() -> None:
    with pytest.raises(KeyError, match="kept"):
        opened_by(_TEMPLATE, Marking(open=("d",)), "d", "kept")
