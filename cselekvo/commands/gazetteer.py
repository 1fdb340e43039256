"""The gazetteer: settlements, districts and counties of the workspace."""

from pathlib import Path

import click

from cselekvo.actions.places import Places
from cselekvo.commands.app import App
from cselekvo.commands.base import Noun, pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.sheets import run_import
from cselekvo.domain.territory import (
    County,
    District,
    NutsRegion,
    RegionList,
    Settlement,
)
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options
from cselekvo.i18n import _, current
from cselekvo.rules.permissions import Verb

gazetteer_ = Noun.of("gazetteer", "Settlements, districts and counties.")


@gazetteer_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", metavar="NAME", help="The encoding of the file.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@pass_app
def import_file(app: App, file: Path, encoding: str | None, dry_run: bool) -> None:
    """Read the settlements of FILE, a CSV with code, name, county and district.

    Columns are found by their headings, in Hungarian or English. KSH codes that lost
    their leading zero are mended, check digits are tested.

    Example: cselekvo -w halozat.db gazetteer import telepulesek.csv
    """
    app.require_workspace()
    given, findings = read_sheets(file, as_kind="telepulesek", encoding=encoding)
    options = Options(verb=Verb.EDIT_GAZETTEER)
    run_import(app, given, findings, options, dry_run=dry_run)


@gazetteer_.command("lookup")
@click.argument("name")
@pass_app
def lookup(app: App, name: str) -> None:
    """Show where the settlement NAME lies, by name or KSH code.

    Example: cselekvo -w halozat.db gazetteer lookup Zalaszentgrót
    """
    with app.view() as view:
        places = Places(view)
        found = places.settlement(name)
        if found is None:
            near = places.near_settlement(name)
            text = _("No settlement is called %(name)s.") % {"name": name}
            if near:
                text += " " + _("Did you mean: %(near)s?") % {"near": ", ".join(near)}
            answer(app, {"settlement": None, "near": near}, lines=[text])
            return
        regions = view.facts(NutsRegion, county=found.county, level=3)
        nuts = {
            str(one.edition): {"nuts3": one.code, "nuts2": one.parent}
            for one in regions
        }
        county = places.county_name(found.county)
        district = places.district_name(found.district)
        result = {
            "settlement": found.id,
            "name": found.name,
            "legal_status": found.legal_status,
            "county": county,
            "district": district,
            "nuts": nuts,
        }
    status = found.legal_status
    rows: list[list[str | None]] = [
        [_("name"), found.name],
        [_("KSH code"), found.id.removeprefix("KSH-")],
        [_("legal status"), None if status is None else status.word(current())],
        [_("county"), county],
        [_("district"), district or None],
    ]
    for edition, one in nuts.items():
        rows.append([f"NUTS {edition}", f"{one['nuts2']} / {one['nuts3']}"])
    answer(app, result, lines=table(["", ""], rows)[2:])


@gazetteer_.command("status")
@pass_app
def status(app: App) -> None:
    """Show how many settlements are known, and which region lists.

    Example: cselekvo -w halozat.db gazetteer status
    """
    with app.view() as view:
        counts = {
            "settlements": view.count(Settlement),
            "districts": view.count(District),
            "counties": view.count(County),
        }
        lists = view.facts(RegionList)
    listed = [
        {
            "id": one.id,
            "period": one.programming_period,
            "edition": one.edition,
            "verified": one.verified,
        }
        for one in lists
    ]
    words = (_("settlements"), _("districts"), _("counties"))
    lines = table(
        [_("known"), _("count")], zip(words, counts.values(), strict=True), right=(1,)
    )
    yes, no = _("yes"), _("no")
    rows = [
        [
            one.programming_period,
            one.edition,
            yes if one.verified else no,
            one.authority,
        ]
        for one in lists
    ]
    header = [_("region list"), "NUTS", _("verified"), _("laid down in")]
    lines += ["", *table(header, rows)]
    answer(app, {**counts, "region_lists": listed}, lines=lines)
