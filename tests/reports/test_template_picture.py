"""A template is drawn so that a person reads it at a glance."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from cselekvo.domain.template import Duration, Template, Words
from cselekvo.handbook.outcomes import outcome_words
from cselekvo.handbook.roles import roles
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files
from cselekvo.i18n import use
from cselekvo.i18n.numbers import NO_BREAK_SPACE
from cselekvo.reports.drawing import INK, SOFT
from cselekvo.reports.render import render
from cselekvo.reports.render.words import entry_words, origin_pairs
from cselekvo.reports.report import Origin, Picture, Report
from cselekvo.reports.report_json import as_json, from_json
from cselekvo.reports.templates.canvas import BACK, WRONG
from cselekvo.reports.templates.card import (
    COLOURS,
    FILLS,
    Look,
    card_of,
    card_widths,
    inner,
)
from cselekvo.reports.templates.marks import MarkState, StageMark, mark_words
from cselekvo.reports.templates.naming import Naming, length_of, wrapped
from cselekvo.reports.templates.picture import template_picture
from cselekvo.reports.templates.report import template_report
from cselekvo.rules.soundness import Fault, SoundnessCode, prove
from tests.rules.flows import (
    a_template,
    each_to_all_later,
    in_a_row,
    spoiled_templates,
    templates,
    way_back,
    well_built_templates,
)

SECOND = f"2.{NO_BREAK_SPACE}kör"
SVG = "{http://www.w3.org/2000/svg}"
NAMING = Naming(roles={one.id: one.title for one in roles()}, outcomes=outcome_words())


def _handbook(name: str) -> Template:
    (path,) = (one for one in template_files() if one.stem == name)
    template, _ = load(path)
    assert template is not None
    return template


def _drawn(
    template: Template,
    *,
    lang: str = "hu",
    marks: Mapping[str, StageMark] | None = None,
    fault: Fault | None = None,
) -> Picture:
    with use(lang):
        return template_picture(template, NAMING, marks=marks, fault=fault)


def _texts(picture: Picture) -> str:
    """Return all that is written in a picture, in its order."""
    root = ET.fromstring(picture.svg)
    return " ".join(one.text or "" for one in root.iter(f"{SVG}text"))


def _report(template: Template, lang: str = "hu") -> Report:
    origin = Origin(
        on=date(2026, 1, 5),
        known_at=datetime(2026, 1, 5, tzinfo=UTC),
        position=0,
        head="",
        generated_at=datetime(2026, 1, 5, tzinfo=UTC),
        by="",
        product="1",
    )
    with use(lang):
        return template_report(template, prove(template), NAMING, origin)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("hu", ["Mentor kijelölése", "hálózatvezető", "7 nap", "nem jogosult"]),
        ("en", ["Naming a mentor", "network lead", "7 days", "not eligible"]),
    ],
)
def test_titles_roles_days_and_outcomes_are_written_in_the_language(
    lang: str, words: list[str]
) -> None:
    texts = _texts(_drawn(_handbook("mentor_supported_institution"), lang=lang))

    assert [one for one in words if one not in texts] == []


@pytest.mark.parametrize("path", template_files(), ids=lambda path: path.stem)
def test_a_picture_is_one_svg_with_words_and_without_anything_from_outside(
    path: object,
) -> None:
    template, _ = load(path)  # type: ignore[arg-type]
    assert template is not None
    picture = _drawn(template)
    root = ET.fromstring(picture.svg)

    first, second = list(root)[:2]
    assert (first.tag, second.tag) == (f"{SVG}title", f"{SVG}desc")
    assert first.text == template.title.hu
    assert second.text == picture.text
    assert root.get("role") == "img"
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        "svg", "title", "desc", "text", "rect", "path", "polygon", "circle",
    }  # fmt: skip
    assert not re.search(r"href|url\(|style=|on[a-z]+=", picture.svg)


def test_the_words_of_a_picture_tell_every_stage_and_where_it_leads() -> None:
    text = _drawn(_handbook("social_integration"), lang="en").text

    assert text.startswith("12 stages, beginning with Action area and needs.")
    assert "approved, then: Building trust and involving + Community programmes" in text
    assert "returned, back to: Action area and needs" in text
    assert "Closing, project manager, 30 days: end." in text


def test_what_is_in_the_picture_is_explained_and_nothing_else() -> None:
    plain = _texts(_drawn(a_template(a="b", b=())))
    everything = _texts(_drawn(_handbook("mentor_supported_institution")))

    signs = ("választás", "minden ág egyszerre", "minden ágat megvár", "visszaút")
    assert [one for one in signs if one in plain] == []
    assert [one for one in signs if one not in everything] == []
    assert "bármelyik ágra megnyílik" in everything
    assert "a hibához vezető út" not in everything


def test_every_state_of_a_stage_is_told_by_a_word_of_its_own() -> None:
    words = {}
    for state in MarkState:
        mark = StageMark(state=state, since=date(2017, 3, 1), days_late=45)
        with use("en"):
            words[state] = mark_words(mark)

    assert words[MarkState.OPEN] == "open since 2017-03-01"
    assert words[MarkState.LATE].startswith("days late: 45, open since")
    assert len(set(words.values())) == len(MarkState)


def test_a_second_round_is_told() -> None:
    with use("hu"):
        words = mark_words(StageMark(state=MarkState.DONE, rounds=2))

    assert words == f"kész, {SECOND}"


def test_where_a_process_stands_is_drawn_with_words_and_signs() -> None:
    template = _handbook("mentor_supported_institution")
    marks = {
        "eligibility": StageMark(state=MarkState.DONE, since=date(2017, 3, 1)),
        "assignment": StageMark(state=MarkState.DONE, rounds=2),
        "acceptance": StageMark(state=MarkState.SKIPPED),
        "diagnosis": StageMark(state=MarkState.LATE, days_late=45),
        "training": StageMark(state=MarkState.OPEN, since=date(2017, 4, 1)),
        "handover_or_close": StageMark(state=MarkState.WAITING),
        "review": StageMark(state=MarkState.NOT_REACHED),
    }
    without, picture = _drawn(template), _drawn(template, marks=marks)

    texts = _texts(picture)
    for words in (
        "kész: 2017.", SECOND, "kihagyva", "45 napot késik", "óta", "másik ágra vár",
        "még nem nyílt meg",
    ):  # fmt: skip
        assert words in texts
        assert words not in _texts(without)
    assert "45 napot késik" in picture.text
    strokes = [one.count("<path") for one in (without.svg, picture.svg)]
    assert strokes[1] > strokes[0]


def test_the_story_of_a_fault_is_drawn_on_the_diagram() -> None:
    template = a_template(a={"one": "b", "other": "c"}, b="d", c="d", d=())
    proof = prove(template)
    (fault,) = proof.faults
    picture = _drawn(template, fault=fault)

    texts = _texts(picture)
    assert "hiába vár" in texts
    assert "a hibához vezető út" in texts
    assert "ez már nem jön meg" in texts
    assert {"1", "2"} <= set(texts.split())
    assert "hiába vár" not in _texts(_drawn(template))
    assert fault.stage in picture.text


@pytest.mark.parametrize("code", SoundnessCode)
def test_every_fault_has_short_words_in_both_languages(code: SoundnessCode) -> None:
    template = a_template(a=())
    fault = Fault(code=code, stage="a")

    hungarian = _drawn(template, fault=fault)
    english = _drawn(template, fault=fault, lang="en")

    assert _texts(hungarian) != _texts(english)


@settings(deadline=None, max_examples=60)
@given(st.one_of(templates(most=7), well_built_templates(), spoiled_templates()))
def test_any_template_is_drawn_with_its_fault_and_all_its_stages(
    template: Template,
) -> None:
    proof = prove(template)
    fault = proof.faults[0] if proof.faults else None

    picture = _drawn(template, fault=fault)

    texts = _texts(picture).split()
    assert {one.title.hu for one in template.stages} <= set(texts)
    assert _drawn(template, fault=fault) == picture


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200), st.floats(30, 200), st.booleans())
def test_no_line_of_a_text_is_wider_than_its_card(
    text: str, width: float, bold: bool
) -> None:
    lines = wrapped(text, width, bold=bold)

    assert len(lines) <= 6
    for line in lines[:5]:
        assert length_of(line, bold=bold) <= width + 0.01 or len(line) <= 2


def test_a_text_is_broken_between_words_where_it_can_be() -> None:
    assert wrapped("Közösségi felmérés", 90) == ["Közösségi", "felmérés"]
    assert wrapped("aaaaaaaaaaaaaaaaaaaa", 60)[0].endswith("-")


def test_a_card_tells_role_and_days_and_is_as_high_as_its_lines() -> None:
    template = _handbook("community_development")
    width = card_widths(template)[0]
    stage = template.stage("history")
    plain = card_of(stage, width, NAMING, "#000000", Look())
    late = StageMark(state=MarkState.LATE, days_late=3)
    marked = card_of(stage, width, NAMING, "#000000", Look(mark=late))

    assert " ".join(plain.role) == "intézmény (könyvtár, múzeum, művelődési ház)"
    assert plain.days == "270 nap"
    assert marked.box_height > plain.box_height
    assert all(length_of(one, bold=True) <= inner(width) for one in plain.title)


def test_one_day_is_one_day() -> None:
    stage = evolve(
        a_template(a=()).stages[0], duration=Duration(least=1, typical=1, most=1)
    )
    with use("en"):
        assert card_of(stage, 140, NAMING, "#000000", Look()).days == "1 day"


def test_a_role_and_an_outcome_that_nobody_knows_are_shown_by_their_ids() -> None:
    naming = Naming(outcomes={"on": Words("tovább")})
    with use("en"):
        assert naming.role("night_watch") == "night watch"
        assert naming.outcome("on") == "tovább"
        assert naming.outcome("") == ""


def test_text_that_looks_like_markup_is_text() -> None:
    template = evolve(a_template(a=()), title=Words('<b>&"</b>'))

    assert ET.fromstring(_drawn(template).svg)[0].text == '<b>&"</b>'


@pytest.mark.parametrize("template", [in_a_row(200), each_to_all_later(40)])
def test_large_templates_are_drawn(template: Template) -> None:
    assert _drawn(template).svg.count("<rect") >= 2 * len(template.stages)


def test_the_report_of_a_template_has_its_picture_and_its_stages() -> None:
    template = _handbook("community_development")
    report = _report(template, "en")

    (picture,) = report.blocks_of(Picture)
    assert picture.svg.startswith("<svg")
    table = report.main_table
    assert table is not None
    assert len(table.rows) == len(template.stages)
    row = next(one for one in table.rows if one[1] == "survey")
    assert row[2:4] == ("community developer", "30–60, typically 40")
    assert "responses (at least 50)" in str(row[4])
    assert row[5] == (
        "usable: Drafting the local action plan; "
        "one-sided: back to Community conversations"
    )
    assert from_json(as_json(report)) == report


def test_the_report_of_an_unsound_template_tells_the_fault() -> None:
    template = a_template(
        a={"on": ["b", "c"], "off": "c"}, b={"on": "c", "x": way_back("a")}, c=()
    )
    report = _report(template)

    facts = {one.key: one.value for one in report.facts}
    assert facts["sound"] == "hibás"
    assert any(type(one).__name__ == "Note" for one in report.blocks)


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_the_same_picture_stands_in_html_and_pdf(lang: str) -> None:
    report = _report(_handbook("district_equal_opportunity_roundtable"), lang)

    page = render(report, "html").decode()
    paper = render(report, "pdf")

    assert 'src="data:image/svg+xml;base64,' in page
    told = [one.key for one in origin_pairs(report)]
    assert told == ["generated_at", "product"]  # there is no journal to be named
    assert entry_words(report) == "Cselekvő 1"
    assert paper.startswith(b"%PDF")
    assert render(report, "pdf") == paper


def _light(colour: str) -> float:
    """Return how light a colour is, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_colours_stand_out_and_texts_can_be_read_on_every_ground() -> None:
    grounds = ["#ffffff", *FILLS.values()]

    assert min(_contrast(one, "#ffffff") for one in COLOURS) >= 3
    assert len(set(COLOURS)) == len(COLOURS)
    for ink in (INK, SOFT, BACK, WRONG):
        assert min(_contrast(ink, ground) for ground in grounds) >= 4.5
