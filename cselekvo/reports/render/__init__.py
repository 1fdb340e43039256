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
    """A format: the module that writes it, the ending of its files, its media type.

    Attributes:
        module: The module.
        extension: The ending, with its dot.
        media_type: The media type.
        made_by: The libraries whose versions decide on the bytes.
    """

    module: str
    extension: str
    media_type: str
    made_by: tuple[str, ...] = ()


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
#: What fills a template; and what packs the parts of a document.
_PAGES: Final = ("jinja2", "markupsafe")
_ZIP: Final = "zlib"
#: Modules are imported when their format is asked for.
FORMATS: Final = {
    "html": Format("html", ".html", "text/html; charset=utf-8", _PAGES),
    "pdf": Format("pdf", ".pdf", "application/pdf", ("typst",)),
    "docx": Format(
        "docx",
        ".docx",
        _OFFICE + "wordprocessingml.document",
        (*_PAGES, "lxml", "python-docx", _ZIP),
    ),
    "xlsx": Format(
        "xlsx", ".xlsx", _OFFICE + "spreadsheetml.sheet", ("xlsxwriter", _ZIP)
    ),
    "csv": Format("csv", ".csv", "text/csv; charset=utf-8"),
    "md": Format("md", ".md", "text/markdown; charset=utf-8"),
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


def check_format(format_: str) -> None:
    """Go on only if there is such a format.

    Raises:
        FormatUnknownError: There is none.
    """
    if format_ not in FORMATS:
        raise FormatUnknownError(format_)


def render(report: Report, format_: str) -> bytes:
    """Return the report in a format, as the bytes of its file.

    Raises:
        FormatUnknownError: There is no such format.
        MissingExtraError: The format needs an optional part that is not installed.
    """
    check_format(format_)
    module = import_module(f"{__name__}.{FORMATS[format_].module}")
    return cast("bytes", module.render(report))


def versions(format_: str) -> dict[str, str]:
    """Return the libraries that decide on the bytes of a format, and their versions.

    An issued document is compared byte by byte only where these and the version of
    Cselekvő are equal. What is not installed is left out.

    Raises:
        FormatUnknownError: There is no such format.
    """
    from importlib.metadata import PackageNotFoundError, version
    from zlib import ZLIB_RUNTIME_VERSION

    check_format(format_)
    found = {}
    for name in FORMATS[format_].made_by:
        try:
            found[name] = ZLIB_RUNTIME_VERSION if name == _ZIP else version(name)
        except PackageNotFoundError:
            continue
    return found
