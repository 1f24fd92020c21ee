"""Cases played once for all tests of their papers, and what a test may change in a paper's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from activities.composing import compose, required
from activities.writing import PaperFacts
from desk.casefile import CaseFile, Event
from models.law.regimes import Law
from models.records.commands import Actor
from models.records.papers import PaperContent, missing_parts
from tests.papers.recorded import all_facts, given, new_engine, own, play_into, until

NOW = "演字〔2026〕1号"


def played(case: CaseFile) -> list[PaperFacts]:
    with TemporaryDirectory() as folder:
        engine = new_engine(Path(folder))
        play_into(engine, case)
        found = all_facts(engine)
        engine.dispose()
    return found


@cache
def life(name: str) -> tuple[PaperFacts, ...]:
    return tuple(played(own(name) if name.startswith("C") else given(name)))


def facts_of(name: str, kind: str, nth: int = 0) -> PaperFacts:
    return [f for f in life(name) if f.kind == kind][nth]


def lacks(facts: PaperFacts) -> tuple[str, ...]:
    content = compose(facts, NOW)
    return missing_parts(content, required(facts, content))


def paper(facts: PaperFacts) -> PaperContent:
    assert lacks(facts) == ()
    return compose(facts, NOW)


def with_own(facts: PaperFacts, **said: object) -> PaperFacts:
    """The facts with other words in the act that ordered the paper."""
    mine = replace(facts.own, body={**facts.own.body, **said})
    return replace(facts, said=(*facts.said[:-1], mine))


def without(facts: PaperFacts, key: str) -> PaperFacts:
    return replace(facts, words={k: w for k, w in facts.words.items() if k != key})


def with_law(facts: PaperFacts, **changed: object) -> PaperFacts:
    """The facts under another law; a fresh object, for a law keeps its own indexes."""
    content = {**{name: getattr(facts.law, name) for name in Law.__dataclass_fields__}, **changed}
    return replace(facts, law=Law(**content))


def with_period(facts: PaperFacts, key: str, amount: int) -> PaperFacts:
    return with_law(facts, periods=tuple(replace(p, amount=amount) if p.key == key else p for p in facts.law.periods))


def ending(case: CaseFile, last: str, *more: tuple[str, str, tuple[str, ...], Mapping[str, object]]) -> CaseFile:
    """The case up to its last act of that name, and what follows it, one act a day."""
    found = [n for n, e in enumerate(case.events) if e.act == last][-1]
    at = case.events[found].at
    later = (
        Event(at + timedelta(days=n), Actor(who, roles), act, dict(body), 0)
        for n, (act, who, roles, body) in enumerate(more, start=1)
    )
    return until(case, lambda e: e is case.events[found], *later)
