"""The forms of the acts up to the signed decision."""

from __future__ import annotations

from collections.abc import Iterator

from desk.exploring.forming import NO_DAY, NOBODY_HERE, Facts, Form, Making, filing
from desk.exploring.people import CASE_OFFICER, HEAD, PUBLISHER
from models.records.commands import GIVEN

_AFTER_DECISION = ("decided", "decision_served", "listed", "revoked", "not_listed", "removed")
_CHILD = 13


def plain_road(m: Making) -> Iterator[Form]:
    """Each act in its plain form."""
    yield Form("open_case", m.opening(), m.world.openers)
    yield Form("draft_notice", {"facts": GIVEN, "measures": m.measures, **_merged(m)})
    yield Form("approve_notice", {})
    yield Form("return_notice", {"reason": GIVEN})
    yield Form("record_service", m.service())
    for p in m.world.parties:
        for by in (None, filing(p.id)):
            yield Form("file_statement", m.by_party(p.id, text=GIVEN), by)
            yield Form("waive_statement", m.by_party(p.id), by)
            yield Form("request_hearing", m.by_party(p.id), by)
    yield Form("answer_statement", {"finding": "rejected", "reasons": GIVEN})
    yield Form("record_cure", {"on": m.on, "evidence": GIVEN, "commitment": True})
    yield Form("extend_decision", {"reason": GIVEN})
    yield Form("draft_decision", {"outcome": "list", "reasons": GIVEN, "measures": m.measures})
    yield Form("legal_review", {"opinion": "pass"})
    yield Form("approve_decision", _signed(m))
    yield Form("schedule_hearing", {"on": m.later, "chair": "wu"})
    yield Form("hold_hearing", {"on": m.on, "record": GIVEN, "attended": [m.unit]})
    yield Form("collective_discussion", {"on": m.on, "attended": [HEAD.id], "outcome": "list", "record": GIVEN})
    yield Form("obtain_consent", {"on": m.on, "by_body": GIVEN, "document": GIVEN})
    yield Form("terminate_case", {"ground": "no-jurisdiction", "reason": GIVEN})
    yield Form("record_returned_mail", {"document": "notice", "to": m.unit, "on": m.on})


def _merged(m: Making) -> dict[str, str]:
    return {"merged_with": GIVEN} if m.world.proposed else {}


def _signed(m: Making, penalty: str = "", on: str = "") -> Facts:
    if not m.world.proposed:
        return {}
    basis = {"number": "m1", "issued_on": on or m.on, "penalties": [penalty or m.law.heavy_penalties[0]]}
    return {"basis": basis}


def other_road(m: Making, step: str) -> Iterator[Form]:
    """Every other form the law tells apart."""
    if step in ("none", "revoked"):
        yield from _openings(m)
    yield from _before_notice(m)
    yield from _services(m, step)
    yield from _hearing_of_parties(m)
    yield from _deciding(m)


def _openings(m: Making) -> Iterator[Form]:
    by = m.world.openers[:1]
    first, law = m.world.described[0], m.law
    wrong: tuple[Facts, ...] = (
        {"basis": m.basis(effective_on=m.later)},
        {"basis": m.basis(effective_on=None)},
        {"basis": m.basis(performance_due_on=m.on)},
        {"basis": m.basis(performance_due_on=None)},
        {"basis": m.basis(status="proposed")},
        {"basis": m.basis(kind="no-such-document")},
        {"basis": m.basis(parties=[NOBODY_HERE])},
        {"basis": m.basis(effective_on=NO_DAY)},
        {"basis": m.basis(penalties=["warning"])},
        {"level": "village"},
        {"grounds": ["NO-GROUND"]},
        {"grounds": []},
        {"parties": []},
        {"parties": [*m.world.described, *m.world.described]},
        {"parties": [{**first, "fault": "checksum"}, *m.world.described[1:]]},
        {"parties": [{"id": m.unit, "kind": "person", "role": "responsible-person"}]},
        {"parties": [{**first, "kind": "person", "age": _CHILD}, *m.world.described[1:]]},
        {"earlier": [{"mark": "m1", "grounds": [], "procedural": True}]},
        {"earlier": [{"mark": "m0", "grounds": [law.grounds[0].code], "procedural": False}]},
    )
    for other in wrong:
        proposes = "basis" in other and other["basis"].get("status") == "proposed"
        if not (proposes and law.says("notice-merged")):
            yield Form("open_case", m.opening(**other), by)
    if _again(m):
        # A second case after a revocation: on another document, and on new facts.
        yield Form("open_case", m.opening(basis=m.basis(number="m2")), by)
        yield Form("open_case", m.opening(basis=m.basis(number="m2"), new_facts=GIVEN), by)


def _again(m: Making) -> bool:
    """Whether a second case in the same file is tried: only a rehearsal tells both in one."""
    return m.world.mode == "rehearsal"


def _before_notice(m: Making) -> Iterator[Form]:
    yield Form("draft_notice", {"facts": GIVEN, "measures": ["death"], **_merged(m)}, (CASE_OFFICER,))
    yield Form("draft_notice", {"facts": GIVEN, "measures": [], **_merged(m)}, (CASE_OFFICER,))
    other = {} if m.world.proposed else {"merged_with": GIVEN}
    if m.world.proposed or not m.law.says("notice-merged"):
        yield Form("draft_notice", {"facts": GIVEN, "measures": m.measures, **other}, (CASE_OFFICER,))
    yield Form("return_notice", {}, (HEAD,))


def _services(m: Making, step: str) -> Iterator[Form]:
    act, by = "record_service", (CASE_OFFICER,)
    several = [p.id for p in m.world.parties] if len(m.world.parties) > 1 else []
    for document in documents_at(m, step):
        for to in (None, *several):
            whom = {"document": document, **({"to": to} if to else {})}
            yield Form(act, m.service(**whom), by)
            if document in m.world.announced and document in _announced_at(step):
                yield Form(act, m.announcement(**whom), by)
        for p in m.world.parties:
            yield Form("record_returned_mail", {"document": document, "to": p.id, "on": m.on}, by)
    yield Form("record_returned_mail", {"document": "notice", "to": m.unit, "on": m.later}, by)
    yield Form("record_returned_mail", {"document": "notice", "to": m.unit, "on": m.early}, by)
    yield Form("record_returned_mail", {"document": "notice", "to": NOBODY_HERE, "on": m.on}, by)
    for other in (
        {"method": "pigeon"},
        {"method": "electronic"},
        {"method": "electronic", "consent": GIVEN},
        {"method": "announcement", "tried": ["direct"]},
        {"to": NOBODY_HERE},
        {"on": m.later},
        {"on": m.early},
        {"on": NO_DAY},
    ):
        yield Form(act, m.service(**other), by)


def documents_at(m: Making, step: str) -> tuple[str, ...]:
    """The papers whose service some rule asks about at a step; in a coarse world those a step waits for."""
    if step not in _AFTER_DECISION:
        return ("notice", "statement_answer", *(("hearing_notice",) if m.law.says("hearing") else ()))
    if not m.world.fine:
        return ("decision",)
    side = {
        "objection_answer": "answer_objection",
        "refusal_notice": "refuse_acceptance",
        "acceptance_notice": "accept_restoration",
        "restoration_decision": "decide_restoration",
        "statement_answer": "answer_statement",
        "complaint_answer": "answer_complaint",
    }
    wanted = (document for document, act in side.items() if not m.world.only or act in m.world.only)
    return ("decision", *wanted, *(("revocation",) if step == "revoked" else ()))


def _announced_at(step: str) -> tuple[str, ...]:
    """An announcement is tried for the paper the step waits for, and for an answer before the decision."""
    if step in _AFTER_DECISION:
        return () if step == "revoked" else ("decision", "restoration_decision", "objection_answer")
    return ("notice", "statement_answer", "hearing_notice")


def _hearing_of_parties(m: Making) -> Iterator[Form]:
    by = (CASE_OFFICER,)
    for p in m.world.parties[1:]:
        yield Form("answer_statement", {"finding": "adopted", "reasons": GIVEN, "to": p.id}, by)
    for act, text in (("file_statement", {"text": GIVEN}), ("waive_statement", {}), ("request_hearing", {})):
        yield Form(act, m.by_party(m.unit, **{**text, "on": m.later}), by)
        yield Form(act, m.by_party(NOBODY_HERE, **text), by)
        if len(m.world.parties) > 1:
            yield Form(act, m.by_party(m.world.parties[1].id, **text), filing(m.unit))
    yield Form("answer_statement", {"finding": "maybe", "reasons": GIVEN}, by)
    yield Form("record_cure", {"on": m.later, "evidence": GIVEN, "commitment": True}, by)
    yield Form("record_cure", {"on": m.on, "evidence": GIVEN, "commitment": False}, by)


def _deciding(m: Making) -> Iterator[Form]:
    act, by = "draft_decision", (CASE_OFFICER,)
    yield Form(act, {"outcome": "not_list", "reasons": GIVEN})
    if "collective_discussion" in m.world.only:
        yield Form(act, {"outcome": "list", "reasons": GIVEN, "measures": m.measures, "grave": True}, by)
    for facts in (
        {"outcome": "list", "measures": m.measures},
        {"outcome": "list", "reasons": GIVEN},
        {"outcome": "list", "reasons": GIVEN, "measures": ["death"]},
        {"outcome": "list", "reasons": GIVEN, "measures": [*m.measures, m.untold]},
        {"outcome": "list", "measures": [m.untold]},
        {"outcome": "not_list", "reasons": GIVEN, "measures": m.measures},
        {"outcome": "list", "reasons": GIVEN, "measures": m.measures, "leniency": "no-such-ground"},
        {"outcome": "list", "reasons": GIVEN, "measures": m.measures, "leniency": "no-intent"},
    ):
        yield Form(act, facts, by)
    for facts in ({"opinion": "return", "reason": GIVEN}, {"opinion": "return"}, {"opinion": "perhaps"}):
        yield Form("legal_review", facts)
    said = {"on": m.on, "attended": [HEAD.id], "record": GIVEN}
    yield Form("collective_discussion", {**said, "outcome": "not_list"}, (HEAD,))
    yield Form("collective_discussion", {**said, "outcome": "list", "attended": []}, (HEAD,))
    yield Form("collective_discussion", {**said, "outcome": "list", "on": m.later}, (HEAD,))
    yield Form("obtain_consent", {"on": m.later, "by_body": GIVEN, "document": GIVEN}, by)
    if m.world.proposed:
        yield Form("approve_decision", {}, (HEAD,))
        yield Form("approve_decision", _signed(m, on=m.later), (HEAD,))
        yield Form("approve_decision", _signed(m, "warning"), (HEAD,))
    yield Form("publish", {"channels": ["television"]}, (PUBLISHER,))
