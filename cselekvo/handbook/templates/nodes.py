"""What stands in a template's file: texts, lists and mappings, each with its place."""

from collections.abc import Iterator

from attrs import frozen


@frozen
class Spot:
    """A place in the file; lines and columns are counted from 1."""

    line: int = 1
    column: int = 1


@frozen
class Scalar:
    """A text, as it was written.

    Attributes:
        plain: Whether it stands without quotation marks, so that YAML would read some
            texts as something else.
    """

    text: str
    spot: Spot
    plain: bool


@frozen
class Items:
    """A list."""

    items: tuple["Node", ...]
    spot: Spot


@frozen
class Mapping:
    """Keys with their values, in the order of the file; no key stands twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    spot: Spot

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)


Node = Scalar | Items | Mapping
