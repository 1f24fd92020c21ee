"""Every invariant of an act that went through, by the acts it is asked of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from desk.exploring import edge_rules_any, edge_rules_beside, edge_rules_listed, edge_rules_road
from desk.exploring.paths import Edge

EdgeRule = Callable[[Edge], str]
_ROOMS = (edge_rules_any, edge_rules_road, edge_rules_listed, edge_rules_beside)
_ANY: tuple[EdgeRule, ...] = tuple(rule for room in _ROOMS for rule in room.ANY)
_OF_ACTS: tuple[tuple[EdgeRule, tuple[str, ...]], ...] = tuple(pair for room in _ROOMS for pair in room.OF_ACTS)
EDGE_RULES: tuple[EdgeRule, ...] = (*_ANY, *(rule for rule, _ in _OF_ACTS))


@cache
def rules_of(act: str) -> tuple[EdgeRule, ...]:
    """The invariants asked of an act."""
    return (*_ANY, *(rule for rule, acts in _OF_ACTS if act in acts))
