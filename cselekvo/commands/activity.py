"""Activities: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

activity_ = Noun.of(
    "activity",
    "Activities: what was held, and how many came.",
    parts={
        "add": "activity_add",
        "list": "activity_list",
        "show": "activity_show",
    },
)
