"""What the ledgers say is carried out: plans with their items, proposals, reports, summaries, publications."""

from __future__ import annotations

from typing import Any

from models.law.days import end_of
from models.records.campaigns import Due, Item
from models.records.commands import as_day
from models.steps.cleanup_judging import CampaignContext, dues_as_facts
from models.steps.judging import Judged, No, Plan, unmet

PUBLISHED = ("catalogue", "lists", "supplement", "renewal")
_ABOLISHED = "abolished"


def file_plan(ctx: CampaignContext) -> Judged:
    """The rectification plan: item by item, each with its own last day, within the time of the summary."""
    facts, unit = ctx.command.facts, ctx.unit
    refusal = _refuse_items(ctx, facts["items"])
    if refusal:
        return refusal
    met, told = ctx.meets("plan")
    opened = [_item_due(unit.id, i) for i in facts["items"]]
    return Plan(
        ctx.state.step, {**facts, **told, "dues": dues_as_facts(opened)}, met=met, documents=("rectification_plan",)
    )


def _item_due(unit: str, item: dict[str, Any]) -> Due:
    due = as_day(item["due"])
    if due is None:
        raise LookupError(item["id"])
    return Due("item", unit, item["id"], due, end_of(due), "cleanup.plan")


def _refuse_items(ctx: CampaignContext, items: list[dict[str, Any]]) -> No | None:
    ids = [i["id"] for i in items]
    held = [i.id for i in ctx.state.items if i.unit == ctx.unit.id]
    doubled = [n for n in ids if ids.count(n) > 1 or n in held]
    if doubled:
        return unmet("cleanup.plan-items", "item_doubled", item=doubled[0])
    summary = next((d for d in ctx.state.dues if d.what == "summary" and d.unit == ctx.unit.id), None)
    for item in items:
        due = as_day(item["due"])
        if not ctx.law.done_by(item["disposition"]) or ctx.law.done_by(item["disposition"]) == "none":
            return unmet("cleanup.plan-items", "nothing_to_do", item=item["id"])
        if due is None or due < ctx.today:
            return unmet("cleanup.plan-items", "day_past", item=item["id"], due=str(due))
        if summary is not None and due > summary.due:
            return unmet("cleanup.complete", "after_the_summary", item=item["id"], due=str(due))
        if ctx.law.done_by(item["disposition"]) == _ABOLISHED and not item.get("channel"):
            return unmet("cleanup.plan-items", "channel_missing", item=item["id"])
    return None


def propose_clean_up(ctx: CampaignContext) -> Judged:
    """What Party committee or government issued goes back to them with the drafting department's proposal."""
    item = ctx.state.item(ctx.unit.id, ctx.command.word("item"))
    if item is None:
        return unmet("cleanup.plan", "item_unknown", item=ctx.command.word("item"))
    if not item.in_name_of:
        return unmet("cleanup.in-name-of", "own_document", item=item.id)
    if item.proposed_on is not None or item.done:
        return unmet("cleanup.in-name-of", "already_proposed", item=item.id)
    return Plan(ctx.state.step, ctx.command.facts, documents=("clean_up_proposal",))


def draft_abolition(ctx: CampaignContext) -> Judged:
    """The abolition notice before it goes out, through the channel that issued the document (H-124)."""
    item = ctx.state.item(ctx.unit.id, ctx.command.word("item"))
    if item is None or item.done:
        what = "item_unknown" if item is None else "item_done"
        return unmet("cleanup.plan", what, item=ctx.command.word("item"))
    channel = ctx.command.word("channel") or item.channel
    refusal = _refuse_abolition(ctx, item, channel)
    facts = {**ctx.command.facts, "channel": channel}
    return refusal or Plan(ctx.state.step, facts, documents=("abolition_draft",))


def complete_item(ctx: CampaignContext) -> Judged:
    """An item is done as its disposition says; an abolition is announced where the document was issued."""
    facts = ctx.command.facts
    item = ctx.state.item(ctx.unit.id, facts["item"])
    if item is None or item.done:
        return unmet("cleanup.plan", "item_unknown" if item is None else "item_done", item=facts["item"])
    refusal = _refuse_outcome(ctx, item, facts["outcome"])
    if refusal:
        return refusal
    met, _ = ctx.meets("item", item.id)
    due = ctx.state.owed("item", ctx.unit.id, item.id)
    on = as_day(facts["on"])
    told = {"in_time": due is None or (on is not None and on <= due.due)}
    papers = ("abolition_notice",) if facts["outcome"] == _ABOLISHED else ()
    return Plan(ctx.state.step, {**facts, **told}, met=met, documents=papers)


def _refuse_outcome(ctx: CampaignContext, item: Item, outcome: str) -> No | None:
    wanted = ctx.law.done_by(item.disposition)
    # A document to be revised or made law may in the end be abolished: less, never more, stays in force.
    if outcome not in (wanted, _ABOLISHED):
        return unmet("cleanup.outcome", "other_outcome", item=item.id, wanted=wanted)
    if outcome == _ABOLISHED:
        return _refuse_abolition(ctx, item, ctx.command.word("channel"))
    return _refuse_unproposed(ctx, item)


def _refuse_unproposed(ctx: CampaignContext, item: Item) -> No | None:
    if item.in_name_of and item.proposed_on is None and ctx.law.holds("cleanup.in-name-of"):
        return unmet("cleanup.in-name-of", "proposal_missing", item=item.id)
    return None


def _refuse_abolition(ctx: CampaignContext, item: Item, channel: str) -> No | None:
    """What Party committee or government issued was proposed first; the channel is the one that issued it."""
    refusal = _refuse_unproposed(ctx, item)
    if refusal is None and (not channel or (item.channel and channel != item.channel)):
        cite = "cleanup.same-channel" if ctx.law.holds("cleanup.same-channel") else "cleanup.plan-items"
        return unmet(cite, "other_channel", item=item.id, channel=item.channel)
    return refusal


def file_report(ctx: CampaignContext) -> Judged:
    """The report of the quarter: the first that is owed."""
    met, told = ctx.meets("report")
    if not met:
        return unmet("cleanup.report", "nothing_owed", unit=ctx.unit.id)
    return Plan(
        ctx.state.step, {**ctx.command.facts, **told, "report": met[0][3]}, met=met, documents=("quarterly_report",)
    )


def file_summary(ctx: CampaignContext) -> Judged:
    """Everything is done item by item, and the unit says so; the lead's own summary ends the work."""
    unit, state = ctx.unit, ctx.state
    open_items = [i.id for i in state.items if i.unit == unit.id and not i.done]
    if open_items:
        return unmet("cleanup.complete", "items_open", items=open_items)
    if unit.id == state.root:
        return _lead_summary(ctx)
    met, told = ctx.meets("summary")
    if not met:
        return unmet("cleanup.summary", "nothing_owed", unit=unit.id)
    return Plan(state.step, {**ctx.command.facts, **told}, met=met, documents=("summary_report",))


def _lead_summary(ctx: CampaignContext) -> Judged:
    if ctx.state.step != "ledgers_reported":
        return No("step_not_open", "cleanup.roll-up", {"missing": "report_ledgers_up"})
    owing = dict.fromkeys(d.unit for d in ctx.state.outstanding() if d.what not in PUBLISHED)
    if owing:
        return unmet("cleanup.close", "units_owe", units=list(owing))
    return Plan("summarised", ctx.command.facts, documents=("summary_report",))


def publish_result(ctx: CampaignContext) -> Judged:
    """A catalogue, a list or a supplement is published, or a list's standard renewed, by its day.

    What binds only where something exists, such as a local regulation with rules of its own, may be declared not
    needed, with the reason.
    """
    what, facts = ctx.command.word("what"), ctx.command.facts
    due = ctx.state.owed(what, ctx.unit.id)
    if due is None:
        return unmet("cleanup.published", "nothing_owed", unit=ctx.unit.id)
    if facts.get("not_needed"):
        if not any(d.id == due.item and d.conditional for d in ctx.law.days):
            return unmet(due.cite, "always_needed", due=due.item)
        return Plan(ctx.state.step, facts, dropped=(due.key,))
    if not facts.get("place"):
        return unmet("cleanup.published", "place_missing", due=due.item)
    on = as_day(facts["on"])
    told = {"in_time": on is not None and on <= due.due}
    return Plan(ctx.state.step, {**facts, **told}, met=(due.key,))
