"""What a watched program does beside answering: files it writes, programs, networks.

Copied as `sitecustomize.py` into a folder on the program's path. Each event is a line
of the file that `WATCH_LOG` names.
"""

import os
import sys
from typing import Any

_LOG = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
_STARTS = (
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "subprocess.Popen",
)
_TALKS = ("socket.bind", "socket.connect", "socket.getaddrinfo", "urllib.Request")
_CHANGES = (
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _path(name: Any) -> str:
    try:
        return os.path.abspath(os.fsdecode(name))  # noqa: PTH100 - pathlib is slow to load
    except (OSError, TypeError, ValueError):
        return str(name)


def _note(word: str, name: Any) -> None:
    line = f"{word}\t{name}".encode("utf-8", "backslashreplace")
    os.write(_LOG, line.replace(b"\n", b" ") + b"\n")


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        name, _, flags = arguments
        if isinstance(name, int):
            return
        if flags & _WRITES:
            _note("writes", _path(name))
        elif _path(name).startswith("/etc/"):
            _note("reads", _path(name))
    elif event in _CHANGES:
        _note("writes", _path(arguments[0]))
    elif event.startswith(_STARTS):
        _note("starts", arguments[:1])
    elif event.startswith(_TALKS):
        _note("talks", arguments[-1:])


sys.addaudithook(_watch)
