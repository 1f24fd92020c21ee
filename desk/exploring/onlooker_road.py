"""What the onlooker keeps of the acts up to the signed decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from desk.exploring.seeing import Seen
from models.law.days import law_day
from models.records.acts import Act


def _opened(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    basis: dict[str, Any] = facts["basis"]
    return Seen(
        parties=tuple(p["id"] for p in facts["parties"]),
        opener=act.by.id,
        investigators=frozenset((act.by.id,)),
        proposed=basis.get("status") == "proposed",
        penalties=tuple(basis.get("penalties") or ()),
        grounds=tuple(facts["grounds"]),
        mark=basis["number"],
        earlier=seen.earlier,
    )


def _told(seen: Seen, act: Act) -> Seen:
    by = act.by.id
    return replace(
        seen, noticer=by, measures_told=tuple(act.facts["measures"]), investigators=seen.investigators | {by}
    )


def _service(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    if facts.get("method") == "announcement" and act.act == "record_service":
        return seen
    on = date.fromisoformat(facts["on"])
    served = tuple(facts["served"]) if "served" in facts else (facts["party"],)
    if facts["document"] == "notice":
        return replace(seen, noticed={**seen.noticed, **dict.fromkeys(served, on)})
    if facts["document"] == "hearing_notice":
        return replace(seen, invited={**seen.invited, **dict.fromkeys(served, on)})
    if facts["document"] == "decision":
        return replace(seen, decision_served=seen.decision_served | frozenset(served))
    return seen


def _returned(seen: Seen, act: Act) -> Seen:
    """What came back was never served."""
    document, party = act.facts["document"], act.facts["to"]
    if document == "notice":
        left = {p: on for p, on in seen.noticed.items() if p != party}
        windows = {p: end for p, end in seen.windows.items() if p != party}
        return _draft_falls(replace(seen, noticed=left, windows=windows, closed=seen.closed - {party}))
    if document == "hearing_notice":
        return replace(seen, invited={p: on for p, on in seen.invited.items() if p != party})
    return replace(seen, decision_served=seen.decision_served - {party}) if document == "decision" else seen


def _window_ended(seen: Seen, act: Act) -> Seen:
    party = act.facts.get("party") or act.facts["by_party"]
    seen = replace(seen, closed=seen.closed | {party})
    return replace(seen, hearing=seen.hearing - {party}) if act.act == "waive_statement" else seen


def _statement(seen: Seen, act: Act) -> Seen:
    party = act.facts["by_party"]
    posted = date.fromisoformat(act.facts.get("posted_on") or act.facts["on"])
    end = seen.windows.get(party)
    if seen.decided_without is not None or (end is not None and posted > end):
        return seen
    return _draft_falls(_waits(seen, act, (party,)))


def _waits(seen: Seen, act: Act, parties: tuple[str, ...]) -> Seen:
    owed = frozenset((d.party, d.matter) for d in act.opened if d.kind == "statement_answer")
    return replace(seen, waiting=seen.waiting | frozenset(parties), owed=seen.owed | owed)


def _answered(seen: Seen, act: Act) -> Seen:
    answered = frozenset(act.facts["answered"])
    owed = frozenset(o for o in seen.owed if o[0] not in answered)
    return replace(seen, waiting=seen.waiting - answered, owed=owed)


def _hearing_asked(seen: Seen, act: Act) -> Seen:
    party = act.facts["by_party"]
    return _draft_falls(replace(seen, hearing=seen.hearing | {party}, closed=seen.closed | {party}))


def _hearing_named(seen: Seen, act: Act) -> Seen:
    on = date.fromisoformat(act.facts["on"])
    return replace(seen, hearing_on=on, chair=act.facts["chair"], invited={})


def _hearing_held(seen: Seen, act: Act) -> Seen:
    """Who came has stated; who was excused is still to be heard; who stayed away has had the hearing."""
    came = tuple(p for p in act.facts["attended"] if p in seen.hearing)
    excused = frozenset(act.facts.get("excused") or ()) & seen.hearing - frozenset(came)
    return _waits(replace(seen, hearing=excused, hearing_on=None, chair="", invited={}), act, came)


def _draft_falls(seen: Seen, _act: Act | None = None) -> Seen:
    return replace(seen, drafter="", draft_lacks=(), draft_lists=False, grave=False, reviewer="", discussed="",
                   agreed=False)  # fmt: skip


def _drafted(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    lists = facts["outcome"] == "list"
    measures = tuple(facts.get("measures") or ())
    lacks = [] if facts.get("reasons") else ["reasons"]
    if lists and not measures:
        lacks.append("measures")
    if any(m not in seen.measures_told for m in measures):
        lacks.append("measures told")
    by = act.by.id
    seen = replace(_draft_falls(seen), drafter=by, draft_lacks=tuple(lacks), draft_lists=lists)
    return replace(seen, grave=facts.get("grave") is True, investigators=seen.investigators | {by})


def _discussed(seen: Seen, act: Act) -> Seen:
    return replace(seen, discussed=act.facts["outcome"])


def _agreed(seen: Seen, _act: Act) -> Seen:
    return replace(seen, agreed=True)


def _reviewed(seen: Seen, act: Act) -> Seen:
    return _draft_falls(seen) if act.facts["opinion"] == "return" else replace(seen, reviewer=act.by.id)


def _decision_extended(seen: Seen, _act: Act) -> Seen:
    return replace(seen, decision_extended=True)


def decided(seen: Seen, act: Act) -> Seen:
    """The decision, with everything it should have had and had not."""
    lacks = list(seen.draft_lacks)
    lacks += [f"notice served on {p}" for p in seen.parties if p not in seen.noticed]
    lacks += [f"window of {p} closed" for p in seen.parties if p not in seen.closed]
    lacks += [f"statement of {p} answered" for p in sorted(seen.waiting)]
    lacks += [f"hearing of {p} held" for p in sorted(seen.hearing)]
    lacks += [] if seen.drafter else ["draft"]
    lacks += [] if seen.reviewer else ["legal review"]
    lacks += ["reviewer apart from drafter"] if seen.reviewer == seen.drafter else []
    lacks += ["head apart from drafter"] if act.by.id == seen.drafter else []
    signed = act.facts.get("basis")
    if signed:
        seen = replace(seen, proposed=False, penalties=tuple(signed["penalties"]), mark=signed["number"])
    on = law_day(act.at)
    return replace(seen, decided_without=tuple(lacks), decided_on=on, counted_from=on)


CHANGES: dict[str, Callable[[Seen, Act], Seen]] = {
    "open_case": _opened,
    "draft_notice": _told,
    "record_service": _service,
    "complete_announcement_service": _service,
    "record_returned_mail": _returned,
    "end_statement_period": _window_ended,
    "end_hearing_request_period": _window_ended,
    "waive_statement": _window_ended,
    "file_statement": _statement,
    "answer_statement": _answered,
    "request_hearing": _hearing_asked,
    "schedule_hearing": _hearing_named,
    "hold_hearing": _hearing_held,
    "record_cure": _draft_falls,
    "draft_decision": _drafted,
    "collective_discussion": _discussed,
    "obtain_consent": _agreed,
    "legal_review": _reviewed,
    "extend_decision": _decision_extended,
}
