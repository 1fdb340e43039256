"""Event logs of any kind: XES, packed or not, and CSV, told apart by what they hold."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

from cselekvo.exchange.eventlog.csv import open_csv
from cselekvo.exchange.eventlog.model import LIMITS, Asked, EventLog, LogLimits
from cselekvo.exchange.eventlog.notes import Notes
from cselekvo.exchange.eventlog.xes import GZIP, XesLog
from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding

_TABLES: Final = frozenset({".csv", ".tsv", ".txt"})
_XES: Final = frozenset({".xes", ".gz", ".xml"})
_MARKS: Final = (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)
_BEGINNING: Final = 256


def open_log(
    path: Path, asked: Asked, limits: LogLimits = LIMITS
) -> tuple[EventLog | None, list[Finding]]:
    """Make the events of a log ready to be read; None where an error was found.

    Args:
        path: A file in XES, packed by gzip or not, or in CSV.
        asked: What a person says about it.
        limits: How large it may be.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
        ValueNotReadError: The encoding has no known name.
    """
    ordinary_file(path)
    if _is_table(path):
        return open_csv(path, asked, limits)
    notes = Notes(str(path), limit=limits.findings)
    return XesLog(notes=notes, limits=limits, path=path, asked=asked), []


def _is_table(path: Path) -> bool:
    """Return whether a file is no XML; its name decides where it is a usual one."""
    ending = path.suffix.lower()
    if ending in _TABLES or ending in _XES:
        return ending in _TABLES
    try:
        with path.open("rb") as stream:
            begins = stream.read(_BEGINNING)
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    for mark in _MARKS:
        begins = begins.removeprefix(mark)
    return not (begins.startswith(GZIP) or begins.strip(b"\0 \t\r\n").startswith(b"<"))
