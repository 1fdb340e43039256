"""When a meeting has quorum (határozatképes), by the statutes of its day."""

from attrs import frozen

from cselekvo.domain.roundtable import QuorumRule, Statutes


@frozen(kw_only=True)
class Quorum:
    """How many seats were needed, and how many were there."""

    seats: int
    needed: int
    present: int

    @property
    def reached(self) -> bool:
        """Return whether the meeting could decide."""
        return self.seats > 0 and self.present >= self.needed


def needed_for_quorum(statutes: Statutes | None, seats: int, *, repeated: bool) -> int:
    """Return how many voting seats must be there.

    Args:
        statutes: Those of the meeting's day; None: more than half.
        seats: Voting members on that day; a deputy counts for one seat.
        repeated: Whether the meeting was called again for want of quorum.
    """
    if statutes is not None:
        if repeated and statutes.repeated_quorum is not None:
            return statutes.repeated_quorum
        if statutes.quorum_rule is QuorumRule.FIXED and statutes.quorum_number:
            return statutes.quorum_number
        if statutes.quorum_rule is QuorumRule.HALF_PLUS_ONE:
            return min((seats + 1) // 2 + 1, seats)  # 20 of 37; more than half is 19
    return seats // 2 + 1


def quorum(
    statutes: Statutes | None, seats: int, present: int, *, repeated: bool = False
) -> Quorum:
    """Return the quorum of a meeting."""
    needed = needed_for_quorum(statutes, seats, repeated=repeated)
    return Quorum(seats=seats, needed=needed, present=present)
