"""How an honour ends, in the ways 黄信用办〔2021〕3号 四（二） names and in no other; and what follows everywhere.

An objection that finds it wrong; a listing or other bad conduct within its validity; the end of the validity, by
the clock alone; a changed standard that is not met any more.  Whoever loses it is told and heard before, unless
the listing itself was told and heard, or the subject objected itself.
"""

from __future__ import annotations

from models.law.honour_rules import ERROR, LISTED, MISUSE, STANDARD
from models.records.acts import DeadlineKey
from models.records.deadlines import Deadline
from models.records.honours import EXIT, FAILS, UPHELD, Ground
from models.steps.honour_judging import HonourContext
from models.steps.honour_recognising import refuse_listed
from models.steps.honour_table import EXIT_PAPER
from models.steps.judging import Judged, No, Plan, unmet

_OF_A_GROUND = ("honour_removal", "honour_ending", "honour_statement")
_OF_THE_HONOUR = ("validity", "honour_publication", "honour_reexamination", *_OF_A_GROUND)
_ENDED = "honour_ended"


def ended(ctx: HonourContext, *, met: tuple[DeadlineKey, ...] = (), **facts: str) -> Plan:
    """The honour is over: every channel has its day to delete it, the exit is served, and nothing of it runs on."""
    showing = ctx.state.showing()
    deletions = tuple(d for channel in showing for d in ctx.opened("honour_deletion", channel))
    dropped = tuple(k for k in ctx.running(*_OF_THE_HONOUR) if k not in met)
    opened = (*deletions, *ctx.served(EXIT_PAPER))
    told = {**ctx.command.facts, **facts}
    return Plan(_ENDED, told, opened=opened, met=met, dropped=dropped, documents=(EXIT_PAPER,))


def file_objection(ctx: HonourContext) -> Judged:
    """Anybody may object to a recognition, the subject also to its refusal and to an exit (四（二）, 七（三）)."""
    name, against = ctx.command.word("objection"), ctx.command.word("against")
    if ctx.state.objection(name) is not None:
        return unmet("honours.objection", "objection_doubled", objection=name)
    if (against == EXIT) != (ctx.state.step == _ENDED):
        return unmet("honours.objection", "objection_to_what_is_not", against=against)
    return ctx.stays(opened=ctx.opened("honour_objection", name))


def answer_objection(ctx: HonourContext) -> Judged:
    """Verified by somebody who had no hand in it; a recognition found wrong is a ground to delete it (四（二）)."""
    name = ctx.command.word("objection")
    held = ctx.state.objection(name)
    if held is None:
        return unmet("honours.objection", "objection_unknown", objection=name)
    if held.finding:
        return unmet("honours.objection", "objection_answered", objection=name)
    running = ctx.state.running("honour_objection", name)
    opened: tuple[Deadline, ...] = ctx.served("honour_objection_answer")
    if ctx.command.word("finding") == UPHELD and ctx.state.is_honoured and ctx.state.ground is None:
        opened = (*opened, *ctx.opened("honour_ending"))
    return ctx.stays(opened=opened, met=(running.key,) if running else (), documents=("honour_objection_answer",))


def end_by_listing(ctx: HonourContext) -> Judged:
    """The body that gave it lists the subject: the honour ends in the same act (四（二）, H-186)."""
    return ended(ctx, way=LISTED)


def order_removal(ctx: HonourContext) -> Judged:
    """Another body lists the subject: the body that gave the honour is ordered to delete it by a day (H-186)."""
    return ctx.stays(**_listed(ctx), documents=("removal_order",))


def record_listing(ctx: HonourContext) -> Judged:
    """A listing outside this service, by its document (四（二）)."""
    if ctx.state.ground is not None and ctx.state.ground.exit == LISTED:
        return unmet("honours.listed_elsewhere", "ground_pending", way=LISTED)
    return ctx.stays(**_listed(ctx))


def _listed(ctx: HonourContext) -> dict[str, tuple[Deadline, ...] | tuple[DeadlineKey, ...]]:
    """A listing takes the place of any other ground: it was told and heard already."""
    return {"opened": ctx.opened("honour_removal"), "dropped": ctx.running("honour_ending", "honour_statement")}


def find_misuse(ctx: HonourContext) -> Judged:
    """Misuse of the incentives or other bad conduct is found, with facts and evidence (四（二）)."""
    return _refuse_second_ground(ctx) or ctx.stays(opened=ctx.opened("honour_ending"))


def note_standard_change(ctx: HonourContext) -> Judged:
    """Another standard took the place of the one it was given by: it is examined anew (四（二）, H-191)."""
    return ctx.stays(opened=ctx.opened("honour_reexamination"))


def reexamine_honour(ctx: HonourContext) -> Judged:
    """Under the new standard it stands, or there is a ground to delete it (四（二）)."""
    if not ctx.state.reexamined_for:
        return unmet("honours.reexamination", "standard_unchanged")
    fails = ctx.command.word("finding") == FAILS
    refusal = _refuse_second_ground(ctx) if fails else None
    opened = ctx.opened("honour_ending") if fails else ()
    return refusal or ctx.stays(opened=opened, met=ctx.running("honour_reexamination"))


def _refuse_second_ground(ctx: HonourContext) -> No | None:
    ground = ctx.state.ground
    return unmet("honours.exit", "ground_pending", way=ground.exit) if ground else None


def drop_ground(ctx: HonourContext) -> Judged:
    """The ground does not hold, after all: the honour stays; a listing that stands is never dropped."""
    if ctx.state.ground is None:
        return unmet("honours.exit", "no_ground_for_exit")
    refusal = refuse_listed(ctx) if ctx.state.ground.exit == LISTED else None
    return refusal or ctx.stays(dropped=ctx.running(*_OF_A_GROUND))


def notify_removal(ctx: HonourContext) -> Judged:
    """The subject is told what is to be deleted, why, and that it may state its case (H-188)."""
    ground = ctx.state.ground
    if ground is None:
        return unmet("honours.exit", "no_ground_for_exit")
    if not needs_hearing(ground):
        return unmet("honours.heard", "heard_already", way=ground.exit)
    if ground.told_on is not None:
        return unmet("honours.heard", "told_already")
    return ctx.stays(opened=ctx.served("removal_notice"), documents=("removal_notice",))


def needs_hearing(ground: Ground) -> bool:
    """Whether the subject is told and heard first: a listing was heard, and nobody is heard against itself."""
    return ground.exit in (MISUSE, STANDARD) or (ground.exit == ERROR and not ground.by_subject)


def file_statement(ctx: HonourContext) -> Judged:
    """The subject states its case within its period (H-188)."""
    ground = ctx.state.ground
    if ground is None or ground.served_on is None:
        return No("notice_not_served", "honours.heard")
    if ground.stated or ground.period_over:
        return unmet("honours.heard", "window_closed")
    if ctx.on() < ground.served_on:
        return unmet("honours.heard", "day_before_service", on=ctx.on().isoformat())
    return ctx.stays(met=ctx.running("honour_statement"))


def end_honour(ctx: HonourContext) -> Judged:
    """The head decides the exit for the ground found, after the subject was told and heard (四（二）, H-188)."""
    ground, way = ctx.state.ground, ctx.command.word("way")
    if ground is None:
        return unmet("honours.exit", "no_ground_for_exit")
    if way != ground.exit or way not in ctx.law.exits:
        return unmet("honours.exit", "ground_differs", way=ground.exit)
    refusal = _refuse_unheard(ctx, ground) if needs_hearing(ground) else None
    return refusal or ended(ctx, met=ctx.running("honour_removal", "honour_ending"))


def _refuse_unheard(ctx: HonourContext, ground: Ground) -> No | None:
    if ground.served_on is None:
        return No("notice_not_served", "honours.heard")
    if not ground.stated and not ground.period_over:
        return No("statement_period_open", "honours.heard")
    if ground.stated and not ctx.command.facts.get("on_statement"):
        return No("statement_unanswered", "honours.heard")
    return None


def serve_paper(ctx: HonourContext) -> Judged:
    """A paper reaches the subject, with proof; from a removal notice the period to state its case counts (H-192)."""
    paper = ctx.command.word("paper")
    made_on = ctx.state.made(paper)
    if made_on is None:
        return unmet("honours.service", "nothing_to_serve", paper=paper)
    if ctx.on() < made_on:
        return unmet("honours.service", "day_before_paper", on=ctx.on().isoformat())
    due = ctx.state.running("honour_service", paper)
    tells = paper == "removal_notice" and ctx.state.ground is not None
    opened = ctx.opened("honour_statement", start_on=ctx.on()) if tells else ()
    return ctx.stays(opened=opened, met=(due.key,) if due else ())


def confirm_deletion(ctx: HonourContext) -> Judged:
    """It is seen gone from a channel, by proof (H-190)."""
    channel, state = ctx.command.word("channel"), ctx.state
    if channel not in state.showing() or (state.is_honoured and state.consent_withdrawn_on is None):
        return unmet("honours.deletion", "not_to_delete", channel=channel)
    since = state.exit.on if state.exit else state.consent_withdrawn_on
    if since is not None and ctx.on() < since:
        return unmet("honours.deletion", "day_before_exit", on=ctx.on().isoformat())
    due = state.running("honour_deletion", channel)
    return ctx.stays(met=(due.key,) if due else ())
