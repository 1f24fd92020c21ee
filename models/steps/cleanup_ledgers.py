"""Opening a campaign, enrolling its units, and their ledgers: filed, settled, rolled up, closed, excepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.campaign_rules import DISPOSITIONS
from models.law.counting import reach
from models.law.days import end_of
from models.records.acts import DeadlineKey
from models.records.campaigns import Due, Ledger, Unit
from models.steps.cleanup_judging import CampaignContext, dues_as_facts, is_above
from models.steps.cleanup_stops import stopped_at_once
from models.steps.judging import Judged, No, Plan, unmet

_SETTLEMENT = "fault_settlement"
FAULTS = "faults"


def open_campaign(ctx: CampaignContext) -> Judged:
    """A campaign begins under its notice, once that is in force; the lead is its first unit."""
    law, facts = ctx.law, ctx.command.facts
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "cleanup.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return Plan("opened", {**facts, "dues": dues_as_facts(_named(ctx, facts["lead"], facts["level"], "lead"))})


def enrol_unit(ctx: CampaignContext) -> Judged:
    """A unit joins under one above it; the days of the notice for its level and kind bind it from then on."""
    facts = ctx.command.facts
    unit, parent = facts["unit"], ctx.state.unit(facts.get("parent") or ctx.state.root)
    if ctx.state.unit(unit) is not None:
        return unmet("cleanup.units", "unit_doubled", unit=unit)
    if parent is None:
        return unmet("cleanup.units", "unit_unknown", unit=facts.get("parent"))
    if facts["kind"] not in ctx.law.unit_kinds or facts["kind"] == "lead":
        return unmet("cleanup.scope", "kind_not_reached", kind=facts["kind"])
    if is_above(facts["level"], parent.level):
        return unmet("cleanup.units", "level_above_parent", level=facts["level"], parent=parent.id)
    dues = dues_as_facts(_named(ctx, unit, facts["level"], facts["kind"]))
    return Plan(ctx.state.step, {**facts, "parent": parent.id, "dues": dues})


def _named(ctx: CampaignContext, unit: str, level: str, kind: str) -> list[Due]:
    """What the notice has a unit of that level and kind do; a day already past is late from the first."""
    return [
        Due(d.what, unit, d.id, d.due, d.ends_at, d.cite, late=d.ends_at <= ctx.now)
        for d in ctx.law.owed_by(level, kind)
    ]


def name_contact(ctx: CampaignContext) -> Judged:
    """The contact person of the work; who it is stands in the record alone."""
    met, told = ctx.meets("contact")
    return Plan(ctx.state.step, {**ctx.command.facts, **told}, met=met, documents=("contact_form",))


def file_ledger(ctx: CampaignContext) -> Judged:
    """A unit's ledger with its formal paper; faults may stand in it, each named (H-43).

    It holds what the units below have filed; those that have not are named (H-44).
    """
    return _filed(ctx, ("ledger_submission",))


def except_ledger(ctx: CampaignContext) -> Judged:
    """After closing only by a recorded exception, with its reason and the lead's head (H-45)."""
    finding = ctx.command.word("finding")
    if finding and not any(f.id == finding and f.unit == ctx.unit.id and not f.settled for f in ctx.state.findings):
        return unmet("cleanup.findings", "finding_unknown", finding=finding)
    if ctx.command.word("change") == "change" and ctx.unit.ledger is None:
        return unmet("cleanup.closed", "no_ledger", unit=ctx.unit.id)
    return _filed(ctx, ("ledger_exception",))


def _filed(ctx: CampaignContext, documents: tuple[str, ...]) -> Judged:
    facts, unit = ctx.command.facts, ctx.unit
    refusal = _refuse_ledger(ctx)
    if refusal:
        return refusal
    below = ctx.state.filed_below(unit.id)
    missing = [u.id for u in ctx.state.below(unit.id) if u.ledger is None]
    met, told = ctx.meets("ledger")
    known = facts.get("ledger") or {}
    more, dropped = _fault_days(ctx, tuple(known.get("faults") or ()))
    filed = {**facts, **told, "included": [list(b) for b in below], **({"missing": missing} if missing else {})}
    filed |= stopped_at_once(ctx)
    return Plan(ctx.state.step, {**filed, "dues": more}, met=met, dropped=dropped, documents=documents)


def _refuse_ledger(ctx: CampaignContext) -> No | None:
    """What the record holds must be what the sender saw; without the record nothing is known yet."""
    known = ctx.command.facts.get("ledger")
    if known is None:
        return None
    if not known.get("digest"):
        return unmet("cleanup.ledger", "ledger_missing", unit=ctx.unit.id)
    if known["digest"] != ctx.command.word("digest"):
        return unmet("cleanup.ledger", "ledger_differs", unit=ctx.unit.id)
    most = ctx.law.limit("faults_filed")
    beyond = len(known.get("faults") or ()) + int(known.get("faults_beyond") or 0)
    if most is not None and beyond > most:
        return unmet("faults_filed", "too_many_faults", faults=beyond, most=most)
    return None


def _fault_days(ctx: CampaignContext, faults: tuple[str, ...]) -> tuple[list[dict[str, Any]], tuple[DeadlineKey, ...]]:
    """The day by which open faults are settled (H-58); a ledger filed anew in order drops it."""
    owed = ctx.state.owed(FAULTS, ctx.unit.id)
    if owed is not None:
        return [], (() if faults else (owed.key,))
    period = ctx.law.period(_SETTLEMENT)
    if not faults or period is None:
        return [], ()
    due = reach(ctx.today, period.amount, period.unit, period.roll, ctx.calendar).due
    return dues_as_facts([Due(FAULTS, ctx.unit.id, "", due, end_of(due), f"periods.{period.key}")]), ()


def settle_fault(ctx: CampaignContext) -> Judged:
    """A person settles a fault that a filed ledger names, with a reason; nothing is guessed (H-43)."""
    facts, ledger = ctx.command.facts, ctx.unit.ledger
    if ledger is None:
        return unmet("cleanup.faults", "no_ledger", unit=ctx.unit.id)
    if facts["fault"] not in ledger.faults:
        return unmet("cleanup.faults", "fault_unknown", fault=facts["fault"])
    known = facts.get("ledger") or {}
    if known.get("fault"):
        return unmet("cleanup.faults", known["fault"], fault=facts["fault"])
    left = faults_left(ledger, facts)
    owed = ctx.state.owed(FAULTS, ctx.unit.id)
    met = (owed.key,) if owed is not None and not left else ()
    told = {"in_time": ctx.now <= owed.ends_at} if met and owed else {}
    return Plan(ctx.state.step, {**facts, **told, **stopped_at_once(ctx)}, met=met)


def faults_left(ledger: Ledger, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The faults open once this one is settled: as the record says, else all but this one."""
    known = facts.get("ledger") or {}
    if "faults" in known:
        return tuple(known["faults"])
    return tuple(f for f in ledger.faults if f != facts["fault"])


def report_ledgers_up(ctx: CampaignContext) -> Judged:
    """The lead rolls the ledgers up and reports them; from then on they are closed."""
    state, to, root = ctx.state, ctx.command.word("to"), ctx.state.unit(ctx.state.root)
    if root is None or not (is_above(to, root.level) or to == root.level == "nation"):
        return unmet("cleanup.roll-up", "level_not_above", level=to)
    if ctx.law.closes and to not in ctx.law.closes:
        return unmet("campaign.closes", "other_level", level=to)
    filed = [u for u in state.units if u.ledger is not None]
    if not filed:
        return unmet("cleanup.roll-up", "no_ledger")
    refusal = _refuse_open(ctx, filed)
    if refusal:
        return refusal
    missing = [d.unit for d in state.outstanding() if d.what == "ledger"]
    rows = sum(u.ledger.rows for u in filed if u.ledger)
    facts = {**ctx.command.facts, "rows": rows, "filed": len(filed), "missing": missing}
    return Plan("ledgers_reported", facts, documents=("ledger_report",))


def _refuse_open(ctx: CampaignContext, filed: list[Unit]) -> No | None:
    faulty = [u.id for u in filed if u.ledger and u.ledger.faults]
    if faulty:
        return unmet("cleanup.faults", "faults_open", units=faulty)
    stale = ctx.state.stale()
    return unmet("cleanup.roll-up", "roll_up_stale", units=list(stale)) if stale else None


def ledger_of(facts: Mapping[str, Any], unit: Unit, on: Any) -> Ledger:
    """A ledger as an act filed it."""
    known = facts.get("ledger") or {}
    return Ledger(
        digest=str(facts["digest"]),
        rows=int(known.get("rows") or 0),
        counts=counts_of(known),
        faults=tuple(known.get("faults") or ()),
        filed_on=on,
        revision=(unit.ledger.revision if unit.ledger else 0) + 1,
        included=tuple((str(u), int(n)) for u, n in facts.get("included") or ()),
    )


def counts_of(known: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """How many rows of each disposition, those not yet read last."""
    return tuple((name, int(known.get(name) or 0)) for name in (*DISPOSITIONS, "unread"))
