"""A picture of a template in words, for those who do not see it."""

from collections.abc import Iterator, Mapping

from cselekvo.domain.template import Stage, Template, Way
from cselekvo.i18n import _, current, fill, message as sentence
from cselekvo.reports.templates.card import days_words
from cselekvo.reports.templates.marks import StageMark, mark_words
from cselekvo.reports.templates.naming import Naming
from cselekvo.rules.soundness import Fault

#: A longer text helps nobody who has it read out.
_STAGES = 40


def told_in_words(
    template: Template,
    naming: Naming,
    marks: Mapping[str, StageMark],
    fault: Fault | None,
) -> str:
    """Return what the picture shows, stage by stage; of very many, the first."""
    titles = {stage.id: stage.title.word(current()) for stage in template.stages}
    told = [
        fill(
            _("%(count)s stages, beginning with %(start)s."),
            {"count": len(template.stages), "start": titles[template.start]},
        )
    ]
    told += [
        _told(stage, titles, naming, marks.get(stage.id))
        for stage in template.stages[:_STAGES]
    ]
    if len(template.stages) > _STAGES:
        told.append("…")
    if fault is not None:
        told.append(sentence(fault.finding()))
    return " ".join(told)


def _told(
    stage: Stage, titles: Mapping[str, str], naming: Naming, mark: StageMark | None
) -> str:
    values = {
        "title": titles[stage.id],
        "role": naming.role(stage.responsible),
        "days": days_words(stage),
        "state": "" if mark is None else mark_words(mark),
        "ways": "; ".join(_ways(stage, titles, naming)),
    }
    text = _("%(title)s[[, %(role)s]][[, %(days)s]][[, %(state)s]]: %(ways)s.")
    return fill(text, values)


def _ways(stage: Stage, titles: Mapping[str, str], naming: Naming) -> Iterator[str]:
    for way in stage.ways:
        values = {
            "outcome": naming.outcome(way.outcome),
            "stages": " + ".join(titles[one] for one in way.stages),
        }
        yield fill(_way_text(way), values)


def _way_text(way: Way) -> str:
    if way.rework:
        return _("[[%(outcome)s, ]]back to: %(stages)s")
    if not way.stages:
        return _("[[%(outcome)s, ]]end")
    return _("[[%(outcome)s, ]]then: %(stages)s")
