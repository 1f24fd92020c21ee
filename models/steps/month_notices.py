"""The notice of a month: drawn by its queries, confirmed, issued; what the units answer and dispute; the end."""

from __future__ import annotations

from models.records.acts import DeadlineKey
from models.records.oversight_months import CORRECTED, DISPUTED, LATE_ANSWER, Addressee
from models.records.told_months import month_named
from models.steps.judging import Judged, No, unmet
from models.steps.month_judging import MonthContext, refuse_law


def draw_notice(ctx: MonthContext) -> Judged:
    """A month that is over is told once by each lead department; nobody picks what is told (H-110, H-140)."""
    refusal = refuse_law(ctx)
    if refusal:
        return refusal
    said = ctx.command.word("month")
    month = month_named(said)
    if month is None:
        return unmet("oversight.fields", "month_unreadable", value=said)
    if not month.is_over(ctx.today):
        return unmet("oversight.month", "month_not_over", month=said)
    drawn = ctx.known("drawn")
    if drawn is not None and drawn.get("doubled"):
        return unmet("oversight.table", "month_opened", month=said, file=drawn["doubled"])
    return ctx.to("drawn", opened=ctx.opened("notice_issue", since=month.last))


def redraw_notice(ctx: MonthContext) -> Judged:
    """The same month is drawn anew where the record was added to since; what was confirmed is void (H-139)."""
    return ctx.to("drawn")


def confirm_notice(ctx: MonthContext) -> Judged:
    """A second person confirms what was drawn, and the record still gives the same (H-139)."""
    held, again = ctx.state.notice, ctx.known("again")
    if held is None or ctx.command.word("digest") != held.digest:
        return unmet("oversight.drawn", "notice_differs")
    if again is not None and again["digest"] != held.digest:
        return unmet("oversight.drawn", "notice_moved")
    return ctx.to("confirmed")


def issue_notice(ctx: MonthContext) -> Judged:
    """It goes to every unit it names, and each owes an answer (15号 三（二）, H-140)."""
    opened = tuple(d for u in ctx.state.units for d in ctx.opened("notice_answer", u.id))
    return ctx.to("issued", opened=opened, met=ctx.running("notice_issue", ""), documents=("month_notice",))


def unit_of(ctx: MonthContext) -> Addressee | None:
    """The unit the command is about."""
    return ctx.state.unit(ctx.command.word("unit"))


def answer_notice(ctx: MonthContext) -> Judged:
    """A unit answers: it accepts, or says what is wrong; a late answer is an answer too (H-140)."""
    unit = unit_of(ctx)
    if unit is None:
        return unmet("oversight.named", "unit_not_named", unit=ctx.command.word("unit"))
    if unit.answered_on is not None:
        return unmet("oversight.named", "answered_already", unit=unit.id)
    if ctx.state.issued_on is not None and ctx.on() < ctx.state.issued_on:
        return unmet("oversight.named", "day_before_notice", on=ctx.on().isoformat())
    disputed = ctx.command.word("stand") == DISPUTED
    opened = ctx.opened("dispute", unit.id) if disputed else ()
    return ctx.to(opened=opened, met=ctx.running("notice_answer", unit.id))


def settle_dispute(ctx: MonthContext) -> Judged:
    """What a unit disputes is verified; an error is corrected, and what was begun on it ends (H-141)."""
    unit = unit_of(ctx)
    if unit is None or unit.stand != DISPUTED or unit.finding:
        return unmet("oversight.dispute", "no_dispute_open", unit=ctx.command.word("unit"))
    met, lines = ctx.running("dispute", unit.id), ctx.command.words("lines")
    if ctx.command.word("finding") != CORRECTED:
        return unmet("oversight.dispute", "lines_kept", lines=list(lines)) if lines else ctx.to(met=met)
    wrong = [line for line in lines if line not in unit.lines]
    if wrong or not lines:
        return unmet("oversight.dispute", "line_not_named", lines=wrong)
    return ctx.to(met=met, dropped=_ending(ctx, unit, lines), documents=("notice_correction",))


def _ending(ctx: MonthContext, unit: Addressee, lines: tuple[str, ...]) -> tuple[DeadlineKey, ...]:
    """What was begun on a line that is withdrawn: interviews with their measures, cases not yet referred."""
    state = ctx.state
    keys = [
        key
        for held in state.interviews
        if held.unit == unit.id and held.ground in lines
        for key in (
            *ctx.running("interview", held.id),
            *(k for p in held.promises for kind in ("measure", "measure_check") for k in _of(ctx, kind, held.id, p.id)),
        )
    ]
    opened = (r for r in state.referrals if r.unit == unit.id and r.line in lines)
    keys += [key for r in opened for key in ctx.running("referral", r.id)]
    if all(line in lines for line in unit.stands_under):
        keys += ctx.running("interview_call", unit.id)
        late = (i for i in state.interviews if i.unit == unit.id and i.ground == LATE_ANSWER and i.held_on is None)
        keys += [key for i in late for key in ctx.running("interview", i.id)]
    return tuple(keys)


def _of(ctx: MonthContext, kind: str, interview: str, measure: str) -> tuple[DeadlineKey, ...]:
    return ctx.running(kind, f"{interview}.{measure}")


def close_month(ctx: MonthContext) -> Judged:
    """Nothing is owed by anybody (H-147)."""
    left = ctx.state.left()
    if left:
        return No("condition_unmet", "oversight.close", {"what": "month_owes", "left": list(left)})
    return ctx.to("closed")
