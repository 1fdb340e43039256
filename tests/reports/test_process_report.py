"""The report of one process: where it stands, for its file, as it was on its day."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cselekvo.domain.identifiers import ProcessId
from cselekvo.domain.process import Process
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.reports.processes.process_report import process_report
from cselekvo.reports.render import FORMATS, render
from cselekvo.reports.report import Cell, Picture, Report
from cselekvo.reports.report_json import as_json, from_json
from cselekvo.reports.within import SinceAfterDayError
from cselekvo.workspace import Workspace
from tests.builders import codes, day
from tests.networks import ON, a_network
from tests.processes import a_process, a_published, closed, shown
from tests.reports.telling import (
    facts,
    figures,
    notes,
    paragraphs,
    rows,
)
from tests.stores import Clock

MADE_AT = datetime(2018, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a network, made once."""
    path = tmp_path_factory.mktemp("network") / "w.db"
    clock = Clock(at=datetime(2018, 1, 10, tzinfo=UTC))
    with Workspace.create(path, clock=clock) as workspace:
        a_network(workspace)
    return path


@pytest.fixture
def network(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Return a copy of the network, open."""
    path = tmp_path / "w.db"
    shutil.copy(made, path)
    clock = Clock(at=datetime(2018, 1, 12, tzinfo=UTC))
    with Workspace.open(path, clock=clock) as workspace:
        yield workspace


def report(
    workspace: Workspace,
    process: str = "F1",
    on: str = ON,
    *,
    reader: str | None = None,
    known_at: str | int | None = None,
    **more: Any,
) -> Report:
    """Return the report of a process."""
    asked: dict[str, Any] = {"lang": "hu", "contacts": False, **more}
    if asked.get("since") is not None:
        asked["since"] = day(asked["since"])
    return process_report(
        workspace.view(day(on), known_at, reader=reader),
        process,
        by="Minta Koordinátor",
        generated_at=MADE_AT,
        **asked,
    )


def column(made: Report, table: str, key: str) -> list[Cell]:
    return [one[key] for one in rows(made, table)]


def test_the_header_tells_of_whom_it_is_and_how_it_is_with_it(
    network: Workspace,
) -> None:
    made = report(network)

    assert made.title == "Szentgróti Kertbarát Kör"
    assert made.subtitle == (
        "Közösségfejlesztési folyamat: folyamatjelentés, 2018. január 15."
    )
    assert facts(made) == {
        "process": "F1",
        "template": "Közösségfejlesztési folyamat, v2",
        "unit": "közösség, K-F1",
        "settlement": "Zalaszentgrót",
        "county": "Zala",
        "state": "folyamatban",
        "started": day("2017-01-01"),
        "parameters": "min_interviews = 4 (egyébként 10)",
        "audience": "nyilvános",
    }


def test_open_stages_are_told_with_their_clock_and_what_they_lack(
    network: Workspace,
) -> None:
    made = report(network)

    survey = rows(made, "open")[0]
    assert survey == {
        "stage": "Közösségi felmérés",
        "turn": "közösségfejlesztő",
        "since": day("2017-11-01"),
        "days": 75,
        "due": day("2017-12-11"),
        "latest": day("2017-12-31"),
        "days_late": 15,
        "late_since": day("2018-01-01"),
    }
    lacking = [one for one in rows(made, "criteria") if not one["met"]]
    assert [one["criterion"] for one in lacking] == [
        "az eredményeket nyilvánosan bemutatták",
        "képzést elvégzők",
        "jelenléti ívek és tanúsítványok",
    ]
    assert lacking[1]["standing"] == "nem számítható: nincs hozzá nyilvántartás"
    assert notes(made)["late"] == "Ezen a napon késik: Közösségi felmérés."


def test_the_figures_follow_from_the_tables(network: Workspace) -> None:
    made = report(network)
    told = figures(made)

    how = [str(one) for one in column(made, "rounds", "how")]
    assert told["open"] == how.count("nyitott") == len(rows(made, "open"))
    assert told["done"] == sum(one.startswith("elvégezve") for one in how) == 5
    assert told["skipped"] == how.count("kihagyva") == 1
    assert told["again"] == sum(
        1 for one in column(made, "rounds", "round") if one == 2
    )
    assert told["evidence"] == len(rows(made, "evidence"))
    assert told["activities"] == len(rows(made, "activities"))
    attended = column(made, "activities", "attendances")
    assert told["attendances"] == sum(one for one in attended if isinstance(one, int))
    assert told["missing"] == 3
    assert "plans" not in told


def test_the_way_it_came_and_the_way_ahead_are_told(network: Workspace) -> None:
    made = report(network)

    (waiting,) = (one for one in paragraphs(made) if one.startswith("Értékelés"))
    assert "már lezárult: A közösségi tevékenység helyi története" in waiting
    (ahead,) = (one for one in paragraphs(made) if one.startswith("Várhatóan"))
    assert "2021. február 23-án" in ahead
    assert rows(made, "holds") == [
        {"from": day("2017-07-01"), "until": day("2017-07-31")}
    ]


def test_the_picture_shows_where_it_stands_in_words_too(network: Workspace) -> None:
    (picture,) = report(network).blocks_of(Picture)

    assert picture.svg.startswith("<svg")
    assert "15 napot késik" in picture.text
    assert "kihagyva" in picture.text


def test_names_and_reasons_are_told_internally_only(network: Workspace) -> None:
    public, internal = report(network), report(network, contacts=True)

    told = str(as_json(public))
    assert "Minta Mária" not in told
    assert "nincs gyűjtemény" not in told
    assert set(column(internal, "evidence", "by")) == {"Minta Mária"}
    assert "nincs gyűjtemény" in column(internal, "rounds", "reason")
    assert column(internal, "holds", "reason") == ["szünet"]
    assert notes(internal)["internal"].startswith("Belső változat:")
    assert facts(internal)["audience"] == "belső"


def test_the_internal_version_is_for_whoever_may_see_contacts(
    network: Workspace,
) -> None:
    report(network, contacts=True, reader="zala")

    with pytest.raises(NotAllowedError):
        report(network, contacts=True, reader="mentor")


def test_a_mentor_s_own_process_is_theirs_and_another_is_not_there(
    network: Workspace,
) -> None:
    own = report(network, reader="mentor")

    assert "partial-view" in notes(own)
    assert rows(own, "rounds") == rows(report(network), "rounds")
    with pytest.raises(NotFoundError):
        report(network, "F3", reader="mentor")


def test_a_report_of_a_past_day_knows_nothing_of_later_ones(
    network: Workspace,
) -> None:
    made = report(network, on="2017-09-15")

    assert column(made, "open", "stage") == [
        "Közösségi felmérés",
        "Képzések, képessé tétel",
    ]
    assert figures(made)["again"] == 0
    days = [one for one in column(made, "evidence", "on") if one is not None]
    assert max(str(one) for one in days) == "2017-09-01"
    assert "late" not in notes(made)


def test_a_period_lists_what_was_recorded_in_it(network: Workspace) -> None:
    made = report(network, since="2017-10-01")

    assert facts(made)["period"] == "2017. október 1. – 2018. január 15."
    assert min(str(one) for one in column(made, "evidence", "on")) == "2017-10-01"
    assert len(rows(made, "activities")) < len(rows(report(network), "activities"))
    assert rows(made, "rounds") == rows(report(network), "rounds")
    with pytest.raises(SinceAfterDayError):
        report(network, since="2018-02-01")


def test_a_process_at_rest_says_since_when(network: Workspace) -> None:
    made = report(network, "F3")

    assert notes(made)["on-hold"] == (
        "A folyamat 2017. július 1. óta szünetel; szakaszainak ideje áll."
    )
    assert "mintha a kérdezett naptól folytatódna" in paragraphs(made)[0]
    assert "holds" in [getattr(one, "key", "") for one in made.blocks]


def test_a_process_that_was_broken_off_has_no_open_stage(network: Workspace) -> None:
    made = report(network, "F4", lang="en")

    assert (facts(made)["state"], facts(made)["ended"]) == (
        "cancelled",
        day("2017-04-01"),
    )
    assert figures(made)["open"] == 0
    assert paragraphs(made)[0] == "It was broken off on 1 April 2017."
    assert column(made, "rounds", "how") == ["cancelled"]


def test_before_its_start_a_process_says_so(network: Workspace) -> None:
    made = report(network, "F2", "2017-08-01")

    assert notes(made)["not-started"] == "Ezen a napon a folyamat még nem indult el."
    assert rows(made, "rounds") == []


def test_a_day_that_lies_ahead_is_a_warning(network: Workspace) -> None:
    assert "future-day" in notes(report(network, on="2019-01-01"))


def test_records_that_are_illustrations_are_said_to_be(network: Workspace) -> None:
    from attrs import evolve

    with network.change() as work:
        process = work.one(Process, "F2")
        work.write(evolve(process, source="illusztráció"))

    assert notes(report(network, "F2"))["illustrations"] == (
        "A kimutatás alapjául szolgáló 2 adatból 1 illusztráció, nem valós adat."
    )


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_it_goes_to_json_and_back_and_into_every_format(
    network: Workspace, lang: str
) -> None:
    made = report(network, lang=lang, contacts=True)

    assert from_json(as_json(made)) == made
    for format_ in FORMATS:
        assert render(made, format_)


def test_the_english_report_has_no_hungarian_words_of_ours(
    network: Workspace,
) -> None:
    made = report(network, lang="en")

    assert (
        made.subtitle
        == "Community development process: process report, 15 January 2018"
    )
    assert column(made, "open", "turn") == ["community developer", "training officer"]
    assert column(made, "rounds", "how")[-3:] == ["done: one-sided", "done", "open"]


def test_what_was_known_before_is_reported_as_it_was(network: Workspace) -> None:
    position = network.view().position
    closed(network, "F2", "preparation", "2018-01-09")

    then = report(network, "F2", known_at=position)

    assert column(then, "open", "stage") == ["Előkészítés"]
    assert column(report(network, "F2"), "open", "stage")[0] == "Közösségi interjúk"


def test_adopted_plans_and_persons_are_told_apart_from_attendances(
    workspace: Workspace, clock: Clock
) -> None:
    from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
    from cselekvo.domain.identifiers import ActivityId, PlanId, ProjectId
    from cselekvo.domain.period import Period
    from cselekvo.domain.plan import DevelopmentPlan, PlanState
    from cselekvo.domain.programme import Project

    clock.at = datetime(2018, 1, 10, tzinfo=UTC)
    a_published(workspace)
    with workspace.change() as work:
        work.write(Project(id=ProjectId("PR"), title="Virágzó"))
    a_process(workspace, project="PR")
    with workspace.change() as work:
        for number, state in enumerate((PlanState.ADOPTED, PlanState.DRAFT)):
            work.write(
                DevelopmentPlan(
                    id=PlanId(f"T{number}"), project=ProjectId("PR"), state=state
                )
            )
        for number, (unit, heads) in enumerate(
            (
                (HeadUnit.ATTENDANCES, 12),
                (HeadUnit.PERSONS, 7),
                (HeadUnit.PERSONS, None),
            )
        ):
            start = day(f"2017-02-0{number + 1}")
            work.write(
                Activity(
                    id=ActivityId(f"E{number}"),
                    process=ProcessId("F1"),
                    title=f"Esemény {number}",
                    activity=ActivityKind.EVENT,
                    head_count=heads,
                    unit=unit,
                    period=Period(start),
                )
            )

    made = report(workspace)

    assert facts(made)["project"] == "Virágzó"
    assert (figures(made)["plans"], figures(made)["attendances"]) == (1, 12)
    assert column(made, "activities", "attendances") == [12, None, None]
    assert column(made, "activities", "persons") == [None, 7, None]


def test_an_evidence_of_a_criterion_that_is_gone_is_told_by_its_id(
    network: Workspace,
) -> None:
    from attrs import evolve

    from cselekvo.domain.process import Evidence, StageRun

    assert (
        codes(shown(network, "F2", "preparation", "mentor_contacted", "2018-01-05"))
        == []
    )
    with network.change() as work:
        (run,) = work.facts(StageRun, process="F2")
        (evidence,) = work.facts(Evidence, run=run.id)
        work.write(evolve(evidence, criterion="since_gone"))

    (row,) = rows(report(network, "F2"), "evidence")
    assert (row["criterion"], row["kind"]) == ("since_gone", None)


def test_a_stage_that_the_version_has_no_longer_is_told_as_it_was_called(
    network: Workspace,
) -> None:
    from attrs import evolve

    from cselekvo.domain.process import StageRun

    with network.change() as work:
        (run,) = work.facts(StageRun, process="F2")
        work.write(evolve(run, stage="long_gone"))

    made = report(network, "F2")

    assert column(made, "open", "stage") == ["long_gone"]
    assert column(made, "open", "due") == [None]
    assert "Nem becsülhető" in paragraphs(made)[0]
    past = report(network, "F2", "2017-12-01")
    assert column(past, "open", "stage") == ["long_gone"]
