"""Communities and activities, by the command."""

import pytest

from tests.commands.calling import Call

TEMPLATE = "community_development"
ADD = ("community", "add", "KOR", "--name", "Olvasókör", "--settlement")


@pytest.fixture
def circle(empty: Call) -> Call:
    """Return the command beside two communities, one of them on its way."""
    empty.sheet(
        "telepulesek.csv",
        "azonosito;nev;megye",
        "KSH-32522;Zalaszentgrót;Zala",
        "KSH-30456;Miskolc;Borsod-Abaúj-Zemplén",
    )
    empty.well("import", "telepulesek.csv")
    empty.well(
        *("organisation", "add", "HAZ", "--name", "Művelődési Ház", "--type", "civil"),
        *("--seat", "Zalaszentgrót"),
    )
    empty.well(*ADD, "32522", "--part", "Óváros", "--host", "HAZ")
    empty.well("community", "add", "AVAS", "--name", "Avasi", "--settlement", "Miskolc")
    empty.well("template", "publish", TEMPLATE)
    empty.well("process", "start", "F1", TEMPLATE, "KOR", "--on", "2017-01-01")
    return empty


def test_communities_are_listed_in_order_with_their_open_stages(circle: Call) -> None:
    found = circle.asked("community", "list")

    assert [one["id"] for one in found["communities"]] == ["AVAS", "KOR"]
    assert found["count"] == 2
    (stage,) = found["communities"][1]["open"]
    assert (stage["process"], stage["stage"]) == ("F1", "preparation")
    told = circle.well("community", "list", "--county", "Zala").out
    assert "Előkészítés" in told
    assert "Avasi" not in told
    assert told.rstrip().endswith("Közösségek száma: 1.")
    none = circle.well("community", "list", "--county", "Tolna").out
    assert none == "Nincs ilyen közösség.\n"
    before = circle.asked("community", "list", "--on", "2016-12-31")
    assert before["communities"][1]["open"] == []


def test_a_community_is_there_from_its_founding_to_its_end(circle: Call) -> None:
    sheet = circle.sheet(
        "kozossegek.csv",
        "azonosito;nev;telepules;alapitas;megszunes",
        "REGI;Régi;Miskolc;2010-01-01;2012-12-31",
    )
    circle.well("import", sheet)

    listed = {
        day: {
            one["id"]
            for one in circle.asked("community", "list", "--on", day)["communities"]
        }
        for day in ("2009-12-31", "2012-12-31", "2013-01-01")
    }

    assert [("REGI" in ids) for ids in listed.values()] == [False, True, False]
    told = circle.well("community", "show", "REGI").out
    assert "2012. 12. 31." in told
    assert "Nincs folyamata." in told


def test_a_community_is_shown_with_its_host_processes_and_what_was_held(
    circle: Call,
) -> None:
    circle.well(
        *("activity", "add", "E1", "--process", "F1", "--title", "Fórum"),
        *("--on", "2017-02-01", "--heads", "26", "--kind", "fórum"),
    )
    circle.well(
        *("activity", "add", "E2", "--process", "F1", "--title", "Klub"),
        *("--on", "2017-03-01", "--heads", "8", "--unit", "fő"),
    )

    shown = circle.asked("community", "show", "kor", "--on", "2017-02-15")

    assert (shown["host"], shown["host_name"]) == ("HAZ", "Művelődési Ház")
    assert (shown["settlement"], shown["part"]) == ("Zalaszentgrót", "Óváros")
    (process,) = shown["processes"]
    assert (process["id"], process["state"]) == ("F1", "running")
    assert shown["activities"] == {
        "count": 1,
        "attendances": 26,
        "persons": 0,
        "without_head_count": 0,
    }
    told = circle.well("community", "show", "KOR").out
    assert "Művelődési Ház (HAZ)" in told
    assert "Részvételek száma: 26." in told
    assert "Fő, eseményenként számolva: 8." in told
    english = circle.well("community", "show", "KOR", "--lang", "en").out
    assert "Persons, counted activity by activity: 8." in english
    before = circle.well("community", "show", "KOR", "--known-at", "#6").out
    assert "Nincs rögzített esemény." in before


def test_activities_are_listed_by_process_project_kind_day_and_county(
    circle: Call,
) -> None:
    sheet = circle.sheet(
        "esemenyek.csv",
        "azonosito;folyamat;megnevezes;kezdet;veg;letszam;fajta;becsult;telepules",
        "E1;F1;Zárás;2017-05-01;2017-05-02;30;rendezvény;igen;",
        "E2;F1;Ártér;2017-02-01;;;interjú;;Miskolc",
        "E3;F1;Álom;2017-02-01;;1200;interjú;;",
    )
    circle.well("import", sheet, "--as", "esemenyek")

    found = circle.asked("activity", "list")

    assert [one["id"] for one in found["activities"]] == ["E3", "E2", "E1"]
    assert (found["attendances"], found["without_head_count"]) == (1230, 1)
    told = circle.well("activity", "list").out
    assert "kb. 30 részvétel" in told
    assert "1 200 részvétel" in told.replace("\N{NO-BREAK SPACE}", " ")
    for words, ids in (
        (("--kind", "interjú"), ["E3", "E2"]),
        (("--since", "2017-02-02"), ["E1"]),
        (("--on", "2017-04-30"), ["E3", "E2"]),
        (("--county", "Zala"), ["E3", "E1"]),
        (("--county", "Borsod-Abaúj-Zemplén"), ["E2"]),
        (("--process", "f1", "--kind", "klub"), []),
    ):
        listed = circle.asked("activity", "list", *words)["activities"]
        assert [one["id"] for one in listed] == ids, words
    empty = circle.well("activity", "list", "--kind", "klub").out
    assert empty == "Nincs ilyen esemény.\n"
    assert circle("activity", "list", "--project", "PR", "--json").codes == [
        "not-found"
    ]


def test_an_activity_is_shown_with_all_that_is_known(circle: Call) -> None:
    circle.well(
        *("activity", "add", "E1", "--process", "F1", "--title", "Tábor"),
        *("--on", "2017-06-01", "--until", "2017-06-05", "--kind", "tanulmányút"),
        *("--heads", "1 200", "--sheets", "0", "--fee", "500", "--estimated"),
        *("--settlement", "Miskolc", "--place", "Avas", "--theme", "múlt"),
    )

    shown = circle.asked("activity", "show", "E1")

    assert (shown["from"], shown["until"]) == ("2017-06-01", "2017-06-05")
    assert (shown["head_count"], shown["sheet_count"], shown["heads"]) == (1200, 0, 0)
    assert (shown["settlement"], shown["fee"], shown["kind"]) == (
        *("Miskolc", 500, "study_visit"),
    )
    told = circle.well("activity", "show", "E1").out
    assert "500\N{NO-BREAK SPACE}Ft" in told
    assert "0 részvétel" in told
    assert "tanulmányút" in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*ADD, "Zalaszentgrod"), "not-found"),
        ((*ADD, "Miskolc"), "id-taken"),
        ((*ADD, "Miskolc", "--founded", "tavaly"), "value-not-read"),
        (("community", "show", "NINCS"), "not-found"),
        (("activity", "add", "E1", "--title", "X"), "activity-of-nothing"),
        (("activity", "add", "E1", "--process", "F9", "--title", "X"), "not-found"),
        (
            (
                *("activity", "add", "E1", "--process", "F1", "--title", "X"),
                "--heads",
                "-1",
            ),
            "value-not-read",
        ),
        (("activity", "show", "NINCS"), "not-found"),
        (("activity", "list", "--kind", "bál"), "value-not-read"),
        (("activity", "list", "--county", "Atlantisz"), "not-found"),
    ],
)
def test_what_is_not_understood_is_refused(
    circle: Call, words: tuple[str, ...], code: str
) -> None:
    answer = circle(*words, "--json")

    assert answer.status == 2
    assert answer.codes == [code]


def test_an_activity_before_its_process_is_recorded_with_a_warning(
    circle: Call,
) -> None:
    answer = circle.well(
        *("activity", "add", "E1", "--process", "F1", "--title", "X"),
        *("--on", "2016-12-31"),
    )

    assert "Figyelmeztetés" in answer.err
    assert "Rögzítve az esemény: E1" in answer.out
