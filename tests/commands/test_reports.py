"""`report list make issue show verify`: what people and programs are told."""

import hashlib
from pathlib import Path

import pytest

from tests.commands.calling import Call

_ABOUT = ("roundtable", "ZSZ-KEREKASZTAL", "--on", "2015-11-30")


def test_a_report_is_issued_listed_shown_and_verified(demo: Call) -> None:
    issued = demo.asked("report", "issue", *_ABOUT, "--format", "html")
    number = issued["number"]

    assert issued["formats"] == ["html", "json"]
    assert (issued["on"], issued["internal"]) == ("2015-11-30", False)
    (listed,) = demo.asked("report", "list", "--of", "ZSZ-KEREKASZTAL")["reports"]
    assert listed == issued
    assert demo.asked("report", "show", number) == issued
    assert demo.asked("report", "verify", number) == issued
    assert number in demo.well("report", "list").out
    assert issued["head"] in demo.well("report", "show", number).out
    assert "megegyezik a nyilvántartással" in demo.well("report", "verify", number).out


def test_the_file_that_was_handed_out_can_be_had_again_byte_by_byte(demo: Call) -> None:
    file = demo.folder / "t.pdf"
    issued = demo.asked("report", "issue", *_ABOUT, "-o", file)
    again = demo.folder / "u.pdf"

    demo.well("report", "show", issued["number"], "-o", again)

    assert file.read_bytes().startswith(b"%PDF-")
    assert again.read_bytes() == file.read_bytes()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (document,) = (one for one in issued["documents"] if one["format"] == "pdf")
    assert (document["sha256"], document["bytes"]) == (digest, file.stat().st_size)


def test_several_formats_are_issued_under_one_number(demo: Call) -> None:
    formats = ("docx", "xlsx", "csv", "md")
    words = [word for one in formats for word in ("--format", one)]

    issued = demo.asked("report", "issue", *_ABOUT, *words)

    assert set(issued["formats"]) == {*formats, "json"}
    assert demo.asked("report", "list")["count"] == 1
    shown = demo.well("report", "show", issued["number"], "--format", "md").out
    assert shown.startswith("# Zalaszentgróti járási kerekasztal")


def test_a_format_that_was_not_issued_is_refused_with_those_that_were(
    demo: Call,
) -> None:
    number = demo.asked("report", "issue", *_ABOUT, "--format", "md")["number"]

    answer = demo("report", "show", number, "--format", "pdf", "--json")

    assert answer.status == 2
    assert answer.codes == ["report-format-not-issued"]
    assert answer.json["findings"][0]["values"]["allowed"] == ["md", "json"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("issue", "roundtable", "NINCS"), "not-found"),
        (("issue", "no-such", "ZSZ-KEREKASZTAL"), "report-unknown"),
        (("issue", *_ABOUT, "--format", "doc"), "report-format-unknown"),
        (("make", *_ABOUT, "--format", "doc"), "report-format-unknown"),
        (("show", "R-2026-009"), "not-found"),
        (("verify", "R-2026-009"), "not-found"),
        (("issue", *_ABOUT, "--since", "2016-01-01"), "since-after-day"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_issued(
    demo: Call, words: tuple[str, ...], code: str
) -> None:
    before = demo.asked("journal", "list")

    answer = demo("report", *words, "--json")

    assert answer.status == 2
    assert answer.codes == [code]
    assert demo.asked("journal", "list") == before
    assert demo.asked("report", "list")["count"] == 0


def test_making_a_report_keeps_nothing(demo: Call) -> None:
    file = demo.folder / "t.docx"

    demo.well("report", "make", *_ABOUT, "-o", file)

    assert file.read_bytes().startswith(b"PK")
    assert demo.asked("report", "list")["count"] == 0
    made = demo.asked("report", "make", *_ABOUT)["report"]
    short = demo.asked("roundtable", "report", *_ABOUT[1:])["report"]
    assert made["blocks"] == short["blocks"]


def test_a_pdf_goes_through_a_pipe_and_a_terminal_is_told_to_name_a_file(
    demo: Call, tmp_path: Path
) -> None:
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, root / "cli.py", "report", "make", *_ABOUT, "--format", "pdf"],
        cwd=demo.folder,
        check=True,
        capture_output=True,
    )

    assert done.stdout.startswith(b"%PDF-")


def test_nothing_issued_yet_is_said(empty: Call) -> None:
    assert "Még nincs kiadott kimutatás." in empty.well("report", "list").out
    assert empty.asked("report", "list") == {"count": 0, "reports": []}


def test_the_internal_version_is_listed_as_such(demo: Call) -> None:
    demo.well("report", "issue", *_ABOUT, "--internal", "--format", "html")

    assert demo.asked("report", "list")["reports"][0]["internal"] is True
    assert "belső" in demo.well("report", "list").out


def test_an_issue_is_one_entry_of_the_journal_and_can_be_taken_back(demo: Call) -> None:
    demo.well("report", "issue", *_ABOUT, "--format", "md", "--reason", "beszámoló")
    (entry,) = demo.asked("journal", "list", "--last", "1")["entries"]
    assert (entry["action"], entry["subject"], entry["reason"]) == (
        "report issue",
        "ZSZ-KEREKASZTAL",
        "beszámoló",
    )

    demo.well("journal", "undo", str(entry["seq"]))

    assert demo.asked("report", "list")["count"] == 0
    assert demo.well("verify").status == 0
