"""Sentences with named gaps, filled after translation.

- `%(name)s` is the value as a reader writes it;
- `%(a_name)s`, `%(A_name)s` write the article before it: a, az, in English the;
- `%(on_name)s` is a day on which something happened: 30-án, in English on 30 November;
- `[[ ... ]]` is left out where a value named inside is absent or empty;
- `%%` is a percent sign.
"""

import re
from collections.abc import Mapping, Sized
from datetime import date
from typing import Any, Final

from cselekvo.domain.fact import Erased
from cselekvo.domain.period import BEFORE_RECORDS
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.errors import CselekvoError
from cselekvo.findings import Finding
from cselekvo.i18n.articles import article
from cselekvo.i18n.catalogue import catalogue_of, current, text_in
from cselekvo.i18n.dates import day_on
from cselekvo.i18n.values import show

_GAP = re.compile(r"%%|%\((\w+)\)s(\.(?!\w))?")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_PREFIX = re.compile(r"(a|A|on)_(\w+)")
#: Values that are words of ours, in English, and looked up in the catalogue.
_OWN_WORDS: Final = frozenset({"expected", "kind", "reason", "verb", "what"})
#: Subjects that are no record; an id is never translated.
_WHOLE: Final = frozenset({"all of it", "workspace"})
#: Numbers that name a thing and count nothing; they are never grouped.
_LABELS: Final = frozenset({"edition", "line", "row", "seq", "version", "year"})


def fill(text: str, values: Mapping[str, Any], lang: str | None = None) -> str:
    """Fill the gaps of a text; what has no value is shown as its name in braces.

    Args:
        text: A sentence with gaps, already translated.
        values: What the gaps name.
        lang: The language of the sentence; None: the current one.
    """
    language = current() if lang is None else lang

    def kept(match: re.Match[str]) -> str:
        names = filter(None, (found[0] for found in _GAP.findall(match[1])))
        return match[1] if all(_is_given(name, values) for name in names) else ""

    def filled(match: re.Match[str]) -> str:
        if not match[1]:
            return "%"
        shown = _filled(match[1], values, language)
        stop = "" if shown.endswith(".") else match[2] or ""
        return shown + stop

    return _GAP.sub(filled, _OPTIONAL.sub(kept, text))


def message(finding: Finding, lang: str | None = None) -> str:
    """Return the sentence of a finding; its code and values, where there is none.

    The gaps are filled from its values and `subject`.
    """
    language = current() if lang is None else lang
    values = {"subject": finding.subject, **finding.values}
    sentence = catalogue_of(language)["codes"].get(finding.word)
    if sentence is not None:
        return fill(sentence, values, language)
    listed = (f"{name}={_shown(name, values[name], language)}" for name in values)
    return f"{finding.word}: {', '.join(listed)}"


def error_message(error: CselekvoError, lang: str | None = None) -> str:
    """Return the sentence of an error; its own English one, where there is none.

    The gaps are filled from its values and `message`, the English sentence.
    """
    language = current() if lang is None else lang
    sentence = catalogue_of(language)["codes"].get(error.code)
    if sentence is None:
        return str(error)
    return fill(sentence, {"message": str(error), **error.values}, language)


def _split(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a gap asks for, and the name of its value."""
    match = None if name in values else _PREFIX.fullmatch(name)
    return ("", name) if match is None else (match[1], match[2])


def _is_given(name: str, values: Mapping[str, Any]) -> bool:
    value = values.get(_split(name, values)[1])
    if value == BEFORE_RECORDS:
        return False
    if isinstance(value, Sized) and not isinstance(value, Erased):
        return len(value) > 0
    return value is not None


def _filled(name: str, values: Mapping[str, Any], lang: str) -> str:
    wanted, name = _split(name, values)
    if name not in values:
        return f"{{{name}}}"
    value = values[name]
    shown = _shown(name, value, lang)
    if wanted == "on":
        return _on(value, shown, lang)
    if not wanted:
        return shown
    word = article(shown) if lang == "hu" else "the"
    return f"{word if wanted == 'a' else word.capitalize()} {shown}"


def _on(value: Any, shown: str, lang: str) -> str:
    if lang != "hu":
        return f"on {shown}"
    is_day = type(value) is date and value != BEFORE_RECORDS
    return day_on(value) if is_day else shown


def _shown(name: str, value: Any, lang: str) -> str:
    if name in _LABELS and isinstance(value, int):
        return str(value)
    if isinstance(value, Erased) or not isinstance(value, str):
        return show(value, lang)
    if name == "subject" and value in _WHOLE:
        return text_in(value, lang)
    if name == "reason":
        stable = text_in(f"reason: {value}", lang)
        known = stable != f"reason: {value}"
        return stable if known else _own_words(value, lang)
    if name in _OWN_WORDS:
        return _own_words(value, lang)
    return show(value, lang)


def _own_words(words: str, lang: str) -> str:
    """Return words of ours translated; after a colon only words of closed lists are."""
    whole = text_in(words, lang)
    if whole != words:
        return whole
    head, colon, rest = words.partition(": ")
    translated = text_in(head, lang) + colon + _listed(text_in(rest, lang), lang)
    return translated.replace("_", " ") if words.isidentifier() else translated


def _listed(words: str, lang: str) -> str:
    """Return a list of words of closed vocabularies, named in Hungarian, in English."""
    if lang == "hu" or not words:
        return words
    known = {one.hu: one.en for kind in Vocabulary.__subclasses__() for one in kind}
    return ", ".join(known.get(word, word) for word in words.split(", "))
