"""What the acts before the decision change, and the decision itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.cases import CaseState, Decision, Draft, Party, Service, Statement
from models.records.commands import as_day
from models.records.proceedings import Basis, Earlier, Hearing


def _open_case(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    return replace(
        _begun_anew(state),
        parties=tuple(Party(p["id"], p["kind"], p["role"]) for p in facts["parties"]),
        grounds=tuple(facts["grounds"]),
        performance_due_on=as_day(facts["basis"].get("performance_due_on")),
        level=facts["level"],
        basis=Basis(
            kind=facts["basis"]["kind"],
            mark=str(facts["basis"].get("number") or ""),
            proposed=facts["basis"].get("status") == "proposed",
            penalties=tuple(facts["basis"].get("penalties") or ()),
            conduct_ended_on=as_day(facts["basis"].get("conduct_ended_on")),
        ),
    )


def _begun_anew(state: CaseState) -> CaseState:
    """A rehearsal's second case in one file: of the first only what bars and what was shown is left."""
    if state.step != "revoked":
        return state
    fell = Earlier(state.basis.mark, state.grounds, state.procedural)
    return replace(
        CaseState(state.case_id, state.mode),
        step=state.step,
        version=state.version,
        papers=state.papers,
        shown=state.shown,
        announced=state.announced,
        earlier=(*state.earlier, fell),
    )


def _draft_notice(state: CaseState, act: Act) -> CaseState:
    return replace(state, measures_told=tuple(act.facts["measures"]))


def _record_service(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    document, pending = facts["document"], bool(facts.get("pending"))
    services = state.services
    for party in facts["served"]:
        services = (
            *(s for s in services if (s.document, s.party) != (document, party)),
            Service(document, party, facts["method"], day_of(act), pending),
        )
    return replace(state, services=services)


def _complete_announcement(state: CaseState, act: Act) -> CaseState:
    document, party = act.facts["document"], act.facts["party"]
    return replace(
        state,
        services=tuple(
            replace(s, pending=False, on=day_of(act)) if (s.document, s.party) == (document, party) else s
            for s in state.services
        ),
    )


def _file_statement(state: CaseState, act: Act) -> CaseState:
    in_time = bool(act.facts.get("in_time"))
    filed = Statement(act.facts["by_party"], day_of(act), answered=not in_time, in_time=in_time)
    state = replace(state, statements=(*state.statements, filed))
    return _without_draft(state) if act.facts.get("reopens") else state


def _waive_statement(state: CaseState, act: Act) -> CaseState:
    party = act.facts["by_party"]
    state = replace(state, waived=(*state.waived, party))
    hearing = state.hearing
    if hearing is None or not act.facts.get("withdraws_hearing"):
        return state
    left = tuple(p for p in hearing.parties if p != party)
    return replace(state, hearing=replace(hearing, parties=left, over=not left))


def _request_hearing(state: CaseState, act: Act) -> CaseState:
    party, pending = act.facts["by_party"], state.hearing if state.hearing_pending else None
    parties = tuple(dict.fromkeys((*pending.parties, party))) if pending else (party,)
    asked = replace(pending, parties=parties) if pending else Hearing(parties)
    state = replace(state, hearing=asked)
    return _without_draft(state) if act.facts.get("reopens") else state


def _schedule_hearing(state: CaseState, act: Act) -> CaseState:
    if state.hearing is None:
        return state
    named = replace(state.hearing, on=day_of(act), chair=act.facts["chair"])
    return unserved(replace(state, hearing=named), "hearing_notice")


def _hold_hearing(state: CaseState, act: Act) -> CaseState:
    if state.hearing is None:
        return state
    pending = tuple(act.facts["pending"])
    # Who was excused is to be invited again; for the others it is over.
    after = Hearing(pending) if pending else replace(state.hearing, over=True)
    said = tuple(Statement(p, day_of(act)) for p in act.facts["heard"])
    state = replace(state, hearing=after, statements=(*state.statements, *said))
    return unserved(state, "hearing_notice") if pending else state


def unserved(state: CaseState, *documents: str) -> CaseState:
    """A later paper of a kind is another paper: service of the earlier does not serve it."""
    return replace(state, services=tuple(s for s in state.services if s.document not in documents))


def _answer_statement(state: CaseState, act: Act) -> CaseState:
    answered = act.facts["answered"]
    statements = tuple(replace(s, answered=True) if s.party in answered else s for s in state.statements)
    # A new answer is a new paper: an earlier answer's service does not serve it.
    services = tuple(s for s in state.services if s.document != "statement_answer" or s.party not in answered)
    return replace(state, statements=statements, services=services)


def _record_cure(state: CaseState, _: Act) -> CaseState:
    return _without_draft(replace(state, cured=True))


def _without_draft(state: CaseState) -> CaseState:
    return replace(state, draft=None, reviewed=False, discussed="", agreed=False)


def _extend(state: CaseState, _: Act) -> CaseState:
    return replace(state, extended=True)


def _draft_decision(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    grave = facts.get("grave") is True
    draft = Draft(facts["outcome"], tuple(facts.get("measures") or ()), act.by.id, grave)
    # What was discussed and agreed to was another draft.
    return replace(_without_draft(state), draft=draft)


def _discuss(state: CaseState, act: Act) -> CaseState:
    return replace(state, discussed=act.facts["outcome"])


def _agree(state: CaseState, _: Act) -> CaseState:
    return replace(state, agreed=True)


def _legal_review(state: CaseState, act: Act) -> CaseState:
    if act.facts["opinion"] == "return":
        return _without_draft(state)
    return replace(state, reviewed=True)


def _approve_decision(state: CaseState, act: Act) -> CaseState:
    facts, signed = act.facts, act.facts.get("basis")
    if signed:
        penalties = tuple(signed["penalties"])
        basis = replace(state.basis, proposed=False, mark=signed["number"], penalties=penalties)
        state = replace(state, basis=basis)
    return replace(state, decision=Decision(facts["outcome"], tuple(facts["measures"]), law_day(act.at)))


def _return_mail(state: CaseState, act: Act) -> CaseState:
    document, party = act.facts["document"], act.facts["to"]
    left = tuple(s for s in state.services if (s.document, s.party) != (document, party))
    state = replace(state, services=left)
    return _without_draft(state) if document == "notice" else state


CHANGES: dict[str, Callable[[CaseState, Act], CaseState]] = {
    "open_case": _open_case,
    "draft_notice": _draft_notice,
    "record_service": _record_service,
    "complete_announcement_service": _complete_announcement,
    "record_returned_mail": _return_mail,
    "file_statement": _file_statement,
    "waive_statement": _waive_statement,
    "answer_statement": _answer_statement,
    "request_hearing": _request_hearing,
    "schedule_hearing": _schedule_hearing,
    "hold_hearing": _hold_hearing,
    "record_cure": _record_cure,
    "extend_decision": _extend,
    "draft_decision": _draft_decision,
    "legal_review": _legal_review,
    "collective_discussion": _discuss,
    "obtain_consent": _agree,
    "approve_decision": _approve_decision,
}
