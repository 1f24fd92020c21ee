"""The law of a world: its regime, and what the law leaves to be laid down and no regime held has laid down yet.

Order 36 lets a time to decide be prolonged, and leaves to the sector what
becomes of the uncorrected at the maximum. No regime held says either, so a
world may lend its law such a rule: of the same length as a period it has.
"""

from __future__ import annotations

from dataclasses import replace

from desk.exploring.worlds import World
from models.law.lawbook import Lawbook
from models.law.regimes import Law

_EXTENSION = "restoration_extension"


def law_of(world: World, book: Lawbook) -> Law:
    """The law that a world is explored under."""
    law = book.law(world.regime, world.on, world.local)
    for lent in world.lent:
        law = _with_extension(law) if lent == _EXTENSION else replace(law, switches=(*law.switches, lent))
    return law


def _with_extension(law: Law) -> Law:
    period = law.period("restoration_decision")
    if period is None:
        raise LookupError(f"{law.regime} has no time to decide a restoration")
    cited = tuple(replace(period.citation, key=key) for key in (_EXTENSION, f"periods.{_EXTENSION}"))
    longer = replace(period, key=_EXTENSION, start="restoration-deadline", citation=cited[0])
    return replace(law, periods=(*law.periods, longer), citations=(*law.citations, *cited))
