"""Processes: units on their way through a template, stage by stage."""

from cselekvo.commands.base import Noun

process_ = Noun.of(
    "process",
    "Processes: communities carried through their stages.",
    parts={
        "start": "process_start",
        "close": "process_steps",
        "skip": "process_steps",
        "reopen": "process_steps",
        "evidence": "process_evidence",
        "hold": "process_pauses",
        "resume": "process_pauses",
        "cancel": "process_pauses",
        "migrate": "process_migrate",
        "list": "process_list",
        "overdue": "process_overdue",
        "show": "process_show",
        "report": "process_report",
        "diagram": "process_diagram",
        "forecast": "process_forecast",
        "durations": "process_durations",
    },
)
