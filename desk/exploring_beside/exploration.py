"""All worlds of the review walked one after the other, and told in a line each."""

from __future__ import annotations

import time
from collections.abc import Iterator

from desk.exploring_beside.review_worlds import worlds
from desk.exploring_beside.walking import SmallWalk
from models.law.lawbook import Lawbook


def review_walks(cap: int = 0) -> Iterator[tuple[str, bool]]:
    """A line for each world, and whether a rule was broken in it; at most `cap` states a world."""
    for world in worlds(Lawbook()):
        began = time.perf_counter()
        found = SmallWalk(world, cap=cap).run()
        whole = "" if found.complete else ", not whole"
        counts = f"{found.states} states, {found.edges} ways, {found.decides} decides"
        yield f"{world.name}: {counts}, {time.perf_counter() - began:.1f} s{whole}", False
        for rule, fault in found.broken.items():
            yield f"  ✗ {rule}: {fault}", True
