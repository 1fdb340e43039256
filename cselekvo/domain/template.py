"""Process templates: how a community is carried from stage to stage, as data.

The language is that of DESIGN section 5. A template is read from a file by the
handbook, proved by `rules.soundness`, and published as a fact that never changes.
"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from cselekvo.domain.vocabulary import Vocabulary


class Unit(Vocabulary):
    """What a process is about."""

    COMMUNITY = "community", "közösség", "community"
    ORGANISATION = "organisation", "szervezet", "organisation"
    ROUNDTABLE = "roundtable", "kerekasztal", "roundtable"
    PROJECT = "project", "projekt", "project"
    AREA = "area", "akcióterület", "area"


class Opens(Vocabulary):
    """When a stage opens: on a mark on every way that leads in, or on each mark."""

    ALL = "all", "mind", "all"
    ANY = "any", "bármelyik", "any"


class CriterionKind(Vocabulary):
    """What closes a stage."""

    CHECKLIST = "checklist", "teendő", "checklist item"
    DOCUMENT = "document", "dokumentum", "document"
    APPROVAL = "approval", "jóváhagyás", "approval"
    ACTIVITIES = "activities", "események", "activities"
    INDICATOR = "indicator", "mutató", "indicator"
    PLANS = "plans", "fejlesztési tervek", "development plans"


class CountsFrom(Vocabulary):
    """From when what a criterion counts is counted."""

    RUN = "run", "a szakasz nyitása", "the opening of the stage"
    PROCESS = "process", "a folyamat kezdete", "the start of the process"


#: A whole number, or the name of a parameter that is set per process.
Amount = int | str


@frozen
class Words:
    """A text in two languages; the English one may be missing."""

    hu: str
    en: str = ""

    def word(self, lang: str) -> str:
        """Return the text in `hu` or `en`; the Hungarian one where English is not."""
        return self.en if lang == "en" and self.en else self.hu


@frozen(kw_only=True)
class Duration:
    """How long a stage takes, in whole days."""

    least: int
    typical: int
    most: int


@frozen(kw_only=True)
class Criterion:
    """What must be there before a stage may be closed.

    Attributes:
        activity: The kind of activity that is counted.
        indicator: The code of the indicator.
        state: The state in which a development plan counts.
        by: The role whose approval it is.
        at_least: How many; a number or a parameter.
        since: From when is counted.
    """

    id: str
    kind: CriterionKind = CriterionKind.CHECKLIST
    title: Words | None = None
    activity: str = ""
    indicator: str = ""
    state: str = ""
    by: str = ""
    at_least: Amount = 1
    since: CountsFrom = CountsFrom.RUN


@frozen(kw_only=True)
class Way:
    """What closing a stage marks.

    Attributes:
        outcome: The name of the choice; empty: it is no choice.
        stages: All of these are marked; none: this way ends here.
        rework: A way back: its stage opens at once, without waiting.
    """

    outcome: str = ""
    stages: tuple[str, ...] = ()
    rework: bool = False


@frozen(kw_only=True)
class Stage:
    """A stage of a template.

    Attributes:
        ways: One, or one for each outcome among which is chosen when it is closed.
        line: Where it stands in its file; 0: not known.
    """

    id: str
    title: Words
    ways: tuple[Way, ...]
    duration: Duration | None = None
    responsible: str = ""
    exit_criteria: tuple[Criterion, ...] = ()
    opens: Opens = Opens.ALL
    line: int = field(default=0, eq=False)

    @property
    def is_choice(self) -> bool:
        """Return whether an outcome is named when it is closed."""
        return bool(self.ways and self.ways[0].outcome)


@frozen(kw_only=True)
class Template:
    """A process template of one version, all its names resolved."""

    id: str
    version: int
    title: Words
    unit: Unit
    start: str
    stages: tuple[Stage, ...]
    parameters: Mapping[str, int] = field(factory=dict, hash=False)

    def stage(self, id_: str) -> Stage:
        """Return the stage of that id.

        Raises:
            KeyError: There is none.
        """
        for one in self.stages:
            if one.id == id_:
                return one
        raise KeyError(id_)

    def ways(self) -> Iterator[tuple[Stage, Way, str]]:
        """Yield each way with the stage it leaves and one that it leads to."""
        for stage in self.stages:
            for way in stage.ways:
                for target in way.stages:
                    yield stage, way, target
