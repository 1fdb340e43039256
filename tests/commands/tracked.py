"""A small template, and three communities on their way through it, by command."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from cselekvo.commands.main import run
from tests.commands.calling import Call

#: Two branches, a choice with a way back, criteria of every kind that a person meets.
TRIAL: Final = """\
id: proba
version: 1
title: {hu: Próbafolyamat, en: Trial process}
unit: community
parameters: {talks: 2}
start: talk
stages:
  - id: talk
    title: {hu: Beszélgetések, en: Talks}
    duration_days: 30
    responsible: community_developer
    exit_criteria:
      - id: held
        title: {hu: megtartott beszélgetések, en: talks held}
        kind: activities
        activity: interview
        at_least: talks
      - {id: minutes, title: {hu: emlékeztető, en: minutes}, kind: document}
    next: [draft, history]
  - id: draft
    title: {hu: A terv megírása, en: Writing the plan}
    duration_days: 20
    responsible: community_developer
    exit_criteria: [{id: text, title: {hu: a terv, en: the plan}, kind: document}]
    next: [plan]
  - id: plan
    title: {hu: A terv elfogadása, en: Adopting the plan}
    duration_days: 20
    responsible: project_manager
    exit_criteria:
      - id: method
        title: {hu: módszertani jóváhagyás, en: approval of the method}
        kind: approval
        by: methodologist
      - id: council
        title: {hu: a testület jóváhagyása, en: approval of the council}
        kind: approval
        by: project_manager
    next:
      choose:
        adopted: [closing]
        returned: {stage: draft, rework: true}
  - id: history
    title: {hu: Helytörténet, en: Local history}
    duration_days: 60
    responsible: community_developer
    exit_criteria: [{id: paper, title: {hu: kiadvány, en: paper}, kind: document}]
    next: [closing]
  - id: closing
    title: {hu: Zárás, en: Closing}
    duration_days: 10
    responsible: project_manager
    exit_criteria: [{id: report, title: {hu: beszámoló, en: report}}]
    next: []
"""
#: Version 2: `history` is called `past`.
RENAMED: Final = (
    TRIAL.replace("version: 1", "version: 2")
    .replace("id: history", "id: past")
    .replace("[draft, history]", "[draft, past]")
)
#: Version 3: an audit stands before the plan is written.
LONGER: Final = (
    TRIAL.replace("version: 1", "version: 3")
    .replace("next: [draft, history]", "next: [audit, history]")
    .replace(
        "  - id: draft\n",
        "  - id: audit\n"
        "    title: {hu: Felülvizsgálat, en: Audit}\n"
        "    duration_days: 5\n"
        "    responsible: project_manager\n"
        "    exit_criteria: [{id: audited, title: {hu: kész, en: done}}]\n"
        "    next: [draft]\n"
        "  - id: draft\n",
    )
)
UNITS: Final = ("KZ1", "KZ2", "KZ3")
PLACES: Final = (
    "azonosito;nev;megye",
    "KSH-32522;Zalaszentgrót;Zala",
    "KSH-30456;Miskolc;Borsod-Abaúj-Zemplén",
)
#: The third one lives elsewhere.
COMMUNITIES: Final = (
    "azonosito;nev;telepules",
    "KZ1;Olvasókör;Zalaszentgrót",
    "KZ2;Kertbarátok;Zalaszentgrót",
    "KZ3;Műhely;Miskolc",
)


def set_up(folder: Path) -> None:
    """Make a workspace: the template, three communities, processes F1, F2 and F3."""
    sheets = {"telepulesek.csv": PLACES, "kozossegek.csv": COMMUNITIES}
    for name, lines in sheets.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "proba.yaml").write_text(TRIAL, encoding="utf-8")
    calls = [["init"], *(["import", name] for name in sheets)]
    calls.append(["template", "publish", "proba.yaml"])
    calls += [
        typed(f"process start F{number} proba {unit} --on 2017-01-10 --set talks=1")
        for number, unit in enumerate(UNITS, 1)
    ]
    for words in calls:
        assert run(words) == 0, words


def meet_talk(call: Call, processes: Iterable[str] = ("F1",)) -> None:
    """Make what the first stage asks for, on 20 January 2017."""
    for process in processes:
        call.well(
            *("activity", "add", f"E-{process}", "--process", process, "--title"),
            *("Beszélgetés", "--kind", "közösségi interjú", "--on", "2017-01-20"),
        )
        call.well(
            *("process", "evidence", process, "talk", "minutes", "--on", "2017-01-20"),
            *("--reference", "1/2017."),
        )


def close_talk(call: Call, processes: Iterable[str] = ("F1",)) -> None:
    """Close the first stage on 1 February 2017."""
    meet_talk(call, processes)
    for process in processes:
        call.well("process", "close", process, "talk", "--on", "2017-02-01")


def typed(words: str) -> list[str]:
    """Return what is typed on a command line as its words."""
    return words.split()


def open_stages(call: Call, process: str = "F1") -> list[str]:
    """Return what is open in a process."""
    found = call.asked("template", "impact", "proba")["versions"]
    (stages,) = (
        one["open"]
        for version in found
        for one in version["running"]
        if one["process"] == process
    )
    return list(stages)


def position(call: Call) -> int:
    """Return the last entry of the journal."""
    return int(call.asked("verify")["entries"])


def last_action(call: Call) -> dict[str, Any]:
    """Return the last entry of the journal."""
    (entry,) = call.asked("journal", "list", "--last", "1")["entries"]
    return dict(entry)
