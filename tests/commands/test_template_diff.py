"""What changed from version to version of a template, by command."""

import pytest

from tests.commands.calling import Call
from tests.handbook.writing import RIGHT, changed

TEXT = RIGHT.replace("talk", "interview")
NEWER = changed("version: 1", "version: 2", TEXT)
NEWER = changed("{hu: Próba, en: Trial}", "{hu: Teszt, en: Test}", NEWER)
NEWER = changed("  - id: third\n", "  - id: third_b\n", NEWER)
NEWER = changed("good: [third, fourth]", "good: [third_b, fourth]", NEWER)
NEWER = changed("responsible: mentor", "responsible: coordinator", NEWER)


@pytest.fixture
def two(call: Call) -> Call:
    """Return the command beside two versions."""
    call.sheet("regi.yaml", TEXT)
    call.sheet("uj.yaml", NEWER)
    return call


def test_people_read_what_changed_below_each_stage(two: Call) -> None:
    told = two.well("template", "diff", "regi.yaml", "uj.yaml")

    assert told.out.splitlines() == [
        "proba, 1. változat: Próba (szakaszok száma: 4)",
        "proba, 2. változat: Teszt (szakaszok száma: 4)",
        "",
        "A sablon egésze",
        "  – A sablon új címe: „Teszt” (eddig: „Próba”).",
        "",
        "„Első” (first)",
        "  – A felelős mostantól: „koordinátor” (coordinator); "
        "eddig: „kulturális közösségfejlesztő mentor” (mentor).",
        "",
        "„Második” (second)",
        "  – Ha a kimenet good, mostantól ide vezet: „Harmadik” (third_b).",
        "  – Ha a kimenet good, többé nem vezet ide: „Harmadik” (third).",
        "",
        "„Harmadik” (third_b)",
        "  – Új szakasz, a „Második” (second) után.",
        "",
        "„Harmadik” (third)",
        "  – Megszűnt szakasz.",
        "",
        "Talán átnevezés: „Harmadik” (third) helyett mostantól „Harmadik” (third_b). "
        "Ha így van, adja meg ezzel: --map third=third_b",
    ]
    assert told.err == ""


def test_a_stage_map_turns_two_changes_into_a_rename(two: Call) -> None:
    told = two.well(
        *("--lang", "en", "template", "diff", "regi.yaml", "uj.yaml"),
        *("--map", "third=third_b"),
    )

    assert told.out.splitlines()[-2:] == [
        "“Third” (third_b)",
        "  – It has a new id; so far: “Third” (third).",
    ]
    assert "Perhaps" not in told.out


def test_programs_read_the_changes_as_findings(two: Call) -> None:
    answer = two.well("template", "diff", "regi.yaml", "uj.yaml", "--json")

    assert answer.result == {
        "old": {"id": "proba", "version": 1},
        "new": {"id": "proba", "version": 2},
        "map": {},
        "differences": 6,
        "stages": ["first", "second", "third_b", "third"],
        "likely_renames": {"third": "third_b"},
    }
    assert answer.codes == [
        "template-title-changed",
        "stage-responsible-changed",
        "way-leads-to",
        "way-leads-no-longer-to",
        "stage-added",
        "stage-gone",
        "stage-likely-renamed",
    ]
    added = answer.json["findings"][4]
    assert added["subject"] == "third_b"
    assert added["severity"] == "note"
    assert added["values"]["stage"] == {
        "id": "third_b",
        "title": {"hu": "Harmadik", "en": "Third"},
    }
    assert added["message"] == (
        "Új szakasz: „Harmadik” (third_b), a „Második” (second) után."
    )


def test_equal_versions_differ_in_nothing(two: Call) -> None:
    told = two.well("--lang", "en", "template", "diff", "regi.yaml", "regi.yaml")
    handbook = two.asked(
        "template", "diff", "community_development", "community_development"
    )

    assert told.out.splitlines()[-1] == "Nothing changed."
    assert handbook["differences"] == 0


def test_a_published_version_is_compared_with_a_file(two: Call) -> None:
    two.well("init")
    two.well("template", "publish", "regi.yaml")

    result = two.asked("template", "diff", "proba.1", "uj.yaml")

    assert result["old"] == {"id": "proba", "version": 1}
    assert result["differences"] == 6


@pytest.mark.parametrize("given", ["third", "third=", "=third_b", "="])
def test_a_stage_map_that_is_no_pair_is_refused(two: Call, given: str) -> None:
    answer = two("template", "diff", "regi.yaml", "uj.yaml", "--map", given, "--json")

    assert answer.status == 2
    assert answer.codes == ["value-not-read"]


def test_a_stage_map_that_names_no_stage_is_refused_with_near_names(two: Call) -> None:
    answer = two(
        *("--lang", "en", "template", "diff", "regi.yaml", "uj.yaml"),
        *("--map", "thrid=third_b"),
    )

    assert answer.status == 2
    assert answer.out == ""
    assert "The old version has no stage thrid. Did you mean third?" in answer.err


def test_a_template_that_is_refused_tells_its_faults(two: Call) -> None:
    two.sheet("uj.yaml", changed("start: first", "start: frist", NEWER))
    answer = two("template", "diff", "regi.yaml", "uj.yaml", "--json")

    assert answer.status == 2
    assert answer.result == {}
    assert "template-stage-unknown" in answer.codes


@pytest.mark.parametrize(
    ("named", "status"), [("nincs.yaml", 3), ("community_developmen", 2)]
)
def test_a_template_that_is_not_there_is_told(
    empty: Call, named: str, status: int
) -> None:
    answer = empty("template", "diff", named, "community_development")

    assert answer.status == status
    assert named in answer.err


def test_a_template_that_is_longer_than_the_project_is_warned_of(two: Call) -> None:
    answer = two("--lang", "en", "template", "check", "regi.yaml", "--within", "19")
    fits = two.well("template", "check", "regi.yaml", "--within", "20", "--json")

    assert answer.status == 0
    assert (
        "Warning: regi.yaml: The longest way takes 20 days by typical durations; "
        "that is longer than the time given (19 days)."
    ) in answer.err
    assert "template-longer-than-project" not in fits.codes
    assert two("template", "check", "regi.yaml", "--within", "0").status == 2
