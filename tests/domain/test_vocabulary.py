"""Closed lists: a stable word, and what people call it in two languages."""

import importlib
import pkgutil

import pytest
from hypothesis import given, strategies as st

import cselekvo.domain
from cselekvo.domain.organisation import AddressRole, Sector
from cselekvo.domain.roundtable import MemberRole, OfficeKind
from cselekvo.domain.vocabulary import Vocabulary, fold
from cselekvo.errors import ValueNotReadError

for module in pkgutil.iter_modules(cselekvo.domain.__path__):
    importlib.import_module(f"cselekvo.domain.{module.name}")
LISTS = sorted(Vocabulary.__subclasses__(), key=lambda one: one.__name__)


@pytest.mark.parametrize("words", LISTS)
def test_no_word_of_a_list_means_two_things(words: type[Vocabulary]) -> None:
    seen: dict[str, Vocabulary] = {}
    for member in words:
        for form in {str(member.value), member.hu, member.en, *member.others}:
            assert seen.setdefault(fold(form), member) is member


@pytest.mark.parametrize("words", LISTS)
def test_every_form_is_read_whatever_its_case_and_accents(
    words: type[Vocabulary],
) -> None:
    for member in words:
        for form in (str(member.value), member.hu, member.en, *member.others):
            assert words.read(form) is member
            assert words.read(f"  {form.upper()} ") is member
            assert words.read(fold(form)) is member
        assert (member.word("hu"), member.word("en")) == (member.hu, member.en)


def test_the_sectors_are_those_of_the_sheets() -> None:
    assert [one.hu for one in Sector] == [
        "önkormányzati",
        "nemzetiségi",
        "állami",
        "egyházi",
        "civil",
        "kulturális",
        "oktatási",
        "szociális",
        "egészségügyi",
        "rendvédelmi",
        "vállalkozás",
        "egyéb",
    ]


@pytest.mark.parametrize(
    ("words", "text", "member"),
    [
        (Sector, "Onkormanyzat", Sector.MUNICIPALITY),
        (AddressRole, "SZÉKHELY", AddressRole.SEAT),
        (MemberRole, "állandó  meghívott", MemberRole.STANDING_INVITEE),
        (OfficeKind, "vice chair", OfficeKind.VICE_CHAIR),
    ],
)
def test_a_persons_word_is_understood(
    words: type[Vocabulary], text: str, member: Vocabulary
) -> None:
    assert words.read(text) is member


def test_another_word_is_refused_and_the_list_named() -> None:
    with pytest.raises(ValueNotReadError, match="székhely, telephely, levelezési cím"):
        AddressRole.read("fiók")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
