"""What README and docs tell a reader to type works, and shows what they show."""

import sys
from pathlib import Path

import pytest

from cselekvo.commands import main
from cselekvo.commands.app import App
from tests.docs.console import ROOT, Call, SaveFile, SetVariable, missing_lines, steps

PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/how-to/sheets.md",
    "docs/how-to/gazetteer.md",
    "docs/how-to/membership-report.md",
    "docs/how-to/issued-reports.md",
    "docs/how-to/personal-data.md",
    "docs/how-to/templates.md",
    "docs/how-to/tracking.md",
    "docs/how-to/processes.md",
    "docs/how-to/mentors.md",
    "docs/how-to/network.md",
    "docs/how-to/event-logs.md",
    "docs/how-to/undo-and-verify.md",
)


#: A report that is issued bears the year of its issue.
_NUMBER, _THIS_YEAR = "R-2026-", f"R-{App.today().year}-"


def _run(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [word.replace(_NUMBER, _THIS_YEAR) for word in call.words]
    shown = tuple(line.replace(_NUMBER, _THIS_YEAR) for line in call.shown)
    monkeypatch.setattr(sys, "argv", ["cselekvo", *words])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    output = told.err + told.out

    assert left.value.code == call.status, f"{call.line}\n{output}"
    assert missing_lines(shown, output) == [], f"{call.line}\n{output}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_followed_to_the_letter(
    page: str,
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CSELEKVO_WORKSPACE", raising=False)
    monkeypatch.setenv("CSELEKVO_LANG", "en")
    assert (demo / "cselekvo.db").exists()

    done = steps(ROOT / page)
    for step in done:
        match step:
            case SaveFile(name, text):
                Path(name).write_text(text, encoding="utf-8")
            case SetVariable(name, value):
                monkeypatch.setenv(name, value)
            case Call():
                _run(step, monkeypatch, capsys)

    assert any(isinstance(step, Call) for step in done)


def test_the_tutorial_leads_from_nothing_to_a_report(tmp_path: Path) -> None:
    words = [
        one.words for one in steps(ROOT / "docs/tutorial.md") if isinstance(one, Call)
    ]

    assert words[0] == ("init",)
    assert any(call[:2] == ("roundtable", "report") for call in words)


def test_a_line_that_is_not_shown_is_named() -> None:
    assert missing_lines(("b", "...", "a"), "a\nb  \n") == ["a"]
    assert missing_lines(("a b", "c"), "x\na  b\nc") == []
    assert missing_lines(("a ... b", "c."), "a: b\na x b\nc.") == []
    assert missing_lines(("c.",), "cd") == ["c."]
