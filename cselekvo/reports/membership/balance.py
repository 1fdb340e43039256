"""Voting members by sector and by settlement, against the district of the table."""

from collections.abc import Iterator

from cselekvo.i18n import _, current, fill
from cselekvo.i18n.order import sort_key
from cselekvo.reports.balance import Balance, Place
from cselekvo.reports.report import Block, CellKind, Column, Paragraph, Table


def sector_words(balance: Balance) -> list[tuple[str, int]]:
    """Return the sectors with their numbers, the most numerous first."""
    words = (
        (_("not known") if sector is None else sector.word(current()), count)
        for sector, count in balance.sectors.items()
    )
    return sorted(words, key=lambda one: (-one[1], sort_key(one[0])))


def sectors_table(balance: Balance) -> Table:
    """Return the voting members by sector."""
    counted = sector_words(balance)
    whole = sum(count for _word, count in counted)
    return Table(
        key="sectors",
        caption=_("Voting members by sector"),
        columns=(
            Column("sector", _("Sector")),
            Column("members", _("Number of members"), CellKind.WHOLE),
            Column("share", _("Share"), CellKind.PERCENT),
        ),
        rows=tuple((word, count, count / whole) for word, count in counted),
        head="sector",
        total=(_("Total"), whole, 1.0),
    )


def settlements_table(balance: Balance) -> Table:
    """Return the voting members by the settlement of their seat."""
    whole = sum(place.members for place in balance.places)
    return Table(
        key="settlements",
        caption=_("Voting members by settlement"),
        columns=(
            Column("settlement", _("Settlement")),
            Column("members", _("Number of members"), CellKind.WHOLE),
            Column("share", _("Share"), CellKind.PERCENT),
        ),
        rows=tuple(
            (_named(place, balance), place.members, place.members / whole)
            for place in balance.places
        ),
        head="settlement",
        total=(_("Total"), whole, 1.0),
    )


def _named(place: Place, balance: Balance) -> str:
    if not place.name:
        return _("not known")
    if place.inside or not balance.district:
        return place.name
    text = _("%(settlement)s (outside the district)")
    return fill(text, {"settlement": place.name})


def against_district(balance: Balance) -> Iterator[Block]:
    """Yield in sentences how the members stand to the district."""
    sentences = [*_of_settlements(balance), *_of_sectors(balance)]
    if sentences:
        yield Paragraph(" ".join(sentences))


def _of_settlements(balance: Balance) -> Iterator[str]:
    if not balance.of_district:
        return
    if not balance.district:
        yield _(
            "The settlements of the district are not in the list of settlements, so "
            "it is not known which of them have no member."
        )
        return
    values = {
        "settlements": len(balance.district),
        "represented": len(balance.represented),
        "names": [place.name for place in balance.absent],
        "outside": balance.outside,
    }
    yield fill(
        _(
            "Of the %(settlements)s settlements of the district in the list of "
            "settlements, voting members have their seats in %(represented)s."
        ),
        values,
    )
    if balance.absent:
        yield fill(_("No voting member has its seat in: %(names)s."), values)
    if balance.outside:
        text = _("Voting members with a seat outside the district: %(outside)s.")
        yield fill(text, values)


def _of_sectors(balance: Balance) -> Iterator[str]:
    missing = [sector.word(current()) for sector in balance.missing_sectors]
    if missing:
        text = _("Sectors without a voting member: %(sectors)s.")
        yield fill(text, {"sectors": sorted(missing, key=sort_key)})
