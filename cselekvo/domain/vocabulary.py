"""Closed vocabularies: a stable word, and what people call it in two languages."""

import unicodedata
from enum import Enum
from typing import Self, cast

from cselekvo.errors import ValueNotReadError


def fold(text: str) -> str:
    """Return the text for comparing: no case, no accents, single blanks, trimmed."""
    if text.isascii():
        return " ".join(text.casefold().split())
    split = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in split if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


class Vocabulary(Enum):
    """A closed list of words; a member is made of word, Hungarian, English, others.

    The value is the stable word kept in the store and in JSON. `read` takes any of the
    forms, accents and case aside.
    """

    hu: str
    en: str
    others: tuple[str, ...]

    def __new__(cls, word: str, hu: str, en: str, *others: str) -> Self:
        """Make a member whose value is its stable word."""
        member = object.__new__(cls)
        member._value_ = word
        member.hu = hu
        member.en = en
        member.others = others
        return member

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the member that a person's word means.

        Raises:
            ValueNotReadError: It is no word of this list; the list is named.
        """
        wanted = fold(text)
        for member in cls:
            forms = (str(member.value), member.hu, member.en, *member.others)
            if wanted in map(fold, forms):
                return member
        allowed = ", ".join(member.hu for member in cls)
        raise ValueNotReadError(text, f"one of: {allowed}")

    @classmethod
    def of(cls, word: str) -> Self:
        """Return the member of a stable word.

        Raises:
            KeyError: It is none.
        """
        return cast("Self", cls._value2member_map_[word])

    def word(self, lang: str) -> str:
        """Return the word in `hu` or `en`."""
        return self.hu if lang == "hu" else self.en
