"""What a membership report warns of."""

from datetime import date

from attrs import evolve

from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import (
    Representation,
)
from cselekvo.findings import Severity
from cselekvo.workspace import Workspace
from tests.builders import a_table, day
from tests.reports.telling import (
    MADE_AT,
    a_meeting,
    a_small_table,
    facts,
    figures,
    notes,
    report,
    rows,
    severities,
    write,
)
from tests.verbs import (
    found,
    leave,
)


def test_a_report_before_the_table_was_founded_is_a_report(
    workspace: Workspace,
) -> None:
    found(workspace, a_table(founded="2015-05-12"))

    made = report(workspace, "2015-05-11")

    assert notes(made) == {
        "before-founding": (
            "A kerekasztalt 2015. május 12-én alapították; a kimutatás napja ennél "
            "korábbi."
        ),
        "empty-table": "Ezen a napon a kerekasztalnak nincs tagja.",
    }
    assert figures(made)["voting_members"] == 0
    assert rows(made) == []
    assert "before-founding" not in notes(report(workspace, "2015-05-12"))


def test_a_report_after_the_table_was_dissolved_says_so(workspace: Workspace) -> None:
    found(workspace, a_table(dissolved="2015-10-31"))

    assert notes(report(workspace))["after-dissolution"] == (
        "A kerekasztal utolsó napja 2015. október 31. volt; a kimutatás napja ennél "
        "későbbi."
    )
    assert facts(report(workspace))["dissolved"] == day("2015-10-31")
    assert "after-dissolution" not in notes(report(workspace, "2015-10-31"))


def test_a_report_on_a_day_to_come_says_so(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert "future-day" not in notes(report(workspace, MADE_AT.date()))
    assert notes(report(workspace, date(2016, 2, 2), lang="en"))["future-day"] == (
        "The day of this report lies ahead: it shows who will sit there by what is "
        "recorded now."
    )


def test_illustrations_among_the_records_are_counted_once(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    (one,) = workspace.view().facts(Representation, person="P1")
    (person,) = workspace.view().facts(Person, id="P1")
    write(
        workspace,
        evolve(one, source="illusztráció"),
        evolve(person, source="Illusztráció."),
    )

    assert notes(report(workspace))["illustrations"] == (
        "A kimutatás alapjául szolgáló 14 adatból 2 illusztráció, nem valós adat."
    )
    assert notes(report(workspace, lang="en"))["illustrations"] == (
        "Records behind this report: 14, of which illustrations, not real data: 2."
    )


def test_where_every_record_is_an_illustration_it_says_so(workspace: Workspace) -> None:
    write(workspace, evolve(a_table(), source="illusztráció"))

    assert notes(report(workspace, lang="en"))["illustrations"] == (
        "All records behind this report (1) are illustrations, not real data."
    )


def test_a_corrected_roster_says_its_version_day_and_entry(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    write(workspace, a_meeting("2015-11-30"))
    assert facts(report(workspace))["version"] == 1
    assert "corrected-roster" not in notes(report(workspace))

    leave(workspace, "O1", "2015-10-31")

    made = report(workspace)
    seq = workspace.head().seq
    assert facts(made)["version"] == 2
    assert notes(made)["corrected-roster"] == (
        f"2. változat, javítva 2016. január 31-én a napló #{seq} bejegyzésével."
    )
    assert notes(report(workspace, lang="en"))["corrected-roster"] == (
        f"Version 2, corrected on 31 January 2016 by entry #{seq}."
    )


def test_weightier_notes_come_first(workspace: Workspace) -> None:
    found(workspace, evolve(a_table(founded="2015-12-01"), source="illusztráció"))

    weights = severities(report(workspace))

    assert weights == [Severity.WARNING, Severity.WARNING, Severity.NOTE]
