"""The period that a report tells of."""

from datetime import date

import pytest
from hypothesis import given

from cselekvo.domain.roundtable import Roundtable
from cselekvo.i18n import error_message
from cselekvo.reports.within import Beginning, SinceAfterDayError, within
from cselekvo.workspace import Workspace
from tests.builders import a_table, day, span
from tests.reports.telling import a_small_table, facts, report
from tests.strategies import any_day

FOUNDED = a_table(founded="2015-05-12")


def test_without_a_first_day_the_period_begins_with_the_founding() -> None:
    told = within(FOUNDED, None, day("2015-11-30"))

    assert told.period == span("2015-05-12", "2015-11-30")
    assert told.beginning is Beginning.FOUNDING


@pytest.mark.parametrize("table", [a_table(), a_table(founded="2015-12-01")])
def test_where_the_founding_is_not_known_or_ahead_all_records_count(
    table: Roundtable,
) -> None:
    told = within(table, None, day("2015-11-30"))

    assert told.period == span(None, "2015-11-30")
    assert told.beginning is Beginning.RECORDS


def test_a_first_day_counts_itself_and_may_be_the_only_one() -> None:
    told = within(FOUNDED, day("2015-11-30"), day("2015-11-30"))

    assert told.period == span("2015-11-30", "2015-11-30")
    assert told.beginning is Beginning.GIVEN


@given(any_day, any_day)
def test_a_period_ends_with_the_day_of_the_report_or_is_refused(
    since: date, on: date
) -> None:
    if since > on:
        with pytest.raises(SinceAfterDayError):
            within(FOUNDED, since, on)
    else:
        told = within(FOUNDED, since, on).period
        assert since in told
        assert on in told
        assert told.last_day in {on, None}


def test_a_period_that_begins_too_late_is_refused_in_both_languages(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    with pytest.raises(SinceAfterDayError) as caught:
        report(workspace, since="2015-12-01")

    values = {"since": day("2015-12-01"), "on": day("2015-11-30")}
    assert caught.value.values == values
    assert error_message(caught.value, "hu") == (
        "A kimutatás időszaka nem kezdődhet 2015. december 1-jén, mert a kimutatás "
        "napja ennél korábbi: 2015. november 30."
    )
    assert "on 1 December 2015" in error_message(caught.value, "en")


def test_the_header_says_of_which_period_it_tells(workspace: Workspace) -> None:
    a_small_table(workspace)

    told = facts(report(workspace, since="2015-09-01", lang="en"))

    assert told["period"] == "1 September 2015 – 30 November 2015"
    assert facts(report(workspace, lang="en"))["period"] == (
        "– 30 November 2015 (all that is recorded)"
    )
