"""A handover: what is asked, what it would do, and what can speak against it."""

from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Final

from attrs import frozen

from cselekvo.domain.mentor import Mentor, MentorAssignment
from cselekvo.domain.person import Person
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding
from cselekvo.network.matching import Choice, Pair
from cselekvo.ports import Questions

_NEAR: Final = 3


class HandoverCode(Enum):
    """What a handover tells, and what speaks against it."""

    TO_SELF = "handover-to-self"
    BEFORE_MENTOR = "handover-before-mentor-came"
    NOT_MENTOR = "handover-not-mentor-then"
    NOTHING = "handover-nothing"
    IN_FUTURE = "handover-in-future"
    NOT_THEIRS = "handover-unit-not-theirs"
    NAMED_TWICE = "handover-unit-named-twice"
    SUCCESSOR_NOT_MENTOR = "handover-successor-not-mentor"
    BEGINS_LATER = "handover-assignment-begins-later"
    NO_SUCCESSOR = "handover-without-successor"
    DONE = "handed-over"


@frozen(kw_only=True)
class Handover:
    """What is to be handed over.

    Attributes:
        mentor: Whose units.
        on: The last day on which they are in charge.
        reason: Why.
        to: The one mentor to whom all goes; empty: it is matched.
        named: Units with the mentors a sheet names for them; others are matched.
        leaving: Whether the mentor is one no longer after the day.
    """

    mentor: str
    on: date
    reason: str
    to: str = ""
    named: tuple[Pair, ...] = ()
    leaving: bool = False


@frozen(kw_only=True, eq=False)
class Move:
    """An assignment that ends, and who takes over.

    Attributes:
        successor: None: nobody was found.
        choice: Why it is this one, where it was matched.
    """

    ends: MentorAssignment
    successor: Mentor | None = None
    choice: Choice | None = None


@frozen(kw_only=True, eq=False)
class Plan:
    """What a handover would do.

    Attributes:
        person: The mentor.
        standing: Theirs on the day, if they are a mentor then.
        moves: By unit.
        findings: What was found; an error, and nothing can be handed over.
    """

    person: str
    on: date
    standing: Mentor | None = None
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def gaps(self) -> tuple[Move, ...]:
        """Return what finds no successor."""
        return tuple(one for one in self.moves if one.successor is None)


def mentor_named(questions: Questions, text: str) -> str:
    """Return the id of a person who is or was a mentor.

    Raises:
        NotFoundError: There is none here; ids and names like it are told.
    """
    ids = {one.person for one in questions.facts(Mentor)}
    found = next((one for one in ids if one.lower() == text.lower()), None)
    if found is not None:
        return found
    people = questions.facts(Person, id=sorted(ids)) if ids else []
    known = {one.id.lower(): one.id for one in people}
    known |= {str(one.name).lower(): one.id for one in people}
    near = get_close_matches(text.lower(), known, n=_NEAR)
    raise NotFoundError("mentor", text, tuple(dict.fromkeys(known[n] for n in near)))
