"""Communities: adding one."""

from datetime import date

import click

from cselekvo.actions.communities import add_community
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.community import community_
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    CommunityId,
    OrganisationId,
    SettlementId,
    check_id,
)
from cselekvo.errors import NotFoundError
from cselekvo.i18n import _
from cselekvo.ports import Questions


def settlement_named(questions: Questions, text: str) -> SettlementId:
    """Return the settlement of a name, a KSH code or an id.

    Raises:
        NotFoundError: There is none; names like it are told.
    """
    from cselekvo.actions.places import Places

    places = Places(questions)
    found = places.settlement(text)
    if found is None:
        raise NotFoundError("settlement", text, tuple(places.near_settlement(text)))
    return found.id


@community_.command("add")
@click.argument("community")
@click.option("--name", required=True, metavar="TEXT", help="What it is called.")
@click.option(
    "--settlement", required=True, metavar="PLACE", help="The settlement it lives in."
)
@click.option("--part", default="", metavar="TEXT", help="The quarter, or the part.")
@click.option("--host", metavar="ORGANISATION", help="Who gives it a home.")
@click.option("--name-en", default="", metavar="TEXT", help="Its English name.")
@click.option("--founded", type=DAY, help="The day it came into being.")
@pass_app
def add(
    app: App,
    community: str,
    name: str,
    settlement: str,
    part: str,
    host: str | None,
    name_en: str,
    founded: date | None,
) -> None:
    """Add a community with the settlement it lives in.

    Example: cselekvo community add KOR --name Olvasókör --settlement Zalaszentgrót
    """
    with app.change() as work:
        made = Community(
            id=CommunityId(check_id(community)),
            name=name,
            name_en=name_en,
            settlement=settlement_named(work, settlement),
            part=part,
            host=None if host is None else OrganisationId(host),
            founded=founded,
        )
        findings = add_community(work, made)
    text = _("Added the community %(community)s.") % {"community": community}
    answer(app, {"community": community}, lines=[text], findings=findings)
