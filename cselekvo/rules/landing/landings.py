"""Whether a running process may move to another version, and where it lands.

It keeps its open stages, each mapped to one of the newer version, and these must be
open together in a marking that the newer version can come to by what the process has
done: closings of stages that it has closed, and of stages that the older version did
not know, which are passed over. No mark is claimed of a stage that was never done, and
no stage that was done comes ahead again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, evolve, field

from cselekvo.domain.named import Named
from cselekvo.domain.template import Template
from cselekvo.findings import Finding, Severity
from cselekvo.rules.landing.answers import Landing, LandingCode, Standing, note
from cselekvo.rules.landing.question import Question, Versions
from cselekvo.rules.landing.search import MOST
from cselekvo.rules.stage_map import check_stage_map, likely_renames
from cselekvo.rules.transitions import Marking

_NO_NAMES: Final[Mapping[str, str]] = {}
_Key = tuple[Marking, tuple[tuple[str, tuple[str, ...]], ...]]


@define(eq=False)
class Landings:
    """The landings of many processes: two versions prepared once, no question twice.

    Args:
        old: The version under which the processes stand.
        new: The version to which they would move.
        names: The stage map, old id to new id; a stage that is not in it keeps its id.
        most: So many markings are looked at for each standing.
    """

    old: Template
    new: Template
    names: Mapping[str, str] = field(default=_NO_NAMES)
    most: int = MOST
    _versions: Versions = field(init=False)
    _faults: tuple[Finding, ...] = field(init=False)
    _known: dict[_Key, Landing] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Prepare both versions."""
        self._versions = Versions.of(self.old, self.new, self.names, self.most)
        self._faults = tuple(check_stage_map(self.old, self.new, self.names))

    def of(
        self, standing: Standing, parameters: Collection[str] = frozenset()
    ) -> Landing:
        """Return where a process lands.

        Args:
            standing: Where it stands.
            parameters: Those that were set for it.
        """
        key = (
            standing.marking,
            tuple(
                (id_, tuple(sorted(outcomes)))
                for id_, outcomes in sorted(standing.finished.items())
            ),
        )
        landing = self._known.get(key)
        if landing is None:
            landing = self._known[key] = self._landing(standing)
        gone = sorted(set(parameters) - self.new.parameters.keys())
        if not gone or landing.marking is None:
            return landing
        told = Finding(
            LandingCode.PARAMETERS_GONE,
            severity=Severity.WARNING,
            values={"parameters": tuple(gone)},
        )
        return evolve(landing, findings=(*landing.findings, told))

    def _landing(self, standing: Standing) -> Landing:
        if self._faults:
            return Landing(findings=self._faults)
        open_ = standing.marking.open
        if not open_:
            return Landing(findings=(note(LandingCode.ENDED),))
        mapped = {id_: self._versions.mapped(id_) for id_ in open_}
        there = self._versions.after.net.number
        stages = {id_: to for id_, to in mapped.items() if to in there}
        lost = (*self._gone([one for one in mapped if one not in stages]),)
        lost += (*self._merged([id_ for id_ in open_ if id_ in stages], mapped),)
        if lost:
            return Landing(stages=stages, findings=lost)
        return Question.of(self._versions, standing, stages).answer()

    def _gone(self, gone: Sequence[str]) -> Iterator[Finding]:
        """Find open stages that are gone, with what they may have become."""
        near = likely_renames(self.old, self.new, self.names) if gone else {}
        for id_ in gone:
            to = near.get(id_)
            values = {
                "stage": Named.of(self.old.stage(id_)),
                "near": None if to is None else Named.of(self.new.stage(to)),
            }
            yield Finding(LandingCode.STAGE_GONE, subject=id_, values=values)

    def _merged(
        self, open_: Sequence[str], mapped: Mapping[str, str]
    ) -> Iterator[Finding]:
        """Find open stages that would be one; also one that is open twice."""
        onto: dict[str, list[str]] = {}
        for id_ in open_:
            onto.setdefault(mapped[id_], []).append(id_)
        for to, ids in onto.items():
            if len(ids) > 1:
                values = {
                    "stage": Named.of(self.new.stage(to)),
                    "stages": tuple(Named.of(self.old.stage(one)) for one in ids),
                }
                yield Finding(LandingCode.STAGES_MERGED, subject=to, values=values)


def landing(
    old: Template,
    new: Template,
    standing: Standing,
    names: Mapping[str, str] = _NO_NAMES,
    parameters: Collection[str] = frozenset(),
) -> Landing:
    """Return where one process lands; `Landings` does it for many.

    Args:
        old: The version under which it stands.
        new: The version to which it would move.
        standing: Where it stands.
        names: The stage map.
        parameters: Those that were set for it.
    """
    return Landings(old, new, names).of(standing, parameters)
