"""Schema 1: identity, journal, sealed texts, and a table for each kind."""

from collections.abc import Iterable

from cselekvo.domain.kinds import KINDS
from cselekvo.store.sql import BASE_DDL, table_ddl
from cselekvo.store.tables import spec_of


def statements() -> Iterable[str]:
    """Return what makes an empty database of schema 1."""
    yield from BASE_DDL
    for kind in KINDS:
        yield from table_ddl(spec_of(kind))
