"""The lanes of a BPMN process as the roles that templates may name."""

from collections.abc import Mapping
from enum import Enum

from attrs import evolve

from cselekvo.domain.template import Template, Words
from cselekvo.exchange.bpmn.template import slug
from cselekvo.findings import Finding, Place, Severity


class LaneCode(Enum):
    """What can be found about the lanes of a BPMN process."""

    LANE_IS_NO_ROLE = "bpmn-lane-is-no-role"


def with_roles(
    template: Template, roles: Mapping[str, Words]
) -> tuple[Template, tuple[Finding, ...]]:
    """Return the template with the roles that its lanes are called by.

    A lane that is called otherwise is left out, and told once.

    Args:
        template: As `to_template` returned it.
        roles: The titles of the roles that there are, by their ids.
    """
    known = {slug(id_, {}): id_ for id_ in roles}
    for id_, title in roles.items():
        known |= {slug(one, {}): id_ for one in (title.hu, title.en) if one}
    findings: dict[str, Finding] = {}
    stages = []
    for stage in template.stages:
        lane = stage.responsible
        stages.append(evolve(stage, responsible=known.get(lane, "")))
        if lane and lane not in known:
            finding = Finding(
                LaneCode.LANE_IS_NO_ROLE,
                subject=lane,
                severity=Severity.WARNING,
                where=Place(line=stage.line) if stage.line else None,
            )
            findings.setdefault(lane, finding)
    return evolve(template, stages=tuple(stages)), tuple(findings.values())
