"""What must hold in every reachable state. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.exploring.edge_rules_road import WINDOWS
from desk.exploring.paths import Node
from desk.exploring.people import HATS
from models.records.cases import CaseState
from models.records.deadlines import Standing
from models.steps.fold import fold
from models.steps.table import FINAL, PREPARING, STEPS

_DECIDED = ("decided", "decision_served", "listed", "not_listed", "removed", "revoked")


@dataclass(frozen=True, slots=True)
class Stand:
    """A state after everything was tried in it: how many acts went through."""

    node: Node
    taken: int

    @property
    def state(self) -> CaseState:
        """The state itself."""
        return self.node.state


def way_out_or_clock(at: Stand) -> str:
    """A case that is not closed has an act open to somebody, or a deadline that runs.

    Not where every head was recused: then somebody must be named from outside.
    """
    if all(head in at.node.seen.recused for head in HATS):
        return ""
    if at.state.is_closed or at.taken or at.state.open_deadlines():
        return ""
    return f"nobody can act at {at.state.step}, and no deadline runs"


def closed_case_is_still(at: Stand) -> str:
    """In a closed case no deadline runs."""
    if not at.state.is_closed:
        return ""
    running = [d.kind for d in at.state.open_deadlines()]
    return f"closed at {at.state.step}, yet {running} run" if running else ""


def fold_of_acts_is_the_state(at: Stand) -> str:
    """The state is the fold of its acts from the opening, and nothing beside."""
    start = CaseState(at.state.case_id, at.state.mode)
    return "" if fold(start, at.node.path()) == at.state else "the fold of the acts is another state"


def removed_only_when_every_leg_is_confirmed(at: Stand) -> str:
    """Nobody is told removed before publication, sharing and measures were seen ended (house rule H-6)."""
    if at.state.step != "removed":
        return ""
    open_legs = sorted(at.node.seen.unconfirmed or ())
    return f"removed with {open_legs} unconfirmed" if open_legs else ""


def nothing_is_shown_after_removal(at: Stand) -> str:
    """A removed or wholly withdrawn listing is on no channel."""
    if at.state.step != "removed" and not (at.state.step == "revoked" and at.state.is_closed):
        return ""
    left = [s.channel for s in at.state.shown if s.until is None]
    return f"{at.state.step}, yet shown on {left}" if left else ""


def statement_period_from_own_service(at: Stand) -> str:
    """Each party's period starts from that party's own service of the notice (Order 45 art. 6)."""
    for d in at.state.deadlines:
        if d.kind in WINDOWS and d.standing is Standing.OPEN and at.node.seen.noticed.get(d.party) != d.start_on:
            return f"the period of {d.party} starts {d.start_on}, service was {at.node.seen.noticed.get(d.party)}"
    return ""


def one_deadline_a_key(at: Stand) -> str:
    """A deadline is there once: a later computation takes the place of the earlier."""
    keys = [d.key for d in at.state.deadlines]
    return "" if len(dict.fromkeys(keys)) == len(keys) else "a deadline is held twice"


def no_deadline_is_overdue(at: Stand) -> str:
    """Once settled, no running deadline's instant lies behind."""
    late = [d.kind for d in at.state.deadlines if d.standing is Standing.OPEN and d.ends_at <= at.node.now]
    return f"{late} ended before now and still run" if late and not at.state.is_closed else ""


def draft_stands_only_while_preparing(at: Stand) -> str:
    """A draft stands from its drafting to the head's decision, or until it falls."""
    preparing = at.state.step in PREPARING
    if preparing and at.state.draft is None:
        return f"{at.state.step} without a draft"
    undecided = at.state.decision is None and at.state.step not in FINAL
    return "" if preparing or at.state.draft is None or not undecided else f"a draft stands at {at.state.step}"


def nothing_heard_is_passed_over(at: Stand) -> str:
    """No draft stands while a statement in time waits for its answer."""
    waiting = sorted(at.node.seen.waiting)
    return f"{at.state.step} while {waiting} wait" if waiting and at.state.step in PREPARING else ""


def decision_holds_no_measure_untold(at: Stand) -> str:
    """A draft or decision names no measure that the notice had not told (Penalty Law 44 by analogy)."""
    for paper in (at.state.draft, at.state.decision):
        untold = [m for m in paper.measures if m not in at.node.seen.measures_told] if paper else []
        if untold:
            return f"measures {untold} were never told"
    return ""


def decision_stands_where_it_should(at: Stand) -> str:
    """Steps from the decision on have a decision, steps before it have none."""
    if at.state.step in ("none", "terminated"):
        return ""
    should = at.state.step in _DECIDED
    return "" if (at.state.decision is not None) is should else f"{at.state.step}: decision {at.state.decision}"


def announcement_runs_while_service_is_pending(at: Stand) -> str:
    """A service by announcement is pending exactly while its days run (Civil Procedure Law 95)."""
    if at.state.is_over:
        return ""
    pending = sorted((s.document, s.party) for s in at.state.services if s.pending)
    running = sorted((d.matter, d.party) for d in at.state.open_deadlines() if d.kind == "announcement")
    return "" if pending == running else f"pending {pending}, running {running}"


def step_is_known(at: Stand) -> str:
    """Every step reached stands in the table."""
    return "" if at.state.step in (*STEPS, "none") else f"step {at.state.step}"


def two_tellings_agree(at: Stand) -> str:
    """What the state says of service, windows, statements and removal is what an onlooker saw."""
    state, seen = at.state, at.node.seen
    noticed = sorted(p.id for p in state.parties if state.served("notice", p.id))
    waiting = sorted({s.party for s in state.statements if not s.answered})
    served = sorted(p.id for p in state.parties if state.served("decision", p.id))
    pairs = (
        ("noticed", noticed, sorted(seen.noticed)),
        ("waiting", waiting, sorted(seen.waiting)),
        ("decision served", served, sorted(seen.decision_served)),
        ("removal", state.removal, seen.ground_to_leave if seen.decided_without is not None else ""),
    )
    return next((f"{what}: {a} but seen {b}" for what, a, b in pairs if a != b), "")


def nothing_is_shown_under_a_stay(at: Stand) -> str:
    """While a stay or a shield lasts the name is on no channel (36-31, 36-34)."""
    left = [s.channel for s in at.state.shown if s.until is None]
    return f"hidden by {sorted(at.node.seen.hidden)}, yet on {left}" if at.node.seen.hidden and left else ""


def hidden_is_what_was_seen_hidden(at: Stand) -> str:
    """Stays and shields last from the act that began them to the act that ended them."""
    spans = {s.ground for s in at.state.suspended if s.until is None} - {"objection", "complaint"}
    told = set(at.node.seen.hidden)
    return "" if spans == told else f"spans {sorted(spans)}, seen {sorted(told)}"


def spans_never_overlap(at: Stand) -> str:
    """Of one ground one span lasts at a time, and none ends before it began."""
    grounds = [s.ground for s in at.state.suspended if s.until is None]
    turned = [s.ground for s in at.state.suspended if s.until is not None and s.until < s.since]
    return f"spans {grounds}, turned {turned}" if turned or len(dict.fromkeys(grounds)) != len(grounds) else ""


def a_pending_hearing_holds_the_road(at: Stand) -> str:
    """While somebody is still to be heard the case waits for it, or for the notice's service."""
    state = at.state
    wants = bool(at.node.seen.hearing) and state.decision is None and not state.is_closed
    if wants is not state.hearing_pending and not state.is_closed:
        return f"asked by {sorted(at.node.seen.hearing)}, pending {state.hearing_pending}"
    stands = state.step in ("hearing_pending", "notice_approved")
    return "" if not wants or stands else f"a hearing waits at {state.step}"


def what_was_decided_rests_on_nothing_proposed(at: Stand) -> str:
    """A listing that stands rests on a document in force."""
    proposed = at.state.decision is not None and at.state.basis.proposed
    return f"{at.state.step} on a proposed penalty" if proposed else ""


def one_application_at_a_time(at: Stand) -> str:
    """An application stands from its filing to its answer, and none after a ground to leave."""
    stands, seen = at.state.application is not None, at.node.seen.applied_on is not None
    return "" if stands is seen else f"application {at.state.application}, seen {at.node.seen.applied_on}"


def nothing_left_to_undo_is_over(at: Stand) -> str:
    """Once a listing leaves and every leg is in, or none was ever shown, the case is over."""
    seen = at.node.seen
    left = seen.ground_to_leave and not seen.unconfirmed
    return (
        f"{seen.ground_to_leave}, nothing left to undo, and still {at.state.step}"
        if left and not at.state.is_over
        else ""
    )


def clocks_of_an_application_need_one(at: Stand) -> str:
    """The time to accept or to decide a restoration runs only while an application stands."""
    kinds = ("restoration_acceptance", "restoration_decision")
    runs = [d.kind for d in at.state.open_deadlines() if d.kind in kinds]
    return f"{runs} run without an application" if runs and at.state.application is None else ""


StateRule = Callable[[Stand], str]
STATE_RULES: tuple[StateRule, ...] = (
    way_out_or_clock,
    closed_case_is_still,
    fold_of_acts_is_the_state,
    removed_only_when_every_leg_is_confirmed,
    nothing_is_shown_after_removal,
    statement_period_from_own_service,
    one_deadline_a_key,
    no_deadline_is_overdue,
    draft_stands_only_while_preparing,
    nothing_heard_is_passed_over,
    decision_holds_no_measure_untold,
    decision_stands_where_it_should,
    announcement_runs_while_service_is_pending,
    step_is_known,
    nothing_is_shown_under_a_stay,
    hidden_is_what_was_seen_hidden,
    spans_never_overlap,
    a_pending_hearing_holds_the_road,
    what_was_decided_rests_on_nothing_proposed,
    one_application_at_a_time,
    nothing_left_to_undo_is_over,
    clocks_of_an_application_need_one,
    two_tellings_agree,
)
