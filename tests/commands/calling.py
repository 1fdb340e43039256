"""Calling the command as a person or a program does, and what it answered."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from cselekvo.commands.main import run


@frozen
class Answer:
    """What one call printed, and how it left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Return the one object that was printed."""
        read: dict[str, Any] = json.loads(self.out)
        assert list(read) == ["ok", "findings", "result"]
        return read

    @property
    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = self.json["result"]
        return result

    @property
    def codes(self) -> list[str]:
        return [one["code"] for one in self.json["findings"]]


@frozen
class Call:
    """The command, called in a folder."""

    _capture: pytest.CaptureFixture[str]
    folder: Path

    def __call__(self, *words: str | Path) -> Answer:
        """Call the command, whatever comes of it."""
        self._capture.readouterr()
        status = run([str(word) for word in words])
        told = self._capture.readouterr()
        assert "Traceback" not in told.err
        return Answer(status, told.out, told.err)

    def well(self, *words: str | Path) -> Answer:
        """Call the command, which must do what it is asked."""
        answer = self(*words)
        assert answer.status == 0, answer
        return answer

    def asked(self, *words: str | Path) -> dict[str, Any]:
        """Call the command well, as a program; return its result."""
        return self.well(*words, "--json").result

    def sheet(self, name: str, *lines: str) -> Path:
        """Write a sheet into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path
