"""The branches of early restoration: when, by whom, on what materials, accepted, decided, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.road import (
    BODY,
    decision_told,
    drafted,
    reviewed,
    served,
    shown,
    signed,
    taken_down,
    to_decision,
    to_drafting,
    to_listing,
)
from desk.branching.setting import Setting
from desk.branching.tale import ALL_POSTS, LINKED, PRINCIPAL, Tale, person

_UNMET = "condition_unmet"
_CHINA = "credit-china"
_OFFICER = "case-officer"


def lives(s: Setting) -> Iterator[Tale]:
    """The same ground to each end a listing can have."""
    if not s.decides:
        if s.tells:
            yield drafted(to_drafting(Tale("life.no-decision", s)), _UNMET)
        return
    yield signed(reviewed(drafted(to_drafting(Tale("life.spared", s)), "", "not_list"), "not_list"), "not_list")
    t = to_listing(Tale("life.expired", s))
    t.advance(after(t.due("publication_end")))
    t.counts("expiry_effect", t.due("publication_end"), "removal_effect")
    yield t if s.law.says("uncorrected-stay-listed") else taken_down(t)
    if s.law.holds("revocation"):
        t = to_listing(Tale("life.revoked", s))
        t.act("revoke_basis", on=t.day, by_body=BODY, document="复决1号")
        t.counts("withdrawal", t.day)
        yield taken_down(t, "revoked")
    if s.law.holds("restoration_application"):
        yield taken_down(_granted(_applied(_ready(Tale("life.restored", s)))))


def branches(s: Setting) -> Iterator[Tale]:
    """Every way of an application for restoration."""
    if not s.decides:
        return
    if not s.law.holds("restoration_application"):
        yield _applied(to_listing(Tale("restore.no-rule", s)), _UNMET)
        return
    yield from _timing(s)
    yield from _excluded(s)
    yield from _materials(s)
    yield from _accepting(s)
    yield from _deciding(s)
    yield from _undoing(s)
    yield from _shielding(s)
    if _CHINA in s.law.channels and s.law.says("credit-china-floor"):
        yield from _on_credit_china(s)


def _corrected(t: Tale) -> Tale:
    """The subject has corrected; where the list counts from it, the time to an application runs."""
    t.act("record_correction_of_conduct", on=t.day, evidence="凭证")
    period = t.at.period("restoration_earliest")
    if period is not None and period.start == "correction-while-listed":
        t.counts("restoration_earliest", t.day, threshold=True)
    return t


def _ready(t: Tale) -> Tale:
    """Listed, corrected, and on the first day an application may be made."""
    _corrected(to_listing(t))
    t.go(t.due("restoration_earliest"))
    if t.at.law.says("restoration-reminder") and "restoration_notice" not in t.documents:
        # Where it did not go out with the decision, the subject is reminded now.
        t.documents.append("restoration_notice")
    return t


def _applied(t: Tale, code: str = "", materials: tuple[str, ...] | None = None, **said: Any) -> Tale:
    """Apply today; acceptance comes first where the list has it."""
    given = list(t.at.law.materials if materials is None else materials)
    t.act("apply_restoration", code, **{"by_party": PRINCIPAL, "on": t.day, "materials": given, **said})
    if not code:
        t.counts("pre_review", t.day)
        accepts = t.at.period("restoration_acceptance") is not None
        t.counts("restoration_acceptance" if accepts else "restoration_decision", t.day)
    return t


def _accepted(t: Tale, **by: Any) -> Tale:
    if t.at.period("restoration_acceptance") is not None:
        t.act("accept_restoration", **by)
        t.counts("restoration_decision", t.day)
    return t


def _granted(t: Tale) -> Tale:
    """Accept and grant today: the legs are due from today."""
    _accepted(t).act("decide_restoration", outcome="grant", reasons="符合条件")
    t.documents.append("restoration_decision")
    t.counts("removal_effect", t.day)
    return t


def _refused(t: Tale, reasons: str) -> Tale:
    t.act("decide_restoration", outcome="refuse", reasons=reasons)
    t.documents.append("restoration_decision")
    return t.ends("listed")


def _timing(s: Setting) -> Iterator[Tale]:
    """A day too early, on the first day, and on the day told although too early."""
    yield taken_down(_granted(_applied(_ready(Tale("restore.first-day", s)))))
    t = _corrected(to_listing(Tale("restore.too-early", s)))
    t.go(after(t.due("restoration_earliest"), -1))
    t.documents.append("refusal_notice")
    yield _applied(t, "restoration_too_early")
    t = _corrected(to_listing(Tale("restore.insisted", s)))
    t.go(after(t.due("restoration_earliest"), -1))
    _applied(t, insist=True)
    t.act("decide_restoration", "restoration_too_early", outcome="grant", reasons="符合条件")
    yield _refused(t, "未满期限")
    period = s.period("restoration_earliest")
    if period is not None and period.start == "correction-while-listed":
        yield _applied(to_listing(Tale("restore.uncorrected", s)), _UNMET)
    t = _corrected(to_listing(Tale("correct.twice", s)))
    t.act("record_correction_of_conduct", _UNMET, on=t.day, evidence="凭证")
    yield t
    t = to_listing(Tale("correct.tomorrow", s))
    t.act("record_correction_of_conduct", _UNMET, on=after(t.day), evidence="凭证")
    yield t
    t = decision_told(to_decision(Tale("restore.never-shown", s)))
    yield _applied(t, "step_not_open")
    yield from _by_whom(s)


def _by_whom(s: Setting) -> Iterator[Tale]:
    """Each role listed with the unit, where only the unit applies, and where another may."""
    for role in s.linked:
        if role in s.law.principal_roles:
            continue
        t = Tale(f"restore.by.{role}", s)
        t.parties.append(person(role, date(s.counting.years[0].year - 40, 1, 1)))
        _corrected(decision_told(to_decision(t, parties=[PRINCIPAL, LINKED])))
        t.act("publish")
        t.go(t.due("restoration_earliest"))
        t.expect["step"] = "listed"
        alone = s.law.says("restoration-by-principal-only")
        yield _applied(t, "not_authorised" if alone else "", by=LINKED, by_party=LINKED)


def _excluded(s: Setting) -> Iterator[Tale]:
    """A new violation, a bar, and each exclusion and condition for the officer to find."""
    t = _ready(Tale("restore.violation", s))
    t.act("record_violation", on=t.day, description="再次违法")
    yield _applied(t, "restoration_excluded")
    t = _applied(_ready(Tale("restore.violation-meanwhile", s)))
    t.act("record_violation", on=t.day, description="再次违法")
    _accepted(t)
    t.act("decide_restoration", "restoration_excluded", outcome="grant", reasons="符合条件")
    yield t
    yield from _violations(s)
    for citation in s.law.citations:
        if citation.key.startswith(("restoration_exclusion.", "restoration_condition.")):
            yield _refused(_accepted(_applied(_ready(Tale(citation.key, s)))), citation.key)
    yield from _found(s)
    if not s.law.holds("restoration_bar"):
        t = to_listing(Tale("restore.bar", s))
        t.act("bar_restoration", _UNMET, until=after(t.day), reason="虚假材料")
        yield t
        return
    for branch, code, on in (("last-day", "restoration_barred", 1), ("over", "", 2)):
        t = _ready(Tale(f"restore.bar.{branch}", s))
        t.act("bar_restoration", until=after(t.day), reason="虚假材料")
        t.go(after(t.day, on))
        yield _applied(t, code)
    t = to_listing(Tale("restore.bar.past", s))
    t.act("bar_restoration", _UNMET, until=t.day, reason="虚假材料")
    yield t


def _found(s: Setting) -> Iterator[Tale]:
    """What an officer finds, item by item of the law's list: at the counter, and when it is decided."""
    for field, code, keys in (
        ("excluded", "restoration_excluded", _named(s, "restoration_exclusion", "restoration_exclusion")),
        ("conditions_unmet", _UNMET, _named(s, "restoration_condition", "restoration_conditions")),
    ):
        for key in keys:
            yield from _item(s, key, code, {field: [key]})
        unknown: dict[str, Any] = {field: ["no-such-item"]}
        yield _applied(_ready(Tale(f"found.{field}.unknown", s)), _UNMET, by=_OFFICER, **unknown)
        if keys:
            found: dict[str, Any] = {field: [keys[0]]}
            yield _applied(_ready(Tale(f"found.{field}.by-party", s)), "not_authorised", **found)


def _item(s: Setting, key: str, code: str, found: dict[str, Any]) -> Iterator[Tale]:
    t = _ready(Tale(f"found.{key}", s))
    t.documents.append("refusal_notice")
    yield _applied(t, code, by=_OFFICER, **found)
    t = _accepted(_applied(_ready(Tale(f"found.{key}.insisted", s)), by=_OFFICER, insist=True, **found))
    t.act("decide_restoration", code, outcome="grant", reasons="可")
    yield _refused(t, key)
    t = _accepted(_applied(_ready(Tale(f"found.{key}.deciding", s))))
    t.act("decide_restoration", code, outcome="grant", reasons="可", **found)
    t.act("decide_restoration", outcome="refuse", reasons=key, **found)
    t.documents.append("restoration_decision")
    yield t.ends("listed")


def _named(s: Setting, rule: str, whole: str) -> tuple[str, ...]:
    """The items of a rule, else the rule itself."""
    keys = tuple(c.key for c in s.law.citations if c.key.startswith(f"{rule}."))
    return keys or ((whole,) if s.law.holds(whole) else ())


def _violations(s: Setting) -> Iterator[Tale]:
    """A violation counts inside the listing only."""
    for branch, days, code in (("before", -1, _UNMET), ("first-day", 0, ""), ("tomorrow", 1, _UNMET)):
        t = to_listing(Tale(f"violation.{branch}", s))
        t.act("record_violation", code, on=after(t.day, days), description="再次违法")
        yield t


def _materials(s: Setting) -> Iterator[Tale]:
    """Each material missing from the application; each asked for and brought after it."""
    accepts = s.law.holds("restoration_acceptance")
    for material in s.law.materials:
        others = tuple(m for m in s.law.materials if m != material)
        yield _applied(_ready(Tale(f"restore.without.{material}", s)), "materials_missing", others)
        t = _applied(_ready(Tale(f"restore.asked.{material}", s)))
        t.act("request_materials", missing=[material])
        t.go(after(t.day))
        if accepts:
            t.act("accept_restoration", "materials_missing")
        t.act("decide_restoration", "step_not_open" if accepts else "materials_missing", outcome="grant", reasons="可")
        t.act("supply_materials", "materials_missing", by_party=PRINCIPAL, on=t.day, materials=list(others))
        t.act("supply_materials", by_party=PRINCIPAL, on=t.day, materials=[material])
        if accepts:
            t.counts("restoration_acceptance", t.day)
        yield taken_down(_granted(t))
    t = _applied(_ready(Tale("restore.asked.unknown", s)))
    t.act("request_materials", _UNMET, missing=["no-such-material"])
    yield t
    yield from _looked_over(s)


def _looked_over(s: Setting) -> Iterator[Tale]:
    """Where a local site looks an application over first: passed on, or returned with what is missing."""
    t = _applied(_ready(Tale("restore.looked-over", s)))
    t.act("pre_review", "" if s.law.holds("pre_review") else _UNMET, opinion="pass")
    yield t
    if s.law.holds("pre_review") and s.law.materials:
        t = _applied(_ready(Tale("restore.looked-over.returned", s)))
        t.act("pre_review", _UNMET, opinion="return", missing=[s.law.materials[0]])
        t.act("pre_review", opinion="return", missing=[s.law.materials[0]], reason="不全")
        t.documents.append("materials_notice")
        yield t


def _accepting(s: Setting) -> Iterator[Tale]:
    """Accepted, refused with its reason, or left: the decision waits for acceptance where the list has it."""
    if not s.law.holds("restoration_acceptance"):
        for act, said in (("accept_restoration", {}), ("refuse_acceptance", {"reason": "不符"})):
            t = _applied(_ready(Tale(f"restore.{act}.no-rule", s)))
            t.act(act, _UNMET, **said)
            yield t
        return
    t = _applied(_ready(Tale("accept.refused", s)))
    t.act("refuse_acceptance", reason="不符")
    t.documents.append("refusal_notice")
    yield _applied(t)
    for outcome in ("grant", "refuse"):
        t = _applied(_ready(Tale(f"accept.not-yet.{outcome}", s)))
        t.act("decide_restoration", "step_not_open", outcome=outcome, reasons="理由")
        yield t
    t = _accepted(_applied(_ready(Tale("accept.twice", s))))
    t.act("accept_restoration", "step_not_open")
    yield t
    t = _applied(_ready(Tale("accept.lapses", s)))
    t.advance(after(t.due("restoration_acceptance")))
    yield taken_down(_granted(t))


def _deciding(s: Setting) -> Iterator[Tale]:
    """Refused with reasons and open to review; late; prolonged where it may be; by somebody else."""
    t = _refused(_accepted(_applied(_ready(Tale("restore.refused", s)))), "不符合条件")
    served(t, "restoration_decision")
    for remedy in ("reconsideration", "litigation"):
        t.counts(remedy, t.day, party=PRINCIPAL)
    yield t
    t = to_listing(Tale("restore.nothing-asked", s))
    t.act("decide_restoration", "step_not_open", outcome="grant", reasons="可")
    yield t
    yield _applied(_applied(_ready(Tale("restore.twice", s))), "step_not_open")
    t = _accepted(_applied(_ready(Tale("restore.decision-lapses", s))))
    t.advance(after(t.due("restoration_decision")))
    t.act("decide_restoration", outcome="grant", reasons="可")
    due = t.counts("removal_effect", t.day)
    if due is not None:
        t.advance(after(due))
    yield taken_down(t)
    t = _accepted(_applied(_ready(Tale("restore.extended", s))))
    more = s.law.holds("restoration_extension")
    t.act("extend_restoration", "" if more else _UNMET, reason="情况复杂")
    if more:
        t.counts("restoration_extension", t.due("restoration_decision"), "restoration_decision")
    yield t
    yield from _same_person(s)


def _same_person(s: Setting) -> Iterator[Tale]:
    rule = s.law.act_rule("decide_restoration")
    for task in rule.apart_from if rule else ():
        if task == "accept_restoration" and s.period("restoration_acceptance") is None:
            continue
        t = _ready(Tale(f"same-person.decide_restoration.{task}", s))
        mine: dict[str, Any] = {"by": ALL_POSTS}
        _applied(t, **(mine if task == "apply_restoration" else {}))
        _accepted(t, **(mine if task == "accept_restoration" else {}))
        t.act("decide_restoration", "same_person", outcome="grant", reasons="可", **mine)
        yield t


def _undoing(s: Setting) -> Iterator[Tale]:
    """Restoration got by grave deceit is undone and the days count anew; less than grave, or nothing granted, not."""
    held = s.law.holds("false_materials")
    t = to_listing(Tale("deceit.nothing-granted", s))
    t.act("find_false_materials", "step_not_open" if held else _UNMET, on=t.day, serious=True)
    yield t
    if not held:
        return
    t = _granted(_applied(_ready(Tale("deceit.not-grave", s))))
    t.act("find_false_materials", _UNMET, on=t.day, serious=False)
    yield t
    t = taken_down(_granted(_applied(_ready(Tale("deceit.after-removal", s)))))
    t.go(after(t.day))
    t.act("find_false_materials", on=t.day, serious=True)
    t.counts("publication_end", t.day)
    t.counts("restoration_earliest", t.day, threshold=True)
    t.expect.pop("legs")
    new = [{**row, "from": t.day, "until": t.due("publication_end")} for row in t.expect["published"]]
    t.expect["published"] = [*t.expect["published"], *new]
    yield t.ends("listed")


def _shielding(s: Setting) -> Iterator[Tale]:
    """Under a court's plan name and measures rest; carried out it restores, failed the name is shown again."""
    if not s.law.holds("bankruptcy_shield"):
        t = to_listing(Tale("shield.no-rule", s))
        t.act("shield_bankruptcy", _UNMET, ruling="裁定1号", on=t.day)
        yield t
        return
    for outcome in ("completed", "failed"):
        t = to_listing(Tale(f"shield.{outcome}", s))
        begun = t.day
        t.act("shield_bankruptcy", ruling="裁定1号", on=t.day)
        t.go(after(t.day))
        t.act("end_shield", ruling="裁定2号", on=t.day, outcome=outcome)
        t.expect["measures_suspended"] = [{"from": begun, "until": t.day}]
        t.expect.pop("published")
        if outcome == "completed":
            t.counts("removal_effect", t.day)
            t.documents.append("restoration_decision")
        yield t
    t = to_listing(Tale("shield.none", s))
    t.act("end_shield", "step_not_open", ruling="裁定2号", on=t.day)
    yield t


def _on_credit_china(s: Setting) -> Iterator[Tale]:
    """The copy on Credit China comes down by the longer of the two times."""
    t = _corrected(shown(decision_told(to_decision(Tale("restore.credit-china", s))), *s.law.channels))
    floor = next(d["due"] for d in t.deadlines if d.get("channel") == _CHINA)
    t.go(t.due("restoration_earliest"))
    early = t.day < floor
    _granted(_applied(t))
    if early:
        t.counts("removal_effect", after(floor, -1), channel=_CHINA)
    yield taken_down(t)
