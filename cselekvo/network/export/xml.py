"""Writing XML by hand: the same bytes for the same values, whatever a name holds."""

import re
from collections.abc import Mapping
from typing import Final

from cselekvo.network.export.parts import Value

_ESCAPED: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    # Read back, these would be blanks or line ends of another kind.
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_SPECIAL: Final = re.compile('[&<>"\t\n\r]')
#: What XML 1.0 cannot hold in any form.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def escaped(value: Value) -> str:
    """Return a value as XML holds it; what it cannot hold becomes U+FFFD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value))
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


def tag(name: str, values: Mapping[str, Value], *, closed: bool = True) -> str:
    """Return a tag with attributes, in the order in which they come."""
    written = "".join(f' {key}="{escaped(one)}"' for key, one in values.items())
    return f"<{name}{written}{'/' if closed else ''}>"
