"""From the opening to the signed decision: what each act needs and does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.law.regimes import Ground
from models.records.acts import DeadlineKey
from models.records.cases import CaseState
from models.records.commands import as_day
from models.records.deadlines import Deadline, Extension, Standing
from models.steps.judging import Context, Judged, No, Plan, unmet
from models.steps.table import LISTED


def statement_step(state: CaseState) -> str:
    """Where the hearing of the parties stands: unserved, unanswered, running, or closed."""
    if not state.all_served("notice"):
        return "notice_approved"
    if any(not s.answered for s in state.statements):
        return "statement_received"
    if any(state.running("statement_period", p.id) for p in state.parties):
        return "statement_period"
    return "statement_closed"


def open_case(ctx: Context) -> Judged:
    """Open on an effective basis document whose own period has ended unpaid (wages: Order 45 art. 5, 8)."""
    facts, law = ctx.command.facts, ctx.law
    if ctx.today < law.in_force_on or (law.ends_on is not None and ctx.today > law.ends_on):
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and not law.reviewed:
        return No("regime_unreviewed", "house.reviewed-law", {"regime": law.regime})
    if facts["level"] not in law.levels:
        return No("authority_level", "jurisdiction", {"level": facts["level"]})
    grounds = [law.ground(code) for code in facts["grounds"]]
    if not grounds or None in grounds:
        return unmet("opening", "ground_not_listed", grounds=list(facts["grounds"]))
    found = [g for g in grounds if g is not None]
    refusal = _refuse_basis(ctx, found) or _refuse_parties(ctx)
    if refusal:
        return refusal
    due = as_day(facts["basis"].get("performance_due_on"))
    opened = ctx.opened("decision", due) if due else ()
    return Plan("opened", facts, opened)


def _refuse_basis(ctx: Context, grounds: list[Ground]) -> No | None:
    basis = ctx.command.facts["basis"]
    if not any(basis["kind"] in g.basis_kinds for g in grounds):
        return No("basis_kind_not_allowed", "basis_document", {"kind": basis["kind"]})
    effective, performed = as_day(basis.get("effective_on")), as_day(basis.get("performance_due_on"))
    if basis.get("status") == "proposed" or effective is None or effective > ctx.today:
        return No("basis_not_effective", "basis_document", {"effective_on": str(effective or "")})
    if performed is None or performed >= ctx.today:
        return No("basis_not_effective", "opening", {"performance_due_on": str(performed or "")})
    return None


def _refuse_parties(ctx: Context) -> No | None:
    parties, basis = ctx.command.facts["parties"], ctx.command.facts["basis"]
    ids = [p["id"] for p in parties]
    if not parties or len(dict.fromkeys(ids)) != len(ids):
        return unmet("opening", "parties_doubled" if parties else "parties_missing", parties=ids)
    for p in parties:
        if p.get("fault"):
            return No("identifier_invalid", "house.identifiers", {"party": p["id"], "fault": p["fault"]})
    for n, p in enumerate(parties):
        listed = p["role"] in (ctx.law.principal_roles if n == 0 else ctx.law.roles_listed)
        with_unit = n > 0 and ctx.law.says("parties-listed-with-unit")
        if not listed or (p["id"] not in basis["parties"] and not with_unit):
            return No("party_not_in_basis", "basis_document", {"party": p["id"]})
    return None


def _refuse_measures(ctx: Context) -> No | None:
    for measure in ctx.command.words("measures"):
        if measure not in ctx.law.measures:
            return No("measure_not_listed", "measures_listed", {"measure": measure})
    return None


def draft_notice(ctx: Context) -> Judged:
    """The notice: facts, basis, rights, proposed measures (wages: Order 45 art. 6)."""
    if not ctx.command.words("measures"):
        return unmet("notice", "measures_missing")
    return _refuse_measures(ctx) or Plan("notice_drafted", ctx.command.facts)


def return_notice(ctx: Context) -> Judged:
    """The head sends a drafted notice back with reasons (house rule)."""
    return Plan("opened", ctx.command.facts)


def approve_notice(ctx: Context) -> Judged:
    """The head signs the notice; somebody else drafted it."""
    return Plan("notice_approved", ctx.command.facts, documents=("notice",))


def file_statement(ctx: Context) -> Judged:
    """A statement posted within the period is in time whenever it is entered before the decision."""
    party = ctx.party()
    if party is None:
        return unmet("statement", "party_unknown", party=ctx.command.word("by_party"))
    on = as_day(ctx.command.facts.get("posted_on")) or ctx.on()
    if ctx.on() > ctx.today or on > ctx.on():
        return unmet("statement", "day_in_future", on=on.isoformat())
    window = next(
        (d for d in ctx.state.deadlines if d.kind == "statement_period" and d.party == party.id), None
    )
    heard = ctx.state.step not in LISTED and (window is None or on <= window.due)
    facts = {**ctx.command.facts, "in_time": heard}
    if not heard:
        return Plan(ctx.state.step, facts)
    if ctx.state.step in ("decision_drafted", "legal_reviewed"):
        facts["reopens"] = True
    matter = f"{sum(s.party == party.id for s in ctx.state.statements) + 1}"
    return Plan("", facts, ctx.opened("statement_answer", ctx.on(), party=party.id, matter=matter))


def waive_statement(ctx: Context) -> Judged:
    """Only an express waiver or the end of the period closes a party's window."""
    party = ctx.party()
    if party is None:
        return unmet("statement", "party_unknown", party=ctx.command.word("by_party"))
    if not ctx.state.served("notice", party.id):
        return No("notice_not_served", "notice", {"party": party.id})
    if ctx.on() > ctx.today:
        return unmet("waiver", "day_in_future", on=ctx.on().isoformat())
    window = ctx.state.running("statement_period", party.id)
    if window is None:
        return unmet("waiver", "window_closed", party=party.id)
    return Plan("", ctx.command.facts, met=(window.key,))


def answer_statement(ctx: Context) -> Judged:
    """Every unanswered statement (of one party, or of all) is answered with a finding and reasons."""
    waiting = tuple(dict.fromkeys(s.party for s in ctx.state.statements if not s.answered))
    to = ctx.command.word("to")
    answered = tuple(p for p in waiting if p == to) if to and to != "all" else waiting
    if not answered:
        return No("step_not_open", "statement_answer", {"missing": "statement"})
    facts = {**ctx.command.facts, "answered": list(answered)}
    # A new answer is a new paper: an announcement of the earlier one does not serve it.
    overtaken = ctx.announced("statement_answer", answered)
    return Plan("", facts, dropped=overtaken, documents=("statement_answer",))


def record_cure(ctx: Context) -> Judged:
    """Correction before the decision with a written commitment: listing may be spared (Order 45 art. 7)."""
    if ctx.on() > ctx.today:
        return unmet("cure", "day_in_future", on=ctx.on().isoformat())
    if ctx.command.facts.get("commitment") is not True:
        return unmet("cure", "commitment_missing")
    again = ctx.state.step in ("decision_drafted", "legal_reviewed")
    return Plan("statement_closed" if again else ctx.state.step, ctx.command.facts)


def extend_decision(ctx: Context) -> Judged:
    """The head prolongs the time to decide, once, while it still runs (Order 45 art. 8)."""
    running, period = ctx.state.running("decision"), ctx.law.period("decision_extension")
    if period is None:
        return unmet("decision", "extension_unknown")
    if ctx.state.extended:
        return unmet("decision_extension", "extended_already")
    if running is None:
        return unmet("decision_extension", "period_over")
    more = ctx.opened("decision", running.due, period="decision_extension")[0]
    longer = replace(
        running,
        due=more.due,
        provisional=running.provisional or more.provisional,
        calendar=more.calendar,
        extensions=(Extension(period.amount, period.unit, period.key),),
    )
    return Plan(ctx.state.step, ctx.command.facts, (longer,))


def draft_decision(ctx: Context) -> Judged:
    """The draft: outcome, reasons, measures; nothing the notice had not told."""
    facts = ctx.command.facts
    lists = facts["outcome"] == "list"
    refusal = _refuse_measures(ctx)
    if refusal:
        return refusal
    untold = [m for m in ctx.command.words("measures") if m not in ctx.state.measures_told]
    if untold and lists:
        return unmet("notified_content", "measures_not_told", measures=untold)
    if not lists and ctx.command.words("measures"):
        return unmet("decision", "measures_without_listing")
    missing = [p for p in ("reasons", *(("measures",) if lists else ())) if not facts.get(p)]
    if missing:
        return No("decision_incomplete", "decision", {"parts": missing})
    return Plan("decision_drafted", facts)


def legal_review(ctx: Context) -> Judged:
    """The reviewer passes the draft or sends it back with reasons (house rule)."""
    if ctx.command.facts["opinion"] == "return":
        if not ctx.command.facts.get("reason"):
            return unmet("house.legal-review", "reason_missing")
        return Plan("statement_closed", ctx.command.facts)
    return Plan("legal_reviewed", ctx.command.facts)


def approve_decision(ctx: Context) -> Judged:
    """The head decides; the day of the decision is the day of listing (Order 45 art. 8, 11)."""
    draft = ctx.state.draft
    if draft is None:
        return No("step_not_open", "decision", {"missing": "draft"})
    facts: dict[str, Any] = {**ctx.command.facts, "outcome": draft.outcome, "measures": list(draft.measures)}
    met = _keys(ctx.state, "decision")
    if draft.outcome == "not_list":
        return Plan("not_listed", facts, met=met, documents=("decision",))
    opened = (*ctx.opened("service", ctx.today), *ctx.opened("publication_end", ctx.today))
    # The duty to tell a party what its statement led to outlives the decision.
    return Plan("decided", facts, opened, met, documents=("decision",))


def _keys(state: CaseState, *kinds: str) -> tuple[DeadlineKey, ...]:
    return tuple(d.key for d in state.deadlines if d.kind in kinds and d.standing is Standing.OPEN)


def terminate_case(ctx: Context) -> Judged:
    """The case ends without a decision (house rule)."""
    return Plan("terminated", ctx.command.facts)


def statement_window(ctx: Context, party: str, served_on: date) -> tuple[Deadline, ...]:
    """The party's own period, from its own service."""
    return ctx.opened("statement_period", served_on, party=party)
