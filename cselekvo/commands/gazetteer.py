"""The gazetteer: settlements, districts and counties of the workspace."""

from cselekvo.commands.base import Noun

gazetteer_ = Noun.of(
    "gazetteer",
    "Settlements, districts and counties.",
    parts={
        "import": "gazetteer_import",
        "lookup": "gazetteer_lookup",
        "status": "gazetteer_lookup",
    },
)
