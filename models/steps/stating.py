"""Notice, statement and defence: what is told, what is said, what is answered."""

from __future__ import annotations

from models.records.cases import CaseState
from models.records.commands import as_day
from models.records.deadlines import Deadline, Standing
from models.steps.judging import Context, Judged, No, Plan, refuse_future, unmet
from models.steps.lighter import refuse_heavier_measures
from models.steps.listed import refuse_unlisted
from models.steps.rows import LISTED, PREPARING

WINDOWS = ("statement_period", "hearing_request")


def statement_step(state: CaseState) -> str:
    """Where the hearing of the parties stands: unserved, to be heard, unanswered, running, or closed."""
    if not state.all_served("notice"):
        return "notice_approved"
    if state.hearing_pending:
        return "hearing_pending"
    if any(not s.answered for s in state.statements):
        return "statement_received"
    if any(windows(state, p.id, Standing.OPEN) for p in state.parties):
        return "statement_period"
    return "statement_closed"


def windows(state: CaseState, party: str, *standings: Standing) -> tuple[Deadline, ...]:
    """The party's own windows: to state, and where the law gives a hearing, to ask for it."""
    return tuple(d for d in state.deadlines if d.kind in WINDOWS and d.party == party and d.standing in standings)


def refuse_measures(ctx: Context) -> No | None:
    """Only measures of the regime's list."""
    measures = ctx.command.words("measures")
    for measure in measures:
        if measure not in ctx.law.measures:
            return No("measure_not_listed", "measures_listed", {"measure": measure})
    return refuse_unlisted(ctx, measures) or refuse_heavier_measures(ctx, measures)


def draft_notice(ctx: Context) -> Judged:
    """The notice: facts, basis, rights, proposed measures (wages: Order 45 art. 6)."""
    if not ctx.command.words("measures"):
        return unmet("notice", "measures_missing")
    merged = bool(ctx.command.facts.get("merged_with"))
    if merged and not ctx.law.says("notice-merged"):
        return unmet("notice", "merging_unknown")
    if ctx.state.basis.proposed and not merged:
        return unmet("notice", "merged_notice_missing")
    return refuse_measures(ctx) or Plan("notice_drafted", ctx.command.facts)


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
    # A notice that came back was never served: its windows bar nobody.
    told = ctx.state.served("notice", party.id)
    held = windows(ctx.state, party.id, Standing.OPEN, Standing.MET, Standing.ENDED) if told else ()
    heard = ctx.state.step not in LISTED and (not held or on <= max(d.due for d in held))
    facts = {**ctx.command.facts, "in_time": heard}
    if not heard:
        return Plan(ctx.state.step, facts)
    if ctx.state.step in PREPARING:
        facts["reopens"] = True
    return Plan("", facts, answer_due(ctx, party.id))


def answer_due(ctx: Context, party: str) -> tuple[Deadline, ...]:
    """The time to answer a party's next statement, where the regime sets one."""
    matter = f"{sum(s.party == party for s in ctx.state.statements) + 1}"
    return ctx.opened("statement_answer", ctx.on(), party=party, matter=matter)


def waive_statement(ctx: Context) -> Judged:
    """Only an express waiver or the end of the period closes a party's windows.

    Who waives after asking for a hearing withdraws the request with it.
    """
    party = ctx.party()
    if party is None:
        return unmet("statement", "party_unknown", party=ctx.command.word("by_party"))
    if not ctx.state.served("notice", party.id):
        return No("notice_not_served", "notice", {"party": party.id})
    refusal = refuse_future(ctx, "waiver")
    if refusal:
        return refusal
    hearing = ctx.state.hearing
    withdraws = hearing is not None and not hearing.over and party.id in hearing.parties
    met = tuple(d.key for d in windows(ctx.state, party.id, Standing.OPEN))
    if not met and not withdraws:
        return unmet("waiver", "window_closed", party=party.id)
    facts = {**ctx.command.facts, "withdraws_hearing": True} if withdraws else ctx.command.facts
    return Plan("", facts, met=met)


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
    refusal = refuse_future(ctx, "cure")
    if refusal:
        return refusal
    if ctx.command.facts.get("commitment") is not True:
        return unmet("cure", "commitment_missing")
    return Plan("statement_closed" if ctx.state.step in PREPARING else ctx.state.step, ctx.command.facts)
