"""The network: the noun, and where its verbs are."""

from cselekvo.commands.base import Noun

network_ = Noun.of(
    "network",
    "The network: who is joined to whom, what holds it together, its picture.",
    parts={
        "show": "network_show",
        "measures": "network_measures",
        "whatif": "network_whatif",
        "picture": "network_picture",
        "export": "network_export",
    },
)
