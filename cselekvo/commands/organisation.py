"""Organisations: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

organisation_ = Noun.of(
    "organisation",
    "Organisations: names, addresses, admission.",
    parts={
        "add": "organisation_changes",
        "address": "organisation_changes",
        "admit": "organisation_changes",
        "leave": "organisation_changes",
        "list": "organisation_lists",
        "recheck": "organisation_changes",
        "rename": "organisation_changes",
        "show": "organisation_lists",
    },
)
