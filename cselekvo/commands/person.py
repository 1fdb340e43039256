"""Persons: adding, correcting, erasing."""

from pathlib import Path
from typing import Any

import click
from attrs import evolve

from cselekvo.actions.persons import add_person, correct_person, erase_person
from cselekvo.commands.app import App
from cselekvo.commands.base import Noun, pass_app
from cselekvo.commands.output import agreed, answer, days, json_text, plain, table
from cselekvo.domain.fact import Erased
from cselekvo.domain.identifiers import PersonId, check_id
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Attendance, Membership, Representation
from cselekvo.i18n import _, current
from cselekvo.i18n.order import person_key
from cselekvo.workspace import View

person_ = Noun.of("person", "Persons: adding, correcting, erasing.")
_FIELDS = ("name", "family_name", "given_name", "prefix_text", "email", "phone")


def _detail_options(function: Any) -> Any:
    for flag, name, text in (
        ("--phone", "phone", "Phone number."),
        ("--email", "email", "E-mail address."),
        ("--prefix", "prefix_text", "What stands before the name: dr."),
        ("--given-name", "given_name", "Given name, where known apart."),
        ("--family-name", "family_name", "Family name, where known apart."),
    ):
        option = click.option(flag, name, metavar="TEXT", help=text)
        function = option(function)
    return function


def _given(details: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value is not None}


@person_.command("add")
@click.argument("person")
@click.option("--name", required=True, metavar="TEXT", help="Family name first.")
@_detail_options
@pass_app
def add(app: App, person: str, name: str, **details: str | None) -> None:
    """Add a person; the name is written family name first.

    Example: cselekvo person add P-ANNA --name "Példa Anna"
    """
    record = Person(id=PersonId(check_id(person)), name=name, **_given(details))
    with app.change() as work:
        findings = add_person(work, record)
    text = _("Added the person %(person)s.") % {"person": person}
    answer(app, {"person": person}, lines=[text], findings=findings)


def shown_name(person: Person) -> str:
    """Return a person's name, or the word that says it was erased."""
    return _("erased") if isinstance(person.name, Erased) else person.name


@person_.command("list")
@pass_app
def list_(app: App) -> None:
    """List persons by family name, in Hungarian order.

    Example: cselekvo -w halozat.db person list
    """
    with app.view() as view:
        found = view.facts(Person)
    found.sort(
        key=lambda one: (person_key(one.name, one.family_name, one.given_name), one.id)
    )
    rows = [
        [one.id, shown_name(one), one.email or None, one.phone or None] for one in found
    ]
    listed = [{"id": one.id, "name": one.name or None} for one in found]
    header = [_("id"), _("name"), _("e-mail"), _("phone")]
    lines = table(header, rows) if rows else [_("There are none.")]
    answer(app, {"count": len(rows), "persons": listed}, lines=lines)


def _record(view: View, id_: str) -> dict[str, Any]:
    """Return everything the reader may see of a person (GDPR, Article 15)."""
    person = view.one(Person, id_)
    stands = view.facts(Representation, person=person.id)
    seats = {
        one.id: one
        for one in view.facts(Membership, id=[one.membership for one in stands])
    }
    return {
        "id": person.id,
        "erased": isinstance(person.name, Erased),
        **{name: getattr(person, name) or None for name in _FIELDS},
        "represents": [
            {
                "roundtable": seats[one.membership].roundtable,
                "organisation": seats[one.membership].organisation,
                "capacity": one.capacity,
                "position": one.position or None,
                **days(one.period),
            }
            for one in stands
            if one.membership in seats
        ],
        "attendances": [
            {"meeting": one.meeting, "organisation": one.organisation}
            for one in view.facts(Attendance, person=person.id)
        ],
    }


def _record_lines(record: dict[str, Any]) -> list[str]:
    words = {
        "id": _("id"),
        "name": _("name"),
        "family_name": _("family name"),
        "given_name": _("given name"),
        "prefix_text": _("prefix"),
        "email": _("e-mail"),
        "phone": _("phone"),
    }
    rows = [[word, record[name]] for name, word in words.items() if record[name]]
    if record["erased"]:
        rows.append([_("name"), _("erased")])
    rows += [
        [
            one["capacity"].word(current()),
            f"{one['roundtable']} – {one['organisation']}",
        ]
        for one in record["represents"]
    ]
    return table(["", ""], rows)[2:]


@person_.command("show")
@click.argument("person")
@pass_app
def show(app: App, person: str) -> None:
    """Show a person, and for whom they stand at which table.

    Example: cselekvo -w halozat.db person show P-ANNA
    """
    with app.view() as view:
        record = _record(view, person)
    answer(app, record, lines=_record_lines(record))


@person_.command("correct")
@click.argument("person")
@click.option("--name", metavar="TEXT", help="Family name first.")
@_detail_options
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def correct(
    app: App,
    person: str,
    name: str | None,
    reason: str | None,
    **details: str | None,
) -> None:
    """Correct what is known of a person; what is not named stays.

    Example: cselekvo person correct P-ANNA --phone "+36 1 000 0000"
    """
    with app.change(reason) as work:
        known = work.one(Person, person)
        changed = evolve(known, **_given({"name": name, **details}))
        findings = correct_person(work, changed)
    text = _("Corrected the person %(person)s.") % {"person": person}
    answer(app, {"person": person}, lines=[text], findings=findings)


@person_.command("export")
@click.argument("person")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file; else standard output.",
)
@pass_app
def export(app: App, person: str, output: Path | None) -> None:
    """Write everything that is kept about a person, as JSON.

    Example: cselekvo -w halozat.db person export P-ANNA -o anna.json
    """
    from cselekvo.files import replace_file

    with app.view() as view:
        record = plain(_record(view, person))
    text = json_text(record, indent=2) + "\n"
    if output is None:
        answer(app, record, lines=[text.rstrip()])
        return
    with replace_file(output) as file:
        file.write(text.encode())
    line = _("Wrote %(file)s.") % {"file": str(output)}
    answer(app, {"file": str(output), **record}, lines=[line])


@person_.command("erase")
@click.argument("person")
@click.option("--reason", default="", metavar="TEXT", help="On what ground.")
@click.option("--yes", is_flag=True, help="Do not ask back.")
@pass_app
def erase(app: App, person: str, reason: str, yes: bool) -> None:
    """Destroy what identifies a person; there is no way back.

    Refused while a project's retention date runs. What cannot be reached, as backups,
    is listed.

    Example: cselekvo -w halozat.db person erase P-ANNA --reason kérelemre --yes
    """
    if not yes and not app.as_json:
        question = _("Erase %(person)s for good?") % {"person": person}
        if not agreed(question):
            raise click.exceptions.Abort
    with app.change(reason) as work:
        findings = erase_person(work, PersonId(person), reason)
    text = _("Erased: %(person)s.") % {"person": person}
    told = [one for one in findings if one.word != "person-erased"]
    unreached = [one.values["what"] for one in told if "what" in one.values]
    result = {"person": person, "not_reached": unreached}
    answer(app, result, lines=[text], findings=told)
