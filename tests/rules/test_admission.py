"""What speaks against admitting an organisation with a verdict."""

import pytest

from cselekvo.rules.eligibility import (
    Standing,
    Verdict,
    check_admission,
    check_partnership,
)
from tests.builders import a_partnership, codes, span
from tests.rules.test_eligibility import located, verdict


def check(told: Verdict, reason: str = "") -> list[str]:
    return codes(list(check_admission("O1", told, reason)))


def test_admission_refuses_what_is_not_eligible_whatever_the_reason() -> None:
    told = verdict(located("Budapest"))

    assert (
        check(told)
        == check(told, "mert")
        == [
            "no-address-in-less-developed-region",
            "region-list-not-verified",
        ]
    )


def test_admission_of_an_undetermined_needs_a_reason() -> None:
    told = verdict(located("Lyukóvölgy"))

    assert "undetermined-needs-reason" in check(told)
    assert check(told, "bekérve") == ["region-list-not-verified"]


@pytest.mark.parametrize("standing", [Standing.MENTOR, Standing.CONSORTIUM_MEMBER])
def test_admission_of_who_is_not_tested_finds_nothing(standing: Standing) -> None:
    assert check(verdict(located("Budapest"), standing=standing)) == []


def test_a_partnership_may_not_overlap_another() -> None:
    held = [a_partnership(id_="pa-1", period=span("2015-01-01", "2015-12-31"))]
    again = a_partnership(id_="pa-2", period=span("2015-12-31"))
    after = a_partnership(id_="pa-2", period=span("2016-01-01"))
    same = a_partnership(id_="pa-1", period=span("2015-06-01"))

    assert codes(list(check_partnership(again, held))) == ["already-partner"]
    assert list(check_partnership(after, held)) == []
    assert list(check_partnership(same, held)) == []
