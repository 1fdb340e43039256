"""The Hungarian article goes by the next sound."""

import pytest
from hypothesis import given, strategies as st

from cselekvo.i18n.articles import article


def rightly_placed(*phrases: str) -> list[tuple[str, str]]:
    """Part phrases such as `az alma` into article and text."""
    return [(phrase.split(" ", 1)[0], phrase.split(" ", 1)[1]) for phrase in phrases]


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        *[("a", n) for n in (0, 2, 10, 11, 15, 38, 43, 100, 15_303, 10_000, 100_000)],
        *[("az", n) for n in (1, 5, 50, 51, 500, 1000, 1500, 5000, 1_000_000)],
        *[("a", -5), ("a", -1), ("a", 16), ("a", 1_000_000 * 10)],
    ],
)
def test_a_number_goes_by_how_it_is_read(expected: str, number: int) -> None:
    assert article(number) == expected


@given(st.integers(min_value=0))
def test_a_number_has_one_article_however_it_is_grouped(n: int) -> None:
    grouped = f"{n:,}"

    assert article(grouped.replace(",", "\N{NO-BREAK SPACE}")) == article(n)
    assert article(grouped.replace(",", ".")) == article(n)


@pytest.mark.parametrize(
    ("expected", "text"),
    rightly_placed(
        "a 2015. november 30.",
        "az 1. számú melléklet",
        "a 15 303 fő",
        "az 1 000 000 Ft",
        "a -5 fok",
        "a −5 fok",
        "az 1848-as",
        "az I. kerület",
        "a II. kerület",
        "a IV. kerület",
        "az V. kerület",
        "a XI. kerület",
        "a XX. század",
        "az LI. ülés",
        "az L.",
    ),
)
def test_a_text_that_begins_with_a_number_goes_by_the_number(
    expected: str, text: str
) -> None:
    assert article(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    rightly_placed(
        "a Vasgyár",
        "a Zalaszentgróti járás",
        "a Dél-Alföld",
        "az Észak-Magyarország",
        "az ülés",
        "az őszi találkozó",
        "az Úrkút",
        "a mentor",
        "a szervezet",
        "az egyesület",
        "a Kft.",
        "az Rt.",
        "az ifj. Kovács Anna",
        "a dr. Kovács Anna",
        "az Ybl-díj",
        "a York",
        "az Åland",
        "az f) pont",
        "a b) pont",
        "az á",
        "a FRANCIAORSZÁGI",
    ),
)
def test_a_word_goes_by_its_first_letter(expected: str, text: str) -> None:
    assert article(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    rightly_placed(
        "az EFOP",
        "a TOP",
        "az ÁROP",
        "az ESZA",
        "a HEP",
        "az NMI",
        "az OSZK",
        "a MOKK",
        "a KSH",
        "a TÁMOP",
        "a VEKOP",
        "a TOP_PLUSZ",
        "az EFOP-3.7.3-16",
        "a KSH-32522",
        "az SZMSZ",
        "az MTA",
        "az RSZTOP",
        "az NYME",
        "a NAV",
        "a SZOT",
        "az EU",
        "az MI",
        "a SWOT-elemzés",
        "az SOS",
        "a GFO",
    ),
)
def test_an_acronym_goes_by_how_it_is_read(expected: str, text: str) -> None:
    assert article(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    rightly_placed(
        "a „Legyünk együtt…” című projekt",
        "az „Együtt egymásért” című projekt",
        "az »Együtt«",
        'az "Együtt"',
        "az (egyéb)",
        "az „1000 falu”",
    ),
)
def test_an_opening_quote_is_skipped(expected: str, text: str) -> None:
    assert article(text) == expected


@pytest.mark.parametrize(
    "text", ["", "…", "–", "→ alma", "\N{GREEK SMALL LETTER BETA}"]
)
def test_what_has_no_known_sound_has_the_plain_article(text: str) -> None:
    assert article(text) == "a"


@given(st.text())
def test_every_text_has_an_article(text: str) -> None:
    assert article(text) in {"a", "az"}
