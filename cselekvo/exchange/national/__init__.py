"""An invented network of the original programme's size, as sheets."""

from cselekvo.exchange.national.sizes import Size
from cselekvo.exchange.national.writing import MapOf, write_national

__all__ = ["MapOf", "Size", "write_national"]
