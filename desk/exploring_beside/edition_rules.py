"""What must hold in every state of an edition and on every way between two; each says what is wrong, or nothing.

The rules are told again here from the texts (49号（一）（九）（十）（十五）, 15号, the house rules), not from `decide`.
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
from models.records.acts import day_of
from models.records.deadlines import Standing
from models.records.list_editions import EditionState
from models.steps.edition_fold import apply

_APPROVED = ("approved", "published", "in_force", "replaced", "revoked")
_NATIONAL = ("law", "administrative-regulation", "central-policy")
_EVERYBODY = ("region", "department", "market-subject", "association", "legal-service", "expert", "public")
# Whose earlier task bars whom from which act (H-167, H-177).
_APART = {
    "submit_edition": ("gather_entries",),
    "approve_edition": ("gather_entries", "submit_edition"),
    "return_edition": ("submit_edition",),
    "publish_edition": ("approve_edition",),
    "send_amendment": ("propose_amendment",),
}
_OFFICER, _MEMBER = ("lead-officer",), ("member-officer", "lead-officer")
_HEAD, _APPROVING, _LEAD = ("lead-head",), ("approving-head",), ("lead-officer", "lead-head")
POSTS = {
    "open_edition": _OFFICER,
    "propose_entry": _MEMBER,
    "withdraw_entry": _MEMBER,
    "settle_entry": _LEAD,
    "gather_entries": _OFFICER,
    "reopen_gathering": _HEAD,
    "begin_consultation": _OFFICER,
    "record_comment": _OFFICER,
    "send_comment": ("public",),
    "answer_comment": _LEAD,
    "submit_edition": _HEAD,
    "show_effect": ("lead-officer", "lead-head", "approving-head"),
    "approve_edition": _APPROVING,
    "return_edition": _APPROVING,
    "publish_edition": _LEAD,
    "enter_edition": ("legal-reviewer", "lead-officer"),
    "withdraw_edition": _HEAD,
    "revoke_edition": _APPROVING,
    "replace_edition": _OFFICER,
    "propose_amendment": _MEMBER,
    "send_amendment": _HEAD,
    "record_amendment_answer": _OFFICER,
}


def what_is_approved_was_laid_before_all(at: Stand[EditionState]) -> str:
    """Everybody named was asked and every comment answered; the lists that are kept are only gathered."""
    s = at.state
    if s.step not in _APPROVED or s.of == "kept-lists":
        return ""
    waiting = [c.id for c in s.comments if not c.finding]
    missing = [who for who in _EVERYBODY if who not in s.asked]
    return f"{missing} {waiting}" if missing or waiting else ""


def a_supplement_is_a_places_own(at: Stand[EditionState]) -> str:
    """A base edition is the nation's, a supplement a place's (49号（一）（九）)."""
    s = at.state
    return f"{s.scope} of {s.level}" if s.of and (s.scope == "base") is not (s.level == "nation") else ""


def an_edition_says_something_new(at: Stand[EditionState]) -> str:
    """What was gathered differs from the edition before (H-171)."""
    s = at.state
    same = sorted(s.entries, key=lambda e: e.key) == sorted(s.content(), key=lambda e: e.key)
    return "nothing" if s.step in ("gathered", "consulting", "submitted", *_APPROVED) and same else ""


def what_was_approved_does_not_change(at: Stand[EditionState]) -> str:
    """The text approved is what the entries come to (H-174)."""
    s = at.state
    return f"{s.text[:8]} {s.digest()[:8]}" if s.step in ("submitted", *_APPROVED) and s.text != s.digest() else ""


def nothing_unsettled_is_gathered(at: Stand[EditionState]) -> str:
    """Each proposal has its finding."""
    s = at.state
    late = s.step not in ("none", "collecting", "withdrawn")
    return f"{[p.id for p in s.proposals if not p.finding]}" if late and s.open_proposals() else ""


def no_entry_is_changed_twice(at: Stand[EditionState]) -> str:
    """Of several proposals on one entry one is taken in."""
    keys = [p.entry.key for p in at.state.proposals if p.finding == "taken"]
    return f"{keys}" if len(keys) != len(dict.fromkeys(keys)) else ""


def a_closed_edition_owes_nothing(at: Stand[EditionState]) -> str:
    """No deadline runs on, and no proposal to change the law waits."""
    s = at.state
    left = [d.key for d in s.deadlines if d.standing is Standing.OPEN]
    waiting = [a.id for a in s.amendments if a.sent_on is None or not a.outcome]
    return f"{left} {waiting}" if s.is_closed and (left or waiting) else ""


def a_day_named_by_the_notice_never_moves(at: Stand[EditionState]) -> str:
    """The lists that are kept are published by the end of 2021 (发改办财金〔2021〕15号 二（三）)."""
    named = [d.due.isoformat() for d in at.state.deadlines if d.kind == "named_publication"]
    return "" if named in ([], ["2021-12-31"]) else f"{named}"


def in_force_only_on_its_day(at: Stand[EditionState]) -> str:
    """Published before, and not before its day (H-174, H-175)."""
    s = at.state
    if s.step != "in_force":
        return ""
    fine = s.published_on is not None and s.in_force_on is not None and s.in_force_on >= s.published_on
    return "" if fine else f"{s.published_on} {s.in_force_on}"


def what_is_proposed_rests_on_law(way: Edge[EditionState]) -> str:
    """On what binds the whole country, a supplement on a local regulation; never heavier than the law."""
    act = way.own("propose_entry")
    if act is None or act.facts["change"] == "remove" or act.facts["part"] == "kept_lists":
        return ""
    may = ("local-regulation",) if way.before.scope == "supplement" else _NATIONAL
    ranks = [b["rank"] for b in act.facts.get("basis") or ()]
    wrong = not any(rank in may for rank in ranks) or act.facts.get("heavier")
    return f"{ranks} {act.facts.get('heavier')}" if wrong else ""


def no_proposal_obliges_whom_nobody_may(way: Edge[EditionState]) -> str:
    """Banks, credit services, associations, media; and no person pays for a score (49号（九）, 15号 一（三）)."""
    act = way.own("propose_entry")
    if act is None or act.facts["part"] != "rows" or act.facts["change"] == "remove":
        return ""
    item = next((e for e in way.before.content() if e.key == f"listed_measures/{act.facts['item']}"), None)
    obliges = item is None or item.category != "own-accord"
    free = ("financial-institution", "credit-service", "association", "media")
    spared = [b for b in act.facts["bodies"] if obliges and b in free]
    scored = "credit-score" in act.facts["grounds"] and "person" in act.facts["objects"]
    return f"{spared} {scored}" if spared or scored else ""


def after_the_consultation_only_less(way: Edge[EditionState]) -> str:
    """And on a comment that was adopted (H-172)."""
    act = way.own("settle_entry")
    if act is None or way.before.step != "consulted":
        return ""
    named = way.before.comment(act.facts.get("comment") or "")
    fine = act.facts["finding"] == "left-out" and named is not None and named.finding in ("adopted", "partly")
    return "" if fine else f"{act.facts}"


def silence_is_no_approval(way: Edge[EditionState]) -> str:
    """A day that passes closes the consultation or brings an edition into force, and decides nothing (H-173)."""
    if way.command is not None or way.before.step == way.after.step:
        return ""
    moves = [(a.act, a.step_from, a.step_to) for a in way.acts if a.step_from != a.step_to]
    may = (("pass_edition_consultation", "consulting", "consulted"), ("take_effect", "published", "in_force"))
    return "" if all(move in may for move in moves) else f"{moves}"


def what_is_published_is_what_was_approved(way: Edge[EditionState]) -> str:
    """The very text, not before the approval, not in force before it is published (H-174)."""
    act, s = way.own("publish_edition"), way.before
    if act is None or s.approved_on is None:
        return "" if act is None else "unapproved"
    early = day_of(act) < s.approved_on or act.facts["in_force_on"] < day_of(act).isoformat()
    return f"{act.facts}" if act.facts["text"] != s.text or early else ""


def what_is_approved_was_shown(way: Edge[EditionState]) -> str:
    """The effect on open cases and records, by the sheet shown last (H-173)."""
    act, s = way.own("approve_edition"), way.before
    if act is None or not s.effect:
        return ""
    return "" if act.facts.get("effect") == s.effect and act.facts.get("sheet") != "moved" else f"{act.facts}"


def what_is_entered_is_what_was_published(way: Edge[EditionState]) -> str:
    """Entry by entry, and once (H-175)."""
    act = way.own("enter_edition")
    if act is None:
        return ""
    return f"{act.facts['text']}" if act.facts["text"] != way.before.text or way.before.entered_on else ""


def an_amendment_goes_where_it_may_be_proposed(way: Edge[EditionState]) -> str:
    """To the body by the rank of the text, once (49号（十五）, H-177)."""
    act = way.own("send_amendment")
    if act is None:
        return ""
    held = way.before.amendment(act.facts["amendment"])
    wanted = "local-people-government" if held and held.rank == "local-regulation" else "state-council"
    fine = held is not None and held.sent_on is None and act.facts.get("forum") == wanted
    return "" if fine else f"{held} {act.facts.get('forum')}"


def gathered_anew_nothing_said_stands(way: Edge[EditionState]) -> str:
    """Proposals are settled anew, and comments on another text answer nothing (H-171)."""
    if way.own("reopen_gathering") is None:
        return ""
    s = way.after
    settled = [p.id for p in s.proposals if p.finding]
    return f"{settled} {s.comments} {s.asked}" if settled or s.comments or s.asked else ""


def every_act_names_what_it_opens(way: Edge[EditionState]) -> str:
    """A period begins with the act that the law counts it from, and with no other."""
    opens = {
        "reopen_gathering": ("entry_proposals",),
        "begin_consultation": ("edition_consultation",),
        "submit_edition": ("edition_approval",),
        "approve_edition": ("edition_publication",),
        "publish_edition": ("in_force", "edition_entry"),
        "propose_amendment": ("law_amendment",),
    }
    act = way.acts[-1] if way.command is not None else None
    if act is None or act.act == "open_edition":
        return "" if act is None or "entry_proposals" in [d.kind for d in act.opened] else "no call"
    found = tuple(d.kind for d in act.opened)
    return "" if found == opens.get(act.act, ()) else f"{act.act} {found}"


def _own_proposals(way: Edge[EditionState]) -> list[str]:
    """Nobody settles an own proposal (H-167)."""
    act = way.own("settle_entry")
    if act is None or way.before.step != "collecting":
        return []
    mine = (p for p in way.before.proposals if p.by == act.by.id)
    return [p.id for p in mine if p.id == act.facts["proposal"]]


STATE_RULES: tuple[Callable[[Stand[EditionState]], str], ...] = (
    what_is_approved_was_laid_before_all,
    a_supplement_is_a_places_own,
    an_edition_says_something_new,
    what_was_approved_does_not_change,
    nothing_unsettled_is_gathered,
    no_entry_is_changed_twice,
    a_closed_edition_owes_nothing,
    nobody_is_late_before_the_end,
    a_day_named_by_the_notice_never_moves,
    in_force_only_on_its_day,
)
EDGE_RULES: tuple[Callable[[Edge[EditionState]], str], ...] = (
    by_post(POSTS),
    two_people(_APART, more=_own_proposals),
    what_is_proposed_rests_on_law,
    no_proposal_obliges_whom_nobody_may,
    after_the_consultation_only_less,
    silence_is_no_approval,
    what_is_published_is_what_was_approved,
    what_is_approved_was_shown,
    what_is_entered_is_what_was_published,
    an_amendment_goes_where_it_may_be_proposed,
    gathered_anew_nothing_said_stands,
    clock_first("publish_edition"),
    folded_by(apply),
    every_act_names_what_it_opens,
)
