"""Reading the stages of a template."""

from attrs import frozen

from cselekvo.domain.template import Duration, Opens, Stage, Words
from cselekvo.handbook.templates import scalars
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.criteria import read_criteria, role
from cselekvo.handbook.templates.entries import Entries, Ids, entries
from cselekvo.handbook.templates.nodes import Mapping, Node, Scalar, Spot
from cselekvo.handbook.templates.reading import Reading
from cselekvo.handbook.templates.ways import ReadWay, read_ways

_REQUIRED = ("id", "title", "next")
_OTHERS = ("duration_days", "responsible", "opens_when", "exit_criteria")
_LONGEST = 3650


@frozen
class ReadStage:
    """A stage with the places of its ways."""

    stage: Stage
    spot: Spot
    ways: tuple[ReadWay, ...]


def ids_of(nodes: tuple[Node, ...]) -> list[str]:
    """Return the ids that the stages have, for those that refer to them."""
    found = []
    for node in nodes:
        if isinstance(node, Mapping):
            found += [
                value.text
                for key, value in node
                if key.text == "id" and isinstance(value, Scalar)
            ]
    return found


def read_stages(nodes: tuple[Node, ...], reading: Reading) -> list[ReadStage]:
    """Return the stages; of those with one id, the first."""
    ids = Ids(reading.notes)
    found = []
    for node in nodes:
        read = entries(
            node, "stages", reading.notes, required=_REQUIRED, allowed=_OTHERS
        )
        if read is None:
            continue
        one = _stage(read, reading)
        if one.stage.id and ids.take(one.stage.id, read.get("id") or node):
            found.append(one)
    return found


def _stage(read: Entries, reading: Reading) -> ReadStage:
    notes = reading.notes
    given, titled, leads = (read.get(name) for name in _REQUIRED)
    named = "" if given is None else scalars.id_(given, "id", notes) or ""
    title = None if titled is None else scalars.words(titled, "title", notes)
    ways = () if leads is None else read_ways(leads, named, reading)
    opens = read.get("opens_when")
    criteria = read_criteria(read.get("exit_criteria"), reading)
    if not criteria:
        notes.warning(TemplateCode.NO_EXIT_CRITERIA, read.spot, subject=named)
    stage = Stage(
        id=named,
        title=title or Words(named),
        ways=tuple(one.way() for one in ways),
        duration=_duration(read.get("duration_days"), reading),
        responsible=role(read.get("responsible"), "responsible", reading),
        exit_criteria=criteria,
        opens=_opens(opens, reading),
        line=read.spot.line,
    )
    return ReadStage(stage, read.spot if given is None else given.spot, ways)


def _opens(node: Node | None, reading: Reading) -> Opens:
    if node is None:
        return Opens.ALL
    return scalars.one_of(node, "opens_when", Opens, reading.notes) or Opens.ALL


def _duration(node: Node | None, reading: Reading) -> Duration | None:
    """Return how long a stage takes: a number of days, or three of them."""
    if node is None:
        return None
    notes = reading.notes
    if not isinstance(node, Mapping):
        typical = scalars.whole(node, "duration_days", notes, least=1, most=_LONGEST)
        return None if typical is None else _even(typical)
    read = entries(node, "duration_days", notes, required=("min", "typical", "max"))
    if read is None:
        return None
    days = [
        scalars.whole(value, key, notes, least=1, most=_LONGEST)
        for key in ("min", "typical", "max")
        if (value := read.get(key)) is not None
    ]
    known = [one for one in days if one is not None]
    if len(known) < len(("min", "typical", "max")):
        return None
    if known != sorted(known):
        least, typical, most = known
        notes.error(
            TemplateCode.DURATION_ORDER,
            node.spot,
            least=least,
            typical=typical,
            most=most,
        )
    return Duration(least=known[0], typical=known[1], most=known[2])


def _even(days: int) -> Duration:
    return Duration(least=days, typical=days, most=days)
