"""Nothing that a person reads is missing in either language."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import click
import pytest

from cselekvo import i18n
from cselekvo.commands.base import metavars
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.exchange import decoding
from cselekvo.files import REASONS
from cselekvo.i18n import use
from cselekvo.rules.permissions import Verb
from tests.i18n import sources
from tests.i18n.sources import Word

_FOLDER = Path(i18n.__file__).with_name("catalogues")
_GAP = re.compile(r"%(?:%|\((\w+)\)s)")
_STRAY = re.compile(r"%(?!%|\(\w+\)s)")
_PREFIX = re.compile(r"^(?:a|A|on)_")
#: Modules whose `_()` is given a text that stands elsewhere: help and its capitals.
_LOOKS_UP = ("cselekvo.commands.base:", "cselekvo.i18n.catalogue:")


@cache
def _catalogue(lang: str) -> dict[str, dict[str, str]]:
    content = (_FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    read: dict[str, dict[str, str]] = json.loads(content)
    return read


def _gaps(text: str) -> set[str]:
    return {_PREFIX.sub("", name) for name in _GAP.findall(text) if name}


def _untranslated(words: list[Word]) -> list[Word]:
    known = _catalogue("hu")["texts"]
    return [one for one in words if not known.get(one.text, "").strip()]


def test_every_text_of_the_code_has_hungarian() -> None:
    words = sources.literals()

    assert len(words) > 100
    assert _untranslated(words) == []


def test_every_paragraph_and_option_of_the_help_has_hungarian() -> None:
    words = sources.helps()

    assert len(words) > 100
    assert _untranslated(words) == []


def test_every_word_in_capitals_of_a_usage_line_has_hungarian() -> None:
    found: set[str] = set()
    for command, context in sources.commands():
        pieces = command.collect_usage_pieces(context)
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and not parameter.is_flag:
                pieces.append(parameter.make_metavar(context))
        found |= set(re.findall(r"\b[A-Z]{2,}\b", " ".join(pieces)))

    assert {"OPTIONS", "ROUNDTABLE", "DAY"} <= found
    assert sorted(found - set(_catalogue("hu")["texts"])) == []


def test_words_in_capitals_are_written_in_the_language_of_the_reader() -> None:
    with use("hu"):
        assert metavars("[OPTIONS] ROUNDTABLE hu|en") == "[KAPCSOLÓK] KEREKASZTAL hu|en"
    with use("en"):
        assert metavars("[OPTIONS] ROUNDTABLE") == "[OPTIONS] ROUNDTABLE"


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_code_of_a_finding_has_a_sentence(lang: str) -> None:
    enums = sources.code_enums()
    codes = {str(one.value) for enum in enums.values() for one in enum}

    assert len(enums) > 10
    assert [one for one in codes if not _catalogue(lang)["codes"].get(one)] == []


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_error_has_a_sentence(lang: str) -> None:
    codes = {one.code for one in sources.errors()}

    assert len(codes) > 20
    assert [one for one in codes if not _catalogue(lang)["codes"].get(one)] == []


def test_every_error_below_the_branches_has_a_code_of_its_own() -> None:
    bare = [one.__name__ for one in sources.errors() if "code" not in vars(one)]

    assert bare == []


def test_no_sentence_is_kept_that_no_code_asks_for() -> None:
    codes = {str(one.value) for enum in sources.code_enums().values() for one in enum}
    codes |= {one.code for one in sources.errors()}

    assert set(_catalogue("hu")["codes"]) == codes == set(_catalogue("en")["codes"])


def test_what_would_be_allowed_is_said_in_hungarian_too() -> None:
    words = sources.words_handed_to(sources.EXPECTED)

    assert len(words) > 15
    assert _untranslated(words) == []


def test_what_is_wrong_with_a_workspace_is_said_in_hungarian_too() -> None:
    words = sources.words_handed_to(sources.REASONED)

    assert len(words) > 5
    assert _untranslated(words) == []


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_reason_of_a_file_is_a_text(lang: str) -> None:
    texts = _catalogue(lang)["texts"]

    assert [one for one in REASONS if f"reason: {one}" not in texts] == []


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_kind_of_file_that_is_no_table_is_a_text(lang: str) -> None:
    kinds = {kind for _, kind in decoding._KINDS} | {"binary"}

    assert sorted(kinds - set(_catalogue(lang)["texts"])) == []


def test_every_verb_that_may_be_denied_has_hungarian() -> None:
    assert _untranslated([Word(one.value, "Verb") for one in Verb]) == []


def test_every_kind_of_record_has_hungarian() -> None:
    assert _untranslated([Word(one.kind, "KINDS") for one in KINDS]) == []


def test_every_word_of_a_closed_list_is_there_in_both_languages() -> None:
    sources.modules()
    lists = Vocabulary.__subclasses__()
    bare = [one for kind in lists for one in kind if not (one.hu and one.en)]

    assert len(lists) > 10
    assert bare == []


def test_nothing_is_glued_together_before_it_is_translated() -> None:
    glued = [
        where
        for where, argument in sources.translated()
        if not isinstance(argument, ast.Constant) and not where.startswith(_LOOKS_UP)
    ]
    pieces = [
        where
        for where, argument in sources.translated()
        for node in ast.walk(argument)
        if isinstance(node, ast.JoinedStr | ast.BinOp)
    ]

    assert glued == []
    assert pieces == []


def test_a_sentence_asks_only_for_values_that_its_error_is_given() -> None:
    unknown = {
        error.code: lacking
        for lang in ("hu", "en")
        for error in sources.errors()
        if (
            lacking := _gaps(_catalogue(lang)["codes"][error.code])
            - sources.given_to_error(error)
        )
    }

    assert unknown == {}


def test_a_sentence_asks_only_for_values_that_are_given_where_it_is_found() -> None:
    #: Handed on as they were counted: `dict(outcome.totals())`.
    counted = {"read", "added", "changed", "unchanged", "refused"}
    unknown = {}
    for name, enum in sources.code_enums().items():
        for one in enum:
            gaps = _gaps(_catalogue("hu")["codes"][str(one.value)])
            given = sources.given_to_code(name, one.name)
            if one.value == "imported":
                given |= counted
            if one.value == "not-a-text-table":
                given |= {"text", "expected"}  # the error of the cell
            if gaps - given:
                unknown[one.value] = gaps - given

    assert unknown == {}


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_per_cent_sign_of_the_catalogue_belongs_to_a_gap(lang: str) -> None:
    catalogue = _catalogue(lang)
    every = [*catalogue["texts"].values(), *catalogue["codes"].values()]

    assert [one for one in every if _STRAY.search(one)] == []
