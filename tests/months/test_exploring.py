"""Months of oversight explored: every world to its end, and each rule meets a seeded fault and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.month_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.month_worlds import worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.records.oversight_months import MonthState
from models.steps import month_deciding, month_fold, month_interviews
from models.steps.judging import Judged, No, Plan
from models.steps.month_judging import MonthContext, refuse_actor
from models.steps.month_table import TABLE
from models.steps.proceeding import act_of, settle

WORLDS = {world.name.split(",")[0]: world for world in worlds(Lawbook())}
NOTICE, ASKED, PROMISED, INCIDENTS, REFERRED = WORLDS
Patch = pytest.MonkeyPatch


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    return {name: SmallWalk(world).run() for name, world in WORLDS.items()}


def test_every_world_is_walked_to_its_end_and_every_rule_holds(found: dict[str, Found]) -> None:
    assert {name: walk.broken for name, walk in found.items()} == {name: {} for name in WORLDS}
    assert all(walk.complete for walk in found.values())


def test_every_row_of_the_table_is_taken(found: dict[str, Found]) -> None:
    taken = {move for walk in found.values() for move in walk.moves}
    assert {(r.act, r.step_from, r.step_to) for r in TABLE} == taken


def test_every_code_of_its_own_is_met(found: dict[str, Found]) -> None:
    codes = {code for walk in found.values() for code in walk.codes}
    assert codes == {"not_authorised", "same_person", "step_not_open", "condition_unmet"}


def plan(patch: Patch, act: str, make: Callable[[MonthContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = month_deciding._PLANS[act]
    patch.setitem(month_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(act: str, to: str = "") -> Callable[[Patch], None]:
    """A content refusal of that act is passed over."""

    def seed(patch: Patch) -> None:
        plan(patch, act, lambda ctx, judged: ctx.to(to) if isinstance(judged, No) else judged)

    return seed


def opens_nothing(act: str) -> Callable[[Patch], None]:
    def seed(patch: Patch) -> None:
        plan(patch, act, lambda _, p: replace(p, opened=()) if isinstance(p, Plan) else p)

    return seed


def no_people(patch: Patch) -> None:
    rule = refuse_actor

    def refuse(ctx: MonthContext) -> No | None:
        no = rule(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(month_deciding, "refuse_actor", refuse)


def no_posts(patch: Patch) -> None:
    patch.setattr(month_deciding, "refuse_actor", lambda _: None)


def end_before_the_clock(patch: Patch) -> None:
    def early(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr(month_deciding, "settle", early)


def acts_of_tomorrow(patch: Patch) -> None:
    whole = month_deciding.settle_month
    patch.setattr(
        month_deciding,
        "settle_month",
        lambda *said: tuple(replace(act, at=act.at + timedelta(days=9)) for act in whole(*said)),
    )


def another_version(patch: Patch) -> None:
    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr(month_deciding, "act_of", skipping)


def issued_by_nobody(patch: Patch) -> None:
    patch.setitem(month_fold._CHANGES, "issue_notice", lambda s, _: s)


def correction_ends_nothing(patch: Patch) -> None:
    def withdrawn(state: MonthState, act: Any) -> MonthState:
        change = {"finding": "corrected", "withdrawn": tuple(act.facts.get("lines") or ())}
        return month_fold._unit(state, act.facts["unit"], **change)

    patch.setitem(month_fold._CHANGES, "settle_dispute", withdrawn)


def silence_is_forgotten(patch: Patch) -> None:
    whole = MonthContext.opened

    def opened(ctx: MonthContext, kind: str, *said: Any, **more: Any) -> Any:
        return () if kind == "interview_call" else whole(ctx, kind, *said, **more)

    patch.setattr(MonthContext, "opened", opened)


def nobody_closes(patch: Patch) -> None:
    plan(patch, "close_accountability", lambda *_: No("condition_unmet", "oversight.referral"))


def breaks(patch: Patch) -> None:
    plan(patch, "confirm_notice", lambda ctx, _: Plan(str(ctx.state.deadlines[9])))


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("nothing_goes_out_unconfirmed", NOTICE, issued_by_nobody),
    ("nobody_is_late_before_the_end", NOTICE, end_before_the_clock),
    ("a_closed_month_owes_nothing", NOTICE, lambda p: p.setattr(MonthState, "left", lambda _: ())),
    ("only_found_cases_are_referred", REFERRED, anyway("open_accountability")),
    ("nothing_new_rests_on_what_was_withdrawn", ASKED, correction_ends_nothing),
    ("everybody_acts_by_their_post", NOTICE, no_posts),
    ("two_people_at_every_paper", NOTICE, no_people),
    ("what_is_confirmed_is_what_was_drawn", NOTICE, anyway("confirm_notice", "confirmed")),
    ("every_unit_named_owes_an_answer", NOTICE, opens_nothing("issue_notice")),
    ("a_dispute_waits_for_its_finding", REFERRED, anyway("open_accountability")),
    ("a_missed_answer_calls_for_an_interview", NOTICE, silence_is_forgotten),
    (
        "an_interview_has_its_ground_and_its_days",
        ASKED,
        lambda p: p.setattr(month_interviews, "_refuse_day", lambda _: None),
    ),
    (
        "an_interview_has_its_ground_and_its_days",
        ASKED,
        lambda p: p.setattr(month_interviews, "_is_ground", lambda *_: True),
    ),
    ("an_interview_ends_with_days_to_keep", ASKED, anyway("hold_interview")),
    ("what_is_not_done_gets_a_new_day", PROMISED, opens_nothing("check_measure")),
    ("one_case_one_notice", INCIDENTS, anyway("notify_incident")),
    ("an_incident_is_opened_once_with_its_ground", INCIDENTS, anyway("open_incident")),
    ("no_incident_is_closed_before_its_notice", INCIDENTS, anyway("close_incident")),
    ("only_an_answer_closes_a_referral", REFERRED, anyway("close_accountability")),
    ("the_clock_comes_first", NOTICE, acts_of_tomorrow),
    ("the_state_is_the_fold_of_its_acts", NOTICE, another_version),
    (NEVER_FAILS, NOTICE, breaks),
    (ALWAYS_ENDS, REFERRED, nobody_closes),
]


@pytest.mark.parametrize(("rule", "world", "seed"), SEEDS, ids=[f"{n}-{seed[0]}" for n, seed in enumerate(SEEDS)])
def test_a_seeded_fault_is_found_by_its_rule(
    rule: str, world: str, seed: Callable[[Patch], None], monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    assert rule in SmallWalk(WORLDS[world], until=rule).run().broken


def test_every_rule_has_its_seeded_fault() -> None:
    names = {rule.__name__ for rule in (*STATE_RULES, *EDGE_RULES)} | {NEVER_FAILS, ALWAYS_ENDS}
    assert names == {rule for rule, _, _ in SEEDS}
