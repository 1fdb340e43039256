"""What may be done to a process, and how it is with it on a day."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import (
    ProcessId,
    RecordId,
    StageRunId,
    TemplateVersionId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.process import Ending, Hold, Process, ProcessState, StageRun
from cselekvo.rules.tracking import (
    TrackingCode,
    check_day,
    check_going,
    check_opened,
    check_outcome,
    check_parameters,
    check_reason,
    check_stage,
    completed_note,
    not_open,
    opened_note,
    state_on,
)
from tests.builders import codes, day
from tests.rules.flows import a_stage, a_template, way_back

PROCESS = Process(
    id=ProcessId("F1"),
    template=TemplateVersionId("t.1"),
    unit=RecordId("KZ1"),
    started=day("2017-01-10"),
)
TODAY = day("2020-01-31")
CHOICE = a_stage("a", {"good": "b", "again": way_back("c")})


def a_hold(first: str, back: str | None = None) -> Hold:
    end = None if back is None else day(back)
    return Hold(
        id=RecordId(f"sn-{first}"),
        process=PROCESS.id,
        period=Period(day(first), end),
    )


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2017-01-09", ProcessState.NOT_STARTED),
        ("2017-01-10", ProcessState.RUNNING),
        ("2017-03-01", ProcessState.ON_HOLD),
        ("2017-03-31", ProcessState.ON_HOLD),
        ("2017-04-01", ProcessState.RUNNING),
        ("2018-05-31", ProcessState.RUNNING),
        ("2018-06-01", ProcessState.COMPLETED),
        ("2019-06-01", ProcessState.COMPLETED),
    ],
)
def test_a_process_is_on_each_day_in_one_state(on: str, state: ProcessState) -> None:
    ended = evolve(PROCESS, ended=day("2018-06-01"), ending=Ending.COMPLETED)

    assert state_on(ended, [a_hold("2017-03-01", "2017-04-01")], day(on)) is state


def test_one_that_was_broken_off_is_not_completed() -> None:
    ended = evolve(PROCESS, ended=day("2018-06-01"), ending=Ending.CANCELLED)

    assert state_on(ended, [], day("2018-06-01")) is ProcessState.CANCELLED
    assert state_on(ended, [], day("2018-05-31")) is ProcessState.RUNNING


@given(days=st.integers(-500, 1500), held=st.integers(0, 400))
def test_a_rest_is_seen_from_its_first_day_to_its_last(days: int, held: int) -> None:
    first = PROCESS.started + timedelta(days=100)
    hold = Hold(
        id=RecordId("sn"),
        process=PROCESS.id,
        period=Period(first, first + timedelta(days=held + 1)),
    )
    on = PROCESS.started + timedelta(days=days)

    resting = state_on(PROCESS, [hold], on) is ProcessState.ON_HOLD
    assert resting is (on in hold.period)


def _day(on: str, *later: str) -> list[str]:
    found = check_day(PROCESS, day(on), TODAY, map(day, later))
    return codes(list(found))


def test_a_step_lies_between_the_start_the_last_entry_and_today() -> None:
    assert _day("2017-01-10") == []
    assert _day("2020-01-31", "2019-01-01") == []
    assert _day("2020-02-01") == ["day-in-future"]
    assert _day("2017-01-09", "2017-02-01") == ["day-before-start"]
    assert _day("2017-02-01", "2017-02-02", "2017-03-01") == ["day-before-last-entry"]
    assert _day("2017-03-01", "2017-03-01") == []


def test_the_last_entry_is_named() -> None:
    later = [day("2017-02-02"), day("2017-03-01")]
    (finding,) = check_day(PROCESS, day("2017-02-01"), TODAY, later)

    assert finding.values["last"] == day("2017-03-01")


def test_what_rests_or_has_ended_takes_no_step() -> None:
    holds = [a_hold("2017-03-01", "2017-04-01"), a_hold("2018-01-01")]
    ended = evolve(PROCESS, ended=day("2018-06-01"), ending=Ending.CANCELLED)

    def told(process: Process, on: str) -> list[str]:
        return codes(list(check_going(process, holds, day(on))))

    assert told(PROCESS, "2017-02-28") == []
    assert told(PROCESS, "2017-03-31") == ["process-on-hold"]
    assert told(PROCESS, "2017-04-01") == []
    assert told(PROCESS, "2019-01-01") == ["process-on-hold"]
    assert told(ended, "2017-03-31") == ["process-ended"]


def test_a_run_is_not_closed_before_it_opened() -> None:
    run = StageRun(
        id=StageRunId("r1"), process=PROCESS.id, stage="a", opened=day("2017-02-01")
    )

    def told(on: date) -> list[str]:
        return codes(list(check_opened(run, CHOICE, on)))

    assert told(day("2017-01-31")) == ["day-before-opening"]
    assert told(day("2017-02-01")) == []


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ("good", []),
        ("again", []),
        ("", ["outcome-missing"]),
        ("Good", ["outcome-unknown"]),
    ],
)
def test_a_choice_is_one_of_the_stages_own(outcome: str, found: list[str]) -> None:
    told = list(check_outcome(CHOICE, outcome, "F1"))

    assert codes(told) == found
    assert all(one.values["allowed"] == ["good", "again"] for one in told)


def test_where_nothing_is_to_be_chosen_nothing_is() -> None:
    plain = a_stage("a", "b")

    assert codes(list(check_outcome(plain, "", "F1"))) == []
    assert codes(list(check_outcome(plain, "good", "F1"))) == ["outcome-not-asked"]


def test_blanks_are_no_reason() -> None:
    assert codes(list(check_reason(" \t", "F1"))) == ["reason-missing"]
    assert codes(list(check_reason("kell", "F1"))) == []


def test_a_stage_that_is_not_there_or_not_open_is_told_with_those_that_are() -> None:
    template = a_template(a="b", b=())
    (unknown,) = check_stage(template, "c", "F1")
    closed = not_open(template.stages[1], "F1", template.stages[:1])

    assert unknown.values == {"stage": "c", "allowed": ["a", "b"]}
    assert list(check_stage(template, "b", "F1")) == []
    assert closed.code is TrackingCode.STAGE_NOT_OPEN
    assert [one.id for one in closed.values["allowed"]] == ["a"]


def test_parameters_are_the_templates_own_and_at_least_one() -> None:
    template = evolve(a_template(a=()), parameters={"talks": 3, "forums": 8})
    given_ = {"talks": 1, "forums": 0, "talk": 5}
    found = list(check_parameters(template, given_, "F1"))

    assert codes(found) == ["parameter-out-of-range", "parameter-unknown-in-template"]
    assert found[1].values["allowed"] == ["forums", "talks"]


def test_what_happened_is_told_as_a_note() -> None:
    opened = opened_note(CHOICE, "F1", TODAY)
    done = completed_note("F1", TODAY)

    assert [one.severity.value for one in (opened, done)] == ["note", "note"]
    assert opened.values["stage"].id == "a"
    assert done.values == {"on": TODAY}
