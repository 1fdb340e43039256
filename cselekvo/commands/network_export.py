"""Writing the network in the forms that other programs read."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.network import network_
from cselekvo.commands.network_asked import (
    chosen_relations,
    network_of,
    relation_option,
)
from cselekvo.commands.output import answer
from cselekvo.commands.process_asked import county_id, day_options
from cselekvo.errors import RefusedError
from cselekvo.i18n import _

if TYPE_CHECKING:
    from cselekvo.network.export import Kumu, Parts

_FORMS: Final = ("graphml", "gexf", "json", "xlsx")


class NetworkFormUnknownError(RefusedError):
    """The ending of a file says no form in which a network is written."""

    code = "network-form-unknown"

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: no form has this ending; there are .graphml, .gexf, .json and "
            ".xlsx, and a folder gets two sheets for Kumu.",
            file=file,
            known=[f".{one}" for one in _FORMS],
        )


@network_.command("export")
@day_options
@click.option("--county", metavar="COUNTY", help="Only what lies in this county.")
@relation_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file, or a folder for Kumu.",
)
@pass_app
def export(
    app: App,
    on: date | None,
    known_at: str | None,
    county: str | None,
    relations: tuple[str, ...],
    output: Path,
) -> None:
    """Write the network of a day: GraphML, GEXF, node-link JSON, or sheets for Kumu.

    The file's ending says the form: .graphml (networkx, yEd, Gephi), .gexf with dated
    edges (Gephi), .json (networkx, D3), .xlsx with the two sheets of Kumu. A name
    without an ending is a folder, which gets the two sheets as CSV. An edge has the id
    of its record and its days, a record its name.

    Example: cselekvo network export --on 2015-12-01 -o n.graphml
    """
    from cselekvo.network.cut import of_relations, within
    from cselekvo.network.export import parts_of

    form = output.suffix.removeprefix(".").lower()
    if form not in {"", *_FORMS} and not output.is_dir():
        raise NetworkFormUnknownError(output.name)
    with app.view(on, known_at) as view:
        chosen = chosen_relations(view, relations)
        graph, known = network_of(view)
        graph = of_relations(graph, chosen)
        if county is not None:
            graph = within(graph, known.counties, county_id(view, county))
        day = view.on
    parts = parts_of(graph, known.names, on=day)
    folder = output.is_dir() or not form
    files = _sheets(parts, output) if folder else [_file(parts, output, form)]
    result = {
        "files": [str(file) for file in files],
        "format": "kumu" if folder or form == "xlsx" else form,
        "nodes": len(parts.nodes),
        "edges": len(parts.edges),
        "partial": bool(graph.graph["partial"]),
    }
    lines = [_("Wrote %(file)s.") % {"file": str(file)} for file in files]
    answer(app, result, lines=lines)


def _file(parts: "Parts", output: Path, form: str) -> Path:
    from cselekvo.files import replace_file
    from cselekvo.network import export

    if form == "xlsx":
        _workbook(export.kumu(parts), output)
        return output
    write = {
        "graphml": export.graphml,
        "gexf": export.gexf,
        "json": export.node_link,
    }[form]
    data = write(parts)
    with replace_file(output) as file:
        file.write(data)
    return output


def _workbook(sheets: "Kumu", output: Path) -> None:
    from cselekvo.exchange.workbooks.workbook_writer import Heading, writing

    named = {"Elements": sheets.elements, "Connections": sheets.connections}
    with writing(output) as book:
        for name, rows in named.items():
            sheet = book.begin(name, [Heading(head) for head in rows[0]])
            for row in rows[1:]:
                sheet.row(row)
            sheet.end()


def _sheets(parts: "Parts", folder: Path) -> list[Path]:
    from cselekvo.exchange.sheet_folder import writing_folder
    from cselekvo.network.export import kumu

    sheets = kumu(parts)
    named = {"elements": sheets.elements, "connections": sheets.connections}
    # Kumu wants commas, whatever a Hungarian spreadsheet expects.
    with writing_folder(folder, delimiter=",") as write:
        for name, rows in named.items():
            write(name, rows[0], rows[1:])
    return [folder / f"{name}.csv" for name in named]
