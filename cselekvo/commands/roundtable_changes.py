"""Roundtables: founding, joining and leaving, offices, who represents whom."""

from datetime import date
from typing import Any

import click

from cselekvo.actions.places import Places
from cselekvo.actions.roundtables import (
    Standing,
    found_roundtable,
    hold_office,
    join_roundtable,
    leave_roundtable,
    represent,
)
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import COUNT, DAY, Seat, Word
from cselekvo.commands.output import answer
from cselekvo.commands.roundtable import roundtable_
from cselekvo.domain.identifiers import (
    MembershipId,
    OrganisationId,
    RecordId,
    RoundtableId,
    check_id,
)
from cselekvo.domain.period import from_days
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import (
    Capacity,
    Level,
    MemberRole,
    Membership,
    OfficeKind,
    QuorumRule,
    Roundtable,
    Statutes,
)
from cselekvo.errors import NotFoundError
from cselekvo.i18n import _, current
from cselekvo.ports import Work


def _within(work: Work, programme: str | None, project: str | None) -> dict[str, Any]:
    """Return the ids of the programme and the project that were named."""
    within: dict[str, Any] = {}
    if programme is not None:
        within["programme"] = work.one(Programme, programme).id
    if project is not None:
        within["project"] = work.one(Project, project).id
    return within


def _area(work: Work, district: str | None, settlement: str | None) -> dict[str, Any]:
    """Return the ids of the district and the settlement that were named."""
    places = Places(work)
    area: dict[str, Any] = {}
    if district is not None:
        found = places.district(district)
        if found is None:
            near = places.near_district(district)
            raise NotFoundError("district", district, near)
        area["district"] = found
    if settlement is not None:
        place = places.settlement(settlement)
        if place is None:
            near = places.near_settlement(settlement)
            raise NotFoundError("settlement", settlement, near)
        area["settlement"] = place.id
    return area


@roundtable_.command("found")
@click.argument("roundtable")
@click.option("--name", required=True, metavar="TEXT", help="Its name.")
@click.option("--name-en", default="", metavar="TEXT", help="Its English name.")
@click.option("--on", type=DAY, help="The day it was founded; today.")
@click.option("--level", type=Word(Level), default=Level.DISTRICT, help="Its area.")
@click.option("--district", metavar="NAME", help="The district.")
@click.option("--settlement", metavar="NAME", help="The settlement.")
@click.option("--programme", metavar="ID", help="Then only its partners may sit.")
@click.option("--project", metavar="ID", help="The project it works in.")
@click.option("--seats", type=COUNT, help="How many voting seats.")
@click.option("--quorum", type=COUNT, help="Seats; else more than half.")
@click.option("--open", "is_open", is_flag=True, help="Take others than partners too.")
@pass_app
def found(
    app: App,
    roundtable: str,
    name: str,
    name_en: str,
    on: date | None,
    level: Level,
    district: str | None,
    settlement: str | None,
    programme: str | None,
    project: str | None,
    seats: int | None,
    quorum: int | None,
    is_open: bool,
) -> None:
    """Found a roundtable with its first statutes.

    Example: cselekvo roundtable found K1 --name "Próba" --district "Tatai járás"
    """
    id_ = RoundtableId(check_id(roundtable))
    day = on or app.today()
    with app.change() as work:
        made = Roundtable(
            id=id_,
            name=name,
            name_en=name_en,
            level=level,
            founded=day,
            **_within(work, programme, project),
            **_area(work, district, settlement),
        )
        statutes = Statutes(
            id=RecordId(work.new_id(Statutes)),
            roundtable=id_,
            seats=seats,
            quorum_rule=QuorumRule.FIXED if quorum else QuorumRule.MORE_THAN_HALF,
            quorum_number=quorum,
            admitted_only=not is_open,
            period=from_days(day),
        )
        findings = found_roundtable(work, made, statutes)
    text = _("Founded the roundtable %(id)s.") % {"id": id_}
    answer(app, {"roundtable": id_}, lines=[text], findings=findings)


@roundtable_.command("join")
@click.argument("roundtable")
@click.argument("organisation")
@click.option("--on", type=DAY, help="First day; today.")
@click.option("--until", type=DAY, help="Last day, where it is known already.")
@click.option("--role", type=Seat(), default=MemberRole.MEMBER, help="As what it sits.")
@click.option("--no-vote", is_flag=True, help="A member without a vote.")
@click.option("--mandate", default="", metavar="TEXT", help="The document it rests on.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def join(
    app: App,
    roundtable: str,
    organisation: str,
    on: date | None,
    until: date | None,
    role: MemberRole | OfficeKind,
    no_vote: bool,
    mandate: str,
    reason: str | None,
) -> None:
    """Give ORGANISATION its seat at ROUNDTABLE from a day.

    Example: cselekvo roundtable join ZSZ-KEREKASZTAL CS-FESZEK --on 2016-05-01
    """
    office = role if isinstance(role, OfficeKind) else None
    seat = role if isinstance(role, MemberRole) else MemberRole.MEMBER
    with app.change(reason) as work:
        joining = Membership(
            id=MembershipId(work.new_id(Membership)),
            roundtable=RoundtableId(work.one(Roundtable, roundtable).id),
            organisation=OrganisationId(organisation),
            role=seat,
            voting=seat is MemberRole.MEMBER and not no_vote,
            mandate=mandate,
            period=from_days(on or app.today(), until),
        )
        findings = join_roundtable(work, joining, office)
    text = _("%(organisation)s sits at %(roundtable)s.")
    line = text % {"organisation": organisation, "roundtable": roundtable}
    result = {"roundtable": roundtable, "organisation": organisation}
    answer(app, result, lines=[line], findings=findings)


@roundtable_.command("leave")
@click.argument("roundtable")
@click.argument("organisation")
@click.option("--on", type=DAY, help="Last day; today.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def leave(
    app: App, roundtable: str, organisation: str, on: date | None, reason: str | None
) -> None:
    """End a seat; the day is its last. Offices and representations end with it.

    Example: cselekvo roundtable leave ZSZ-KEREKASZTAL ZSZ-TARSULAS --on 2016-12-31
    """
    with app.change(reason) as work:
        findings = leave_roundtable(
            work,
            RoundtableId(roundtable),
            OrganisationId(organisation),
            on or app.today(),
        )
    text = _("%(organisation)s has left %(roundtable)s.")
    line = text % {"organisation": organisation, "roundtable": roundtable}
    result = {"roundtable": roundtable, "organisation": organisation}
    answer(app, result, lines=[line], findings=findings)


@roundtable_.command("office")
@click.argument("roundtable")
@click.argument("organisation")
@click.argument("office", type=Word(OfficeKind))
@click.option("--on", type=DAY, help="First day; today.")
@click.option("--until", type=DAY, help="Last day, where it is known already.")
@pass_app
def office_(
    app: App,
    roundtable: str,
    organisation: str,
    office: OfficeKind,
    on: date | None,
    until: date | None,
) -> None:
    """Make a member chair, vice-chair or secretary; the one before ends the day before.

    Example: cselekvo roundtable office ZSZ-KEREKASZTAL ZSZ-ERDO elnök --on 2016-01-01
    """
    with app.change() as work:
        findings = hold_office(
            work,
            RoundtableId(roundtable),
            OrganisationId(organisation),
            office,
            from_days(on or app.today(), until),
        )
    text = _("%(organisation)s holds the office: %(office)s.")
    line = text % {"organisation": organisation, "office": office.word(current())}
    result = {"roundtable": roundtable, "organisation": organisation, "office": office}
    answer(app, result, lines=[line], findings=findings)


@roundtable_.command("represent")
@click.argument("roundtable")
@click.argument("organisation")
@click.argument("person")
@click.option(
    "--capacity",
    type=Word(Capacity),
    default=Capacity.REPRESENTATIVE,
    help="Representative or deputy.",
)
@click.option("--on", type=DAY, help="First day; today.")
@click.option("--until", type=DAY, help="Last day; else as long as the seat.")
@click.option(
    "--position", default="", metavar="TEXT", help="Position there: director."
)
@pass_app
def represent_(
    app: App,
    roundtable: str,
    organisation: str,
    person: str,
    capacity: Capacity,
    on: date | None,
    until: date | None,
    position: str,
) -> None:
    """Name who stands for ORGANISATION; a change of person is no leaving.

    Example: cselekvo roundtable represent ZSZ-KEREKASZTAL ZSZ-ERDO P-ANNA
    """
    asked = Standing(
        roundtable=RoundtableId(roundtable),
        organisation=OrganisationId(organisation),
        person=person,
        capacity=capacity,
        period=from_days(on or app.today(), until),
        position=position,
    )
    with app.change() as work:
        findings = represent(work, asked)
    text = _("%(person)s stands for %(organisation)s: %(capacity)s.")
    values = {
        "person": person,
        "organisation": organisation,
        "capacity": capacity.word(current()),
    }
    result = {"roundtable": roundtable, "organisation": organisation, "person": person}
    answer(app, result, lines=[text % values], findings=findings)
