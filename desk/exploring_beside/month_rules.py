"""What must hold in every state of a month of oversight and on every way between two; each says what is wrong.

The rules are told again here from the texts (15号, 49号, 308号, the house rules), not from `decide`.
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
from models.records.commands import Command
from models.records.deadlines import Standing
from models.records.oversight_months import MonthState
from models.steps.month_fold import apply

_LEAD, _HEAD, _UNIT = ("lead-officer",), ("lead-head",), ("unit-officer", "lead-officer")
_EITHER = ("lead-officer", "lead-head")
POSTS = {
    "draw_notice": _LEAD,
    "redraw_notice": _LEAD,
    "confirm_notice": _EITHER,
    "issue_notice": _HEAD,
    "answer_notice": _UNIT,
    "settle_dispute": _HEAD,
    "spare_interview": _HEAD,
    "ask_interview": _HEAD,
    "hold_interview": _EITHER,
    "report_measure": _UNIT,
    "check_measure": _EITHER,
    "open_incident": _LEAD,
    "notify_incident": _HEAD,
    "close_incident": _EITHER,
    "open_accountability": _LEAD,
    "drop_accountability": _HEAD,
    "refer_accountability": _HEAD,
    "record_referral_answer": _LEAD,
    "close_accountability": _HEAD,
    "close_month": _HEAD,
}
# Whose earlier task on the same thing bars whom from which act (H-137).
_APART = {
    "confirm_notice": ("draw_notice", "redraw_notice"),
    "issue_notice": ("draw_notice", "redraw_notice"),
    "settle_dispute": ("draw_notice", "redraw_notice"),
    "check_measure": ("hold_interview", "report_measure"),
    "notify_incident": ("open_incident",),
    "drop_accountability": ("open_accountability",),
    "refer_accountability": ("open_accountability",),
    "close_accountability": ("open_accountability",),
}
# Which body may decide on which line: the government by 308号 part 3, the others by the house (H-146).
_MAY = {
    "misapplied": ("government",),
    "incident-late": ("government",),
    **dict.fromkeys(
        ("outside-catalogue", "outside-list", "without-procedure", "restoration-late", "leak", "leaked"),
        ("superior", "appointing", "supervision"),
    ),
}


def nothing_goes_out_unconfirmed(at: Stand[MonthState]) -> str:
    """Answers, interviews and referrals follow a notice that was issued."""
    s = at.state
    early = bool(s.interviews or s.incidents or s.referrals or any(u.answered_on for u in s.units))
    return f"{s.step}" if early and s.issued_on is None else ""


def a_closed_month_owes_nothing(at: Stand[MonthState]) -> str:
    """Every answer, dispute, interview, incident and referral is done with (H-147)."""
    s = at.state
    if s.step != "closed":
        return ""
    owed = [d.key for d in s.deadlines if d.standing is Standing.OPEN]
    owed += [(u.id, "dispute") for u in s.units if u.stand == "disputed" and not u.finding]  # type: ignore[misc]
    asked = [i.unit for i in s.interviews]
    silent = [u.id for u in s.units if u.stands_under and not u.answered_on and not (u.spared or u.id in asked)]
    left = [i.id for i in s.interviews if not i.dropped and (not i.held_on or any(not p.finding for p in i.promises))]
    left += [i.id for i in s.incidents if not i.closed_on]
    left += [r.id for r in s.referrals if not (r.dropped or r.closed_on)]
    return f"{owed} {silent} {left}" if owed or silent or left else ""


def only_found_cases_are_referred(at: Stand[MonthState]) -> str:
    """Of the notice's own cases, to a body that may decide on the line (H-145, H-146)."""
    for r in at.state.referrals:
        unit = next((u for u in at.state.units if u.id == r.unit), None)
        if r.finding != "found" or unit is None or r.line not in unit.lines:
            return f"{r.id}: {r.finding} {r.line}"
        if r.to and r.to not in _MAY.get(r.line, ()):
            return f"{r.id}: {r.line} to {r.to}"
    return ""


def nothing_new_rests_on_what_was_withdrawn(at: Stand[MonthState]) -> str:
    """An interview still to be held, a case not yet referred, on a line that was corrected (H-141)."""
    s = at.state
    gone = {u.id: u.withdrawn for u in s.units}
    held = [i.id for i in s.interviews if not i.dropped and not i.held_on and i.ground in gone.get(i.unit, ())]
    open_ = [r.id for r in s.referrals if not r.dropped and not r.referred_on and not r.outcome
             and not any(d.kind == "referral_answer" and d.matter == r.id for d in s.deadlines)
             and r.line in gone.get(r.unit, ())]  # fmt: skip
    return f"{held} {open_}" if held or open_ else ""


def what_is_confirmed_is_what_was_drawn(way: Edge[MonthState]) -> str:
    """And what the record still gives (H-139)."""
    act, notice = way.own("confirm_notice"), way.before.notice
    if act is None:
        return ""
    told = (act.facts["digest"], (act.facts.get("again") or {}).get("digest"))
    return "" if notice is not None and told == (notice.digest, notice.digest) else f"{told}"


def every_unit_named_owes_an_answer(way: Edge[MonthState]) -> str:
    """From the day of the notice, and nobody else does (H-140)."""
    act = way.own("issue_notice")
    if act is None:
        return ""
    owed = sorted(d.matter for d in act.opened)
    return "" if owed == sorted(u.id for u in way.before.units) else f"{owed}"


def a_dispute_waits_for_its_finding(way: Edge[MonthState]) -> str:
    """Nothing is referred on a unit that disputes, or that was not heard (H-145)."""
    act = way.own("open_accountability")
    if act is None:
        return ""
    unit = next((u for u in way.before.units if u.id == act.facts["found"]["unit"]), None)
    if unit is None or (unit.answered_on is None and not unit.late):
        return "not heard"
    return "disputed" if unit.stand == "disputed" and not unit.finding else ""


def a_missed_answer_calls_for_an_interview(way: Edge[MonthState]) -> str:
    """The clock opens that day for that unit, and nothing else of its own (H-142)."""
    if way.command is not None:
        return ""
    for act in way.acts:
        wanted = ["interview_call"] if act.act == "pass_notice_answer" else []
        if [d.kind for d in act.opened] != wanted or any(d.matter != act.facts["matter"] for d in act.opened):
            return f"{act.act} opened {[d.key for d in act.opened]}"
    return ""


def an_interview_has_its_ground_and_its_days(way: Edge[MonthState]) -> str:
    """The lapse of the answer, of a measure, or a line that stands; three working days ahead at least (H-142)."""
    act, s = way.own("ask_interview"), way.before
    if act is None:
        return ""
    unit = next(u for u in s.units if u.id == act.facts["unit"])
    late = any(p.late and not p.finding for i in s.interviews if i.unit == unit.id for p in i.promises)
    grounds = [x for x in unit.lines if x not in unit.withdrawn]
    grounds += [*(["late-answer"] if unit.late else []), *(["late-measure"] if late else [])]
    # So many working days are so many days at least.
    lead = way.law.period("interview_lead").amount
    early = (act.opened[0].due - day_of(act)).days < lead
    return f"{act.facts['ground']} {act.opened[0].due}" if act.facts["ground"] not in grounds or early else ""


def an_interview_ends_with_days_to_keep(way: Edge[MonthState]) -> str:
    """Every measure promised has its last day, none before the interview (H-143)."""
    act = way.own("hold_interview")
    if act is None:
        return ""
    days = [d.due for d in act.opened if d.kind == "measure"]
    return f"{days}" if not days or len(days) != len(act.facts["measures"]) or min(days) < day_of(act) else ""


def what_is_not_done_gets_a_new_day(way: Edge[MonthState]) -> str:
    """And what is done gets none (H-143)."""
    act = way.own("check_measure")
    if act is None:
        return ""
    again = [d.kind for d in act.opened]
    return "" if again == ([] if act.facts["finding"] == "done" else ["measure"]) else f"{again}"


def one_case_one_notice(way: Edge[MonthState]) -> str:
    """That of public opinion goes out in its review, that of a leak here, and each once (H-144)."""
    act = way.own("notify_incident")
    if act is None:
        return ""
    held = next((i for i in way.before.incidents if i.id == act.facts["incident"]), None)
    return "" if held is not None and held.kind == "leak" and held.noticed_on is None else f"{held}"


def an_incident_is_opened_once_with_its_ground(way: Edge[MonthState]) -> str:
    """What was noticed already, has no ground or is unknown is not opened (308号 part 3)."""
    act = way.own("open_incident")
    if act is None:
        return ""
    told = act.facts["source"]
    doubled = any((i.kind, i.file) == (act.facts["kind"], act.facts["file"]) for i in way.before.incidents)
    fit = told["there"] and told["ground"] and not told["noticed"] and not told.get("doubled")
    return "" if fit and not doubled else f"{told} {doubled}"


def no_incident_is_closed_before_its_notice(way: Edge[MonthState]) -> str:
    """Nor before its own file is done (H-144)."""
    act = way.own("close_incident")
    if act is None:
        return ""
    held = next((i for i in way.before.incidents if i.id == act.facts["incident"]), None)
    if held is None:
        return "unknown"
    told = act.facts["source"]
    out = held.noticed_on is not None if held.kind == "leak" else told["noticed"]
    return "" if out and told["over"] else f"{held.kind} {told}"


def only_an_answer_closes_a_referral(way: Edge[MonthState]) -> str:
    """What was referred is closed on the answer of the body that decided (H-146)."""
    act = way.own("close_accountability")
    if act is None:
        return ""
    held = next((r for r in way.before.referrals if r.id == act.facts["referral"]), None)
    return "" if held is not None and held.outcome in ("acted", "no-action") else f"{held}"


def _about(command: Command) -> str:
    """Tasks are kept for each interview, incident and referral (H-137)."""
    return next((command.word(n) for n in ("interview", "incident", "referral") if command.word(n)), "")


STATE_RULES: tuple[Callable[[Stand[MonthState]], str], ...] = (
    nothing_goes_out_unconfirmed,
    nobody_is_late_before_the_end,
    a_closed_month_owes_nothing,
    only_found_cases_are_referred,
    nothing_new_rests_on_what_was_withdrawn,
)
EDGE_RULES: tuple[Callable[[Edge[MonthState]], str], ...] = (
    by_post(POSTS),
    two_people(_APART, about=_about),
    what_is_confirmed_is_what_was_drawn,
    every_unit_named_owes_an_answer,
    a_dispute_waits_for_its_finding,
    a_missed_answer_calls_for_an_interview,
    an_interview_has_its_ground_and_its_days,
    an_interview_ends_with_days_to_keep,
    what_is_not_done_gets_a_new_day,
    one_case_one_notice,
    an_incident_is_opened_once_with_its_ground,
    no_incident_is_closed_before_its_notice,
    only_an_answer_closes_a_referral,
    clock_first("draw_notice"),
    folded_by(apply),
)
