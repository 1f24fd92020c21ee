"""A row of the step table, the groups of steps, and the two ways to write rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

START = "none"
STATEMENT = (
    "notice_approved",
    "statement_period",
    "statement_received",
    "hearing_pending",
    "statement_closed",
)
PREPARING = ("decision_drafted", "legal_reviewed")
UNDECIDED = ("opened", "notice_drafted", *STATEMENT, *PREPARING)
LISTED = ("decided", "decision_served", "listed")
STANDS = (*LISTED, "revoked")
FINAL = ("not_listed", "removed", "terminated")
STEPS = (*UNDECIDED, "not_listed", *LISTED, "removed", "revoked", "terminated")
# An act that stays where it is.
SAME: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One move: an act at a step leads to a step, by a rule."""

    act: str
    step_from: str
    step_to: str
    cite: str
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    by_clock: bool = False


def rows(
    act: str,
    froms: tuple[str, ...],
    tos: tuple[str, ...],
    cite: str,
    *,
    opens: tuple[str, ...] = (),
    closes: tuple[str, ...] = (),
    documents: tuple[str, ...] = (),
) -> tuple[Row, ...]:
    """A row from each step to each step; without a target the act stays where it is."""
    return tuple(Row(act, f, t, cite, opens, closes, documents) for f in froms for t in (tos or (f,)))


def clock(
    act: str,
    froms: tuple[str, ...],
    tos: tuple[str, ...],
    cite: str,
    **more: tuple[str, ...],
) -> tuple[Row, ...]:
    """The same for an act of the clock."""
    return tuple(replace(row, by_clock=True) for row in rows(act, froms, tos, cite, **more))
