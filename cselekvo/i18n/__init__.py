"""Words, numbers, dates and order for Hungarian and English readers."""

from cselekvo.i18n.catalogue import _, current, error_message, fill, message, use

__all__ = ["_", "current", "error_message", "fill", "message", "use"]
