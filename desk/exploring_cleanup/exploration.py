"""All worlds of the campaign walked one after the other, and told in a line each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

from desk.exploring_cleanup.walking import campaign_walk
from desk.exploring_cleanup.worlds import WORLDS
from models.law.cleanup import campaign_law
from models.law.lawbook import Lawbook


def campaign_walks(cap: int = 0) -> Iterator[tuple[str, bool]]:
    """A line for each world, and whether a rule was broken in it; at most `cap` states a world."""
    book = Lawbook()
    years = book.calendar().years
    calendar = book.calendar_for(years[0].year, years[-1].year)
    for world in WORLDS:
        began = time.perf_counter()
        law = campaign_law(book, world.notice, date.fromisoformat(world.began))
        found = campaign_walk(world, law, calendar, cap=cap).run()
        whole = "" if found.complete else ", not whole"
        counts = f"{found.states} states, {found.edges} ways, {found.decides} decides"
        yield f"{world.name}: {counts}, {time.perf_counter() - began:.1f} s{whole}", False
        for rule, fault in found.broken.items():
            yield f"  ✗ {rule}: {fault}", True
