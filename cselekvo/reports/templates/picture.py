"""A template as a picture that is read at a glance, and where a process of it stands.

Stages are cards from above downward. A diamond is a choice, its outcomes are named on
its ways; a bar below a card or an outcome starts several ways at once, a bar above one
waits for all, a ring opens on any; a dashed line leads back. Nothing is told by colour
alone.
"""

from collections.abc import Mapping
from typing import Final

from cselekvo.domain.template import Template
from cselekvo.i18n import _, fill
from cselekvo.reports.report import Picture
from cselekvo.reports.templates.card import (
    COLOURS,
    Card,
    Look,
    card_of,
    card_widths,
    waits_for_several,
)
from cselekvo.reports.templates.fault import Told, told_of
from cselekvo.reports.templates.graph import Graph, graph_of
from cselekvo.reports.templates.marks import StageMark
from cselekvo.reports.templates.naming import Naming
from cselekvo.reports.templates.painting import (
    MARGIN,
    NARROWEST,
    Heading,
    Painting,
    heading_of,
)
from cselekvo.reports.templates.telling import told_in_words
from cselekvo.rules.soundness import Fault

#: The sides of a page, and what is above and below the stages on it.
_PAGE: Final = (170.0, 225.0)
_AROUND: Final = 110.0
#: Of a template with more stages only one width of the cards is tried.
_MANY: Final = 60
_NO_ROLE: Final = "#9aa5ad"


def template_picture(
    template: Template,
    naming: Naming,
    *,
    marks: Mapping[str, StageMark] | None = None,
    fault: Fault | None = None,
    heading: Heading | None = None,
) -> Picture:
    """Return the picture of a template.

    Args:
        template: Sound or not.
        naming: What its roles and outcomes are called.
        marks: Where a process of it stands, by stages.
        fault: What is wrong with the template; its story is drawn.
        heading: What stands above it; else the name of the template.
    """
    told = told_of(template, fault)
    colours = _colours(template)
    looks = _looks(template, marks or {}, told)

    def drawn(width: float) -> tuple[dict[str, Card], Graph]:
        cards = {
            stage.id: card_of(
                stage,
                width,
                naming,
                colours.get(stage.responsible, _NO_ROLE),
                looks[stage.id],
            )
            for stage in template.stages
        }
        return cards, graph_of(template, cards, naming)

    widths = card_widths(template)
    tried = [drawn(one) for one in widths[: 1 if len(looks) > _MANY else None]]
    cards, graph = max(tried, key=lambda one: _scale(one[1]))
    text = told_in_words(template, naming, marks or {}, fault)
    above = heading or heading_of(template)
    several = waits_for_several(template)
    painting = Painting(template, cards, graph, told, several, above)
    if heading is not None:
        text = fill(_("%(heading)s. %(text)s"), {"heading": heading.line, "text": text})
    svg = painting.svg(text, colours, naming)
    return Picture(key="template", caption=_("Stages"), svg=svg, text=text)


def _scale(graph: Graph) -> float:
    """Return how large a drawing may be on a page, whose sides these numbers are."""
    width, height = graph.layout.width + 2 * MARGIN, graph.layout.height + _AROUND
    return min(_PAGE[0] / max(width, NARROWEST), _PAGE[1] / height)


def _colours(template: Template) -> dict[str, str]:
    """Return a colour for each role, in the order in which they appear."""
    roles = dict.fromkeys(one.responsible for one in template.stages if one.responsible)
    return {role: COLOURS[n % len(COLOURS)] for n, role in enumerate(roles)}


def _looks(
    template: Template, marks: Mapping[str, StageMark], told: Told
) -> dict[str, Look]:
    several = waits_for_several(template)
    return {
        stage.id: Look(
            mark=marks.get(stage.id),
            joins=stage.id in several,
            forks=any(not way.outcome and len(way.stages) > 1 for way in stage.ways),
            step=told.steps.get(stage.id, ""),
            wrong=told.words if stage.id == told.stage else "",
        )
        for stage in template.stages
    }
