"""A folder of sheets is written whole, or not at all."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cselekvo.exchange.sheet_folder import writing_folder
from cselekvo.files import FileNotWrittenError

_ROWS = [["Tata"]] * 10
#: Writes two sheets, of which the second does not fit on the disk.
_FULL = """
import sys
from pathlib import Path
from cselekvo.exchange.sheet_folder import writing_folder
with writing_folder(Path(sys.argv[1])) as write:
    write("egy", ["nev"], [["Tata"]])
    write("ketto", ["nev"], [["Tata" * 100]] * 1000)
"""


def _two_sheets(folder: Path) -> None:
    with writing_folder(folder) as write:
        write("egy", ["nev"], _ROWS)
        write("ketto", ["nev"], _ROWS)


def test_all_sheets_are_there_when_all_are_written(tmp_path: Path) -> None:
    _two_sheets(tmp_path / "ki")

    found = sorted(one.name for one in (tmp_path / "ki").iterdir())
    assert found == ["egy.csv", "ketto.csv"]


def test_a_sheet_that_cannot_be_written_leaves_the_folder_as_it_was(
    tmp_path: Path,
) -> None:
    (tmp_path / "egy.csv").write_text("régi", encoding="utf-8")
    (tmp_path / "ketto.csv").mkdir()

    with pytest.raises(FileNotWrittenError):
        _two_sheets(tmp_path)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["egy.csv", "ketto.csv"]
    assert (tmp_path / "egy.csv").read_text(encoding="utf-8") == "régi"


def _broken_off(folder: Path) -> None:
    with writing_folder(folder) as write:
        write("egy", ["nev"], _ROWS)
        write("ketto", ["nev"], ([str(1 // 0)] for _ in range(1)))


def test_a_folder_that_was_made_for_nothing_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _broken_off(tmp_path / "ki")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="no limits of a process's files")
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "ki")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )

    assert "FileNotWrittenError" in done.stderr
    assert list(tmp_path.iterdir()) == []
