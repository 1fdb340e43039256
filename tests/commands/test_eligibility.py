"""Asking who may be drawn into the target group."""

from typing import Any

import pytest

from tests.commands.calling import Call

BODIES = (
    "azonosito;nev;tipus;szekhely;telephelyek",
    "O-BP;Fővárosi Kör;civil;Budapest;",
    "O-BP-M;Két Város Kör;civil;Budapest;Miskolc",
    "O-SZ;Szentendrei Kör;civil;Szentendre;",
    "O-Z;Gróti Kör;civil;Zalaszentgrót;",
    "O-N;Nekeresdi Kör;civil;Nekeresd;",
)
VERDICTS = {
    "2014-2020": {
        "O-BP": ("not_eligible", "seat", "HU10"),
        "O-BP-M": ("eligible", "site", "HU31"),
        "O-SZ": ("not_eligible", "seat", "HU10"),
        "O-Z": ("eligible", "seat", "HU22"),
        "O-N": ("undetermined", "seat", None),
    },
    "2021-2027": {
        "O-BP": ("not_eligible", "seat", "HU11"),
        "O-BP-M": ("eligible", "site", "HU31"),
        "O-SZ": ("eligible", "seat", "HU12"),
        "O-Z": ("eligible", "seat", "HU22"),
        "O-N": ("undetermined", "seat", None),
    },
}


def _verdicts(result: dict[str, Any]) -> dict[str, Any]:
    return {
        one["organisation"]: (one["verdict"], one["by"], one["nuts2"])
        for one in result["verdicts"]
    }


@pytest.mark.parametrize("period", VERDICTS)
def test_a_sheet_is_judged_without_a_workspace(call: Call, period: str) -> None:
    call.sheet("lista.csv", *BODIES)
    result = call.asked(
        "eligibility", "check", "--file", "lista.csv", "--period", period
    )

    assert _verdicts(result) == VERDICTS[period]
    assert list(call.folder.iterdir()) == [call.folder / "lista.csv"]


@pytest.mark.parametrize("period", VERDICTS)
def test_a_sheet_is_judged_with_the_gazetteer_of_a_workspace(
    demo: Call, period: str
) -> None:
    demo.sheet("lista.csv", *BODIES)
    answer = demo.well(
        *("eligibility", "check", "--file", "lista.csv", "--period", period, "--json"),
        *("--on", "2018-01-01"),
    )

    assert _verdicts(answer.result) == VERDICTS[period]
    assert "place-unknown" in answer.codes


def test_a_verdict_names_its_grounds_and_what_would_change_it(call: Call) -> None:
    call.sheet("lista.csv", *BODIES)
    words = ("eligibility", "check", "--file", "lista.csv", "--period", "2014-2020")
    by_id = {one["organisation"]: one for one in call.asked(*words)["verdicts"]}

    assert by_id["O-BP-M"]["settlement"] == "Miskolc"
    assert by_id["O-BP-M"]["category"] == "less_developed"
    assert by_id["O-BP-M"]["region_list"]
    assert by_id["O-BP-M"]["verified"] is False
    assert [one["code"] for one in by_id["O-BP"]["would_change"]] == ["would-need-site"]
    assert [one["code"] for one in by_id["O-N"]["would_change"]] == ["would-need-place"]
    told = call.well(*words).out
    assert "O-BP: jogosulttá tenné" in told
    assert "O-N: eldönthető lenne" in told
    assert "would make it eligible" in call.well(*words, "--lang", "en").out


def test_not_eligible_is_an_answer_and_no_refusal(call: Call) -> None:
    call.sheet("lista.csv", *BODIES[:2])
    words = ("eligibility", "check", "--file", "lista.csv", "--period", "2014-2020")

    assert call.well(*words, "--json").json["ok"] is True
    assert "nem jogosult" in call.well(*words).out


def test_without_a_period_nothing_is_decided(call: Call) -> None:
    call.sheet("lista.csv", *BODIES)
    result = call.asked("eligibility", "check", "--file", "lista.csv")

    assert {one["verdict"] for one in result["verdicts"]} == {"undetermined"}


@pytest.mark.parametrize(
    ("option", "verdict"),
    [("--as-mentor", "exempt"), ("--as-consortium-member", "not_tested")],
)
def test_mentors_are_exempt_and_consortium_members_not_tested(
    demo: Call, option: str, verdict: str
) -> None:
    (one,) = demo.asked("eligibility", "check", "CS-FESZEK", option)["verdicts"]

    assert one["verdict"] == verdict


def test_an_organisation_of_the_workspace_is_judged_by_a_site(demo: Call) -> None:
    words = ("eligibility", "check", "cs-feszek", "--period", "2014-2020")
    answer = demo.well(*words, "--on", "2018-01-01")

    assert "CS-FESZEK  jogosult     telephely  Miskolc" in answer.out
    assert "a jogosultság egyetlen címen múlik: Miskolc." in answer.out


def test_a_sheet_without_its_columns_is_refused(call: Call) -> None:
    call.sheet("lista.csv", "nev;varos", "Kör;Tata")
    answer = call("eligibility", "check", "--file", "lista.csv", "--json")

    assert answer.status == 2
    assert answer.codes == ["column-missing", "column-missing"]


def test_a_missing_sheet_is_told(call: Call) -> None:
    answer = call("eligibility", "check", "--file", "nincs.csv")

    assert answer.status == 3
    assert answer.err == "Hiba: „nincs.csv” nem olvasható: nincs ilyen fájl.\n"
