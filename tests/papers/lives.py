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
from models.steps.forms import FIELDS
from tests.papers.recorded import all_facts, given, new_engine, own, play_into, until

NOW = "演字〔2026〕1号"
POSTS = {"li": ("case-officer",), "qian": ("head",), "sun": ("publisher",), "p1": ("party",)}
# An act, who does it, and what it says.
Step = tuple[str, str, Mapping[str, object]]


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


def after(case: CaseFile, last: str, *steps: Step) -> CaseFile:
    """The case up to that act, then one act a day, each told of on its own day."""
    at = [e for e in case.events if e.act == last][-1].at
    more = []
    for n, (act, who, body) in enumerate(steps, start=1):
        dated = any(field.name == "on" for field in FIELDS[act])
        on = {"on": (at + timedelta(days=n)).date().isoformat()} if dated else {}
        more.append((act, who, POSTS[who], {**body, **on}))
    return ending(case, last, *more)


def roads_beside(case: CaseFile) -> dict[str, CaseFile]:
    """What may happen to a listing that is shown and then restored, road by road, named for the paper it leads to."""
    objected: Step = ("file_objection", "p1", {"by_party": "p1", "claims": "没有主观故意"})
    complaint = {"by_party": "p1", "measure": "no-honours", "recipient": "示例省某厅", "claims": "过宽"}
    violation: Step = ("record_violation", "li", {"description": "再次违法"})
    applied: Step = ("apply_restoration", "p1", {"by_party": "p1", "materials": ["application"]})
    upheld = {"finding": "upheld", "reasons": "不影响列入"}
    name = {"finding": "corrected", "corrections": {"name": "示例丁四制药有限公司"}}
    annulled = {"by_body": "示例省人民政府", "document": "示府复决〔2026〕1号"}
    deceit = {"serious": True, "reason": "缴款凭证系伪造"}
    return {
        "objection_answer": after(case, "publish", objected, ("answer_objection", "li", upheld)),
        "correction": after(case, "publish", objected, ("answer_objection", "li", name)),
        "revocation": after(case, "publish", objected, ("answer_objection", "li", {"finding": "revoked"})),
        "revocation.annulled": after(case, "publish", ("revoke_basis", "li", annulled)),
        "complaint_answer": after(
            case, "publish", ("file_complaint", "p1", complaint), ("answer_complaint", "li", upheld)
        ),
        "refusal_notice": after(case, "publish", violation, applied),
        "restoration_decision.undone": after(case, "confirm_leg", ("find_false_materials", "qian", deceit)),
    }


def shielded(case: CaseFile, last: str, *before: Step) -> CaseFile:
    """The case up to that act, then shown, shielded, and restored by the court's ruling."""
    begun = ("shield_bankruptcy", "li", {"ruling": "（2026）示破1号"})
    over = ("end_shield", "li", {"ruling": "（2026）示破2号", "outcome": "completed"})
    return after(case, last, *before, begun, over)


def ending(case: CaseFile, last: str, *more: tuple[str, str, tuple[str, ...], Mapping[str, object]]) -> CaseFile:
    """The case up to its last act of that name, and what follows it, one act a day."""
    found = [n for n, e in enumerate(case.events) if e.act == last][-1]
    at = case.events[found].at
    later = (
        Event(at + timedelta(days=n), Actor(who, roles), act, dict(body), 0)
        for n, (act, who, roles, body) in enumerate(more, start=1)
    )
    return until(case, lambda e: e is case.events[found], *later)
