"""A template as a report: its picture, what was proved of it, its stages as a table."""

from collections.abc import Iterator, Mapping

from cselekvo.domain.template import Criterion, Stage, Template, Way
from cselekvo.findings import Finding
from cselekvo.i18n import _, current, fill, message as sentence
from cselekvo.reports.report import (
    CellKind,
    Column,
    Note,
    Origin,
    Pair,
    Report,
    Table,
)
from cselekvo.reports.templates.naming import Naming
from cselekvo.reports.templates.picture import template_picture
from cselekvo.rules.soundness import Proof


def template_report(
    template: Template,
    proof: Proof,
    naming: Naming,
    origin: Origin,
    findings: tuple[Finding, ...] = (),
) -> Report:
    """Return the report of a template, in the language that is spoken here.

    Args:
        template: Which.
        proof: What was proved of it; the story of its first fault is drawn.
        naming: What its roles and outcomes are called.
        origin: Where the report comes from; its head is empty without a workspace.
        findings: What else there is to tell.
    """
    fault = proof.faults[0] if proof.faults else None
    told = (*proof.findings(), *findings)
    return Report(
        kind="template",
        lang=current(),
        title=template.title.word(current()),
        subtitle=_("Process template"),
        origin=origin,
        facts=tuple(_facts(template, proof)),
        blocks=(
            template_picture(template, naming, fault=fault),
            *(Note(one.word, one.severity, sentence(one)) for one in told),
            _stages(template, naming),
        ),
    )


def _facts(template: Template, proof: Proof) -> Iterator[Pair]:
    verdicts = {
        True: _("proved sound"),
        False: _("not sound"),
        None: _("not decided"),
    }
    yield Pair("id", _("Identifier"), template.id)
    yield Pair("version", _("Version"), str(template.version))
    yield Pair("unit", _("About"), template.unit.word(current()))
    yield Pair("stages", _("Number of stages"), len(template.stages), CellKind.WHOLE)
    yield Pair("sound", _("Proof"), verdicts[proof.sound])
    if proof.longest_days is not None:
        words = fill(_("%(days)s days"), {"days": proof.longest_days})
        yield Pair("longest_days", _("Longest way"), words)


def _stages(template: Template, naming: Naming) -> Table:
    titles = {stage.id: stage.title.word(current()) for stage in template.stages}
    return Table(
        key="stages",
        caption=_("Stages one by one"),
        columns=(
            Column("stage", _("Stage")),
            Column("id", _("Identifier"), paper=False),
            Column("responsible", _("Responsible")),
            Column("days", _("Days"), CellKind.TEXT),
            Column("criteria", _("Closed when")),
            Column("leads_to", _("Leads to")),
        ),
        rows=tuple(
            (
                titles[stage.id],
                stage.id,
                naming.role(stage.responsible) or None,
                _days(stage),
                "; ".join(
                    _criterion(one, template.parameters) for one in stage.exit_criteria
                )
                or None,
                "; ".join(_leads(way, titles, naming) for way in stage.ways) or None,
            )
            for stage in template.stages
        ),
        head="stage",
        main=True,
    )


def _days(stage: Stage) -> str | None:
    """Return the shortest, the typical and the longest time; one number if the same."""
    if stage.duration is None:
        return None
    least, typical, most = (
        stage.duration.least,
        stage.duration.typical,
        stage.duration.most,
    )
    if least == most:
        return str(typical)
    return fill(
        _("%(least)s–%(most)s, typically %(typical)s"),
        {"least": least, "most": most, "typical": typical},
    )


def _criterion(criterion: Criterion, parameters: Mapping[str, int]) -> str:
    title = criterion.id.replace("_", " ")
    if criterion.title is not None:
        title = criterion.title.word(current())
    least = criterion.at_least
    least = parameters.get(least, least) if isinstance(least, str) else least
    if least == 1:
        return title
    values = {"title": title, "least": least}
    return fill(_("%(title)s (at least %(least)s)"), values)


def _leads(way: Way, titles: Mapping[str, str], naming: Naming) -> str:
    stages = " + ".join(titles[one] for one in way.stages) or _("end")
    values = {"outcome": naming.outcome(way.outcome), "stages": stages}
    text = _("[[%(outcome)s: ]]%(stages)s")
    return fill(
        _("[[%(outcome)s: ]]back to %(stages)s") if way.rework else text, values
    )
