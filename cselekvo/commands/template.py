"""Process templates: checked, tested, listed."""

from cselekvo.commands.base import Noun

template_ = Noun.of(
    "template",
    "Process templates: checked and proved.",
    parts={
        "check": "template_check",
        "convert": "template_convert",
        "diagram": "template_diagram",
        "diff": "template_diff",
        "impact": "template_impact",
        "list": "template_list",
        "publish": "template_publish",
        "show": "template_show",
        "test": "template_cases",
    },
)
