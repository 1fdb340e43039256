"""Days, spans and instants as readers write them."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.budapest import (
    budapest,
    day_in_budapest,
    end_of_day,
    offset_by_rule,
)
from cselekvo.domain.period import BEFORE_RECORDS, PartialDate
from cselekvo.i18n import dates

NOVEMBER_30 = date(2015, 11, 30)
ENDINGS = {
    "jén": [1],
    "én": [4, 5, 7, 9, 10, 11, 12, 14, 15, 17, 19, 21, 22, 24, 25, 27, 29, 31],
    "án": [2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30],
}


@pytest.fixture
def _without_zone_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def absent(key: str) -> zoneinfo.ZoneInfo:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    budapest.cache_clear()
    monkeypatch.setattr(zoneinfo, "ZoneInfo", absent)
    yield
    budapest.cache_clear()


def test_a_day_is_written_in_full() -> None:
    assert dates.day(date(2022, 10, 17), "hu") == "2022. október 17."
    assert dates.day(NOVEMBER_30, "hu") == "2015. november 30."
    assert dates.day(NOVEMBER_30, "en") == "30 November 2015"
    assert dates.day(date(2015, 1, 5), "hu") == "2015. január 5."


def test_a_short_day_is_written_in_figures() -> None:
    assert dates.short_day(date(2022, 10, 17), "hu") == "2022. 10. 17."
    assert dates.short_day(date(2022, 1, 5), "hu") == "2022. 01. 05."
    assert dates.short_day(NOVEMBER_30, "en") == "2015-11-30"


def test_the_dot_of_the_day_goes_before_an_ending() -> None:
    assert dates.day_on(NOVEMBER_30) == "2015. november 30-án"
    assert dates.day_on(date(2016, 9, 16)) == "2016. szeptember 16-án"
    assert dates.day_on(date(2022, 10, 17)) == "2022. október 17-én"
    assert dates.day_on(date(2018, 12, 1)) == "2018. december 1-jén"


@pytest.mark.parametrize(
    ("day", "ending"), [(day, ending) for ending in ENDINGS for day in ENDINGS[ending]]
)
def test_every_day_of_the_month_has_its_checked_ending(day: int, ending: str) -> None:
    assert dates.day_on(date(2022, 1, day)) == f"2022. január {day}-{ending}"


def test_the_checked_endings_are_those_of_all_the_days() -> None:
    checked = [day for days in ENDINGS.values() for day in days]

    assert sorted(checked) == list(range(1, 32))


def test_a_span_has_an_en_dash_with_spaces() -> None:
    first, last = date(2018, 12, 1), date(2022, 9, 30)

    hungarian = dates.period(first, last, "hu")

    assert hungarian == "2018. december 1. – 2022. szeptember 30."
    assert dates.period(first, last, "en") == "1 December 2018 – 30 September 2022"


def test_an_open_span_keeps_its_dash() -> None:
    assert dates.period(NOVEMBER_30, None, "hu") == "2015. november 30. –"
    assert dates.period(None, NOVEMBER_30, "hu") == "– 2015. november 30."
    assert dates.period(BEFORE_RECORDS, NOVEMBER_30, "en") == "– 30 November 2015"
    assert dates.period(None, None, "hu") == "–"


def test_a_span_of_one_day_is_that_day() -> None:
    assert dates.period(NOVEMBER_30, NOVEMBER_30, "hu") == "2015. november 30."


@pytest.mark.parametrize(
    ("known", "hu", "en"),
    [
        (PartialDate(2018, 12), "2018. december", "December 2018"),
        (PartialDate(2022), "2022", "2022"),
        (PartialDate(None, 3), "március", "March"),
        (PartialDate(None, 3, 5), "március 5.", "5 March"),
        (PartialDate(2015, 11, 30), "2015. november 30.", "30 November 2015"),
    ],
)
def test_a_partial_date_says_what_is_known(
    known: PartialDate, hu: str, en: str
) -> None:
    assert dates.partial(known, "hu") == hu
    assert dates.partial(known, "en") == en


def test_a_lone_year_has_no_dot_before_a_postposition() -> None:
    assert dates.with_postposition(PartialDate(2015), "után") == "2015 után"
    assert dates.with_postposition(PartialDate(2018, 12), "óta") == "2018. december óta"
    assert dates.with_postposition(NOVEMBER_30, "előtt") == "2015. november 30. előtt"


def test_a_span_of_months_can_stand_before_a_postposition() -> None:
    december = dates.partial(PartialDate(2018, 12), "hu")
    until = dates.with_postposition(PartialDate(2022, 9), "között")

    assert f"{december} és {until}" == "2018. december és 2022. szeptember között"


def test_a_year_has_no_dot_before_its_month_as_a_place_in_time() -> None:
    assert dates.in_month(2022, 10) == "2022 októberében"
    assert dates.in_month(2022, 3) == "2022 márciusában"


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        (datetime(2015, 11, 30, 13, 5, 9, tzinfo=UTC), "2015. november 30. 14:05:09"),
        (datetime(2015, 6, 30, 22, 30, tzinfo=UTC), "2015. július 1. 00:30:00"),
        (datetime(2015, 3, 29, 0, 59, 59, tzinfo=UTC), "2015. március 29. 01:59:59"),
        (datetime(2015, 3, 29, 1, 0, tzinfo=UTC), "2015. március 29. 03:00:00"),
        (datetime(2015, 10, 25, 0, 59, tzinfo=UTC), "2015. október 25. 02:59:00"),
        (datetime(2015, 10, 25, 1, 0, tzinfo=UTC), "2015. október 25. 02:00:00"),
        (
            datetime(2015, 11, 30, 8, 0, tzinfo=timezone(timedelta(hours=-5))),
            "2015. november 30. 14:00:00",
        ),
    ],
)
@pytest.mark.usefixtures("_without_zone_data")
def test_an_instant_is_right_without_zone_data(moment: datetime, clock: str) -> None:
    assert dates.instant(moment, "hu", seconds=True) == clock


def test_an_instant_is_told_by_the_clocks_of_budapest() -> None:
    moment = datetime(2015, 11, 30, 13, 5, tzinfo=UTC)

    assert dates.instant(moment, "hu") == "2015. november 30. 14:05"
    assert dates.instant(moment, "en") == "30 November 2015, 14:05"


def test_an_instant_without_an_offset_is_taken_as_utc() -> None:
    moment = datetime(2015, 11, 30, 13, 5)  # noqa: DTZ001 - the case in question

    assert dates.instant(moment, "hu") == "2015. november 30. 14:05"


@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001
def test_the_rule_computed_by_hand_agrees_with_the_zone_data(moment: datetime) -> None:
    if not isinstance(budapest(), zoneinfo.ZoneInfo):
        pytest.skip("this system has no zone data")

    offset = moment.replace(tzinfo=UTC).astimezone(budapest()).utcoffset()

    assert offset_by_rule(moment) == offset


@pytest.mark.usefixtures("_without_zone_data")
def test_days_begin_and_end_rightly_without_zone_data() -> None:
    summer, winter = date(2015, 7, 1), date(2015, 12, 1)

    assert end_of_day(summer).isoformat() == "2015-07-01T21:59:59.999999+00:00"
    assert end_of_day(winter).isoformat() == "2015-12-01T22:59:59.999999+00:00"
    for day in (summer, winter, date(2015, 3, 29), date(2015, 10, 25)):
        assert day_in_budapest(end_of_day(day)) == day
        assert day_in_budapest(end_of_day(day) + timedelta(seconds=1)) > day
    assert budapest().tzname(None) == "CET"
    assert datetime(2015, 7, 1, tzinfo=budapest()).tzname() == "CEST"
