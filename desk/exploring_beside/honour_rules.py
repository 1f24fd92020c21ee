"""What must hold in every state of a file of honours and on every way between two; each says what is wrong, or nothing.

The rules are told again here from the texts (黄信用办〔2021〕3号 part 4, the house rules), not from `decide`.
"""

from __future__ import annotations

from collections.abc import Callable

from desk.exploring_beside.shared_rules import (
    by_post,
    clock_first,
    folded_by,
    nobody_is_late_before_the_end,
    two_people,
)
from desk.exploring_beside.walking import Edge, Stand
from models.law.days import law_day
from models.records.acts import Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Standing
from models.records.honours import HonourState
from models.steps import honour_deciding
from models.steps.honour_fold import apply

_HONOURED = ("recognised", "honour_published")
_WAYS = ("error", "listed", "misuse", "expired", "standard")
_PARTS = ("conditions", "procedure", "validity", "exits", "remedies")
_BY_THE_RECORD = ("end_by_listing", "order_removal", "note_standard_change", "replace_standard")
# The days that change something when they pass; every other is only recorded.
_ENDING = {"validity": "honour_ended", "promise": "promise_broken", "pledge_term": "pledge_ended"}
# Whose earlier task bars whom from which act (H-183, H-185, H-189).
_APART = {
    "register_filing": ("draft_standard",),
    "return_filing": ("draft_standard",),
    "publish_standard": ("draft_standard",),
    "abolish_standard": ("draft_standard",),
    "recognise_honour": ("propose_honour",),
    "refuse_honour": ("propose_honour",),
    "renew_honour": ("review_honour",),
    "answer_objection": ("propose_honour", "recognise_honour", "end_honour"),
    "drop_ground": ("find_misuse", "reexamine_honour"),
    "end_honour": ("find_misuse", "reexamine_honour", "answer_objection", "record_listing"),
    "verify_pledge": ("make_pledge",),
}
POSTS = {
    "draft_standard": ("honour-officer",),
    "file_standard": ("honour-officer", "honour-head"),
    "register_filing": ("lead-officer",),
    "return_filing": ("lead-officer",),
    "publish_standard": ("honour-head",),
    "withdraw_draft": ("honour-officer", "honour-head"),
    "abolish_standard": ("honour-head",),
    "propose_honour": ("honour-officer",),
    "withdraw_proposal": ("honour-officer",),
    "recognise_honour": ("honour-head",),
    "refuse_honour": ("honour-head",),
    "publish_honour": ("publisher",),
    "withdraw_consent": ("party", "any-officer", "honour-officer"),
    "serve_paper": ("honour-officer",),
    "review_honour": ("honour-officer",),
    "renew_honour": ("honour-head",),
    "file_objection": ("party", "honour-officer"),
    "answer_objection": ("honour-officer",),
    "record_listing": ("honour-officer", "lead-officer"),
    "find_misuse": ("honour-officer",),
    "reexamine_honour": ("honour-officer",),
    "drop_ground": ("honour-head",),
    "notify_removal": ("honour-officer",),
    "file_statement": ("party", "honour-officer"),
    "end_honour": ("honour-head",),
    "confirm_deletion": ("publisher",),
    "grant_benefit": ("approval-officer",),
    "supply_papers": ("approval-officer",),
    "make_pledge": ("party", "honour-officer"),
    "verify_pledge": ("honour-officer",),
    "withdraw_pledge": ("party", "honour-officer"),
    **dict.fromkeys(_BY_THE_RECORD, ("record",)),
}


def an_honour_holds_only_within_its_validity(at: Stand[HonourState]) -> str:
    """Set by the recognising body; on its last day it still holds, after it no more (四（二）)."""
    s = at.state
    if s.step not in _HONOURED:
        return ""
    if s.until is None or s.recognised_on is None:
        return "without an end"
    return f"{s.until}" if law_day(at.now) > s.until else ""


def an_honour_ends_in_a_way_the_text_names(at: Stand[HonourState]) -> str:
    """Four ways in 四（二）, and the listing beside the misuse; none other."""
    s = at.state
    ended = s.step == "honour_ended"
    return "" if ended == (s.exit is not None) and (s.exit is None or s.exit.way in _WAYS) else f"{s.exit}"


def a_closed_file_owes_nothing(at: Stand[HonourState]) -> str:
    """No deadline runs on, nothing is shown, no paper waits to be served, no objection for its answer."""
    s = at.state
    if not s.is_closed:
        return ""
    left = [d.key for d in s.deadlines if d.standing is Standing.OPEN]
    shown = [x.channel for x in s.shown if x.deleted_on is None]
    waiting = [u.paper for u in s.serving if u.on is None] + [o.id for o in s.objections if not o.finding]
    return f"{left} {shown} {waiting}" if left or shown or waiting else ""


def a_published_standard_is_whole_and_filed(at: Stand[HonourState]) -> str:
    """A body's own is filed with the lead department and registered (四（一）, H-181)."""
    s, held = at.state, at.state.standard
    if held is None or s.step != "standard_published":
        return ""
    lacking = [part for part in _PARTS if part not in held.parts]
    unfiled = held.origin == "own" and not held.registered
    return f"{lacking} {unfiled}" if lacking or unfiled else ""


def what_is_shown_of_one_that_is_over_is_to_be_deleted(at: Stand[HonourState]) -> str:
    """Each channel has had its day, running or passed (H-190)."""
    s = at.state
    if s.step != "honour_ended" and s.consent_withdrawn_on is None:
        return ""
    owed = [d.matter for d in s.deadlines if d.kind == "honour_deletion"]
    left = [x.channel for x in s.shown if x.deleted_on is None and x.channel not in owed]
    return f"{left}" if left else ""


def a_listing_by_the_same_body_always_ends_it(at: Stand[HonourState]) -> str:
    """In whatever state of the honour the listing finds it, the record is never refused (四（二）, H-186)."""
    s = at.state
    if s.step not in _HONOURED:
        return ""
    law, calendar = at.law
    day = law_day(at.now).isoformat()
    command = Command("listing", "end_by_listing", Actor("qian", ("record",)), {"case": "c", "on": day})
    answer = honour_deciding.decide_honour(s, command, law, calendar, at.now)
    if not isinstance(answer, Decided):
        return f"{answer.code}"
    after = s
    for act in answer.acts:
        after = apply(after, act)
    return "" if after.step == "honour_ended" and after.exit and after.exit.way == "listed" else f"{after.exit}"


def nobody_listed_is_honoured(way: Edge[HonourState]) -> str:
    """Neither proposed nor recognised nor renewed, and no listing that stands is dropped (H-186)."""
    act = way.own("propose_honour", "recognise_honour", "renew_honour", "drop_ground")
    if act is None or not act.facts.get("listed"):
        return ""
    if act.act == "drop_ground" and way.before.ground is not None and way.before.ground.exit != "listed":
        return ""
    return f"{act.act} with {act.facts['listed']}"


def nobody_is_honoured_by_a_standard_that_does_not_stand(way: Edge[HonourState]) -> str:
    """Published, and not replaced (四（一）, H-181)."""
    act = way.own("propose_honour", "recognise_honour", "renew_honour")
    step = act.facts.get("standard_step") if act else None
    return f"{act.act if act else ''} by one that is {step}" if step not in (None, "standard_published") else ""


def a_person_is_shown_only_by_consent(way: Edge[HonourState]) -> str:
    """Three, (三): by consent, and masked on the page."""
    act, s = way.own("publish_honour"), way.before
    if act is None or s.subject != "person":
        return ""
    return "" if s.consent else "without consent"


def it_ends_only_for_a_ground_and_after_a_hearing(way: Edge[HonourState]) -> str:
    """Misuse, a changed standard, another's objection: told, served, and stated or the period over (H-188)."""
    act, ground = way.own("end_honour"), way.before.ground
    if act is None:
        return ""
    if ground is None or act.facts["way"] != ground.exit:
        return f"{act.facts['way']} for {ground}"
    over = any(d.kind == "honour_statement" and d.standing is Standing.ENDED for d in way.after.deadlines)
    stated = any(h.kind == "removal_notice" for h in way.before.papers) and ground.stated
    heard = ground.served_on is not None and (stated or ground.period_over or over)
    spared = ground.exit == "listed" or (ground.exit == "error" and ground.by_subject)
    if not (heard or spared):
        return f"{ground} unheard"
    unanswered = ground.stated and not spared and not act.facts.get("on_statement")
    return "the statement is not answered" if unanswered else ""


def who_loses_it_is_told_and_every_channel_has_its_day(way: Edge[HonourState]) -> str:
    """Every exit makes its paper, which is served, and a day for each channel (H-190, H-192)."""
    if way.before.step not in (*_HONOURED, "proposed") or way.after.step != "honour_ended":
        return ""
    act = next(a for a in way.acts if a.step_to == "honour_ended" and a.step_from != "honour_ended")
    shown = sorted(x.channel for x in way.before.shown if x.deleted_on is None)
    days = sorted(d.matter for d in act.opened if d.kind == "honour_deletion")
    served = [d.matter for d in act.opened if d.kind == "honour_service"]
    right = act.documents == ("honour_exit",) and days == shown and served == ["honour_exit"]
    return "" if right else f"{act.act}: {act.documents} {days} {served}"


def an_honour_never_comes_back(way: Edge[HonourState]) -> str:
    """Neither after a listing was undone nor after an objection: another file recognises it anew (H-187)."""
    over = ("honour_ended", "honour_refused", "proposal_withdrawn")
    return f"{[a.act for a in way.acts]}" if way.before.step in over and way.after.step in _HONOURED else ""


def it_is_renewed_for_longer_after_a_review(way: Edge[HonourState]) -> str:
    """By another person, who found it still meets the standard (H-185)."""
    act, s = way.own("renew_honour"), way.before
    if act is None:
        return ""
    longer = s.until is not None and act.facts["until"] > s.until.isoformat()
    clean = s.ground is None and not s.reexamined_for
    return "" if longer and clean and s.reviewed_as == "meets" else f"{act.facts['until']} {s.reviewed_as}"


def silence_changes_nothing_else(way: Edge[HonourState]) -> str:
    """A day that passes is recorded; only a validity, a promise and a term of a commitment end by it (H-184)."""
    for act in way.acts:
        if act.by.id == CLOCK:
            wanted = _ENDING.get(str(act.facts["deadline"]), act.step_from)
            if act.step_to != wanted:
                return f"{act.act}: {act.step_from} to {act.step_to}"
    return ""


def papers_come_later_only_against_a_promise(way: Edge[HonourState]) -> str:
    """None that the law requires, by a day to come, and by nobody who broke one (四（四）, H-193)."""
    act = way.own("grant_benefit")
    if act is None or not act.facts.get("missing"):
        return ""
    said = act.facts
    by_law = [p["id"] for p in said["missing"] if p["required_by_law"]]
    promised = bool(said.get("promise")) and str(said.get("promised_by")) > law_day(act.at).isoformat()
    return f"{by_law} {promised} {said.get('unkept')}" if by_law or not promised or said.get("unkept") else ""


def clean_years_are_clean(way: Edge[HonourState]) -> str:
    """By the listings in the record and a report (四（四）, H-193)."""
    act = way.own("grant_benefit")
    if act is None or act.facts["ground"] != "clean":
        return ""
    return "" if not act.facts.get("stains") and act.facts.get("report") else f"{act.facts.get('stains')}"


def a_breach_is_told(way: Edge[HonourState]) -> str:
    """A promise or a commitment that was broken: its paper is made and waits to be served (H-193, H-194)."""
    broken = {"promise_broken": "promise_broken", "pledge_broken": "pledge_breach"}
    paper = broken.get(way.after.step)
    if paper is None or way.before.step == way.after.step:
        return ""
    return "" if paper in [u.paper for u in way.after.serving] else f"{[u.paper for u in way.after.serving]}"


STATE_RULES: tuple[Callable[[Stand[HonourState]], str], ...] = (
    an_honour_holds_only_within_its_validity,
    an_honour_ends_in_a_way_the_text_names,
    a_closed_file_owes_nothing,
    nobody_is_late_before_the_end,
    a_published_standard_is_whole_and_filed,
    what_is_shown_of_one_that_is_over_is_to_be_deleted,
    a_listing_by_the_same_body_always_ends_it,
)
EDGE_RULES: tuple[Callable[[Edge[HonourState]], str], ...] = (
    by_post(POSTS),
    two_people(_APART),
    nobody_listed_is_honoured,
    nobody_is_honoured_by_a_standard_that_does_not_stand,
    a_person_is_shown_only_by_consent,
    it_ends_only_for_a_ground_and_after_a_hearing,
    who_loses_it_is_told_and_every_channel_has_its_day,
    an_honour_never_comes_back,
    it_is_renewed_for_longer_after_a_review,
    silence_changes_nothing_else,
    papers_come_later_only_against_a_promise,
    clean_years_are_clean,
    a_breach_is_told,
    clock_first("serve_paper"),
    folded_by(apply),
)
