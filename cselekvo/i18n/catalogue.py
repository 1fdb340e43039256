"""Texts in the language of the reader.

The catalogues stand beside this module: `texts` holds the Hungarian of every English
text, `codes` a sentence for every code of a finding or an error. They are read when the
first text is asked for. How sentences are filled is told in `sentences`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Final, TypedDict

from cselekvo.errors import ValueNotReadError

LANGUAGES: Final = ("hu", "en")
_FOLDER = Path(__file__).with_name("catalogues")
_CURRENT: ContextVar[str] = ContextVar("language", default="hu")


class _Catalogue(TypedDict):
    texts: dict[str, str]
    codes: dict[str, str]


@contextmanager
def use(lang: str) -> Iterator[None]:
    """Speak a language inside the block; threads and tasks each have their own.

    Raises:
        ValueNotReadError: It is neither `hu` nor `en`.
    """
    if lang not in LANGUAGES:
        raise ValueNotReadError(lang, f"one of: {', '.join(LANGUAGES)}")
    token = _CURRENT.set(lang)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> str:
    """Return the language spoken here, Hungarian where none was chosen."""
    return _CURRENT.get()


def _(msgid: str) -> str:
    """Return an English text in the current language; itself, where it is not known."""
    return text_in(msgid, current())


@lru_cache(maxsize=len(LANGUAGES))
def _read(lang: str) -> _Catalogue:
    import json

    content = (_FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    catalogue: _Catalogue = json.loads(content)
    return catalogue


def catalogue_of(lang: str) -> _Catalogue:
    """Return a language's texts and sentences; what is not Hungarian is English."""
    return _read("hu" if lang == "hu" else "en")


def text_in(msgid: str, lang: str) -> str:
    """Return an English text in a language; itself, where it is not known."""
    return catalogue_of(lang)["texts"].get(msgid, msgid)
