"""Mentors: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

mentor_ = Noun.of(
    "mentor",
    "Mentors: who is in charge of whom, and who stands alone.",
    parts={
        "add": "mentor_add",
        "end": "mentor_add",
        "qualify": "mentor_qualify",
        "assign": "mentor_assign",
        "release": "mentor_assign",
        "contact": "mentor_contact",
        "list": "mentor_list",
        "load": "mentor_load",
        "gaps": "mentor_gaps",
        "today": "mentor_today",
        "match": "mentor_match",
        "handover": "mentor_handover",
    },
)
