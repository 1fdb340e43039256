"""What a case came to, made up: for the tests of the asking itself."""

import json
from pathlib import Path
from typing import Any

from attrs import evolve

from tests.corpus.checks import Told
from tests.corpus.running import Done
from tests.corpus.yard import Content, Yard


def a_finding(
    severity: str = "error", message: str = "Baj van.", **where: Any
) -> dict[str, Any]:
    """Return a finding as the command prints it."""
    place = dict.fromkeys(("file", "sheet", "row", "column", "line")) | where
    return {
        "code": "word",
        "severity": severity,
        "subject": "",
        "message": message,
        "values": {},
        "where": place,
    }


def a_step(*findings: dict[str, Any], status: int | None = None, **values: Any) -> Done:
    """Return a step that answered as it should; the status follows the findings."""
    refused = any(one["severity"] == "error" for one in findings)
    status = (2 if refused else 0) if status is None else status
    read = {"ok": status == 0, "findings": list(findings), "result": values}
    return Done(status=status, out=json.dumps(read).encode())


def a_told(folder: Path, *steps: Done, content: Content | None = None) -> Told:
    """Return what steps came to in a folder; the workspace stays as it was."""
    held = content or {"": "made"}
    root = folder / "yard"
    if not root.exists():
        root.mkdir()
        Yard.make(root)
    return Told(yard=Yard(root), steps=steps, content=(held,) * (len(steps) + 1))


def changed(told: Told, **content: str) -> Told:
    """Return the same where the last step left another workspace."""
    return evolve(told, content=(*told.content[:-1], content))


def export(told: Told, kind: str, *lines: str) -> None:
    """Write a sheet as the command exports it."""
    told.yard.export.mkdir(exist_ok=True)
    text = "\r\n".join([*lines, ""])
    (told.yard.export / f"{kind}.csv").write_text(
        text, encoding="utf-8-sig", newline=""
    )
