"""Folders, links, devices and names of files that nobody expects."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.cases import Case
from tests.corpus.own import HEADER, a_case
from tests.corpus.playing import Models, play

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
GOOD = HEADER + "O1;Próba Kör;civil;Pakod\n"
SHEET = "szervezetek.csv"


def holds(case: Case, models: Models, folder: Path) -> None:
    (folder / "case").mkdir()
    found = play(case, models, folder / "case")
    assert not found, "\n".join(found)


def the_folder(path: Path) -> None:
    """Leave a folder empty."""


def a_folder_as_a_sheet(path: Path) -> None:
    (path / SHEET).mkdir()


def a_link_to_itself(path: Path) -> None:
    (path / SHEET).symlink_to(SHEET)


def a_link_to_nothing(path: Path) -> None:
    (path / SHEET).symlink_to("/nowhere.csv")


def a_pipe(path: Path) -> None:
    os.mkfifo(path / SHEET)


def a_device(path: Path) -> None:
    (path / SHEET).symlink_to("/dev/zero")


def thousands_of_sheets_of_unknown_kinds(path: Path) -> None:
    for number in range(3000):
        (path / f"f{number}.csv").write_bytes(b"a;b\n")


def thousands_of_other_files(path: Path) -> None:
    for number in range(3000):
        (path / f"f{number}.txt").touch()


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (the_folder, 2),
        (a_folder_as_a_sheet, 3),
        (a_link_to_itself, 3),
        (a_link_to_nothing, 3),
        (a_pipe, 3),
        (a_device, 3),
        (thousands_of_sheets_of_unknown_kinds, 2),
        (thousands_of_other_files, 2),
    ],
)
def test_a_folder_that_holds_no_sheet_is_refused(
    make: Callable[[Path], None], status: int, models: Models, tmp_path: Path
) -> None:
    (tmp_path / "be").mkdir()
    make(tmp_path / "be")

    holds(a_case([("import", str(tmp_path / "be"))], status), models, tmp_path)


def test_a_folder_that_holds_itself_is_read_once(
    models: Models, tmp_path: Path
) -> None:
    folder = tmp_path / "be"
    folder.mkdir()
    (folder / "self").symlink_to(folder)
    (folder / SHEET).write_text(GOOD, encoding="utf-8")
    case = a_case([("import", str(folder))], checks="result.added==1")

    holds(case, models, tmp_path)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dev/zero", 3),
        ("/dev/null", 3),
        ("/dev/stdin", 3),
        ("/proc/self/mem", 3),
        ("/nowhere.csv", 3),
        ("-", 3),
        ("{tmp}/in.csv", 3),
        ("x" * 300, 3),
        ("x/" * 3000, 3),
    ],
)
def test_what_is_no_ordinary_file_is_never_read(
    path: str, status: int, models: Models, tmp_path: Path
) -> None:
    words = ("import", path, "--as", "szervezetek")

    holds(a_case([words], status, make=[("fifo_input",)]), models, tmp_path)


NO_TEXT = os.fsdecode(b"\xff\xfe.")
NAMES = {
    "a line end": "új\nsor.csv",
    "quotes": "\"idéző'“.csv",
    "another direction": "\u202egpj.csv",
    "as long as can be": "x" * 251 + ".csv",
    "gaps of a sentence": "%s%(name)s{x}.csv",
    "a scheme": "file:x.csv",
    "a pattern": "*[a-z]?.csv",
    "an escape": "\x1b[31m.csv",
    "no text": f"{NO_TEXT}csv",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_may_have_any_name_and_a_fault_in_it_has_its_place(
    name: str, models: Models, tmp_path: Path
) -> None:
    path = tmp_path / NAMES[name]
    path.write_text(GOOD + "O2;;civil;Pakod\n", encoding="utf-8")
    words = ("import", "{file}", "--as", "szervezetek")
    case = a_case([words], 2, file=path, checks="where.row==3 ;; result.added==1")

    holds(case, models, tmp_path)


@pytest.mark.parametrize("name", ["a?mode=ro#%00.db", "\n'\".db", NO_TEXT])
def test_a_workspace_and_an_export_may_have_any_name(
    name: str, models: Models, tmp_path: Path
) -> None:
    db, backup = f"{{tmp}}/ki/{name}", "{tmp}/ki/mentés.db"
    words = [
        ("export", "{tmp}/ki"),  # everything below is asked for
        ("-w", db, "init"),
        ("-w", db, "backup", backup),
        ("-w", db, "restore", backup),
        ("-w", db, "export", f"{{tmp}}/ki/x{name}"),
        ("-w", db, "verify"),
    ]

    holds(a_case(words, checks="ok==true"), models, tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return the folder that is exported to."""
    path = tmp_path / "ki"
    path.mkdir()
    return path


def exported(
    models: Models, tmp_path: Path, *statuses: int, path: Path | str = "ki"
) -> None:
    holds(a_case([("export", str(tmp_path / path))], *statuses), models, tmp_path)


def test_an_export_replaces_its_own_sheets_and_leaves_other_files(
    models: Models, tmp_path: Path, target: Path
) -> None:
    (target / SHEET).write_text("old")
    (target / "jegyzet.txt").write_text("mine")
    exported(models, tmp_path)

    assert (target / SHEET).read_text(encoding="utf-8-sig")[:9] == "azonosito"
    assert (target / "jegyzet.txt").read_text() == "mine"


def test_an_export_follows_a_link(models: Models, tmp_path: Path, target: Path) -> None:
    (target / SHEET).symlink_to(target / "másik.csv")
    exported(models, tmp_path)

    assert (target / SHEET).is_symlink()
    assert (target / "másik.csv").stat().st_size > 0


@pytest.mark.parametrize(
    "make",
    [a_folder_as_a_sheet, a_pipe, a_link_to_itself],
    ids=lambda one: one.__name__,
)
def test_an_export_is_stopped_by_what_stands_in_its_way(
    make: Callable[[Path], None], models: Models, tmp_path: Path, target: Path
) -> None:
    make(target)

    exported(models, tmp_path, 3)


def test_an_export_onto_a_full_device_is_told(
    models: Models, tmp_path: Path, target: Path
) -> None:
    (target / SHEET).symlink_to("/dev/full")

    exported(models, tmp_path, 3)


@pytest.mark.parametrize(
    "path", ["file", "file/ki", "/proc/ki", "/sys/ki", "/dev/null"]
)
def test_an_export_needs_a_folder_that_can_be_written(
    path: str, models: Models, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    case = a_case([("export", str(tmp_path / path))], 3)
    (tmp_path / "case").mkdir()
    found = play(case, models, tmp_path / "case")

    assert [one for one in found if one != "step 1: writes /proc"] == []
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("command", ["export {db}", "backup {db}", "demo {db}"])
def test_nothing_is_written_over_the_workspace(
    command: str, models: Models, tmp_path: Path
) -> None:
    holds(a_case(command, 2, 3), models, tmp_path)


@pytest.mark.parametrize("path", ["{tmp}", "{tmp}/in.csv", "{tmp}/a/b.db", "/dev/full"])
@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_backup_is_an_ordinary_file(
    verb: str, path: str, models: Models, tmp_path: Path
) -> None:
    holds(a_case([(verb, path)], 3, make=[("fifo_input",)]), models, tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("export", "ki"),
        ("import", "ki"),
        ("backup", "m.db"),
        ("-w", "a.db", "init"),
        ("-w", "a.db", "verify"),
    ],
)
def test_without_a_working_folder_a_name_alone_is_nowhere(
    words: tuple[str, ...], models: Models, tmp_path: Path
) -> None:
    case = a_case([words], 3, make=[("cwd_gone",)])
    (tmp_path / "case").mkdir()
    found = play(case, models, tmp_path / "case")

    assert [one for one in found if not one.startswith("step 1: writes ")] == []
