"""Event logs: what happened when, as process-mining tools keep it."""

from cselekvo.commands.base import Noun

eventlog_ = Noun.of(
    "eventlog",
    "Event logs of process-mining tools.",
    parts={
        "summary": "eventlog_summary",
        "export": "eventlog_export",
        "import": "eventlog_import",
    },
)
