"""Roundtables: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

roundtable_ = Noun.of(
    "roundtable",
    "Roundtables: seats, meetings, the membership report.",
    parts={
        "attendance": "roundtable_meetings",
        "found": "roundtable_changes",
        "join": "roundtable_changes",
        "leave": "roundtable_changes",
        "list": "roundtable_members",
        "meeting": "roundtable_meetings",
        "members": "roundtable_members",
        "office": "roundtable_changes",
        "report": "roundtable_report",
        "represent": "roundtable_changes",
    },
)
