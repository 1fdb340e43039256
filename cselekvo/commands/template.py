"""Process templates: checked, tested, listed."""

from cselekvo.commands.base import Noun

template_ = Noun.of(
    "template",
    "Process templates: checked and proved.",
    parts={
        "check": "template_check",
        "list": "template_list",
        "test": "template_cases",
    },
)
