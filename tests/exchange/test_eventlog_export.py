"""Processes written as event logs, and brought back from them."""

import csv
import gzip
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from attrs import evolve

from cselekvo.actions.processes import cancel_process
from cselekvo.domain.identifiers import ProcessId, StageRunId
from cselekvo.domain.process import Closing, Process, StageRun
from cselekvo.exchange.eventlog.export import _depths, cases_of, write_log
from cselekvo.exchange.eventlog.history import Meaning
from cselekvo.exchange.eventlog.model import Asked
from cselekvo.exchange.eventlog.tables import Wish, read_history
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.workspace import Workspace
from tests.builders import codes, day
from tests.exchange.logs import event, events_of, saved, trace, xes
from tests.handbook.writing import taken
from tests.processes import a_community, a_process, a_published, closed, skipped
from tests.stores import Clock

TRIAL = taken("""\
id: proba
version: 1
title: {hu: Próba, en: Trial}
unit: community
start: first
stages:
  - id: first
    title: {hu: Első, en: First}
    duration_days: 10
    responsible: mentor
    exit_criteria: [report]
    next: [second]
  - id: second
    title: {hu: Második, en: Second}
    duration_days: 10
    opens_when: any
    exit_criteria: [talks]
    next:
      choose:
        good: [third, fourth]
        bad: {stage: first, rework: true}
  - id: third
    title: {hu: Harmadik, en: Third}
    duration_days: 10
    exit_criteria: [done]
    next: []
  - id: fourth
    title: {hu: Negyedik, en: Fourth}
    duration_days: 10
    exit_criteria: [done]
    next: []
""")
#: A run as a person tells it: stage, first and last day, how it was closed, outcome.
Run = tuple[str, str, str | None, Closing | None, str]


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    """Let it be a day on which all of this is past."""
    clock.at = datetime(2020, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def other(clock: Clock, tmp_path: Path) -> Iterator[Workspace]:
    """Return a second workspace, which is empty."""
    with Workspace.create(tmp_path / "other.db", clock=clock) as made:
        yield made


def a_workspace(workspace: Workspace, *communities: str) -> Workspace:
    """Return the workspace with the trial template and communities."""
    a_published(workspace, TRIAL)
    for one in communities:
        a_community(workspace, one)
    return workspace


def reworked(workspace: Workspace) -> None:
    """Carry a process through a way back to its end, with a stage that is skipped."""
    a_process(workspace, "F1", "2017-03-01", unit="KZ1", template="proba")
    for stage, on, outcome in (
        ("first", "2017-03-20", ""),
        ("second", "2017-03-26", "bad"),
        ("first", "2017-03-26", ""),
        ("second", "2017-04-10", "good"),
        ("third", "2017-04-10", ""),
    ):
        assert not has_errors(closed(workspace, "F1", stage, on, outcome))
    assert not has_errors(skipped(workspace, "F1", "fourth", "2017-10-29"))


def runs_of(workspace: Workspace, process: str = "F1") -> list[Run]:
    """Return the runs of a process in order."""
    found = workspace.view().facts(StageRun, process=process)
    return sorted(
        (
            run.stage,
            run.opened.isoformat(),
            None if run.closed is None else run.closed.isoformat(),
            run.closing,
            run.outcome,
        )
        for run in found
    )


def exported(workspace: Workspace, path: Path, on: str | None = None) -> Path:
    view = workspace.view(day(on) if on else None)
    write_log(path, cases_of(view, view.facts(Process), "hu"))
    return path


def brought(
    workspace: Workspace,
    path: Path,
    template: str = "proba",
    mapped: Mapping[str, Meaning] = MappingProxyType({}),
) -> list[Finding]:
    """Bring a log in; return what was found."""
    wish = Wish(template=template, mapped=mapped)
    given, findings = read_history(path, Asked(), wish, workspace.view())
    if has_errors(findings):
        return findings
    with workspace.change() as work:
        found = import_sheets(work, "", given, Options(), Outcome())
    return [*findings, *(one for one in found if one.word != "imported")]


def test_each_run_gives_a_start_and_a_completion_at_midnight_of_budapest(
    workspace: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    path = exported(workspace, tmp_path / "log.csv")

    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    told = [
        (one["stage"], one["time:timestamp"][:10], one["lifecycle:transition"])
        for one in rows
    ]
    assert told == [
        ("first", "2017-03-01", "start"),
        ("first", "2017-03-20", "complete"),
        ("second", "2017-03-20", "start"),
        ("second", "2017-03-26", "complete"),
        ("first", "2017-03-26", "start"),
        ("first", "2017-03-26", "complete"),
        ("second", "2017-03-26", "start"),
        ("second", "2017-04-10", "complete"),
        ("third", "2017-04-10", "start"),
        ("fourth", "2017-04-10", "start"),
        ("third", "2017-04-10", "complete"),
        ("fourth", "2017-10-29", "manualskip"),
    ]
    assert [one["time:timestamp"][-6:] for one in rows] == ["+01:00"] * 7 + [
        "+02:00"
    ] * 5
    assert rows[3]["outcome"] == "bad"
    assert {one["case:unit"] for one in rows} == {"KZ1"}
    assert (rows[0]["concept:name"], rows[0]["org:role"]) == (
        "Első",
        "kulturális közösségfejlesztő mentor",
    )


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "log.csv"])
def test_a_log_that_was_written_is_read_without_a_finding(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    path = exported(workspace, tmp_path / name)
    events, cases, found = events_of(path, Asked(others=("outcome", "case:template")))

    assert (len(events), cases, found) == (12, ["F1"], [])
    assert events[3].others == {"outcome": "bad", "case:template": "proba"}


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "log.csv"])
def test_the_same_facts_give_the_same_bytes(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    first = exported(workspace, tmp_path / name).read_bytes()
    (tmp_path / "again").mkdir()

    assert exported(workspace, tmp_path / "again" / name).read_bytes() == first


def test_a_packed_log_is_the_same_log(workspace: Workspace, tmp_path: Path) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    plain = exported(workspace, tmp_path / "log.xes").read_bytes()
    packed = exported(workspace, tmp_path / "log.xes.gz").read_bytes()

    assert gzip.decompress(packed) == plain


def test_a_past_day_tells_what_had_happened_by_then(
    workspace: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    path = exported(workspace, tmp_path / "log.csv", "2017-03-25")

    assert [one.transition for one in events_of(path)[0]] == [
        "start",
        "complete",
        "start",
    ]


@pytest.mark.parametrize("name", ["log.xes", "log.csv"])
def test_a_log_brings_the_same_history_into_another_workspace(
    name: str, workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    path = exported(workspace, tmp_path / name)

    found = brought(a_workspace(other, "KZ1"), path)
    assert codes(found) == []
    assert runs_of(other) == runs_of(workspace)
    process = other.view().one(Process, "F1")
    assert process.ended == date(2017, 10, 29)
    (tmp_path / "again").mkdir()
    again = exported(other, tmp_path / "again" / name)
    assert again.read_bytes() == path.read_bytes()
    assert other.verify().findings == []


def test_what_is_there_already_is_not_changed(
    workspace: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    before = runs_of(workspace)

    assert codes(brought(workspace, exported(workspace, tmp_path / "log.xes"))) == []
    assert runs_of(workspace) == before


def test_a_process_goes_on_where_the_log_knows_more(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    a_process(
        a_workspace(other, "KZ1"), "F1", "2017-03-01", unit="KZ1", template="proba"
    )

    assert codes(brought(other, exported(workspace, tmp_path / "log.xes"))) == []
    assert runs_of(other) == runs_of(workspace)


def test_a_process_that_was_broken_off_is_so_again(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    a_process(
        a_workspace(workspace, "KZ1"), "F1", "2017-03-01", unit="KZ1", template="proba"
    )
    with workspace.change() as work:
        assert codes(cancel_process(work, "F1", day("2017-05-01"), "elköltöztek")) == []
    path = exported(workspace, tmp_path / "log.xes")

    assert codes(brought(a_workspace(other, "KZ1"), path)) == []
    assert runs_of(other) == [
        ("first", "2017-03-01", "2017-05-01", Closing.CANCELLED, "")
    ]
    assert other.view().one(Process, "F1").ended == date(2017, 5, 1)


_UNIT = '<string key="unit" value="KZ1"/>'


def _log(folder: Path, *events: str, name: str = "F1", unit: str = _UNIT) -> Path:
    return saved(folder, xes(trace(name, unit, *events)))


def _on(text: str) -> str:
    return f"{text}T10:00:00+02:00"


def test_where_only_completions_are_told_the_template_says_when_a_stage_opened(
    workspace: Workspace, tmp_path: Path
) -> None:
    good = '<string key="outcome" value="good"/>'
    path = _log(
        tmp_path,
        event("Első", _on("2017-05-02")),
        event("second", _on("2017-05-20"), good),
        event("Negyedik", _on("2017-06-01")),
        event("THIRD", _on("2017-06-09")),
    )

    assert codes(brought(a_workspace(workspace, "KZ1"), path)) == []
    assert runs_of(workspace) == [
        ("first", "2017-05-02", "2017-05-02", Closing.DONE, ""),
        ("fourth", "2017-05-20", "2017-06-01", Closing.DONE, ""),
        ("second", "2017-05-02", "2017-05-20", Closing.DONE, "good"),
        ("third", "2017-05-20", "2017-06-09", Closing.DONE, ""),
    ]


def test_days_are_those_of_budapest(workspace: Workspace, tmp_path: Path) -> None:
    path = _log(tmp_path, event("first", "2017-05-01T23:30:00Z"))

    assert codes(brought(a_workspace(workspace, "KZ1"), path)) == [
        "history-stages-added"
    ]
    assert runs_of(workspace)[0][1:3] == ("2017-05-02", "2017-05-02")


def test_activities_can_be_said_to_mean_stages(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _log(
        tmp_path,
        event("Levél", _on("2017-04-01")),
        event("Első beszélgetés", _on("2017-05-02")),
        event("Elfogadás", _on("2017-05-03")),
    )
    found = brought(
        a_workspace(workspace, "KZ1"),
        path,
        mapped={
            "levél": Meaning(""),
            "első BESZÉLGETÉS": Meaning("first"),
            "Elfogadás": Meaning("second", "good"),
        },
    )

    assert codes(found) == ["history-stages-added"]
    assert [run[0] for run in runs_of(workspace)] == [
        "first",
        "fourth",
        "second",
        "third",
    ]


FAULTS = {
    "an activity that is no stage": (
        (event("Ebéd", _on("2017-05-02")),),
        "stage-unknown-in-process",
    ),
    "a stage whose turn has not come": (
        (event("third", _on("2017-05-02")),),
        "history-stage-not-opened",
    ),
    "a choice that is not named": (
        (event("first", _on("2017-05-02")), event("second", _on("2017-05-03"))),
        "outcome-missing",
    ),
    "a day to come": ((event("first", _on("2100-05-02")),), "day-in-future"),
    "an event without a time": ((event("first"),), "eventlog-event-without-time"),
    "an event without a name": (
        (event("", _on("2017-05-02")),),
        "eventlog-event-without-name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_stand_is_refused_with_its_line_and_nothing_is_written(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    events, word = FAULTS[name]
    found = brought(a_workspace(workspace, "KZ1"), _log(tmp_path, *events))

    faults = [one for one in found if one.severity is Severity.ERROR]
    assert word in codes(faults)
    assert all(one.where and (one.where.line or one.where.row) for one in faults)
    assert workspace.view().facts(Process) == []


def test_a_new_process_needs_its_unit(workspace: Workspace, tmp_path: Path) -> None:
    a_workspace(workspace, "KZ1")
    path = _log(tmp_path, event("first", _on("2017-05-02")), unit="")

    assert codes(brought(workspace, path)) == ["eventlog-case-without-unit"]
    path = _log(tmp_path, event("first", _on("2017-05-02"), _UNIT), unit="")
    assert codes(brought(workspace, path)) == ["history-stages-added"]


def test_a_unit_that_is_none_and_an_id_that_is_none_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    a_workspace(workspace)
    found = brought(workspace, _log(tmp_path, event("first", _on("2017-05-02"))))
    assert has_errors(found)
    a_community(workspace, "KZ1")
    path = _log(tmp_path, event("first", _on("2017-05-02")), name="Az első kör")
    assert "identifier-not-allowed" in codes(brought(workspace, path))


def test_cases_of_other_templates_are_left_out_and_told(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    reworked(a_workspace(workspace, "KZ1"))
    path = exported(workspace, tmp_path / "log.xes")
    a_published(a_workspace(other, "KZ1"))

    found = brought(other, path, "community_development")
    assert codes(found) == ["eventlog-cases-of-other-templates"]
    assert other.view().facts(Process) == []


def test_a_process_of_another_template_is_not_touched(
    workspace: Workspace, tmp_path: Path
) -> None:
    a_published(a_workspace(workspace, "KZ1"))
    a_process(workspace, "F1", "2017-01-01", unit="KZ1")

    found = brought(workspace, _log(tmp_path, event("first", _on("2017-05-02"))))
    assert codes(found) == ["eventlog-process-of-other-template"]


def test_what_is_no_step_of_a_process_is_left_out_and_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    moved = '<string key="lifecycle:transition" value="{}"/>'
    path = _log(
        tmp_path,
        event("first", _on("2017-05-02"), moved.format("schedule")),
        event("first", _on("2017-05-03"), moved.format("START")),
        event("first", _on("2017-05-04"), moved.format("suspend")),
        event("first", _on("2017-05-05"), moved.format("Complete")),
    )

    found = brought(a_workspace(workspace, "KZ1"), path)
    assert codes(found) == ["eventlog-transitions-passed-over", "history-stages-added"]
    assert runs_of(workspace)[0][:3] == ("first", "2017-05-03", "2017-05-05")


def test_the_version_that_the_log_tells_is_kept_where_it_is_published(
    workspace: Workspace, tmp_path: Path
) -> None:
    a_published(a_workspace(workspace, "KZ1", "KZ2"), evolve(TRIAL, version=2))
    told = '<int key="version" value="{}"/>'
    for number, (case, version) in enumerate((("F1", "1"), ("F2", "9"))):
        unit = _UNIT.replace("KZ1", f"KZ{number + 1}") + told.format(version)
        path = _log(tmp_path, event("first", _on("2017-05-02")), name=case, unit=unit)
        assert codes(brought(workspace, path)) == ["history-stages-added"]

    found = {one.id: one.template for one in workspace.view().facts(Process)}
    assert found == {"F1": "proba.1", "F2": "proba.2"}


def _caused(id_: str, after: str, opened: str = "2017-01-01") -> StageRun:
    return StageRun(
        id=StageRunId(id_),
        process=ProcessId("F1"),
        stage="first",
        opened=day(opened),
        after=after,
    )


@pytest.mark.parametrize(
    ("causes", "depths"),
    [
        ({"a": "", "b": "a", "c": "a b"}, {"a": 0, "b": 1, "c": 2}),
        ({"a": "b", "b": "c", "c": ""}, {"a": 2, "b": 1, "c": 0}),
        ({"a": "gone"}, {"a": 0}),
        ({"a": "b", "b": "a"}, {"a": 2, "b": 1}),
    ],
)
def test_runs_of_one_day_stand_after_their_causes_whatever_their_ids(
    causes: dict[str, str], depths: dict[str, int]
) -> None:
    runs = {id_: _caused(id_, after) for id_, after in causes.items()}

    assert _depths(runs) == depths
