"""Interviews (约谈): who is asked or spared, what was said and promised, and whether it was done."""

from __future__ import annotations

from datetime import date

from models.records.commands import as_day
from models.records.oversight_months import DONE, LATE_ANSWER, Addressee, Interview, Promise
from models.steps.judging import Judged, No, unmet
from models.steps.month_judging import MonthContext, named_day
from models.steps.month_notices import unit_of

# A measure promised in an earlier interview was not reported by its day.
LATE_MEASURE = "late-measure"
_RULE = "oversight.interview"


def spare_interview(ctx: MonthContext) -> Judged:
    """A head writes down why a unit that was late is not asked (H-142)."""
    unit = unit_of(ctx)
    asked = unit is not None and any(i.unit == unit.id and i.ground == LATE_ANSWER for i in ctx.state.interviews)
    if unit is None or not unit.late or unit.spared or asked or not unit.stands_under:
        return unmet("oversight.interview_call", "no_interview_owed", unit=ctx.command.word("unit"))
    return ctx.to(met=ctx.running("interview_call", unit.id))


def ask_interview(ctx: MonthContext) -> Judged:
    """Those responsible are asked in writing, for what the notice or the lapse of a day says (15号 三（二）)."""
    unit, name = unit_of(ctx), ctx.command.word("interview")
    if unit is None:
        return unmet("oversight.named", "unit_not_named", unit=ctx.command.word("unit"))
    held, ground = ctx.state.interview(name), ctx.command.word("ground")
    if held is not None and (held.unit != unit.id or held.held_on is not None or held.dropped):
        return unmet("oversight.interview_call", "interview_known", interview=name)
    if not _is_ground(ctx, unit, ground):
        return unmet("oversight.interview_call", "no_ground_for_interview", ground=ground)
    return _refuse_day(ctx) or ctx.to(
        opened=(named_day("interview", name, _meeting(ctx), _RULE),),
        met=ctx.running("interview_call", unit.id) if ground == LATE_ANSWER else (),
        documents=("interview_letter",),
    )


def _is_ground(ctx: MonthContext, unit: Addressee, ground: str) -> bool:
    if ground == LATE_ANSWER:
        return unit.late and bool(unit.stands_under)
    if ground == LATE_MEASURE:
        own = (i for i in ctx.state.interviews if i.unit == unit.id and not i.dropped)
        return any(p.late and not p.finding for i in own for p in i.promises)
    return ground in unit.stands_under


def _meeting(ctx: MonthContext) -> date:
    return as_day(ctx.command.facts["meet_on"]) or ctx.today


def _refuse_day(ctx: MonthContext) -> No | None:
    """So many working days lie between the letter and the interview (H-142)."""
    lead = next(iter(ctx.opened("interview_lead")), None)
    day = _meeting(ctx)
    if lead is not None and day < lead.due:
        when = {"on": day.isoformat(), "earliest": lead.due.isoformat()}
        return unmet("oversight.interview_call", "interview_too_soon", **when)
    return None


def hold_interview(ctx: MonthContext) -> Judged:
    """It is held with its record, and every measure promised has its day (H-143)."""
    name = ctx.command.word("interview")
    held = ctx.state.interview(name)
    if held is None or held.dropped:
        return unmet(_RULE, "interview_unknown", interview=name)
    if held.held_on is not None:
        return unmet(_RULE, "interview_held", interview=name)
    if any(ctx.on() < day for day in _first_letter(ctx)):
        return unmet(_RULE, "day_before_letter", on=ctx.on().isoformat())
    promised = ctx.command.facts["measures"]
    names = [m["id"] for m in promised]
    if not names:
        return unmet(_RULE, "nothing_promised", interview=name)
    doubled = [n for n in names if names.count(n) > 1]
    if doubled:
        return unmet(_RULE, "measure_doubled", measure=doubled[0])
    days = {m["id"]: as_day(m["due"]) or ctx.today for m in promised}
    early = [n for n, day in days.items() if day < ctx.on()]
    if early:
        return unmet(_RULE, "measure_before_interview", measure=early[0])
    opened = tuple(named_day("measure", f"{name}.{n}", day, _RULE) for n, day in days.items())
    return ctx.to(opened=opened, met=ctx.running("interview", name), documents=("interview_minutes",))


def _first_letter(ctx: MonthContext) -> tuple[date, ...]:
    """The day of the file's first letter: before it nobody was asked to any interview."""
    return tuple(p.on for p in ctx.state.papers if p.kind == "interview_letter")[:1]


def _promised(ctx: MonthContext) -> tuple[Interview, Promise] | No:
    name, which = ctx.command.word("interview"), ctx.command.word("measure")
    held = ctx.state.interview(name)
    promise = next((p for p in held.promises if p.id == which), None) if held else None
    if held is None or promise is None or held.dropped:
        return unmet(_RULE, "measure_unknown", interview=name, measure=which)
    if promise.finding:
        return unmet(_RULE, "measure_checked", measure=which)
    return held, promise


def report_measure(ctx: MonthContext) -> Judged:
    """The unit reports what it promised as done; late is still done (H-143)."""
    found = _promised(ctx)
    if isinstance(found, No):
        return found
    held, promise = found
    if promise.reported_on is not None:
        return unmet(_RULE, "measure_reported", measure=promise.id)
    if held.held_on is not None and ctx.on() < held.held_on:
        return unmet(_RULE, "day_before_interview", on=ctx.on().isoformat())
    matter = f"{held.id}.{promise.id}"
    return ctx.to(opened=ctx.opened("measure_check", matter), met=ctx.running("measure", matter))


def check_measure(ctx: MonthContext) -> Judged:
    """Somebody else looks whether it is done; what is not gets a new day (H-143)."""
    found = _promised(ctx)
    if isinstance(found, No):
        return found
    held, promise = found
    if promise.reported_on is None:
        return unmet(_RULE, "measure_unreported", measure=promise.id)
    if ctx.on() < promise.reported_on:
        return unmet(_RULE, "day_before_report", on=ctx.on().isoformat())
    matter, until = f"{held.id}.{promise.id}", as_day(ctx.command.facts.get("until"))
    met = ctx.running("measure_check", matter)
    if ctx.command.word("finding") == DONE:
        return ctx.to(met=met)
    if until is None or until <= ctx.today:
        return unmet(_RULE, "new_day_missing", measure=promise.id)
    return ctx.to(opened=(named_day("measure", matter, until, _RULE),), met=met)
