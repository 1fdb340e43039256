"""Canonical JSON, the digests made over it, and the seals of personal texts.

A seal is HMAC-SHA-256 with a random salt over the canonical JSON of a row's personal
texts. The seal stands in the lasting row and is what the journal digests; salt and
texts can be destroyed, and the chain still holds.
"""

import hashlib
import hmac
import json
import secrets
from json.encoder import encode_basestring
from typing import Any, Final

_SALT_BYTES: Final = 16
_LINES: Final = 256
#: The hash before the first entry.
NO_HASH: Final = "0" * 64

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
).encode


#: Writes a text as canonical JSON; the part of it that is asked for most.
text_of: Final = encode_basestring


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: sorted keys, no blanks, UTF-8 as it is."""
    return _encode(value)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_salt() -> str:
    """Return a fresh random salt, 32 hexadecimal digits."""
    return secrets.token_hex(_SALT_BYTES)


def seal(salt: str, content: str) -> str:
    """Return the seal of a row's personal texts."""
    return hmac.digest(salt.encode(), content.encode(), "sha256").hex()


class RowDigest:
    """A SHA-256 over rows, one line a row, in the order they are given."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._lines: list[str] = []
        self.rows = 0

    def opened(self, line: str) -> None:
        """Add a row that the entry opened, written as canonical JSON."""
        self._add(f"+{line}\n")

    def closed(self, kind: str, id_: str, seq_from: int) -> None:
        """Add a row that the entry closed."""
        self._add(f"-{_encode([kind, id_, seq_from])}\n")

    def erased(self, kind: str, id_: str, seq_from: int) -> None:
        """Add a row whose personal texts the entry erased."""
        self._add(f"x{_encode([kind, id_, seq_from])}\n")

    def _add(self, line: str) -> None:
        self.rows += 1
        self._lines.append(line)
        if len(self._lines) >= _LINES:
            self._flush()

    def _flush(self) -> None:
        self._hash.update("".join(self._lines).encode())
        self._lines.clear()

    def hex(self) -> str:
        """Return the digest, 64 hexadecimal digits."""
        self._flush()
        return self._hash.hexdigest()
