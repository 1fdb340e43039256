"""Reports: made, issued, kept as they were, and held against the records."""

from cselekvo.commands.base import Noun

report_ = Noun.of(
    "report",
    "Reports: made, issued, kept and checked.",
    parts={
        "list": "report_issued",
        "make": "report_made",
        "issue": "report_issued",
        "show": "report_issued",
        "verify": "report_issued",
    },
)
