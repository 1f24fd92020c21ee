"""What must hold in every state of a review and on every way between two; each says what is wrong, or nothing.

The rules are told again here from the texts (308号, 49号, 15号, the house rules), not from `decide`.
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
from models.records.acts import Act, day_of
from models.records.deadlines import Standing
from models.records.measure_reviews import ReviewState
from models.steps.measure_fold import apply

_IN_FORCE = ("issued", "ended")
_PENALTY_RANKS = ("law", "administrative-regulation", "local-regulation", "central-policy")
_LAWS_AND_REGULATIONS = ("law", "administrative-regulation", "local-regulation")
_IMPORTS = (*_PENALTY_RANKS, "judicial-interpretation", "departmental-rule")
# Whose earlier task bars whom from which act (H-75).
_APART = {
    "find_impact": ("propose_measure",),
    "give_opinion": ("propose_measure", "find_impact"),
    "consent_measure": ("propose_measure", "find_impact"),
    "refuse_consent": ("propose_measure", "find_impact"),
    "issue_measure": ("propose_measure", "consent_measure"),
    "confirm_import": ("enter_import",),
    "notify_incident": ("record_incident",),
    "sign_report": ("open_report",),
    "file_report": ("sign_report",),
}
POSTS = {
    "propose_measure": ("issuing-officer",),
    "withdraw_measure": ("issuing-officer", "issuing-head"),
    "find_impact": ("commission-officer",),
    "request_opinion": ("commission-officer",),
    "give_opinion": ("judicial-officer",),
    "consent_measure": ("commission-head",),
    "refuse_consent": ("commission-head",),
    "obtain_upper_consent": ("commission-officer",),
    "issue_measure": ("issuing-head",),
    "enter_import": ("commission-officer",),
    "confirm_import": ("commission-head",),
    "record_incident": ("commission-officer",),
    "dispose_cases": ("commission-head", "issuing-head"),
    "answer_incident": ("issuing-officer", "issuing-head"),
    "notify_incident": ("commission-head",),
    "open_report": ("commission-officer",),
    "sign_report": ("commission-leader",),
    "file_report": ("commission-officer",),
}


def in_force_only_with_every_consent(at: Stand[ReviewState]) -> str:
    """The same level's consent always; for large impact the opinion and the upper consent too (308号 part 2)."""
    s = at.state
    if s.step not in _IN_FORCE:
        return ""
    given = [c.of for c in s.consents]
    wanted = ["same-level", *(["upper"] if s.impact == "large" else [])]
    lacking = [w for w in wanted if given.count(w) != 1]
    if s.impact == "large" and not s.opinion:
        lacking.append("opinion")
    return f"lacks {lacking}" if lacking or not s.impact else ""


def a_penalty_in_force_is_lawful(at: Stand[ReviewState]) -> str:
    """On a law, regulation or central policy; of the list; for a concrete act; not heavier; obliging nobody."""
    s, m = at.state, at.state.measure
    if s.step not in _IN_FORCE or m is None or m.kind != "penalty":
        return ""
    wrong = []
    if not any(b.rank in _PENALTY_RANKS for b in m.bases):
        wrong.append("basis")
    if not m.list_item:
        wrong.append("list")
    if m.trigger != "conduct":
        wrong.append(m.trigger)
    return f"{wrong} {m.heavier} {m.obliges}" if wrong or m.heavier or m.obliges else ""


def large_impact_rests_on_a_law_or_regulation(at: Stand[ReviewState]) -> str:
    """Rewards as well as penalties (308号 part 2); without it not even the judicial department is asked."""
    s, m = at.state, at.state.measure
    if m is None or s.impact != "large" or s.step not in ("opinion_requested", "opinion_given", *_IN_FORCE):
        return ""
    return "" if any(b.rank in _LAWS_AND_REGULATIONS for b in m.bases) else f"{[b.rank for b in m.bases]}"


def a_closed_review_owes_nothing(at: Stand[ReviewState]) -> str:
    """No deadline runs on, and every incident has its answer."""
    s = at.state
    if not s.is_closed:
        return ""
    left = [d.key for d in s.deadlines if d.standing is Standing.OPEN]
    waiting = [i.id for i in s.incidents if not i.finding]
    return f"{left} {waiting}" if left or waiting else ""


def only_what_was_issued_or_confirmed_stands(at: Stand[ReviewState]) -> str:
    """What real cases may stand on (H-81): nothing refused, withdrawn, stopped, or not confirmed by a second person."""
    stands = at.state.standing is not None
    return f"{at.state.standing}" if stands and at.state.step not in ("issued", "imported") else ""


def an_import_is_law(at: Stand[ReviewState]) -> str:
    """A department's own document is no import."""
    return at.state.rank if at.state.rank and at.state.rank not in _IMPORTS else ""


def a_day_named_by_the_notice_never_moves(at: Stand[ReviewState]) -> str:
    """The report is due on the day that the notice names."""
    named = [d.due.isoformat() for d in at.state.deadlines if d.kind == "report"]
    return "" if named in ([], ["2022-09-13"]) else f"{named}"


def an_impact_found_anew_voids_what_was_given(way: Edge[ReviewState]) -> str:
    """Opinion and consents were given for another finding (H-77)."""
    if way.own("find_impact") is None:
        return ""
    s = way.after
    return f"{s.opinion} {s.consents}" if s.opinion or s.consents else ""


def silence_is_no_consent(way: Edge[ReviewState]) -> str:
    """A day that passes is recorded, and nothing else changes (H-78)."""
    if way.command is not None:
        return ""
    kept = (way.before.step, way.before.consents, way.before.opinion) == (
        way.after.step,
        way.after.consents,
        way.after.opinion,
    )
    return "" if kept else f"{[a.act for a in way.acts]}"


def what_is_issued_is_what_was_consented_to(way: Edge[ReviewState]) -> str:
    """The very text, after the consents (H-80)."""
    act, m = way.own("issue_measure"), way.before.measure
    if act is None or m is None:
        return ""
    early = any(day_of(act) < c.on for c in way.before.consents)
    return f"{act.facts['text']} {day_of(act)}" if act.facts["text"] != m.text or early else ""


def what_is_filed_is_what_was_signed(way: Edge[ReviewState]) -> str:
    """The leader's own text (H-84)."""
    act, report = way.own("file_report"), way.before.report
    return "" if act is None or (report and act.facts["document"] == report.signed) else f"{act.facts['document']}"


def a_confirmed_import_is_the_text_entered(way: Edge[ReviewState]) -> str:
    """The second person looked at the same text (H-73)."""
    act, m = way.own("confirm_import"), way.before.measure
    return "" if act is None or (m and act.facts["text"] == m.text) else f"{act.facts['text']}"


def the_one_above_answers_after_the_opinion(way: Edge[ReviewState]) -> str:
    """And stands above (308号 part 2)."""
    act, s = way.own("obtain_upper_consent"), way.before
    if act is None or s.measure is None:
        return ""
    levels = ("nation", "province", "city", "county")
    above = act.facts["level"] in levels[: levels.index(s.measure.level)]
    after = s.opinion_on is not None and day_of(act) >= s.opinion_on
    return "" if above and after else f"{act.facts['level']} {act.facts['on']}"


def an_adverse_opinion_is_answered(way: Edge[ReviewState]) -> str:
    """A consent against it gives its reasons (H-79)."""
    act = way.own("consent_measure")
    adverse = way.before.opinion not in ("", "lawful")
    return "without reasons" if act is not None and adverse and not act.facts.get("reasons") else ""


def one_case_one_notice(way: Edge[ReviewState]) -> str:
    """Only for what was late or wrong, and once (308号 part 3)."""
    act = way.own("notify_incident")
    if act is None:
        return ""
    held = next((i for i in way.before.incidents if i.id == act.facts["incident"]), None)
    if held is None or held.noticed_on is not None:
        return f"{held}"
    late = any(d.matter == held.id and d.standing is Standing.ENDED for d in way.before.deadlines)
    return "" if late or held.finding in ("corrected", "stopped") else "without ground"


def a_measure_stopped_ends_at_once(way: Edge[ReviewState]) -> str:
    """And stands no more for any case."""
    act = way.own("answer_incident")
    if act is None or act.facts["finding"] != "stopped":
        return ""
    return "" if way.after.step == "ended" and way.after.standing is None else way.after.step


def every_act_names_what_it_opens(way: Edge[ReviewState]) -> str:
    """A period begins with the act that the law counts it from, and with no other."""
    opens = {
        "propose_measure": ("impact_finding",),
        "request_opinion": ("opinion",),
        "give_opinion": ("consent",),
        "record_incident": ("incident_answer",),
        "open_report": ("report",),
    }
    act = way.acts[-1] if way.command is not None else None
    return "" if act is None or _opened(act) == opens.get(act.act, _opened_by(act)) else f"{act.act} {_opened(act)}"


def _opened(act: Act) -> tuple[str, ...]:
    return tuple(d.kind for d in act.opened)


def _opened_by(act: Act) -> tuple[str, ...]:
    """What depends on the finding: an ordinary measure's file is complete, a large one's goes up."""
    if act.act == "find_impact":
        return ("consent",) if act.facts["impact"] == "ordinary" else ()
    return ("upper_consent",) if act.act == "consent_measure" and act.step_to == "consented" else ()


def a_penalty_in_force_is_of_the_list_of_the_day(at: Stand[ReviewState]) -> str:
    """Not of an item that no edition has (49号（九）)."""
    m = at.state.measure
    outside = m is not None and m.kind == "penalty" and m.list_item == "elsewhere" and at.state.step in _IN_FORCE
    return "outside the list" if outside else ""


def a_measure_stopped_is_over_once_its_cases_are_chosen_for(at: Stand[ReviewState]) -> str:
    """By another person than who stopped it (H-126)."""
    s = at.state
    left = [x.id for x in s.stops if at.state.is_closed and not x.confirmed_by]
    alone = [x.id for x in s.stops if x.confirmed_by == x.proposed_by]
    return f"{left} {alone}" if left or alone else ""


STATE_RULES: tuple[Callable[[Stand[ReviewState]], str], ...] = (
    in_force_only_with_every_consent,
    a_penalty_in_force_is_lawful,
    a_penalty_in_force_is_of_the_list_of_the_day,
    a_measure_stopped_is_over_once_its_cases_are_chosen_for,
    large_impact_rests_on_a_law_or_regulation,
    a_closed_review_owes_nothing,
    only_what_was_issued_or_confirmed_stands,
    an_import_is_law,
    nobody_is_late_before_the_end,
    a_day_named_by_the_notice_never_moves,
)
EDGE_RULES: tuple[Callable[[Edge[ReviewState]], str], ...] = (
    by_post(POSTS),
    two_people(_APART),
    an_impact_found_anew_voids_what_was_given,
    silence_is_no_consent,
    what_is_issued_is_what_was_consented_to,
    what_is_filed_is_what_was_signed,
    a_confirmed_import_is_the_text_entered,
    the_one_above_answers_after_the_opinion,
    an_adverse_opinion_is_answered,
    one_case_one_notice,
    a_measure_stopped_ends_at_once,
    clock_first("open_report"),
    folded_by(apply),
    every_act_names_what_it_opens,
)
