"""Each invariant of the exploration meets a seeded fault, and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk.exploring import answer_rules, edge_rules_any, state_rules, walking, whole_rules
from desk.exploring.answer_rules import DOOR_ALIKE, MERGED_ALIKE
from desk.exploring.edge_rules import EDGE_RULES
from desk.exploring.exploration import laws_of
from desk.exploring.findings import Findings
from desk.exploring.paths import Node
from desk.exploring.people import HEAD
from desk.exploring.seeing import Seen
from desk.exploring.worlds import FIRST_DAY, WORLDS
from models.law.days import Calendar, start_of
from models.law.regimes import Certainty, Law
from models.records.acts import Act, Answer, Decided, day_of
from models.records.cases import CaseState
from models.records.deadlines import deadline
from models.steps import (
    authority,
    barring,
    changing,
    clock,
    deciding,
    drafting,
    fold,
    fold_listed,
    fold_undecided,
    hearing,
    opening,
    publishing,
    restoring,
    serving,
    stating,
)
from models.steps.judging import Context, Judged, No, Plan, running
from models.steps.machine import row
from models.steps.table import TABLE, Row
from tests.explore.conftest import Explore

Patch = pytest.MonkeyPatch
Seed = Callable[[Patch], None]


def _plan(patch: Patch, act: str, make: Callable[[Context, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = deciding._PLANS[act]
    patch.setitem(deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def _changed(patch: Patch, act: str, **change: Any) -> None:
    """A plan of that act that goes through is changed in these points."""
    _plan(patch, act, lambda _, plan: replace(plan, **change) if isinstance(plan, Plan) else plan)


def _folded(patch: Patch, act: str, make: Callable[[CaseState, Act], CaseState]) -> None:
    patch.setitem(fold._CHANGES, act, make)


def _refusing(patch: Patch, act: str) -> None:
    _plan(patch, act, lambda *_: No("condition_unmet", "house.fields"))


def _measures_unchecked(patch: Patch) -> None:
    _plan(patch, "draft_decision", lambda ctx, _: Plan("decision_drafted", ctx.command.facts))


def _hearing_skipped(patch: Patch) -> None:
    patch.setattr(deciding, "statement_step", lambda _: "statement_closed")


def _draft_kept(patch: Patch) -> None:
    _folded(patch, "legal_review", lambda state, _: state)


def _statement_taken_as_answered(patch: Patch) -> None:
    taken = fold_undecided._file_statement

    def answered(state: CaseState, act: Act) -> CaseState:
        state = taken(state, act)
        return replace(state, statements=tuple(replace(s, answered=True) for s in state.statements))

    _folded(patch, "file_statement", answered)


def _statement_leaves_draft(patch: Patch) -> None:
    patch.setattr(fold_undecided, "_without_draft", lambda state: state)


def _removed_at_the_first_leg(patch: Patch) -> None:
    _changed(patch, "confirm_leg", to="removed")


def _left_on_the_channel(patch: Patch) -> None:
    def confirmed(state: CaseState, act: Act) -> CaseState:
        leg, recipient = act.facts["leg"], act.facts["recipient"]
        done = (replace(x, on=FIRST_DAY) if (x.leg, x.recipient) == (leg, recipient) else x for x in state.legs)
        return replace(state, legs=tuple(done))

    _folded(patch, "confirm_leg", confirmed)


def _windows_from_the_day_before(patch: Patch) -> None:
    whole = serving._windows
    patch.setattr(serving, "_windows", lambda ctx, p, on: whole(ctx, p, on - timedelta(days=1)))


def _deadlines_heaped(patch: Patch) -> None:
    whole = fold._deadlines
    twice = ("extend_decision",)
    patch.setattr(
        fold, "_deadlines", lambda held, act: (*whole(held, act), *(act.opened if act.act in twice else ()))
    )


def _announcement_serves_at_once(patch: Patch) -> None:
    whole = fold_undecided._record_service

    def served(state: CaseState, act: Act) -> CaseState:
        return whole(state, replace(act, facts={**act.facts, "pending": False}))

    _folded(patch, "record_service", served)


def _version_stands_still(patch: Patch) -> None:
    whole = deciding._act_to
    patch.setattr(deciding, "_act_to", lambda *a: replace(whole(*a), version=a[0].state.version))


def _closed_case_goes_on(patch: Patch) -> None:
    patch.setattr(deciding, "_refuse_step", lambda _: None)


def _moves_beside_the_table(patch: Patch) -> None:
    for asked in (deciding, edge_rules_any):
        patch.setattr(asked, "row", lambda *_: TABLE[0])
    _changed(patch, "approve_notice", to="listed")


def _cites_nothing(patch: Patch) -> None:
    patch.setattr(deciding, "row", lambda *_: replace(TABLE[0], cite="article nought"))


def _extension_shortens(patch: Patch) -> None:
    def shorter(ctx: Context, plan: Judged) -> Judged:
        if not isinstance(plan, Plan):
            return plan
        running = ctx.state.running("decision")
        assert running is not None
        return replace(plan, opened=(replace(running, due=running.due - timedelta(days=1)),))

    _plan(patch, "extend_decision", shorter)


def _published_after_leaving(patch: Patch) -> None:
    def publish(ctx: Context) -> Judged:
        return publishing.publish(replace(ctx, state=replace(ctx.state, removal="")))

    patch.setitem(deciding._PLANS, "publish", publish)


def _one_served_stands_for_all(patch: Patch) -> None:
    def served(state: CaseState, document: str) -> bool:
        return any(state.served(document, p.id) for p in state.parties)

    patch.setattr(CaseState, "all_served", served)


def _no_row_for_the_end(patch: Patch) -> None:
    def missing(act: str, step: str, to: str) -> Row:
        if act == "lapse_decision":
            raise LookupError(act)
        return row(act, step, to)

    patch.setattr(deciding, "row", missing)


def _nothing_bars(patch: Patch) -> None:
    patch.setattr(restoring, "bars", lambda *_: ())


def _one_waives_for_all(patch: Patch) -> None:
    def waived(ctx: Context, plan: Judged) -> Judged:
        keys = tuple(d.key for d in ctx.state.open_deadlines() if d.kind == "statement_period")
        return replace(plan, met=keys) if isinstance(plan, Plan) else plan

    _plan(patch, "waive_statement", waived)


def _any_answer_meets_all(patch: Patch) -> None:
    patch.setattr(serving, "_answers_told", lambda state, parties: serving._running(state, "statement_answer", parties))


def _answer_ends_the_window(patch: Patch) -> None:
    def dropping(ctx: Context, plan: Judged) -> Judged:
        keys = tuple(d.key for d in ctx.state.open_deadlines() if d.kind == "statement_period")
        return replace(plan, dropped=keys) if isinstance(plan, Plan) else plan

    _plan(patch, "answer_statement", dropping)


def _clock_late(patch: Patch) -> None:
    whole = deciding.settle
    hour = timedelta(hours=1)
    patch.setattr(walking, "settle", lambda *a: tuple(replace(x, at=x.at + hour) for x in whole(*a)))


def _one_channel_forgotten(patch: Patch) -> None:
    whole = publishing.legs
    patch.setattr(publishing, "legs", lambda ctx: whole(ctx)[1:])


def _unknown_code(patch: Patch) -> None:
    patch.setitem(deciding._WAITS, "opened", ("not_today", "notice"))


def _unknown_rule(patch: Patch) -> None:
    patch.setitem(deciding._WAITS, "opened", ("notice_not_served", "article nought"))


def _refusal_acts(patch: Patch) -> None:
    whole = deciding._refused
    act = Act(1, "k", "open_case", HEAD, start_of(FIRST_DAY), "none", "opened", "opening")
    patch.setattr(deciding, "_refused", lambda ctx, no, _: whole(ctx, no, (act,)))


def _everything_open(patch: Patch) -> None:
    patch.setattr(deciding, "open_acts", lambda *_, **__: ("publish",))


def _anybody_asks(patch: Patch) -> None:
    patch.setattr(deciding, "refuse_actor", lambda _: None)


def _answers_vary(patch: Patch) -> None:
    whole = deciding.decide
    count = iter(range(10**9))

    def varied(*asked: Any) -> Answer:
        answer = whole(*asked)
        if isinstance(answer, Decided):
            own = replace(answer.own, facts={**answer.own.facts, "n": next(count)})
            return Decided((*answer.acts[:-1], own))
        return answer

    patch.setattr(walking, "decide", varied)


def _clock_waits_for_its_timer(patch: Patch) -> None:
    patch.setattr(deciding, "settle", lambda *_: ())


def _never(patch: Patch, room: Any, name: str, answer: Any = None) -> None:
    """That check in that room is not made: it always answers this."""
    patch.setattr(room, name, lambda *_, **__: answer)


def _always(patch: Patch, name: str, answer: Any) -> None:
    patch.setattr(CaseState, name, property(lambda _: answer))


def _facts(patch: Patch, act: str, **facts: Any) -> None:
    """A plan of that act that goes through says something else."""
    _plan(patch, act, lambda _, p: replace(p, facts={**p.facts, **facts}) if isinstance(p, Plan) else p)


def _unchanged(patch: Patch, act: str) -> None:
    _folded(patch, act, lambda state, _: state)


def _dropping(patch: Patch, act: str, *kinds: str) -> None:
    def dropped(ctx: Context, plan: Judged) -> Judged:
        return replace(plan, dropped=running(ctx.state, *kinds)) if isinstance(plan, Plan) else plan

    _plan(patch, act, dropped)


def _clock_signs(patch: Patch) -> None:
    whole = clock._end_statement_period
    patch.setitem(
        clock._ENDINGS, "statement_period", lambda ctx, d: replace(whole(ctx, d), documents=("decision",))
    )


def _papers_burnt(patch: Patch) -> None:
    taken = fold_listed._publish
    _folded(patch, "publish", lambda state, act: replace(taken(state, act), papers=()))


def _remedy_violates(patch: Patch) -> None:
    _folded(patch, "record_remedy", lambda state, _: replace(state, violated=True))


def _excused_is_everybody(patch: Patch) -> None:
    def pending(ctx: Context, plan: Judged) -> Judged:
        asked = list(ctx.state.hearing.parties) if ctx.state.hearing else []
        return replace(plan, facts={**plan.facts, "pending": asked}) if isinstance(plan, Plan) else plan

    _plan(patch, "hold_hearing", pending)


def _only_the_publication_ends(patch: Patch) -> None:
    whole = publishing.legs
    patch.setattr(publishing, "legs", lambda ctx: [leg for leg in whole(ctx) if leg[0] == "publication"])


def _lifted_and_left_dark(patch: Patch) -> None:
    _folded(patch, "lift_stay", lambda state, act: fold_listed._resume(state, "stay", day_of(act)))


def _stayed_and_left_shown(patch: Patch) -> None:
    _folded(patch, "impose_stay", lambda state, act: fold_listed._suspend(state, "stay", day_of(act)))


def _stay_ends_before_it_began(patch: Patch) -> None:
    def turned(state: CaseState, _: Act) -> CaseState:
        spans = tuple(replace(s, until=s.since - timedelta(days=1)) for s in state.suspended)
        return replace(state, suspended=spans)

    _folded(patch, "lift_stay", turned)


def _accepted_when_filed(patch: Patch) -> None:
    taken = fold_listed._apply_restoration

    def accepted(state: CaseState, act: Act) -> CaseState:
        state = taken(state, act)
        return replace(state, application=replace(state.application, accepted=True)) if state.application else state

    _folded(patch, "apply_restoration", accepted)


def _ends_a_day_early(patch: Patch) -> None:
    whole = drafting._opened

    def early(ctx: Context) -> Any:
        day = timedelta(days=1)
        return tuple(replace(d, due=d.due - day) if d.kind == "publication_end" else d for d in whole(ctx))

    patch.setattr(drafting, "_opened", early)


def _copy_comes_down_at_once(patch: Patch) -> None:
    patch.setattr(restoring, "removal_due", lambda ctx: ctx.opened("removal_effect", ctx.today))


def _pending_is_recused(patch: Patch) -> None:
    patch.setattr(CaseState, "is_recused", lambda state, person: any(r.person == person for r in state.recusals))


def _always_barred(patch: Patch) -> None:
    _never(patch, restoring, "bars", (No("restoration_barred", "restoration_exclusion"),))


def _calendar_ends_what_runs(patch: Patch) -> None:
    def ended(ctx: Context, plan: Judged) -> Judged:
        return replace(plan, met=running(ctx.state, "decision")) if isinstance(plan, Plan) else plan

    _plan(patch, "announce_calendar", ended)


def _refused_by_the_count(patch: Patch) -> None:
    whole = authority.refuse_actor

    def counted(ctx: Context) -> No | None:
        no = whole(ctx)
        return no and replace(no, detail={"n": ctx.state.version})

    patch.setattr(deciding, "refuse_actor", counted)


def _odd_acts_refused(patch: Patch) -> None:
    def odd(ctx: Context, plan: Judged) -> Judged:
        return plan if ctx.state.version % 2 else No("condition_unmet", "house.fields")

    _plan(patch, "terminate_case", odd)


def _complaint_forgotten(patch: Patch) -> None:
    taken = fold_listed._answer_complaint
    _folded(patch, "answer_complaint", lambda state, act: replace(taken(state, act), undoings=()))


CASES: list[tuple[str, Seed, str, dict[str, Any]]] = [
    ("way_out_or_clock", lambda p: _refusing(p, "draft_decision"), "decision", {}),
    ("closed_case_is_still", lambda p: p.setattr(fold, "_at_rest", lambda s: s), "notice", {}),
    (
        "fold_of_acts_is_the_state",
        lambda p: p.setattr(walking, "apply", _apply_and_extend),
        "notice",
        {"thorough": True},
    ),
    ("removed_only_when_every_leg_is_confirmed", _removed_at_the_first_leg, "listing", {}),
    ("nothing_is_shown_after_removal", _left_on_the_channel, "revocation", {}),
    ("statement_period_from_own_service", _windows_from_the_day_before, "notice", {}),
    ("one_deadline_a_key", _deadlines_heaped, "notice", {}),
    ("draft_stands_only_while_preparing", _draft_kept, "decision", {}),
    ("nothing_heard_is_passed_over", _statement_leaves_draft, "hearing", {}),
    ("decision_holds_no_measure_untold", _measures_unchecked, "decision", {}),
    ("decision_stands_where_it_should", lambda p: _folded(p, "approve_decision", lambda s, _: s), "decision", {}),
    (
        "announcement_runs_while_service_is_pending",
        lambda p: p.setattr(Context, "announced", lambda *_: ()),
        "notice",
        {"announced": ("notice",)},
    ),
    ("two_tellings_agree", _announcement_serves_at_once, "notice", {"announced": ("notice",)}),
    ("version_grows_by_one", _version_stands_still, "notice", {}),
    ("move_stands_in_the_table", _moves_beside_the_table, "notice", {}),
    ("row_tells_what_happens", lambda p: _changed(p, "approve_notice", documents=("decision",)), "notice", {}),
    ("act_cites_a_rule", _cites_nothing, "notice", {}),
    ("deadlines_never_shorten", _extension_shortens, "notice", {}),
    ("publish_only_after_lawful_decision", _one_served_stands_for_all, "listing", {"pair": True}),
    ("nothing_published_after_ground_to_leave", _published_after_leaving, "listing", {}),
    ("draft_only_after_hearing_the_parties", _hearing_skipped, "decision", {}),
    ("restoration_never_early_nor_after_violation", _nothing_bars, "violation", {}),
    ("waiver_only_by_the_party", _one_waives_for_all, "hearing", {"pair": True}),
    ("statement_in_time_waits", _statement_taken_as_answered, "hearing", {}),
    ("answer_is_given_before_it_is_told", _any_answer_meets_all, "hearing", {}),
    ("window_ends_by_expiry_or_waiver_only", _answer_ends_the_window, "hearing", {}),
    ("clock_act_bears_its_instant", _clock_late, "decision", {}),
    ("legs_cover_every_channel", _one_channel_forgotten, "revocation", {}),
    ("refusal_has_a_stable_code", _unknown_code, "decision", {}),
    ("refusal_cites_a_rule", _unknown_rule, "decision", {}),
    ("refused_command_changes_nothing", _refusal_acts, "notice", {}),
    ("refusal_names_what_is_open", _everything_open, "notice", {}),
    ("post_is_asked_first", _anybody_asks, "notice", {}),
    ("decide_never_fails", _no_row_for_the_end, "notice", {}),
    ("decide_is_deterministic", _answers_vary, "notice", {}),
    ("decide_settles_first", _clock_waits_for_its_timer, "decision", {"thorough": True}),
    ("closed_case_takes_only_the_reopening", _closed_case_goes_on, "revocation", {}),
    ("nothing_is_deleted", _papers_burnt, "listing", {}),
    ("a_person_signs", _clock_signs, "notice", {}),
    ("a_filing_changes_only_the_file", _remedy_violates, "revocation", {}),
    ("listing_rests_on_the_law", lambda p: _never(p, stating, "refuse_measures"), "notice", {"thorough": True}),
    ("minors_are_never_listed", lambda p: _never(p, opening, "_refuse_parties"), "notice", {}),
    ("relisting_needs_another_ground", lambda p: _never(p, opening, "_refuse_relisting"), "notice", {}),
    ("opened_on_an_effective_document", lambda p: _never(p, opening, "_refuse_basis"), "notice", {}),
    ("no_decision_while_a_hearing_pends", lambda p: _always(p, "hearing_pending", False), "oral", {}),  # noqa: FBT003
    ("a_pending_hearing_holds_the_road", lambda p: _unchanged(p, "request_hearing"), "oral", {}),
    ("defence_makes_nothing_heavier", _measures_unchecked, "decision", {}),
    ("hearing_is_held_by_an_outsider", lambda p: _never(p, authority, "_same_person"), "oral", {}),
    ("hearing_keeps_its_lead", lambda p: _never(p, hearing, "_refuse_lead"), "oral", {}),
    ("absence_without_excuse_ends_the_hearing", _excused_is_everybody, "oral", {}),
    ("who_came_to_the_hearing_has_stated", lambda p: _facts(p, "hold_hearing", heard=[]), "oral", {}),
    ("returned_notice_serves_nobody", lambda p: _unchanged(p, "record_returned_mail"), "mail", {}),
    ("extended_once_and_before_the_end", lambda p: _unchanged(p, "extend_decision"), "notice", {}),
    ("consent_before_listing", lambda p: _never(p, drafting, "_refuse_agreement"), "county", {}),
    ("grave_cases_are_discussed", lambda p: _never(p, drafting, "_refuse_undiscussed"), "county", {}),
    ("listed_on_a_penalty_in_force", lambda p: _never(p, drafting, "_refuse_unsigned"), "county", {}),
    (
        "what_was_decided_rests_on_nothing_proposed",
        lambda p: _never(p, drafting, "_refuse_unsigned"),
        "county",
        {},
    ),
    ("leniency_spares", lambda p: _never(p, drafting, "_refuse_leniency"), "oral", {}),
    ("leaving_undoes_every_leg", _only_the_publication_ends, "revocation", {}),
    ("a_person_is_named_only_on_a_ground", lambda p: _never(p, publishing, "_refuse_persons"), "stay", {}),
    ("nothing_is_published_under_a_stay", lambda p: _always(p, "is_hidden", False), "stay", {}),  # noqa: FBT003
    ("a_stay_is_told_only_while_it_lasts", lambda p: _always(p, "is_hidden", True), "stay", {}),  # noqa: FBT003
    ("a_stay_moves_no_period", lambda p: _dropping(p, "impose_stay", "publication_end"), "stay", {}),
    ("what_was_hidden_comes_back", _lifted_and_left_dark, "stay", {}),
    ("nothing_is_shown_under_a_stay", _stayed_and_left_shown, "stay", {}),
    ("hidden_is_what_was_seen_hidden", lambda p: _unchanged(p, "impose_stay"), "stay", {}),
    ("spans_never_overlap", _stay_ends_before_it_began, "stay", {}),
    ("nothing_comes_back_after_leaving", _published_after_leaving, "listing", {}),
    (
        "an_objection_suspends_only_by_local_rule",
        lambda p: _facts(p, "file_objection", suspends=True),
        "objection",
        {},
    ),
    ("an_answer_ends_the_rest", lambda p: _unchanged(p, "answer_objection"), "objection", {}),
    ("acceptance_stops_its_clock", lambda p: _changed(p, "accept_restoration", met=()), "acceptance", {}),
    (
        "a_request_for_papers_stops_the_clock",
        lambda p: _changed(p, "request_materials", dropped=()),
        "acceptance",
        {},
    ),
    ("granted_only_when_accepted_and_complete", _accepted_when_filed, "acceptance", {}),
    ("a_bar_holds_until_its_day", lambda p: _unchanged(p, "bar_restoration"), "bar", {}),
    ("a_bar_is_told_only_while_it_lasts", _always_barred, "listing", {}),
    ("only_the_principal_applies", lambda p: _never(p, authority, "_not_this_party"), "listing", {"pair": True}),
    ("linked_parties_leave_together", _left_on_the_channel, "listing", {}),
    (
        "false_papers_restore_and_restart",
        lambda p: _changed(p, "find_false_materials", opened=()),
        "false papers",
        {},
    ),
    ("expires_at_its_maximum", _ends_a_day_early, "revocation", {}),
    ("the_copy_waits_for_its_floor", _copy_comes_down_at_once, "copy", {}),
    ("one_application_at_a_time", lambda p: _unchanged(p, "apply_restoration"), "listing", {}),
    ("nothing_left_to_undo_is_over", lambda p: _changed(p, "confirm_leg", to="listed"), "listing", {}),
    ("clocks_of_an_application_need_one", lambda p: _changed(p, "decide_restoration", met=()), "listing", {}),
    ("recused_person_acts_no_more", lambda p: _never(p, authority, "_recused"), "persons", {}),
    ("nobody_decides_on_itself", lambda p: _never(p, authority, "_same_person"), "persons", {}),
    (
        "relieved_officer_acts_no_more",
        lambda p: _never(p, authority, "_handed_over", False),  # noqa: FBT003
        "persons",
        {},
    ),
    (
        "whose_recusal_is_asked_lays_no_burden",
        lambda p: _never(p, barring, "burdens", False),  # noqa: FBT003
        "persons",
        {},
    ),
    (
        "nothing_burdens_whom_nobody_succeeds",
        lambda p: _never(p, barring, "burdens", False),  # noqa: FBT003
        "cleanup",
        {},
    ),
    (
        "a_stopped_regime_burdens_nobody",
        lambda p: _never(p, barring, "burdens", False),  # noqa: FBT003
        "cleanup",
        {},
    ),
    ("relief_is_never_stopped", lambda p: _never(p, barring, "burdens", True), "cleanup", {}),  # noqa: FBT003
    ("a_pending_recusal_stops_nobody", _pending_is_recused, "persons", {}),
    ("replanning_cuts_nothing_short", lambda p: p.setattr(changing, "_OWN", ()), "calendar", {}),
    ("replanning_moves_only_what_runs", _calendar_ends_what_runs, "calendar", {}),
    (DOOR_ALIKE, _refused_by_the_count, "notice", {}),
    (MERGED_ALIKE, _odd_acts_refused, "notice", {"thorough": True}),
]


def _apply_and_extend(state: CaseState, act: Act) -> CaseState:
    return replace(fold.apply(state, act), extended=True)


@pytest.mark.parametrize(("rule", "seed", "stretch", "how"), CASES, ids=[c[0] for c in CASES])
def test_a_seeded_fault_is_caught(
    rule: str, seed: Seed, stretch: str, how: dict[str, Any], explore: Explore, monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    found = explore(stretch, until=rule, **how)
    assert found.broken[rule], found.broken
    assert found.examples[rule]


def _one_person_may_do_all(law: Law) -> Law:
    return replace(law, acts=tuple(replace(a, apart_from=()) for a in law.acts))


@pytest.mark.parametrize(
    ("rule", "stretch"), [("two_people_at_every_paper", "decision"), ("filing_and_granting_apart", "listing")]
)
def test_a_law_that_lets_one_person_do_all_is_caught(rule: str, stretch: str, explore: Explore) -> None:
    found = explore(stretch, until=rule, lawful=_one_person_may_do_all, people=True)
    assert found.broken[rule], found.broken


def test_a_law_without_a_period_to_take_down_is_caught(explore: Explore) -> None:
    def silent(law: Law) -> Law:
        return replace(law, periods=tuple(p for p in law.periods if p.key != "withdrawal"))

    found = explore("revocation", until="leaving_starts_its_clock", lawful=silent)
    assert found.broken["leaving_starts_its_clock"]


def test_a_house_rule_cited_as_law_is_caught(explore: Explore, monkeypatch: Patch) -> None:
    monkeypatch.setattr(deciding, "row", lambda *_: replace(TABLE[0], cite="house.roles"))

    def mistaken(law: Law) -> Law:
        def as_law(c: Any) -> Any:
            return replace(c, certainty=Certainty.VERBATIM) if c.key == "house.roles" else c

        return replace(law, citations=tuple(as_law(c) for c in law.citations))

    found = explore("notice", until="act_cites_a_rule", lawful=mistaken)
    assert found.broken["act_cites_a_rule"]


def _stand(state: CaseState, seen: Seen | None = None) -> state_rules.Stand:
    return state_rules.Stand(Node(state, seen or Seen(), start_of(FIRST_DAY)), 0)


def test_an_overdue_deadline_is_caught(law: Law, calendar: Calendar) -> None:
    period = law.period("decision")
    assert period is not None
    runs = deadline(period, FIRST_DAY, calendar, kind="decision")
    late = replace(runs, due=FIRST_DAY - timedelta(days=1))
    state = CaseState("c", "training", step="opened", deadlines=(runs,))
    assert state_rules.no_deadline_is_overdue(_stand(state)) == ""
    told = state_rules.no_deadline_is_overdue(_stand(replace(state, deadlines=(late,))))
    assert told == "['decision'] ended before now and still run"


def test_an_unknown_step_is_caught() -> None:
    assert state_rules.step_is_known(_stand(CaseState("c", "training", step="limbo"))) == "step limbo"
    assert state_rules.step_is_known(_stand(CaseState("c", "training", step="opened"))) == ""


def test_rules_of_reach_name_what_was_never_met(law: Law) -> None:
    found = Findings()
    assert "code materials_missing was never given" in list(whole_rules.every_code_is_reached(found, [law]))
    assert "expire_listing never went through" in list(whole_rules.every_act_is_reached(found, [law]))
    assert "step removed was never reached" in list(whole_rules.every_step_is_reached(found, [law]))
    assert len(whole_rules.rows_never_taken(found)) == len(TABLE)


def test_a_row_that_cites_no_article_is_named() -> None:
    laws = laws_of(WORLDS)
    assert list(whole_rules.every_row_cites_a_rule(Findings(), laws)) == []
    bare = [replace(law, citations=tuple(c for c in law.citations if c.key != "publication")) for law in laws]
    assert "publish cites 'publication', which no law file holds" in list(
        whole_rules.every_row_cites_a_rule(Findings(), bare)
    )


def test_a_machine_beside_the_table_is_named(monkeypatch: Patch) -> None:
    assert list(whole_rules.machine_is_the_table(Findings(), [])) == []
    publish = next(r for r in TABLE if r.act == "publish")
    others = tuple(r for r in TABLE if r != publish)
    monkeypatch.setattr(whole_rules, "TABLE", (*others, replace(TABLE[0], act="publish"), TABLE[0]))
    named = "\n".join(whole_rules.machine_is_the_table(Findings(), []))
    assert "the machine lacks ('publish', 'none', 'opened')" in named
    assert "the table lacks" in named
    assert "twice" in named


def test_every_invariant_has_its_seeded_fault() -> None:
    seeded = {c[0] for c in CASES} | {
        "two_people_at_every_paper",
        "filing_and_granting_apart",
        "leaving_starts_its_clock",
        "no_deadline_is_overdue",
        "step_is_known",
    }
    asked = (answer_rules.decide_is_deterministic, answer_rules.decide_settles_first)
    rules = (*state_rules.STATE_RULES, *EDGE_RULES, *answer_rules.REFUSAL_RULES, *asked)
    assert sorted((*(r.__name__ for r in rules), walking.NEVER_FAILS, DOOR_ALIKE, MERGED_ALIKE)) == sorted(seeded)
