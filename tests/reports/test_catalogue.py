"""The reports there are, and that they speak both languages."""

import ast
import json
from pathlib import Path

import pytest

from cselekvo import reports
from cselekvo.i18n import catalogue as words, error_message, use
from cselekvo.reports.catalogue import REPORTS, ReportUnknownError, report_kind
from cselekvo.reports.membership.report import membership_report
from cselekvo.reports.render import FormatUnknownError
from cselekvo.reports.report_json import ReportNotReadError

FOLDER = Path(str(reports.__file__)).parent


def msgids() -> set[str]:
    """Return every text of the package that is translated."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and getattr(called, "id", "") == "_":
                (text,) = node.args
                assert isinstance(text, ast.Constant), ast.dump(text)
                found.add(str(text.value))
    return found


def test_the_membership_report_is_found_by_its_word() -> None:
    kind = report_kind("roundtable")

    assert kind.make is membership_report
    assert (kind.word, kind.subject) == ("roundtable", "roundtable")
    assert kind.title() == "Tagsági kimutatás"
    with use("en"):
        assert kind.title() == "Membership report"


def test_every_report_bears_its_own_word() -> None:
    assert all(kind.word == word for word, kind in REPORTS.items())


def test_a_report_that_is_not_there_is_refused_with_a_near_one() -> None:
    with pytest.raises(ReportUnknownError) as caught:
        report_kind("roundtabel")

    assert error_message(caught.value, "hu") == (
        "Nincs ilyen kimutatás: „roundtabel”. Erre gondolt: roundtable? "
        "A választék: briefing, mentors, process, processes, roundtable."
    )
    assert error_message(caught.value, "en") == (
        "There is no report “roundtabel”. Did you mean roundtable? "
        "There are: briefing, mentors, process, processes, roundtable."
    )


def test_errors_of_reports_have_a_sentence_in_both_languages() -> None:
    assert error_message(FormatUnknownError("odt"), "hu") == (
        "A kimutatás ilyen formátumban nem készíthető el: „odt”. "
        "A választék: html, pdf, docx, xlsx, csv, md, json."
    )
    assert error_message(FormatUnknownError("odt"), "en") == (
        "A report cannot be written as “odt”. "
        "Formats are: html, pdf, docx, xlsx, csv, md, json."
    )
    assert "nem tárolt kimutatás" in error_message(ReportNotReadError("x"), "hu")


def test_every_text_of_a_report_has_its_hungarian() -> None:
    stored = (words._FOLDER / "hu.json").read_text(encoding="utf-8")

    assert msgids() - set(json.loads(stored)["texts"]) == set()
