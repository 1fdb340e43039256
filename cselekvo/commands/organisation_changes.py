"""Organisations: names, addresses, admission."""

from datetime import date

import click
from attrs import asdict

from cselekvo.actions.eligibility import (
    Admission,
    admit_organisation,
    leave_programme,
    recheck,
)
from cselekvo.actions.organisations import (
    add_address,
    add_organisation,
    close_address,
    rename_organisation,
)
from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, Word
from cselekvo.commands.organisation import organisation_
from cselekvo.commands.output import answer
from cselekvo.domain.identifiers import (
    AddressId,
    CountyId,
    OrganisationId,
    ProgrammeId,
    RecordId,
    check_id,
)
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.period import Period, from_days
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding
from cselekvo.i18n import _
from cselekvo.ports import Work


def placed(
    work: Work,
    found: list[Finding],
    organisation: str,
    role: AddressRole,
    written: str,
    county: str | None,
    period: Period,
) -> Address:
    """Return an address at a written place, looked up in the gazetteer."""
    places = Places(work)
    named = None if county is None else _county_named(places, county)
    placement, findings = places.placement(organisation, written, named)
    work.settle(findings)
    found += findings
    return Address(
        id=AddressId(work.new_id(Address)),
        organisation=OrganisationId(organisation),
        role=role,
        period=period,
        **asdict(placement),
    )


def _county_named(places: Places, name: str) -> CountyId:
    found = places.county(name)
    if found is None:
        raise NotFoundError("county", name)
    return found


@organisation_.command("add")
@click.argument("organisation")
@click.option("--name", required=True, metavar="TEXT", help="Its full name.")
@click.option("--type", "sector", type=Word(Sector), required=True, help="Its sector.")
@click.option("--seat", required=True, metavar="PLACE", help="Settlement of the seat.")
@click.option("--site", "sites", multiple=True, metavar="PLACE", help="A site; repeat.")
@click.option("--county", metavar="NAME", help="County of the seat.")
@click.option("--email", default="", metavar="ADDRESS", help="Its e-mail address.")
@click.option("--legal-form", default="", metavar="CODE", help="GFO code.")
@click.option("--since", type=DAY, help="First day; else before our records.")
@pass_app
def add(
    app: App,
    organisation: str,
    name: str,
    sector: Sector,
    seat: str,
    sites: tuple[str, ...],
    county: str | None,
    email: str,
    legal_form: str,
    since: date | None,
) -> None:
    """Add an organisation with its name, seat and sites.

    Example: cselekvo organisation add OLVASO --name Olvasókör --type civil --seat Tata
    """
    id_ = OrganisationId(check_id(organisation))
    period = from_days(since)
    found: list[Finding] = []
    with app.change() as work:
        record = Organisation(
            id=id_, sector=sector, email=email, legal_form_code=legal_form
        )
        called = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=id_,
            name=name,
            period=period,
        )
        addresses = [placed(work, found, id_, AddressRole.SEAT, seat, county, period)]
        addresses += [
            placed(work, found, id_, AddressRole.SITE, site, None, period)
            for site in sites
        ]
        found += add_organisation(work, record, called, tuple(addresses))
    text = _("Added the organisation %(id)s.") % {"id": id_}
    answer(app, {"organisation": id_}, lines=[text], findings=found)


@organisation_.command("address")
@click.argument("organisation")
@click.argument("role", type=Word(AddressRole))
@click.argument("place")
@click.option("--since", type=DAY, help="First day; else before our records.")
@click.option("--until", type=DAY, help="Last day; else it lasts.")
@click.option("--county", metavar="NAME", help="County, where no gazetteer knows it.")
@click.option("--close", is_flag=True, help="End it; --until is its last day.")
@pass_app
def address(
    app: App,
    organisation: str,
    role: AddressRole,
    place: str,
    since: date | None,
    until: date | None,
    county: str | None,
    close: bool,
) -> None:
    """Add an address, move the seat, or close a site.

    A seat moves: the one before ends the day before `--since`. Sites stand beside each
    other until they are closed.

    Example: cselekvo organisation address OLVASOKOR site Miskolc --since 2019-01-01
    """
    found: list[Finding] = []
    with app.change() as work:
        if close:
            settlement = Places(work).settlement(place)
            named = place if settlement is None else str(settlement.id)
            day = until or app.today()
            id_ = OrganisationId(organisation)
            found += close_address(work, id_, role, named, day)
        else:
            made = placed(
                work, found, organisation, role, place, county, from_days(since, until)
            )
            moving = role is AddressRole.SEAT and since is not None
            found += add_address(work, made, moving=moving)
    text = _("Noted: %(organisation)s, %(place)s.")
    line = text % {"organisation": organisation, "place": place}
    answer(app, {"organisation": organisation}, lines=[line], findings=found)


@organisation_.command("rename")
@click.argument("organisation")
@click.argument("name")
@click.option("--since", type=DAY, required=True, help="First day of the new name.")
@pass_app
def rename(app: App, organisation: str, name: str, since: date) -> None:
    """Give an organisation another name from a day; the old one ends the day before.

    Example: cselekvo organisation rename OLVASOKOR "Új Olvasókör" --since 2024-01-01
    """
    with app.change() as work:
        called = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId(organisation),
            name=name,
            period=from_days(since),
        )
        findings = rename_organisation(work, called)
    text = _("%(organisation)s is called %(name)s from then on.")
    line = text % {"organisation": organisation, "name": name}
    answer(app, {"organisation": organisation}, lines=[line], findings=findings)


@organisation_.command("admit")
@click.argument("organisation")
@click.option("--programme", required=True, metavar="ID", help="The programme.")
@click.option("--on", type=DAY, help="First day of the partnership; today.")
@click.option("--reason", default="", metavar="TEXT", help="Needed when undetermined.")
@pass_app
def admit(
    app: App, organisation: str, programme: str, on: date | None, reason: str
) -> None:
    """Admit an organisation to a programme; the verdict is stored with its grounds.

    Who is not eligible is refused. Where the rule cannot tell, a reason is needed.

    Example: cselekvo organisation admit OLVASOKOR --programme CSELEKVO --on 2018-01-01
    """
    asked = Admission(
        organisation=OrganisationId(organisation),
        programme=ProgrammeId(programme),
        period=from_days(on or app.today()),
        reason=reason,
    )
    with app.change(reason) as work:
        findings = admit_organisation(work, asked)
    told = [one for one in findings if one.word != "admitted"]
    admitted = [dict(one.values) for one in findings if one.word == "admitted"]
    result = {"organisation": organisation, **(admitted[0] if admitted else {})}
    text = _("Admitted: %(organisation)s to %(programme)s.")
    line = text % {"organisation": organisation, "programme": programme}
    answer(app, result, lines=[line], findings=told)


@organisation_.command("leave")
@click.argument("organisation")
@click.option("--programme", required=True, metavar="ID", help="The programme.")
@click.option("--on", type=DAY, help="Last day of the partnership; today.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def leave(
    app: App, organisation: str, programme: str, on: date | None, reason: str | None
) -> None:
    """End a partnership; DAY is its last.

    Example: cselekvo organisation leave OLVASOKOR --programme CSELEKVO --on 2019-06-30
    """
    with app.change(reason) as work:
        findings = leave_programme(
            work,
            OrganisationId(organisation),
            ProgrammeId(programme),
            on or app.today(),
        )
    text = _("%(organisation)s is no longer a partner of %(programme)s.")
    line = text % {"organisation": organisation, "programme": programme}
    answer(app, {"organisation": organisation}, lines=[line], findings=findings)


@organisation_.command("recheck")
@click.argument("organisations", nargs=-1, metavar="[ORGANISATION...]")
@click.option("--on", type=DAY, help="The day whose addresses count; today.")
@pass_app
def recheck_(app: App, organisations: tuple[str, ...], on: date | None) -> None:
    """Judge partners again, and mark those whose verdict would differ now.

    Example: cselekvo -w halozat.db organisation recheck
    """
    with app.change() as work:
        ids = tuple(OrganisationId(one) for one in organisations)
        findings = recheck(work, ids, on or app.today())
    changed = [one.subject for one in findings if one.word == "verdict-changed"]
    text = _("Rechecked; %(count)s verdicts would differ.") % {"count": len(changed)}
    answer(app, {"changed": changed}, lines=[text], findings=findings)
