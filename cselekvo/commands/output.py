"""Printing an answer: one JSON object, or lines and tables a person reads."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

import click

from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.i18n import _, current, message

REFUSED: Final = 2
#: Types of most values, which JSON knows as they are; an erased text is none of them.
_PLAIN: Final = frozenset({bool, float, int, str, type(None)})
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return the text without characters that steer a terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if unicodedata.category(char) not in _HIDDEN else "�" for char in text
    )


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; people's words for it are not JSON's matter."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return _ours(value)


def _ours(value: Any) -> Any:
    """Return a value of a type of ours, as JSON knows it."""
    from cselekvo.domain.fact import Erased
    from cselekvo.domain.named import Named
    from cselekvo.domain.period import PartialDate
    from cselekvo.domain.template import Words

    if isinstance(value, Erased):
        return None
    if isinstance(value, Named):
        return {"id": value.id, "title": plain(value.title)}
    if isinstance(value, Words):
        return {"hu": value.hu, "en": value.en}
    if isinstance(value, PartialDate | Path):
        return str(value)
    if isinstance(value, Period):
        return plain(days(value))
    return value


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding with its sentence in the language of the call."""
    where = finding.where
    return {
        "code": finding.word,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "message": message(finding),
        "values": plain(finding.values),
        "where": None
        if where is None
        else {
            "file": where.file,
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
            "line": where.line if where.line is not None else where.row,
        },
    }


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    click.echo(json_text(value))


def json_text(value: Mapping[str, Any], indent: int = 1) -> str:
    """Return a value as JSON that no terminal is steered by."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=indent)
    safe = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c == "\n" or c.isprintable() else _escaped(c) for c in safe)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def agreed(question: str) -> bool:
    """Ask on standard error; only a plain yes, in either language, is one."""
    text = visible(f"{question} {_('[y/N]')}")
    given = click.prompt(text, default="", show_default=False, err=True)
    return fold(given) in {"i", "igen", "y", "yes"}


def place_text(finding: Finding) -> str:
    """Return where a finding is, as `file, sheet, row 3, column nev: `."""
    where = finding.where
    if where is None:
        return ""
    parts = [Path(where.file).name] if where.file else []
    parts += [where.sheet] if where.sheet else []
    parts += [_("row %(row)s") % {"row": where.row}] if where.row else []
    parts += [_("line %(line)s") % {"line": where.line}] if where.line else []
    if where.column and where.line:
        parts.append(_("character %(column)s") % {"column": where.column})
    elif where.column:
        parts.append(_("column %(column)s") % {"column": where.column})
    return ", ".join(parts) + ": " if parts else ""


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, each with its weight and its place."""
    words = {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.NOTE: _("Note"),
    }
    for finding in findings:
        text = f"{words[finding.severity]}: {place_text(finding)}{message(finding)}"
        click.echo(visible(text), err=True)


def answer(
    app: Any,
    result: Mapping[str, Any],
    *,
    lines: Iterable[str] = (),
    findings: Sequence[Finding] = (),
    always: bool = False,
    anyway: bool = False,
    refusal: str = "",
) -> None:
    """Print the answer of a command, and leave with 2 where an error was found.

    Args:
        app: The options of the call.
        result: What programs compute with.
        lines: The same for people; not printed when something was refused.
        findings: What was found, printed in both forms.
        always: Whether the result holds even where an error was found; that of a
            change that was refused does not.
        anyway: Whether people are shown the lines even where an error was found.
        refusal: What people are told at the end where an error was found.
    """
    refused = has_errors(findings)
    if app.as_json:
        print_json(
            {
                "ok": not refused,
                "findings": [finding_json(one) for one in findings],
                "result": result if always or not refused else {},
            }
        )
    else:
        print_findings(findings)
        if refused and refusal:
            click.echo(visible(refusal), err=True)
        for line in () if refused and not anyway else lines:
            click.echo("\n".join(map(visible, line.split("\n"))))
    if refused:
        sys.stdout.flush()
        raise click.exceptions.Exit(REFUSED)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    none = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - none


def table(
    header: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[int] = ()
) -> list[str]:
    """Return the lines of a table with aligned columns.

    Args:
        header: The names of the columns.
        rows: Cells; None is shown as a dash.
        right: Indexes of columns that are set to the right, as numbers are.
    """
    shown = [
        ["–" if cell is None else visible(str(cell)) for cell in row] for row in rows
    ]
    every = [list(header), *shown]
    widths = [max(_width(row[at]) for row in every) for at in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = []
        for at, cell in enumerate(cells):
            gap = " " * (widths[at] - _width(cell))
            padded.append(gap + cell if at in right else cell + gap)
        return "  ".join(padded).rstrip()

    rule = ["─" * width for width in widths]
    return [line(header), line(rule), *(line(row) for row in shown)]


def days(period: Period) -> dict[str, Any]:
    """Return a period as people write it, the last day inclusive."""
    return {"from": period.first_day, "until": period.last_day}


def span(period: Period) -> str:
    """Return a period in the reader's language."""
    from cselekvo.i18n.dates import period as period_text

    if period.first_day is None and period.last_day is None:
        return _("all along")
    return period_text(period.first_day, period.last_day, current())
