"""How much memory a worker holds for each case that waits for its clock."""

from __future__ import annotations

from bench.acting import Prepared, house_lap, prepare
from bench.ground import Ground, resident

_WARM = 20
_AT_ONCE = 8


async def bytes_a_case(place: Ground, held: int) -> float:
    """Open so many cases on a fresh worker that is warm, and divide what it grew by."""
    async with place.worker() as worker:
        await house_lap(place, _openings(place, "warming", _WARM), _AT_ONCE)
        before = resident(worker)
        await house_lap(place, _openings(place, "held", held), _AT_ONCE)
        return (resident(worker) - before) / held


def _openings(place: Ground, name: str, count: int) -> Prepared:
    """Cases of which only the first act is asked."""
    made = prepare(place, name, count)
    return Prepared([(start, asked[:1]) for start, asked in made.cases], made.received)
