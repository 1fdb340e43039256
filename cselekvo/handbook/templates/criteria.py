"""Reading what must be there before a stage may be closed."""

from typing import Final

from cselekvo.domain.activity import ActivityKind
from cselekvo.domain.plan import PlanState
from cselekvo.domain.template import Amount, CountsFrom, Criterion, CriterionKind, Words
from cselekvo.handbook.templates import scalars
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.entries import Entries, Ids, entries, items
from cselekvo.handbook.templates.nodes import Mapping, Node
from cselekvo.handbook.templates.reading import Reading

#: The largest number that a criterion may ask for.
LARGEST: Final = 1_000_000_000
_SHARED: Final = ("kind", "title")
#: The keys of each kind beside `id`, `kind` and `title`: required ones, then others.
_KEYS: Final[dict[CriterionKind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    CriterionKind.CHECKLIST: ((), ()),
    CriterionKind.DOCUMENT: ((), ()),
    CriterionKind.APPROVAL: (("by",), ()),
    CriterionKind.ACTIVITIES: (("activity",), ("at_least", "since")),
    CriterionKind.INDICATOR: (("indicator", "at_least"), ("since",)),
    CriterionKind.PLANS: (("state",), ("at_least",)),
}
_EVERY: Final = tuple(
    dict.fromkeys(key for pair in _KEYS.values() for some in pair for key in some)
)


def read_criteria(node: Node | None, reading: Reading) -> tuple[Criterion, ...]:
    """Return the criteria of a stage."""
    ids = Ids(reading.notes)
    found = []
    for one in items(node, "exit_criteria", reading.notes):
        criterion = _criterion(one, reading)
        if criterion is not None and ids.take(criterion.id, one):
            found.append(criterion)
    return tuple(found)


def _criterion(node: Node, reading: Reading) -> Criterion | None:
    notes = reading.notes
    if not isinstance(node, Mapping):
        bare = scalars.id_(node, "exit_criteria", notes)
        return None if bare is None else Criterion(id=bare)
    read = entries(
        node, "exit_criteria", notes, required=("id",), allowed=(*_SHARED, *_EVERY)
    )
    if read is None:
        return None
    given = read.get("id")
    named = "" if given is None else scalars.id_(given, "id", notes) or ""
    kind = _kind(read, reading)
    if kind is None:
        return None
    _check_keys(read, named, kind, reading)
    return Criterion(
        id=named,
        kind=kind,
        title=_title(read, reading),
        activity=_word(read, "activity", ActivityKind, reading),
        indicator=_indicator(read.get("indicator"), reading),
        state=_word(read, "state", PlanState, reading),
        by=role(read.get("by"), "by", reading),
        at_least=_amount(read.get("at_least"), reading),
        since=_since(read.get("since"), reading),
    )


def _kind(read: Entries, reading: Reading) -> CriterionKind | None:
    node = read.get("kind")
    if node is None:
        return CriterionKind.CHECKLIST
    return scalars.one_of(node, "kind", CriterionKind, reading.notes)


def _check_keys(
    read: Entries, named: str, kind: CriterionKind, reading: Reading
) -> None:
    """Note keys that the kind needs and does not have, or does not take."""
    required, others = _KEYS[kind]
    for key in required:
        if key not in read:
            reading.notes.error(
                TemplateCode.KEY_MISSING, read.spot, subject=named, key=key
            )
    for key, value in read.values.items():
        if key in _EVERY and key not in {*required, *others}:
            reading.notes.error(
                TemplateCode.KEY_NOT_FOR_KIND,
                value.spot,
                subject=named,
                key=key,
                text=str(kind.value),
            )


def _title(read: Entries, reading: Reading) -> Words | None:
    node = read.get("title")
    return None if node is None else scalars.words(node, "title", reading.notes)


def _word(
    read: Entries, key: str, words: type[ActivityKind | PlanState], reading: Reading
) -> str:
    """Return the stable word of a closed list, or an empty text."""
    node = read.get(key)
    one = None if node is None else scalars.one_of(node, key, words, reading.notes)
    return "" if one is None else str(one.value)


def role(node: Node | None, key: str, reading: Reading) -> str:
    """Return a role of the handbook, or an empty text."""
    if node is None:
        return ""
    named = scalars.id_(node, key, reading.notes) or ""
    if named and named not in reading.known.roles:
        reading.notes.error(
            TemplateCode.ROLE_UNKNOWN,
            node.spot,
            subject=named,
            text=scalars.shown(named),
            near=reading.notes.near(named, reading.known.roles),
        )
    return named


def _indicator(node: Node | None, reading: Reading) -> str:
    if node is None:
        return ""
    notes = reading.notes
    code = scalars.id_(node, "indicator", notes) or ""
    known = reading.known.indicators.get(code)
    if known is None and code:
        notes.error(
            TemplateCode.INDICATOR_UNKNOWN,
            node.spot,
            subject=code,
            text=scalars.shown(code),
            near=notes.near(code, reading.known.indicators),
        )
    elif known is not None and not known.fed_by:
        notes.warning(
            TemplateCode.INDICATOR_NOT_FED, node.spot, subject=code, text=code
        )
    return code


def _amount(node: Node | None, reading: Reading) -> Amount:
    """Return a number, or the name of a parameter."""
    if node is None:
        return 1
    if not scalars.is_name(node):
        read = scalars.whole(node, "at_least", reading.notes, least=1, most=LARGEST)
        return read or 1
    named = scalars.id_(node, "at_least", reading.notes) or ""
    if named not in reading.parameters:
        reading.notes.error(
            TemplateCode.PARAMETER_UNKNOWN,
            node.spot,
            subject=named,
            text=scalars.shown(named),
            near=reading.notes.near(named, reading.parameters),
        )
    reading.used.add(named)
    return named


def _since(node: Node | None, reading: Reading) -> CountsFrom:
    if node is None:
        return CountsFrom.RUN
    return scalars.one_of(node, "since", CountsFrom, reading.notes) or CountsFrom.RUN
