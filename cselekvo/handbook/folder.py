"""Where `methodology/` lies: packed into the wheel, or beside the package."""

from pathlib import Path

import cselekvo
from cselekvo.errors import SurroundingsError


class HandbookMissingError(SurroundingsError):
    """The folder `methodology/` is nowhere to be found."""

    code = "handbook-missing"

    def __init__(self, looked: tuple[Path, ...]) -> None:
        named = ", ".join(str(path) for path in looked)
        super().__init__(
            f"The folder methodology/ is missing; looked at {named}. "
            "Install Cselekvő again.",
            looked=named,
        )


def folder() -> Path:
    """Return the packaged copy, else the folder beside the package.

    Raises:
        HandbookMissingError: Neither is there.
    """
    package = Path(cselekvo.__file__).resolve().parent
    looked = (package / "_methodology", package.parent / "methodology")
    for path in looked:
        if (path / "regions").is_dir():
            return path
    raise HandbookMissingError(looked)


def examples() -> list[Path]:
    """Return the folders of the examples that can be imported, by name."""
    every = sorted((folder() / "examples").iterdir())
    return [path for path in every if path.is_dir() and any(path.glob("*.csv"))]
