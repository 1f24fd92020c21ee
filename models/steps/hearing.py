"""The hearing (听证): asked for in time, notified in time, held by somebody else, recorded."""

from __future__ import annotations

from datetime import date

from models.records.commands import as_day
from models.records.deadlines import Standing
from models.steps.judging import Context, Judged, No, Plan, refuse_future, unmet
from models.steps.rows import PREPARING
from models.steps.stating import answer_due


def request_hearing(ctx: Context) -> Judged:
    """A hearing is asked for within its period after the notice; posting in time is in time."""
    party = ctx.party()
    if party is None:
        return unmet("hearing_request", "party_unknown", party=ctx.command.word("by_party"))
    on = as_day(ctx.command.facts.get("posted_on")) or ctx.on()
    if ctx.on() > ctx.today or on > ctx.on():
        return unmet("hearing_request", "day_in_future", on=on.isoformat())
    if not ctx.state.served("notice", party.id):
        return No("notice_not_served", "notice", {"party": party.id})
    window = next((d for d in ctx.state.deadlines if d.kind == "hearing_request" and d.party == party.id), None)
    if window is None or on > window.due or window.standing not in (Standing.OPEN, Standing.ENDED):
        return unmet("hearing_request", "window_closed", party=party.id)
    facts = {**ctx.command.facts, "reopens": ctx.state.step in PREPARING}
    return Plan("", facts, met=(window.key,) if window.standing is Standing.OPEN else ())


def schedule_hearing(ctx: Context) -> Judged:
    """Name day and chair; the notice must still be able to come the law's lead before."""
    earliest = _lead_over(ctx, ctx.today)
    if earliest is not None and ctx.on() <= earliest:
        return unmet("hearing_notice", "lead_too_short", after=earliest.isoformat())
    asked = ctx.state.hearing.parties if ctx.state.hearing else ()
    # A new day is a new paper: an announcement of the earlier one does not serve it.
    overtaken = ctx.announced("hearing_notice", asked)
    return Plan(ctx.state.step, ctx.command.facts, dropped=overtaken, documents=("hearing_notice",))


def _lead_over(ctx: Context, notified_on: date) -> date | None:
    """The last of the days that must lie between the notice and the hearing."""
    lead = ctx.opened("hearing_lead", notified_on)
    return lead[0].due if lead else None


def hold_hearing(ctx: Context) -> Judged:
    """Hold it on the day notified; who came has stated, who stayed away without excuse has waived."""
    hearing = ctx.state.hearing
    if hearing is None or hearing.on is None:
        return No("step_not_open", "hearing_notice", {"missing": "hearing_notice"})
    if ctx.on() != hearing.on:
        return unmet("hearing_notice", "day_not_notified", on=hearing.on.isoformat())
    attended, excused = ctx.command.words("attended"), ctx.command.words("excused")
    unknown = [p for p in (*attended, *excused) if ctx.state.party(p) is None]
    if unknown:
        return unmet("hearing_record", "party_unknown", parties=unknown)
    refusal = refuse_future(ctx, "hearing_notice") or _refuse_lead(ctx, hearing.parties, hearing.on)
    if refusal:
        return refusal
    heard = [p for p in hearing.parties if p in attended]
    pending = [p for p in hearing.parties if p in excused and p not in attended]
    facts = {**ctx.command.facts, "heard": heard, "pending": pending}
    opened = tuple(d for p in heard for d in answer_due(ctx, p))
    return Plan("", facts, opened, documents=("hearing_record",))


def _refuse_lead(ctx: Context, parties: tuple[str, ...], held_on: date) -> No | None:
    for party in parties:
        notified = ctx.state.served("hearing_notice", party)
        over = _lead_over(ctx, notified.on) if notified else None
        if notified is None or (over is not None and held_on <= over):
            return unmet("hearing_notice", "lead_not_kept", party=party)
    return None
