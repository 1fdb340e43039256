"""The header of a roundtable's membership report: which table, where, under what."""

from cselekvo.domain.period import Period
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import Roundtable, Statutes
from cselekvo.domain.territory import (
    CountyName,
    District,
    DistrictName,
    Settlement,
)
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import period
from cselekvo.ports import Reader
from cselekvo.reports.account import Account
from cselekvo.reports.report import CellKind, Pair
from cselekvo.reports.roster import days_away
from cselekvo.reports.within import Beginning, Within
from cselekvo.rules.quorum import needed_for_quorum


def header_facts(
    reader: Reader, account: Account, *, contacts: bool
) -> tuple[Pair, ...]:
    """Return what a reader must know of the table before reading its roster."""
    roster, statutes = account.roster, account.statutes
    table = roster.table
    known = [
        *_area(reader, table),
        *_programme(reader, table),
        Pair("founded", _("Founded"), table.founded, CellKind.DAY),
        Pair("statutes", _("Statutes in force"), _statutes(statutes)),
        Pair("quorum", _("Quorum"), _quorum(statutes, roster.count)),
        Pair("period", _("Period for attendance"), _period(account.within)),
        Pair("audience", _("Audience"), _("internal") if contacts else _("public")),
    ]
    if table.dissolved is not None:
        last = Pair("dissolved", _("Last day"), table.dissolved, CellKind.DAY)
        known.insert(-4, last)
    if roster.version is not None:
        label = _("Version of the meeting's roster")
        known.append(Pair("version", label, roster.version, CellKind.WHOLE))
    return tuple(known)


def _area(reader: Reader, table: Roundtable) -> list[Pair]:
    """Return the level of the table, and the district or settlement it is for."""
    found = [Pair("level", _("Level"), table.level.word(current()))]
    if table.district is not None:
        found.append(Pair("district", _("District"), _district(reader, table)))
    if table.settlement is not None:
        settlement = reader.find(Settlement, table.settlement)
        name = None if settlement is None else settlement.name
        found.append(Pair("settlement", _("Settlement"), name))
    return found


def _district(reader: Reader, table: Roundtable) -> str | None:
    """Return the district and its county by their names of the day."""
    named = reader.facts(DistrictName, district=table.district)
    if not named:
        return None
    name = min(named, key=lambda one: days_away(one.period, reader.on)).name
    district = reader.find(District, str(table.district))
    counties = (
        []
        if district is None
        else reader.facts(CountyName, on=reader.on, county=district.county)
    )
    for county in counties:
        english = current() == "en" and county.name_en
        return f"{name}, {county.name_en if english else county.full_name}"
    return name


def _programme(reader: Reader, table: Roundtable) -> list[Pair]:
    """Return the programme and the project that the table belongs to, if any."""
    found: list[Pair] = []
    if table.programme is not None:
        programme = reader.find(Programme, table.programme)
        if programme is not None:
            english = current() == "en" and programme.title_en
            title = programme.title_en if english else programme.title
            found.append(Pair("programme", _("Programme"), title))
    project = None if table.project is None else reader.find(Project, table.project)
    if project is not None:
        found.append(Pair("project", _("Project"), project.title))
        if project.code:
            label = _("Project identifier")
            found.append(Pair("project_code", label, project.code))
        elif project.call:
            found.append(Pair("call", _("Call"), project.call))
    return found


def _statutes(statutes: Statutes | None) -> str | None:
    """Return the version of the statutes in force on the day, and since when."""
    if statutes is None:
        return None
    values = {"version": statutes.version, "days": _days(statutes.period)}
    return fill(_("version %(version)s[[ (%(days)s)]]"), values)


def _quorum(statutes: Statutes | None, seats: int) -> str | None:
    """Return how many members must be there, by the statutes of the day."""
    if not seats:
        return None
    again = None if statutes is None else statutes.repeated_quorum
    values = {
        "needed": needed_for_quorum(statutes, seats, repeated=False),
        "seats": seats,
        "again": again,
    }
    text = _("%(needed)s of %(seats)s members[[; at a repeated meeting %(again)s]]")
    return fill(text, values)


def _period(told: Within) -> str:
    """Return the days of the period, and why it begins when it does."""
    values = {"days": _days(told.period)}
    texts = {
        Beginning.GIVEN: "%(days)s",
        Beginning.FOUNDING: _("%(days)s (since the founding)"),
        Beginning.RECORDS: _("%(days)s (all that is recorded)"),
    }
    return fill(texts[told.beginning], values)


def _days(span: Period) -> str:
    if span.first_day is None and span.last_day is None:
        return ""
    return period(span.first_day, span.last_day, current())
