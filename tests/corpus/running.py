"""Running one command as a process of its own, watched and limited."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from attrs import frozen

from tests.corpus.cases import LIMIT
from tests.corpus.yard import Yard

_HERE: Final = Path(__file__).parent
CLI: Final = _HERE.parents[1] / "cli.py"
_NUMBERS: Final = count()
#: A program that takes more address space than this would take the machine with it.
_MOST: Final = 4 << 30


@frozen(kw_only=True)
class Around:
    """What surrounds the program.

    Attributes:
        limit: Seconds after which it is killed.
        stdout: Where standard output goes instead of to us.
        fsize: No file may grow beyond so many bytes.
        cwd_gone: Whether the working folder is removed.
        locale: LC_ALL.
    """

    limit: float = LIMIT
    stdout: str = ""
    fsize: int = 0
    cwd_gone: bool = False
    locale: str = ""


@frozen(kw_only=True)
class Done:
    """What a process came to.

    Attributes:
        events: What it did beside answering, as `watching` tells: a word and a name.
        late: Whether it was killed, for it took too long.
        left: Whether it left a process behind.
    """

    status: int
    out: bytes = b""
    err: bytes = b""
    seconds: float = 0.0
    memory: int = 0
    events: tuple[tuple[str, str], ...] = ()
    late: bool = False
    left: bool = False

    @cached_property
    def object(self) -> dict[str, Any] | None:
        """Return the one JSON object on standard output, if it is one."""
        try:
            read = json.loads(self.out)
        except ValueError:
            return None
        return read if isinstance(read, dict) else None


@cache
def _watch() -> Path:
    """Return a folder that has the watch as `sitecustomize.py`, made once."""
    folder = Path(mkdtemp(prefix="corpus-watch-"))
    shutil.copyfile(_HERE / "watching.py", folder / "sitecustomize.py")
    return folder


def forget_watch() -> None:
    """Remove that folder, at the end."""
    if _watch.cache_info().currsize:
        shutil.rmtree(_watch(), ignore_errors=True)
        _watch.cache_clear()


def call(words: list[str], yard: Yard, around: Around | None = None) -> Done:
    """Call the command of this checkout."""
    return start([sys.executable, str(CLI), *words], yard, around)


def start(words: list[str], yard: Yard, around: Around | None = None) -> Done:
    """Run a program of Python in a case's folder, watched."""
    around = around or Around()
    number = next(_NUMBERS)
    log, report = _watch() / f"{number}.log", _watch() / f"{number}.json"
    environment = {
        "PATH": os.defpath,
        "HOME": str(yard.home),
        "TMPDIR": str(yard.scratch),
        "LANG": "C.UTF-8",
        "USER": "corpus",
        "PYTHONPATH": str(_watch()),
        "WATCH_LOG": str(log),
    }
    given = {
        "words": words,
        "cwd": str(yard.cwd),
        "cwd_gone": around.cwd_gone,
        "stdout": around.stdout,
        "fsize": around.fsize,
        "as": _MOST,
        "limit": around.limit,
        "report": str(report),
        "environment": environment
        | ({"LC_ALL": around.locale} if around.locale else {}),
    }
    launcher = [sys.executable, "-I", "-S", str(_HERE / "launch.py"), json.dumps(given)]
    ran = subprocess.run(
        launcher, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    told = json.loads(report.read_text(encoding="utf-8"))
    return Done(
        status=told["status"],
        out=ran.stdout,
        err=ran.stderr,
        seconds=told["seconds"],
        memory=told["bytes"],
        events=_events(log),
        late=told["late"],
        left=told["left"],
    )


def _events(log: Path) -> tuple[tuple[str, str], ...]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    parted = (line.partition("\t") for line in lines)
    return tuple((word, name) for word, _, name in parted)
