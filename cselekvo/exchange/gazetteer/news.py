"""What is new in an edition, change by change, for whoever reads a preview."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from cselekvo.actions.places import Places
from cselekvo.domain.territory import District, DistrictName, Settlement
from cselekvo.exchange.gazetteer.districts import Change
from cselekvo.i18n.order import sort_key


class What(Enum):
    """What can be new about a place; the value is the stable word."""

    NEW = "new"
    RENAMED = "renamed"
    COUNTY = "county"
    DISTRICT = "district"
    STATUS = "legal_status"
    OTHER = "other"
    DISTRICT_NEW = "district_new"
    DISTRICT_RENAMED = "district_renamed"
    DISTRICT_COUNTY = "district_county"
    DISTRICT_SEAT = "district_seat"


@frozen(kw_only=True)
class News:
    """One thing that is new about a place: from what to what."""

    what: What
    id: str
    name: str
    was: Any = None
    now: Any = None


def news_of(
    changes: Iterable[Change], places: Places, before: Places
) -> dict[What, list[News]]:
    """Return what is new, by what it is, each in the order of the alphabet.

    Args:
        changes: What an edition writes.
        places: The map once they are written.
        before: The map as it was.
    """
    found: dict[What, list[News]] = {what: [] for what in What}
    for change in changes:
        for one in _news(change, places, before):
            found[one.what].append(one)
    for held in found.values():
        held.sort(key=lambda one: sort_key(one.name))
    return {what: held for what, held in found.items() if held}


def _news(change: Change, places: Places, before: Places) -> Iterator[News]:
    if isinstance(change.after, Settlement):
        yield from _of_settlement(change, places, before)
    elif isinstance(change.after, District):
        yield from _of_district(change, places, before)
    elif isinstance(change.after, DistrictName):
        now = places.district_name(change.after.district)
        was = before.district_name(change.after.district)
        if was and change.after.name == now:
            what = What.DISTRICT_RENAMED
            yield News(what=what, id=change.after.district, name=was, was=was, now=now)


def _of_settlement(change: Change, places: Places, before: Places) -> Iterator[News]:
    after: Any = change.after
    id_ = after.id.removeprefix("KSH-")
    told = {"id": id_, "name": after.name}
    if change.before is None:
        county = places.county_name(after.county)
        yield News(what=What.NEW, now=county, **told)
        return
    fields = _differing(change)
    if "name" in fields:
        was, now = fields.pop("name")
        yield News(what=What.RENAMED, id=id_, name=was, was=was, now=now)
    if "county" in fields:
        was, now = fields.pop("county")
        names = before.county_name(was), places.county_name(now)
        yield News(what=What.COUNTY, was=names[0], now=names[1], **told)
    if "district" in fields:
        was, now = fields.pop("district")
        names = before.district_name(was), places.district_name(now)
        yield News(what=What.DISTRICT, was=names[0], now=names[1], **told)
    if "legal_status" in fields:
        was, now = fields.pop("legal_status")
        yield News(what=What.STATUS, was=was, now=now, **told)
    for was, now in fields.values():
        yield News(what=What.OTHER, was=was, now=now, **told)


def _of_district(change: Change, places: Places, before: Places) -> Iterator[News]:
    after: Any = change.after
    told = {"id": after.id, "name": places.district_name(after.id)}
    if change.before is None:
        yield News(what=What.DISTRICT_NEW, now=places.county_name(after.county), **told)
        return
    fields = _differing(change)
    if "county" in fields:
        was, now = fields["county"]
        names = before.county_name(was), places.county_name(now)
        yield News(what=What.DISTRICT_COUNTY, was=names[0], now=names[1], **told)
    if "seat_name" in fields:
        was, now = fields["seat_name"]
        yield News(what=What.DISTRICT_SEAT, was=was, now=now, **told)


def _differing(change: Change) -> dict[str, tuple[Any, Any]]:
    """Return the fields that differ, but where they are known from."""
    after: Any = change.after
    found = {
        item.name: (getattr(change.before, item.name), getattr(after, item.name))
        for item in attrs.fields(type(after))
        if item.name not in {"id", "source"}
    }
    return {name: (was, now) for name, (was, now) in found.items() if was != now}


def as_json(news: Mapping[What, Iterable[News]], shown: int) -> dict[str, Any]:
    """Return the news for programs: by word, the first of them.

    Args:
        news: By what they are.
        shown: How many of a word at most.
    """
    return {
        what.value: [
            {"id": one.id, "name": one.name, "was": one.was, "now": one.now}
            for one in list(held)[:shown]
        ]
        for what, held in news.items()
    }
