"""The branches of the decision: leniency, content, review, discussion, agreement, signature, service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.road import (
    decision_told,
    drafted,
    notified,
    opened,
    reviewed,
    served,
    signed,
    to_decision,
    to_drafting,
    told,
)
from desk.branching.setting import Setting
from desk.branching.tale import ALL_POSTS, PRINCIPAL, Tale

_UNMET, _INCOMPLETE = "condition_unmet", "decision_incomplete"


def branches(s: Setting) -> Iterator[Tale]:
    """Every way from the closed hearing to a decision that is served."""
    if not s.tells:
        return
    if not s.law.holds("decision"):
        for outcome in ("list", "not_list"):
            yield drafted(to_drafting(Tale(f"decide.no-rule.{outcome}", s)), _UNMET, outcome)
        return
    if not s.decides:
        yield drafted(to_drafting(Tale("decide.no-end.list", s)), _UNMET).ends("statement_closed")
        yield _spared(to_drafting(Tale("decide.no-end.not_list", s)))
        return
    yield from _leniency(s)
    yield from _content(s)
    yield from _reviewing(s)
    yield from _discussing(s)
    for level in s.law.levels:
        yield from _agreeing(replace(s, level=level))
    yield from _signing(s)
    yield from _serving(s)


def _spared(t: Tale, **said: Any) -> Tale:
    return signed(reviewed(drafted(t, "", "not_list", **said), "not_list"), "not_list")


def _leniency(s: Setting) -> Iterator[Tale]:
    """What must be spared is not listed; what may be spared is for the officer to find, either way."""
    yield _spared(to_drafting(Tale("decide.not-list", s)))
    for ground in s.known.leniencies:
        must, may = s.law.holds(f"leniency.{ground}"), s.law.holds(f"discretion.{ground}")
        t = to_drafting(Tale(f"leniency.{ground}.listed", s))
        code = "leniency" if must else "" if may else _UNMET
        yield drafted(t, code, leniency=ground)
        t = to_drafting(Tale(f"leniency.{ground}.spared", s))
        yield _spared(t, leniency=ground) if must or may else drafted(t, _UNMET, "not_list", leniency=ground)
    if s.law.holds("cure"):
        for outcome in ("list", "not_list"):
            t = to_drafting(Tale(f"cured.{outcome}", s))
            t.act("record_cure", on=t.day, evidence="凭证", commitment=True)
            yield signed(reviewed(drafted(t, "", outcome), outcome), outcome)


def _content(s: Setting) -> Iterator[Tale]:
    """Each measure decided by itself; none that was not told; no part missing."""
    for measure in s.law.measures:
        yield signed(reviewed(drafted(to_drafting(Tale(f"decide.measure.{measure}", s)), measures=[measure])))
    yield from _untold(s)
    for branch, said in (("reasons", {"reasons": None}), ("measures", {"measures": []})):
        t = to_drafting(Tale(f"decide.without-{branch}", s))
        given: dict[str, Any] = {"reasons": "事实清楚", "measures": list(s.law.measures), **said}
        t.act("draft_decision", _INCOMPLETE, outcome="list", **{k: v for k, v in given.items() if v is not None})
        yield t
    t = to_drafting(Tale("decide.foreign-measure", s))
    yield drafted(t, "measure_not_listed", measures=[s.known.foreign("measures", s.law.measures)])
    t = to_drafting(Tale("decide.not-list-with-measures", s))
    yield drafted(t, _UNMET, "not_list", measures=list(s.law.measures))


def _untold(s: Setting) -> Iterator[Tale]:
    first, *others = s.law.measures
    for measure in others:
        t = told(notified(opened(Tale(f"decide.untold-measure.{measure}", s)), (first,)))
        t.act("waive_statement", by_party=PRINCIPAL, on=t.day)
        yield drafted(t, _UNMET, measures=[first, measure]).ends("statement_closed")


def _reviewing(s: Setting) -> Iterator[Tale]:
    t = drafted(to_drafting(Tale("review.returned", s)))
    t.act("legal_review", opinion="return", reason="理由不足")
    yield t.ends("statement_closed")
    t = drafted(to_drafting(Tale("review.returned-bare", s)))
    t.act("legal_review", _UNMET, opinion="return")
    yield t
    t = to_drafting(Tale("review.undrafted", s))
    t.act("legal_review", "step_not_open", opinion="pass")
    yield t
    t = drafted(to_drafting(Tale("approve.unreviewed", s)))
    t.act("approve_decision", "step_not_open")
    yield t
    yield from _same_person(s)


def _same_person(s: Setting) -> Iterator[Tale]:
    """Who drafted neither reviews nor signs."""
    for act, said in (("legal_review", {"opinion": "pass"}), ("approve_decision", {})):
        rule = s.law.act_rule(act)
        if rule is None or "draft_decision" not in rule.apart_from:
            continue
        t = drafted(to_drafting(Tale(f"same-person.{act}", s)), by=ALL_POSTS)
        if act == "approve_decision":
            reviewed(t)
        t.act(act, "same_person", by=ALL_POSTS, **said)
        yield t


def _discussing(s: Setting) -> Iterator[Tale]:
    """A grave case is discussed by the heads together, and is decided as they found."""
    for grave in (True, False):
        if grave or s.law.says("collective-discussion"):
            t = drafted(to_drafting(Tale(f"discuss.{'grave' if grave else 'always'}.missing", s)), grave=grave)
            t.act("legal_review", opinion="pass")
            _agreed(t)
            t.act("approve_decision", _UNMET)
            yield t.ends("legal_reviewed")
    t = drafted(to_drafting(Tale("discuss.grave", s)), grave=True)
    yield signed(reviewed(t, discussed=True))
    t = drafted(to_drafting(Tale("discuss.otherwise", s)))
    t.act("legal_review", opinion="pass")
    _agreed(t)
    t.act("collective_discussion", on=t.day, attended=["head"], outcome="not_list", record="笔录")
    t.act("approve_decision", _UNMET)
    yield t.ends("legal_reviewed")
    t = drafted(to_drafting(Tale("discuss.by-nobody", s)))
    t.act("collective_discussion", _UNMET, on=t.day, attended=[], outcome="list", record="笔录")
    yield t


def _agreed(t: Tale) -> None:
    if t.at.agrees:
        t.act("obtain_consent", on=t.day, by_body="示例省主管部门", document="示函1号")


def _agreeing(s: Setting) -> Iterator[Tale]:
    """At each level: with the agreement of the level above where it is needed, and without it."""
    yield signed(reviewed(drafted(to_drafting(Tale("agree", s)))))
    t = reviewed(drafted(to_drafting(Tale("agree.missing", s))), agreed=False)
    if s.agrees:
        t.act("approve_decision", "authority_level")
        yield t.ends("legal_reviewed")
    else:
        yield signed(t)


def _signing(s: Setting) -> Iterator[Tale]:
    """The end of the time to decide bars nothing; a proposed penalty must have been made, and be heavy enough."""
    if s.period("decision") is not None and s.law.says("basis-period-ended"):
        t = to_drafting(Tale("decide.late", s))
        t.advance(after(t.due("decision")))
        yield signed(reviewed(drafted(t)))
    if not s.law.says("notice-merged"):
        return
    penalties = s.known.penalties if s.law.says("heavy-penalty-only") else s.known.penalties[:1]
    exempt = s.law.says(f"heavy-penalty-not-for-{s.ground}") or not s.law.says("heavy-penalty-only")
    for penalty in penalties:
        t = _merged(Tale(f"sign.penalty.{penalty}", s))
        made = {"number": "罚1号", "issued_on": t.day, "penalties": [penalty]}
        if exempt or penalty in s.law.heavy_penalties:
            yield signed(t, basis=made)
        else:
            t.act("approve_decision", _UNMET, basis=made)
            yield t
    t = _merged(Tale("sign.penalty-not-made", s))
    t.act("approve_decision", "basis_not_effective")
    yield t
    t = _merged(Tale("sign.penalty-of-tomorrow", s))
    made = {"number": "罚1号", "issued_on": after(t.day), "penalties": [s.known.penalties[0]]}
    t.act("approve_decision", "basis_not_effective", basis=made)
    yield t


def _merged(t: Tale) -> Tale:
    """Opened on a penalty that is only proposed, with the notice merged into that of the penalty."""
    opened(t, status="proposed", effective_on=None, penalties=None)
    told(notified(t, merged_with="罚告1号"))
    t.act("waive_statement", by_party=PRINCIPAL, on=t.day)
    return reviewed(drafted(t))


def _serving(s: Setting) -> Iterator[Tale]:
    """Nothing is shown before the decision is served, whichever way."""
    t = to_decision(Tale("serve.decision.not", s))
    t.act("publish", "decision_not_served")
    yield t
    t = to_decision(Tale("serve.decision.lapses", s))
    due = s.period("service")
    if due is not None:
        t.advance(after(t.due("service")))
        yield decision_told(t)
    for method in s.law.service_methods:
        given = {"consent": "送达地址确认书", "unknown_whereabouts": "查找记录"}
        needed = {name: given[name] for name in s.needed(method)}
        t = to_decision(Tale(f"serve.decision.{method}", s))
        served(t, "decision", "", method, **needed)
        if method == "announcement":
            complete = t.counts("announcement", t.day, party=PRINCIPAL)
            start_on = complete or t.day
            t.advance(after(start_on))
        else:
            start_on = t.day
        for remedy in ("reconsideration", "litigation"):
            t.counts(remedy, start_on, party=PRINCIPAL)
        yield t.ends("decision_served")
