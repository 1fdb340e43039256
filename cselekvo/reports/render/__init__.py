"""Formats in which any report can be handed out.

A format is one module here with `render(report) -> bytes`, and one line in `FORMATS`.
No renderer knows a report, and the same report gives the same bytes.
"""

from importlib import import_module
from typing import Final, cast

from attrs import frozen

from cselekvo.errors import RefusedError
from cselekvo.reports.report import Report


@frozen
class Format:
    """A format: the module that writes it, the ending of its files, its media type."""

    module: str
    extension: str
    media_type: str


#: Modules are imported when their format is asked for.
FORMATS: Final = {
    "html": Format("html", ".html", "text/html; charset=utf-8"),
    "md": Format("md", ".md", "text/markdown; charset=utf-8"),
    "csv": Format("csv", ".csv", "text/csv; charset=utf-8"),
    "json": Format("json", ".json", "application/json"),
}


class FormatUnknownError(RefusedError):
    """A report was asked for in a format that there is not."""

    code = "report-format-unknown"

    def __init__(self, format_: str) -> None:
        allowed = tuple(FORMATS)
        super().__init__(
            f"A report cannot be written as {format_!r}; formats are: "
            f"{', '.join(allowed)}.",
            format=format_,
            allowed=allowed,
        )


def render(report: Report, format_: str) -> bytes:
    """Return the report in a format, as the bytes of its file.

    Raises:
        FormatUnknownError: There is no such format.
        MissingExtraError: The format needs an optional part that is not installed.
    """
    if format_ not in FORMATS:
        raise FormatUnknownError(format_)
    module = import_module(f"{__name__}.{FORMATS[format_].module}")
    return cast("bytes", module.render(report))
