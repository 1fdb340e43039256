"""Bringing sheets into a workspace, and what came of it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.findings import Finding, Severity
from cselekvo.workspace import Workspace

ORGANISATIONS = "azonosito;nev;tipus;szekhely"
TABLES = "azonosito;nev;jaras;alapitas"
SEATS = "kerekasztal;szervezet;szerep;tol"
PARTNERS = "szervezet;program;tol;indok;minosites"


@frozen
class Brought:
    """What an import told, and what it counted."""

    findings: list[Finding]
    outcome: Outcome

    def counts(self, kind: str) -> tuple[int, int, int, int, int]:
        """Return read, added, changed, unchanged, refused."""
        one = self.outcome.tallies[kind]
        return (one.read, one.added, one.changed, one.unchanged, one.refused)

    @property
    def told(self) -> list[tuple[str, str, int | None]]:
        """Return word, file and row of every error and warning."""
        return [
            (
                one.word,
                "" if one.where is None else Path(one.where.file or "").stem,
                None if one.where is None else one.where.row,
            )
            for one in self.findings
            if one.severity is not Severity.NOTE
        ]

    @property
    def words(self) -> list[str]:
        return [word for word, _, _ in self.told]

    def one(self, word: str) -> Finding:
        """Return the one finding of a word."""
        (found,) = [one for one in self.findings if one.word == word]
        return found


@frozen
class Bring:
    """Brings sheets into a workspace, as a folder of files."""

    workspace: Workspace
    folder: Path

    def __call__(
        self,
        sheets: Mapping[str, Sequence[str]],
        *,
        skip: bool = False,
        actor: str | None = None,
        request_id: str | None = None,
        reverse: bool = False,
    ) -> Brought:
        for old in self.folder.glob("*.csv"):
            old.unlink()
        for name, lines in sheets.items():
            text = "\n".join(lines) + "\n"
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return self.folder_of(
            self.folder, skip=skip, actor=actor, request_id=request_id, reverse=reverse
        )

    def folder_of(
        self,
        folder: Path,
        *,
        skip: bool = False,
        actor: str | None = None,
        request_id: str | None = None,
        reverse: bool = False,
    ) -> Brought:
        """Bring in a folder that is there."""
        given, findings = read_sheets(folder)
        assert not findings
        digest = sha256()
        for path in sorted(folder.glob("*.csv")):
            digest.update(path.read_bytes())
        outcome = Outcome()
        tables = given[::-1] if reverse else given
        with self.workspace.change(actor, request_id=request_id) as work:
            options = Options(skip_bad_rows=skip)
            found = import_sheets(work, digest.hexdigest(), tables, options, outcome)
        return Brought(found, outcome)
