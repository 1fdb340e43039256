"""Times of event logs: what is read, with which offset, and what is refused."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.budapest import _ByRule
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.eventlog.notes import Notes
from cselekvo.exchange.eventlog.times import Times, read_time, zone_named

SUMMER = timezone(timedelta(hours=2))


def _at(microsecond: int, zone: tzinfo) -> datetime:
    return datetime(2022, 9, 1, 8, 30, 0, microsecond, zone)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2022-09-01T08:30:00.125+02:00", _at(125_000, SUMMER)),
        ("2022-09-01T08:30:00Z", datetime(2022, 9, 1, 8, 30, tzinfo=UTC)),
        ("2022-09-01 08:30:00+02:00", datetime(2022, 9, 1, 8, 30, tzinfo=SUMMER)),
        ("2022-09-01T08:30:00+0200", datetime(2022, 9, 1, 8, 30, tzinfo=SUMMER)),
        ("2022-09-01 08:30:00 +0200", datetime(2022, 9, 1, 8, 30, tzinfo=SUMMER)),
        ("2022-09-01 08:30:00 UTC", datetime(2022, 9, 1, 8, 30, tzinfo=UTC)),
        ("2022-09-01T08:30:00.123456789Z", _at(123_456, UTC)),
        ("2022-09-01T24:00:00Z", datetime(2022, 9, 2, tzinfo=UTC)),
        ("  2022-09-01T08:30:00Z\n", datetime(2022, 9, 1, 8, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_time_keeps_the_offset_that_it_is_written_with(
    text: str, when: datetime
) -> None:
    read = read_time(text)

    assert read == when
    assert read is not None
    assert read.utcoffset() == when.utcoffset()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2022-09-01T08:30:00", (2022, 9, 1, 8, 30)),
        ("2022-09-01 08:30", (2022, 9, 1, 8, 30)),
        ("2022-09-01", (2022, 9, 1)),
        ("2022/09/01 08:30:00.000", (2022, 9, 1, 8, 30)),
        ("2022. 9. 1. 8:30", (2022, 9, 1, 8, 30)),
        ("2022.09.01. 8:30:05", (2022, 9, 1, 8, 30, 5)),
        ("2022. szeptember 1. 8:30", (2022, 9, 1, 8, 30)),
        ("2022. szeptember 1.", (2022, 9, 1)),
    ],
)
def test_a_time_without_an_offset_is_one_of_some_clock(
    text: str, when: tuple[int, ...]
) -> None:
    assert read_time(text) == datetime(*when)  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tegnap",
        "2022-02-30T00:00:00Z",
        "2022-09-01T24:00:01Z",
        "2022-09-01T25:00:00Z",
        "2022-09-01T08:60:00Z",
        "2022-09-01T08:30:00+25:00",
        "2022-09-01x08:30:00Z",
        "2022-W36-4T08:30:00Z",
        "20220901T083000Z",
        "01/09/2022 08:30",
        "09.01.2022 08:30",
        "1662013800",
        "44805.354",
        "２０２２-09-01T08:30:00Z",
        "9999-12-31T24:00:00Z",
        "2022/13/01",
    ],
)
def test_what_is_no_time_or_has_two_readings_is_refused(text: str) -> None:
    assert read_time(text) is None


@given(st.text(max_size=40))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    read = read_time(text)

    assert read is None or isinstance(read, datetime)


@given(st.datetimes(timezones=st.timezones()))
def test_every_instant_is_read_as_it_is_written(when: datetime) -> None:
    assert read_time(when.isoformat()) == when.replace(tzinfo=timezone(_ahead(when)))


def _ahead(when: datetime) -> timedelta:
    ahead = when.utcoffset()
    assert ahead is not None
    return ahead


@pytest.mark.parametrize("name", ["", "Budapest", "Europe", "../etc/passwd", "+15:00"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueNotReadError, match="Europe/Budapest"):
        zone_named(name)


@pytest.mark.parametrize(
    ("name", "ahead"),
    [
        ("Europe/Budapest", 1),
        ("UTC", 0),
        ("+05", 5),
        ("-0330", -3.5),
        ("Asia/Tokyo", 9),
    ],
)
def test_a_zone_is_named_or_written_as_an_offset(name: str, ahead: float) -> None:
    zone = zone_named(name)

    noon = datetime(2022, 1, 1, 12, tzinfo=zone)
    assert noon.utcoffset() == timedelta(hours=ahead)


def _read(
    text: str, zone: str | tzinfo | None, assumed: tzinfo | None = None
) -> tuple[str, list[str]]:
    notes = Notes("log.csv", by_row=True)
    given = zone_named(zone) if isinstance(zone, str) else zone
    read = Times(notes, given, assumed=assumed).read(text, 7)
    return str(read), [one.word for one in notes.findings()]


@pytest.mark.parametrize(
    ("local", "read"),
    [
        ("2022-01-10 08:30:00", "2022-01-10 08:30:00+01:00"),
        ("2022-07-10 08:30:00", "2022-07-10 08:30:00+02:00"),
        ("2022-03-27 01:59:59", "2022-03-27 01:59:59+01:00"),
        ("2022-03-27 03:00:00", "2022-03-27 03:00:00+02:00"),
        ("2022-10-30 01:59:59", "2022-10-30 01:59:59+02:00"),
        ("2022-10-30 03:00:00", "2022-10-30 03:00:00+01:00"),
        ("1890-10-30 03:00:00", "1890-10-30 03:00:00+01:16:20"),
    ],
)
def test_the_clocks_of_budapest_give_their_offset(local: str, read: str) -> None:
    assert _read(local, "Europe/Budapest") == (read, [])


def test_of_a_time_that_exists_twice_the_earlier_is_taken_and_told() -> None:
    read = _read("2022-10-30 02:30:00", "Europe/Budapest")

    assert read == ("2022-10-30 02:30:00+02:00", ["eventlog-time-exists-twice"])


def test_a_time_that_the_clocks_left_out_is_told() -> None:
    read = _read("2022-03-27 02:30:00", "Europe/Budapest")

    assert read == ("2022-03-27 02:30:00+01:00", ["eventlog-time-does-not-exist"])


def test_an_offset_that_is_written_is_not_changed_by_the_zone() -> None:
    read = _read("2022-03-27T02:30:00+05:30", "Europe/Budapest")

    assert read == ("2022-03-27 02:30:00+05:30", [])


def test_without_a_zone_a_local_time_is_refused_or_taken_as_it_is_assumed() -> None:
    local = "2022-07-10T08:30:00"

    assert _read(local, None) == ("None", ["eventlog-time-without-zone"])
    assert _read(local, None, assumed=UTC) == (
        "2022-07-10 08:30:00+00:00",
        ["eventlog-time-taken-as-utc"],
    )


def test_where_the_system_knows_no_zones_the_rule_does_the_same() -> None:
    assert _read("2022-07-10 08:30", _ByRule())[0] == "2022-07-10 08:30:00+02:00"
    assert _read("2022-03-27 08:30", _ByRule())[0] == "2022-03-27 08:30:00+02:00"


@given(st.datetimes())
def test_every_local_time_is_read_as_the_zone_has_it(when: datetime) -> None:
    budapest = zone_named("Europe/Budapest")
    notes = Notes("log.csv")
    read = Times(notes, budapest).read(when.isoformat(), 1)

    assert read is not None
    assert read.utcoffset() == when.replace(tzinfo=budapest, fold=0).utcoffset()
