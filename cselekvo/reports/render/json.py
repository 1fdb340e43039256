"""A report as JSON: the whole of it, keys sorted, for programs and for the archive."""

import json

from cselekvo.reports.render.words import encoded
from cselekvo.reports.report import Report
from cselekvo.reports.report_json import as_json


def render(report: Report) -> bytes:
    """Return the report as JSON."""
    text = json.dumps(
        as_json(report), ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False
    )
    return encoded(text + "\n")
