"""Reading `methodology/indicators/`: what each indicator counts, and from what."""

from typing import Any

import yaml

from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.template import Words
from cselekvo.handbook.folder import folder


def indicators() -> tuple[Indicator, ...]:
    """Return the indicators of the handbook, in the order of their file."""
    path = folder() / "indicators" / "indicators.yaml"
    stored: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_indicator(one) for one in stored)


def _indicator(stored: dict[str, Any]) -> Indicator:
    return Indicator(
        code=stored["code"],
        title=Words(**stored["title"]),
        unit=Words(**stored["unit"]),
        rule=IndicatorRule.read(stored["rule"]),
        fed_by=stored.get("fed_by", ""),
        activity=stored.get("activity", ""),
        field=stored.get("field", ""),
    )
