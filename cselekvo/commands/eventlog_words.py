"""The summary of an event log for people: tables, and spans of time in words."""

from collections.abc import Iterator
from typing import Any, Final

from cselekvo.commands.output import table
from cselekvo.exchange.eventlog.figures import Durations, Follows, Summary, Variant
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import instant
from cselekvo.i18n.numbers import decimal, percent, whole

_MINUTE: Final = 60
_HOUR: Final = 3_600
_DAY: Final = 86_400
_HOURS: Final = 24
#: From so many days on, hours are not told.
_MANY: Final = 100
#: How many letters of a variant are shown in a line.
_WIDTH: Final = 200


def summary_lines(found: Summary) -> Iterator[str]:
    """Yield the figures of a log, then what follows what, then the variants."""
    yield from table([_("figure"), _("value")], _figures(found), right=(1,))
    if found.durations is not None:
        yield ""
        yield from table([_("how long cases took"), ""], _durations(found.durations))
    if found.top_pairs:
        header = [_("one activity"), _("directly after it"), _("times")]
        yield ""
        yield from table(header, map(_pair, found.top_pairs), right=(2,))
    if found.top_variants:
        yield ""
        cases = found.cases - found.without_events
        rows = [_variant(one, cases) for one in found.top_variants]
        header = [_("cases"), _("share"), _("variant")]
        yield from table(header, rows, right=(0, 1))


def _figures(found: Summary) -> Iterator[tuple[str, str | None]]:
    lang = current()
    counts = [
        (_("cases"), found.cases),
        (_("events"), found.events),
        (_("distinct activities"), found.activities),
        (_("pairs of which one directly follows the other"), found.pairs),
        (_("such steps together"), found.steps),
        (_("variants"), found.variants),
    ]
    if found.without_events:
        counts.append((_("cases without events"), found.without_events))
    for name, count in counts:
        yield name, whole(count, lang, table=True)
    for name, count in found.transitions.items():
        label = fill(_("events with transition %(name)s"), {"name": name})
        yield label, whole(count, lang, table=True)
    if found.first is not None and found.last is not None:
        yield _("first event"), instant(found.first, lang)
        yield _("last event"), instant(found.last, lang)


def _durations(spread: Durations) -> Iterator[tuple[str, str]]:
    yield _("shortest"), span_words(spread.shortest)
    yield _("lower quartile"), span_words(spread.lower)
    yield _("median"), span_words(spread.median)
    yield _("upper quartile"), span_words(spread.upper)
    yield _("longest"), span_words(spread.longest)
    yield _("mean"), span_words(spread.mean)


def _named(activity: str) -> str:
    return activity or _("(without a name)")


def _pair(pair: Follows) -> tuple[str, str, str]:
    count = whole(pair.count, current(), table=True)
    return _named(pair.first), _named(pair.then), count


def _variant(variant: Variant, cases: int) -> tuple[str, str, str]:
    """Return how many took it, their share, and its activities, cut where long."""
    lang, steps = current(), " → ".join(map(_named, variant.activities))
    whole_of_it = len(steps) <= _WIDTH and len(variant.activities) == variant.length
    shown = steps if whole_of_it else f"{steps[: _WIDTH - 1]}…"
    share = percent(variant.cases / cases, lang)
    return whole(variant.cases, lang, table=True), share, shown


def span_words(seconds: float) -> str:
    """Return a span of time in its two largest units."""
    lang = current()
    if seconds >= _MANY * _DAY:
        return _filled(_("%(days)s days"), days=decimal(seconds / _DAY, lang, 1))
    if seconds >= _DAY:
        days, hours = divmod(_near(seconds / _HOUR), _HOURS)
        return _filled(_("%(days)s d %(hours)s h"), days=days, hours=hours)
    if seconds >= _HOUR:
        hours, minutes = divmod(_near(seconds / _MINUTE), _MINUTE)
        return _filled(_("%(hours)s h %(minutes)s min"), hours=hours, minutes=minutes)
    if seconds >= _MINUTE:
        minutes, rest = divmod(_near(seconds), _MINUTE)
        return _filled(
            _("%(minutes)s min %(seconds)s s"), minutes=minutes, seconds=rest
        )
    shown = decimal(round(seconds, 3), lang)
    return _filled(_("%(seconds)s s"), seconds=shown)


def _near(value: float) -> int:
    """Return the nearest whole number; a half goes up."""
    return int(value + 0.5)


def _filled(text: str, **values: Any) -> str:
    return fill(text, values)
