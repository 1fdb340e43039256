"""The tables and pictures of the report of the mentor network."""

from collections.abc import Iterator

from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.mentors.mentors_question import Network
from cselekvo.reports.pictures import Bar, Course, bars, course
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.report import (
    Block,
    CellKind,
    Column,
    Figures,
    Pair,
    Paragraph,
    Picture,
    Table,
)

_WHOLE, _DAY = CellKind.WHOLE, CellKind.DAY


def blocks(network: Network) -> Iterator[Block]:
    """Yield figures and pictures, then each county, unit, change and mentor."""
    yield _summary(network)
    if not network.mentors and not network.gaps.accompanied:
        yield Paragraph(_("On this day no mentor works here, and no unit is waiting."))
        return
    yield from _load_picture(network)
    yield from _gap_picture(network)
    yield _county_table(network)
    yield from _gap_table(network)
    yield from _change_table(network)
    yield _mentor_table(network)


def _summary(network: Network) -> Figures:
    reached, settlements = network.settlements
    in_districts, districts = network.districts
    pairs = (
        ("mentors", _("Mentors"), len(network.mentors)),
        ("accompanied", _("Accompanied units"), network.gaps.accompanied),
        ("alone", _("Of these without a mentor"), len(network.gaps.alone)),
        ("free", _("Free places"), sum(one.free for one in network.mentors)),
        (
            "over",
            _("Mentors over their load"),
            sum(o.over > 0 for o in network.mentors),
        ),
        ("short", _("Counties with fewer than three"), _short(network)),
        ("came", _("Came in the period"), sum(one.came for one in network.changes)),
        (
            "left",
            _("Left the network in the period"),
            sum(not o.came for o in network.changes),
        ),
        ("settlements", _("Settlements reached"), reached),
        ("settlements_all", _("of all settlements"), settlements),
        ("districts", _("Districts reached"), in_districts),
        ("districts_all", _("of all districts"), districts),
    )
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(Pair(key, label, value, _WHOLE) for key, label, value in pairs),
    )


def _short(network: Network) -> int:
    return sum(one.is_short for one in network.counties)


def _load_picture(network: Network) -> Iterator[Picture]:
    """Yield the units and the places of each county's mentors as bars."""
    if not network.counties:
        return
    rows, listed = [], []
    for one in network.counties:
        values = {"load": one.load, "capacity": one.capacity}
        written = fill(_("%(load)s of %(capacity)s"), values)
        rows.append(Bar(one.name.word(current()), one.load, written))
        listed.append(f"{one.name.word(current())} {written}")
    caption = _("Units in charge of, of the places there are, by county")
    text = fill(_("Load by county: %(counties)s."), {"counties": listed})
    yield Picture(key="load", caption=caption, svg=bars(rows, caption, text), text=text)


def _gap_picture(network: Network) -> Iterator[Picture]:
    """Yield how many units stood alone, from month to month."""
    points = [(day, alone) for day, _there, alone in network.over_time]
    if len(points) < 2 or not any(alone for _, alone in points):  # noqa: PLR2004 - a line
        return
    lang, (first, last) = current(), (points[0][0], points[-1][0])
    caption = _("Units without a mentor, from month to month")
    most = max(points, key=lambda point: point[1])
    text = fill(
        _(
            "Units without a mentor: %(first)s at first, %(most)s at most (%(on)s), "
            "%(last)s at last."
        ),
        {"first": points[0][1], "most": most[1], "on": most[0], "last": points[-1][1]},
    )
    told = Course(
        points=points, last=last, ends=(short_day(first, lang), short_day(last, lang))
    )
    yield Picture(
        key="gaps", caption=caption, svg=course(told, caption, text), text=text
    )


def _county_table(network: Network) -> Table:
    return Table(
        key="counties",
        caption=_("By county"),
        columns=(
            Column("county", _("County")),
            Column("mentors", _("Mentors"), _WHOLE),
            Column("units", _("Units with a mentor"), _WHOLE),
            Column("alone", _("Without a mentor"), _WHOLE),
            Column("load", _("Load of its mentors"), _WHOLE),
            Column("capacity", _("Places"), _WHOLE),
            Column("free", _("Free"), _WHOLE),
        ),
        rows=tuple(
            (
                one.name.word(current()),
                one.mentors,
                one.units,
                one.alone,
                one.load,
                one.capacity,
                one.free,
            )
            for one in network.counties
        ),
        head="county",
        main=True,
    )


def _gap_table(network: Network) -> Iterator[Table]:
    if not network.gaps.alone:
        return
    yield Table(
        key="alone",
        caption=_("Units without a mentor"),
        columns=(
            Column("unit", _("Unit")),
            Column("county", _("County")),
            Column("since", _("Since"), _DAY),
            Column("days", _("Days"), _WHOLE),
            Column("last", _("Last mentor")),
        ),
        rows=tuple(
            (
                word(one.unit.name),
                word(one.unit.county_name),
                one.gap.period.first_day,
                one.gap.days,
                one.mentor_name,
            )
            for one in network.gaps.alone
        ),
        head="unit",
    )


def _change_table(network: Network) -> Iterator[Table]:
    if not network.changes:
        return
    yield Table(
        key="changes",
        caption=_("Who came and who left"),
        columns=(
            Column("on", _("Day"), _DAY),
            Column("mentor", _("Mentor")),
            Column("what", _("What happened")),
        ),
        rows=tuple(
            (one.on, one.name, _("came") if one.came else _("left, last day"))
            for one in network.changes
        ),
        head="mentor",
    )


def _mentor_table(network: Network) -> Table:
    return Table(
        key="mentors",
        caption=_("Mentors"),
        columns=(
            Column("mentor", _("Mentor")),
            Column("fields", _("Fields")),
            Column("counties", _("Counties")),
            Column("load", _("Units"), _WHOLE),
            Column("capacity", _("Places"), _WHOLE),
        ),
        rows=tuple(
            (
                one.name,
                ", ".join(each.word(current()) for each in one.fields) or None,
                ", ".join(name.word(current()) for _id, name in one.counties) or None,
                one.load,
                one.capacity,
            )
            for one in network.mentors
        ),
        head="mentor",
    )
