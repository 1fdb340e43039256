"""Each step of a recipe does what it says: none of them does nothing."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.own import EXAMPLES, a_yard
from tests.corpus.playing import Models
from tests.corpus.recipes import RecipeNotUnderstoodError, Stage, prepare
from tests.corpus.yard import content, copy_workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
Staged = Callable[..., Stage]


@pytest.fixture
def staged(models: Models, tmp_path: Path) -> Staged:
    """Return how a recipe is prepared, on a workspace with the examples."""

    def make(*steps: tuple[Any, ...]) -> Stage:
        yard = a_yard(tmp_path)
        copy_workspace(models.of(EXAMPLES), yard.db)
        stage = Stage(yard, models.of(EXAMPLES[:1]))
        prepare(stage, steps)
        return stage

    return make


def asked(stage: Stage, question: str, *, alone: bool = False) -> Any:
    """Return one value of a copy of the workspace.

    Args:
        stage: Where it lies.
        question: In SQL.
        alone: Whether what lies beside the file is left out.
    """
    copy = stage.yard.scratch / "copy.db"
    if alone:
        copy.write_bytes(stage.db.read_bytes())
    else:
        copy_workspace(stage.db, copy)
    with closing(sqlite3.connect(copy)) as connection:
        found = connection.execute(question).fetchone()[0]
    for path in stage.yard.scratch.iterdir():
        path.unlink()
    return found


def _known(id_: str) -> str:
    return f"SELECT count(*) FROM identity WHERE id = '{id_}'"


def test_a_wal_holds_what_the_file_alone_does_not(staged: Staged) -> None:
    stage = staged(("wal",))

    assert [asked(stage, _known(one)) for one in ("WAL-1", "WAL-2")] == [1, 1]
    assert asked(stage, _known("WAL-1"), alone=True) == 0


def test_the_last_change_of_a_torn_wal_is_lost_and_the_one_before_is_not(
    staged: Staged,
) -> None:
    stage = staged(("wal",), ("cut_wal", 700))

    assert [asked(stage, _known(one)) for one in ("WAL-1", "WAL-2")] == [1, 0]


def test_a_file_with_a_hot_journal_is_half_written_without_it(
    staged: Staged, models: Models
) -> None:
    stage = staged(("hot_journal",))
    half = "SELECT count(*) FROM identity WHERE kind = 'half'"

    assert asked(stage, half) == 0
    assert content(stage.db) == content(models.of(EXAMPLES))
    assert asked(stage, half, alone=True) > 0


def test_a_foreign_wal_lies_beside_a_workspace_that_was_backed_up(
    staged: Staged, models: Models
) -> None:
    stage = staged(("backup_then_wal_foreign",))
    held = content(models.of(EXAMPLES))

    assert content(stage.yard.tmp / "b.db").keys() == held.keys()
    assert content(stage.yard.tmp / "b.db")["organisation"] == held["organisation"]
    assert asked(stage, _known("FOREIGN-1"), alone=True) == 0
    assert Path(f"{stage.db}-wal").stat().st_size > 0


@pytest.mark.parametrize("step", ["lock", "reader"])
def test_another_program_holds_the_workspace_while_the_command_runs(
    staged: Staged, step: str
) -> None:
    stage = staged((step,))

    def write() -> None:
        with closing(sqlite3.connect(stage.db, timeout=0)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def truncate_wal() -> bool:
        with closing(sqlite3.connect(stage.db, timeout=0)) as connection:
            connection.execute("UPDATE meta SET value = value || 'x'")
            connection.commit()
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row[0] == 0)

    with stage.running():
        if step == "lock":
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                write()
        else:
            write()
            assert not truncate_wal()
    write()
    assert truncate_wal()


def test_what_stands_in_the_place_of_the_workspace_or_the_input(
    staged: Staged,
) -> None:
    stage = staged(("missing",))
    assert not os.path.lexists(stage.db)
    stage.db.touch()
    prepare(stage, [("directory",)])
    assert stage.db.is_dir()
    stage.db.rmdir()
    stage.db.touch()
    prepare(stage, [("dangling",), ("fifo_input",)])
    assert stage.db.is_symlink()
    assert not stage.db.exists()
    assert stat.S_ISFIFO((stage.yard.tmp / "in.csv").stat().st_mode)
    prepare(stage, [("fifo",)])
    assert stat.S_ISFIFO(stage.db.stat().st_mode)


def test_what_surrounds_a_program_follows_the_recipe(staged: Staged) -> None:
    steps = [("stdout", "/dev/full"), ("fsize", 9), ("cwd_gone",), ("locale", "C")]
    around = staged(*steps).around

    assert (around.stdout, around.fsize) == ("/dev/full", 9)
    assert around.cwd_gone
    assert around.locale == "C"


def test_a_step_that_is_not_understood_is_an_error(staged: Staged) -> None:
    with pytest.raises(RecipeNotUnderstoodError):
        staged(("trunkate", 1))
