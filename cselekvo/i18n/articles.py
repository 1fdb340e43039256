"""The Hungarian definite article: `a` before a consonant, `az` before a vowel sound.

Sources: the Hungarian rules of spelling (AkH) and usage: numbers and acronyms go by how
they are read aloud (`az 1000`, `az EFOP`, `az NMI`, `a TOP`).
"""

import re
import unicodedata
from typing import Final

from cselekvo.domain.vocabulary import fold

_VOWELS: Final = frozenset("aeiou")
#: Consonants whose names begin with a vowel: ef, el, em, en, er, es, iksz, ypszilon.
_VOWEL_NAMES: Final = frozenset("flmnrsxy")
#: Letters of two signs whose names begin so too: eny, esz, and el-ypszilon.
_DIGRAPHS: Final = ("ly", "ny", "sz")
#: What is read otherwise than `_is_spelled` says: by letters, or as a word.
_READ: Final = {
    "NMI": "az",
    "Rt": "az",
    "SAP": "az",
    "SOS": "az",
    "SMART": "a",
    "SPAR": "a",
    "START": "a",
    "SWOT": "a",
    "SZTAKI": "a",
}
_LONGEST_ACRONYM = 6  # RSZTOP; what is longer is a word in capitals
_SHORTEST_WORD = 3
_NUMBER = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"[IVXL]+(?=\.(?:\s|$))")
_ROMAN_SIGNS: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORD = re.compile(r"[^\W\d_]+")
_SILENT: Final = frozenset({"Ps", "Pi", "Pf", "Po", "Pd", "Zs"})


def article(value: str | int) -> str:
    """Return `a` or `az`, by the first sound of a text or a number.

    Opening quotes and brackets are skipped: *az „Együtt egymásért” című projekt*. A
    minus is read (`a -5`); a text without any sound has `a`.
    """
    text = _from_first_sound(str(value))
    number = _NUMBER.match(text)
    if number is not None:
        return _before_number(number[0])
    roman = _ROMAN.match(text)
    if roman is not None:
        return _before_number(str(_roman_value(roman[0])))
    word = _WORD.match(text)
    return "a" if word is None else _before_word(word[0])


def _from_first_sound(text: str) -> str:
    for index, char in enumerate(text):
        rest = text[index:]
        minus = char == "-" and rest[1:2].isdecimal()
        if minus or unicodedata.category(char) not in _SILENT:
            return rest
    return ""


def _before_number(digits: str) -> str:
    """Return `az` before öt, ötven, ötszáz, ötezer, and egy, ezer, egymillió."""
    if digits[0] == "1":
        return "az" if len(digits) % 3 == 1 else "a"
    return "az" if digits[0] == "5" else "a"


def _roman_value(roman: str) -> int:
    values = [_ROMAN_SIGNS[sign] for sign in roman]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value
        for value, after in zip(values, following, strict=True)
    )


def _before_word(word: str) -> str:
    known = _READ.get(word)
    if known is not None:
        return known
    plain = fold(word)
    first, second = plain[:1], plain[1:2]
    if _is_spelled(word, plain):
        vowel = first in _VOWELS or first in _VOWEL_NAMES
    elif first == "y":
        vowel = second not in _VOWELS  # az Ybl-díj, a York
    else:
        vowel = first in _VOWELS
    return "az" if vowel else "a"


def _is_spelled(word: str, plain: str) -> bool:
    """Return whether it is an acronym read by letters, having no first syllable."""
    if len(word) == 1:
        return True
    if not word.isupper() or len(word) > _LONGEST_ACRONYM:
        return False
    rest = plain[2:] if plain.startswith(_DIGRAPHS) else plain[1:]
    return len(word) < _SHORTEST_WORD or rest[:1] not in _VOWELS
