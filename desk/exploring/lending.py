"""The law of a world: its regime, and what the law leaves to be laid down and no regime held has laid down yet.

Order 36 lets a time to decide be prolonged and leaves to the sector what becomes
of the uncorrected at the maximum; the time to answer an objection is for each
place to set. No regime held says any of it, so a world may lend its law such a
rule: of the same length as a period it has.
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


def law_of(world: World, book: Lawbook) -> Law:
    """The law that a world is explored under."""
    law = book.law(world.regime, world.on, world.local)
    for lent in world.lent:
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
