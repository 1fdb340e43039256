"""Which version of Cselekvő is at work."""

from functools import cache


@cache
def product_version() -> str:
    """Return the version; empty, where the package is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cselekvo")
    except PackageNotFoundError:
        return ""
