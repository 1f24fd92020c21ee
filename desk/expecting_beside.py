"""Whether a proceeding beside the listing ends as its file expects: each thing a file may expect, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.expecting import shown_at
from desk.served import Check, Played
from models.law.reading import Place


def differences(played: Played[Any, Any]) -> list[str]:
    """Every point in which what was played is not what its file expects."""
    expect, checks = played.told.expect, played.served.telling.checks
    expect.only(*checks)
    return [fault for name, check in checks.items() if name in expect for fault in check(expect, played)]


def same(what: str, expected: Any, got: Any) -> list[str]:
    """Nothing where they agree, else what was expected and what came."""
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


def step(expect: Place, played: Played[Any, Any]) -> list[str]:
    """Where it stands at the end."""
    return same("step", expect["step"], played.state().step)


def refused(expect: Place, played: Played[Any, Any]) -> list[str]:
    """Every refusal on the way: act, instant, code, and what of it."""
    rows = expect.rows("refused")
    wanted = [(r["act"], str(r["at"])[:16], r["code"], str(r.get("what", ""))) for r in rows]
    came = [
        (r.refused.act, shown_at(r.at), r.refused.code, str(r.refused.detail.get("what", ""))) for r in played.refusals
    ]
    return same("refused", wanted, came)


def deadlines(expect: Place, played: Played[Any, Any]) -> list[str]:
    """Deadlines by their kind and matter: the last day and how they stand."""
    return [fault for row in expect.rows("deadlines") for fault in _deadline(row, played.state().deadlines)]


def _deadline(row: Place, held_ones: Any) -> list[str]:
    row.only("kind", "matter", "due", "standing")
    kind, matter = row.text("kind"), str(row.get("matter", ""))
    held = [d for d in held_ones if d.kind == kind and d.matter == matter]
    name = f"deadline {kind}" + (f" ({matter})" if matter else "")
    if not held:
        return [f"{name}: expected {row['due']}, there is none"]
    found = same(name, str(row["due"]), held[-1].due.isoformat())
    return found + same(f"{name} standing", row.get("standing", held[-1].standing.value), held[-1].standing.value)


def documents(expect: Place, played: Played[Any, Any]) -> list[str]:
    """Every paper made, in the order of their first making."""
    return same("documents", list(expect.words("documents")), made(played))


def made(played: Played[Any, Any]) -> list[str]:
    """The kinds of paper, in the order of their first making."""
    return list(dict.fromkeys(d for a in played.acts for d in a.documents))


# What every kind's files may expect; a kind adds its own.
CHECKS: Mapping[str, Check] = {"step": step, "refused": refused, "deadlines": deadlines, "documents": documents}
