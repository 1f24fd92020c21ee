"""Walks over several worlds, each process one world at a time, and what they found together."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from desk.exploring.findings import Findings
from desk.exploring.lending import law_of
from desk.exploring.walking import Walk
from desk.exploring.whole_rules import REACH_RULES, TABLE_RULES
from desk.exploring.worlds import World
from models.law.library import lawbook
from models.law.regimes import Law


@dataclass(frozen=True, slots=True)
class Explored:
    """One walk, how long it took in its own process, and the digest of every situation it met."""

    world: str
    found: Findings
    seconds: float
    situations: frozenset[bytes]


def explore(world: World, cap: int = 0) -> Explored:
    """Walk one world to its end, or to the cap."""
    book = lawbook()
    began = time.perf_counter()
    walk = Walk(world, law_of(world, book), book.calendar(), cap=cap)
    found = walk.run()
    return Explored(world.name, found, time.perf_counter() - began, frozenset(walk.situations))


def explore_all(worlds: tuple[World, ...], cap: int = 0, processes: int = 2) -> list[Explored]:
    """Walk all these worlds, the widest first."""
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(partial(explore, cap=cap), worlds))


def laws_of(worlds: tuple[World, ...]) -> list[Law]:
    """The laws these worlds are explored under."""
    book = lawbook()
    return [law_of(world, book) for world in worlds]


def whole(walks: list[Explored], laws: list[Law]) -> Findings:
    """All walks as one, with the invariants of the whole.

    A situation that two worlds of one law met is counted once. Walks that met
    a cap are not asked whether they reached all.
    """
    found = Findings()
    met: set[bytes] = set()
    for walk in walks:
        found.add(walk.found)
        met |= walk.situations
    found.states = len(met)
    for rule in (*TABLE_RULES, *(REACH_RULES if found.complete else ())):
        for broken in rule(found, laws):
            found.fault(rule.__name__, broken)
    return found
