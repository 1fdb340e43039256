"""What was known when: an instant, a day or `#SEQ` becomes the last entry not later."""

import re
from datetime import date, datetime
from typing import Final

from cselekvo.domain.budapest import end_of_day
from cselekvo.domain.period import read_day
from cselekvo.errors import ValueNotReadError
from cselekvo.store import entries
from cselekvo.store.database import Database
from cselekvo.store.entries import Head

KnownAt = str | int | date | datetime | None
_SEQ: Final = re.compile(r"#?([0-9]{1,18})")
_EXPECTED: Final = (
    "an instant with its offset (2016-01-31T12:00+01:00), a day (2016-01-31), "
    "or the number of a journal entry (#12)"
)


def _instant(known_at: str | date | datetime) -> datetime:
    if isinstance(known_at, datetime):
        if known_at.tzinfo is None:
            raise ValueNotReadError(known_at.isoformat(), _EXPECTED)
        return known_at
    if isinstance(known_at, date):
        return end_of_day(known_at)
    try:
        return end_of_day(read_day(known_at))
    except ValueNotReadError:
        pass
    try:
        instant = datetime.fromisoformat(known_at)
    except ValueError:
        raise ValueNotReadError(known_at, _EXPECTED) from None
    if "T" not in known_at or instant.tzinfo is None:
        raise ValueNotReadError(known_at, _EXPECTED)
    return instant


def resolve(database: Database, known_at: KnownAt) -> Head:
    """Return the last entry that was written not later than `known_at`.

    Args:
        database: Open for reading.
        known_at: An instant with offset, a day (its end in Budapest), `#SEQ`, the
            number itself; None: what is known now.

    Raises:
        ValueNotReadError: It is none of these.
    """
    if known_at is None:
        return entries.head_of(database)
    found = "SELECT seq, instant, hash FROM journal WHERE {} ORDER BY seq DESC LIMIT 1"
    number = _SEQ.fullmatch(str(known_at))
    if number is not None:
        rows = database.rows(found.format("seq <= ?"), (int(number[1]),))
    elif isinstance(known_at, int):
        raise ValueNotReadError(str(known_at), _EXPECTED)
    else:
        try:
            text = entries.written(_instant(known_at))
        except OverflowError:
            # Within a day of the year 1 or 9999, which UTC cannot hold.
            raise ValueNotReadError(str(known_at), _EXPECTED) from None
        rows = database.rows(found.format("instant <= ?"), (text,))
    return Head(*rows[0]) if rows else Head()
