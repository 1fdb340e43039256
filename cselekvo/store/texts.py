"""What no text of a workspace may hold, whoever wrote it and by what way it came.

Sheets and commands refuse such texts where they read them, with their place. This is
the last door: both engines refuse the same.
"""

import re
from typing import Final

from cselekvo.errors import ValueNotReadError

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def sound(text: str) -> str:
    """Return the text, if it can be stored.

    Raises:
        ValueNotReadError: It holds NUL, another control character or half a surrogate
            pair; tabs and line ends are allowed.
    """
    if text.isprintable():
        return text
    found = _FORBIDDEN.search(text)
    if found is None:
        return text
    raise ValueNotReadError(
        text.encode("utf-8", "backslashreplace").decode(),
        "a text holds no control characters; here is one, with its place: "
        f"U+{ord(found[0]):04X}, {found.start() + 1}",
    )
