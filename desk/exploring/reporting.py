"""What an exploration found, as it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from desk.exploring.codes import OF_THE_RECORD, REACHABLE
from desk.exploring.exploration import Explored
from desk.exploring.findings import Findings
from desk.exploring.whole_rules import rows_never_taken
from models.steps.table import ACTS, CLOCK_ACTS, TABLE


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
    yield f"refusal codes of the record itself, not asked here: {', '.join(OF_THE_RECORD)}"


def _reached(what: str, names: tuple[str, ...], found: Findings) -> Iterator[str]:
    yield f"{what}: " + ", ".join(f"{name} {found.acts[name]:,}" for name in names)


def _never(found: Findings) -> Iterator[str]:
    rows = rows_never_taken(found)
    yield f"rows of the table never taken: {len(rows)} of {len(TABLE)}"
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
