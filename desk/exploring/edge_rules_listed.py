"""What must hold for the acts on a listing that stands. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from desk.exploring.paths import Edge
from models.law.counting import corresponding
from models.law.days import end_of, law_day
from models.steps.lighter import SHOWN


def publish_only_after_lawful_decision(edge: Edge) -> str:
    """No publication without notice, window, answers, complete draft, two people and a served decision."""
    seen = edge.seen
    if seen.decided_without is None:
        return "published without a decision"
    lacks = [*seen.decided_without, *(f"decision served on {p}" for p in seen.parties if p not in seen.decision_served)]
    return f"published without: {', '.join(lacks)}" if lacks else ""


def nothing_published_after_ground_to_leave(edge: Edge) -> str:
    """After restoration, expiry or revocation nothing is published any more."""
    ground = edge.seen.ground_to_leave
    return f"published after {ground}" if ground else ""


def filing_and_granting_apart(edge: Edge) -> str:
    """Who received or accepted the application does not decide it."""
    by, seen = edge.act.by.id, edge.seen
    return f"{by} decides what it received or accepted" if by in (seen.received_by, seen.accepted_by) else ""


def restoration_never_early_nor_after_violation(edge: Edge) -> str:
    """Granting needs the earliest day reached when applied, and no new violation (Order 45 art. 12, 13)."""
    if edge.act.facts["outcome"] != "grant":
        return ""
    seen = edge.seen
    if seen.violated:
        return "granted after a violation"
    if seen.earliest_on is None or seen.applied_on is None or seen.applied_on < seen.earliest_on:
        return f"granted on an application of {seen.applied_on}, earliest {seen.earliest_on}"
    return ""


def leaving_starts_its_clock(edge: Edge) -> str:
    """Once a shown listing must come down, the period to take it down runs."""
    if edge.seen.ground_to_leave == edge.seen_after.ground_to_leave or not edge.seen_after.unconfirmed:
        return ""
    runs = edge.after.running("removal_effect") or edge.after.running("withdrawal")
    return "" if runs else f"{edge.act.act} opened legs without a period"


def legs_cover_every_channel(edge: Edge) -> str:
    """Leaving undoes every channel on which the listing is shown, with sharing and measures."""
    if edge.seen_after.ground_to_leave in ("", edge.seen.ground_to_leave):
        return ""
    shown = {s.channel for s in edge.before.showing()}
    told = {to for leg, to in edge.seen_after.unconfirmed or () if leg == "publication"}
    return "" if shown == told else f"shown on {sorted(shown)}, to be undone {sorted(told)}"


def leaving_undoes_every_leg(edge: Edge) -> str:
    """A shown listing that leaves is undone at every recipient of sharing and measures too (22-12)."""
    left = edge.seen_after.unconfirmed
    if edge.seen.ground_to_leave or not edge.seen_after.ground_to_leave or not left:
        return ""
    law = edge.law
    wanted = {("sharing", r) for r in law.sharing_recipients} | {("measures", r) for r in law.measure_recipients}
    return f"not undone: {sorted(wanted - left)}" if wanted - left else ""


def a_person_is_named_only_on_a_ground(edge: Edge) -> str:
    """No person's data is shown without a recorded ground of the law (49-2; 12.5, no. 4)."""
    named = edge.act.facts.get("personal") or ()
    bare = [p["party"] for p in named if p.get("ground") not in edge.law.personal_grounds]
    persons = {p.id for p in edge.before.parties if p.kind == "person"}
    others = [p for p in edge.act.facts["shown_persons"] if p not in persons]
    return f"{bare or others} shown without ground" if bare or others else ""


def nothing_is_published_under_a_stay(edge: Edge) -> str:
    """A stay or a shield is obeyed (36-31, RV-9; 12.5, no. 7)."""
    return f"published under {sorted(edge.seen.hidden)}" if edge.seen.hidden else ""


def a_stay_moves_no_period(edge: Edge) -> str:
    """Stay and shield open, meet and drop nothing, save the ruling that restores."""
    act = edge.act
    if act.act == "end_shield" and edge.seen_after.ground_to_leave != edge.seen.ground_to_leave:
        return ""
    return f"{act.act} moved a period" if act.opened or act.met or act.dropped else ""


def what_was_hidden_comes_back(edge: Edge) -> str:
    """When the last stay or shield ends, exactly what was published stands again, unless it must come down."""
    seen = edge.seen_after
    if seen.hidden or seen.ground_to_leave:
        return ""
    shown = frozenset(s.channel for s in edge.after.shown if s.until is None)
    return "" if shown == seen.published else f"shown {sorted(shown)}, published {sorted(seen.published)}"


def nothing_comes_back_after_leaving(edge: Edge) -> str:
    """After restoration, expiry or revocation no channel shows the name anew."""
    if not edge.seen.ground_to_leave or not edge.seen_after.ground_to_leave:
        return ""
    before = {s.channel for s in edge.before.shown if s.until is None}
    more = {s.channel for s in edge.after.shown if s.until is None} - before
    return f"{edge.act.act} showed {sorted(more)} again" if more else ""


def an_objection_suspends_only_by_local_rule(edge: Edge) -> str:
    """Measures rest while an objection is verified where a rule says so, and only there; nothing is hidden."""
    rests, rule = edge.after.held_by("objection"), edge.law.says("objection-suspends-measures")
    if rests is not rule:
        return f"measures rest {rests}, the rule says {rule}"
    return "" if edge.after.shown == edge.before.shown else "an objection hid the listing"


def an_answer_ends_the_rest(edge: Edge) -> str:
    """Once answered, no objection waits and measures rest for it no more."""
    waiting = [o.party for o in edge.after.objections if not o.finding]
    return f"answered, yet {waiting} wait" if waiting or edge.after.held_by("objection") else ""


def acceptance_stops_its_clock(edge: Edge) -> str:
    """Accepted or refused, the time to accept is over; accepted, the time to decide runs from today."""
    runs = {d.kind: d for d in edge.after.open_deadlines()}
    if "restoration_acceptance" in runs:
        return "the time to accept runs on"
    decide = runs.get("restoration_decision")
    if edge.act.act != "accept_restoration" or (decide is not None and decide.start_on == law_day(edge.act.at)):
        return ""
    return "accepted, and no time to decide runs from today"


def a_request_for_papers_stops_the_clock(edge: Edge) -> str:
    """While papers asked for are out, the time to accept rests; supplied, it runs anew."""
    runs = any(d.kind == "restoration_acceptance" for d in edge.after.open_deadlines())
    asked = edge.act.act == "request_materials"
    if asked and (runs or edge.seen.asked_for):
        return "asked twice, or the clock runs on"
    period = edge.law.period("restoration_acceptance")
    return "" if asked or runs or period is None or edge.seen.accepted else "supplied, and no time to accept runs"


def granted_only_when_accepted_and_complete(edge: Edge) -> str:
    """A grant needs the application accepted, where the regime accepts, and no paper asked for outstanding."""
    if edge.act.facts["outcome"] != "grant":
        return ""
    accepts = edge.law.period("restoration_acceptance") is not None
    if edge.seen.asked_for:
        return "granted while papers are out"
    return "granted without acceptance" if accepts and not edge.seen.accepted else ""


def a_bar_holds_until_its_day(edge: Edge) -> str:
    """While a bar lasts no application is taken that may be granted, and none is granted (36-30)."""
    until, act = edge.seen.barred_until, edge.act
    if until is None or law_day(act.at) > until:
        return ""
    may = act.facts.get("outcome") == "grant" or (act.act == "apply_restoration" and not act.facts.get("bars"))
    return f"{act.act} under a bar until {until}" if may else ""


def only_the_principal_applies(edge: Edge) -> str:
    """Where the regime says so the unit applies, and nobody else (Order 45 art. 12, 14)."""
    roles = {p.id: p.role for p in edge.before.parties}
    other = (
        edge.law.says("restoration-by-principal-only")
        and roles.get(edge.act.facts["by_party"]) not in edge.law.principal_roles
    )
    return f"{edge.act.facts['by_party']} applied" if other else ""


def linked_parties_leave_together(edge: Edge) -> str:
    """A removal that is confirmed leaves no party of the case shown (Order 45 art. 14)."""
    if edge.after.step != "removed":
        return ""
    left = [s.channel for s in edge.after.shown if s.until is None or s.paused]
    return f"removed, yet persons stand on {left}" if left else ""


def false_papers_restore_and_restart(edge: Edge) -> str:
    """Grave deceit undoes an early removal: shown again where it was, counted from today (Order 45 art. 15)."""
    after, seen, today = edge.after, edge.seen, law_day(edge.act.at)
    if seen.ground_to_leave != "restoration" or after.removal:
        return f"undone what was {seen.ground_to_leave or 'never granted'}"
    end = after.running("publication_end")
    if end is None or end.start_on != today:
        return "the listing's days do not begin anew"
    shown = frozenset(s.channel for s in after.shown if s.until is None)
    return "" if seen.hidden or shown == seen.published else f"shown {sorted(shown)}, was {sorted(seen.published)}"


def expires_at_its_maximum(edge: Edge) -> str:
    """A listing ends by itself when its years are full, counted from the decision, the first showing or the revival."""
    period = edge.law.period("publication_end", edge.before.grounds)
    since = edge.seen.shown_from if period and period.start == SHOWN else edge.seen.counted_from
    if period is None or since is None:
        return "expired without a period"
    full = end_of(corresponding(since, period.amount, period.unit))
    return "" if edge.act.at == full else f"expired {edge.act.at}, full {full}"


def nothing_found_against_is_granted(edge: Edge) -> str:
    """What an officer found to exclude early removal, or to be lacking, bars the grant it stands in."""
    found = [key for field in ("excluded", "conditions_unmet") for key in edge.act.facts.get(field) or ()]
    return f"granted although {found}" if found and edge.act.facts["outcome"] == "grant" else ""


def the_copy_waits_for_its_floor(edge: Edge) -> str:
    """The Credit China copy comes down within a day counted from its own floor (Order 36)."""
    floor = next((d for d in edge.before.deadlines if d.kind == "restoration_earliest" and d.channel), None)
    shown = floor is not None and any(s.channel == floor.channel for s in edge.before.showing())
    if edge.act.facts["outcome"] != "grant" or floor is None or not shown or floor.due <= law_day(edge.act.at):
        return ""
    own = next((d for d in edge.act.opened if d.channel == floor.channel), None)
    return "" if own is not None and own.due >= floor.due else "the copy has no time of its own"


_HIDING = ("impose_stay", "lift_stay", "shield_bankruptcy", "end_shield")
OF_ACTS = (
    (publish_only_after_lawful_decision, ("publish",)),
    (nothing_published_after_ground_to_leave, ("publish",)),
    (nothing_is_published_under_a_stay, ("publish",)),
    (a_person_is_named_only_on_a_ground, ("publish",)),
    (filing_and_granting_apart, ("decide_restoration",)),
    (restoration_never_early_nor_after_violation, ("decide_restoration",)),
    (granted_only_when_accepted_and_complete, ("decide_restoration",)),
    (nothing_found_against_is_granted, ("decide_restoration",)),
    (the_copy_waits_for_its_floor, ("decide_restoration",)),
    (a_bar_holds_until_its_day, ("decide_restoration", "apply_restoration")),
    (only_the_principal_applies, ("apply_restoration",)),
    (a_stay_moves_no_period, _HIDING),
    (what_was_hidden_comes_back, ("lift_stay", "end_shield")),
    (an_objection_suspends_only_by_local_rule, ("file_objection",)),
    (an_answer_ends_the_rest, ("answer_objection",)),
    (acceptance_stops_its_clock, ("accept_restoration", "refuse_acceptance")),
    (a_request_for_papers_stops_the_clock, ("request_materials", "supply_materials")),
    (linked_parties_leave_together, ("confirm_leg",)),
    (false_papers_restore_and_restart, ("find_false_materials",)),
    (expires_at_its_maximum, ("expire_listing",)),
)
ANY = (leaving_starts_its_clock, legs_cover_every_channel, leaving_undoes_every_leg, nothing_comes_back_after_leaving)
