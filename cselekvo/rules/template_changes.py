"""The changes from one version of a template to another that are told apart."""

from enum import Enum
from typing import Any

from cselekvo.domain.named import Named
from cselekvo.domain.template import Stage
from cselekvo.findings import Finding, Severity


class DifferenceCode(Enum):
    """What may have changed from one version of a template to another."""

    OTHER_TEMPLATE = "other-template"
    TITLE = "template-title-changed"
    ENGLISH_TITLE = "template-english-title-changed"
    UNIT = "template-about-other-unit"
    START = "template-start-changed"
    PARAMETER_ADDED = "parameter-added"
    PARAMETER_GONE = "parameter-gone"
    PARAMETER = "parameter-default-changed"

    STAGE_ADDED = "stage-added"
    STAGE_GONE = "stage-gone"
    STAGE_RENAMED = "stage-renamed"
    STAGE_MERGED = "stage-merged"
    STAGE_TITLE = "stage-title-changed"
    STAGE_ENGLISH_TITLE = "stage-english-title-changed"
    DURATION = "stage-duration-changed"
    DURATION_GONE = "stage-duration-gone"
    RESPONSIBLE = "stage-responsible-changed"
    RESPONSIBLE_GONE = "stage-responsible-gone"
    OPENS = "stage-opens-otherwise"

    CRITERION_ADDED = "criterion-added"
    CRITERION_GONE = "criterion-gone"
    CRITERION_TITLE = "criterion-title-changed"
    CRITERION_ENGLISH_TITLE = "criterion-english-title-changed"
    CRITERION_KIND = "criterion-kind-changed"
    CRITERION_COUNTED = "criterion-counts-otherwise"
    CRITERION_BY = "criterion-approved-by-other"
    CRITERION_AMOUNT = "criterion-amount-changed"
    CRITERION_SINCE = "criterion-counts-since-changed"

    CHOICE_ADDED = "choice-added"
    CHOICE_GONE = "choice-gone"
    OUTCOME_ADDED = "outcome-added"
    OUTCOME_ENDS = "outcome-added-that-ends"
    OUTCOME_GONE = "outcome-gone"
    LEADS_TO = "way-leads-to"
    LEADS_NO_LONGER = "way-leads-no-longer-to"
    ENDS_HERE = "way-ends-here"
    NOW_WAY_BACK = "way-became-way-back"
    NO_WAY_BACK = "way-no-longer-way-back"


def change(code: DifferenceCode, of: Stage, **values: Any) -> Finding:
    """Return a change of a stage as a note."""
    return Finding(
        code,
        subject=of.id,
        severity=Severity.NOTE,
        values={"stage": Named.of(of), **values},
    )
