"""What a membership report says before its roster."""

from attrs import evolve

from cselekvo.domain.identifiers import (
    ProgrammeId,
    ProjectId,
)
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import (
    Statutes,
)
from cselekvo.domain.territory import District, DistrictName
from cselekvo.workspace import Workspace
from tests.builders import a_table, day, some_statutes, span
from tests.reports.telling import (
    MADE_AT,
    a_settlement,
    a_small_table,
    facts,
    report,
    withdraw,
    write,
)
from tests.verbs import (
    found,
)


def test_the_report_says_of_which_table_and_day_it_is(workspace: Workspace) -> None:
    a_small_table(workspace)

    made = report(workspace)

    assert (made.kind, made.lang) == ("roundtable", "hu")
    assert made.title == "K1 kerekasztal"
    assert made.subtitle == "Tagsági kimutatás, 2015. november 30."
    assert (
        report(workspace, lang="en").subtitle == "Membership report, 30 November 2015"
    )


def test_the_english_report_takes_the_english_name_where_there_is_one(
    workspace: Workspace,
) -> None:
    found(workspace, evolve(a_table(), name_en="Roundtable K1"))

    assert report(workspace, lang="en").title == "Roundtable K1"
    assert report(workspace, lang="hu").title == "K1 kerekasztal"


def test_the_report_says_what_it_was_made_from(workspace: Workspace) -> None:
    a_small_table(workspace)
    head = workspace.head()

    origin = report(workspace).origin

    assert origin.on == day("2015-11-30")
    assert (origin.position, origin.head) == (head.seq, head.hash)
    assert origin.known_at == workspace.view(day("2015-11-30")).instant
    assert (origin.generated_at, origin.by) == (MADE_AT, "Minta Koordinátor")
    assert origin.partial is False


def test_the_header_names_area_programme_project_and_statutes(
    workspace: Workspace,
) -> None:
    write(
        workspace,
        Programme(id=ProgrammeId("PR"), title="Program", title_en="Programme"),
        Project(id=ProjectId("PJ"), title="Esély", code="X-1", call="X"),
        a_settlement(),
    )
    table = a_table(programme="PR", project="PJ", founded="2015-05-12")
    found(workspace, evolve(table, settlement=a_settlement().id))
    write(workspace, evolve(some_statutes(), version="9", period=span("2016-01-01")))
    (first,) = workspace.view(day("2015-11-30")).facts(
        Statutes, on=day("2015-11-30"), roundtable="K1"
    )
    write(workspace, evolve(first, period=span("2015-05-12", "2015-12-31")))

    assert facts(report(workspace)) == {
        "level": "járási",
        "district": "Zalaszentgróti járás, Zala megye",
        "settlement": "Zalaszentgrót",
        "programme": "Program",
        "project": "Esély",
        "project_code": "X-1",
        "founded": day("2015-05-12"),
        "statutes": "1. változat (2015. május 12. – 2015. december 31.)",
        "quorum": None,
        "period": "2015. május 12. – 2015. november 30. (az alapítástól)",
        "audience": "nyilvános",
    }
    english = facts(report(workspace, lang="en"))
    assert english["district"] == "Zalaszentgróti járás, Zala County"
    assert english["programme"] == "Programme"
    assert english["statutes"] == "version 1 (12 May 2015 – 31 December 2015)"


def test_a_project_without_a_code_is_named_by_its_call(workspace: Workspace) -> None:
    write(workspace, Project(id=ProjectId("PJ"), title="Esély", call="ÁROP-1.A.3"))
    found(workspace, a_table(project="PJ"))

    assert facts(report(workspace))["call"] == "ÁROP-1.A.3"
    assert "project_code" not in facts(report(workspace))


def test_a_project_without_any_code_has_its_title_only(workspace: Workspace) -> None:
    write(workspace, Project(id=ProjectId("PJ"), title="Esély"))
    found(workspace, a_table(project="PJ"))

    assert {"call", "project_code"}.isdisjoint(facts(report(workspace)))


def test_a_programme_and_a_district_that_are_not_known_are_left_out(
    workspace: Workspace,
) -> None:
    write(workspace, Programme(id=ProgrammeId("PR"), title="Program"))
    found(workspace, a_table(programme="PR"))
    view = workspace.view()
    withdraw(workspace, *view.facts(Programme), *view.facts(District, id="JARAS-198"))

    made = facts(report(workspace))

    assert "programme" not in made
    assert made["district"] == "Zalaszentgróti járás"


def test_a_table_of_no_place_and_no_statutes_has_a_report(workspace: Workspace) -> None:
    write(workspace, a_table(district=None))

    assert facts(report(workspace)) == {
        "level": "járási",
        "founded": None,
        "statutes": None,
        "quorum": None,
        "period": "– 2015. november 30. (minden rögzített adat)",
        "audience": "nyilvános",
    }


def test_statutes_in_force_at_all_times_have_no_days(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert facts(report(workspace))["statutes"] == "1. változat"


def test_a_district_without_a_name_is_left_open(workspace: Workspace) -> None:
    a_small_table(workspace)
    named = workspace.view().facts(DistrictName, district="JARAS-198")
    withdraw(workspace, *named)

    assert facts(report(workspace))["district"] is None
