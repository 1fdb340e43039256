"""The invented national network: its sheets, and the workspace read from them."""

from pathlib import Path
from typing import Any, Final

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.demo_processes import publish_all
from cselekvo.commands.output import answer, table
from cselekvo.commands.progress import counting
from cselekvo.commands.sheets import digest_of
from cselekvo.domain.territory import CountyName, District, DistrictName
from cselekvo.errors import RefusedError
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.national import MapOf, Size, write_national
from cselekvo.exchange.national.places import Seat
from cselekvo.exchange.outcome import Outcome
from cselekvo.findings import errors_of
from cselekvo.handbook.regions import regions
from cselekvo.handbook.templates.folder import template_files
from cselekvo.handbook.templates.loading import load
from cselekvo.i18n import _, message
from cselekvo.workspace import Workspace

SHEETS: Final = "tablak"
_TEMPLATE: Final = "community_development"
#: The counties that the network did not cover: the capital, and the one around it.
_OUTSIDE: Final = frozenset({"MEGYE-01", "MEGYE-13"})


class NationalRefusedError(RefusedError):
    """The invented network was refused by the rules: the installation is damaged."""

    code = "national-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The invented network was refused: {reason}", reason=reason)


def _known() -> MapOf:
    """Return the districts of the covered counties, and the template."""
    facts = list(regions())
    counties = {
        one.county: one.name
        for one in facts
        if isinstance(one, CountyName) and one.period.end is None
    }
    named = {one.district: one.name for one in facts if isinstance(one, DistrictName)}
    seats = [
        Seat(
            district=named[one.id],
            county=counties[one.county],
            code=one.seat_code,
            name=one.seat_name,
        )
        for one in facts
        if isinstance(one, District) and one.county not in _OUTSIDE
    ]
    (path,) = (one for one in template_files() if one.stem == _TEMPLATE)
    template, _findings = load(path)
    assert template is not None  # noqa: S101 - the handbook's own
    return MapOf(seats=seats, template=template)


def build_national(workspace: Workspace, folder: Path, size: Size) -> dict[str, Any]:
    """Write the sheets of the network into a folder, and read them."""
    sheets = folder / SHEETS
    sheets.mkdir(exist_ok=True)
    write_national(sheets, _known(), size)
    publish_all(workspace)
    given, _found = read_sheets(sheets)
    outcome = Outcome()
    with (
        workspace.change(reason=SHEETS) as work,
        counting(_("rows read")) as tick,
    ):
        digest = digest_of(given)
        findings = import_sheets(work, digest, given, Options(), outcome, tick)
    for error in errors_of(findings):
        raise NationalRefusedError(message(error))
    return outcome.totals()


def demonstrate(app: App, folder: Path, named: str, size: Size) -> None:
    """Build the invented national network, and answer."""
    with Workspace.create(named, clock=read_clock) as workspace:
        totals = build_national(workspace, folder, size)
        name = workspace.name
    rows = [[kind, one["added"]] for kind, one in totals["by_kind"].items()]
    lines = [
        *table([_("sheet"), _("rows")], rows, right=(1,)),
        "",
        _("An invented network; nothing in it is real but the names of towns."),
        _("Wrote %(file)s.") % {"file": folder / SHEETS},
        name,
    ]
    answer(app, {"workspace": name, **totals}, lines=lines)
