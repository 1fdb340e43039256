"""Persons. What identifies them is sealed, and can really be erased."""

from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, personal_text
from cselekvo.domain.identifiers import PersonId


@frozen(kw_only=True)
class Person(Fact):
    """A human being whom the network knows in an office or a duty."""

    kind: ClassVar[str] = "person"
    id: PersonId
    name: str = personal_text()  #: in full, Hungarian order: dr. Kovács Anna
    family_name: str = personal_text("")  #: where it is known apart
    given_name: str = personal_text("")
    prefix_text: str = personal_text("")  #: dr., ifj.
    email: str = personal_text("", contact=True)
    phone: str = personal_text("", contact=True)
