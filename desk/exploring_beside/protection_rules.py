"""What must hold in every state of a matter of protection and on every way between two; each says what is wrong.

The rules are told again here from the texts (49号 part 7, the Personal Information Protection Law, the house rules),
not from `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from desk.exploring_beside.conduct_rules import CONDUCT_APART, CONDUCT_EDGES, CONDUCT_POSTS, CONDUCT_STATES
from desk.exploring_beside.shared_rules import (
    by_post,
    clock_first,
    folded_by,
    nobody_is_late_before_the_end,
    two_people,
)
from desk.exploring_beside.walking import Edge, Stand
from models.records.acts import day_of
from models.records.deadlines import Standing
from models.records.protection import ProtectionState
from models.steps.protection_fold import apply

_AT_FAULT = ("deliberate", "negligence")
_TOLD = ("kinds", "cause", "harm", "measures", "contact")
_FORM = ("handler", "contact", "purpose", "method", "retention", "rights")
# Whose earlier task bars whom from which act (H-195).
_APART = {
    "waive_subject_notice": ("assess_leak",),
    "close_leak": ("assess_leak", "record_remedy_done"),
    "dismiss_leak": ("report_leak", "assess_leak"),
    "endorse_permission": ("ask_permission",),
    "grant_permission": ("ask_permission", "endorse_permission"),
    "resume_permission": ("suspend_permission",),
    "conclude_review": ("draw_register",),
    **CONDUCT_APART,
}
# Acts that nobody does for one's own permission (H-201).
_NOT_ONES_OWN = ("endorse_permission", "grant_permission", "resume_permission")
_SECURITY = ("security-officer", "security-head")
_DESK = ("security-officer", "case-officer", "credit-officer")
POSTS = {
    "report_leak": (*_SECURITY, "case-officer", "head", "publisher", "unit-officer", "lead-officer"),
    "contain_leak": _SECURITY,
    "assess_leak": ("security-officer",),
    "notify_authority": _SECURITY,
    "notify_subjects": _SECURITY,
    "waive_subject_notice": ("security-head",),
    "order_subject_notice": _SECURITY,
    "record_remedy_done": ("security-officer",),
    "refer_leak": ("security-head",),
    "close_leak": ("security-head",),
    "dismiss_leak": ("security-head",),
    "ask_consent": _DESK,
    "give_consent": ("party", *_DESK),
    "decline_consent": ("party", *_DESK),
    "use_consent": _DESK,
    "withdraw_consent": ("party", "security-head", *_DESK),
    "confirm_erasure": ("security-officer",),
    "ask_permission": (*_DESK, "unit-officer", "lead-officer"),
    "endorse_permission": ("head", "lead-head"),
    "grant_permission": ("security-head",),
    "refuse_permission": ("head", "lead-head", "security-head"),
    "suspend_permission": ("head", "lead-head", *_SECURITY),
    "resume_permission": ("security-head",),
    "end_permission": ("head", "lead-head", "security-head"),
    "keep_register": ("security-head",),
    "draw_register": ("security-officer",),
    "settle_query": ("security-head",),
    "conclude_review": ("security-head",),
    "end_register": ("security-head",),
    **CONDUCT_POSTS,
}
_BEGAN = date(2026, 3, 2)
_Stand: TypeAlias = Stand[ProtectionState]
_Way: TypeAlias = Edge[ProtectionState]


def a_leak_closed_is_done_with(at: _Stand) -> str:
    """The authority knows, everybody was told or need not be, it is mended, and who is at fault was referred (57)."""
    k = at.state.leak
    if k is None or at.state.step != "leak_closed":
        return ""
    left = []
    if k.authority_told_on is None or k.due_again:
        left.append("authority")
    if k.told < k.affected and (k.waived_on is None or k.ordered_on is not None):
        left.append("subjects")
    if k.remedied_on is None:
        left.append("remedy")
    if k.cause in _AT_FAULT and k.referred_on is None:
        left.append("referral")
    return f"{left}" if left else ""


def a_leak_dismissed_touched_nobody(at: _Stand) -> str:
    """Whoever was told has been told of something (H-198)."""
    k = at.state.leak
    return f"{k.told} {k.affected}" if k and at.state.step == "leak_dismissed" and (k.told or k.affected) else ""


def what_is_over_owes_nothing(at: _Stand) -> str:
    """No deadline runs on."""
    left = [d.key for d in at.state.deadlines if d.standing is Standing.OPEN]
    return f"{left}" if at.state.is_closed and left else ""


def no_consent_is_for_life(at: _Stand) -> str:
    """It has a last day, a year away at most, and does not stand after it (49号 part 14, H-199)."""
    c = at.state.consent
    if c is None or at.state.step != "consent_given":
        return ""
    if c.given_on is None or c.until > c.given_on.replace(year=c.given_on.year + 1):
        return f"{c.given_on} {c.until}"
    running = [d.due for d in at.state.deadlines if d.kind == "consent_end" and d.standing is Standing.OPEN]
    return "" if running == [c.until] else f"{running}"


def a_consent_keeps_to_the_catalogue(at: _Stand) -> str:
    """Nothing but what the catalogue names (49号 part 14)."""
    c = at.state.consent
    return f"{c.scope}" if c and (not c.scope or any(s not in at.law.catalogue for s in c.scope)) else ""


def what_ended_is_erased_or_owed(at: _Stand) -> str:
    """When a consent is over the data are to be erased, by a day (47)."""
    s = at.state
    if s.step != "consent_over" or s.consent is None:
        return ""
    owed = any(d.kind == "erasure" and d.standing in (Standing.OPEN, Standing.ENDED) for d in s.deadlines)
    return "" if owed and s.consent.ended in ("withdrawn", "expired") else f"{s.consent.ended}"


def no_permission_is_for_ever(at: _Stand) -> str:
    """It has a last day, a year after it was asked for at most, keeps to the catalogue, and ends by itself (H-201)."""
    p = at.state.permission
    if p is None:
        return ""
    outside = [s for s in p.scope if s not in at.law.catalogue]
    far = p.until > _BEGAN.replace(year=_BEGAN.year + 1)
    kinds = {"permission_granted": "permission_end", "permission_suspended": "permission_end"}
    kind = kinds.get(at.state.step)
    running = [d.due for d in at.state.deadlines if d.kind == kind and d.standing is Standing.OPEN]
    wrong = kind is not None and running != [p.until]
    return f"{outside} {p.until} {running}" if outside or not p.scope or not p.purposes or far or wrong else ""


def nobody_decides_on_ones_own(way: _Way) -> str:
    """Neither on a permission one holds, nor on a query one has made (H-201, H-204)."""
    if way.command is None:
        return ""
    by, p, r = way.command.by.id, way.before.permission, way.before.register
    if way.command.act in _NOT_ONES_OWN and p is not None and p.holder == by:
        return f"{by} holds it"
    act = way.own("settle_query")
    own = [a.entry for a in (r.abnormal if r else ()) if a.account == by]
    return f"{by} made it" if act is not None and act.facts["entry"] in own else ""


def a_review_leaves_nothing_open(way: _Way) -> str:
    """Each abnormal query has its finding, and an irregular one its consequence (49号 part 13, H-204)."""
    act, r = way.own("conclude_review"), way.before.register
    if act is None or r is None:
        return ""
    irregular = any(a.finding == "irregular" for a in r.abnormal)
    return f"{r.unsettled}" if r.unsettled or (irregular and not act.facts.get("measures")) else ""


def a_notice_tells_all_the_law_names(way: _Way) -> str:
    """Kinds, cause, harm, remedies, contact; to the persons also what they can do themselves (57)."""
    act = way.own("notify_authority", "notify_subjects")
    if act is None:
        return ""
    wanted = (*_TOLD, *(("self_help",) if act.act == "notify_subjects" else ()))
    lacking = [part for part in wanted if not act.facts.get(part)]
    return f"{lacking}" if lacking else ""


def an_announcement_has_its_reason(way: _Way) -> str:
    """It is for those who cannot be reached one by one (H-197)."""
    act = way.own("notify_subjects")
    announced = act is not None and act.facts["method"] == "announcement"
    return "without reason" if announced and act and not act.facts.get("reasons") else ""


def what_the_authority_orders_is_not_waived(way: _Way) -> str:
    """And what it orders after the end opens the file again (57)."""
    waived, ordered = way.own("waive_subject_notice"), way.own("order_subject_notice")
    if waived is not None and way.before.leak and way.before.leak.ordered_on is not None:
        return "waived after an order"
    return way.after.step if ordered is not None and way.after.is_closed else ""


def more_found_is_more_owed(way: _Way) -> str:
    """A waiver was for fewer; the authority is owed a supplement; those not told are owed a notice (H-196)."""
    act, was, now = way.own("assess_leak"), way.before.leak, way.after.leak
    if act is None or was is None or now is None or now.affected <= was.affected:
        return ""
    wrong = []
    if now.waived_on is not None:
        wrong.append("waiver")
    if was.assessed_on and was.authority_told_on and not now.due_again:
        wrong.append("supplement")
    owed = any(
        d.kind == "subject_notice" and d.standing in (Standing.OPEN, Standing.ENDED) for d in way.after.deadlines
    )
    if now.told < now.affected and not owed:
        wrong.append("notice")
    return f"{wrong}" if wrong else ""


def only_who_is_at_fault_is_referred(way: _Way) -> str:
    """On purpose or by a fault at work, and once (49号 part 13)."""
    act, k = way.own("refer_leak"), way.before.leak
    return "" if act is None or (k and k.cause in _AT_FAULT and k.referred_on is None) else "without ground"


def nobody_is_untold(way: _Way) -> str:
    """Fewer affected than were told is no finding (H-196)."""
    k = way.after.leak
    return f"{k.told} of {k.affected}" if way.own("assess_leak") and k and k.affected < k.told else ""


def a_form_tells_all_and_asks_for_one_thing(way: _Way) -> str:
    """Who, why, how, until when, which rights; one purpose, tied to nothing, forced by nothing (14, 16, 17)."""
    act = way.own("ask_consent")
    if act is None:
        return ""
    said = act.facts
    lacking = [part for part in _FORM if not said.get(part)]
    forced = bool(said.get("conditions")) and not said.get("needed")
    bad = forced or len(said["purposes"]) != 1 or bool(said.get("tied_to"))
    return f"{lacking} {bad}" if lacking or bad else ""


def a_child_consents_through_its_guardian(way: _Way) -> str:
    """A parent or another guardian (31)."""
    act, c = way.own("give_consent"), way.before.consent
    return "by the child" if act and c and c.child and not act.facts.get("by_guardian") else ""


def nothing_is_used_beyond_a_consent(way: _Way) -> str:
    """While it stands, for its purpose, within its scope (49号 part 14, H-200)."""
    act, c = way.own("use_consent"), way.before.consent
    if act is None or c is None:
        return ""
    on = day_of(act)
    inside = c.given_on is not None and c.given_on <= on <= c.until and not c.ended
    meant = act.facts["purpose"] == c.purpose and act.facts["scope"] and all(s in c.scope for s in act.facts["scope"])
    return "" if inside and meant and way.before.step == "consent_given" else f"{on} {act.facts}"


def a_withdrawal_works_at_once(way: _Way) -> str:
    """From that moment nothing may be used (15)."""
    act, c = way.own("withdraw_consent"), way.after.consent
    return "" if act is None or (way.after.step == "consent_over" and c and c.ended == "withdrawn") else way.after.step


def data_are_kept_only_as_a_law_says(way: _Way) -> str:
    """And the law is named (47)."""
    act = way.own("confirm_erasure")
    kept = act is not None and act.facts["outcome"] == "kept-by-law"
    return "without basis" if kept and act and not act.facts.get("basis") else ""


def a_day_that_passes_changes_nothing_else(way: _Way) -> str:
    """It is recorded and stays owed; silence is no consent; the last day ends one (H-195, H-199)."""
    if way.command is not None:
        return ""
    for act in way.acts:
        moved = act.step_from != act.step_to
        ends = {
            "lapse_consent": "consent_declined",
            "expire_consent": "consent_over",
            "expire_permission": "permission_over",
            "expire_request": "permission_refused",
            "expire_conduct": "conduct_ended",
        }
        if moved and ends.get(act.act) != act.step_to:
            return f"{act.act} to {act.step_to}"
    return "" if way.before.leak == way.after.leak else "the leak changed"


def a_day_owed_never_moves(way: _Way) -> str:
    """A deadline that runs, or has passed unmet, keeps its day (H-195)."""
    held = {d.key: d for d in way.after.deadlines}
    moved = [d.key for d in way.before.deadlines if d.standing is Standing.OPEN and held[d.key].due != d.due]
    return f"{moved}" if moved else ""


STATE_RULES: tuple[Callable[[_Stand], str], ...] = (
    a_leak_closed_is_done_with,
    a_leak_dismissed_touched_nobody,
    what_is_over_owes_nothing,
    nobody_is_late_before_the_end,
    no_consent_is_for_life,
    a_consent_keeps_to_the_catalogue,
    what_ended_is_erased_or_owed,
    no_permission_is_for_ever,
    *CONDUCT_STATES,
)
EDGE_RULES: tuple[Callable[[_Way], str], ...] = (
    by_post(POSTS),
    two_people(_APART),
    nobody_decides_on_ones_own,
    a_review_leaves_nothing_open,
    a_notice_tells_all_the_law_names,
    an_announcement_has_its_reason,
    what_the_authority_orders_is_not_waived,
    more_found_is_more_owed,
    only_who_is_at_fault_is_referred,
    nobody_is_untold,
    a_form_tells_all_and_asks_for_one_thing,
    a_child_consents_through_its_guardian,
    nothing_is_used_beyond_a_consent,
    a_withdrawal_works_at_once,
    data_are_kept_only_as_a_law_says,
    *CONDUCT_EDGES,
    a_day_that_passes_changes_nothing_else,
    a_day_owed_never_moves,
    clock_first("report_leak"),
    folded_by(apply),
)
