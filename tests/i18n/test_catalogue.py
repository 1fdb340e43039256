"""Texts and sentences in the language of the reader."""

import json
import re
import subprocess
import sys
import threading
import unicodedata

import pytest

from cselekvo import errors, i18n
from cselekvo.domain.identifiers import IdentifierCode
from cselekvo.domain.kinds import BY_WORD
from cselekvo.errors import (
    CselekvoError,
    ValueNotReadError,
)
from cselekvo.i18n import _, catalogue, current, use

GAPS = re.compile(r"%\((?:(?:a|A|on)_)?(\w+)\)s")


def sentences(lang: str, section: str) -> dict[str, str]:
    """Return a section of a catalogue as it is stored."""
    stored = (catalogue._FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    section_: dict[str, str] = json.loads(stored)[section]
    return section_


def named(sentence: str) -> set[str]:
    """Return the names of the values that a sentence speaks of."""
    return set(GAPS.findall(sentence))


def test_what_colleagues_need_is_at_the_door() -> None:
    assert all(hasattr(i18n, name) for name in i18n.__all__)
    assert set(i18n.__all__) == {
        "_",
        "current",
        "error_message",
        "fill",
        "message",
        "use",
    }


def test_nothing_heavy_is_imported_and_no_catalogue_read_at_the_start() -> None:
    script = (
        "import sys; from cselekvo.i18n import catalogue; "
        "print({'babel', 'zoneinfo', 'decimal'} & set(sys.modules), "
        "catalogue._read.cache_info().currsize)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["set()", "0"]


def test_hungarian_is_spoken_where_nothing_was_chosen() -> None:
    assert current() == "hu"


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with use("en"):
        assert current() == "en"
        with use("hu"):
            assert current() == "hu"
        assert current() == "en"

    assert current() == "hu"


def test_a_language_ends_with_its_block_after_an_error_too() -> None:
    with pytest.raises(KeyError), use("en"):
        raise KeyError

    assert current() == "hu"


def test_each_thread_speaks_its_own_language() -> None:
    heard: list[str] = []

    with use("en"):
        thread = threading.Thread(target=lambda: heard.append(current()))
        thread.start()
        thread.join()

    assert heard == ["hu"]


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueNotReadError, match="hu, en"), use("de"):
        pass


def test_a_text_is_given_in_the_current_language() -> None:
    assert _("organisation") == "szervezet"
    with use("en"):
        assert _("organisation") == "organisation"


def test_a_text_without_a_translation_is_given_as_it_is() -> None:
    assert _("no such text") == "no such text"


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_a_catalogue_is_stored_sorted_composed_and_unescaped(lang: str) -> None:
    stored = (catalogue._FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    kept = json.dumps(json.loads(stored), ensure_ascii=False, indent=2, sort_keys=True)

    assert stored == kept + "\n"
    assert stored == unicodedata.normalize("NFC", stored)


def test_both_languages_have_the_same_codes() -> None:
    assert set(sentences("hu", "codes")) == set(sentences("en", "codes"))


def test_an_english_text_is_its_own_key_unless_the_key_is_a_stable_word() -> None:
    english = sentences("en", "texts")

    assert all(re.fullmatch("[a-z0-9]+|reason: [a-z-]+", key) for key in english)
    assert set(english) <= set(sentences("hu", "texts"))


@pytest.mark.parametrize("code", sorted(sentences("en", "codes")))
def test_a_sentence_speaks_of_the_same_values_in_both_languages(code: str) -> None:
    hungarian, english = sentences("hu", "codes")[code], sentences("en", "codes")[code]

    assert named(hungarian) == named(english)


def test_a_text_speaks_of_the_same_values_in_both_languages() -> None:
    texts = sentences("hu", "texts")

    differing = [msgid for msgid in texts if named(msgid) != named(texts[msgid])]

    assert differing == []


def test_every_general_error_and_every_code_of_identifiers_has_a_sentence() -> None:
    classes = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, CselekvoError)
    ]
    wanted = {kind.code for kind in classes} | {code.value for code in IdentifierCode}

    assert wanted <= set(sentences("hu", "codes"))


def test_every_kind_of_fact_has_a_hungarian_name() -> None:
    assert set(BY_WORD) <= set(sentences("hu", "texts"))
