"""Partnerships come in by the same door, whether by a verb or by a sheet."""

import pytest

from cselekvo.domain.programme import Partnership, VerdictKind
from cselekvo.workspace import Workspace
from tests.builders import span
from tests.exchange.bringing import ORGANISATIONS, PARTNERS, Bring

BODIES = [
    ORGANISATIONS,
    "BP;Pesti Kör;civil;Budapest",
    "VID;Vidéki Kör;civil;Miskolc",
    "HOL;Kör;civil;Valahol",
]


@pytest.fixture
def brings(workspace: Workspace, bring: Bring) -> Bring:
    brought = bring(
        {
            "szervezetek": BODIES,
            "programok": ["azonosito;cim;idoszak", "PROG;Program;2014-2020"],
            "projektek": ["azonosito;cim;program", "PR;Projekt;PROG"],
        }
    )
    assert brought.words == []
    return bring


def partner(workspace: Workspace) -> Partnership:
    (one,) = workspace.view().facts(Partnership)
    return one


def test_an_organisation_that_is_not_eligible_is_refused(
    workspace: Workspace, brings: Bring
) -> None:
    rows = ["BP;PROG;2015-01-01;mert;jogosult", "VID;PROG;2015-01-01;;"]

    brought = brings({"partnersegek": [PARTNERS, *rows]}, skip=True)

    refused = brought.one("no-address-in-less-developed-region")
    assert (refused.subject, refused.where and refused.where.row) == ("BP", 2)
    assert brought.counts("partnersegek") == (2, 1, 0, 0, 1)
    assert partner(workspace).organisation == "VID"
    assert partner(workspace).verdict is VerdictKind.ELIGIBLE


def test_a_member_of_the_consortium_is_not_tested(
    workspace: Workspace, brings: Bring
) -> None:
    brought = brings(
        {
            "szerepek": ["projekt;szervezet;szerep;tol", "PR;BP;vezető;2014-01-01"],
            "partnersegek": [PARTNERS, "BP;PROG;2015-01-01;;"],
        }
    )

    assert brought.words == []
    assert partner(workspace).verdict is VerdictKind.NOT_TESTED


def test_one_whose_place_is_not_known_needs_a_reason(
    workspace: Workspace, brings: Bring
) -> None:
    without = brings({"partnersegek": [PARTNERS, "HOL;PROG;2015-01-01;;"]})
    assert without.words == ["undetermined-needs-reason"]
    assert workspace.view().count(Partnership) == 0

    brings({"partnersegek": [PARTNERS, "HOL;PROG;2015-01-01;Levélben igazolta;"]})
    held = partner(workspace)
    assert (held.verdict, held.reason) == (
        VerdictKind.UNDETERMINED,
        "Levélben igazolta",
    )


def test_the_reason_of_an_undetermined_partner_cannot_be_cleared(
    workspace: Workspace, brings: Bring
) -> None:
    brings({"partnersegek": [PARTNERS, "HOL;PROG;2015-01-01;Levélben;"]})

    brought = brings({"partnersegek": [PARTNERS, "HOL;PROG;2015-01-01;;"]})

    assert brought.words == ["undetermined-needs-reason"]
    assert partner(workspace).reason == "Levélben"


@pytest.mark.parametrize("known", [False, True])
def test_a_verdict_that_the_sheet_brings_is_only_compared(
    workspace: Workspace, brings: Bring, known: bool
) -> None:
    if known:
        brings({"partnersegek": [PARTNERS, "VID;PROG;2015-01-01;;"]})

    brought = brings({"partnersegek": [PARTNERS, "VID;PROG;2015-01-01;;nem jogosult"]})

    assert brought.told == [("verdict-differs", "partnersegek", 2)]
    assert brought.one("verdict-differs").values["verdict"] is VerdictKind.ELIGIBLE
    assert partner(workspace).verdict is VerdictKind.ELIGIBLE


def test_a_known_partnership_is_ended_and_keeps_its_verdict(
    workspace: Workspace, brings: Bring
) -> None:
    brings({"partnersegek": [PARTNERS, "VID;PROG;2015-01-01;;"]})
    before = partner(workspace)

    header = "szervezet;program;tol;ig"
    brings({"partnersegek": [header, "VID;PROG;2015-01-01;2015-12-31"]})

    after = partner(workspace)
    assert (after.id, after.verdict, after.judged_on) == (
        *(before.id, before.verdict, before.judged_on),
    )
    assert after.period == span("2015-01-01", "2015-12-31")


def test_a_known_partnership_given_to_another_organisation_is_judged_again(
    workspace: Workspace, brings: Bring
) -> None:
    brings({"partnersegek": [PARTNERS, "VID;PROG;2015-01-01;;"]})
    id_ = partner(workspace).id

    header = f"{PARTNERS};azonosito"
    brought = brings({"partnersegek": [header, f"BP;PROG;2015-01-01;;;{id_}"]})

    assert brought.words == ["no-address-in-less-developed-region"]
    assert partner(workspace).organisation == "VID"
