"""Reading process templates: the language of DESIGN section 5, and all its refusals."""

from cselekvo.handbook.templates.loading import load

__all__ = ["load"]
