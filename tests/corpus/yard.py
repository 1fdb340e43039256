"""The folder in which one case is played, and what lies in it."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from tests.shared import CORPUS

#: What lies beside a workspace while it is used, and may stay there.
BESIDE: Final = ("-wal", "-shm", ".lock")
_OF_SQLITE: Final = ("", "-wal", "-journal")
Content = dict[str, str]


@frozen
class Yard:
    """A folder of one case: the workspace, a copy of the input, an empty folder."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> "Yard":
        """Make the folders below one that is there."""
        made = cls(root)
        for folder in (made.input, made.tmp, made.cwd, made.home, made.scratch):
            folder.mkdir()
        return made

    @property
    def db(self) -> Path:
        """Return where the workspace is."""
        return self.root / "w.db"

    @property
    def input(self) -> Path:
        """Return the folder of the input's copy."""
        return self.root / "be"

    @property
    def tmp(self) -> Path:
        """Return the folder that a command may write to."""
        return self.root / "tmp"

    @property
    def cwd(self) -> Path:
        """Return the folder that a command is called in."""
        return self.root / "itt"

    @property
    def home(self) -> Path:
        """Return what the program takes for the user's home."""
        return self.root / "otthon"

    @property
    def scratch(self) -> Path:
        """Return what the program takes for the folder of temporary files."""
        return self.root / "scratch"

    @property
    def export(self) -> Path:
        """Return the folder that the cases export to."""
        return self.tmp / "ki"

    def fill(self, word: str, file: Path | None) -> str:
        """Return a word of a command with its gaps filled."""
        gaps = {"{db}": self.db, "{tmp}": self.tmp, "{corpus}": CORPUS}
        if file is not None:
            gaps["{file}"] = self.input / file.name
        for gap, path in gaps.items():
            word = word.replace(gap, str(path))
        return word

    def tree(self) -> dict[str, str]:
        """Return every path below, with the digest of each file."""
        return {
            str(path.relative_to(self.root)): _state(path)
            for path in sorted(self.root.rglob("*"))
        }


def _state(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if not path.is_file():
        return "folder" if path.is_dir() else "no file"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_workspace(source: Path, target: Path) -> None:
    """Copy a workspace with what SQLite keeps beside it."""
    for beside in _OF_SQLITE:
        path = Path(f"{source}{beside}")
        if path.is_file():
            shutil.copyfile(path, f"{target}{beside}")


def content(path: Path) -> Content:
    """Return what a workspace holds: a digest for each table, whatever it is.

    A copy is looked at: to open the file itself would recover what a crash left, and
    to close it would let go of the locks of this process.
    """
    if not path.is_file():
        return {"": _state(path) if path.is_symlink() or path.exists() else "absent"}
    beside = [Path(f"{path}{one}") for one in _OF_SQLITE]
    states = tuple(_state(one) for one in beside)
    if states not in _KNOWN:
        _KNOWN[states] = _look(path)
    return _KNOWN[states]


#: What was found in files, by their digests: most steps leave them as they were.
_KNOWN: Final[dict[tuple[str, ...], Content]] = {}


def _look(path: Path) -> Content:
    with TemporaryDirectory(prefix="corpus-") as folder:
        copy = Path(folder) / "w.db"
        copy_workspace(path, copy)
        try:
            return _tables(copy)
        except sqlite3.Error:
            return {"": _state(path)}


def _tables(path: Path) -> Content:
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("SELECT * FROM sqlite_master ORDER BY name")
        found = {"": repr([row[:3] + row[4:] for row in schema])}
        for pragma in ("application_id", "user_version"):
            found[pragma] = str(connection.execute(f"PRAGMA {pragma}").fetchone())
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (name,) in connection.execute(named).fetchall():
            digest = hashlib.sha256()
            rows = connection.execute(f'SELECT * FROM "{name}"')
            for line in sorted(map(repr, rows)):
                digest.update(line.encode("utf-8", "backslashreplace"))
            found[name] = digest.hexdigest()
    return found
