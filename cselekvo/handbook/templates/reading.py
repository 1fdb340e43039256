"""What the reading of one template knows: names that may be referred to, and notes."""

from collections.abc import Collection, Mapping
from functools import cache

from attrs import define, field, frozen

from cselekvo.domain.indicator import Indicator
from cselekvo.handbook.indicators import indicators
from cselekvo.handbook.roles import roles
from cselekvo.handbook.templates.notes import Notes


@frozen(kw_only=True)
class Known:
    """What the handbook defines and a template may name."""

    roles: Collection[str]
    indicators: Mapping[str, Indicator]


@cache
def handbook_names() -> Known:
    """Return the names of the handbook; they are read once."""
    return Known(
        roles=[one.id for one in roles()],
        indicators={one.code: one for one in indicators()},
    )


@define
class Reading:
    """One template while it is read.

    Attributes:
        stages: The ids of its stages.
        parameters: Its parameters with their values.
        used: Parameters that a criterion names.
    """

    notes: Notes
    known: Known
    stages: Collection[str] = ()
    parameters: Mapping[str, int] = field(factory=dict)
    used: set[str] = field(factory=set)
