"""Run one program with limits; tell its status, its time and its peak of memory.

A script: it stands between the tests and the program, because memory is counted from
what a process was when it was forked, and a test run is large. It is started by
`python -I -S` and imports nothing of ours.
"""

import json
import os
import resource
import signal
import sys
import time
from typing import Any


def _become(given: dict[str, Any]) -> None:
    """Take on the limits, then become the program."""
    os.setsid()
    os.chdir(given["cwd"])
    if given["cwd_gone"]:
        os.rmdir(given["cwd"])  # noqa: PTH106 - pathlib is slow to load
    if given["stdout"]:
        os.dup2(os.open(given["stdout"], os.O_WRONLY | os.O_CREAT, 0o600), 1)
    for name in ("fsize", "as"):
        if given[name]:
            which = getattr(resource, f"RLIMIT_{name.upper()}")
            resource.setrlimit(which, (given[name], given[name]))
    os.execve(given["words"][0], given["words"], given["environment"])


def _kill(group: int) -> bool:
    """Kill what is left of the program; return whether something was."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def main() -> None:
    """Run the program of the first argument, and write what it came to."""
    given = json.loads(sys.argv[1])
    begun = time.monotonic()
    child = os.fork()
    if not child:
        try:
            _become(given)
        finally:
            os._exit(127)
    late: list[bool] = []
    signal.signal(signal.SIGALRM, lambda *_: late.append(_kill(child)))
    signal.setitimer(signal.ITIMER_REAL, given["limit"])
    _, status, used = os.wait4(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    told = {
        "status": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - begun,
        "bytes": used.ru_maxrss * 1024,
        "late": bool(late),
        "left": _kill(child),
    }
    report = os.open(given["report"], os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(report, json.dumps(told).encode())


if __name__ == "__main__":
    main()
