"""A workspace that was damaged, changed behind our back or held by another program."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.cases import Case
from tests.corpus.own import EXAMPLES, Make, a_case, a_yard
from tests.corpus.playing import Models, play
from tests.corpus.recipes import Stage, prepare
from tests.corpus.yard import content, copy_workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")

#: Not a workspace any more, or not ours: refused before a row is read.
BROKEN: dict[str, Make] = {
    "emptied": [("truncate", 0)],
    "halved": [("truncate", 0.5)],
    "without its last page": [("cut", 4096)],
    "without its last byte": [("cut", 1)],
    "with another beginning": [("overwrite", 0, 100)],
    "with a spoiled schema": [("spoil_schema",)],
    "of another program": [("pragma", "application_id", 1)],
    "without a schema": [("pragma", "user_version", 0)],
    "with a schema below zero": [("pragma", "user_version", -3)],
    "of a newer version": [("newer",)],
    "with a trigger": [("trigger",)],
    "with a view": [("view",)],
}
#: A workspace still, whose content was changed.
CHANGED: dict[str, Make] = {
    "another text": [("replace", "Zalaszentgrót", "Szeged")],
    "another reference": [("replace", "ZSZ-TARSULAS", "ZSZ-TARSULAT")],
    "rows gone": [("delete", "Zalaszentgrót")],
    "the regions gone": [("delete", "HU")],
    "an entry changed": [("journal", "edit")],
    "an entry gone": [("journal", "delete")],
    "the last entry gone": [("journal", "tail")],
    "entries exchanged": [("journal", "swap")],
}
#: What stands where the workspace should be.
ELSEWHERE: dict[str, Make] = {
    "nothing": [("missing",)],
    "a folder": [("directory",)],
    "a link to nothing": [("dangling",)],
    "a pipe": [("fifo",)],
}
#: What is not looked at on opening.
SPOILED: dict[str, Make] = {
    "a spoiled table": [("spoil", "attendance")],
    "spoiled texts": [("spoil", "personal")],
    "a spoiled index": [("spoil", "identity_id")],
    "a table gone": [("drop",)],
}
#: What a crash leaves, and who else is there.
SOUND: dict[str, Make] = {
    "a crash": [("wal",)],
    "a crash amid a write": [("wal",), ("cut_wal", 700)],
    "a crash amid the last byte": [("wal",), ("cut_wal", 1)],
    "a hot journal": [("hot_journal",)],
    "a reader": [("reader",)],
    "a writer": [("lock",)],
    "no working folder": [("cwd_gone",)],
    "an unknown locale": [("locale", "tlh_KX")],
    "the locale of 1970": [("locale", "C")],
}


def some(recipes: dict[str, Make], *names: str) -> list[Any]:
    """Return recipes as parameters: those of the names, else all of them."""
    return [pytest.param(recipes[name], id=name) for name in names or recipes]


def holds(case: Case, models: Models, folder: Path) -> None:
    found = play(case, models, folder)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("make", some({**BROKEN, **ELSEWHERE}))
def test_what_is_no_workspace_is_refused_by_verify(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("verify", 3, make=make), models, tmp_path)


@pytest.mark.parametrize("make", some(CHANGED))
def test_what_was_changed_behind_our_back_is_found_by_verify(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("verify", 2, make=make), models, tmp_path)


@pytest.mark.parametrize("make", some(SPOILED))
def test_spoiled_pages_are_found_by_verify(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("verify", 2, make=make), models, tmp_path)


@pytest.mark.parametrize("make", some(SOUND))
def test_what_a_crash_left_or_another_program_holds_is_whole(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("verify", make=make, checks="ok==true"), models, tmp_path)


AFTER = ("a crash", "a crash amid a write", "a hot journal", "a reader")


@pytest.mark.parametrize("make", some(SOUND, *AFTER))
def test_work_goes_on_after_a_crash_and_beside_a_reader(
    make: Make, models: Models, tmp_path: Path
) -> None:
    words = [("person", "add", "P-UJ", "--name", "Példa Új"), ("verify",)]

    holds(a_case(words, make=make, checks="ok==true"), models, tmp_path)


REFUSED = ("halved", "of another program", "of a newer version", "with a trigger")


@pytest.mark.parametrize("make", some(BROKEN, *REFUSED))
def test_what_is_no_workspace_is_not_written_to(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("person add P-UJ --name Új", 3, make=make), models, tmp_path)


@pytest.mark.parametrize("make", some(SPOILED))
def test_spoiled_pages_are_not_backed_up_as_if_they_were_whole(
    make: Make, models: Models, tmp_path: Path
) -> None:
    holds(a_case("backup {tmp}/b.db", 3, make=make), models, tmp_path)
    assert list((tmp_path / "yard/tmp").iterdir()) == []


REPLACED: dict[str, Make] = {
    **{name: BROKEN[name] for name in ("halved", "with another beginning")},
    **{name: BROKEN[name] for name in ("with a trigger", "of a newer version")},
    "an entry changed": CHANGED["an entry changed"],
    "a spoiled table": SPOILED["a spoiled table"],
    **{name: ELSEWHERE[name] for name in ("nothing", "a link to nothing")},
    **{name: SOUND[name] for name in ("a crash", "a hot journal", "a reader")},
}


@pytest.mark.parametrize("make", some(REPLACED))
def test_a_backup_takes_the_place_of_whatever_became_of_the_workspace(
    make: Make, models: Models, tmp_path: Path
) -> None:
    command = f"restore {{tmp}}/b.db && verify && import {EXAMPLES[-1]}"
    checks = "2:ok==true ;; result.added==0 ;; result.changed==0"

    holds(a_case(command, make=[("backup",), *make], checks=checks), models, tmp_path)


def test_a_backup_does_not_take_the_place_of_a_folder(
    models: Models, tmp_path: Path
) -> None:
    make = [("backup",), ("directory",)]

    holds(a_case("restore {tmp}/b.db", 2, 3, make=make), models, tmp_path)


@pytest.mark.parametrize(
    "make",
    [
        *some(BROKEN, *REFUSED, "with a spoiled schema"),
        *some(SPOILED),
    ],
)
def test_a_damaged_backup_is_not_restored(
    make: Make, models: Models, tmp_path: Path
) -> None:
    yard = a_yard(tmp_path)
    copy_workspace(models.of(EXAMPLES), yard.db)
    prepare(Stage(yard, models.of(EXAMPLES[:1])), make)
    backup = yard.db.rename(tmp_path / "backup.db")
    (tmp_path / "case").mkdir()
    case = a_case("restore {file}", 2, 3, file=backup, checks="! db unchanged")

    holds(case, models, tmp_path / "case")


def test_a_workspace_is_as_before_where_no_file_may_grow(
    models: Models, tmp_path: Path
) -> None:
    make = [("backup",), ("fsize", 200_000)]

    holds(a_case("restore {tmp}/b.db", 3, make=make), models, tmp_path)


@pytest.mark.parametrize("command", ["backup {tmp}/m.db", "export {tmp}/ki"])
def test_nothing_is_left_of_what_a_file_could_not_hold(
    command: str, models: Models, tmp_path: Path
) -> None:
    case = a_case(command, 3, make=[("fsize", 4096)])

    holds(case, models, tmp_path)
    left = [path.name for path in (tmp_path / "yard/tmp").rglob("*")]
    assert left == [] or command.startswith("export")
    assert content(tmp_path / "yard/w.db")["journal"]


def test_an_answer_that_cannot_be_written_is_told_on_standard_error(
    models: Models, tmp_path: Path
) -> None:
    make = [("stdout", "/dev/full")]
    case = a_case("journal list", 3, make=make, checks="no json")

    holds(case, models, tmp_path)
