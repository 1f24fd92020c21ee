"""What the clock does by itself when a deadline ends."""

from __future__ import annotations

from collections.abc import Callable

from models.law.days import CalendarUnknown
from models.records.deadlines import Deadline
from models.steps.judging import Context, Plan, running
from models.steps.lighter import stays_uncorrected
from models.steps.publishing import legs
from models.steps.serving import starts


def ending(ctx: Context, ended: Deadline) -> Plan:
    """The plan of the clock act at the end of a deadline."""
    make = _ENDINGS.get(ended.kind)
    if make is not None:
        return make(ctx, ended)
    return Plan(ctx.state.step, _facts(ended), met=(ended.key,))


def _facts(ended: Deadline) -> dict[str, str]:
    facts = {"deadline": ended.kind, "due": ended.due.isoformat()}
    if ended.party:
        facts["party"] = ended.party
    return facts


def _complete_announcement(ctx: Context, ended: Deadline) -> Plan:
    """Served when the announcement's days are over (Civil Procedure Law 95)."""
    facts = {**_facts(ended), "document": ended.matter, "on": ended.due.isoformat()}
    opened, met = starts(ctx, ended.matter, (ended.party,), ended.due)
    return Plan("", facts, opened, (ended.key, *met))


def _end_statement_period(_: Context, ended: Deadline) -> Plan:
    return Plan("", _facts(ended), met=(ended.key,))


_OVER_AT_EXPIRY = (
    "restoration_acceptance",
    "restoration_decision",
    "restoration_earliest",
    "service",
    "publication",
)


def _expire_listing(ctx: Context, ended: Deadline) -> Plan:
    """At the maximum the listing ends by itself; what was shown must come down everywhere."""
    facts = {**_facts(ended), "legs": legs(ctx)}
    if ctx.state.removal:
        return Plan(ctx.state.step, facts, met=(ended.key,))
    if stays_uncorrected(ctx) and ctx.state.corrected_on is None:
        # The sector's rule: who has not corrected stays listed; correcting then ends the listing.
        return Plan(ctx.state.step, {**_facts(ended), "stays": True}, met=(ended.key,))
    dropped = running(ctx.state, *_OVER_AT_EXPIRY)
    if not facts["legs"]:
        return Plan("removed", facts, (), (ended.key,), dropped)
    return Plan(ctx.state.step, facts, _time_to_take_down(ctx, ended), (ended.key,), dropped)


def _lapse_acceptance(ctx: Context, ended: Deadline) -> Plan:
    """Where the law has dropped acceptance meanwhile, the time to decide begins instead."""
    waits = ctx.state.application is not None and not ctx.state.application.requested
    goes_on = waits and ctx.period("restoration_acceptance") is None
    opened = ctx.opened("restoration_decision", ended.due) if goes_on else ()
    return Plan(ctx.state.step, _facts(ended), opened, (ended.key,))


def _open_restoration(ctx: Context, ended: Deadline) -> Plan:
    """The day has come; where a local rule has subjects reminded of it (黄石 part 7(2)), they are told."""
    stands = not ctx.state.removal and ctx.state.application is None
    told = ctx.law.says("restoration-reminder") and stands and not ended.channel
    papers = ("restoration_notice",) if told else ()
    return Plan(ctx.state.step, _facts(ended), met=(ended.key,), documents=papers)


def _time_to_take_down(ctx: Context, ended: Deadline) -> tuple[Deadline, ...]:
    """The listing ends at its maximum even where no calendar says by when it must be down."""
    try:
        return ctx.opened("removal_effect", ended.due, period="expiry_effect")
    except CalendarUnknown:
        return ()


_ENDINGS: dict[str, Callable[[Context, Deadline], Plan]] = {
    "announcement": _complete_announcement,
    "statement_period": _end_statement_period,
    "hearing_request": _end_statement_period,
    "publication_end": _expire_listing,
    "restoration_acceptance": _lapse_acceptance,
    "restoration_earliest": _open_restoration,
}
