"""The guided search for a landing agrees with a search through every state."""

from hypothesis import assume, given, settings

from cselekvo.rules.landing import LandingCode, landing, reachable_with
from tests.rules.landings import Move, by_force, moves

_WHY = {
    LandingCode.REDONE,
    LandingCode.NOT_DONE,
    LandingCode.NOT_REACHABLE,
}


@settings(max_examples=300, deadline=None)
@given(moves())
def test_a_process_lands_exactly_where_some_order_of_closings_leads(move: Move) -> None:
    known = by_force(move)
    assume(known is not None)
    assert known is not None
    there = {one.id for one in move.new.stages}

    landed = landing(move.old, move.new, move.standing, move.names)

    if not there.issuperset(known.exact.open):
        assert {one.code for one in landed.findings} == {LandingCode.STAGE_GONE}
    elif landed.marking is None:
        assert known.fitting == set()
        assert landed.is_refused
        (why,) = landed.findings
        assert (why.code is LandingCode.REDONE) == bool(known.redone)
        if why.code is LandingCode.NOT_REACHABLE:
            assert known.anyhow == set()
        else:
            assert why.code in _WHY
            assert known.anyhow
    else:
        assert landed.marking in known.fitting
        assert (landed.marking == known.exact) == (known.exact in known.fitting)
        waits = {one.code for one in landed.findings}
        assert (LandingCode.WAITS_OTHERWISE in waits) == (
            landed.marking.marks != known.exact.marks
        )


@settings(max_examples=150, deadline=None)
@given(moves())
def test_a_process_can_always_land_where_it_stands(move: Move) -> None:
    landed = landing(move.old, move.old, move.standing)

    assert landed.marking == move.standing.marking
    assert landed.findings == ()


@settings(max_examples=150, deadline=None)
@given(moves())
def test_a_state_is_found_exactly_where_there_is_one(move: Move) -> None:
    known = by_force(move)
    assume(known is not None)
    assert known is not None

    found = reachable_with(move.new, known.exact.open)

    assert found in known.anyhow | {None}
    assert (found is None) == (known.anyhow == set())
    exact = reachable_with(move.new, known.exact.open, known.exact.marks)
    assert (exact == known.exact) == (known.exact in known.anyhow)
