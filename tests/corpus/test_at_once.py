"""Several commands at once on one workspace."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.corpus.own import EXAMPLES, HEADER, a_yard
from tests.corpus.playing import Models
from tests.corpus.running import Done, call
from tests.corpus.yard import Yard, copy_workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")


@pytest.fixture
def yard(models: Models, tmp_path: Path) -> Yard:
    made = a_yard(tmp_path)
    copy_workspace(models.of(EXAMPLES), made.db)
    return made


def at_once(yard: Yard, *calls: tuple[str, ...]) -> list[Done]:
    def begin(words: tuple[str, ...]) -> Done:
        return call(["-w", str(yard.db), "--json", *words], yard)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def result(done: Done, word: str) -> object:
    assert done.object is not None, done
    return done.object["result"][word]


def _sheet(yard: Yard, name: str, count: int) -> str:
    path = yard.tmp / f"{name}.csv"
    rows = (f"{name}-{at};Kör {at};civil;Pakod\n" for at in range(count))
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return str(path)


def test_two_imports_at_once_are_both_made_whole(yard: Yard) -> None:
    words = ("--as", "szervezetek")
    calls = [("import", _sheet(yard, name, 300), *words) for name in ("A", "B")]
    done = at_once(yard, *calls)

    assert [one.status for one in done] == [0, 0]
    assert [result(one, "added") for one in done] == [300, 300]
    (verified,) = at_once(yard, ("verify",))
    assert result(verified, "entries") == 1 + len(EXAMPLES) + 2


def test_the_same_import_twice_at_once_is_made_once(yard: Yard) -> None:
    words = ("import", _sheet(yard, "A", 300), "--as", "szervezetek")
    done = at_once(yard, words, words)

    assert [one.status for one in done] == [0, 0]
    assert {result(one, "added") for one in done} == {300, 0}


def test_the_same_request_twice_at_once_is_made_once(yard: Yard) -> None:
    words = ("import", _sheet(yard, "A", 300), "--as", "szervezetek")
    request = (*words, "--request-id", "k-1")
    done = at_once(yard, request, request)

    assert [one.status for one in done] == [0, 0]
    assert [result(one, "added") for one in done] == [300, 300]
    (verified,) = at_once(yard, ("verify",))
    assert result(verified, "entries") == 1 + len(EXAMPLES) + 1


def test_of_two_who_make_a_workspace_at_once_one_is_told_that_it_is_there(
    yard: Yard,
) -> None:
    new = ("-w", str(yard.tmp / "új.db"))
    done = at_once(yard, (*new, "init"), (*new, "init"))

    assert sorted(one.status for one in done) == [0, 2]
    (verified,) = at_once(yard, (*new, "verify"))
    assert verified.status == 0


def test_a_backup_beside_an_import_holds_all_of_it_or_nothing(yard: Yard) -> None:
    backup = str(yard.tmp / "m.db")
    words = ("import", _sheet(yard, "A", 300), "--as", "szervezetek")
    done = at_once(yard, words, ("backup", backup))

    assert [one.status for one in done] == [0, 0]
    (there,) = at_once(yard, ("-w", backup, "verify"))
    assert there.status == 0
    (again,) = at_once(yard, ("-w", backup, *words))
    assert result(again, "added") in {0, 300}
