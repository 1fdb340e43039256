"""Hungarian alphabetical order as a key that databases compare."""

import csv
import random
import sqlite3
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from cselekvo.i18n.order import person_key, sort_key
from tests.shared import GAZETTEER

LETTERS = st.text("aáeéiíoóöőuúüűcdglnstzy", max_size=8)
WORDS = st.text("aáeéoóöőuúüűcdglnstzy -AÁCSZ", max_size=8)


@pytest.fixture(scope="module")
def settlements() -> list[str]:
    if not GAZETTEER.exists():
        pytest.skip("the statistical office's list is not beside this checkout")
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def in_order(words: list[str], key: Callable[[str], str] = sort_key) -> list[str]:
    """Return the words sorted after a shuffle that is the same every time."""
    shuffled = random.Random(7).sample(words, len(words))
    return sorted(shuffled, key=key)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Cukor", "Czentár", "Csaba"],
        ["cukor", "cz", "csat", "csere", "da"],
        ["dudva", "dy", "dzéta", "dzhú", "dzseki", "dzsungel", "e"],
        ["gúny", "gyár", "ha"],
        ["lúd", "lyuk", "ma"],
        ["nő", "nyár", "ok"],
        ["sütő", "szép", "ta"],
        ["tűz", "tyúk", "u"],
        ["zúg", "zsák"],
        ["kas", "kastély", "kasza", "kassza", "kasszék", "katona"],
        ["megy", "meggy", "meggyőz"],
        ["mennek", "menü", "menyét", "mennyi"],
        ["eccser", "ecser"],
        ["o", "ó", "ö", "ő", "p"],
        ["u", "ú", "ü", "ű", "v"],
        ["kor", "kór", "korall", "kórus", "kör", "kőr", "körül"],
        ["Eger", "egér", "Éger", "egres"],
        ["Kis-Kér", "Kiskér", "Kis Kerek"],
        ["Zalaapáti", "Zala megye", "Zalavég"],
        ["Kis Szabó", "kisszabó"],
        ["1. kerület", "2. kerület", "abc"],
        ["„Együtt” Egyesület", "Együttható"],
        ["Zsámbék", "+1", "Ωmega", "€1"],
        ["Ahlen", "Ähtäri", "Ajka"],
        ["Łódź", "Lohr"],
        ["Ærø", "Aetos"],
        ["ﬁ", "fo"],
        ["köz", "közöl", "község"],
    ],
)
def test_words_stand_as_the_rules_of_spelling_order_them(ordered: list[str]) -> None:
    assert in_order(ordered) == ordered


def test_a_short_vowel_is_first_only_where_all_else_is_equal() -> None:
    assert in_order(["Vác", "vacak", "Vac"]) == ["Vac", "Vác", "vacak"]
    assert in_order(["Szabó", "szabo", "Szabados"]) == ["Szabados", "szabo", "Szabó"]


def test_a_letter_with_its_accent_apart_is_the_same_letter() -> None:
    assert sort_key("Szabo\u0301") == sort_key("Szabó")
    assert sort_key("u\u0308") == sort_key("ü")


def test_a_rare_mark_on_a_rounded_vowel_keeps_it_rounded() -> None:
    assert in_order(["uz", "ǖz", "üzz", "v"]) == ["uz", "ǖz", "üzz", "v"]


@given(WORDS, WORDS)
def test_equal_keys_mean_equal_words(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.text())
def test_every_text_has_a_key_that_ends_in_the_text(text: str) -> None:
    letters, accents, last = sort_key(text).split(" ", 2)

    assert last == unicodedata.normalize("NFC", text)
    assert set(accents) <= set("012")
    assert letters.isprintable()


@given(st.lists(WORDS, max_size=6))
def test_a_database_that_compares_bytes_gives_the_same_order(words: list[str]) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE word (text TEXT, sort TEXT) STRICT")
    database.executemany(
        "INSERT INTO word VALUES (?, ?)", [(word, sort_key(word)) for word in words]
    )

    rows = database.execute("SELECT text FROM word ORDER BY sort").fetchall()
    database.close()

    assert [text for (text,) in rows] == sorted(words, key=sort_key)


def test_every_settlement_has_a_key_of_its_own(settlements: list[str]) -> None:
    keys = {sort_key(name) for name in settlements}

    assert len(keys) == len(set(settlements)) == 3155


def test_the_keys_of_settlements_are_two_to_three_times_as_long(
    settlements: list[str],
) -> None:
    assert sum(map(len, map(sort_key, settlements))) < 3 * sum(map(len, settlements))


def test_settlements_stand_in_their_places(settlements: list[str]) -> None:
    ordered = in_order(settlements)
    place = {name: number for number, name in enumerate(ordered)}

    assert ordered[0] == "Aba"
    assert ordered[-1].startswith("Zs")
    assert place["Celldömölk"] < place["Cserkút"] < place["Dabas"]
    assert place["Győr"] > place["Gutorfölde"]
    assert place["Szeged"] > place["Sümeg"]
    assert place["Orosháza"] < place["Öcsöd"] < place["Ősi"] < place["Pécs"]
    assert place["Nyíregyháza"] > place["Nőtincs"]


def test_the_order_of_settlements_is_that_of_icu(settlements: list[str]) -> None:
    icu = pytest.importorskip("icu", reason="PyICU is not installed")
    collator = icu.Collator.createInstance(icu.Locale("hu"))

    assert in_order(settlements) == sorted(settlements, key=collator.getSortKey)


@given(LETTERS, LETTERS)
def test_two_words_stand_as_icu_orders_them(one: str, other: str) -> None:
    icu = pytest.importorskip("icu", reason="PyICU is not installed")
    collator = icu.Collator.createInstance(icu.Locale("hu"))
    ours, theirs = sort_key(one) < sort_key(other), collator.compare(one, other) < 0

    assert ours == theirs


def test_persons_stand_by_family_name_then_by_given_names() -> None:
    ordered = ["Kovács Anna", "Kovács Zita", "Kovácsné Szabó Anna", "Kozma Béla"]

    assert in_order(ordered, key=person_key) == ordered


@pytest.mark.parametrize(
    "titled",
    [
        "dr. Kovács Anna",
        "Dr Kovács Anna",
        "Prof. Dr. Kovács Anna",
        "dr. habil. Kovács Anna",
        "ifj. Kovács Anna",
        " dr.  Kovács   Anna ",
    ],
)
def test_titles_do_not_count_in_the_order_of_persons(titled: str) -> None:
    assert person_key(titled) == person_key("Kovács Anna")


def test_a_name_that_begins_like_a_title_is_a_name() -> None:
    assert person_key("Drávai Anna").startswith(sort_key("Drávai"))
    assert person_key("Id Anna").startswith(sort_key("Id"))


def test_a_name_known_in_parts_stands_beside_one_known_in_full() -> None:
    known = person_key("dr. Kovács Anna", "Kovács", "Anna")

    assert known == person_key("Kovács Anna")
    assert person_key("x", "dr. Kovács", "Anna") == known


def test_a_double_family_name_is_one_where_it_is_known_apart() -> None:
    assert person_key("Szabó Kis Anna", "Szabó Kis", "Anna") > person_key("Szabó Zita")


def test_an_erased_name_still_has_a_key() -> None:
    assert person_key("") < person_key("Aba Anna")
