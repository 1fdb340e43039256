"""Where a report comes from: what its reader knew, and which Cselekvő made it."""

from datetime import datetime
from functools import cache

from cselekvo.ports import Reader
from cselekvo.reports.report import Origin


def origin_of(reader: Reader, by: str, generated_at: datetime) -> Origin:
    """Return the origin of a report that is made from these questions.

    Args:
        reader: Who asked, about which day, known when.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
    """
    return Origin(
        on=reader.on,
        known_at=reader.instant,
        position=reader.position,
        head=reader.head,
        generated_at=generated_at,
        by=by,
        product=product_version(),
        partial=reader.scope.is_partial,
    )


@cache
def product_version() -> str:
    """Return the version; empty, where the package is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cselekvo")
    except PackageNotFoundError:
        return ""
