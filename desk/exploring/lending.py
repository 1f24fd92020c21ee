"""The law of a world: its regime, and what the law leaves to be laid down and no regime held has laid down yet.

Order 36 lets a time to decide be prolonged and leaves to the sector what becomes
of the uncorrected at the maximum; the time to answer an objection is for each
place to set. No regime held says any of it, so a world may lend its law such a
rule: of the same length as a period it has.

A listing may count from the day the name is shown, and of the lists held only
one does, whose law of false papers was not read: a world may lend that start.
"""

from __future__ import annotations

from dataclasses import replace

from desk.exploring.worlds import World
from models.law.lawbook import Lawbook
from models.law.regimes import Law

# The period lent, the one it is as long as, and the event it counts from.
_PERIODS = {
    "restoration_extension": ("restoration_decision", "restoration-deadline"),
    "objection_answer": ("complaint_answer", "objection-received"),
}


# The periods that may count from publication, and the world's word for it.
_FROM_SHOWING = ("publication_end", "restoration_earliest")
_SHOWN, COUNTED_FROM_SHOWING = "published", "counted-from-showing"


def law_of(world: World, book: Lawbook) -> Law:
    """The law that a world is explored under."""
    law = book.law(world.regime, world.on, world.local)
    for lent in world.lent:
        if lent == COUNTED_FROM_SHOWING:
            rows = (replace(p, start=_SHOWN) if p.name in _FROM_SHOWING else p for p in law.periods)
            law = replace(law, periods=tuple(rows))
            continue
        law = _with_period(law, lent) if lent in _PERIODS else replace(law, switches=(*law.switches, lent))
    return law


def _with_period(law: Law, lent: str) -> Law:
    like, start = _PERIODS[lent]
    period = law.period(like)
    if period is None:
        raise LookupError(f"{law.regime} has no period {like}")
    cited = tuple(replace(period.citation, key=key) for key in (lent, f"periods.{lent}"))
    own = replace(period, key=lent, start=start, citation=cited[0])
    return replace(law, periods=(*law.periods, own), citations=(*law.citations, *cited))
