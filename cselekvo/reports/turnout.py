"""How often an organisation attended the meetings held while it sat at the table.

Sources: DOMAIN 7.2. The rate is meetings attended by the representative or a deputy by
meetings held while the organisation was a member, not by all meetings; without any such
meeting there is no rate, rather than a rate of 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import evolve, frozen

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.roundtable import Presence
from cselekvo.reports.sittings import Sitting


@frozen(kw_only=True)
class Turnout:
    """The meetings held while an organisation sat at a table, and those it attended."""

    held: int = 0
    in_person: int = 0  #: by the representative
    by_deputy: int = 0
    last: date | None = None  #: when it attended last

    @property
    def attended(self) -> int:
        """Return how many it attended, by representative or deputy."""
        return self.in_person + self.by_deputy

    @property
    def rate(self) -> float | None:
        """Return the attendance rate; None: no meeting was held."""
        return self.attended / self.held if self.held else None

    def after(self, day: date, presence: Presence | None) -> "Turnout":
        """Return the same with one more meeting; meetings come in the order of days."""
        in_person = presence is Presence.PRESENT
        by_deputy = presence is Presence.DEPUTY
        return Turnout(
            held=self.held + 1,
            in_person=self.in_person + in_person,
            by_deputy=self.by_deputy + by_deputy,
            last=day if in_person or by_deputy else self.last,
        )


#: An organisation, and whether it sat there with a vote: each has its own turnout.
Seated = tuple[OrganisationId, bool]
NONE: Final = Turnout()


def turnouts(sittings: Iterable[Sitting]) -> Mapping[Seated, Turnout]:
    """Return the turnout of all who sat at a table, with a vote and without apart.

    The law: all that was attended with a vote is all that were present at the meetings,
    and likewise what was held.
    """
    found: defaultdict[Seated, Turnout] = defaultdict(Turnout)
    for sitting in sittings:
        if not sitting.is_recorded:
            continue
        for bodies, voting in ((sitting.seats, True), (sitting.guests, False)):
            for body in bodies:
                noted = sitting.noted.get(body)
                presence = None if noted is None else noted.presence
                key = (body, voting)
                found[key] = found[key].after(sitting.meeting.on, presence)
    return found


def together(each: Iterable[Turnout]) -> Turnout:
    """Return several turnouts as one."""
    whole = NONE
    for one in each:
        days = [day for day in (whole.last, one.last) if day is not None]
        whole = evolve(
            whole,
            held=whole.held + one.held,
            in_person=whole.in_person + one.in_person,
            by_deputy=whole.by_deputy + one.by_deputy,
            last=max(days, default=None),
        )
    return whole
