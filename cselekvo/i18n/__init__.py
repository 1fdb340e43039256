"""Words, numbers, dates and order for Hungarian and English readers.

What fills sentences is imported when the first is filled: help needs none of it.
"""

from typing import TYPE_CHECKING, Any

from cselekvo.i18n.catalogue import _, current, use

if TYPE_CHECKING:
    from cselekvo.i18n.sentences import error_message, fill, message


def __getattr__(name: str) -> Any:
    if name not in {"error_message", "fill", "message"}:
        raise AttributeError(name)
    from cselekvo.i18n import sentences

    return getattr(sentences, name)


__all__ = ["_", "current", "error_message", "fill", "message", "use"]
