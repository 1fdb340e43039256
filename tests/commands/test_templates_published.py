"""Templates published in a workspace: frozen, shown, drawn, and what runs on them."""

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import (
    RENAMED,
    TRIAL,
    close_talk,
    last_action,
    position,
    typed,
)


def test_publishing_keeps_the_bytes_of_the_file(tracked: Call) -> None:
    path = tracked.sheet("proba2.yaml", RENAMED)
    done = tracked.asked("template", "publish", path)

    assert done["versions"] == ["proba.2"]
    assert last_action(tracked)["action"] == "template publish"
    path.unlink()
    shown = tracked.well("template", "show", "proba.2", "--source").out
    assert shown == f"{RENAMED}\n"
    assert tracked.well("template", "show", "proba.1", "--source").out == TRIAL


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hu", "A proba sablon 2. változata közzétéve."),
        ("en", "Version 2 of the template proba is published."),
    ],
)
def test_publishing_is_told_once(tracked: Call, lang: str, said: str) -> None:
    path = tracked.sheet("proba2.yaml", RENAMED)
    answer = tracked.well("--lang", lang, "template", "publish", path)

    assert (answer.out + answer.err).count(said) == 1


def test_the_same_content_again_is_no_change(tracked: Call) -> None:
    before = position(tracked)
    answer = tracked.well("template", "publish", "proba.yaml", "--json")

    assert answer.codes == ["template-published-before"]
    assert position(tracked) == before


def test_the_same_version_with_other_content_is_refused(tracked: Call) -> None:
    before = position(tracked)
    other = TRIAL.replace("Zárás", "Befejezés")
    path = tracked.sheet("masik.yaml", other)
    answer = tracked("template", "publish", path)

    assert (answer.status, answer.out) == (2, "")
    assert "Adjon új verziószámot." in answer.err
    told = tracked("template", "publish", path, "--json")
    assert told.codes == ["template-version-published-otherwise"]
    assert position(tracked) == before


def test_a_template_that_is_not_sound_is_not_published(tracked: Call) -> None:
    before = position(tracked)
    unsound = RENAMED.replace("next: [draft, past]", "next: [draft]")
    good = tracked.sheet("jo.yaml", RENAMED)
    bad = tracked.sheet("rossz.yaml", unsound)
    answer = tracked("template", "publish", good, bad, "--json")

    assert (answer.status, answer.result) == (2, {})
    assert {"stage-never-opens"} <= set(answer.codes)
    errors = [one for one in answer.json["findings"] if one["severity"] == "error"]
    assert {one["where"]["file"] for one in errors} == {str(bad)}
    assert position(tracked) == before


def test_a_template_that_cannot_be_read_is_not_published(tracked: Call) -> None:
    before = position(tracked)
    path = tracked.sheet("rossz.yaml", TRIAL.replace("start: talk", "start: tlk"))
    answer = tracked("template", "publish", path)

    assert answer.status == 2
    assert "rossz.yaml, 6. sor" in answer.err
    assert "Erre gondolt: talk?" in answer.err
    assert tracked("template", "publish", "nincs.yaml").status == 3
    assert position(tracked) == before


def test_impact_tells_which_processes_run_on_which_version(tracked: Call) -> None:
    close_talk(tracked)
    tracked.well(*typed("process cancel F3 --reason x --on 2017-03-01"))
    tracked.well("template", "publish", tracked.sheet("proba2.yaml", RENAMED))
    found = tracked.asked("template", "impact", "proba")["versions"]
    people = tracked.well("template", "impact").out.splitlines()

    assert found == [
        {
            "id": "proba.1",
            "template": "proba",
            "version": 1,
            "running": [
                {"process": "F1", "unit": "KZ1", "open": ["draft", "history"]},
                {"process": "F2", "unit": "KZ2", "open": ["talk"]},
            ],
            "ended": 1,
        },
        {
            "id": "proba.2",
            "template": "proba",
            "version": 2,
            "running": [],
            "ended": 0,
        },
    ]
    assert ["proba", "1", "2", "1"] in [line.split() for line in people]
    assert ["F1", "KZ1", "proba.1", "draft,", "history"] in [
        line.split() for line in people
    ]


def test_impact_of_a_template_that_is_not_there_names_those_that_are(
    tracked: Call,
) -> None:
    answer = tracked("template", "impact", "prba")

    assert answer.status == 2
    assert "proba" in answer.err


def test_a_workspace_without_templates_is_told_so(empty: Call) -> None:
    assert empty.asked("template", "impact") == {"versions": []}
    assert "cselekvo template publish" in empty.well("template", "impact").out


def test_published_templates_are_listed_beside_those_of_the_handbook(
    tracked: Call,
) -> None:
    listed = tracked.asked("template", "list")

    assert [one["id"] for one in listed["published"]] == ["proba.1"]
    assert len(listed["published"][0]["digest"]) == 64
    assert "Próbafolyamat" in tracked.well("template", "list").out


def test_a_template_that_only_the_workspace_knows_is_shown_and_drawn(
    tracked: Call,
) -> None:
    (tracked.folder / "proba.yaml").unlink()
    shown = tracked.asked("template", "show", "proba")
    tracked.well("template", "diagram", "proba.1", "-o", "a.svg")
    tracked.well("template", "diagram", "proba", "-o", "b.html")

    assert [one["id"] for one in shown["stages"]] == [
        "talk", "draft", "plan", "history", "closing",
    ]  # fmt: skip
    told = tracked.well("--lang", "en", "template", "show", "proba.1").out
    assert "Trial process (proba, version 1)" in told
    assert "project manager" in told
    assert "plan: approval of the council" in told
    drawn = (tracked.folder / "a.svg").read_text(encoding="utf-8")
    assert "Próbafolyamat" in drawn
    assert "projektmenedzser" in drawn
    assert "visszaadva" in drawn
    page = (tracked.folder / "b.html").read_text(encoding="utf-8")
    assert "visszaadva" in page


def test_the_diagram_of_a_process_tells_where_it_stands(tracked: Call) -> None:
    close_talk(tracked)
    words = ("template", "diagram", "--process", "f1", "--on", "2017-03-01")
    drawn = tracked.well(*words).out
    english = tracked.asked("--lang", "en", *words)["svg"]

    assert "Olvasókör (Zalaszentgrót)" in drawn
    assert "F1 · Próbafolyamat, 1. változat · 2017. 03. 01.: folyamatban" in drawn
    assert "8 napot késik" in drawn
    assert "még nem nyílt meg" in drawn
    assert drawn == tracked.well("process", "diagram", *words[3:]).out
    assert "days late: 8" in english
    then = tracked.well(*words[:-1], "2017-01-15").out
    assert "késik" not in then


def test_a_diagram_shows_what_was_known_then(tracked: Call) -> None:
    before = position(tracked)
    close_talk(tracked)
    words = ("template", "diagram", "--process", "F1", "--on", "2017-02-10")
    then = tracked.well(*words, "--known-at", f"#{before}").out
    now = tracked.well(*words).out

    assert "kész: 2017." not in then
    assert "1 napot késik" in then
    assert "kész: 2017." in now


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!doctype"), ("a.pdf", b"%pdf"), ("a.svg", b"<s")]
)
def test_the_diagram_of_a_process_is_its_report_in_other_formats(
    tracked: Call, name: str, begins: bytes
) -> None:
    tracked.well("template", "diagram", "--process", "F1", "-o", name)

    data = (tracked.folder / name).read_bytes()
    assert data.lower().startswith(begins)
    if name != "a.pdf":
        assert "nyitva" in data.decode()


def test_a_process_that_was_broken_off_is_drawn_so(tracked: Call) -> None:
    tracked.well(*typed("process cancel F1 --reason x --on 2017-03-01"))
    drawn = tracked.well(*typed("template diagram --process F1")).out

    assert "megszakadt: 2017." in drawn
    assert "nem került rá sor" in drawn
    assert "még nem nyílt meg" not in drawn
    assert "Próbafolyamat, 1. változat" in drawn


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "nothing-to-draw"),
        ("proba --process F1", "nothing-to-draw"),
        ("proba --on 2017-01-01", "nothing-to-draw"),
        ("--process F9", "not-found"),
        ("proba.9", "not-found"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tracked: Call, words: str, code: str) -> None:
    answer = tracked("template", "diagram", *typed(words), "--json")

    assert (answer.status, answer.codes) == (2, [code])
