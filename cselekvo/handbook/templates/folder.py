"""The templates that the handbook carries."""

from pathlib import Path

from cselekvo.handbook.folder import folder


def template_files() -> list[Path]:
    """Return the files of the handbook's templates, by name."""
    return sorted((folder() / "templates").glob("*.yaml"))


def earlier_files() -> list[Path]:
    """Return the files of earlier versions that are kept, by name."""
    return sorted((folder() / "templates" / "earlier").glob("*.yaml"))


def case_files() -> list[Path]:
    """Return the files that hold cases for them, by name."""
    return sorted((folder() / "examples" / "cases").glob("*.yaml"))
