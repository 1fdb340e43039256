"""Loading a template: from a file or its bytes to a template, or to every fault."""

from pathlib import Path
from typing import Final

from cselekvo.domain.template import Template, Unit, Words
from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding
from cselekvo.handbook.templates import scalars
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.criteria import LARGEST as LARGEST_NUMBER
from cselekvo.handbook.templates.cycles import check_cycles
from cselekvo.handbook.templates.entries import Entries, Ids, entries, items
from cselekvo.handbook.templates.nodes import Items, Mapping, Node
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.parsing import parse
from cselekvo.handbook.templates.reading import Known, Reading, handbook_names
from cselekvo.handbook.templates.stages import ReadStage, ids_of, read_stages
from cselekvo.handbook.templates.text import LARGEST, read_text

MOST_STAGES: Final = 500
_REQUIRED: Final = ("id", "version", "title", "unit", "start", "stages")
_LATEST: Final = 999_999


def load(
    source: Path | bytes, known: Known | None = None
) -> tuple[Template | None, list[Finding]]:
    """Load a template.

    Args:
        source: Its file, or the bytes of one.
        known: What it may name; None: what the handbook defines.

    Returns:
        The template, None where it is refused; and all that was found, each with line
        and column.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
    """
    data = source if isinstance(source, bytes) else file_bytes(source)
    notes = Notes(None if isinstance(source, bytes) else str(source))
    text = read_text(data, notes)
    node = None if text is None else parse(text, notes)
    template = None
    if node is not None:
        template = _template(node, Reading(notes, known or handbook_names()))
    return (None if notes.has_errors else template), notes.findings()


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file, and never more than one too many.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
    """
    ordinary_file(path)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error


def _template(node: Node, reading: Reading) -> Template | None:
    notes = reading.notes
    read = entries(node, "template", notes, required=_REQUIRED, allowed=("parameters",))
    if read is None:
        return None
    named = _id(read.get("id"), reading)
    version = _version(read.get("version"), reading)
    title, unit = _title(read.get("title"), reading), _unit(read.get("unit"), reading)
    reading.parameters = _parameters(read.get("parameters"), reading)
    nodes = _stage_nodes(read.get("stages"), reading)
    reading.stages = dict.fromkeys(ids_of(nodes))
    stages = read_stages(nodes, reading)
    start = _start(read.get("start"), reading)
    check_cycles(stages, start, notes)
    _check_parameters(read.get("parameters"), reading)
    _check_english(title, stages, read, notes)
    if notes.has_errors or title is None or unit is None:
        return None
    return Template(
        id=named,
        version=version,
        title=title,
        unit=unit,
        start=start,
        stages=tuple(one.stage for one in stages),
        parameters=reading.parameters,
    )


def _id(node: Node | None, reading: Reading) -> str:
    return "" if node is None else scalars.id_(node, "id", reading.notes) or ""


def _version(node: Node | None, reading: Reading) -> int:
    if node is None:
        return 0
    read = scalars.whole(node, "version", reading.notes, least=1, most=_LATEST)
    return read or 0


def _title(node: Node | None, reading: Reading) -> Words | None:
    return None if node is None else scalars.words(node, "title", reading.notes)


def _unit(node: Node | None, reading: Reading) -> Unit | None:
    return None if node is None else scalars.one_of(node, "unit", Unit, reading.notes)


def _parameters(node: Node | None, reading: Reading) -> dict[str, int]:
    """Return the parameters with the values they have where none is set."""
    if node is None:
        return {}
    notes = reading.notes
    if not isinstance(node, Mapping):
        notes.error(TemplateCode.MAPPING_EXPECTED, node.spot, key="parameters")
        return {}
    ids = Ids(notes)
    found = {}
    for key, value in node:
        named = scalars.id_(key, "parameters", notes)
        read = scalars.whole(value, key.text, notes, least=1, most=LARGEST_NUMBER)
        if named is not None and ids.take(named, key):
            found[named] = read or 1
    return found


def _stage_nodes(node: Node | None, reading: Reading) -> tuple[Node, ...]:
    nodes = items(node, "stages", reading.notes)
    if len(nodes) > MOST_STAGES:
        reading.notes.error(
            TemplateCode.TOO_MANY_STAGES,
            nodes[MOST_STAGES].spot,
            count=len(nodes),
            allowed=MOST_STAGES,
        )
    elif isinstance(node, Items) and not nodes:
        reading.notes.error(TemplateCode.NO_STAGES, node.spot)
    return nodes


def _start(node: Node | None, reading: Reading) -> str:
    if node is None:
        return ""
    named = scalars.id_(node, "start", reading.notes)
    if named is not None and named not in reading.stages:
        reading.notes.error(
            TemplateCode.STAGE_UNKNOWN,
            node.spot,
            subject=named,
            text=scalars.shown(named),
            near=reading.notes.near(named, reading.stages),
        )
    return named or ""


def _check_parameters(node: Node | None, reading: Reading) -> None:
    """Warn of parameters that no criterion asks for."""
    for key, _value in node if isinstance(node, Mapping) else ():
        if key.text in reading.parameters and key.text not in reading.used:
            reading.notes.warning(
                TemplateCode.PARAMETER_UNUSED, key.spot, subject=key.text
            )


def _check_english(
    title: Words | None, stages: list[ReadStage], read: Entries, notes: Notes
) -> None:
    """Warn, once, of titles without an English text."""
    missing = [
        one.stage.id
        for one in stages
        if not one.stage.title.en
        or any(c.title is not None and not c.title.en for c in one.stage.exit_criteria)
    ]
    titled = read.get("title")
    if title is not None and titled is not None and not title.en:
        notes.warning(TemplateCode.ENGLISH_MISSING, titled.spot, count=1 + len(missing))
    elif missing:
        first = next(one for one in stages if one.stage.id == missing[0])
        notes.warning(TemplateCode.ENGLISH_MISSING, first.spot, count=len(missing))
