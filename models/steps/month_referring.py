"""Incidents with their one notice (一案例、一通报), and accountability (问责) as far as it is this office's.

Nothing here finds anybody responsible: a case that a query has found is referred with its article to a body that
may decide on it, and what that body answers is recorded.
"""

from __future__ import annotations

from models.records.oversight_months import DISPUTED, ELSEWHERE, LEAK, OPINION, Addressee, Incident, Referral
from models.steps.judging import Judged, No, unmet
from models.steps.month_judging import MonthContext

_NOTICE, _FIRST, _REFER = "oversight.one_notice", "oversight.found_first", "oversight.referral"


def open_incident(ctx: MonthContext) -> Judged:
    """An incident of another file: late or wrong (308号 part 3), or a leak (49号（十三）); once (H-144)."""
    name, source = ctx.command.word("incident"), ctx.known("source")
    if ctx.state.incident(name) is not None:
        return unmet(_NOTICE, "incident_doubled", incident=name)
    said = tuple(ctx.command.word(field) for field in ("kind", "file", "matter"))
    if any((i.kind, i.file, i.matter) == said for i in ctx.state.incidents):
        return unmet(_NOTICE, "incident_opened", file=ctx.state.month_id)
    if source is not None:
        if not source["there"]:
            return unmet(_NOTICE, "incident_unknown", incident=ctx.command.word("file"))
        if source.get("doubled"):
            return unmet(_NOTICE, "incident_opened", file=source["doubled"])
        if source["noticed"]:
            return unmet(_NOTICE, "noticed_already", incident=name)
        if not source["ground"]:
            return unmet(_NOTICE, "no_ground_for_notice", incident=name)
    return ctx.to(opened=ctx.opened("incident_notice", name))


def _incident(ctx: MonthContext) -> Incident | No:
    name = ctx.command.word("incident")
    held = ctx.state.incident(name)
    if held is None:
        return unmet(_NOTICE, "incident_unknown", incident=name)
    return unmet(_NOTICE, "incident_closed", incident=name) if held.closed_on is not None else held


def notify_incident(ctx: MonthContext) -> Judged:
    """The one notice of a leak that still is one; that of public opinion goes out in its review (H-144)."""
    held, source = _incident(ctx), ctx.known("source")
    if isinstance(held, No):
        return held
    if held.kind == OPINION:
        return unmet(_NOTICE, "noticed_in_its_review", incident=held.id)
    if held.noticed_on is not None:
        return unmet(_NOTICE, "noticed_already", incident=held.id)
    if source is not None and not source["ground"]:
        return unmet(_NOTICE, "no_ground_for_notice", incident=held.id)
    return ctx.to(met=ctx.running("incident_notice", held.id), documents=("case_notice",))


def close_incident(ctx: MonthContext) -> Judged:
    """Closed once its notice is out and its own file closed; what was found to be no leak has no notice (H-144)."""
    held, source = _incident(ctx), ctx.known("source")
    if isinstance(held, No):
        return held
    # Only the record knows whether it still is a leak.
    if held.kind == LEAK and held.noticed_on is None and source is not None and source["ground"]:
        return unmet(_NOTICE, "notice_not_sent", incident=held.id)
    if source is not None and held.kind == OPINION and not source["noticed"]:
        return unmet(_NOTICE, "notice_not_sent", incident=held.id)
    if source is not None and not source["over"]:
        return unmet(_NOTICE, "its_file_is_open", incident=held.id, file=held.file)
    return ctx.to(met=ctx.running("incident_notice", held.id))


def open_accountability(ctx: MonthContext) -> Judged:
    """Only what a query of this notice found, on a line for which somebody answers, and its unit heard (H-145)."""
    name, found = ctx.command.word("referral"), ctx.known("found")
    if ctx.state.referral(name) is not None:
        return unmet(_FIRST, "referral_doubled", referral=name)
    if any(r.finding == ctx.command.word("finding") and not r.dropped for r in ctx.state.referrals):
        return unmet(_FIRST, "finding_opened", file=ctx.state.month_id)
    refusal = _refuse_finding(ctx, found) if found is not None else None
    return refusal or ctx.to(opened=ctx.opened("referral", name))


def _refuse_finding(ctx: MonthContext, found: dict[str, object]) -> No | None:
    if not found["there"]:
        return unmet(_FIRST, "not_found_by_query", finding=ctx.command.word("finding"))
    if found.get("doubled"):
        return unmet(_FIRST, "finding_opened", file=found["doubled"])
    line = str(found["line"])
    if not ctx.law.bodies(line):
        return unmet(_FIRST, "line_not_answered_for", line=line)
    unit = ctx.state.unit(str(found["unit"]))
    if unit is None or line not in unit.lines:
        return unmet(_FIRST, "unit_not_named", unit=found["unit"])
    if unit.answered_on is None and not unit.late:
        return unmet(_FIRST, "unit_not_heard", unit=unit.id)
    return _refuse_disputed(unit, line)


def _refuse_disputed(unit: Addressee, line: str) -> No | None:
    """Nothing is referred of a line that was corrected, nor while the unit's dispute is not verified (H-141)."""
    if line in unit.withdrawn:
        return unmet(_FIRST, "finding_withdrawn", line=line)
    if unit.stand == DISPUTED and not unit.finding:
        return unmet(_FIRST, "dispute_open", unit=unit.id)
    return None


def _referral(ctx: MonthContext) -> Referral | No:
    name = ctx.command.word("referral")
    held = ctx.state.referral(name)
    if held is None:
        return unmet(_REFER, "referral_unknown", referral=name)
    return unmet(_REFER, "referral_over", referral=name) if held.is_over else held


def drop_accountability(ctx: MonthContext) -> Judged:
    """A case not referred yet is dropped with reasons."""
    held = _referral(ctx)
    if isinstance(held, No):
        return held
    if held.referred_on is not None:
        return unmet(_REFER, "referred_already", referral=held.id)
    return ctx.to(met=ctx.running("referral", held.id))


def refer_accountability(ctx: MonthContext) -> Judged:
    """It goes to a kind of body that may decide on that line (49号 part 9, 308号 part 3, H-146)."""
    held = _referral(ctx)
    if isinstance(held, No):
        return held
    if held.referred_on is not None:
        return unmet(_REFER, "referred_already", referral=held.id)
    unit = ctx.state.unit(held.unit)
    refusal = _refuse_disputed(unit, held.line) if unit is not None else None
    if refusal:
        return refusal
    to = ctx.command.word("to")
    if to not in ctx.law.bodies(held.line):
        return unmet(_REFER, "body_may_not_decide", to=to, may=list(ctx.law.bodies(held.line)))
    return ctx.to(
        opened=ctx.opened("referral_answer", held.id),
        met=ctx.running("referral", held.id),
        documents=("referral_letter",),
    )


def record_referral_answer(ctx: MonthContext) -> Judged:
    """What that body answers is recorded as it stands; where it may not decide, another is asked (H-146)."""
    held = _referral(ctx)
    if isinstance(held, No):
        return held
    if held.referred_on is None:
        return unmet(_REFER, "not_referred", referral=held.id)
    if held.outcome:
        return unmet(_REFER, "answered_already", referral=held.id)
    if ctx.on() < held.referred_on:
        return unmet(_REFER, "day_before_referral", on=ctx.on().isoformat())
    again = ctx.opened("referral", held.id) if ctx.command.word("outcome") == ELSEWHERE else ()
    return ctx.to(opened=again, met=ctx.running("referral_answer", held.id))


def close_accountability(ctx: MonthContext) -> Judged:
    """Closed on the answer of the body that decided."""
    held = _referral(ctx)
    if isinstance(held, No):
        return held
    return ctx.to() if held.outcome else unmet(_REFER, "no_answer_yet", referral=held.id)
