"""What an exploration found, as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.exploring.codes import REACHABLE, TO_COME
from desk.exploring.findings import Findings
from desk.exploring.whole_rules import REACH_RULES, TABLE_RULES, rows_never_taken
from models.law.regimes import Law
from models.steps.table import ACTS, CLOCK_ACTS


@dataclass(frozen=True, slots=True)
class Explored:
    """One walk and how long it took, counted in its own process."""

    world: str
    found: Findings
    seconds: float


def whole(walks: list[Explored], law: Law) -> Findings:
    """All walks as one, with the invariants of the whole; a capped walk is not asked whether it reached all."""
    found = Findings()
    for walk in walks:
        found.add(walk.found)
    for rule in (*TABLE_RULES, *(REACH_RULES if found.complete else ())):
        for broken in rule(found, law):
            found.fault(rule.__name__, broken)
    return found


def lines(walks: list[Explored], found: Findings, elapsed: float) -> Iterator[str]:
    """The report, line by line."""
    for walk in walks:
        yield f"{walk.world}: {_counted(walk.found, walk.seconds)}"
    yield f"together: {_counted(found, elapsed)}"
    yield from _codes(found)
    yield from _reached("acts", ACTS, found)
    yield from _reached("clock acts", CLOCK_ACTS, found)
    yield "steps: " + ", ".join(f"{step} {n}" for step, n in found.steps.most_common())
    yield from _never(found)
    yield from _invariants(found)


def _counted(found: Findings, seconds: float) -> str:
    rate = found.decides / seconds if seconds else 0
    ending = "nothing left to try" if found.complete else "ended at the cap: not exhaustive"
    return (
        f"{found.states:,} states, {found.edges:,} edges, {found.decides:,} decides in {seconds:.0f} s "
        f"({rate:,.0f} a second), {ending}"
    )


def _codes(found: Findings) -> Iterator[str]:
    yield "refusal codes reached:"
    for code in sorted(REACHABLE, key=lambda c: -found.codes[c]):
        yield f"  {code} {found.codes[code]:,}"
    yield "refusal codes still to come:"
    for code, acts in TO_COME.items():
        yield f"  {code}: {', '.join(acts)}"


def _reached(what: str, names: tuple[str, ...], found: Findings) -> Iterator[str]:
    yield f"{what}: " + ", ".join(f"{name} {found.acts[name]:,}" for name in names)


def _never(found: Findings) -> Iterator[str]:
    rows = rows_never_taken(found)
    yield f"rows of the table never taken: {len(rows)}"
    by_act: dict[str, list[str]] = {}
    for act, step_from, step_to in rows:
        by_act.setdefault(act, []).append(f"{step_from} → {step_to}")
    for act, moves in by_act.items():
        yield f"  {act}: {', '.join(moves)}"


def _invariants(found: Findings) -> Iterator[str]:
    if not found.broken:
        yield "every invariant holds"
    for rule, times in found.broken.most_common():
        yield f"BROKEN {rule} ({times:,} times): {found.examples[rule]}"
