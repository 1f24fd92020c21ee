"""The forms of the acts on a listing that stands."""

from __future__ import annotations

from collections.abc import Iterator

from desk.exploring.forming import DAY, NOBODY_HERE, Form, Making, filing
from desk.exploring.people import CASE_OFFICER, HEAD, PUBLISHER, RESTORER
from models.records.cases import CaseState
from models.records.commands import GIVEN
from models.steps.finding import CONDITIONS_UNMET, EXCLUDED, items

_BARRED_FOR = 400 * DAY


def plain_listed(m: Making) -> Iterator[Form]:
    """Each act in its plain form."""
    ruling = {"on": m.on, "by_body": GIVEN, "document": GIVEN}
    yield Form("publish", {})
    yield Form("record_correction_of_conduct", {"on": m.on, "evidence": GIVEN}, (CASE_OFFICER,))
    for p in m.world.parties:
        yield Form("apply_restoration", m.by_party(p.id, materials=list(m.law.materials)), filing(p.id))
        for by in (filing(p.id), (CASE_OFFICER,)):
            yield Form("file_objection", m.by_party(p.id, claims=GIVEN), by)
    yield Form("apply_restoration", m.by_party(m.unit, materials=list(m.law.materials)))
    yield Form("answer_objection", {"finding": "upheld", "reasons": GIVEN})
    yield Form("decide_restoration", {"outcome": "grant", "reasons": GIVEN})
    for leg, recipient in _legs(m):
        yield Form("confirm_leg", {"leg": leg, "recipient": recipient, "on": m.on})
    yield Form("revoke_basis", ruling)
    yield Form("record_violation", {"on": m.on, "description": GIVEN})
    yield Form("record_remedy", {"kind": "reconsideration", "body": GIVEN, "on": m.on}, filing(m.unit))
    yield Form("impose_stay", ruling)
    yield Form("lift_stay", ruling)
    yield Form("request_materials", {"missing": list(m.law.materials[:1])})
    yield Form("supply_materials", {"by_party": m.unit, "on": m.on, "materials": list(m.law.materials)}, filing(m.unit))
    yield Form("accept_restoration", {})
    yield Form("refuse_acceptance", {"reason": GIVEN})
    yield Form("extend_restoration", {"reason": GIVEN})
    yield Form("bar_restoration", {"until": (m.today + _BARRED_FOR).isoformat(), "reason": GIVEN})
    yield Form("find_false_materials", {"on": m.on, "serious": True})
    yield Form("shield_bankruptcy", {"ruling": GIVEN, "on": m.on})
    yield Form("end_shield", {"ruling": GIVEN, "on": m.on})
    yield Form("pre_review", {"opinion": "pass"})
    yield Form("file_complaint", m.by_party(m.unit, claims=GIVEN), filing(m.unit))
    yield Form("answer_complaint", {"finding": "upheld", "reasons": GIVEN})
    yield Form("confirm_undoing", {"recipient": m.law.channels[0], "on": m.on})


def _legs(m: Making) -> Iterator[tuple[str, str]]:
    yield from (("publication", c) for c in m.law.channels)
    yield from (("sharing", r) for r in m.law.sharing_recipients)
    yield from (("measures", r) for r in m.law.measure_recipients)


def other_listed(m: Making) -> Iterator[Form]:
    """Every other form the law tells apart."""
    yield from _showing(m)
    yield from _days(m)
    yield from _objecting(m)
    yield from _restoring(m)
    yield from _complaining(m)


def _showing(m: Making) -> Iterator[Form]:
    act, by = "publish", (PUBLISHER,)
    yield Form(act, {"channels": list(m.law.channels)}, by)
    if len(m.law.channels) > 1:
        yield Form(act, {"channels": [m.law.channels[-1]]}, by)
    yield Form(act, {"channels": [*m.law.channels, *m.law.channels]}, by)
    yield Form(act, {"personal": [{"party": NOBODY_HERE}]}, by)
    for p in m.world.parties:
        yield Form(act, {"personal": [{"party": p.id, "ground": ""}]}, by)
        yield Form(act, {"personal": [{"party": p.id, "ground": m.law.personal_grounds[0]}]}, by)
    yield Form("confirm_leg", {"leg": "publication", "recipient": m.law.channels[0], "on": m.later}, by)
    yield Form("confirm_leg", {"leg": "publication", "recipient": m.law.channels[0], "on": m.early}, by)
    yield Form("confirm_leg", {"leg": "publication", "recipient": "television", "on": m.on}, by)


def _days(m: Making) -> Iterator[Form]:
    by = (CASE_OFFICER,)
    ruling = {"by_body": GIVEN, "document": GIVEN}
    for on in (m.later, m.early):
        yield Form("record_correction_of_conduct", {"on": on, "evidence": GIVEN}, by)
    yield Form("record_violation", {"on": m.later, "description": GIVEN}, by)
    yield Form("lift_stay", {"on": m.later, **ruling}, by)
    yield Form("end_shield", {"on": m.later, "ruling": GIVEN}, by)
    yield Form("end_shield", {"on": m.on, "ruling": GIVEN, "outcome": "failed"}, by)
    yield Form("shield_bankruptcy", {"on": m.later, "ruling": GIVEN}, by)
    yield Form("impose_stay", {"on": m.later, **ruling}, by)
    yield Form("record_remedy", {"kind": "litigation", "body": GIVEN, "on": m.later}, by)
    yield Form("revoke_basis", {"on": m.later, **ruling}, by)
    if m.world.mode == "rehearsal":
        yield Form("revoke_basis", {"on": m.on, **ruling, "procedural": True}, by)
    yield Form("bar_restoration", {"until": m.on, "reason": GIVEN}, (HEAD,))
    yield Form("find_false_materials", {"on": m.on, "serious": False}, (HEAD,))
    yield Form("find_false_materials", {"on": m.later, "serious": True}, (HEAD,))


def _objecting(m: Making) -> Iterator[Form]:
    act, by = "answer_objection", (CASE_OFFICER,)
    yield Form("file_objection", m.by_party(m.unit, on=m.later, claims=GIVEN), by)
    yield Form("file_objection", m.by_party(NOBODY_HERE, claims=GIVEN), by)
    yield Form(act, {"finding": "upheld"}, by)
    yield Form(act, {"finding": "corrected"}, by)
    yield Form(act, {"finding": "corrected", "corrections": {"facts": GIVEN}}, by)
    yield Form(act, {"finding": "revoked", "reasons": GIVEN}, by)


def _restoring(m: Making) -> Iterator[Form]:
    act, whole, unit = "apply_restoration", list(m.law.materials), filing(m.unit)
    yield Form(act, m.by_party(m.unit, materials=whole[:1]), unit)
    yield Form(act, m.by_party(m.unit, materials=whole, on=m.later), unit)
    yield Form(act, m.by_party(NOBODY_HERE, materials=whole), (CASE_OFFICER,))
    yield Form(act, m.by_party(m.unit, materials=whole, insist=True), (HEAD,))
    for p in m.world.parties:
        yield Form(act, m.by_party(p.id, materials=whole, insist=True), filing(p.id))
    yield Form("decide_restoration", {"outcome": "refuse", "reasons": GIVEN})
    for field in (EXCLUDED, CONDITIONS_UNMET):
        found = {field: list(items(m.law, field)[:1])}
        yield Form(act, m.by_party(m.unit, materials=whole, **found), (RESTORER,))
        yield Form("decide_restoration", {"outcome": "grant", "reasons": GIVEN, **found})
    for missing in ([], ["no-such-paper"]):
        yield Form("request_materials", {"missing": missing}, (RESTORER,))
    supply = "supply_materials"
    yield Form(supply, {"by_party": m.unit, "on": m.on, "materials": []}, unit)
    yield Form(supply, {"on": m.later, "materials": whole}, (CASE_OFFICER,))
    for p in m.world.parties[1:]:
        yield Form(supply, {"by_party": p.id, "on": m.on, "materials": whole}, filing(p.id))


def _complaining(m: Making) -> Iterator[Form]:
    act, by, department = "file_complaint", (CASE_OFFICER,), {"by_body": GIVEN, "on": m.on, "claims": GIVEN}
    yield Form(act, {**department, "measure": m.law.measures[0]}, by)
    yield Form(act, {**department, "measure": "death"}, by)
    yield Form(act, {"on": m.on, "claims": GIVEN}, by)
    yield Form(act, m.by_party(NOBODY_HERE, claims=GIVEN), by)
    yield Form(act, {**department, "on": m.later}, by)
    wrongful = {"finding": "wrongful", "reasons": GIVEN}
    for undo in ([], ["television"], [m.law.channels[0], m.law.measure_recipients[0]]):
        yield Form("answer_complaint", {**wrongful, "undo": undo}, by)
    yield Form("answer_complaint", {"finding": "upheld", "reasons": GIVEN, "undo": [m.law.channels[0]]}, by)
    for recipient, on in ((m.law.measure_recipients[0], m.on), ("television", m.on), (m.law.channels[0], m.later)):
        yield Form("confirm_undoing", {"recipient": recipient, "on": on}, (PUBLISHER,))
    back = {"opinion": "return", "reason": GIVEN, "missing": list(m.law.materials[-1:])}
    for facts in (back, {"opinion": "return"}, {**back, "missing": ["no-such-paper"]}, {**back, "opinion": "pass"}):
        yield Form("pre_review", facts, (RESTORER,))


def before_its_time(state: CaseState) -> Iterator[Form]:
    """The end of a stay, and a violation, of a day before the stay or the listing began."""
    by = (CASE_OFFICER,)
    for span in (s for s in state.suspended if s.until is None):
        act = {"stay": "lift_stay", "shield": "end_shield"}.get(span.ground)
        if act:
            facts = {"on": (span.since - DAY).isoformat()}
            said = {"by_body": GIVEN, "document": GIVEN} if act == "lift_stay" else {"ruling": GIVEN}
            yield Form(act, {**facts, **said}, by)
    if state.decision is not None:
        before = (state.decision.on - DAY).isoformat()
        yield Form("record_violation", {"on": before, "description": GIVEN}, by)
