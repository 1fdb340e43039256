"""Exit criteria: how it is with each, what is missing, what evidence is good for."""

from attrs import evolve

from cselekvo.domain.identifiers import RecordId, StageRunId
from cselekvo.domain.named import Named
from cselekvo.domain.process import Evidence
from cselekvo.domain.template import Criterion, CriterionKind, Stage, Template
from cselekvo.rules.criteria import (
    CriterionCode,
    Standing,
    amount,
    check_evidence,
    counted,
    missing,
    standings,
    takes_methodologist,
)
from tests.builders import codes, day
from tests.rules.flows import a_template

ITEM = Criterion(id="item")
PAPER = Criterion(id="paper", kind=CriterionKind.DOCUMENT)
METHOD = Criterion(id="method", kind=CriterionKind.APPROVAL, by="methodologist")
COUNCIL = Criterion(id="council", kind=CriterionKind.APPROVAL, by="project_manager")
HELD = Criterion(
    id="held", kind=CriterionKind.ACTIVITIES, activity="interview", at_least="talks"
)
REACHED = Criterion(
    id="reached", kind=CriterionKind.INDICATOR, indicator="PAR", at_least=5
)
EVERY = (ITEM, PAPER, METHOD, COUNCIL, HELD, REACHED)


def _template(parameter: int = 3) -> Template:
    template = a_template(a=())
    stage = evolve(template.stages[0], exit_criteria=EVERY)
    return evolve(template, stages=(stage,), parameters={"talks": parameter})


def _stage() -> Stage:
    return _template().stages[0]


def an_evidence(
    criterion: str, on: str = "2017-02-01", *, reference: str = "", by: str = ""
) -> Evidence:
    return Evidence(
        id=RecordId(f"bz-{criterion}-{on}"),
        run=StageRunId("r1"),
        criterion=criterion,
        on=day(on),
        reference=reference,
        by=by,
    )


def _states(
    *evidence: Evidence, held: int | None = 0, reached: int | None = None
) -> dict[str, Standing]:
    counts = {"held": held, "reached": reached}
    amounts = {one.id: amount(one, _template(), {}) for one in EVERY}
    found = standings(_stage(), evidence, counts, amounts)
    assert [one.criterion for one in found] == list(EVERY)
    return {one.criterion.id: one for one in found}


def test_a_criterion_takes_what_its_parameter_says_in_this_process() -> None:
    assert amount(REACHED, _template(), {}) == 5
    assert amount(HELD, _template(3), {}) == 3
    assert amount(HELD, _template(3), {"talks": 8}) == 8


def test_only_what_no_evidence_meets_is_counted() -> None:
    assert [one.id for one in counted(_stage())] == ["held", "reached"]


def test_evidence_meets_its_own_criterion_and_the_newest_is_shown() -> None:
    older, newer = an_evidence("paper", "2017-01-05"), an_evidence("paper")
    states = _states(newer, older, held=3)

    assert (states["paper"].is_met, states["paper"].last) == (True, newer)
    assert states["paper"].present == 2
    assert (states["item"].is_met, states["item"].last) == (False, None)
    assert states["held"].is_met


def test_what_cannot_be_computed_is_neither_met_nor_nought() -> None:
    states = _states(reached=None)

    assert not states["reached"].is_met
    assert states["reached"].present is None
    assert _states(reached=5)["reached"].is_met
    assert not _states(reached=4)["reached"].is_met


def test_each_kind_is_missing_in_its_own_way() -> None:
    found = list(missing(_states(held=2, reached=None).values(), "F1"))

    assert codes(found) == [
        *["criterion-not-met"] * 4,
        "criterion-too-few",
        "criterion-not-computable",
    ]
    assert {one.subject for one in found} == {"F1"}
    few = found[4].values
    assert few["criterion"] == Named.of(HELD)
    assert (few["present"], few["needed"]) == (2, 3)
    assert found[5].values["indicator"] == "PAR"
    met = _states(*map(an_evidence, ("item", "paper", "method", "council")), held=3)
    assert codes(list(missing(met.values(), "F1"))) == ["criterion-not-computable"]


def test_evidence_is_for_a_criterion_that_takes_it() -> None:
    def told(evidence: Evidence) -> list[str]:
        return codes(list(check_evidence(evidence, _stage())))

    assert told(an_evidence("item")) == []
    assert told(an_evidence("paper")) == [CriterionCode.REFERENCE_MISSING.value]
    assert told(an_evidence("paper", reference="1/2017.")) == []
    assert told(an_evidence("council")) == [CriterionCode.APPROVER_MISSING.value]
    assert told(an_evidence("council", by="Minta Mária")) == []
    assert told(an_evidence("held")) == [CriterionCode.COUNTED_NOT_RECORDED.value]


def test_an_unknown_criterion_is_told_with_those_that_take_evidence() -> None:
    (finding,) = check_evidence(an_evidence("papir"), _stage())

    assert finding.code is CriterionCode.UNKNOWN
    assert finding.values["allowed"] == ["item", "paper", "method", "council"]


def test_only_an_approval_by_a_methodologist_takes_one() -> None:
    assert takes_methodologist(_stage(), "method")
    assert not takes_methodologist(_stage(), "council")
    assert not takes_methodologist(_stage(), "nincs")
