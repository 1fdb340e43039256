"""Indicators: what a programme promises in numbers, and how each number is made."""

from attrs import frozen

from cselekvo.domain.template import Words
from cselekvo.domain.vocabulary import Vocabulary


class IndicatorRule(Vocabulary):
    """How an indicator is computed from its records."""

    COUNT = "count", "darabszám", "count"
    SUM = "sum", "összeg", "sum"
    DISTINCT = "distinct", "különbözők száma", "distinct"
    AS_OF = "as_of", "állapot egy napon", "as of a day"


@frozen(kw_only=True)
class Indicator:
    """The definition of an indicator, as the handbook gives it.

    Attributes:
        code: Stable; reports and templates name it.
        unit: What is counted: occasions, persons, hours; never to be mixed.
        rule: How it is computed.
        fed_by: The kind of record it is computed from; empty: nothing that is recorded
            feeds it, so that it cannot be computed.
        activity: Of activities, the kind that counts; empty: all of them.
        field: The field that is added up or told apart, where the rule needs one.
    """

    code: str
    title: Words
    unit: Words
    rule: IndicatorRule
    fed_by: str = ""
    activity: str = ""
    field: str = ""
