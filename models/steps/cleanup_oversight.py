"""Oversight of a campaign: monthly notices computed from the record, interviews, checks, and the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.records.campaigns import CampaignState, Due
from models.records.commands import as_day
from models.steps.cleanup_judging import CampaignContext
from models.steps.judging import Judged, Plan, unmet

NO_LEDGER, NOT_ENTERED, NEW_RULE, MISSED = "no-ledger", "rule-not-entered", "new-rule", "missed-date"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def issue_monthly_notice(ctx: CampaignContext) -> Judged:
    """Once a month, its lines computed: no ledger, a rule not entered, a new rule, a date missed (H-49)."""
    month = ctx.command.word("month")
    if not _MONTH.fullmatch(month):
        return unmet("cleanup.fields", "month_unreadable", value=month)
    if month > ctx.today.isoformat()[: len(month)]:
        return unmet("cleanup.notice", "month_to_come", month=month)
    if any(told.month >= month for told in ctx.state.notices):
        return unmet("cleanup.notice", "month_told", month=month)
    lines = {name: list(units_of(ctx.state, name, month)) for name in ctx.law.lines}
    return Plan(ctx.state.step, {**ctx.command.facts, "lines": lines}, documents=("monthly_notice",))


def units_of(state: CampaignState, line: str, month: str) -> tuple[str, ...]:
    """The units a line names for a month: what still stands, and what no notice has named yet."""
    if line in (NOT_ENTERED, NEW_RULE):
        told = (f for f in state.findings if f.line == line and _told(f.on, month))
        found = (f.unit for f in told if not (f.settled and f.named))
    else:
        found = (d.unit for d in _lapsed(state, month) if (d.what == "ledger") == (line == NO_LEDGER))
    return tuple(dict.fromkeys(found))


def _lapsed(state: CampaignState, month: str) -> Iterator[Due]:
    for due in state.dues:
        if due.late and _told(due.due, month) and (due.is_owed or not due.named):
            yield due


def _told(on: date, month: str) -> bool:
    return on.isoformat()[: len(month)] <= month


def hold_interview(ctx: CampaignContext) -> Judged:
    """Where needed those responsible are interviewed."""
    return Plan(ctx.state.step, ctx.command.facts, documents=("interview_record",))


def spot_check(ctx: CampaignContext) -> Judged:
    """The lead looks for itself whether a ledger is whole and carried out."""
    return _checked(ctx)


def third_party_check(ctx: CampaignContext) -> Judged:
    """Somebody outside is asked to look."""
    return _checked(ctx)


def _checked(ctx: CampaignContext) -> Judged:
    ids = [f["id"] for f in ctx.command.facts.get("findings") or ()]
    known = [f.id for f in ctx.state.findings]
    doubled = [n for n in ids if n in known or ids.count(n) > 1]
    if doubled:
        return unmet("cleanup.findings", "finding_doubled", finding=doubled[0])
    return Plan(ctx.state.step, ctx.command.facts, documents=("verification_record",))


def settle_finding(ctx: CampaignContext) -> Judged:
    """What a check found is put right, with the reason."""
    found = next((f for f in ctx.state.findings if f.id == ctx.command.word("finding")), None)
    if found is None or found.unit != ctx.unit.id:
        return unmet("cleanup.findings", "finding_unknown", finding=ctx.command.word("finding"))
    if found.settled:
        return unmet("cleanup.findings", "finding_settled", finding=found.id)
    on = as_day(ctx.command.facts["on"])
    if on is not None and on < found.on:
        return unmet("cleanup.findings", "before_the_finding", on=on.isoformat())
    return Plan(ctx.state.step, ctx.command.facts)


def close_campaign(ctx: CampaignContext) -> Judged:
    """Nothing is owed by any unit, and no finding is left open (H-50)."""
    owing = list(dict.fromkeys(d.unit for d in ctx.state.outstanding()))
    if owing:
        return unmet("cleanup.close", "units_owe", units=owing)
    left = [f.id for f in ctx.state.findings if not f.settled]
    if left:
        return unmet("cleanup.close", "findings_open", findings=left)
    # A stop by a ledger too waits for what happens to the running cases.
    pending = [s.id for s in ctx.state.stops if s.is_unconfirmed]
    if pending:
        return unmet("cleanup.close", "stops_pending", stops=pending)
    return Plan("closed", ctx.command.facts)
