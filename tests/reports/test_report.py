"""A report as plain data, to JSON and back."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from cselekvo.reports.report import Column, Note, Origin, Report, Table
from cselekvo.reports.report_json import ReportNotReadError, as_json, from_json
from tests.builders import day
from tests.reports.strategies import reports


def a_report(**more: Any) -> Report:
    """Return a report without blocks."""
    origin = Origin(
        on=day("2015-11-30"),
        known_at=datetime(2016, 1, 31, 12, 0, tzinfo=UTC),
        position=57,
        head="ab" * 32,
        generated_at=datetime(2016, 2, 1, 9, 0, tzinfo=UTC),
        by="Minta Koordinátor",
        product="0.1.0",
    )
    given_: dict[str, Any] = {
        "kind": "roundtable",
        "lang": "hu",
        "title": "Kerekasztal",
        "subtitle": "Tagsági kimutatás",
        "origin": origin,
        **more,
    }
    return Report(**given_)


def a_table(key: str = "t", *, main: bool = False) -> Table:
    """Return a table of one cell."""
    return Table(
        key=key, caption="T", columns=(Column("c", "C"),), rows=(("x",),), main=main
    )


@given(reports)
def test_a_report_comes_back_from_json_as_it_was(report: Report) -> None:
    text = json.dumps(as_json(report), allow_nan=False)

    assert from_json(json.loads(text)) == report


@given(reports)
def test_the_same_report_is_the_same_json(report: Report) -> None:
    once = json.dumps(as_json(report), sort_keys=True)

    assert json.dumps(as_json(from_json(json.loads(once))), sort_keys=True) == once


@pytest.mark.parametrize(
    "spoilt",
    [
        {"format": 2},
        {"blocks": [{"block": "poem"}]},
        {"facts": [{"key": "k", "label": "l", "kind": "poem", "value": None}]},
        {"origin": {}},
        {"blocks": 3},
        {"facts": [{"key": "k", "label": "l", "kind": "day", "value": "tomorrow"}]},
    ],
)
def test_what_is_no_report_is_refused(spoilt: dict[str, Any]) -> None:
    with pytest.raises(ReportNotReadError):
        from_json({**as_json(a_report()), **spoilt})


def test_data_without_its_parts_is_refused() -> None:
    with pytest.raises(ReportNotReadError, match="format"):
        from_json({})


def test_instants_are_kept_in_utc_whatever_the_clock_said() -> None:
    summer = timezone(timedelta(hours=2))
    origin = evolve(
        a_report().origin, generated_at=datetime(2016, 7, 1, 11, 0, tzinfo=summer)
    )

    assert origin.generated_at.utcoffset() == timedelta(0)
    assert origin.generated_at.hour == 9


def test_the_main_table_is_the_one_that_says_so_else_the_first() -> None:
    first, second = a_table("a"), a_table("b", main=True)

    assert a_report(blocks=(first, second)).main_table is second
    assert a_report(blocks=(first, a_table("b"))).main_table is first
    assert a_report().main_table is None


def test_blocks_of_a_kind_keep_their_order() -> None:
    from cselekvo.findings import Severity

    one, other = Note("a", Severity.NOTE, "A"), Note("b", Severity.NOTE, "B")
    made = a_report(blocks=(one, a_table(), other))

    assert list(made.blocks_of(Note)) == [one, other]
