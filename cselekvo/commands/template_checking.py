"""What the check of a file came to: refused with its lines, or proved or not."""

from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from cselekvo.domain.template import Template
from cselekvo.findings import Finding, Place
from cselekvo.handbook.templates import load
from cselekvo.i18n import _, current, fill
from cselekvo.rules.soundness import Fault, Proof, prove


@frozen(kw_only=True)
class Checked:
    """What a check came to; of a file that was refused there is neither."""

    template: Template | None
    proof: Proof | None
    findings: list[Finding]

    def result(self) -> dict[str, Any]:
        """Return what programs compute with."""
        template, proof = self.template, self.proof
        faults = () if proof is None else proof.faults
        return {
            "id": None if template is None else template.id,
            "version": None if template is None else template.version,
            "stages": None if template is None else len(template.stages),
            "sound": None if proof is None else proof.sound,
            "counterexample": _story(faults[0]) if faults else None,
            "longest_days": None if proof is None else proof.longest_days,
        }

    def lines(self) -> list[str]:
        """Return the same for people."""
        if self.template is None or self.proof is None:
            return []
        values = {
            "id": self.template.id,
            "title": self.template.title.word(current()),
            "version": self.template.version,
            "stages": len(self.template.stages),
            "days": self.proof.longest_days,
        }
        told = (
            _("%(id)s, version %(version)s: %(title)s (stages: %(stages)s)"),
            _("Proved sound.")
            if self.proof.sound
            else _("Whether it is sound could not be decided."),
            _("[[The longest way takes %(days)s days by typical durations.]]"),
        )
        return [line for text in told if (line := fill(text, values))]


def _story(fault: Fault) -> dict[str, Any]:
    """Return a fault as programs read it: the closings that lead there, what waits."""
    return {
        "code": fault.code.value,
        "stage": fault.stage,
        "story": [{"stage": one.stage, "outcome": one.outcome} for one in fault.story],
        "open": list(fault.open),
        "waits_for": [
            {"stage": one.source, "outcome": one.outcome} for one in fault.missing
        ],
        "lead_back_to": fault.lead_back_to or None,
    }


def check_template(path: Path, within: int | None = None) -> Checked:
    """Read a template and prove it.

    Args:
        path: Its file.
        within: How many days a project has; None: it is not known.
    """
    template, findings = load(path)
    if template is None:
        return Checked(template=None, proof=None, findings=findings)
    proof = prove(template)
    found = proof.findings() + (proof.longer_than(within) if within else ())
    told = [in_file(one, path) for one in found]
    return Checked(template=template, proof=proof, findings=[*findings, *told])


def in_file(finding: Finding, path: Path) -> Finding:
    """Return the finding with the file that it is about."""
    where = finding.where or Place()
    return evolve(finding, where=evolve(where, file=str(path)))
