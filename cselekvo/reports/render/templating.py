"""Templates of pages, read through the package, so that it may lie in an archive."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def template_bytes(name: str) -> bytes:
    """Return a template, or part of one, as it stands in its file."""
    return files(__package__).joinpath("templates", *name.split("/")).read_bytes()


@cache
def environment() -> "Environment":
    """Return what makes pages of templates: every text is escaped for HTML and XML."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(lambda name: template_bytes(name).decode("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
