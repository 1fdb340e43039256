"""What every fact has in common, and what its fields may declare about themselves.

The store makes its tables from the fields: a field of a reference type
(`OrganisationId`) becomes a reference, a `Period` two columns, an enumeration its
stable word. Free text is personal unless it is declared otherwise; personal fields can
really be erased.
"""

from typing import Any, ClassVar

from attrs import field, frozen


class Erased(str):
    """Stand for a personal text that has been erased; it is empty, and says so."""

    __slots__ = ()


#: What is read where a personal text stood before it was erased.
ERASED = Erased()


@frozen(kw_only=True)
class Fact:
    """One thing known: an entity, or what joins two of them for a period.

    Attributes:
        kind: The stable word of the kind, the same in store, journal and JSON.
        prefix: What a generated id begins with; empty for kinds that people name.
        ends: The two references that are usually asked for together.
    """

    kind: ClassVar[str]
    prefix: ClassVar[str] = ""
    ends: ClassVar[tuple[str, ...]] = ()

    id: str
    #: Where we know it from: a document, a letter, "illustration".
    source: str = field(default="", metadata={"personal": True})


def open_text(default: Any = ..., *, sort: bool = False) -> Any:
    """Declare a text that is not personal; with `sort`, the store keeps its order."""
    metadata = {"personal": False, "sort": sort}
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def personal_text(default: Any = ..., *, contact: bool = False) -> Any:
    """Declare a text about a person: sealed, and erasable.

    With `contact` it is shown only to readers who may see contacts.
    """
    metadata = {"personal": True, "contact": contact}
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)
