"""Drawing the network: all of it, a county, or what surrounds one record."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from attrs import frozen

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import COUNT, DAY
from cselekvo.commands.network import network_
from cselekvo.commands.network_asked import (
    both_known,
    chosen_relations,
    network_of,
    relation_option,
)
from cselekvo.commands.output import answer
from cselekvo.commands.process_asked import county_id, day_options
from cselekvo.commands.report_made import chosen_format, shown
from cselekvo.errors import RefusedError
from cselekvo.i18n import _

if TYPE_CHECKING:
    from cselekvo.network.build import Graph
    from cselekvo.reports.network.names import Known
    from cselekvo.reports.network.picture import NetworkPicture
    from cselekvo.workspace import View

#: What a picture shows if nobody says; of one record's surroundings its people, too.
_USUAL: Final = frozenset(
    {"sits_on", "mentors", "leads", "takes_part_in", "belongs_to"}
)
_PEOPLE: Final = frozenset({"represents", "deputises"})
#: What is drawn even where nothing joins it.
_ALWAYS: Final = frozenset({"organisation", "roundtable", "community"})


class OneCutError(RefusedError):
    """A picture of a county and of one record's surroundings was asked for at once."""

    code = "network-one-cut"

    def __init__(self) -> None:
        super().__init__("A picture shows a county or the surroundings of one record.")


class PictureFormUnknownError(RefusedError):
    """A picture was asked for in a form that there is not."""

    code = "picture-form-unknown"

    def __init__(self, form: str) -> None:
        super().__init__(f"A picture is .svg or .png, not {form}.", form=form)


@frozen(kw_only=True)
class _Cut:
    """What is drawn, as the options say it."""

    county: str | None
    around: str | None
    steps: int
    relations: tuple[str, ...]


@network_.command("picture")
@day_options
@click.option("--county", metavar="COUNTY", help="Only what lies in this county.")
@click.option("--around", metavar="ID", help="Only what surrounds this record.")
@click.option(
    "--steps", type=COUNT, default=1, help="How far around the record; 1 if not told."
)
@click.option("--compare", type=DAY, help="A second day, drawn beside the first.")
@relation_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def picture(
    app: App,
    on: date | None,
    known_at: str | None,
    county: str | None,
    around: str | None,
    steps: int,
    compare: date | None,
    relations: tuple[str, ...],
    output: Path | None,
) -> None:
    """Draw the network of a day, county by county, as SVG or PNG.

    Drawn are organisations, roundtables, communities, their mentors and projects; of
    one record's surroundings its representatives, too. With `--compare` two days stand
    side by side, each record in the same place, and what differs is marked. Without a
    file the SVG is printed.

    Example: cselekvo network picture --county Zala --on 2015-12-01 -o z.svg
    """
    if county is not None and around is not None:
        raise OneCutError
    form = chosen_format(None, output, "svg")
    if form not in {"svg", "png"}:
        raise PictureFormUnknownError(form)
    cut = _Cut(county=county, around=around, steps=steps, relations=relations)
    drawn = _drawn(app, cut, (on, compare), known_at)
    _hand_out(app, drawn, form, output)


def _drawn(
    app: App, cut: _Cut, days: tuple[date | None, date | None], known_at: str | None
) -> "NetworkPicture":
    from cselekvo.reports.network.picture import Shown, network_picture

    with app.view(days[0], known_at) as view:
        whole, known = network_of(view)
        title, ids = _title(view, cut, known), _records(view, cut, whole, known)
        graphs = [(view.on, whole)]
        chosen = _relations(view, cut)
    if days[1] is not None:
        with app.view(days[1], known_at) as view:
            second, later = network_of(view)
            known = both_known(later, known)
            # Who came later stands on the picture, too: around the same record.
            ids |= _records(view, cut, second, later)
            graphs.append((view.on, second))
    shown_days = [Shown(on=day, graph=_part(one, ids, chosen)) for day, one in graphs]
    return network_picture(title, shown_days, known)


def _relations(view: "View", cut: _Cut) -> frozenset[str]:
    usual = _USUAL if cut.around is None else _USUAL | _PEOPLE
    return chosen_relations(view, cut.relations, usual)


def _title(view: "View", cut: _Cut, known: "Known") -> str:
    if cut.county is not None:
        values = {"county": known.name(county_id(view, cut.county))}
        return _("The network: %(county)s") % values
    if cut.around is not None:
        name = next(
            (one for one in known.names if one.lower() == cut.around.lower()),
            cut.around,
        )
        return _("Around: %(name)s") % {"name": known.name(name)}
    return _("The network")


def _records(view: "View", cut: _Cut, whole: "Graph", known: "Known") -> set[str]:
    """Return the records that a cut of the network holds.

    Raises:
        NotFoundError: There is no such county or record.
    """
    from cselekvo.network.build import kinds_of
    from cselekvo.network.cut import around, of_relations, within

    graph = of_relations(whole, _relations(view, cut))
    if cut.county is not None:
        graph = within(graph, known.counties, county_id(view, cut.county))
    if cut.around is not None:
        return set(around(graph, cut.around, cut.steps))
    kinds = kinds_of(graph)
    return {id_ for id_ in graph if kinds[id_] in _ALWAYS or graph.degree(id_)}


def _part(whole: "Graph", ids: Collection[str], chosen: frozenset[str]) -> "Graph":
    from cselekvo.network.cut import of_relations, only

    return of_relations(only(whole, sorted(ids)), chosen)


def _hand_out(
    app: App, drawn: "NetworkPicture", form: str, output: Path | None
) -> None:
    result = {"records": drawn.records, "ties": drawn.ties, "text": drawn.text}
    if output is None:
        if app.as_json:
            answer(app, {"svg": drawn.svg, **result})
        else:
            click.echo(shown(drawn.svg.encode(), "svg"), nl=False)
        return
    from cselekvo.files import replace_file
    from cselekvo.reports.network.png import png

    data = png(drawn.svg) if form == "png" else drawn.svg.encode()
    with replace_file(output) as file:
        file.write(data)
    told = {"file": str(output), "format": form, "bytes": len(data), **result}
    answer(app, told, lines=[_("Wrote %(file)s.") % {"file": str(output)}])
