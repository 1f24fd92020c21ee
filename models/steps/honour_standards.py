"""The standard of honours (认定标准): drafted, filed with the lead department, registered, published, replaced."""

from __future__ import annotations

from models.records.commands import as_day
from models.records.honours import OWN, HonourStandard
from models.steps.honour_fields import STANDARD_PARTS
from models.steps.honour_judging import HonourContext, refuse_law
from models.steps.judging import Judged, No, unmet

_PUBLISHED = "standard_published"


def draft_standard(ctx: HonourContext) -> Judged:
    """A body's own standard is brought into line with those above it; theirs are entered as they are (四（一）)."""
    refusal = refuse_law(ctx) or _refuse_replaced(ctx)
    if refusal:
        return refusal
    if ctx.command.word("origin") != OWN:
        return ctx.to("standard_drafted")
    if not ctx.command.facts.get("aligned_with"):
        return unmet("honours.standard", "alignment_missing")
    return ctx.to("standard_drafted", opened=ctx.opened("honour_filing"))


def _refuse_replaced(ctx: HonourContext) -> No | None:
    replaces, step = ctx.command.word("replaces"), ctx.command.facts.get("replaced_step")
    if not replaces or step in (None, _PUBLISHED):
        return None
    return unmet("honours.exits.standard", "standard_unknown", standard=replaces)


def file_standard(ctx: HonourContext) -> Judged:
    """A body's own standard is filed with the lead department; one of nation or province needs no filing."""
    if _standard(ctx).origin != OWN:
        return unmet("honours.standard", "filing_not_needed")
    refusal = _refuse_parts(ctx)
    if refusal:
        return refusal
    opened = ctx.opened("honour_filing_answer")
    return ctx.to("standard_filed", opened=opened, met=ctx.running("honour_filing"), documents=("standard_filing",))


def register_filing(ctx: HonourContext) -> Judged:
    """The lead department registers the filing under its number (H-181)."""
    met = ctx.running("honour_filing_answer")
    return _refuse_parts(ctx) or ctx.to("standard_registered", met=met, documents=("filing_receipt",))


def return_filing(ctx: HonourContext) -> Judged:
    """What departs from the standards above, or lacks a part, goes back with reasons (H-181)."""
    met = ctx.running("honour_filing_answer")
    return ctx.to("standard_drafted", opened=ctx.opened("honour_filing"), met=met, documents=("filing_returned",))


def publish_standard(ctx: HonourContext) -> Judged:
    """Published is the very text that was filed; from then on honours are recognised by it (H-181)."""
    held, in_force_on = _standard(ctx), as_day(ctx.command.facts.get("in_force_on"))
    if held.origin == OWN and ctx.state.step != "standard_registered":
        return No("standard_not_filed", "honours.standard")
    if ctx.command.word("text") != held.text:
        return No("text_differs", "honours.filing")
    if in_force_on is not None and in_force_on < ctx.on():
        return unmet("honours.standard", "in_force_before_issue", on=in_force_on.isoformat())
    step = ctx.command.facts.get("replaced_step")
    if held.replaces and step not in (None, _PUBLISHED):
        return unmet("honours.exits.standard", "standard_unknown", standard=held.replaces)
    dropped = ctx.running("honour_filing")
    plan = ctx.to(_PUBLISHED, dropped=dropped, documents=("honour_standard_notice",))
    return _refuse_parts(ctx) or plan


def withdraw_draft(ctx: HonourContext) -> Judged:
    """A draft that is not to be published is given up; another is drafted in a file of its own."""
    return ctx.to("standard_ended", dropped=ctx.running("honour_filing"))


def abolish_standard(ctx: HonourContext) -> Judged:
    """Abolished without another in its place: its honours run to their end and are not renewed (H-191)."""
    return ctx.to("standard_ended")


def replace_standard(ctx: HonourContext) -> Judged:
    """Another standard took its place: written by the record in the transaction that published it."""
    return ctx.to("standard_ended")


def _standard(ctx: HonourContext) -> HonourStandard:
    if ctx.state.standard is None:
        raise LookupError(ctx.state.honour_id)
    return ctx.state.standard


def _refuse_parts(ctx: HonourContext) -> No | None:
    lacking = [part for part in STANDARD_PARTS if part not in _standard(ctx).parts]
    return unmet("honours.standard_parts", "standard_incomplete", parts=lacking) if lacking else None
