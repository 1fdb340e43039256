"""What the program cannot go on with: one class for each situation.

A rule that a user broke is a `Finding`, not an error. The exit status of the command
follows the two branches below: refused (2) and surroundings (3).
"""

from typing import Any


class CselekvoError(Exception):
    """Be the root of every error that this library raises on purpose.

    Each class keeps its values as attributes, `values`, so that the message can be
    shown in either language; `code` is the stable word that programs compare.
    """

    code = "error"

    def __init__(self, message: str, **values: Any) -> None:
        self.values = values
        super().__init__(message)


class RefusedError(CselekvoError):
    """What was asked is not allowed or not understood; nothing was changed."""

    code = "refused"


class SurroundingsError(CselekvoError):
    """The file, disk, server or lock that the work needs is not as it must be."""

    code = "surroundings"


class NotAllowedError(RefusedError):
    """The actor has no role that allows this verb on this object."""

    code = "not-allowed"

    def __init__(self, actor: str, verb: str, subject: str) -> None:
        super().__init__(
            f"{actor} may not {verb} {subject}: no role of theirs allows it there.",
            actor=actor,
            verb=verb,
            subject=subject,
        )


class NotFoundError(RefusedError):
    """No such record is known to the reader at the instant asked for."""

    code = "not-found"

    def __init__(self, kind: str, id_: str, near: tuple[str, ...] = ()) -> None:
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(
            f"There is no {kind} {id_!r} here.{hint}", kind=kind, id=id_, near=near
        )


class IdentifierError(RefusedError):
    """A word cannot be an identifier."""

    code = "identifier-not-allowed"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} cannot be an identifier: 1 to 64 letters a-z, digits and "
            "- _ . are allowed, beginning with a letter or digit.",
            text=text,
        )


class PeriodError(RefusedError):
    """A period would end before it begins."""

    code = "period-ends-before-it-begins"

    def __init__(self, first: object, last: object) -> None:
        super().__init__(
            f"The last day {last} is before the first day {first}.",
            first=first,
            last=last,
        )


class ValueNotReadError(RefusedError):
    """A typed value (date, number, word of a closed list) could not be read."""

    code = "value-not-read"

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(
            f"{text!r} could not be read: {expected}.", text=text, expected=expected
        )


class MissingExtraError(SurroundingsError):
    """An optional dependency is not installed."""

    code = "extra-missing"

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(
            f"{what} needs an optional part: pip install 'cselekvo[{extra}]'.",
            extra=extra,
            what=what,
        )
