"""`duecourse bench`: acts a second beside a bare workflow, and the law alone; a plain table."""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.acting import Lap, bare_lap, house_lap, prepare
from bench.ground import Ground, ground
from bench.judging import Judged, Loaded, judge, load
from bench.memory import bytes_a_case
from bench.road import acts
from models.law.days import law_day

_MS, _KB = 1000.0, 1024.0


@dataclass(slots=True)
class Run:
    """The laps of both sides, and what the counter's write took."""

    house: list[Lap] = field(default_factory=list)
    bare: list[Lap] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    transactions: list[float] = field(default_factory=list)
    memory: float = 0.0


async def measure(pairs: int, cases: int, at_once: int, held: int) -> Run:
    """Pairs of laps on one server, house and bare by turns, each beginning every other pair."""
    run = Run()
    with tempfile.TemporaryDirectory(prefix="duecourse-bench-") as folder:
        async with ground(Path(folder)) as place:
            async with place.worker():
                warm = prepare(place, "warm", at_once)
                await house_lap(place, warm, at_once)
                await bare_lap(place, warm, at_once)
                for number in range(pairs):
                    await _pair(run, place, number, cases, at_once)
            run.transactions = place.transaction_times()
            run.memory = await bytes_a_case(place, held)
    return run


async def _pair(run: Run, place: Ground, number: int, cases: int, at_once: int) -> None:
    made = prepare(place, f"pair{number}", cases)
    run.received += made.received
    for side in ("house", "bare") if number % 2 == 0 else ("bare", "house"):
        if side == "house":
            run.house.append(await house_lap(place, made, at_once))
        else:
            run.bare.append(await bare_lap(place, made, at_once))
    house, bare = run.house[-1].rate, run.bare[-1].rate
    print(f"  pair {number + 1}: house {house:6.1f}/s   bare {bare:6.1f}/s   ratio {house / bare:.2f}", flush=True)


def table(run: Run, law: Judged, loaded: Loaded) -> list[str]:
    """What was measured, one line each."""
    rows = [*_sides(run), *_inside(run, law)]
    rows += [
        ("memory a cached case", f"{run.memory / _KB:.0f} KB"),
        ("all law read from its files", f"{loaded.cold * _MS:.0f} ms (aim under 1,000)"),
        ("all law cached by digest", f"{loaded.cached * _MS:.2f} ms (aim under 5), {_part(loaded)} of reading it"),
        ("deadlines computed a second", f"{law.deadlines:,.0f} (aim 100,000)"),
        ("deadlines explained a second", f"{law.explained:,.0f} (aim 2,000)"),
        ("decide() a second", f"{law.decided:,.0f}"),
    ]
    return [f"{name:<34} {words}" for name, words in rows]


def _part(loaded: Loaded) -> str:
    return f"1/{loaded.cold / loaded.cached:.0f}"


def _sides(run: Run) -> list[tuple[str, str]]:
    """The house beside the bare workflow."""
    house, bare = [x.rate for x in run.house], [x.rate for x in run.bare]
    ratios = [h / b for h, b in zip(house, bare, strict=True)]
    ours, theirs = statistics.median(house), statistics.median(bare)
    took, bare_took = _joined(run.house), _joined(run.bare)
    span = f"pair by pair: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}"
    return [
        ("acts a second, medians", f"house {ours:.1f}, bare {theirs:.1f}"),
        ("ratio of the medians", f"{ours / theirs:.2f} ({span})"),
        ("latency p50 / p99, house", f"{_at(took, 50):.1f} / {_at(took, 99):.1f} ms"),
        ("latency p50 / p99, bare", f"{_at(bare_took, 50):.1f} / {_at(bare_took, 99):.1f} ms"),
    ]


def _inside(run: Run, law: Judged) -> list[tuple[str, str]]:
    """Where the time of an act goes; `decide` is asked by the validator, and within the transaction."""
    whole, transaction = statistics.mean(_joined(run.house)), statistics.mean(run.transactions)
    once = 1 / law.decided
    return [
        ("an act, mean", f"{whole * _MS:.1f} ms"),
        ("  of it decide, twice", f"{2 * once * _MS:.2f} ms"),
        ("  of it the transaction's rest", f"{(transaction - once) * _MS:.2f} ms (with waiting in line)"),
        ("  of it Temporal and the SDK", f"{(whole - transaction - once) * _MS:.1f} ms"),
        ("transaction p50 / p99", f"{_at(run.transactions, 50):.2f} / {_at(run.transactions, 99):.2f} ms"),
        ("the counter's `received` p50", f"{_at(run.received, 50):.2f} ms (before the update, not counted)"),
    ]


def _joined(laps: Sequence[Lap]) -> list[float]:
    return [each for lap in laps for each in lap.took]


def _at(values: Sequence[float], percent: int) -> float:
    """The percentile in milliseconds."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)] * _MS


def main() -> None:
    """Read what was typed, measure, print."""
    said = argparse.ArgumentParser(prog="duecourse bench", description=__doc__)
    said.add_argument("--pairs", type=int, default=5, help="pairs of laps, house and bare by turns")
    said.add_argument("--cases", type=int, default=16, help="cases a lap")
    said.add_argument("--at-once", type=int, default=4, help="cases under way at the same time")
    said.add_argument("--held", type=int, default=150, help="cases opened to measure memory")
    given = said.parse_args()
    # The interpreter's own cache of compiled files, as everywhere but in a sandboxed shell.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    loaded, law = load(), judge()
    count = len(acts(law_day(datetime.now(UTC))))
    print(f"{given.pairs} pairs, {given.cases} cases of {count} acts a lap, {given.at_once} at once; SQLite WAL, FULL")
    run = asyncio.run(measure(given.pairs, given.cases, given.at_once, given.held))
    print("\n".join(table(run, law, loaded)))


if __name__ == "__main__":
    main()
