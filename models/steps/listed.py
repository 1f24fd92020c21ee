"""What stands outside the catalogue and the list of measures of the day is refused (49号（一）（九）)."""

from __future__ import annotations

from collections.abc import Iterator

from models.law.outside import BASIS, MEASURE, NOT_READ, PUBLICATION, SUPPLEMENT, Outside
from models.law.regimes import Law
from models.records.cases import CaseState
from models.steps.judging import Context, No, unmet

_REAL = "real"


def refuse_unlisted(ctx: Context, measures: tuple[str, ...]) -> No | None:
    """No measure that neither the list in force nor a lawful supplement carries, or that may not follow the ground."""
    held = next((o for o in _barring(ctx.law, ctx.state) if o.id in measures), None)
    if held is None:
        return None
    named = {"item": held.item} if held.item else {}
    return No("measure_not_listed", "measures_listed", {"measure": held.id, "missing": held.missing, **named})


def measures_open(law: Law, state: CaseState) -> tuple[str, ...]:
    """The measures of the list of subjects that may be told and decided in this case."""
    barred = [held.id for held in _barring(law, state)]
    return tuple(measure for measure in law.measures if measure not in barred)


def _barring(law: Law, state: CaseState) -> Iterator[Outside]:
    """What bars a measure here; an item nobody has read yet bars real cases only."""
    for held in _outside(law, MEASURE):
        if held.missing == NOT_READ and state.mode != _REAL:
            continue
        if all(ground in held.grounds for ground in state.grounds if held.grounds):
            yield held


def refuse_uncatalogued(ctx: Context, kind: str) -> No | None:
    """No document of a class the catalogue does not name: what is outside may not be recorded."""
    for held in _outside(ctx.law, BASIS):
        if held.id == kind:
            return No("basis_kind_not_allowed", "catalogue_recorded", {"kind": kind, "missing": held.missing})
    return None


def refuse_withheld(ctx: Context) -> No | None:
    """Nothing is shown that the catalogue does not make public."""
    held = next(_outside(ctx.law, PUBLICATION), None)
    return unmet("catalogue_public", "not_made_public") if held else None


def refuse_unfounded(ctx: Context) -> No | None:
    """A place that makes a catalogue or list of its own without a local regulation has no real case under it."""
    held = next(_outside(ctx.law, SUPPLEMENT), None)
    if held is None or ctx.state.mode != _REAL:
        return None
    return unmet("local_catalogue", "supplement_unfounded", text=held.id)


def _outside(law: Law, what: str) -> Iterator[Outside]:
    return (held for held in law.outside if held.what == what)
