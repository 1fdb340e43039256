"""Any report in any format: the same bytes each time."""

import json
from typing import Any

import pytest
from hypothesis import given

from cselekvo.findings import Severity
from cselekvo.i18n import current
from cselekvo.reports.render import FORMATS, FormatUnknownError, render
from cselekvo.reports.report import (
    Note,
    Report,
)
from cselekvo.reports.report_json import from_json
from cselekvo.workspace import Workspace
from tests.reports.rendering import text_of
from tests.reports.strategies import reports
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report


@pytest.mark.parametrize("format_", FORMATS)
@given(made=reports)
def test_every_report_can_be_written_and_always_as_the_same_bytes(
    format_: str, made: Report
) -> None:
    assert render(made, format_) == render(from_json(as_read(made)), format_)


def as_read(made: Report) -> Any:
    """Return the report as it comes out of the archive."""
    return json.loads(render(made, "json"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["hu", "en"])
def test_the_language_of_the_report_is_that_of_its_renderer(
    format_: str, lang: str
) -> None:
    made = a_report(lang=lang, blocks=(Note("n", Severity.WARNING, "x"),))
    words = {"hu": "Figyelem", "en": "Attention"}

    text = text_of(made, format_)

    assert current() == "hu"
    if format_ in {"html", "md"}:
        assert words[lang] in text
        assert words["en" if lang == "hu" else "hu"] not in text


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(FormatUnknownError, match="html, md, csv, json") as caught:
        render(a_report(), "odt")

    assert caught.value.values["format"] == "odt"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_has_an_ending_and_a_media_type(format_: str) -> None:
    assert FORMATS[format_].extension.startswith(".")
    assert "/" in FORMATS[format_].media_type


def test_a_report_of_the_store_is_the_same_in_every_run(workspace: Workspace) -> None:
    a_small_table(workspace)

    for format_ in FORMATS:
        assert render(report(workspace), format_) == render(report(workspace), format_)


def test_json_is_sorted_readable_and_whole(workspace: Workspace) -> None:
    a_small_table(workspace)
    made = report(workspace)

    text = text_of(made, "json")

    assert from_json(json.loads(text)) == made
    assert (
        text
        == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True)
        + "\n"
    )
    assert "Csillag Egyesület" in text
