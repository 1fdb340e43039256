"""The command as a process of its own: what a shell, a pipe and a script see."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.i18n.sources import ROOT

CLI = ROOT.parent / "cli.py"


def _run(
    folder: Path, *words: str, lang: str = "", **options: str
) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CSELEKVO_")
    }
    if lang:
        environment["CSELEKVO_LANG"] = lang
    return subprocess.run(
        [sys.executable, str(CLI), *words],
        cwd=folder,
        env=environment | {"PYTHONIOENCODING": "utf-8"} | options,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--help",), 0),
        (("eligibility", "check", "--file", "lista.csv", "--period", "2014-2020"), 0),
        ((), 2),
        (("roundtble",), 2),
        (("organisation", "list", "--on", "x"), 2),
        (("organisation", "list"), 3),
        (("-w", "lista.csv", "organisation", "list"), 3),
    ],
)
def test_a_process_leaves_with_the_status_of_the_answer(
    tmp_path: Path, words: tuple[str, ...], status: int
) -> None:
    sheet = "azonosito;nev;tipus;szekhely\nO1;Kör;civil;Budapest\n"
    (tmp_path / "lista.csv").write_text(sheet, encoding="utf-8")
    done = _run(tmp_path, *words)

    assert done.returncode == status
    assert "Traceback" not in done.stdout + done.stderr
    assert bool(done.stdout) is (status == 0)


def test_a_process_speaks_the_language_of_its_environment(tmp_path: Path) -> None:
    assert "Használat:" in _run(tmp_path, "--help").stdout
    assert "Usage:" in _run(tmp_path, "--help", lang="en").stdout
    assert "Használat:" in _run(tmp_path, "--help", "--lang=hu", lang="en").stdout
    assert _run(tmp_path, "x", lang="en").stderr.startswith("Error: ")


def test_a_process_told_to_answer_a_program_prints_one_object(tmp_path: Path) -> None:
    made = json.loads(_run(tmp_path, "init", "--json").stdout)
    refused = _run(tmp_path, "init", "--json")

    assert made["ok"] is True
    assert json.loads(refused.stdout)["findings"][0]["code"] == "workspace-exists"
    assert (refused.returncode, refused.stderr) == (2, "")


def test_a_fault_of_ours_is_a_sentence_and_status_1(tmp_path: Path) -> None:
    spoiled = "import cselekvo.commands.app as a; a.App.view = 1\n"
    (tmp_path / "sitecustomize.py").write_text(spoiled, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT.parent)])
    done = _run(tmp_path, "user", "list", PYTHONPATH=path)
    asked = _run(tmp_path, "user", "list", "--json", PYTHONPATH=path)

    assert done.returncode == 1
    assert done.stderr.startswith("Hiba: Programhiba (TypeError).")
    assert "Traceback" not in done.stderr
    assert json.loads(asked.stdout)["findings"][0]["code"] == "fault"


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    command = f"'{sys.executable}' '{CLI}' --help | head -c 10"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout


def _run_with_full_output(
    folder: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        return subprocess.run(
            [sys.executable, str(CLI), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            check=False,
        )


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_full_disk_is_told_and_not_shown_as_done(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    _run(tmp_path, "init")
    done = _run_with_full_output(tmp_path, "gazetteer", "status", *more)

    assert done.returncode == 3
    assert "nincs több hely a lemezen" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_change_whose_answer_cannot_be_written_is_said_to_be_made(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    _run(tmp_path, "init")
    words = ("person", "add", "P1", "--name", "Példa Anna", *more)
    done = _run_with_full_output(tmp_path, *words)
    again = _run_with_full_output(tmp_path, *words)

    assert done.returncode == 3
    assert "A változás megtörtént, de" in done.stderr
    assert "megtörtént" not in again.stderr
    assert "Példa Anna" in _run(tmp_path, "person", "show", "P1").stdout
