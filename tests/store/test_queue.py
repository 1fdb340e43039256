import threading
import time
from pathlib import Path

import pytest

from cselekvo.store.database import LockedError, UnreachableError
from cselekvo.store.locks import Locks, OpenFileLocks, WholeFileLocks, locks_here
from cselekvo.store.queue import WriterQueue

KINDS = (OpenFileLocks, WholeFileLocks)


@pytest.mark.parametrize("kind", KINDS)
def test_two_openings_of_one_process_exclude_each_other(
    tmp_path: Path, kind: type[Locks]
) -> None:
    one, other = kind(tmp_path / "l"), kind(tmp_path / "l")

    assert one.take_now(0)
    assert one.take_now(1)
    assert not other.take_now(0)
    one.release(0)
    assert other.take_now(0)
    assert not other.take_now(1)
    one.close()
    assert other.take_now(1)
    other.close()


@pytest.mark.parametrize("kind", KINDS)
def test_only_one_writer_has_the_turn_and_everybody_gets_one(
    tmp_path: Path, kind: type[Locks]
) -> None:
    inside, most, turns = [0], [0], []

    def write(name: int) -> None:
        queue = WriterQueue(tmp_path / "l", "w.db", 20, kind)
        for _ in range(20):
            with queue:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0005)
                inside[0] -= 1
            turns.append(name)
        queue.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert most == [1]
    assert sorted(turns) == sorted(list(range(4)) * 20)


@pytest.mark.parametrize("kind", KINDS)
def test_who_waits_too_long_is_told_and_leaves_no_lock_behind(
    tmp_path: Path, kind: type[Locks]
) -> None:
    holder = WriterQueue(tmp_path / "l", "w.db", 5, kind)
    late = WriterQueue(tmp_path / "l", "w.db", 0.05, kind)

    with holder, pytest.raises(LockedError):
        late.__enter__()
    time.sleep(0.1)
    with late:
        pass
    holder.close()
    late.close()


def test_a_lock_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        WriterQueue(tmp_path / "no" / "l", "w.db", 1).__enter__()


def test_this_system_offers_one_of_the_kinds_tested_here() -> None:
    assert locks_here() in KINDS
