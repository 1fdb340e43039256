"""The pictures of a membership report: what they show and what they say."""

import pytest

from cselekvo.domain.roundtable import Membership, Presence
from cselekvo.reports.report import Picture, Report
from cselekvo.workspace import Workspace
from tests.builders import a_table
from tests.reports.telling import a_small_table, held, report, withdraw, write
from tests.reports.test_pictures import is_readable, words_in
from tests.verbs import add_body, found, join, leave

PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT


def pictures(made: Report) -> dict[str, Picture]:
    """Return the pictures by their keys."""
    return {picture.key: picture for picture in made.blocks_of(Picture)}


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """Return a table founded in May that grew, and met three times."""
    found(workspace, a_table(founded="2015-05-12"))
    for number, first in enumerate(("2015-05-12", "2015-05-12", "2015-07-01"), start=1):
        add_body(workspace, f"O{number}")
        join(workspace, f"O{number}", first)
    leave(workspace, "O2", "2015-09-30")
    write(
        workspace,
        *held("2015-05-12", O1=PRESENT, O2=PRESENT),
        *held("2015-07-21", O1=PRESENT, O2=ABSENT, O3=ABSENT),
        *held("2015-11-10"),
    )
    return workspace


def test_the_course_of_the_members_is_told_in_words_too(told: Workspace) -> None:
    picture = pictures(report(told))["over_time"]

    assert picture.text == (
        "A szavazati jogú tagok száma: 2 (2015. május 12.), 2 (2015. november 30.); a "
        "legtöbb 3, a legkevesebb 2. Határozatképes ülés: 2015. május 12. Nem "
        "határozatképes ülés: 2015. július 21. Ülés, amelynek jelenléte nincs "
        "rögzítve: 2015. november 10."
    )
    words = words_in(is_readable(picture.svg))
    assert {"2015. 05. 12.", "2015. 11. 30.", "határozatképes ülés"} <= set(words)
    assert f"<desc>{picture.text}</desc>" in picture.svg


def test_the_sectors_are_bars_with_their_shares(told: Workspace) -> None:
    picture = pictures(report(told, lang="en"))["by_sector"]

    assert picture.text == "2 voting members by sector: civil organisation 2 (100.0%)."
    assert words_in(is_readable(picture.svg)) == ["civil organisation", "2 (100.0%)"]


def test_where_the_beginning_is_not_known_the_course_begins_with_the_first_record(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    words = words_in(is_readable(pictures(report(workspace))["over_time"].svg))

    assert "2015. 05. 12." in words
    assert words.count("2015. 11. 30.") == 1


def test_members_since_before_our_records_have_no_course_until_something_happens(
    workspace: Workspace,
) -> None:
    found(workspace)
    add_body(workspace)
    join(workspace, "O1", None)
    assert set(pictures(report(workspace))) == {"by_sector"}

    write(workspace, *held("2015-06-16", O1=PRESENT))

    assert set(pictures(report(workspace))) == {"over_time", "by_sector"}


def test_a_period_of_one_day_and_an_empty_table_have_no_course(
    told: Workspace,
) -> None:
    assert set(pictures(report(told, since="2015-11-30"))) == {"by_sector"}
    withdraw(told, *told.view().facts(Membership))
    assert pictures(report(told)) == {}


def test_changes_that_cancel_out_make_no_step(told: Workspace) -> None:
    add_body(told, "O4")
    join(told, "O4", "2015-10-01")

    text = pictures(report(told, since="2015-07-01"))["over_time"].text

    assert "a legtöbb 3, a legkevesebb 3" in text
