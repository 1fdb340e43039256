"""Hungarian alphabetical order, as a text that any database compares sign by sign.

Sources: the Hungarian rules of spelling (AkH 14-16): letters of two or three signs (cs,
dzs, ny) are one letter, their doubled forms (ccs, nny) are two; a and á, e and é, i and
í, o and ó, ö and ő, u and ú, ü and ű count as equal, the short one first only where all
else is equal; capitals, spaces and hyphens do not count. On the 3,155 names of the
statistical office's list of settlements of 2018 the order is that of ICU 72.1 (locale
`hu`). A compound where z and s, c and s or g and y meet (köz+ség) is read as one
letter, as ICU does: only a dictionary could tell.

A key has three parts, with a blank between them that is lower than any sign of the
first two: the letters, the accents up to the last, and the text itself. It is compared
by code points: SQLite's `BINARY`, PostgreSQL's `COLLATE "C"`.
"""

import re
import unicodedata
from typing import Final

_DIGITS: Final = "0123456789"
_LETTERS: Final = (
    *("a", "b", "c", "cs", "d", "dz", "dzs", "e", "f", "g", "gy", "h", "i", "j", "k"),
    *("l", "ly", "m", "n", "ny", "o", "ö", "p", "q", "r", "s", "sz", "t", "ty", "u"),
    *("ü", "v", "w", "x", "y", "z", "zs"),
)
#: One sign for each letter, from `A` on: after the digits and before `_OTHER`.
_SIGNS: Final = dict(zip(_DIGITS, _DIGITS, strict=True)) | {
    letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)
}
#: Leads what is neither a letter nor a digit nor a mark of punctuation; it sorts last.
_OTHER: Final = "~"
#: The longest first. A space or a hyphen parts what would else be one letter.
_TOKEN = re.compile(
    r"ddzs|ccs|ddz|ggy|lly|nny|ssz|tty|zzs|dzs|cs|dz|gy|ly|ny|sz|ty|zs|.", re.DOTALL
)
#: Letters that Unicode does not take apart.
_BASES: Final = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
}
_ROUNDED: Final = {"o": "ö", "u": "ü"}
_ROUNDING: Final = frozenset("\N{COMBINING DIAERESIS}\N{COMBINING DOUBLE ACUTE ACCENT}")
_LONG: Final = frozenset("áéíóőúű")
#: Classes of Unicode that do not count: punctuation, separators, marks, controls.
_UNCOUNTED: Final = frozenset("PZMC")
_TITLES = re.compile(
    r"(?:(?:dr|(?:prof|habil|ifj|id|özv)(?=\.))\.?\s+)+", re.IGNORECASE
)


def sort_key(text: str) -> str:
    """Return the key of a text; equal keys mean equal texts.

    A key is two to three times as long as its text. Digits come before letters, foreign
    accents with their letter, other signs last; punctuation does not count.
    """
    composed = unicodedata.normalize("NFC", text)
    small = composed.casefold()
    words = [_WORD_SIGNS[word] for word in small.split(" ")]
    letters = "".join([signs for signs, _ in words])
    if small.isascii():
        return f"{letters}  {composed}"
    accents = "".join([signs for _, signs in words]).rstrip("0")
    return f"{letters} {accents} {composed}"


def person_key(name: str, family: str = "", given: str = "") -> str:
    """Return the key of a person: the family name first, then the given names.

    Args:
        name: The name in full, in Hungarian order; titles as `dr.` and `ifj.` are
            skipped.
        family: The family name, where it is known apart. Else the first word of the
            name counts as such, for the order only.
        given: The given names, where they are known apart.
    """
    if not family:
        family, _, given = _untitled(name).partition(" ")
    return f"{sort_key(_untitled(family))} {sort_key(_untitled(given))}"


def _untitled(name: str) -> str:
    return _TITLES.sub("", " ".join(name.split()), count=1)


class _LetterSigns(dict[str, str]):
    """The signs of each token of a text in small letters, kept once worked out."""

    def __missing__(self, token: str) -> str:
        self[token] = signs = _letter_signs(token)
        return signs


class _AccentSigns(dict[int, str]):
    """The sign of each character's accent: none 0, long 1, foreign 2."""

    def __missing__(self, point: int) -> str:
        self[point] = sign = _accent_sign(chr(point))
        return sign


_LETTER_SIGNS: Final = _LetterSigns()
_ACCENT_SIGNS: Final = _AccentSigns()


class _WordSigns(dict[str, tuple[str, str]]):
    """The signs of the letters and of the accents of words; the same come again."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        letters = "".join([_LETTER_SIGNS[token] for token in _TOKEN.findall(word)])
        self[word] = signs = letters, word.translate(_ACCENT_SIGNS)
        return signs


_MOST_WORDS: Final = 16_384
_WORD_SIGNS: Final = _WordSigns()


def _letter_signs(token: str) -> str:
    """Return the signs of a letter, of a doubled letter, or of a foreign character."""
    if token in _SIGNS:
        return _SIGNS[token]
    if len(token) > 1:
        return _SIGNS[token[1:]] * 2
    return "".join(_base_signs(base) for base in _bases(token))


def _bases(char: str) -> str:
    """Return a character without its accents; ö and ü are letters of their own."""
    parts = unicodedata.normalize("NFKD", char).casefold()
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    if plain in _ROUNDED and not _ROUNDING.isdisjoint(parts):
        return _ROUNDED[plain]
    return _BASES.get(plain, plain)


def _base_signs(base: str) -> str:
    if base in _SIGNS:
        return _SIGNS[base]
    return "" if unicodedata.category(base)[0] in _UNCOUNTED else _OTHER + base


def _accent_sign(char: str) -> str:
    if not _letter_signs(char):
        return ""
    if char in _LONG:
        return "1"
    return "0" if _bases(char) == char else "2"
