"""Many lives, one after the other: what they showed together, and what is printed of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from activities.verifying import verify
from desk.living.house import House
from desk.living.life import Lived, live
from desk.living.reading import Broken
from models.steps.table import ACTS, CLOCK_ACTS

# So many lives share a record; then it is verified as a whole, and the next begins with an empty one.
SHARED = 50
_CASE = re.compile(r"(?:training|real)-\d+-(\d+)-\d")
# What is printed of the violations: all of their kinds, and so many whole stories.
_STORIES = 3


@dataclass(slots=True)
class Tally:
    """What many lives showed."""

    seed: int
    lives: int = 0
    runs: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    violated: list[Lived] = field(default_factory=list)

    def add(self, lived: Lived) -> None:
        """Take one more life in."""
        self.lives, self.runs = self.lives + 1, self.runs + lived.runs
        self.acts.update(lived.acts)
        self.steps.update(lived.steps)
        self.faults.update(lived.faults)
        self.refused.update(lived.refused)
        self.broken.update(b.rule for b in lived.broken)
        if lived.broken:
            self.violated.append(lived)


def lives(seed: int, numbers: Sequence[int], tally: Tally, shared: int = SHARED) -> Iterator[Lived]:
    """Live these lives, so many in one record, and answer when it is verified; the tally grows with them."""
    rest = iter(numbers)
    while batch := tuple(islice(rest, shared)):
        for lived in _together(seed, batch):
            tally.add(lived)
            yield lived


def _together(seed: int, numbers: Sequence[int]) -> list[Lived]:
    house = House()
    try:
        lived = {number: live(house, seed, number) for number in numbers}
        for wrong in verify(house.engine):
            found = _CASE.search(wrong)
            whose = lived[int(found[1])] if found else lived[numbers[-1]]
            whose.broken.append(Broken("the_record_verifies", wrong))
    finally:
        house.close()
    return list(lived.values())


def lines(tally: Tally, seconds: float) -> Iterator[str]:
    """What is printed when all lives are over."""
    rate = tally.lives / seconds if seconds else 0.0
    yield f"{tally.lives} lives in {seconds:.0f} s, {rate:.1f} a second; {tally.runs} workflow runs"
    yield f"acts: {tally.acts.total()}, {_told(tally.acts)}"
    yield f"ended at: {_told(tally.steps)}"
    yield f"faults: {tally.faults.total()}, {_told(tally.faults)}"
    yield f"refusals: {tally.refused.total()}, {_told(tally.refused)}"
    never = [act for act in (*ACTS, *CLOCK_ACTS) if not tally.acts[act]]
    yield f"acts never done: {', '.join(never) or 'none'}"
    for lived in tally.violated[:_STORIES]:
        yield from story(tally.seed, lived)
    if tally.broken:
        yield f"VIOLATIONS in {len(tally.violated)} lives: {_told(tally.broken)}"
        yield f"lives: {', '.join(str(lived.number) for lived in tally.violated)}"
    else:
        yield "no violation"


def story(seed: int, lived: Lived) -> Iterator[str]:
    """A life as it was lived, and what was broken in it."""
    yield f"life {lived.number} of seed {seed}"
    yield from (f"  {line}" for line in lived.story)
    yield from (f"  BROKEN {b.rule}: {b.what}" for b in dict.fromkeys(lived.broken))


def _told(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counted.most_common())
