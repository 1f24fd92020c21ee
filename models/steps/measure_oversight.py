"""After the issue: incidents of public opinion, one case one notice; and a body's report on the review."""

from __future__ import annotations

from models.law.proceeding_rules import NamedDay
from models.records.deadlines import Deadline, day_named
from models.records.measure_reviews import STOPPED
from models.steps.judging import Judged, No, unmet
from models.steps.measure_judging import ReviewContext, refuse_law


def record_incident(ctx: ReviewContext) -> Judged:
    """An incident of public opinion on the measure is named, and has its day (308号 part 3, H-91)."""
    name = ctx.command.word("incident")
    if ctx.state.incident(name) is not None:
        return unmet("review.incident", "incident_doubled", incident=name)
    return ctx.to(ctx.state.step, opened=ctx.opened("incident_answer", name))


def answer_incident(ctx: ReviewContext) -> Judged:
    """What was found and done: the measure kept, corrected, or stopped at once; late is still an answer."""
    name = ctx.command.word("incident")
    held = ctx.state.incident(name)
    if held is None:
        return unmet("review.incident", "incident_unknown", incident=name)
    if held.finding:
        return unmet("review.incident", "incident_answered", incident=name)
    if ctx.on() < held.on:
        return unmet("review.incident", "day_before_incident", on=ctx.on().isoformat())
    running = ctx.state.running("incident_answer", name)
    to = "ended" if ctx.command.word("finding") == STOPPED else ctx.state.step
    return ctx.to(to, met=(running.key,) if running else ())


def dispose_cases(ctx: ReviewContext) -> Judged:
    """Another person than who stopped the measure chooses for every running case that rests on it (H-126)."""
    name = ctx.command.word("incident")
    held = ctx.state.stop(name)
    if held is None:
        return unmet("review.cases", "no_stop_of_incident", incident=name)
    if held.confirmed_by:
        return unmet("review.cases", "cases_disposed", incident=name)
    if ctx.command.by.id == held.proposed_by:
        return No("same_person", "review.two_people", {"task": "answer_incident"})
    shown = ctx.command.facts.get("shown")
    if shown is not None and shown["plan"] != ctx.command.word("plan"):
        return unmet("review.cases", "cases_moved_on", incident=name, cases=shown["cases"])
    return ctx.to(ctx.state.step)


def notify_incident(ctx: ReviewContext) -> Judged:
    """One case, one notice: for what was handled late or found wrong, and once (308号 part 3, H-83)."""
    name = ctx.command.word("incident")
    held = ctx.state.incident(name)
    if held is None:
        return unmet("review.incident_notice", "incident_unknown", incident=name)
    if held.noticed_on is not None:
        return unmet("review.incident_notice", "noticed_already", incident=name)
    if not held.asks_for_a_notice:
        return unmet("review.incident_notice", "no_ground_for_notice", incident=name)
    return ctx.to(ctx.state.step, documents=("incident_notice",))


def open_report(ctx: ReviewContext) -> Judged:
    """A body owes its report by the day the notice names; a day named does not roll (308号 part 3)."""
    refusal = refuse_law(ctx)
    if refusal:
        return refusal
    kind, level = ctx.command.word("kind"), ctx.command.word("level")
    owed = next((d for d in ctx.law.reports if kind in d.kinds and level in d.levels), None)
    if owed is None:
        return unmet("review.report", "no_report_owed", level=level)
    return ctx.to("reporting", opened=(_named(owed),))


def _named(day: NamedDay) -> Deadline:
    """The day that the law names for the report."""
    return day_named("report", day.due, day.cite, day.due)


def sign_report(ctx: ReviewContext) -> Judged:
    """The leader in charge looks it over and signs this text (308号 part 3)."""
    return ctx.to("report_signed")


def file_report(ctx: ReviewContext) -> Judged:
    """What is filed is the scan of what was signed; whether in time, the proven day says (H-84)."""
    report = ctx.state.report
    if report is None or ctx.command.word("document") != report.signed:
        return unmet("review.report", "report_not_as_signed")
    return ctx.to("reported", met=ctx.running("report"))
