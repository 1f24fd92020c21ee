"""The board of a campaign: unit by unit what is filed, what is due and what is late, rolled up level by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.law.campaign_rules import LEVELS
from models.records.campaigns import CampaignState, Due, Unit
from models.records.deadlines import Standing
from portal.proceeding_dues import Owed, in_order
from portal.proceeding_dues import owed as told

_NO_DISPOSITION = "unread"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the board."""

    unit: Unit
    depth: int
    rolled: int
    faults: int
    next: Owed[Due] | None
    late: tuple[Owed[Due], ...]
    done: int
    all: int
    stale: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    """What the units of one level have filed: how many, their own rows and those rolled up to them."""

    level: str
    units: int
    filed: int
    rows: int
    rolled: int
    faults: int
    late: int


def owed(due: Due, today: date, near: int) -> Owed[Due]:
    """How what is owed stands today, in words; `near` is the office's own choice of when a day comes near."""
    return told(due, today, near, is_owed=due.is_owed)


def board(state: CampaignState, today: date, near: int) -> tuple[UnitLine, ...]:
    """Every unit under the one above it, the lead first."""
    stale = state.stale()
    return tuple(_line(state, (unit, depth), today, near, stale) for unit, depth in _tree(state, "", 0))


def _tree(state: CampaignState, above: str, depth: int) -> Iterator[tuple[Unit, int]]:
    for unit in state.below(above):
        yield unit, depth
        yield from _tree(state, unit.id, depth + 1)


def _line(state: CampaignState, placed: tuple[Unit, int], today: date, near: int, stale: tuple[str, ...]) -> UnitLine:
    unit, depth = placed
    dues = [d for d in state.dues if d.unit == unit.id and d.standing is not Standing.DROPPED]
    listed = in_order(dues, today, near, lambda d: d.is_owed)
    open_ = [o for o in listed if o.is_owed]
    coming = [o for o in open_ if o.light != "over"]
    return UnitLine(
        unit,
        depth,
        state.rolled_up(unit.id),
        len(unit.ledger.faults) if unit.ledger else 0,
        coming[0] if coming else None,
        tuple(o for o in open_ if o.light == "over"),
        len(listed) - len(open_),
        len(listed),
        unit.id in stale,
    )


def dues_of(state: CampaignState, unit_id: str, today: date, near: int) -> tuple[Owed[Due], ...]:
    """All that a unit owed, owes or will owe, by day."""
    return in_order((d for d in state.dues if d.unit == unit_id), today, near, lambda d: d.is_owed)


def levels(state: CampaignState) -> tuple[LevelLine, ...]:
    """Level by level from the lowest: county to city to province, as ledgers are rolled up."""
    late = state.late_units()
    found = []
    for level in reversed(LEVELS):
        held = [u for u in state.units if u.level == level]
        if held:
            filed = [u for u in held if u.ledger is not None]
            tops = [u for u in held if u.parent not in [h.id for h in held]]
            found.append(
                LevelLine(
                    level,
                    len(held),
                    len(filed),
                    sum(u.ledger.rows for u in filed if u.ledger),
                    sum(state.rolled_up(u.id) for u in tops),
                    sum(len(u.ledger.faults) for u in filed if u.ledger),
                    sum(u.id in late for u in held),
                )
            )
    return tuple(found)


def dispositions(state: CampaignState) -> dict[str, int]:
    """The rows of all ledgers filed, by disposition."""
    found: dict[str, int] = {}
    for unit in state.units:
        for name, count in unit.ledger.counts if unit.ledger else ():
            key = "" if name == _NO_DISPOSITION else name
            found[key] = found.get(key, 0) + count
    return found
