"""What a page tells its reader to type: files to save, commands to run, what to see."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(
    r"^```(?P<head>[^\n`]+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_CAPTION = re.compile(r"^:caption: (\S+)\n+")


@frozen
class SaveFile:
    """A file that the reader saves."""

    name: str
    text: str


@frozen
class SetVariable:
    """A variable of the environment that the reader sets."""

    name: str
    value: str


@frozen
class Call:
    """A command that the reader runs, and what the page says comes of it."""

    line: str
    words: tuple[str, ...]
    shown: tuple[str, ...] = field(default=())
    status: int = 0


Step = SaveFile | SetVariable | Call


def steps(page: Path) -> list[Step]:
    """Return what the page tells its reader to do, in order."""
    found: list[Step] = []
    for fence in _FENCE.finditer(page.read_text(encoding="utf-8")):
        head, body = fence["head"].strip(), fence["body"]
        caption = _CAPTION.match(body)
        if head.startswith("{code-block}") and caption is not None:
            found.append(SaveFile(caption[1], body[caption.end() :]))
        if head == "console":
            found += _console(body)
    return found


def _console(body: str) -> Iterator[Step]:
    """Yield the calls of a block; `echo $?` tells the exit status of the one before."""
    prompts = re.split(r"^\$ ", body.replace("\\\n", " "), flags=re.MULTILINE)[1:]
    told = [
        (first, rest) for first, _newline, rest in (p.partition("\n") for p in prompts)
    ]
    for at, (line, rest) in enumerate(told):
        words = shlex.split(line)
        if words[0] == "export" and "$" not in line:
            name, _equals, value = words[1].partition("=")
            yield SetVariable(name, value)
        if Path(words[0]).name != "cselekvo":
            continue
        then = told[at + 1] if at + 1 < len(told) else ("", "")
        status = int(then[1]) if then[0] == "echo $?" else 0
        shown = tuple(" ".join(one.split()) for one in rest.splitlines() if one.strip())
        yield Call(line, tuple(words[1:]), shown, status)


def missing_lines(shown: tuple[str, ...], output: str) -> list[str]:
    """Return the lines that a page shows and the output does not hold, in order.

    Blanks do not matter, and `...` stands for whatever comes there.
    """
    lines = iter([" ".join(line.split()) for line in output.splitlines()])
    missing = []
    for one in shown:
        wanted = re.compile(".*".join(map(re.escape, one.split("..."))))
        if one != "..." and not any(wanted.fullmatch(line) for line in lines):
            missing.append(one)
    return missing
