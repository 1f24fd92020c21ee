"""What stands outside the catalogue and the list of measures of the day is refused (49号（一）（九）)."""

from __future__ import annotations

from collections.abc import Iterator

from models.law.outside import BASIS, MEASURE, NOT_READ, PUBLICATION, SUPPLEMENT, Outside
from models.steps.judging import Context, No, unmet

_REAL = "real"


def refuse_unlisted(ctx: Context, measures: tuple[str, ...]) -> No | None:
    """No measure that neither the list in force nor a lawful supplement carries, or that may not follow the ground.

    An item nobody has read yet bars real cases only.
    """
    for held in _outside(ctx, MEASURE):
        barred = held.id in measures and not (held.missing == NOT_READ and ctx.state.mode != _REAL)
        if barred and all(ground in held.grounds for ground in ctx.state.grounds if held.grounds):
            named = {"item": held.item} if held.item else {}
            return No("measure_not_listed", "measures_listed", {"measure": held.id, "missing": held.missing, **named})
    return None


def refuse_uncatalogued(ctx: Context, kind: str) -> No | None:
    """No document of a class the catalogue does not name: what is outside may not be recorded."""
    for held in _outside(ctx, BASIS):
        if held.id == kind:
            return No("basis_kind_not_allowed", "catalogue_recorded", {"kind": kind, "missing": held.missing})
    return None


def refuse_withheld(ctx: Context) -> No | None:
    """Nothing is shown that the catalogue does not make public."""
    held = next(_outside(ctx, PUBLICATION), None)
    return unmet("catalogue_public", "not_made_public") if held else None


def refuse_unfounded(ctx: Context) -> No | None:
    """A place that makes a catalogue or list of its own without a local regulation has no real case under it."""
    held = next(_outside(ctx, SUPPLEMENT), None)
    if held is None or ctx.state.mode != _REAL:
        return None
    return unmet("local_catalogue", "supplement_unfounded", text=held.id)


def _outside(ctx: Context, what: str) -> Iterator[Outside]:
    return (held for held in ctx.law.outside if held.what == what)
