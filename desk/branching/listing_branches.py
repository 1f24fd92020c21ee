"""The branches of a listing that stands: showing, objection, complaint, stay, remedies, revocation, expiry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.road import BODY, NUMBER, SHOWN, decision_told, opened, shown, taken_down, to_decision, to_listing
from desk.branching.setting import Setting
from desk.branching.tale import LINKED, PRINCIPAL, Tale, person

_UNMET = "condition_unmet"
_FINDINGS: dict[str, dict[str, Any]] = {
    "upheld": {"reasons": "理由不成立"},
    "corrected": {"corrections": {"facts": "更正"}},
    "revoked": {},
}


def branches(s: Setting) -> Iterator[Tale]:
    """Every way of a listing, restoration apart."""
    if not s.decides:
        return
    yield from _showing(s)
    yield from _persons(s)
    yield from _objecting(s)
    yield from _complaining(s)
    yield from _staying(s)
    for kind in ("reconsideration", "litigation"):
        t = to_listing(Tale(f"remedy.{kind}", s))
        t.act("record_remedy", kind=kind, body=BODY, on=t.day)
        yield t
    yield from _expiring(s)
    yield from _revoking(s)


def _showing(s: Setting) -> Iterator[Tale]:
    """On each channel of the list, on none of another, and on none twice."""
    yield to_listing(Tale("show.first-named", s))
    for channel in s.law.channels:
        yield shown(decision_told(to_decision(Tale(f"show.{channel}", s))), channel)
    t = decision_told(to_decision(Tale("show.foreign", s)))
    t.act("publish", _UNMET, channels=[s.known.foreign("channels", s.law.channels)])
    yield t
    t = to_listing(Tale("show.twice", s))
    t.act("publish", _UNMET, channels=list(s.law.default_channels))
    yield t
    if s.period("publication") is not None:
        t = decision_told(to_decision(Tale("show.late", s)))
        t.advance(after(t.due("publication")))
        yield shown(t)


def _persons(s: Setting) -> Iterator[Tale]:
    """A natural person is shown on a ground of the law only."""
    role = next((r for r in s.linked if r not in s.law.principal_roles), s.linked[0])
    for ground in (*s.law.personal_grounds, ""):
        t = Tale(f"show.person.{ground or 'no-ground'}", s)
        t.parties.append(person(role, date(s.counting.years[0].year - 40, 1, 1)))
        decision_told(to_decision(t, parties=[PRINCIPAL, LINKED]))
        said: dict[str, Any] = {"personal": [{"party": LINKED, "ground": ground}]}
        if ground:
            t.act("publish", **said)
            yield t.ends("listed")
        else:
            t.act("publish", "personal_data_no_ground", **said)
            yield t


def _objecting(s: Setting) -> Iterator[Tale]:
    """Objection after listing, with each answer; measures rest meanwhile where a rule says so."""
    for finding, said in _FINDINGS.items():
        t = _objected(to_listing(Tale(f"objection.{finding}", s)))
        since = t.day
        t.go(after(t.day))
        t.act("answer_objection", finding=finding, **said)
        t.documents.append("objection_answer")
        if s.law.says("objection-suspends-measures"):
            t.expect["measures_suspended"] = [{"from": since, "until": t.day}]
        if finding == "revoked":
            t.documents.append("revocation")
            t.counts("withdrawal", t.day)
            t.go(after(t.day))
            taken_down(t, "revoked")
        yield t
    for finding in ("upheld", "corrected"):
        t = _objected(to_listing(Tale(f"objection.{finding}.bare", s)))
        t.act("answer_objection", _UNMET, finding=finding)
        yield t
    t = _objected(to_listing(Tale("objection.twice", s)))
    t.act("file_objection", _UNMET, by_party=PRINCIPAL, on=t.day, claims="异议")
    yield t
    t = to_listing(Tale("objection.none", s))
    t.act("answer_objection", "step_not_open", finding="revoked")
    yield t


def _objected(t: Tale) -> Tale:
    t.act("file_objection", by_party=PRINCIPAL, on=t.day, claims="异议")
    t.counts("objection_answer", t.day, party=PRINCIPAL)
    return t


def _complaining(s: Setting) -> Iterator[Tale]:
    """A complaint about each measure, and what was wrong undone at each recipient."""
    held = s.law.holds("complaint")
    for measure in s.law.measures:
        t = to_listing(Tale(f"complaint.{measure}", s))
        t.act("file_complaint", "" if held else _UNMET, by_party=PRINCIPAL, on=t.day, measure=measure, claims="投诉")
        if held:
            t.counts("complaint_answer", t.day, party=PRINCIPAL)
        yield t
    if not held:
        return
    t = _complained(to_listing(Tale("complaint.upheld", s)))
    t.act("answer_complaint", finding="upheld", reasons="措施无误")
    t.documents.append("complaint_answer")
    yield t
    for recipient in (*s.law.channels, *s.law.sharing_recipients, *s.law.measure_recipients):
        t = _complained(to_listing(Tale(f"complaint.wrongful.{recipient}", s)))
        t.act("answer_complaint", finding="wrongful", reasons="措施有误", undo=[recipient])
        t.counts("undoing", t.day)
        t.act("confirm_undoing", recipient=recipient, on=t.day)
        yield t
    t = _complained(to_listing(Tale("complaint.wrongful.bare", s)))
    t.act("answer_complaint", _UNMET, finding="wrongful", reasons="措施有误")
    yield t


def _complained(t: Tale) -> Tale:
    t.act("file_complaint", by_party=PRINCIPAL, on=t.day, claims="投诉")
    t.counts("complaint_answer", t.day, party=PRINCIPAL)
    return t


def _staying(s: Setting) -> Iterator[Tale]:
    """Under a stay nothing is shown; lifted, it may be again."""
    t = decision_told(to_decision(Tale("stay.before-showing", s)))
    t.act("impose_stay", on=t.day, by_body=BODY, document="停止执行1号")
    t.act("publish", "stay_in_force")
    t.act("impose_stay", _UNMET, on=t.day, by_body=BODY, document="停止执行2号")
    t.act("lift_stay", on=t.day, by_body=BODY, document="恢复执行1号")
    yield shown(t)
    t = to_listing(Tale("stay.while-shown", s))
    since = t.day
    t.go(after(t.day))
    t.act("impose_stay", on=t.day, by_body=BODY, document="停止执行1号")
    begun = t.day
    t.go(after(t.day))
    t.act("lift_stay", on=t.day, by_body=BODY, document="恢复执行1号")
    end = t.due("publication_end")
    rows = t.expect["published"]
    t.expect["published"] = [
        *({**row, "from": since, "until": begun} for row in rows),
        *({**row, "from": t.day, "until": end} for row in rows),
    ]
    t.expect["measures_suspended"] = [{"from": begun, "until": t.day}]
    yield t
    t = to_listing(Tale("stay.none", s))
    t.act("lift_stay", "step_not_open", on=t.day, by_body=BODY, document="恢复执行1号")
    yield t


def _expiring(s: Setting) -> Iterator[Tale]:
    """At its end a listing that was never shown is over; one that was shown comes down leg by leg."""
    period = s.period("publication_end")
    if period is not None and period.start == SHOWN:
        # What was never shown has no end yet: it is still to be shown, and binds nobody until then.
        t = to_decision(Tale("show.never", s))
        t.advance(after(s.counting.last(period, t.day)[0]))
        yield t.ends("decided")
    else:
        t = to_decision(Tale("expire.never-shown", s))
        t.advance(after(t.due("publication_end")))
        yield t.ends("removed")
    t = to_listing(Tale("expire.last-day", s))
    t.advance(t.due("publication_end"))
    t.act("confirm_leg", "step_not_open", leg="publication", recipient=s.law.default_channels[0], on=t.day)
    yield t
    t = to_listing(Tale("expire", s))
    t.advance(after(t.due("publication_end")))
    if s.law.says("uncorrected-stay-listed"):
        yield t
        return
    t.counts("expiry_effect", t.due("publication_end"), "removal_effect")
    yield taken_down(t)
    t = to_listing(Tale("expire.one-leg", s))
    t.advance(after(t.due("publication_end")))
    t.act("confirm_leg", leg="publication", recipient=s.law.default_channels[0], on=t.day)
    t.expect["published"][0] = {**t.expect["published"][0], "until": t.day}
    yield t.ends("listed")


def _revoking(s: Setting) -> Iterator[Tale]:
    """When the basis falls the listing does; no second one on the same document or ground, save as the law lets it."""
    held = s.law.holds("revocation")
    for branch, ready in (("before-showing", to_decision), ("while-shown", to_listing)):
        t = ready(Tale(f"revoke.{branch}", s))
        t.act("revoke_basis", "" if held else _UNMET, on=t.day, by_body=BODY, document="复决1号")
        yield t.ends("revoked") if held else t
    if not held:
        return
    t = to_listing(Tale("revoke.taken-down", s))
    annulled = t.day
    t.go(after(t.day))
    t.act("revoke_basis", on=annulled, by_body=BODY, document="复决1号")
    t.documents.append("revocation")
    period = s.period("withdrawal")
    t.counts("withdrawal", annulled if period and period.start == "basis-annulled" else t.day)
    yield taken_down(t, "revoked")
    for branch, code, procedural, said in (
        ("same-document", "relisting_barred", True, {}),
        ("same-ground", "relisting_barred", False, {"number": "示字〔演练〕2号"}),
        ("procedural", "", True, {"number": "示字〔演练〕2号"}),
    ):
        t = to_listing(Tale(f"relist.{branch}", s))
        t.act("revoke_basis", on=t.day, by_body=BODY, document="复决1号", procedural=procedural)
        t.go(after(t.day))
        taken_down(t, "revoked")
        if not code:
            # The second case begins with nothing of the first.
            t.expect, t.deadlines = {}, []
        yield opened(t, code, number=said.get("number", NUMBER))
