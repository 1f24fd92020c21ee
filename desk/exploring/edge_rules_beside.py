"""What must hold of persons, parties, law and calendar. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from desk.exploring.paths import Edge
from models.law.days import law_day
from models.records.commands import ANY_OFFICER

_TOLD = ("statement_period", "hearing_request", "reconsideration", "litigation")
_CASE_OFFICER = "case-officer"


def recused_person_acts_no_more(edge: Edge) -> str:
    """From the head's decision on (Penalty Law art. 43), neither acting nor chairing nor taking the case over."""
    named = (edge.act.facts.get(w) for w in ("chair",) if edge.act.act == "schedule_hearing")
    taking = edge.act.facts.get("to") if edge.act.act == "hand_over" else ""
    barred = [p for p in (edge.act.by.id, *named, taking) if p and p in edge.seen.recused]
    return f"{barred[0]} is recused and in {edge.act.act}" if barred else ""


def nobody_decides_on_itself(edge: Edge) -> str:
    """Whose recusal is asked for does not decide it."""
    return f"{edge.act.by.id} decided on itself" if edge.act.facts["of"] == edge.act.by.id else ""


def relieved_officer_acts_no_more(edge: Edge) -> str:
    """Who handed the case over acts in it no more as its case officer."""
    by, rule = edge.act.by, edge.law.act_rule(edge.act.act)
    if rule is None or by.id not in edge.seen.relieved or ANY_OFFICER in rule.roles:
        return ""
    lent = edge.seen.lent_to(by.id, law_day(edge.act.at))
    other = [r for r in (*by.roles, *lent) if r in rule.roles and r != _CASE_OFFICER]
    return "" if other or by.is_party else f"{by.id} gave the case away and did {edge.act.act}"


def whose_recusal_is_asked_lays_no_burden(edge: Edge) -> str:
    """While a recusal is pending others draft, approve and publish (house rule H-28)."""
    by = edge.act.by.id
    return f"{by} did {edge.act.act} with a recusal pending" if by in edge.seen.doubted and _burdens(edge) else ""


def nothing_burdens_whom_nobody_succeeds(edge: Edge) -> str:
    """Where a party died or was dissolved and nobody succeeds it, no act burdens (RV 14, LI 25)."""
    return f"{edge.act.act} burdens {sorted(edge.seen.orphans)}" if edge.seen.orphans and _burdens(edge) else ""


def a_stopped_regime_burdens_nobody(edge: Edge) -> str:
    """A rule the clean-up has not kept carries no new listing and no new showing."""
    return f"{edge.act.act} under a stopped regime" if edge.seen.stopped and _burdens(edge) else ""


def _burdens(edge: Edge) -> bool:
    act = edge.act.act
    if act == "draft_decision":
        return bool(edge.act.facts["outcome"] == "list")
    return edge.seen.draft_lists if act == "approve_decision" else True


_BURDENING = ("draft_notice", "approve_notice", "publish", "draft_decision", "approve_decision")


def replanning_cuts_nothing_short(edge: Edge) -> str:
    """A year announced cuts no period short that a party was told."""
    held = {d.key: d for d in edge.before.deadlines}
    cut = [d.kind for d in edge.act.opened if d.kind in _TOLD and d.due < held[d.key].due]
    return f"{cut} were cut short" if cut else ""


def replanning_moves_only_what_runs(edge: Edge) -> str:
    """A year announced computes anew what runs, from the same start; it opens, meets and drops nothing."""
    running = {d.key: d.start_on for d in edge.before.open_deadlines()}
    new = [d.kind for d in edge.act.opened if running.get(d.key) != d.start_on]
    return f"{new} begun by a calendar" if new or edge.act.met or edge.act.dropped else ""


ANY = (recused_person_acts_no_more, relieved_officer_acts_no_more)
OF_ACTS = (
    (nobody_decides_on_itself, ("decide_recusal",)),
    (nothing_burdens_whom_nobody_succeeds, _BURDENING),
    (whose_recusal_is_asked_lays_no_burden, _BURDENING),
    (a_stopped_regime_burdens_nobody, _BURDENING),
    (replanning_cuts_nothing_short, ("announce_calendar",)),
    (replanning_moves_only_what_runs, ("announce_calendar",)),
)
