"""Exit criteria: what must be there before a stage may be closed, and what is missing.

What is ticked, handed in or approved is evidence of the run; what is counted comes from
the records. An indicator that nothing recorded feeds is not computable: its criterion
is then neither met nor missed by a number, and the stage can only be skipped.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.named import Named
from cselekvo.domain.process import Evidence
from cselekvo.domain.template import Criterion, CriterionKind, Stage, Template
from cselekvo.findings import Finding


class CriterionCode(Enum):
    """What can be found about the criteria of a stage."""

    NOT_MET = "criterion-not-met"
    TOO_FEW = "criterion-too-few"
    NOT_COMPUTABLE = "criterion-not-computable"
    UNKNOWN = "criterion-unknown"
    COUNTED_NOT_RECORDED = "criterion-counted-not-recorded"
    APPROVER_MISSING = "approver-missing"
    REFERENCE_MISSING = "reference-missing"


#: Kinds whose criteria are met by evidence; the others are counted.
BY_EVIDENCE = frozenset(
    {CriterionKind.CHECKLIST, CriterionKind.DOCUMENT, CriterionKind.APPROVAL}
)

#: Whose approval nobody else may record.
_METHODOLOGIST: Final = "methodologist"


@frozen(kw_only=True)
class Standing:
    """How it is with a criterion.

    Attributes:
        needed: How many it takes.
        present: How many there are; None: it cannot be computed.
        last: The newest evidence, where the criterion is met by evidence.
    """

    criterion: Criterion
    needed: int
    present: int | None
    last: Evidence | None = None

    @property
    def is_met(self) -> bool:
        """Return whether the stage may be closed as far as this is concerned."""
        return self.present is not None and self.present >= self.needed


def takes_methodologist(stage: Stage, criterion: str) -> bool:
    """Return whether only a methodologist may record this approval."""
    return any(
        one.id == criterion and one.by == _METHODOLOGIST for one in stage.exit_criteria
    )


def amount(
    criterion: Criterion, template: Template, parameters: Mapping[str, int]
) -> int:
    """Return how many a criterion takes in a process with these parameters."""
    if isinstance(criterion.at_least, int):
        return criterion.at_least
    default = template.parameters[criterion.at_least]
    return parameters.get(criterion.at_least, default)


def counted(stage: Stage) -> Iterator[Criterion]:
    """Yield the criteria of a stage that are counted from records."""
    return (one for one in stage.exit_criteria if one.kind not in BY_EVIDENCE)


def standings(
    stage: Stage,
    evidence: Iterable[Evidence],
    counts: Mapping[str, int | None],
    amounts: Mapping[str, int],
) -> list[Standing]:
    """Return how it is with each criterion of a stage, in the template's order.

    Args:
        stage: The stage.
        evidence: That of the run.
        counts: By the id of each counted criterion what was counted; None where it
            cannot be computed.
        amounts: By the id of each criterion how many it takes.
    """
    by_criterion: dict[str, list[Evidence]] = {}
    for one in evidence:
        by_criterion.setdefault(one.criterion, []).append(one)
    found = []
    for criterion in stage.exit_criteria:
        needed = amounts[criterion.id]
        if criterion.kind not in BY_EVIDENCE:
            present = counts[criterion.id]
            found.append(Standing(criterion=criterion, needed=needed, present=present))
            continue
        given = by_criterion.get(criterion.id, [])
        last = max(given, key=lambda one: (one.on, one.id), default=None)
        found.append(
            Standing(criterion=criterion, needed=1, present=len(given), last=last)
        )
    return found


def missing(states: Iterable[Standing], process: str) -> Iterator[Finding]:
    """Find the criteria that are not met.

    Args:
        states: Those of the stage.
        process: The id of the process.
    """
    for one in states:
        if one.is_met:
            continue
        values: dict[str, Any] = {
            "criterion": Named.of(one.criterion),
            "needed": one.needed,
            "present": one.present,
            "what": one.criterion.kind,
            "indicator": one.criterion.indicator,
        }
        if one.present is None:
            code = CriterionCode.NOT_COMPUTABLE
        elif one.criterion.kind in BY_EVIDENCE:
            code = CriterionCode.NOT_MET
        else:
            code = CriterionCode.TOO_FEW
        yield Finding(code, subject=process, values=values)


def check_evidence(evidence: Evidence, stage: Stage) -> Iterator[Finding]:
    """Find what speaks against an evidence for a run of a stage."""
    known = {one.id: one for one in stage.exit_criteria}
    criterion = known.get(evidence.criterion)
    if criterion is None:
        allowed = [id_ for id_, one in known.items() if one.kind in BY_EVIDENCE]
        yield Finding(
            CriterionCode.UNKNOWN,
            subject=evidence.criterion,
            values={
                "criterion": evidence.criterion,
                "stage": Named.of(stage),
                "allowed": allowed,
            },
        )
        return
    values: dict[str, Any] = {
        "criterion": Named.of(criterion),
        "stage": Named.of(stage),
    }
    if criterion.kind not in BY_EVIDENCE:
        values["what"] = criterion.kind
        code = CriterionCode.COUNTED_NOT_RECORDED
        yield Finding(code, subject=evidence.criterion, values=values)
    elif criterion.kind is CriterionKind.DOCUMENT and not evidence.reference:
        code = CriterionCode.REFERENCE_MISSING
        yield Finding(code, subject=evidence.criterion, values=values)
    elif criterion.kind is CriterionKind.APPROVAL and not evidence.by:
        code = CriterionCode.APPROVER_MISSING
        yield Finding(code, subject=evidence.criterion, values=values)
