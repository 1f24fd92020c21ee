"""What must hold in every state of a list's standard and on every way between two; each says what is wrong, or nothing.

The rules are told again here from the texts (49号（六）（七）九, the house rules), not from `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk.exploring_beside.shared_rules import (
    by_post,
    clock_first,
    folded_by,
    nobody_is_late_before_the_end,
    two_people,
)
from desk.exploring_beside.walking import Edge, Stand
from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.commands import CLOCK
from models.records.deadlines import Standing
from models.records.list_standards import StandardState, spans_of
from models.steps.standard_fold import apply

_NATIONAL = ("law", "administrative-regulation", "central-policy", "departmental-rule")
_LOCAL = ("local-regulation",)
_LEADS = ("development-reform", "central-bank")
# Whose earlier task bars whom from which act (H-152).
_APART = {
    "open_consultation": ("propose_standard", "revise_standard"),
    "give_opinion": ("propose_standard", "revise_standard"),
    "adopt_standard": ("propose_standard", "revise_standard"),
    "publish_standard": ("adopt_standard",),
    "confirm_standard": ("enter_standard",),
    "abolish_standard": ("evaluate_standard",),
}
_OFFICER, _HEAD = ("issuing-officer",), ("issuing-head",)
POSTS = {
    "propose_standard": _OFFICER,
    "revise_standard": _OFFICER,
    "amend_draft": _OFFICER,
    "open_consultation": _HEAD,
    "extend_consultation": _HEAD,
    "receive_comment": ("public", *_OFFICER),
    "answer_comments": _OFFICER,
    "request_opinion": _OFFICER,
    "give_opinion": ("commission-officer", *_OFFICER),
    "adopt_standard": _HEAD,
    "publish_standard": _OFFICER,
    "withdraw_standard": (*_OFFICER, *_HEAD),
    "enter_standard": _OFFICER,
    "confirm_standard": _HEAD,
    "commission_evaluation": _OFFICER,
    "evaluate_standard": _OFFICER,
    "abolish_standard": _HEAD,
}
# What never touches the edition that stands.
_OF_THE_DRAFT = (
    "revise_standard", "amend_draft", "open_consultation", "extend_consultation", "receive_comment",
    "answer_comments", "request_opinion", "give_opinion", "adopt_standard", "withdraw_standard",
)  # fmt: skip
_OPENS = {
    "open_consultation": (("consultation",),),
    "extend_consultation": (("consultation",),),
    "request_opinion": (("opinion",),),
    "adopt_standard": (("standard_publication",),),
    "publish_standard": (("effect",), ("evaluation",)),
    "confirm_standard": (("evaluation",), ("transition",)),
    "commission_evaluation": (("evaluation_report",),),
    "evaluate_standard": (("evaluation",), ("evaluation", "follow_up")),
    "withdraw_standard": ((), ("follow_up",)),
}
At = Stand[StandardState]
Way = Edge[StandardState]


def a_closed_file_owes_nothing(at: At) -> str:
    """No deadline runs on, and nothing stands."""
    s = at.state
    left = [d.key for d in s.deadlines if d.standing is Standing.OPEN]
    return f"{left} {s.standing}" if s.is_closed and (left or s.standing) else ""


def what_stands_is_of_a_lawful_rank(at: At) -> str:
    """A nation-wide list's standard and a local one's, each at its rank (七); an old one until the transition ends."""
    s = at.state
    if s.standing is None or s.standing.adjust:
        return ""
    return "" if s.standing.rank in (_LOCAL if s.scope == "local" else _NATIONAL) else s.standing.rank


def nothing_unrenewed_stands_after_the_transition(at: At) -> str:
    """What needs adjusting has ended with its day (49号 part 9)."""
    standing = at.state.standing
    late = standing is not None and standing.adjust and law_day(at.now) > at.law.transition.until
    return f"{at.now}" if late else ""


def what_stands_is_evaluated(at: At) -> str:
    """An evaluation is owed, or overdue and still owed (七)."""
    standing = at.state.standing
    if standing is None or standing.adjust:
        return ""
    held = [d for d in at.state.deadlines if d.kind == "evaluation"]
    return "" if held and held[-1].standing in (Standing.OPEN, Standing.ENDED) else f"{[d.standing for d in held]}"


def the_public_has_its_time(way: Way) -> str:
    """At least the days of the law, from the day after it was opened (七)."""
    held = way.after.consultation
    least = way.law.period("consultation").amount
    return f"{held}" if held is not None and (held.until - held.since).days < least else ""


def every_comment_is_counted_once(at: At) -> str:
    """What is answered was received, and what was taken was answered."""
    s = at.state
    answered = {n for a, b in s.answered for n in range(a, b + 1)}
    taken = {n for a, b in s.taken for n in range(a, b + 1)}
    good = taken <= answered <= set(range(1, s.comments + 1)) and s.unanswered == s.comments - len(answered)
    return "" if good else f"{s.comments} {s.answered} {s.taken}"


def adopted_only_when_everybody_was_heard(way: Way) -> str:
    """The public's time has run, every comment is answered, every department asked has spoken, the leads too (七)."""
    act, s = way.own("adopt_standard"), way.before
    if act is None:
        return ""
    closed = way.after.consultation
    if closed is None or day_of(act) <= closed.until:
        return f"the consultation runs to {closed}"
    silent = [o.body for o in s.opinions if not o.finding]
    unasked = [lead for lead in _LEADS if lead not in [o.body for o in s.opinions]]
    return f"{s.comments} {s.answered} {silent} {unasked}" if s.unanswered or silent or unasked else ""


def an_objection_is_answered(way: Way) -> str:
    """An adoption against a department gives its reasons (H-157)."""
    act = way.own("adopt_standard")
    objected = any(o.finding == "objected" for o in way.before.opinions)
    return "without reasons" if act is not None and objected and not act.facts.get("reasons") else ""


def a_departmental_rule_says_why(way: Way) -> str:
    """For the time being only, where a higher text is not possible yet (七)."""
    act = way.own("propose_standard", "revise_standard", "adopt_standard")
    if act is None or act.facts["rank"] != "departmental-rule":
        return ""
    return "" if act.facts.get("rank_reason") else f"{act.act} without reason"


def the_ways_out_and_the_remedies_are_named(way: Way) -> str:
    """Removal, procedure and remedies, in the draft and in the text adopted (七)."""
    act = way.own("propose_standard", "revise_standard", "adopt_standard")
    missing = [n for n in ("removal", "procedure", "remedies") if act is not None and not act.facts.get(n)]
    return f"{missing}" if missing else ""


def what_is_adopted_and_published_is_what_was_consulted_on(way: Way) -> str:
    """The very text, with its recorded changes (H-158)."""
    act, draft = way.own("adopt_standard", "publish_standard"), way.before.draft
    return "" if act is None or (draft and act.facts["text"] == draft.text) else f"{act.facts['text']}"


def it_is_published_whole(way: Way) -> str:
    """On both sites, with the ways out, the remedies and the measures (七, H-159)."""
    act = way.own("publish_standard")
    if act is None:
        return ""
    lacks = {"credit-site", "department-site"} - {*act.facts["channels"]}
    lacks |= {"removal", "procedure", "remedies", "measures"} - {*act.facts["shown"]}
    begins = date.fromisoformat(act.facts["in_force_on"])
    return f"{sorted(lacks)} {begins}" if lacks or begins < day_of(act) else ""


def a_draft_changed_in_substance_is_asked_about_anew(way: Way) -> str:
    """The public has spoken on another text (H-156)."""
    act = way.own("amend_draft")
    if act is None or act.step_from == "proposed":
        return ""
    small = act.facts["change"] == "wording" or (act.facts["change"] == "lighter" and act.facts.get("comments"))
    anew = way.after.step == "proposed" and way.after.consultation is None and not way.after.opinions
    return "" if small or anew else f"{act.facts['change']} at {act.step_from}"


def a_lighter_draft_adopts_comments_that_were_taken(way: Way) -> str:
    """Only what the public asked for and was told (H-156)."""
    act = way.own("amend_draft")
    named = spans_of(tuple(act.facts.get("comments") or ())) if act is not None else None
    taken = {n for a, b in way.before.taken for n in range(a, b + 1)}
    return "" if named is None or {n for a, b in named for n in range(a, b + 1)} <= taken else f"{named}"


def comments_are_taken_in_time(way: Way) -> str:
    """Made or posted while the consultation ran (H-155)."""
    act, held = way.own("receive_comment"), way.before.consultation
    return "" if act is None or (held and held.since <= day_of(act) <= held.until) else f"{day_of(act)} {held}"


def a_comment_is_answered_once(way: Way) -> str:
    """Each by its number."""
    act = way.own("answer_comments")
    if act is None:
        return ""
    said = {n for a, b in spans_of(tuple(act.facts["comments"])) or () for n in range(a, b + 1)}
    before = {n for a, b in way.before.answered for n in range(a, b + 1)}
    return f"{sorted(said & before)}" if said & before else ""


def a_department_answers_what_it_was_asked(way: Way) -> str:
    """Once, and not before it was asked; its silence says nothing (H-157)."""
    act = way.own("give_opinion")
    if act is None:
        passed = [a for a in way.acts if a.act == "pass_opinion"]
        return "the clock spoke" if passed and way.command is None and way.before.opinions != way.after.opinions else ""
    held = way.before.opinion(act.facts["body"])
    good = held is not None and not held.finding and day_of(act) >= held.asked_on
    return "" if good else f"{held} {day_of(act)}"


def the_standing_edition_outlives_every_draft(way: Way) -> str:
    """Until the next takes effect, or it ends (H-164)."""
    act = way.own(*_OF_THE_DRAFT)
    clock = any(a.by.id == CLOCK and a.act in ("take_effect", "end_transition") for a in way.acts)
    kept = way.before.standing == way.after.standing
    return "" if act is None or clock or kept else f"{act.act}: {way.after.standing}"


def the_next_edition_takes_the_place_of_the_one_before(way: Way) -> str:
    """One number more, from its own day, and the transition ends with it."""
    before, after = way.before, way.after
    if after.standing is None or after.standing == before.standing:
        return ""
    owed = [d.kind for d in after.open_deadlines() if d.kind in ("transition", "follow_up", "evaluation_report")]
    left = [kind for kind in owed if not (kind == "transition" and after.standing.adjust)]
    begun = after.standing.since <= law_day(way.now)
    good = after.standing.number == len(before.editions) + 1 and after.draft is None and begun
    return "" if good and not left else f"{after.standing} {left}"


def a_third_party_evaluates(way: Way) -> str:
    """One that does not belong to the department, commissioned before (七, H-160)."""
    act = way.own("commission_evaluation")
    if act is not None and act.facts["independent"] is not True:
        return "of the department itself"
    found = way.own("evaluate_standard")
    return "" if found is None or (way.before.commissioned and way.before.standing) else "nobody was commissioned"


def what_is_found_wanting_gets_its_day(way: Way) -> str:
    """Revised in time (七)."""
    act = way.own("evaluate_standard")
    if act is None:
        return ""
    opened = [d.kind for d in act.opened]
    return "" if (act.facts["finding"] != "keep") == ("follow_up" in opened) else f"{act.facts['finding']} {opened}"


def a_confirmed_entry_is_the_text_entered(way: Way) -> str:
    """The second person looked at the same text (H-162)."""
    act, draft = way.own("confirm_standard"), way.before.draft
    return "" if act is None or (draft and act.facts["text"] == draft.text) else f"{act.facts['text']}"


def the_transition_abolishes(way: Way) -> str:
    """What was not renewed stands no more, at its day and whatever is drafted (49号 part 9)."""
    act = next((a for a in way.acts if a.act == "end_transition"), None)
    if act is None:
        return ""
    good = act.step_to == ("abolished" if act.step_from == "kept" else act.step_from)
    stood = way.command is None and way.after.standing is not None
    return "" if good and not stood else f"{act.step_from} -> {act.step_to} {way.after.standing}"


def every_act_names_what_it_opens(way: Way) -> str:
    """A period begins with the act that the law counts it from, and with no other."""
    act = way.acts[-1] if way.command is not None else None
    return "" if act is None or _opened(act) in _OPENS.get(act.act, ((),)) else f"{act.act} {_opened(act)}"


def _opened(act: Act) -> tuple[str, ...]:
    return tuple(d.kind for d in act.opened)


STATE_RULES: tuple[Callable[[At], str], ...] = (
    a_closed_file_owes_nothing,
    what_stands_is_of_a_lawful_rank,
    nothing_unrenewed_stands_after_the_transition,
    what_stands_is_evaluated,
    nobody_is_late_before_the_end,
    every_comment_is_counted_once,
)
EDGE_RULES: tuple[Callable[[Way], str], ...] = (
    the_public_has_its_time,
    by_post(POSTS),
    two_people(_APART),
    adopted_only_when_everybody_was_heard,
    an_objection_is_answered,
    a_departmental_rule_says_why,
    the_ways_out_and_the_remedies_are_named,
    what_is_adopted_and_published_is_what_was_consulted_on,
    it_is_published_whole,
    a_draft_changed_in_substance_is_asked_about_anew,
    a_lighter_draft_adopts_comments_that_were_taken,
    comments_are_taken_in_time,
    a_comment_is_answered_once,
    a_department_answers_what_it_was_asked,
    the_standing_edition_outlives_every_draft,
    the_next_edition_takes_the_place_of_the_one_before,
    a_third_party_evaluates,
    what_is_found_wanting_gets_its_day,
    a_confirmed_entry_is_the_text_entered,
    the_transition_abolishes,
    clock_first(),
    folded_by(apply),
    every_act_names_what_it_opens,
)
