"""What is asked of every case: its own conditions, and what is always asked."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.corpus.cases import Case
from tests.corpus.checks import Told, lifts_json, read_checks
from tests.corpus.running import Done
from tests.corpus.yard import BESIDE

MEMORY: Final = 512 << 20
_REFUSED: Final = 2
_UNTOUCHED: Final = (2, 3)
#: What a document that runs code would leave behind.
PWNED: Final = Path("/tmp/cselekvo_pwned")
Faults = Iterator[str]
Tree = dict[str, str]


def faults(case: Case, told: Told, before: Tree, after: Tree) -> list[str]:
    """Return everything that is not as it should be; nothing when all is well.

    Args:
        case: The case.
        told: What its steps came to.
        before: The yard's files before the first step.
        after: The same after the last.
    """
    found = [*_statuses(case, told), *_conditions(case, told), *_unasked(case, told)]
    found += _tree(case, before, after)
    for number, done in enumerate(told.steps, 1):
        found += [f"step {number}: {one}" for one in of_step(case, told, done)]
        untouched = done.status in _UNTOUCHED
        if untouched and told.content[number] != told.content[number - 1]:
            found.append(f"step {number}: refused, and the workspace is another")
    return found


def of_step(case: Case, told: Told, done: Done) -> list[str]:
    """Return what is wrong with one step, whatever its case."""
    asked = (*_PLAIN, *(() if lifts_json(read_checks(case.checks)) else (_json,)))
    return [fault for ask in asked for fault in ask(case, told, done)]


def _statuses(case: Case, told: Told) -> Faults:
    status = told.last.status
    if status not in case.statuses:
        yield f"status {status}, not one of {case.statuses}: {_said(told.last)}"
    elif len(told.steps) < len(case.commands) and len(case.statuses) == 1:
        yield f"step {len(told.steps)} ended with {status}: {_said(told.last)}"
    if case.outcome == "ACCEPT_WARN" and status == 0 and not _warns(told):
        yield "taken without a warning"


def _said(done: Done) -> str:
    return (done.out + done.err).decode("utf-8", "replace")[:1500]


def _warns(told: Told) -> bool:
    objects = [done.object or {} for done in told.steps]
    found = [one for read in objects for one in read.get("findings", [])]
    return any(one["severity"] == "warning" for one in found)


def _conditions(case: Case, told: Told) -> Faults:
    for check in read_checks(case.checks):
        asked = check.always or len(case.statuses) == 1 or told.last.status == 0
        if asked and not check.holds(told):
            yield f"not so: {check.text}: {_said(told.last)}"


def _json(_case: Case, _told: Told, done: Done) -> Faults:
    read = done.object
    if read is None or set(read) != {"ok", "findings", "result"}:
        yield f"standard output is not the one JSON object: {_said(done)}"
        return
    if read["ok"] is not (done.status == 0):
        yield f"ok is {read['ok']} with status {done.status}"
    errors = [one for one in read["findings"] if one["severity"] == "error"]
    if done.status == _REFUSED and not errors:
        yield "refused without a finding of severity error"
    for one in read["findings"]:
        if not one["message"] or _GAP.search(one["message"]):
            yield f"a finding without a sentence: {one}"


#: A gap of a sentence that nothing was put into.
_GAP: Final = re.compile(r"%\(\w+\)s")


def _in_time(_case: Case, _told: Told, done: Done) -> Faults:
    if done.late:
        yield f"killed after {done.seconds:.1f} s"


def _in_memory(_case: Case, _told: Told, done: Done) -> Faults:
    if done.memory >= MEMORY:
        yield f"took {done.memory >> 20} MiB"


def _traceback(_case: Case, _told: Told, done: Done) -> Faults:
    said = done.out + done.err
    if b"Traceback" in said or b'File "' in done.err:
        yield f"a traceback: {_said(done)}"


def _escape(_case: Case, _told: Told, done: Done) -> Faults:
    if b"\x1b" in done.out + done.err:
        yield "a raw escape character"


def _executed(case: Case, told: Told, done: Done) -> Faults:
    """Find what was done beside answering: only the yard and the asked are written."""
    named = [word for words in case.commands for word in words]
    asked = [str(told.yard.root), "/dev/null"]
    asked += [word for word in named if word.startswith("/")]
    for word, name in done.events:
        if word == "reads" and name not in _SECRET:
            continue
        if word == "writes" and "/__pycache__" in name:
            continue
        if word == "writes" and any(_is_in(name, one) for one in asked):
            continue
        yield f"{word} {name}"
    if done.left:
        yield "a process was left behind"
    if PWNED.exists():
        yield f"{PWNED} is there: something was executed"


def _is_in(name: str, folder: str) -> bool:
    return name == folder or name.startswith(f"{folder}/")


_SECRET: Final = frozenset({"/etc/passwd", "/etc/shadow", "/etc/group"})


def secrets(case: Case) -> list[bytes]:
    """Return lines of files that no answer may hold: those that an input points to."""
    files = {"/etc/passwd"}
    if case.file is not None:
        text = case.file.read_bytes().decode("utf-8", "replace")
        files |= set(re.findall(r"file://(/[\w./-]+)", text))
    lines: list[bytes] = []
    for name in sorted(files):
        path = Path(name)
        if path.is_file():
            lines += [one for one in path.read_bytes().splitlines() if len(one) > 8]
    return lines


def _leaks(case: Case, told: Told, done: Done) -> Faults:
    held = done.out + done.err
    for path in told.yard.root.rglob("*"):
        inside = path.is_relative_to(told.yard.input)
        if path.is_file() and not path.is_symlink() and not inside:
            held += path.read_bytes()
    if any(line in held for line in secrets(case)):
        yield "the content of a file that was not named"


Ask = Callable[[Case, Told, Done], Faults]
_PLAIN: Final[tuple[Ask, ...]] = (
    _in_time,
    _in_memory,
    _traceback,
    _escape,
    _executed,
    _leaks,
)


def _unasked(_case: Case, told: Told) -> Faults:
    for folder in (told.yard.home, told.yard.scratch, told.yard.cwd):
        if folder.is_dir() and any(folder.iterdir()):
            names = [path.name for path in folder.iterdir()]
            yield f"written to {folder.name} unasked: {names}"


#: The folder of the call is removed by a recipe, a hot journal by its recovery.
_MAY_GO: Final = frozenset({"itt", "w.db-journal"})


def _tree(case: Case, before: Tree, after: Tree) -> Faults:
    """Find what was changed or made beside the workspace and the asked output."""
    words = [word for words in case.commands for word in words]
    asked = [word.replace("{tmp}", "tmp") for word in words if "{tmp}/" in word]
    database = {"w.db", *(f"w.db{beside}" for beside in BESIDE)}
    for name in sorted(before.keys() | after.keys()):
        if name in database or before.get(name) == after.get(name):
            continue
        if name not in before and any(_is_in(name, one) for one in asked):
            continue
        if name in _MAY_GO and name not in after:
            continue
        state = "made" if name not in before else "changed"
        yield f"{state if name in after else 'removed'}: {name}"
