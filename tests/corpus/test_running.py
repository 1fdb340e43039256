"""A command is run as a process of its own; what it does beside answering is seen."""

import os
import sys
from pathlib import Path

import pytest

from tests.corpus.own import a_yard
from tests.corpus.running import Around, Done, call, start
from tests.corpus.yard import Yard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return a_yard(tmp_path)


def run(yard: Yard, code: str, **around: object) -> Done:
    words = [sys.executable, "-c", code]
    return start(words, yard, Around(**around))  # type: ignore[arg-type]


def test_a_process_tells_its_status_and_what_it_printed(yard: Yard) -> None:
    done = run(yard, "import sys; print('ő'); print('x', file=sys.stderr); sys.exit(3)")

    assert (done.status, done.out, done.err) == (3, "ő\n".encode(), b"x\n")
    assert (done.late, done.left, done.events) == (False, False, ())
    assert 0 < done.seconds < 10


def test_a_process_is_called_with_plain_surroundings(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSELEKVO_LANG", "en")
    done = run(yard, "import os; print(os.getcwd(), *sorted(os.environ))")

    assert str(yard.cwd) in done.out.decode()
    assert "CSELEKVO_LANG" not in done.out.decode()
    assert b"Haszn" in call(["--help"], yard).out


def test_a_process_that_takes_too_long_is_killed_with_its_children(yard: Yard) -> None:
    done = run(yard, "import os, time; os.fork(); time.sleep(60)", limit=0.5)

    assert done.late
    assert done.status == -9
    assert done.seconds < 5


def test_a_process_left_behind_is_seen(yard: Yard) -> None:
    code = "import os, time; os.fork() or (os.close(1), os.close(2), time.sleep(60))"

    assert run(yard, code).left


@pytest.mark.parametrize("mebibytes", [30, 300])
def test_memory_is_that_of_the_process_alone(yard: Yard, mebibytes: int) -> None:
    large = bytearray(200 << 20)  # of the tests, which the process is not to count
    done = run(yard, f"x = b'x' * ({mebibytes} << 20)")
    del large

    assert mebibytes << 20 < done.memory < (mebibytes + 40) << 20


def test_no_process_takes_the_whole_machine(yard: Yard) -> None:
    assert b"MemoryError" in run(yard, "x = b'x' * (8 << 30)").err


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import os; os.system('true')", ("starts", "(b'true',)")),
        (
            "import subprocess; subprocess.run(['true'])",
            ("starts", "('true',)"),
        ),
        ("import os; os.fork() or os._exit(0)", ("starts", "()")),
        ("open('/dev/null', 'w')", ("writes", "/dev/null")),
        (
            "from pathlib import Path; Path('/dev/null').open('ab')",
            ("writes", "/dev/null"),
        ),
        ("import os; os.open('/dev/null', os.O_RDWR)", ("writes", "/dev/null")),
        ("open('/etc/passwd')", ("reads", "/etc/passwd")),
        (
            "from pathlib import Path; Path('/etc/passwd').read_bytes()",
            ("reads", "/etc/passwd"),
        ),
        (
            "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
            ("talks", "(('127.0.0.1', 9),)"),
        ),
        (
            "import os\ntry: os.mkdir('/proc/x')\nexcept OSError: pass",
            ("writes", "/proc/x"),
        ),
    ],
)
def test_what_a_process_does_beside_answering_is_seen(
    yard: Yard, code: str, event: tuple[str, str]
) -> None:
    assert event in run(yard, code).events


def test_what_surrounds_a_process_is_as_asked(yard: Yard) -> None:
    target = yard.tmp / "out.txt"
    shown = "import os; print(os.environ.get('LC_ALL'))"
    grow = "file = open('{}', 'wb'); file.write(b'x' * 5000); file.flush()"
    lost = "import os\ntry: os.getcwd()\nexcept FileNotFoundError: print('gone')"

    assert run(yard, shown, locale="hu_HU").out == b"hu_HU\n"
    assert run(yard, shown).out == b"None\n"
    assert b"too large" in run(yard, grow.format(target), fsize=4096).err
    assert run(yard, "print(1)", stdout=str(yard.tmp / "o")).out == b""
    assert (yard.tmp / "o").read_bytes() == b"1\n"
    assert run(yard, lost).out == b""
    assert run(yard, lost, cwd_gone=True).out == b"gone\n"


def test_the_environment_of_the_tests_is_left_alone(yard: Yard) -> None:
    before = dict(os.environ)
    run(yard, "import os; os.environ['X'] = '1'")

    assert dict(os.environ) == before
