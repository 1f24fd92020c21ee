"""Each invariant of the exploration meets a seeded fault, and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk.exploring import answer_rules, edge_rules, state_rules, walking, whole_rules
from desk.exploring.edge_rules import EDGE_RULES
from desk.exploring.findings import Findings
from desk.exploring.onlooker import Seen
from desk.exploring.paths import Node
from desk.exploring.people import HEAD
from desk.exploring.trying import FIRST_DAY
from models.law.days import Calendar, start_of
from models.law.regimes import Certainty, Law
from models.records.acts import Act, Answer, Decided
from models.records.cases import CaseState
from models.records.deadlines import deadline
from models.steps import deciding, fold, fold_undecided, publishing, restoring, serving
from models.steps.judging import Context, Judged, No, Plan
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
    for asked in (deciding, edge_rules):
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
    patch.setattr(deciding, "open_acts", lambda *_: ("publish",))


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


CASES: list[tuple[str, Seed, str, dict[str, Any]]] = [
    ("way_out_or_clock", lambda p: _refusing(p, "draft_decision"), "decision", {}),
    ("closed_case_is_still", lambda p: p.setattr(fold, "_at_rest", lambda s: s), "notice", {}),
    ("fold_of_acts_is_the_state", lambda p: p.setattr(walking, "apply", _apply_and_extend), "notice", {}),
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
        {"announced": True},
    ),
    ("two_tellings_agree", _announcement_serves_at_once, "notice", {"announced": True}),
    ("version_grows_by_one", _version_stands_still, "notice", {}),
    ("no_act_after_closed", _closed_case_goes_on, "revocation", {}),
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
    ("decide_settles_first", _clock_waits_for_its_timer, "decision", {}),
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
def test_a_law_that_lets_one_person_do_all_is_caught(rule: str, stretch: str, explore: Explore, law: Law) -> None:
    found = explore(stretch, until=rule, under=_one_person_may_do_all(law))
    assert found.broken[rule], found.broken


def test_a_law_without_a_period_to_take_down_is_caught(explore: Explore, law: Law) -> None:
    silent = replace(law, periods=tuple(p for p in law.periods if p.key != "withdrawal"))
    found = explore("revocation", until="leaving_starts_its_clock", under=silent)
    assert found.broken["leaving_starts_its_clock"]


def test_a_house_rule_cited_as_law_is_caught(explore: Explore, law: Law, monkeypatch: Patch) -> None:
    monkeypatch.setattr(deciding, "row", lambda *_: replace(TABLE[0], cite="house.roles"))
    citations = tuple(replace(c, certainty=Certainty.VERBATIM) if c.key == "house.roles" else c for c in law.citations)
    found = explore("notice", until="act_cites_a_rule", under=replace(law, citations=citations))
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
    assert "code materials_missing was never given" in list(whole_rules.every_code_is_reached(found, law))
    assert "expire_listing never went through" in list(whole_rules.every_act_is_reached(found, law))
    assert "step removed was never reached" in list(whole_rules.every_step_is_reached(found, law))
    assert len(whole_rules.rows_never_taken(found)) == len(TABLE)


def test_a_row_that_cites_no_article_is_named(law: Law) -> None:
    bare = replace(law, citations=tuple(c for c in law.citations if c.key != "publication"))
    assert list(whole_rules.every_row_cites_a_rule(Findings(), law)) == []
    assert "publish cites 'publication', which no law file holds" in list(
        whole_rules.every_row_cites_a_rule(Findings(), bare)
    )


def test_a_machine_beside_the_table_is_named(law: Law, monkeypatch: Patch) -> None:
    assert list(whole_rules.machine_is_the_table(Findings(), law)) == []
    publish = next(r for r in TABLE if r.act == "publish")
    others = tuple(r for r in TABLE if r != publish)
    monkeypatch.setattr(whole_rules, "TABLE", (*others, replace(TABLE[0], act="publish"), TABLE[0]))
    named = "\n".join(whole_rules.machine_is_the_table(Findings(), law))
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
    assert sorted((*(r.__name__ for r in rules), walking.NEVER_FAILS)) == sorted(seeded)
