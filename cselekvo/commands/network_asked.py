"""Which network a question is about: the options that questions share."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from cselekvo.errors import ValueNotReadError
from cselekvo.findings import Finding
from cselekvo.i18n import _, message

if TYPE_CHECKING:
    from cselekvo.network.build import Graph
    from cselekvo.reports.network.names import Known
    from cselekvo.workspace import View

Command = Callable[..., None]
#: So many sentences of one code are shown to people.
_MOST: Final = 10
#: Values of findings that hold ids of records.
_IDS: Final = ("names", "gone", "other", "organisation", "one")


def relation_option(function: Command) -> Command:
    """Give a command the option that names relations."""
    return click.option(
        "--relation",
        "relations",
        multiple=True,
        metavar="RELATION",
        help="Only this relation; may be given again.",
    )(function)


def chosen_relations(
    view: "View", named: Collection[str], usual: Collection[str] | None = None
) -> frozenset[str]:
    """Return the relations that are named, else the usual ones, else all.

    Raises:
        ValueNotReadError: One is none; the list is told.
    """
    known = view.relations
    for word in named:
        if word not in known:
            raise ValueNotReadError(word, f"one of: {', '.join(sorted(known))}")
    return frozenset(named) or (known if usual is None else frozenset(usual))


def network_of(view: "View") -> "tuple[Graph, Known]":
    """Return the whole network of a day, and what is known of its records."""
    from cselekvo.network.build import kinds_of
    from cselekvo.network.measures import counties_of
    from cselekvo.reports.network.names import known

    graph = view.network()
    told = known(view, kinds_of(graph).items())
    # A seat that is a text only lies in a county, too; the map does not know it.
    return graph, evolve(told, counties={**counties_of(graph), **told.counties})


def both_known(one: "Known", other: "Known") -> "Known":
    """Return what is known of the records of two days; the second has the last word."""
    names = {**one.names, **other.names}
    return evolve(one, names=names, counties={**one.counties, **other.counties})


def sentences(findings: Iterable[Finding], told: "Known") -> list[str]:
    """Return findings as lines; of very many of one code the first are shown."""
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.word, []).append(one)
    lines = []
    for some in by_code.values():
        lines += [f"– {sentence(one, told)}" for one in some[:_MOST]]
        more = len(some) - _MOST
        if more > 0:
            text = _("… and %(count)s more of the same kind; --json names all of them.")
            lines.append(f"  {text % {'count': more}}")
    return lines


def sentence(finding: Finding, told: "Known") -> str:
    """Return a finding as a sentence that calls records by their names."""
    values = {
        name: _named(value, told) if name in _IDS else value
        for name, value in finding.values.items()
    }
    subject = told.full(finding.subject) if finding.subject else ""
    return message(evolve(finding, subject=subject, values=values))


def _named(value: object, told: "Known") -> object:
    if isinstance(value, str):
        return told.full(value)
    if isinstance(value, Collection):
        return tuple(_tie(str(one), told) for one in value)
    return value


def _tie(text: str, told: "Known") -> str:
    """Return a record by its name, or two of them that are joined."""
    return " – ".join(told.full(one) for one in text.split(" – "))
