"""All worlds of one kind of proceeding walked one after the other, and told in a line each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desk.exploring_beside.edition_worlds import worlds as edition_worlds
from desk.exploring_beside.honour_worlds import worlds as honour_worlds
from desk.exploring_beside.month_worlds import worlds as month_worlds
from desk.exploring_beside.protection_worlds import worlds as protection_worlds
from desk.exploring_beside.review_worlds import worlds as review_worlds
from desk.exploring_beside.standard_worlds import standard_worlds
from desk.exploring_beside.walking import Small, SmallWalk
from desk.exploring_cleanup.walking import campaign_worlds
from models.law.lawbook import Lawbook

# The worlds of each kind, by the word its files begin with.
WORLDS: Mapping[str, Callable[[Lawbook], Iterator[Small[Any]]]] = {
    "campaign": campaign_worlds,
    "review": review_worlds,
    "protection": protection_worlds,
    "oversight": month_worlds,
    "honour": honour_worlds,
    "edition": edition_worlds,
    "standard": standard_worlds,
}


def walks(kind: str, cap: int = 0) -> Iterator[tuple[str, bool]]:
    """A line for each world, and whether a rule was broken in it; at most `cap` states a world."""
    for world in WORLDS[kind](Lawbook()):
        began = time.perf_counter()
        found = SmallWalk(world, cap=cap).run()
        whole = "" if found.complete else ", not whole"
        counts = f"{found.states} states, {found.edges} ways, {found.decides} decides"
        yield f"{world.name}: {counts}, {time.perf_counter() - began:.1f} s{whole}", False
        for rule, fault in found.broken.items():
            yield f"  ✗ {rule}: {fault}", True
