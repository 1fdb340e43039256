"""What the records of a network are called, and in which county they lie.

Asked for in batches: how many questions there are does not depend on how many records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from cselekvo.domain.fact import Erased
from cselekvo.domain.person import Person
from cselekvo.domain.programme import Programme
from cselekvo.domain.template import Unit, Words
from cselekvo.domain.territory import CountyName, DistrictName, Settlement
from cselekvo.i18n import _, current
from cselekvo.ports import Reader
from cselekvo.reports.processes.unit_places import unit_places

#: The kinds that a process can be about; these know their place.
_UNITS: Final = {str(one.value): one for one in Unit}
_Kinds = Iterable[tuple[str, str]]


@frozen(kw_only=True)
class Known:
    """What is known of the records of a network, in the language of the call.

    Attributes:
        names: By id; one that the reader may not see goes by its id.
        counties: By id, of those that lie in a county, the county's id.
    """

    names: Mapping[str, str]
    counties: Mapping[str, str]

    def name(self, id_: str) -> str:
        """Return what a record is called."""
        return self.names.get(id_, id_)

    def full(self, id_: str) -> str:
        """Return a record's name with its id, where the two differ."""
        name = self.name(id_)
        return id_ if name == id_ else f"{name} ({id_})"


def known(reader: Reader, nodes: _Kinds) -> Known:
    """Return what is known of records on the reader's day.

    Args:
        reader: Who asks.
        nodes: `id, kind`.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for id_, kind in nodes:
        ids[kind].append(id_)
    wanted = {
        id_: _UNITS[kind] for kind, some in ids.items() if kind in _UNITS
        for id_ in some
    }  # fmt: skip
    units = unit_places(reader, wanted)
    names = {id_: unit.name.word(current()) for id_, unit in units.items()}
    names |= dict(_others(reader, ids))
    counties = {id_: unit.county for id_, unit in units.items() if unit.county}
    return Known(names=names, counties=counties)


def _others(reader: Reader, ids: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the names of what no process is about."""
    if "person" in ids:
        for person in reader.facts(Person, id=ids["person"]):
            erased = isinstance(person.name, Erased)
            yield person.id, _("erased") if erased else person.name
    if "programme" in ids:
        for one in reader.facts(Programme, id=ids["programme"]):
            yield one.id, Words(one.title, one.title_en).word(current())
    if "settlement" in ids:
        for place in reader.facts(Settlement, id=ids["settlement"]):
            yield place.id, place.name
    if "district" in ids:
        for district in reader.facts(DistrictName, on=reader.on):
            yield district.district, district.name
    # Counties are the headings of pictures, whether they are nodes or not.
    for county in reader.facts(CountyName, on=reader.on):
        yield county.county, Words(county.name, county.name_en).word(current())
