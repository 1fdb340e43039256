"""Users and their roles."""

import click

from cselekvo.actions.users import add_user, disable_user, grant_role, remove_role
from cselekvo.commands.app import App
from cselekvo.commands.base import Noun, pass_app
from cselekvo.commands.kinds import Word
from cselekvo.commands.output import answer, table
from cselekvo.domain.identifiers import RecordId, UserId, check_id
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.i18n import _, current

user_ = Noun.of("user", "Users and their roles.")


@user_.command("add")
@click.argument("user")
@click.option("--name", default="", metavar="TEXT", help="The full name.")
@click.option(
    "--database-user", default="", metavar="NAME", help="Who logs in so on PostgreSQL."
)
@pass_app
def add(app: App, user: str, name: str, database_user: str) -> None:
    """Add a user; without a role they may do nothing yet.

    Example: cselekvo -w halozat.db user add kovacs --name "Kovács Példa"
    """
    record = User(id=UserId(check_id(user)), name=name, database_user=database_user)
    with app.change() as work:
        findings = add_user(work, record)
    text = _("Added the user %(user)s.") % {"user": user}
    answer(app, {"user": user}, lines=[text], findings=findings)


@user_.command("role")
@click.argument("user")
@click.argument("role", type=Word(Role))
@click.option("--county", metavar="ID", help="Only in this county, e.g. MEGYE-20.")
@click.option("--organisation", metavar="ID", help="Only for this organisation.")
@click.option("--unit", metavar="ID", help="Only for this unit, e.g. a roundtable.")
@click.option("--remove", is_flag=True, help="Take the role away.")
@pass_app
def role(
    app: App,
    user: str,
    role: Role,
    county: str | None,
    organisation: str | None,
    unit: str | None,
    remove: bool,
) -> None:
    """Give USER a ROLE, everywhere or within a reach; or take it away.

    Example: cselekvo -w halozat.db user role kovacs coordinator --county MEGYE-20
    """
    with app.change() as work:
        if remove:
            findings = remove_role(work, user, role)
            text = _("%(user)s no longer has the role %(role)s.")
        else:
            reach, target = _reach(county, organisation, unit)
            grant = RoleGrant(
                id=RecordId(work.new_id(RoleGrant)),
                user=UserId(user),
                role=role,
                reach=reach,
                target=target,
            )
            findings = grant_role(work, grant)
            text = _("%(user)s has the role %(role)s.")
    line = text % {"user": user, "role": role.word(current())}
    answer(app, {"user": user, "role": role}, lines=[line], findings=findings)


def _reach(
    county: str | None, organisation: str | None, unit: str | None
) -> tuple[ReachKind, RecordId | None]:
    named = [
        (ReachKind.COUNTY, county),
        (ReachKind.ORGANISATION, organisation),
        (ReachKind.UNIT, unit),
    ]
    given = [(kind, RecordId(id_)) for kind, id_ in named if id_]
    if len(given) > 1:
        raise click.UsageError(
            _("Name one reach: a county, an organisation or a unit.")
        )
    return given[0] if given else (ReachKind.ALL, None)


@user_.command("disable")
@click.argument("user")
@pass_app
def disable(app: App, user: str) -> None:
    """Let USER do nothing more; what they did stays in the journal.

    Example: cselekvo -w halozat.db user disable kovacs
    """
    with app.change() as work:
        findings = disable_user(work, user)
    text = _("%(user)s is disabled.") % {"user": user}
    answer(app, {"user": user}, lines=[text], findings=findings)


@user_.command("list")
@pass_app
def list_(app: App) -> None:
    """List users with their roles and reaches.

    Example: cselekvo -w halozat.db user list
    """
    with app.view() as view:
        users = view.facts(User)
        grants = view.facts(RoleGrant)
    listed = [
        {
            "user": user.id,
            "name": user.name,
            "disabled": user.disabled,
            "roles": [
                {"role": one.role, "reach": one.reach, "target": one.target}
                for one in grants
                if one.user == user.id
            ],
        }
        for user in users
    ]
    rows = [
        [
            user.id,
            user.name or None,
            ", ".join(_role_text(one) for one in grants if one.user == user.id) or None,
            _("disabled") if user.disabled else "",
        ]
        for user in users
    ]
    lines = table([_("user"), _("name"), _("roles"), ""], rows)
    answer(app, {"users": listed}, lines=lines if rows else [_("There are no users.")])


def _role_text(grant: RoleGrant) -> str:
    word = grant.role.word(current())
    return f"{word} ({grant.target})" if grant.target else word
