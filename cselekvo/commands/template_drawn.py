"""Checking a process that was drawn elsewhere: BPMN, or a Petri net in PNML."""

from pathlib import Path
from typing import Any, Final

from attrs import frozen

from cselekvo.commands.template_checking import in_file
from cselekvo.exchange.bpmn.net import prove_process, stages_in
from cselekvo.exchange.bpmn.reading import read_bpmn
from cselekvo.exchange.pnml import read_pnml
from cselekvo.findings import Finding
from cselekvo.i18n import _, fill
from cselekvo.rules.nets import NetFault, NetProof, prove_net

_BPMN: Final = ".bpmn"
_PNML: Final = ".pnml"


@frozen(kw_only=True)
class Drawn:
    """What the check of a drawing came to; of one that was refused there is no proof.

    Attributes:
        id: Of the process; empty: it has none.
        steps: Its tasks, or the steps of a net.
    """

    id: str = ""
    steps: int | None = None
    proof: NetProof | None = None
    findings: list[Finding]

    def result(self) -> dict[str, Any]:
        """Return what programs compute with, named as that of a template."""
        faults = () if self.proof is None else self.proof.faults
        return {
            "id": self.id or None,
            "version": None,
            "stages": self.steps,
            "sound": None if self.proof is None else self.proof.sound,
            "counterexample": _story(faults[0]) if faults else None,
            "longest_days": None,
        }

    def lines(self) -> list[str]:
        """Return the same for people."""
        if self.proof is None:
            return []
        values = {"id": self.id, "steps": self.steps}
        text = _("[[%(id)s: ]]a process drawn elsewhere (tasks or steps: %(steps)s)")
        proved = _("Proved sound.")
        undecided = _("Whether it is sound could not be decided.")
        return [fill(text, values), proved if self.proof.sound else undecided]


def _story(fault: NetFault) -> dict[str, Any]:
    return {
        "code": fault.code.value,
        "stage": fault.subject or None,
        "story": list(fault.story),
        "marked": list(fault.marked),
    }


def is_drawn(path: Path) -> bool:
    """Return whether the file's ending says that it is no template."""
    return path.suffix.lower() in {_BPMN, _PNML}


def check_drawn(path: Path) -> Drawn:
    """Read a drawing and prove it."""
    if path.suffix.lower() == _PNML:
        net, found = read_pnml(path)
        if net is None:
            return Drawn(findings=list(found))
        steps = sum(not one.silent for one in net.transitions)
        return _proved("", steps, prove_net(net), path, found)
    process, found = read_bpmn(path)
    if process is None:
        return Drawn(findings=list(found))
    proof = prove_process(process)
    return _proved(process.id, stages_in(process), proof, path, found)


def _proved(
    id_: str, steps: int, proof: NetProof, path: Path, found: tuple[Finding, ...]
) -> Drawn:
    told = [in_file(one.finding(), path) for one in proof.faults]
    return Drawn(id=id_, steps=steps, proof=proof, findings=[*found, *told])
