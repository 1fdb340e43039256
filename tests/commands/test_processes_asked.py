"""What a mentor and a coordinator ask about processes, and what they are told."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cselekvo.workspace import Workspace
from tests.commands.calling import Call
from tests.networks import ON, a_network
from tests.processes import a_process, closed
from tests.stores import Clock

MADE = datetime(2018, 1, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a network, made once."""
    path = tmp_path_factory.mktemp("network") / "cselekvo.db"
    with Workspace.create(path, clock=Clock(at=MADE)) as workspace:
        a_network(workspace)
    return path


@pytest.fixture
def network(call: Call, made: Path) -> Call:
    """Return the command beside a copy of the network."""
    shutil.copy(made, call.folder / "cselekvo.db")
    return call


def ids(told: dict[str, Any]) -> list[str]:
    return [one["id"] for one in told["processes"]]


def stages(told: dict[str, Any], process: str) -> list[str]:
    (found,) = (one for one in told["processes"] if one["id"] == process)
    return [one["stage"] for one in found["open"]]


# --- list -----------------------------------------------------------------------------


def test_processes_are_listed_in_hungarian_order_with_their_open_stages(
    network: Call,
) -> None:
    told = network.asked("process", "list", "--on", ON)

    assert ids(told) == ["F2", "F3", "F1"]
    assert stages(told, "F1") == ["survey", "training"]
    assert stages(told, "F3") == ["interviews", "history", "training"]
    assert (told["on"], told["count"], told["late"]) == (ON, 3, 2)
    (first,) = (one for one in told["processes"] if one["id"] == "F1")
    assert first["unit"]["name"] == "Szentgróti Kertbarát Kör"
    assert first["unit"]["county_name"] == "Zala"
    survey = first["open"][0]
    assert survey["turn"] == "közösségfejlesztő"
    assert (survey["since"], survey["days"]) == ("2017-11-01", 75)
    assert (survey["due"], survey["latest"]) == ("2017-12-11", "2017-12-31")
    assert (survey["late_since"], survey["days_late"]) == ("2018-01-01", 15)


def test_each_process_is_counted_once_by_its_open_stages(network: Call) -> None:
    told = network.asked("process", "list", "--on", ON, "--state", "mind")

    summary = [
        ([stage["stage"] for stage in one["stages"]], one["state"], one["count"])
        for one in told["summary"]
    ]
    assert summary == [
        (["preparation"], None, 1),
        (["interviews", "history", "training"], None, 1),
        (["survey", "training"], None, 1),
        ([], "cancelled", 1),
    ]
    assert sum(one["count"] for one in told["summary"]) == told["count"] == 4


def test_a_past_day_is_asked_of_what_was_open_then(network: Call) -> None:
    told = network.asked("process", "list", "--on", "2017-09-15")

    assert ids(told) == ["F3", "F1"]
    assert stages(told, "F1") == ["survey", "training"]
    assert told["processes"][1]["open"][0]["since"] == "2017-09-01"
    assert network.asked("process", "list", "--on", "2017-03-15")["count"] == 2
    early = network.asked("process", "list", "--on", "2017-03-15", "--state", "all")
    assert [one["state"] for one in early["processes"]] == [
        "not_started",
        "not_started",
        "running",
        "running",
    ]


def test_what_was_known_before_something_was_recorded_is_told_without_it(
    network: Call,
) -> None:
    position = network.asked("process", "list", "--on", ON)["known_at"]
    with Workspace.open(network.folder / "cselekvo.db", clock=Clock(at=MADE)) as opened:
        closed(opened, "F2", "preparation", "2018-01-09")

    now = network.asked("process", "list", "--on", ON)
    then = network.asked("process", "list", "--on", ON, "--known-at", f"#{position}")

    assert stages(now, "F2") == ["interviews", "history", "training"]
    assert stages(then, "F2") == ["preparation"]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (("--county", "Zala"), ["F2", "F1"]),
        (("--county", "MEGYE-05"), ["F3"]),
        (("--unit", "k-f1", "--unit", "K-F3"), ["F3", "F1"]),
        (("--stage", "training"), ["F3", "F1"]),
        (("--template", "community_development.2", "--late"), ["F2", "F1"]),
        (("--template", "mentor_supported_institution"), []),
        (("--state", "szünetel"), ["F3"]),
        (("--state", "cancelled"), ["F4"]),
        (("--as", "mentor"), ["F1"]),
        (("--as", "zala"), ["F2", "F1"]),
        (("--as", "borsod", "--county", "Zala"), []),
    ],
)
def test_a_list_is_narrowed(
    network: Call, more: tuple[str, ...], wanted: list[str]
) -> None:
    assert ids(network.asked("process", "list", "--on", ON, *more)) == wanted


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--county", "Narnia"), "Itt nincs ilyen vármegye: Narnia."),
        (("--template", "kert"), "Itt nincs ilyen sablon: kert."),
        (("--stage", "kert"), "Itt nincs ilyen szakasz: kert."),
        (
            ("--template", "community_development", "--stage", "diagnosis"),
            "Itt nincs ilyen szakasz: diagnosis. Erre gondolt: preparation",
        ),
        (("--unit", "KZ9"), "Itt nincs ilyen egység: KZ9."),
        (("--state", "alszik"), "„alszik”"),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    network: Call, more: tuple[str, ...], said: str
) -> None:
    answer = network("process", "list", *more)

    assert answer.status == 2
    assert said in answer.err


def test_people_read_a_line_for_each_open_stage_and_the_count_below(
    network: Call,
) -> None:
    lines = network.well("process", "list", "--on", ON).out.splitlines()

    (first,) = (at for at, line in enumerate(lines) if line.startswith("F1 "))
    assert "Szentgróti Kertbarát Kör (Zalaszentgrót)" in lines[first]
    assert "Közösségi felmérés" in lines[first]
    assert "2017. 11. 01." in lines[first]
    assert lines[first].endswith(" 15")
    assert lines[first + 1].strip().startswith("Képzések, képessé tétel")
    assert "Folyamatok: 3, ebből késik: 2, szünetel: 1." in lines
    assert any("Közösségi felmérés, Képzések, képessé tétel" in one for one in lines)


def test_an_empty_list_is_a_sentence(network: Call) -> None:
    told = network.well("process", "list", "--on", "2016-05-01", "--lang", "en")

    assert told.out == "No such process stands open on 2016-05-01.\n"


def test_a_process_that_has_ended_is_told_with_its_state(network: Call) -> None:
    told = network.well("process", "list", "--on", ON, "--state", "megszakadt").out

    assert "Zátony (Miskolc)" in told
    assert told.count("megszakadt") == 2


# --- overdue --------------------------------------------------------------------------


def test_what_is_late_is_told_with_whose_turn_it_is_the_latest_first(
    network: Call,
) -> None:
    told = network.asked("process", "overdue", "--on", ON)

    assert [
        (one["process"], one["stage"], one["days_late"], one["late_since"], one["turn"])
        for one in told["late"]
    ] == [
        ("F2", "preparation", 46, "2017-12-01", "projektmenedzser"),
        ("F1", "survey", 15, "2018-01-01", "közösségfejlesztő"),
    ]
    assert told["due"] == []


def test_what_falls_due_soon_is_told_by_day(network: Call) -> None:
    told = network.asked("process", "overdue", "--on", "2017-12-05", "--within", "30")

    assert [(one["process"], one["stage"], one["due"]) for one in told["due"]] == [
        ("F1", "survey", "2017-12-11")
    ]
    assert [one["process"] for one in told["late"]] == ["F2"]


def test_people_read_what_is_late_and_what_is_due(network: Call) -> None:
    told = network.well(
        "process", "overdue", "--on", "2017-12-05", "--within", "30"
    ).out

    assert "Ágas Közösség (Zalaszentgrót)" in told
    assert "projektmenedzser" in told
    assert "30 napon belül esedékes, vagy már az, de még nem késik:" in told
    nothing = network.well("process", "overdue", "--on", "2017-03-01", "--within", "1")
    assert nothing.out == (
        "Semmi sem késik ezen a napon: 2017. 03. 01.\n\n"
        "1 napon belül semmi sem esedékes.\n"
    )


def test_a_process_at_rest_is_told_as_such(network: Call) -> None:
    command = ("process", "overdue", "--on", ON, "--within", "400", "--lang", "en")

    told = network.well(*command, "--county", "Borsod-Abaúj-Zemplén").out

    assert "Community interviews (on hold)" in told


# --- forecast -------------------------------------------------------------------------


def test_an_end_is_foreseen_as_a_range_with_its_critical_path(network: Call) -> None:
    told = network.asked("process", "forecast", "F1", "--on", ON)

    (one,) = told["forecasts"]
    planned = one["planned"]
    assert [leg["stage"] for leg in planned["path"]] == [
        "survey",
        "action_plan",
        "plan_discussion",
        "plan_adoption",
        "actions",
        "evaluation",
        "closing",
    ]
    assert planned["path"][0]["days"] == 0
    assert sum(leg["days"] for leg in planned["path"]) == 1135
    assert planned["typical"] == "2021-02-23"
    assert planned["earliest"] < planned["typical"] < planned["latest"]
    assert one["network"] is None
    assert one["stages_from_network"] == 0


def test_a_forecast_is_said_in_words(network: Call) -> None:
    told = network.well("process", "forecast", "F1", "F3", "F4", "--on", ON).out

    assert "F1, Szentgróti Kertbarát Kör (Zalaszentgrót)" in told
    assert "között ér véget; a tipikus időkkel 2021. február 23-án." in told
    assert "Kritikus út: Közösségi felmérés (ideje letelt) → Helyi cselek" in told
    assert "Most szünetel; a becslés úgy számol, mintha" in told
    assert "2017. április 1-jén megszakadt." in told


def test_a_process_that_begins_later_has_no_forecast_yet(network: Call) -> None:
    told = network.well("process", "forecast", "F2", "--on", "2017-09-01").out

    assert "Csak később, 2017. október 1-jén indul." in told


def test_all_are_foreseen_the_first_to_end_first(network: Call) -> None:
    command = ("process", "forecast", "--all", "--on", ON)
    told = network.asked(*command)["forecasts"]
    lines = network.well(*command).out.splitlines()

    assert [one["process"] for one in told] == ["F1", "F3", "F2"]
    typical = [one["planned"]["typical"] for one in told]
    assert typical == sorted(typical)
    assert lines[2].startswith("F1 ")
    assert "2021. 02. 23." in lines[2]


def test_a_forecast_of_nothing_is_refused(network: Call) -> None:
    assert network("process", "forecast", "--json").codes == ["nothing-to-forecast"]
    assert network("process", "forecast", "F9").status == 2
    empty = network.well("process", "forecast", "--all", "--on", "2016-01-01")
    assert empty.out.startswith("Ilyen folyamat nem volt")


# --- durations ------------------------------------------------------------------------


def test_medians_are_told_here_and_in_the_network(network: Call) -> None:
    told = network.asked("process", "durations", "--on", ON, "--county", "Zala")

    times = {one["stage"]: one for one in told["stages"]}
    assert list(times) == ["preparation", "interviews", "conversations", "survey"]
    preparation = times["preparation"]
    assert preparation["here"] == {"count": 1, "q1": 50, "median": 50, "q3": 50}
    assert preparation["network"] == {"count": 2, "q1": 42.5, "median": 45, "q3": 47.5}
    assert preparation["typical"] == 45
    talks = times["conversations"]["here"]
    assert (talks["count"], talks["median"]) == (2, (73 + 31) / 2)
    assert "history" not in times


def test_the_bottleneck_is_the_stage_late_by_the_most_days(network: Call) -> None:
    told = network.asked("process", "durations", "--on", ON)

    assert told["bottleneck"]["stage"] == "preparation"
    assert [(one["stage"], one["days_late"]) for one in told["open"]][:3] == [
        ("preparation", 46),
        ("survey", 15),
        ("training", 0),
    ]
    assert told["open"][2]["open"] == 2


def test_counties_are_told_apart(network: Call) -> None:
    told = network.asked("process", "durations", "--on", ON)["counties"]
    lines = network.well("process", "durations", "--on", ON, "--by-county").out

    assert [one["name"] for one in told] == ["Borsod-Abaúj-Zemplén", "Zala"]
    (borsod,) = told[0]["stages"]
    assert (borsod["stage"], borsod["median"]) == ("preparation", 40)
    assert "Borsod-Abaúj-Zemplén" in lines
    assert "A szűk keresztmetszet: Előkészítés (nyitott: 1, ebből késik: 1" in lines


def test_where_nothing_is_done_and_nothing_late_that_is_said(network: Call) -> None:
    told = network.well("process", "durations", "--on", "2017-01-10").out

    assert told.startswith("Még egyetlen szakaszt sem végeztek el.\n")
    assert told.endswith("Semmi sem késik ezen a napon: 2017. 01. 10.\n")
    empty = network.well("process", "durations", "--on", "2016-01-10", "--by-county")
    assert empty.out == "Még egyetlen szakaszt sem végeztek el.\n"


def test_in_a_county_the_median_of_the_network_stands_beside(network: Call) -> None:
    told = network.well("process", "durations", "--on", ON, "--county", "Zala").out

    first = next(one for one in told.splitlines() if one.startswith("Előkészítés "))
    assert first.split() == ["Előkészítés", "45", "1", "50", "50", "50", "45"]


# --- show -----------------------------------------------------------------------------


def test_a_process_is_shown_with_what_each_open_stage_lacks(network: Call) -> None:
    told = network.asked("process", "show", "F1", "--on", ON)

    survey, training = told["open"]
    assert survey["missing"] == ["results_presented"]
    answers = {one["id"]: one for one in survey["criteria"]}
    assert answers["responses"]["present"] == answers["responses"]["needed"] == 50
    assert answers["questionnaire"]["met"] is True
    assert training["criteria"][0]["present"] is None
    assert told["parameters"]["min_interviews"] == 4
    (waiting,) = told["waiting"]
    assert waiting["stage"] == "evaluation"
    assert len(waiting["waits_for"]) == 3


def test_rounds_are_numbered_and_the_first_one_stays(network: Call) -> None:
    told = network.asked("process", "show", "F1", "--on", ON)

    talks = [one for one in told["runs"] if one["stage"] == "conversations"]
    assert [(one["round"], one["closing"], one["days"]) for one in talks] == [
        (1, "done", 73),
        (2, "done", 31),
    ]
    history = next(one for one in told["runs"] if one["stage"] == "history")
    assert (history["closing"], history["reason"]) == ("skipped", "nincs gyűjtemény")
    surveys = [one for one in told["runs"] if one["stage"] == "survey"]
    assert [one["outcome"] for one in surveys] == ["one_sided", None]
    assert len([one for one in told["evidence"] if one["stage"] == "survey"]) == 3


def test_a_process_is_shown_as_it_was_on_a_past_day(network: Call) -> None:
    told = network.asked("process", "show", "F1", "--on", "2017-09-15")

    assert [one["stage"] for one in told["open"]] == ["survey", "training"]
    assert told["open"][0]["missing"] == [
        "questionnaire",
        "responses",
        "results_presented",
    ]
    assert [one["round"] for one in told["runs"]] == [1] * 6
    assert told["runs"][-1]["closed"] is None
    assert [one["stage"] for one in told["waiting"]] == ["evaluation"]
    before = network.asked("process", "show", "F1", "--on", "2017-05-25")
    assert before["waiting"] == []


def test_who_recorded_a_closing_is_for_readers_of_the_journal(network: Call) -> None:
    whole = network.asked("process", "show", "F1", "--on", ON)
    mentors = network.asked("process", "show", "F1", "--on", ON, "--as", "mentor")

    assert all(bool(one["recorded_by"]) is bool(one["closed"]) for one in whole["runs"])
    assert {one["recorded_by"] for one in mentors["runs"]} == {None}
    assert "ki rögzítette" in network.well("process", "show", "F1").out
    assert (
        "ki rögzítette"
        not in network.well("process", "show", "F1", "--as", "mentor").out
    )


def test_people_read_criteria_waiting_rounds_and_evidence(network: Call) -> None:
    told = network.well("process", "show", "F1", "--on", ON).out

    for line in (
        "Közösségi felmérés: 2017. 11. 01. óta nyitott (75 nap), 2018. 01. 01. óta "
        "késik (15 nap); ki következik: közösségfejlesztő.",
        "  ✓ kitöltött kérdőívek: teljesült: 50 (szükséges: 50)",
        "  – az eredményeket nyilvánosan bemutatták: hiányzik",
        "  – képzést elvégzők: nem számítható: nincs hozzá nyilvántartás",
        "paraméterek  min_interviews = 4 (egyébként 10)",
        "szünetel     2017. július 1. – 2017. július 31.",
        "Értékelés: még erre vár: Közösségi akciók és programok, Helyi nyilvánosság és "
        "részvételi fórumok, Képzések, képessé tétel (már lezárult: A közösségi "
        "tevékenység helyi története).",
    ):
        assert line in told.splitlines()
    assert "Közösségi beszélgetések, 2. kör" in told
    assert "kihagyva (nincs gyűjtemény)" in told
    assert "elvégezve: egyoldalú" in told


def test_a_process_at_rest_or_ended_says_so(network: Call) -> None:
    rests = network.well("process", "show", "F3", "--on", ON).out
    ended = network.well("process", "show", "F4", "--on", ON).out

    assert "szünetel 2017. 07. 01. óta" in rests
    assert "véget ért  2017. 04. 01." in ended
    assert "megszakítva" in ended


def test_a_process_one_may_not_see_is_not_there(network: Call) -> None:
    answer = network("process", "show", "F3", "--as", "mentor", "--json")

    assert answer.status == 2
    assert answer.codes == ["not-found"]


def test_a_unit_of_another_county_has_its_own_network(network: Call) -> None:
    told = network.asked("process", "durations", "--on", ON, "--as", "borsod")

    (one,) = told["stages"]
    assert (one["stage"], one["network"]["count"]) == ("preparation", 1)


def test_enough_runs_make_the_network_s_own_forecast(network: Call) -> None:
    with Workspace.open(network.folder / "cselekvo.db", clock=Clock(at=MADE)) as opened:
        for number in range(4):
            a_process(opened, f"G{number}", "2017-01-01")
            closed(opened, f"G{number}", "preparation", "2017-04-11")

    told = network.asked("process", "forecast", "F2", "--on", "2017-10-02")
    words = network.well("process", "forecast", "F2", "--on", "2017-10-02").out

    (one,) = told["forecasts"]
    assert one["stages_from_network"] == 1
    (leg, *rest) = one["network"]["path"]
    assert (leg["stage"], leg["days"]) == ("preparation", 100 - 1)
    assert len(rest) == 9
    assert "(hátralévő szakaszok: 13, ebből mért idejű: 1)." in words


# --- report and diagram ---------------------------------------------------------------


def test_the_report_of_a_process_is_written_for_its_file(network: Call) -> None:
    told = network.asked("process", "report", "F1", "--on", ON, "-o", "f1.html")
    made = network.asked("process", "report", "F1", "--on", ON)["report"]

    page = (network.folder / "f1.html").read_text(encoding="utf-8")
    assert (told["format"], told["bytes"]) == ("html", len(page.encode()))
    assert "Szentgróti Kertbarát Kör" in page
    assert made["kind"] == "process"
    assert "Minta Mária" not in page
    internal = network.well("process", "report", "F1", "--on", ON, "--internal").out
    assert "Minta Mária" in internal


@pytest.mark.parametrize(
    ("more", "title", "processes"),
    [
        ((), "Magyarország", {"F1", "F2", "F3"}),
        (("--county", "Zala"), "Zala megye", {"F1", "F2"}),
        (("--unit", "k-f3"), "Avasi Kör", {"F3"}),
        (
            ("--unit", "K-F3", "--unit", "K-F2"),
            "Ágas Közösség, Avasi Kör",
            {"F2", "F3"},
        ),
        (("--as", "mentor"), "Magyarország", {"F1"}),
    ],
)
def test_the_report_of_many_tells_of_those_that_are_meant(
    network: Call, more: tuple[str, ...], title: str, processes: set[str]
) -> None:
    made = network.asked("process", "report", "--on", ON, *more)["report"]

    assert made["title"] == title
    (table,) = (one for one in made["blocks"] if one.get("key") == "processes")
    assert {one["process"] for one in table["rows"]} == processes


def test_a_process_and_a_county_are_not_reported_at_once(network: Call) -> None:
    answer = network("process", "report", "F1", "--county", "Zala", "--json")

    assert (answer.status, answer.codes) == (2, ["several-subjects"])
    assert network("process", "report", "--unit", "KZ9").status == 2
    assert network("process", "report", "F1", "--format", "odt").status == 2


def test_a_report_of_processes_is_issued_and_holds(network: Call) -> None:
    words = ("report", "issue", "processes", "MEGYE-20", "--on", ON, "--json")
    number = network.asked(*words)["number"]

    assert network("report", "verify", number).status == 0
    listed = network.asked("report", "list", "--of", "MEGYE-20")["reports"]
    assert [one["number"] for one in listed] == [number]


def test_a_process_is_drawn_where_it_stands(network: Call) -> None:
    shown = network.well("process", "diagram", "F1", "--on", ON).out
    told = network.asked("process", "diagram", "F1", "--on", ON)
    written = network.asked("process", "diagram", "F1", "--on", ON, "-o", "f1.svg")

    assert shown == told["svg"]
    assert "15 napot késik" in told["text"]
    assert written["file"] == "f1.svg"
    assert (network.folder / "f1.svg").read_text(encoding="utf-8") == shown
