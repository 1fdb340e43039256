"""Which processes a question is about: the options that questions share."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

import click
from attrs import frozen

from cselekvo.domain.process import ProcessState
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import NotFoundError, ValueNotReadError
from cselekvo.i18n import current

if TYPE_CHECKING:
    from cselekvo.reports.processes.standing import Wanted
    from cselekvo.workspace import View

Command = Callable[..., None]
_NEAR: Final = 8
_ALL: Final = {"hu": "mind", "en": "all"}


class States(click.ParamType[frozenset[ProcessState]]):
    """How it is with a process, or all of these."""

    name = "state"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> frozenset[ProcessState]:
        """Return the states that are meant.

        Raises:
            ValueNotReadError: It is no state.
        """
        del param, ctx
        if isinstance(value, frozenset):
            return value
        if fold(str(value)) in _ALL.values():
            return frozenset(ProcessState)
        try:
            return frozenset({ProcessState.read(str(value))})
        except ValueNotReadError:
            allowed = ", ".join((*(one.hu for one in ProcessState), _ALL["hu"]))
            expected = f"one of: {allowed}"
            raise ValueNotReadError(str(value), expected) from None

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        words = [
            one.hu if current() == "hu" else str(one.value) for one in ProcessState
        ]
        quoted = (f'"{one}"' if " " in one else one for one in words)
        return "|".join((*quoted, _ALL["hu" if current() == "hu" else "en"]))


STATES: Final = States()


@frozen(kw_only=True)
class Narrowed:
    """What narrows a question to some processes, as the options say it."""

    template: str | None = None
    county: str | None = None
    units: tuple[str, ...] = ()
    stage: str | None = None


def narrowing_options(function: Command) -> Command:
    """Give a command the options that narrow it to some processes."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--template", metavar="TEMPLATE", help="Only those of this template."
        ),
        click.option(
            "--county", metavar="COUNTY", help="Only those of units in this county."
        ),
        click.option(
            "--unit",
            "units",
            multiple=True,
            metavar="UNIT",
            help="Only those of this unit; may be given again.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def day_options(function: Command) -> Command:
    """Give a command the options of a question: the day, and what was known when."""
    from cselekvo.commands.kinds import DAY

    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--on", type=DAY, help="The day asked about; today."),
        click.option(
            "--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ."
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def county_id(view: "View", text: str) -> str:
    """Return the id of a county that is named, or given by its id.

    Raises:
        NotFoundError: There is none.
    """
    from cselekvo.actions.places import Places
    from cselekvo.domain.territory import County

    found = Places(view).county(text)
    return str(found) if found is not None else str(view.one(County, text).id)


def check_template(view: "View", template: str, stage: str | None) -> None:
    """Go on only if there is such a template, with such a stage.

    Raises:
        NotFoundError: There is none.
    """
    from cselekvo.reports.processes.process_methods import Methods

    methods = Methods(view)
    versions = methods.named(template) if template else list(methods.versions)
    if template and not versions:
        known = sorted({one.template for one in methods.versions.values()})
        raise NotFoundError("template", template, tuple(known)[:_NEAR])
    stages = {
        one.id: None
        for version in versions
        for one in methods.running(version).method.template.stages
    }
    if stage is not None and stage.lower() not in {one.lower() for one in stages}:
        raise NotFoundError("stage", stage, tuple(stages) if template else ())


def known_units(view: "View", units: Collection[str]) -> frozenset[str]:
    """Return the ids of units as they were first written.

    Raises:
        NotFoundError: One is no record that a process can be about.
    """
    from cselekvo.actions.processes import UNITS

    found = set()
    for unit in units:
        kinds = (view.find(kind, unit) for kind in UNITS.values())
        record = next((one for one in kinds if one is not None), None)
        if record is None:
            raise NotFoundError("unit", unit)
        found.add(str(record.id))
    return frozenset(found)


def wanted_of(
    view: "View",
    narrowed: Narrowed,
    states: frozenset[ProcessState] | None = None,
    *,
    late: bool = False,
) -> "Wanted":
    """Return which processes are asked for; each thing named must be there.

    Raises:
        NotFoundError: One is not.
    """
    from cselekvo.reports.processes.standing import GOING, Wanted

    template = narrowed.template or ""
    if template or narrowed.stage:
        check_template(view, template, narrowed.stage)
    county = frozenset({county_id(view, narrowed.county)}) if narrowed.county else None
    return Wanted(
        template=template,
        counties=county,
        units=known_units(view, narrowed.units) if narrowed.units else None,
        stage=narrowed.stage or "",
        states=states or GOING,
        late=late,
    )
