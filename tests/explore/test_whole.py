"""The exploration of `make test`: every world, to its end or to a bound, on two cores."""

from __future__ import annotations

from desk.exploring.exploration import explore_all, laws_of, whole
from desk.exploring.whole_rules import REACH_RULES
from desk.exploring.worlds import TESTED

# Forms a world, so that two quiet cores are done in three minutes; the night walks on.
BOUND = 9500
WANTED = 100_000


def test_a_hundred_thousand_situations_keep_every_invariant() -> None:
    walks = explore_all(TESTED, BOUND)
    found = whole(walks, laws_of(TESTED))
    assert not found.broken, found.examples
    assert found.states >= WANTED
    assert [broken for rule in REACH_RULES for broken in rule(found, [])] == []
