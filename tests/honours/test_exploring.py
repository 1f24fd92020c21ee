"""Files of honours explored: every world to its end, and each rule meets a seeded fault and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.honour_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.honour_worlds import worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.records.honours import HonourState
from models.steps import (
    honour_benefits,
    honour_deciding,
    honour_exits,
    honour_fold,
    honour_judging,
    honour_recognising,
    honour_standards,
)
from models.steps.honour_judging import HonourContext
from models.steps.honour_table import MOVES, TABLE
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, settle

WORLDS = {world.name: world for world in worlds(Lawbook())}
STANDARD, GOOD, ENDING, UNSHOWN, OBJECTED, REFUSED, PERSON, BENEFIT, PLEDGE = WORLDS
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
    assert codes == {
        "not_authorised", "same_person", "step_not_open", "condition_unmet", "honour_listed", "identifier_invalid",
        "notice_not_served", "paper_required_by_law", "personal_data_no_ground", "promise_missing", "promise_unkept",
        "standard_not_filed", "standard_not_published", "statement_period_open", "statement_unanswered",
        "text_differs", "years_not_clean",
    }  # fmt: skip


def plan(patch: Patch, act: str, make: Callable[[HonourContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = honour_deciding._PLANS[act]
    patch.setitem(honour_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(patch: Patch, act: str, make: Callable[[HonourContext], Judged]) -> None:
    """A content refusal of that act is passed over."""
    plan(patch, act, lambda ctx, judged: make(ctx) if isinstance(judged, No) else judged)


def changed(patch: Patch, act: str, **change: Any) -> None:
    plan(patch, act, lambda _, p: replace(p, **change) if isinstance(p, Plan) else p)


def folded(patch: Patch, act: str, change: Callable[..., HonourState]) -> None:
    patch.setitem(honour_fold._CHANGES, act, change)


def nothing(patch: Patch, room: object, name: str) -> None:
    """A refusal that never comes."""
    patch.setattr(room, name, lambda *_: None)


def no_people(patch: Patch) -> None:
    rule = honour_judging.refuse_actor

    def refuse(ctx: HonourContext) -> No | None:
        no = rule(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(honour_deciding, "refuse_actor", refuse)


def early(patch: Patch) -> None:
    def soon(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr("models.steps.honour_deciding.settle", soon)


def another_version(patch: Patch) -> None:
    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr("models.steps.honour_deciding.act_of", skipping)


def no_end(patch: Patch) -> None:
    """A recognition that keeps no last day."""
    folded(patch, "recognise_honour", lambda s, _: replace(s, until=s.until, recognised_on=None))


def silence_ends(patch: Patch) -> None:
    """A publication that is late ends the honour."""
    whole = honour_deciding._by_lapse

    def lapse(ctx: Any, over: Any) -> Plan:
        plan_ = whole(ctx, over)
        return replace(plan_, to="honour_ended") if over.kind == "honour_objection" else plan_

    patch.setattr(honour_deciding, "_by_lapse", lapse)
    patch.setattr(MOVES, "row", lambda *_: TABLE[0])


def exits_anyhow(patch: Patch) -> None:
    """Another way than the one that is known."""
    folded(patch, "end_by_listing", honour_fold._ended("tired-of-it"))


def no_return_rule(patch: Patch) -> None:
    """An objection that is upheld brings it back."""
    plan(
        patch,
        "answer_objection",
        lambda ctx, p: replace(p, to="recognised") if isinstance(p, Plan) and ctx.state.step == "honour_ended" else p,
    )
    patch.setattr(MOVES, "row", lambda *_: TABLE[0])


def listing_refused(patch: Patch) -> None:
    plan(
        patch,
        "end_by_listing",
        lambda ctx, p: No("condition_unmet", "honours.exit") if ctx.state.ground is not None else p,
    )


def breaks(patch: Patch) -> None:
    plan(patch, "review_honour", lambda ctx, _: Plan(str(ctx.state.deadlines[9])))


def keep_shown(patch: Patch) -> None:
    changed(patch, "end_by_listing", opened=())


def nobody_verifies(patch: Patch) -> None:
    for act in ("verify_pledge", "withdraw_pledge"):
        plan(patch, act, lambda *_: No("condition_unmet", "honours.pledge"))


def sleeping(patch: Patch) -> None:
    """A command is judged without what has ended before it."""
    patch.setattr(honour_deciding, "settle_honour", lambda *_: ())


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("an_honour_holds_only_within_its_validity", GOOD, no_end),
    ("an_honour_ends_in_a_way_the_text_names", ENDING, exits_anyhow),
    ("a_closed_file_owes_nothing", OBJECTED, lambda p: p.setattr(HonourState, "unserved", lambda _: ())),
    ("nobody_is_late_before_the_end", PLEDGE, early),
    ("a_published_standard_is_whole_and_filed", STANDARD, lambda p: nothing(p, honour_standards, "_refuse_parts")),
    ("what_is_shown_of_one_that_is_over_is_to_be_deleted", ENDING, keep_shown),
    ("a_listing_by_the_same_body_always_ends_it", ENDING, listing_refused),
    ("everybody_acts_by_their_post", GOOD, lambda p: nothing(p, honour_deciding, "refuse_actor")),
    ("two_people_at_every_paper", STANDARD, no_people),
    ("nobody_listed_is_honoured", GOOD, lambda p: nothing(p, honour_recognising, "refuse_listed")),
    (
        "nobody_is_honoured_by_a_standard_that_does_not_stand",
        GOOD,
        lambda p: nothing(p, honour_recognising, "refuse_standard"),
    ),
    (
        "a_person_is_shown_only_by_consent",
        PERSON,
        lambda p: anyway(p, "publish_honour", lambda ctx: ctx.to("honour_published")),
    ),
    (
        "it_ends_only_for_a_ground_and_after_a_hearing",
        ENDING,
        lambda p: nothing(p, honour_exits, "_refuse_unheard"),
    ),
    ("who_loses_it_is_told_and_every_channel_has_its_day", ENDING, lambda p: changed(p, "end_honour", documents=())),
    ("an_honour_never_comes_back", OBJECTED, no_return_rule),
    ("it_is_renewed_for_longer_after_a_review", GOOD, lambda p: anyway(p, "renew_honour", lambda ctx: ctx.stays())),
    ("silence_changes_nothing_else", OBJECTED, silence_ends),
    (
        "papers_come_later_only_against_a_promise",
        BENEFIT,
        lambda p: anyway(p, "grant_benefit", lambda ctx: ctx.to("benefit_promised")),
    ),
    ("clean_years_are_clean", BENEFIT, lambda p: nothing(p, honour_benefits, "_refuse_clean")),
    ("a_breach_is_told", PLEDGE, lambda p: changed(p, "verify_pledge", documents=())),
    ("the_clock_comes_first", PERSON, sleeping),
    ("the_state_is_the_fold_of_its_acts", PLEDGE, another_version),
    (NEVER_FAILS, GOOD, breaks),
    (ALWAYS_ENDS, PLEDGE, nobody_verifies),
]


@pytest.mark.parametrize(("rule", "world", "seed"), SEEDS, ids=[rule for rule, _, _ in SEEDS])
def test_each_rule_names_its_seeded_fault(
    rule: str, world: str, seed: Callable[[Patch], None], monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    assert rule in SmallWalk(WORLDS[world], until=rule).run().broken


def test_every_rule_has_its_seed() -> None:
    named = {rule.__name__ for rule in (*STATE_RULES, *EDGE_RULES)} | {NEVER_FAILS, ALWAYS_ENDS}
    assert {rule for rule, _, _ in SEEDS} == named
