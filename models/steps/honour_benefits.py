"""Incentives of the catalogue, granted on their conditions; commitments and self-reports, made and verified."""

from __future__ import annotations

from models.law.honour_rules import CLEAN, Benefit
from models.records.commands import as_day
from models.records.deadlines import Deadline, day_named
from models.records.honours import BROKEN
from models.steps.honour_judging import HonourContext, refuse_law, refuse_subject
from models.steps.judging import Judged, No, unmet

_DEFERRAL, _PLEDGE = "honours.deferral", "honours.pledge"


def grant_benefit(ctx: HonourContext) -> Judged:
    """An incentive is one of the catalogue; each of its conditions is checked against the record (四（四）–（八）)."""
    refusal = refuse_law(ctx) or refuse_subject(ctx)
    if refusal:
        return refusal
    benefit, ground = ctx.law.benefit(ctx.command.word("benefit")), ctx.command.word("ground")
    if benefit is None:
        return unmet("honours.benefit", "benefit_unknown", benefit=ctx.command.word("benefit"))
    if ground not in benefit.grounds:
        return unmet(benefit.cite, "ground_not_of_benefit", ground=ground)
    kind = ctx.command.facts["subject"]["kind"]
    if kind not in benefit.kinds:
        return unmet(benefit.cite, "benefit_not_for_kind", who=kind)
    refusal = (_refuse_clean(ctx) if ground == CLEAN else _refuse_honour(ctx, ground)) or _refuse_promise(ctx, benefit)
    if refusal:
        return refusal
    promised_by = as_day(ctx.command.facts.get("promised_by"))
    if promised_by is None:
        return ctx.to("benefit_given")
    due = day_named("promise", promised_by, _DEFERRAL, ctx.today)
    return ctx.to("benefit_promised", opened=(due,), documents=("deferral_notice",))


def _refuse_clean(ctx: HonourContext) -> No | None:
    """Clean years: no listing in the record that reaches into them, and a report of public credit information."""
    years = "limits.clean_years"
    if not ctx.law.holds(years):
        return unmet("honours.benefit", "no_rule_here", regime=ctx.law.notice)
    stains = ctx.command.words("stains")
    if stains:
        return No("years_not_clean", years, {"listings": list(stains)})
    if not ctx.command.facts.get("report") or not ctx.command.facts.get("report_on"):
        return unmet(years, "report_missing")
    on = as_day(ctx.command.facts["report_on"])
    return unmet(years, "day_in_future", on=on.isoformat()) if on is not None and on > ctx.today else None


def _refuse_honour(ctx: HonourContext, ground: str) -> No | None:
    """The honour it rests on is the subject's and holds today: the record says which class it is."""
    if not ctx.command.word("honour"):
        return unmet("honours.benefit", "honour_missing")
    held = ctx.command.facts.get("honour_class")
    return None if held in (None, ground) else unmet("honours.benefit", "honour_not_held", ground=ground)


def _refuse_promise(ctx: HonourContext, benefit: Benefit) -> No | None:
    facts = ctx.command.facts
    missing, promised_by = facts.get("missing") or (), as_day(facts.get("promised_by"))
    if not benefit.promise:
        return unmet(benefit.cite, "nothing_to_promise") if missing or promised_by else None
    if not missing:
        return unmet(_DEFERRAL, "papers_not_named")
    if len(dict.fromkeys(p["id"] for p in missing)) != len(missing):
        return unmet(_DEFERRAL, "paper_doubled")
    by_law = [p["id"] for p in missing if p["required_by_law"]]
    if by_law:
        return No("paper_required_by_law", _DEFERRAL, {"papers": by_law})
    if not facts.get("promise") or promised_by is None:
        return No("promise_missing", _DEFERRAL)
    if promised_by <= ctx.today:
        return unmet(_DEFERRAL, "day_past", on=promised_by.isoformat())
    unkept = ctx.command.words("unkept")
    return No("promise_unkept", "honours.broken", {"files": list(unkept)}) if unkept else None


def supply_papers(ctx: HonourContext) -> Judged:
    """Papers promised are brought; late is still brought, and says so (四（四）, H-193)."""
    held = ctx.state.benefit
    if held is None:
        raise LookupError(ctx.state.honour_id)
    papers = ctx.command.words("papers")
    owed = [p for p in held.missing if p not in held.brought]
    unknown = [p for p in papers if p not in owed]
    if unknown or not papers:
        return unmet(_DEFERRAL, "paper_not_owed", papers=unknown)
    broken = ctx.state.step == "promise_broken"
    if any(p not in papers for p in owed):
        return ctx.stays()
    return ctx.to("promise_kept_late" if broken else "promise_kept", met=ctx.running("promise"))


def make_pledge(ctx: HonourContext) -> Judged:
    """A commitment or self-report is the subject's own and names its purpose (四（三）, H-194)."""
    refusal = refuse_law(ctx) or refuse_subject(ctx)
    if refusal:
        return refusal
    facts, form = ctx.command.facts, ctx.command.word("form")
    if form not in ctx.law.pledges:
        return unmet(_PLEDGE, "pledge_unknown", form=form)
    until = as_day(facts.get("until"))
    if until is not None and until <= ctx.today:
        return unmet(_PLEDGE, "day_past", on=until.isoformat())
    if facts["subject"]["kind"] == "person" and facts.get("public") and not facts.get("consent"):
        return No("personal_data_no_ground", "honours.personal")
    term: tuple[Deadline, ...] = (day_named("pledge_term", until, _PLEDGE, ctx.today),) if until else ()
    return ctx.to("pledged", opened=(*ctx.opened("pledge_verification"), *term))


def verify_pledge(ctx: HonourContext) -> Judged:
    """What was promised is verified; a breach is told to the subject with reasons (H-194)."""
    met, term = ctx.running("pledge_verification"), ctx.running("pledge_term")
    if ctx.command.word("finding") == BROKEN:
        opened = ctx.served("pledge_breach")
        return ctx.to("pledge_broken", opened=opened, met=met, dropped=term, documents=("pledge_breach",))
    return ctx.to("pledge_verified", met=met)


def withdraw_pledge(ctx: HonourContext) -> Judged:
    """Withdrawn at any time by whoever made it (H-194)."""
    return ctx.to("pledge_withdrawn", dropped=ctx.running("pledge_verification", "pledge_term"))
