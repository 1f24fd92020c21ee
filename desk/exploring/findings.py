"""What a walk counts and finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from desk.exploring.paths import Node
from models.law.days import law_day


@dataclass(slots=True)
class Findings:
    """Counts of states, edges and answers, and every invariant that was broken."""

    states: int = 0
    edges: int = 0
    decides: int = 0
    complete: bool = True
    codes: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def fault(self, rule: str, what: str, node: Node | None = None) -> None:
        """Keep that an invariant is broken, with the first path that breaks it."""
        self.broken[rule] += 1
        if rule not in self.examples:
            path = node.path() if node else ()
            told = " · ".join(f"{a.act} {law_day(a.at)}" for a in path)
            self.examples[rule] = f"{what}; after: {told}" if told else what

    def add(self, other: Findings) -> None:
        """Take in what another walk found."""
        self.states += other.states
        self.edges += other.edges
        self.decides += other.decides
        self.complete = self.complete and other.complete
        self.codes.update(other.codes)
        self.acts.update(other.acts)
        self.steps.update(other.steps)
        self.moves.update(other.moves)
        self.broken.update(other.broken)
        self.examples = {**other.examples, **self.examples}
