"""The report of many processes: each counted once, of the area that is asked for."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.issuing import Wanted, issue_report
from cselekvo.domain.community import ActionArea
from cselekvo.domain.identifiers import (
    ActionAreaId,
    ProgrammeId,
    ProjectId,
    SettlementId,
)
from cselekvo.domain.issued import IssuedReport
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.template import Unit
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.reports.checking import check_issued
from cselekvo.reports.issuing import Maker, printed
from cselekvo.reports.processes.processes_area import units_area, whole_network
from cselekvo.reports.processes.processes_report import area_report, processes_report
from cselekvo.reports.processes.unit_places import unit_places
from cselekvo.reports.render import FORMATS, render
from cselekvo.reports.report import Cell, Picture, Report
from cselekvo.reports.report_json import as_json, from_json
from cselekvo.reports.within import SinceAfterDayError
from cselekvo.workspace import Workspace
from tests.builders import ZALASZENTGROT, a_table, codes, day
from tests.networks import ON, a_network
from tests.processes import a_process, a_published, closed
from tests.reports.telling import facts, figures, notes, paragraphs, rows
from tests.rules.flows import a_template
from tests.stores import Clock
from tests.verbs import add_body, found

MADE_AT = datetime(2018, 1, 20, 9, 0, tzinfo=UTC)
COUNTRY = "NUTS-2021-HU"


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
    subject: str = COUNTRY,
    on: str = ON,
    *,
    reader: str | None = None,
    **more: Any,
) -> Report:
    """Return the report of an area."""
    asked: dict[str, Any] = {"lang": "hu", "contacts": False, **more}
    if asked.get("since") is not None:
        asked["since"] = day(asked["since"])
    return processes_report(
        workspace.view(day(on), reader=reader),
        subject,
        by="Minta Koordinátor",
        generated_at=MADE_AT,
        **asked,
    )


def column(made: Report, table: str, key: str) -> list[Cell]:
    return [one[key] for one in rows(made, table)]


def units(made: Report) -> set[Cell]:
    return set(column(made, "processes", "process"))


# --- what it tells --------------------------------------------------------------------


def test_the_whole_network_is_told_by_its_country(network: Workspace) -> None:
    made = report(network)

    assert whole_network(network.view()) == COUNTRY
    assert (made.title, made.subtitle) == (
        "Magyarország",
        "Hol tartanak a folyamatok, 2018. január 15.",
    )
    assert facts(made)["processes"] == 4
    assert units(made) == {"F1", "F2", "F3"}
    assert figures(made) == {
        "going": 3,
        "on_hold": 1,
        "late": 2,
        "late_stages": 2,
        "due": 0,
        "completed": 0,
        "cancelled": 1,
    }


def test_each_process_is_counted_once_by_its_open_stages(network: Workspace) -> None:
    made = report(network)

    told = rows(made, "groups")
    assert [(one["stages"], one["processes"]) for one in told] == [
        ("Előkészítés", 1),
        (
            "Közösségi interjúk, A közösségi tevékenység helyi története, "
            "Képzések, képessé tétel",
            1,
        ),
        ("Közösségi felmérés, Képzések, képessé tétel", 1),
    ]
    assert sum(int(str(one["processes"])) for one in told) == figures(made)["going"]
    assert [one["on_hold"] for one in told] == [0, 1, 0]


def test_a_row_stands_for_each_open_stage_with_its_expected_end(
    network: Workspace,
) -> None:
    told = rows(report(network), "processes")

    assert [one["unit"] for one in told] == [
        "Ágas Közösség",
        *["Avasi Kör (szünetel)"] * 3,
        *["Szentgróti Kertbarát Kör"] * 2,
    ]
    survey = told[4]
    assert survey["expected"] == day("2021-02-23")
    assert survey["earliest"] < survey["expected"] < survey["latest"]  # type: ignore[operator]
    assert (survey["county"], survey["settlement"]) == ("Zala", "Zalaszentgrót")


def test_what_is_late_stands_first_by_its_days(network: Workspace) -> None:
    made = report(network)

    assert [(one["process"], one["days_late"]) for one in rows(made, "late")] == [
        ("F2", 46),
        ("F1", 15),
    ]
    assert paragraphs(made)[0].startswith(
        "A szűk keresztmetszet: Előkészítés (nyitott: 1, ebből késik: 1, együtt 46"
    )
    assert rows(made, "loads")[0]["stage"] == "Előkészítés"


def test_what_falls_due_is_told_before_it_is_late(network: Workspace) -> None:
    made = report(network, on="2017-12-05")

    assert [(one["process"], one["due"]) for one in rows(made, "due")] == [
        ("F1", day("2017-12-11"))
    ]


def test_where_nothing_is_late_that_is_said(network: Workspace) -> None:
    made = report(network, on="2017-01-15")

    assert "Ezen a napon semmi sem késik." in paragraphs(made)
    assert paragraphs(made)[0].startswith("Minden folyamat egyszer számít")
    assert [one.key for one in made.blocks_of(Picture)] == ["open_stages"]


def test_counties_are_told_apart_and_add_up(network: Workspace) -> None:
    told = rows(report(network), "counties")

    assert [(one["county"], one["going"], one["cancelled"]) for one in told] == [
        ("Borsod-Abaúj-Zemplén", 1, 1),
        ("Zala", 2, 0),
    ]


def test_how_long_stages_took_is_told_here_and_in_the_network(
    network: Workspace,
) -> None:
    told = rows(report(network, "MEGYE-20"), "durations")

    first = told[0]
    assert (first["stage"], first["runs"], first["median"]) == ("Előkészítés", 1, 50)
    assert (first["network_runs"], first["network_median"]) == (2, 45)
    halves = rows(report(network), "durations")[0]
    assert (halves["q1"], halves["q3"]) == (43, 48)


def test_a_period_measures_what_was_closed_in_it(network: Workspace) -> None:
    made = report(network, since="2017-09-15")

    told = {one["stage"]: one["runs"] for one in rows(made, "durations")}
    assert told == {"Közösségi beszélgetések": 1, "Közösségi felmérés": 1}
    assert facts(made)["period"] == "2017. szeptember 15. – 2018. január 15."
    with pytest.raises(SinceAfterDayError):
        report(network, since="2019-01-01")


def test_the_pictures_say_what_they_show(network: Workspace) -> None:
    opened, late = report(network).blocks_of(Picture)

    assert opened.text == (
        "Nyitott szakaszok, zárójelben ebből a késők: Előkészítés 1 (1), Közösségi "
        "interjúk 1, Közösségi felmérés 1 (1), A közösségi tevékenység helyi "
        "története 1, Képzések, képessé tétel 2."
    )
    assert late.text.endswith("Előkészítés 46, Közösségi felmérés 15.")
    assert opened.svg.count("<rect") == 5


def test_where_nothing_is_going_on_that_is_said(network: Workspace) -> None:
    made = report(network, "MEGYE-01", lang="en")

    assert paragraphs(made) == ["On this day no process is going on here."]
    assert facts(made)["templates"] is None
    assert figures(made)["going"] == 0
    assert list(made.blocks_of(Picture)) == []


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_it_goes_to_json_and_back_and_into_every_format(
    network: Workspace, lang: str
) -> None:
    made = report(network, lang=lang)

    assert from_json(as_json(made)) == made
    for format_ in FORMATS:
        assert render(made, format_)


# --- of which area --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("MEGYE-20", {"F1", "F2"}),
        ("NUTS-2021-HU22", {"F1", "F2"}),
        ("NUTS-2010-HU31", {"F3"}),
        ("NUTS-2021-HU223", {"F1", "F2"}),
        ("K-F3", {"F3"}),
    ],
)
def test_an_area_holds_the_processes_of_its_units(
    network: Workspace, subject: str, wanted: set[str]
) -> None:
    assert units(report(network, subject)) == wanted


def test_a_county_is_called_by_its_full_name(network: Workspace) -> None:
    assert report(network, "MEGYE-20").title == "Zala megye"
    assert report(network, "MEGYE-20", lang="en").title == "Zala County"
    assert report(network, "K-F1").title == "Szentgróti Kertbarát Kör"


def test_what_is_no_area_is_not_found(network: Workspace) -> None:
    with pytest.raises(NotFoundError):
        report(network, "F1")


def test_a_programme_holds_the_processes_of_its_projects(network: Workspace) -> None:
    with network.change() as work:
        work.write(Programme(id=ProgrammeId("PG"), title="Nagyprogram"))
        work.write(
            Project(id=ProjectId("PR"), title="Virágzó", programme=ProgrammeId("PG"))
        )
        process = work.one(Process, "F2")
        work.write(evolve(process, project=ProjectId("PR")))
        work.write(Programme(id=ProgrammeId("PX"), title="Üres"))

    assert units(report(network, "PG")) == units(report(network, "PR")) == {"F2"}
    assert report(network, "PG").title == "Nagyprogram"
    assert figures(report(network, "PX"))["going"] == 0


def test_several_units_are_named_together(network: Workspace) -> None:
    view = network.view(day(ON))

    area = units_area(view, frozenset({"K-F3", "K-F1"}))
    made = area_report(view, area, lang="hu", by="x", generated_at=MADE_AT)

    assert made.title == "Szentgróti Kertbarát Kör, Avasi Kör"
    assert units(made) == {"F1", "F3"}


def test_a_reader_is_told_of_what_they_may_see(network: Workspace) -> None:
    mentors = report(network, reader="mentor")

    assert units(mentors) == {"F1"}
    assert "partial-view" in notes(mentors)
    assert units(report(network, reader="borsod")) == {"F3"}
    assert report(network, reader="manager").blocks == report(network).blocks


def test_the_internal_version_is_for_whoever_may_see_contacts(
    network: Workspace,
) -> None:
    assert report(network, contacts=True).blocks == report(network).blocks
    with pytest.raises(NotAllowedError):
        report(network, contacts=True, reader="mentor")


# --- units of every kind --------------------------------------------------------------


def test_units_of_every_kind_have_a_name_and_a_place(network: Workspace) -> None:
    add_body(network, "ORG", seat="Miskolc", name="Avasi Egylet")
    found(network, a_table("K1", district=ZALASZENTGROT))
    with network.change() as work:
        work.write(Project(id=ProjectId("PR"), title="Virágzó"))
        work.write(
            ActionArea(
                id=ActionAreaId("AT"),
                project=ProjectId("PR"),
                name="Vasgyár",
                settlement=SettlementId("KSH-30456"),
            )
        )
    wanted = {
        "ORG": Unit.ORGANISATION,
        "K1": Unit.ROUNDTABLE,
        "PR": Unit.PROJECT,
        "AT": Unit.AREA,
        "K-F1": Unit.COMMUNITY,
        "?": Unit.COMMUNITY,
    }

    told = unit_places(network.view(day(ON)), wanted)

    assert {
        id_: (one.name.hu, one.settlement, one.county_name.hu)
        for id_, one in told.items()
    } == {
        "ORG": ("Avasi Egylet", "Miskolc", "Borsod-Abaúj-Zemplén"),
        "K1": ("K1 kerekasztal", "", "Zala"),
        "PR": ("Virágzó", "", ""),
        "AT": ("Vasgyár", "Miskolc", "Borsod-Abaúj-Zemplén"),
        "K-F1": ("Szentgróti Kertbarát Kör", "Zalaszentgrót", "Zala"),
        "?": ("?", "", ""),
    }


def test_an_organisation_is_called_and_lies_as_on_the_day(
    network: Workspace,
) -> None:
    from cselekvo.actions.organisations import rename_organisation
    from cselekvo.domain.identifiers import OrganisationId, RecordId
    from cselekvo.domain.organisation import OrganisationName
    from tests.builders import span
    from tests.verbs import move_seat

    add_body(network, "ORG", seat="Miskolc", name="Régi Egylet", since="2010-01-01")
    with network.change() as work:
        name = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId("ORG"),
            name="Új Egylet",
            period=span("2017-01-01"),
        )
        assert codes(rename_organisation(work, name)) == []
    assert codes(move_seat(network, "ORG", "Zalaszentgrót", "2017-06-01")) == []

    def told(on: str) -> tuple[str, str]:
        (one,) = unit_places(network.view(day(on)), {"ORG": Unit.ORGANISATION}).values()
        return one.name.hu, one.settlement

    assert told("2016-05-01") == ("Régi Egylet", "Miskolc")
    assert told("2017-03-01") == ("Új Egylet", "Miskolc")
    assert told("2018-03-01") == ("Új Egylet", "Zalaszentgrót")
    assert told("2000-01-01") == ("Régi Egylet", "Miskolc")


def test_a_unit_that_lies_nowhere_is_told_as_such(network: Workspace) -> None:
    template = evolve(a_template(a=()), unit=Unit.PROJECT)
    a_published(network, template)
    with network.change() as work:
        work.write(Project(id=ProjectId("PR"), title="Virágzó"))
    a_process(network, "N1", "2018-01-05", unit="PR", template="t")

    made = report(network)

    assert notes(made)["no-county"].endswith("1.")
    assert notes(made)["no-forecast"].endswith("1.")
    assert column(made, "counties", "county")[-1] == "nem ismert"
    (row,) = (one for one in rows(made, "processes") if one["process"] == "N1")
    assert (row["expected"], row["due"], row["turn"]) == (None, None, None)
    assert units(report(network, "PR")) == {"N1"}


# --- issued ---------------------------------------------------------------------------


def issue(
    workspace: Workspace, report: str, subject: str, actor: str | None = None
) -> str:
    """Issue a report; return its number."""
    wanted = Wanted(
        report=report, subject=subject, lang="hu", on=day(ON), formats=("html",)
    )
    view = workspace.view(wanted.on, reader=actor)
    maker = Maker(by="Minta Koordinátor", at=MADE_AT)
    with workspace.change(actor) as work:
        found_ = issue_report(
            work, wanted, lambda number: printed(view, wanted, maker, number)
        )
    (number,) = [one.subject for one in found_ if one.word == "report-issued"]
    return number


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("process", "F1"),
        ("processes", "MEGYE-20"),
        ("processes", COUNTRY),
        ("processes", "K-F1"),
    ],
)
def test_what_was_issued_stays_true_whatever_happens_later(
    network: Workspace, kind: str, subject: str
) -> None:
    number = issue(network, kind, subject)

    closed(network, "F2", "preparation", "2018-01-09")
    closed(network, "F1", "survey", "2018-01-09", "usable")

    assert check_issued(network.view(), number) == []


@pytest.mark.parametrize(
    ("actor", "kind", "subject", "others"),
    [
        ("zala", "processes", "MEGYE-20", set()),
        ("zala", "process", "F1", {"mentor"}),
        ("zala", "processes", "K-F1", {"mentor"}),
        ("manager", "processes", COUNTRY, set()),
        ("manager", "process", "F3", {"borsod"}),
    ],
)
def test_an_issued_report_is_seen_by_whoever_sees_all_it_is_about(
    network: Workspace, actor: str, kind: str, subject: str, others: set[str]
) -> None:
    number = issue(network, kind, subject, actor)

    seen = {
        user
        for user in ("zala", "borsod", "mentor", "manager")
        if network.view(reader=user).find(IssuedReport, number) is not None
    }
    assert seen == {actor, "manager"} | others


def test_a_coordinator_issues_for_their_own_county_only(network: Workspace) -> None:
    with pytest.raises(NotAllowedError):
        issue(network, "processes", "MEGYE-05", "zala")
    with pytest.raises(NotAllowedError):
        issue(network, "processes", COUNTRY, "zala")
