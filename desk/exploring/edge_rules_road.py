"""What must hold for the acts up to the signed decision. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from datetime import date

from desk.exploring.paths import Edge
from models.law.days import Calendar
from models.records.commands import CLOCK

WINDOWS = ("statement_period", "hearing_request")
_DECIDING = ("draft_decision", "legal_review", "approve_decision")


def draft_only_after_hearing_the_parties(edge: Edge) -> str:
    """A draft needs every party served, its window closed, and every statement answered."""
    seen = edge.seen
    lacks = [p for p in seen.parties if p not in seen.noticed or p not in seen.closed or p in seen.waiting]
    return f"{edge.act.act} before {lacks} were heard" if lacks else ""


def two_people_at_every_paper(edge: Edge) -> str:
    """Who drafted does not approve; who opened or drafted does not review."""
    seen, by = edge.seen, edge.act.by.id
    barred = {
        "approve_notice": (seen.noticer,),
        "legal_review": (seen.opener, seen.noticer, seen.drafter),
        "approve_decision": (seen.drafter,),
    }
    return f"{by} did {edge.act.act} on own work" if by in barred.get(edge.act.act, ()) else ""


def waiver_only_by_the_party(edge: Edge) -> str:
    """A waiver closes the window of the party that waives, and a party speaks for itself only."""
    act = edge.act
    party = act.facts["by_party"]
    if act.by.is_party and act.by.id != party:
        return f"{act.by.id} waived for {party}"
    others = [key for key in act.met if key[0] not in WINDOWS or key[1] != party]
    return f"the waiver of {party} closed {others}" if others else ""


def statement_in_time_waits(edge: Edge) -> str:
    """A statement in time, entered before the decision, stands until it is answered."""
    act = edge.act
    if edge.seen.decided_without is not None:
        return ""
    party = act.facts["by_party"]
    due_wait = party in edge.seen_after.waiting
    waits = any(s.party == party and not s.answered for s in edge.after.statements)
    if due_wait is not waits:
        return f"statement of {party}: should wait {due_wait}, waits {waits}"
    return "a draft stands beside a statement in time" if due_wait and edge.after.draft else ""


def answer_is_given_before_it_is_told(edge: Edge) -> str:
    """The period to answer a statement is met only where that very statement was answered."""
    if edge.act.by.id == CLOCK and "document" not in edge.act.facts:
        return ""
    told = {(key[1], key[3]) for key in edge.act.met if key[0] == "statement_answer"}
    early = sorted(told & edge.seen.owed)
    return f"{edge.act.act} met the period of {early}, which wait" if early else ""


def window_ends_by_expiry_or_waiver_only(edge: Edge) -> str:
    """Before the decision a window closes by its end, a waiver, the hearing asked for, or mail that came back."""
    if edge.after.decision is not None or edge.after.is_closed or edge.act.act in _CLOSING:
        return ""
    closed = {key[1] for key in (*edge.act.met, *edge.act.dropped) if key[0] in WINDOWS}
    return f"{edge.act.act} closed the window of {sorted(closed)}" if closed else ""


_CLOSING = (
    "end_statement_period",
    "end_hearing_request_period",
    "waive_statement",
    "request_hearing",
    "record_returned_mail",
)


def no_decision_while_a_hearing_pends(edge: Edge) -> str:
    """No draft, review or decision before everybody who asked was heard (Penalty Law art. 64)."""
    waiting = sorted(edge.seen.hearing)
    return f"{edge.act.act} while {waiting} wait for the hearing" if waiting else ""


def defence_makes_nothing_heavier(edge: Edge) -> str:
    """No measure is decided that the notice had not told (Penalty Law art. 45; 12.5, no. 3)."""
    more = [m for m in edge.act.facts.get("measures") or () if m not in edge.seen.measures_told]
    return f"{edge.act.act} with {more}, never told" if more else ""


def hearing_is_held_by_an_outsider(edge: Edge) -> str:
    """The chair named in the notice holds it, and has not investigated (Penalty Law art. 64(4))."""
    seen, by = edge.seen, edge.act.by.id
    if by in seen.investigators:
        return f"{by} investigated and chairs"
    return "" if by == seen.chair else f"{by} holds it, {seen.chair} was named"


def hearing_keeps_its_lead(edge: Edge) -> str:
    """Everybody who asked was notified the law's working days before, on the day named (art. 64(2))."""
    seen, lead = edge.seen, edge.law.period("hearing_lead")
    on = date.fromisoformat(edge.act.facts["on"])
    if on != seen.hearing_on:
        return f"held on {on}, named was {seen.hearing_on}"
    for party in sorted(seen.hearing):
        told_on = seen.invited.get(party)
        if told_on is None or (lead and _working_between(told_on, on, edge.calendar) < lead.amount):
            return f"{party} was notified {told_on} for {on}"
    return ""


def _working_between(first: date, last: date, calendar: Calendar) -> int:
    days = range(first.toordinal() + 1, last.toordinal())
    return sum(calendar.is_working(date.fromordinal(n)) for n in days)


def absence_without_excuse_ends_the_hearing(edge: Edge) -> str:
    """Who was excused is invited again; for everybody else the hearing is over (art. 64(6))."""
    pending = sorted(edge.after.hearing.parties) if edge.after.hearing and edge.after.hearing_pending else []
    wanted = sorted(edge.seen_after.hearing)
    return "" if pending == wanted else f"pending for {pending}, excused were {wanted}"


def who_came_to_the_hearing_has_stated(edge: Edge) -> str:
    """Who came and was to be heard waits for an answer."""
    came = [p for p in edge.act.facts["attended"] if p in edge.seen.hearing]
    waits = {s.party for s in edge.after.statements if not s.answered}
    return next((f"{p} came and waits for nothing" for p in came if p not in waits), "")


def returned_notice_serves_nobody(edge: Edge) -> str:
    """What came back was never served: no window of it runs, and no draft stands on it."""
    party, document = edge.act.facts["to"], edge.act.facts["document"]
    if edge.after.served(document, party):
        return f"{document} came back from {party}, yet is served"
    runs = [d.kind for d in edge.after.open_deadlines() if d.party == party and d.kind in WINDOWS]
    if document == "notice" and edge.after.decision is None:
        return f"{runs} of {party} run, or a draft stands" if runs or edge.after.draft else ""
    return ""


def extended_once_and_before_the_end(edge: Edge) -> str:
    """The time to decide is prolonged once, while it runs."""
    own = edge.act.act == "extend_decision"
    kind, again = (
        ("decision", edge.seen.decision_extended) if own else ("restoration_decision", edge.seen.restoration_extended)
    )
    held = next((d for d in edge.before.open_deadlines() if d.kind == kind), None)
    if again or held is None or held.ends_at <= edge.act.at:
        return f"{kind} prolonged again" if again else f"{kind} prolonged when over"
    return ""


def consent_before_listing(edge: Edge) -> str:
    """Where the level above must agree, it agreed to this draft (SAMR Order 44 art. 22)."""
    needed = edge.law.says(f"agreement-of-level-above-{edge.before.level}") and edge.act.facts["outcome"] == "list"
    return f"listed at {edge.before.level} without consent" if needed and not edge.seen.agreed else ""


def grave_cases_are_discussed(edge: Edge) -> str:
    """A grave draft was discussed by the heads together; what they found is what is decided (art. 57)."""
    seen, outcome = edge.seen, edge.act.facts["outcome"]
    if seen.discussed and seen.discussed != outcome:
        return f"discussed {seen.discussed}, decided {outcome}"
    return "a grave draft was never discussed" if seen.grave and not seen.discussed else ""


def listed_on_a_penalty_in_force(edge: Edge) -> str:
    """No listing on a penalty only proposed, nor on a light one where the regime asks a heavy one (Order 44 art. 2)."""
    if edge.act.facts["outcome"] != "list":
        return ""
    seen, law = edge.seen_after, edge.law
    if seen.proposed:
        return "listed on a proposed penalty"
    heavy = not law.says("heavy-penalty-only") or any(p in law.heavy_penalties for p in seen.penalties)
    return "" if heavy else f"listed on {seen.penalties}"


def leniency_spares(edge: Edge) -> str:
    """Where the law says that listing is spared, no draft lists (Order 44 art. 12)."""
    ground = edge.act.facts.get("leniency") or ""
    must = edge.law.holds(f"leniency.{ground}") and edge.act.facts["outcome"] == "list"
    return f"drafted to list in spite of {ground}" if must else ""


OF_ACTS = (
    (draft_only_after_hearing_the_parties, _DECIDING),
    (two_people_at_every_paper, ("approve_notice", "legal_review", "approve_decision")),
    (waiver_only_by_the_party, ("waive_statement",)),
    (statement_in_time_waits, ("file_statement",)),
    (no_decision_while_a_hearing_pends, _DECIDING),
    (defence_makes_nothing_heavier, ("draft_decision", "approve_decision")),
    (hearing_is_held_by_an_outsider, ("hold_hearing",)),
    (hearing_keeps_its_lead, ("hold_hearing",)),
    (absence_without_excuse_ends_the_hearing, ("hold_hearing",)),
    (who_came_to_the_hearing_has_stated, ("hold_hearing",)),
    (returned_notice_serves_nobody, ("record_returned_mail",)),
    (extended_once_and_before_the_end, ("extend_decision", "extend_restoration")),
    (consent_before_listing, ("approve_decision",)),
    (grave_cases_are_discussed, ("approve_decision",)),
    (listed_on_a_penalty_in_force, ("approve_decision",)),
    (leniency_spares, ("draft_decision",)),
)
ANY = (answer_is_given_before_it_is_told, window_ends_by_expiry_or_waiver_only)
