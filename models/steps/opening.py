"""Opening a case: the law in force, the authority, the basis document, the parties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.regimes import Ground, Law
from models.records.commands import as_day
from models.records.proceedings import Earlier
from models.steps.inforce import refuse_ended, refuse_too_large, refuse_unreviewed
from models.steps.judging import Context, Judged, No, Plan, unmet
from models.steps.listed import refuse_uncatalogued, refuse_unfounded

_PROPOSED = "proposed"


def open_case(ctx: Context) -> Judged:
    """Open on an effective basis document whose own period has ended unpaid (wages: Order 45 art. 5, 8)."""
    refusals = (_refuse_law, _refuse_relisting, _refuse_grounds, _refuse_conduct, _refuse_basis, _refuse_parties)
    refusal = next((no for refuse in refusals if (no := refuse(ctx))), None)
    if refusal:
        return refusal
    due = as_day(ctx.command.facts["basis"].get("performance_due_on"))
    return Plan("opened", ctx.command.facts, ctx.opened("decision", due) if due else ())


def _refuse_law(ctx: Context) -> No | None:
    refusal = refuse_ended(ctx) or refuse_unfounded(ctx) or refuse_unreviewed(ctx, ctx.law)
    return refusal or refuse_too_large(ctx.whole, "opening")


def _refuse_relisting(ctx: Context) -> No | None:
    """No second listing on the document annulled, nor on the same ground (Reconsideration Law art. 64).

    Other than on that document a listing is open on new facts, or where the
    first one fell for its procedure only.
    """
    facts = ctx.command.facts
    again = ctx.state.step == "revoked"
    for earlier in (*_told_earlier(facts), *ctx.state.earlier, *((_own(ctx),) if again else ())):
        if earlier.mark and earlier.mark == facts["basis"]["number"]:
            return No("relisting_barred", "relisting", {"why": "same_document"})
        same = any(code in earlier.grounds for code in facts["grounds"])
        if same and not earlier.procedural and not facts.get("new_facts"):
            return No("relisting_barred", "relisting", {"why": "same_ground"})
    if again and (ctx.state.mode != "rehearsal" or not ctx.state.is_closed):
        # A rehearsal tells both cases in one file; elsewhere the second has a file of its own.
        return No("step_not_open", "house.new-case", {"missing": "new_case"})
    return None


def _told_earlier(facts: Mapping[str, Any]) -> tuple[Earlier, ...]:
    rows = facts.get("earlier") or ()
    return tuple(Earlier(r["mark"], tuple(r["grounds"]), bool(r["procedural"])) for r in rows)


def _own(ctx: Context) -> Earlier:
    return Earlier(ctx.state.basis.mark, ctx.state.grounds, ctx.state.procedural)


def _refuse_grounds(ctx: Context) -> No | None:
    facts, law = ctx.command.facts, ctx.law
    if facts["level"] not in law.levels:
        return No("authority_level", "jurisdiction", {"level": facts["level"]})
    unknown = [code for code in facts["grounds"] if law.ground(code) is None]
    if unknown or not facts["grounds"]:
        return unmet("opening", "ground_not_listed", grounds=unknown)
    for ground in _grounds(ctx):
        if ground.levels and facts["level"] not in ground.levels:
            return No("authority_level", f"grounds.{ground.code}", {"level": facts["level"], "ground": ground.code})
    return None


def _grounds(ctx: Context) -> tuple[Ground, ...]:
    """The grounds of the opening that the law knows."""
    return tuple(g for g in map(ctx.law.ground, ctx.command.facts["grounds"]) if g is not None)


def _refuse_conduct(ctx: Context) -> No | None:
    """The conduct ended before its document, and the law of that day is pinned: the lighter law is taken from it."""
    basis = ctx.command.facts["basis"]
    on = as_day(basis.get("conduct_ended_on"))
    if on is None:
        return None
    if on > ctx.today:
        return unmet("basis_document", "day_in_future", on=on.isoformat())
    # What a document orders is left undone until the last day it gives for it.
    last = max(d for name in ("issued_on", "performance_due_on") if (d := as_day(basis.get(name))) is not None)
    if on > last:
        return unmet("basis_document", "conduct_after_basis", on=on.isoformat(), issued_on=basis["issued_on"])
    held_from = ctx.whole.reaches_on
    if on < held_from and ctx.law.holds("lighter_law"):
        told = {"on": on.isoformat(), "from": held_from.isoformat()}
        return unmet("lighter_law", "law_of_conduct_missing", **told)
    return None


def _refuse_basis(ctx: Context) -> No | None:
    facts, law = ctx.command.facts, ctx.law
    basis = facts["basis"]
    if not any(basis["kind"] in g.basis_kinds for g in _grounds(ctx)):
        return No("basis_kind_not_allowed", "basis_document", {"kind": basis["kind"]})
    outside = refuse_uncatalogued(ctx, basis["kind"])
    if outside:
        return outside
    if basis.get("status") == _PROPOSED and law.says("notice-merged"):
        return None
    effective, performed = as_day(basis.get("effective_on")), as_day(basis.get("performance_due_on"))
    if basis.get("status") == _PROPOSED or effective is None or effective > ctx.today:
        return No("basis_not_effective", "basis_document", {"effective_on": str(effective or "")})
    if performed is None and not law.says("basis-period-ended"):
        return refuse_light(law, facts["grounds"], basis["penalties"]) if basis.get("penalties") else None
    if performed is None or performed >= ctx.today:
        return No("basis_not_effective", "opening", {"performance_due_on": str(performed or "")})
    return None


def refuse_light(law: Law, grounds: tuple[str, ...], penalties: tuple[str, ...]) -> No | None:
    """Where the regime lists only on a heavy penalty, one of the penalties must be such."""
    if not law.says("heavy-penalty-only") or all(law.says(f"heavy-penalty-not-for-{g}") for g in grounds):
        return None
    if any(p in law.heavy_penalties for p in penalties):
        return None
    return unmet("heavy_penalty", "no_heavy_penalty", penalties=list(penalties))


def _refuse_parties(ctx: Context) -> No | None:
    parties = ctx.command.facts["parties"]
    ids = [p["id"] for p in parties]
    if not parties or len(dict.fromkeys(ids)) != len(ids):
        return unmet("opening", "parties_doubled" if parties else "parties_missing", parties=ids)
    for p in parties:
        if p.get("fault"):
            return No("identifier_invalid", "house.identifiers", {"party": p["id"], "fault": p["fault"]})
    for n, p in enumerate(parties):
        refusal = _refuse_party(ctx, p, principal=n == 0)
        if refusal:
            return refusal
    return None


def _refuse_party(ctx: Context, party: Mapping[str, Any], *, principal: bool) -> No | None:
    law, basis = ctx.law, ctx.command.facts["basis"]
    listed = party["role"] in (law.principal_roles if principal else law.roles_listed)
    with_unit = not principal and law.says("parties-listed-with-unit")
    if not listed or (party["id"] not in basis["parties"] and not with_unit):
        return No("party_not_in_basis", "basis_document", {"party": party["id"]})
    if not any(party["role"] in (g.roles or law.roles_listed) for g in _grounds(ctx)):
        # The ground lists others: its own words say whom.
        return No("party_not_in_basis", f"grounds.{_grounds(ctx)[0].code}", {"party": party["id"]})
    liable = law.period("minority")
    if liable is not None and "age" in party and party["age"] < liable.amount:
        return No("minor", "leniency.minor", {"party": party["id"]})
    return None
