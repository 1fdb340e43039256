"""Communities: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

community_ = Noun.of(
    "community",
    "Communities: where they live, and where their processes stand.",
    parts={
        "add": "community_add",
        "list": "community_list",
        "show": "community_show",
    },
)
