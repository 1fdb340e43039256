"""The move of running processes to another version of their template."""

from cselekvo.rules.landing.answers import Landing, LandingCode, Standing
from cselekvo.rules.landing.landings import Landings, landing
from cselekvo.rules.landing.search import NOT_DECIDED, NotDecided, reachable_with

__all__ = [
    "NOT_DECIDED",
    "Landing",
    "LandingCode",
    "Landings",
    "NotDecided",
    "Standing",
    "landing",
    "reachable_with",
]
