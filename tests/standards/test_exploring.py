"""The standard of a list explored: every world to its end, and each rule meets a seeded fault and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.standard_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.standard_worlds import standard_worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.records.list_standards import StandardState
from models.steps import standard_deciding, standard_drafting, standard_fold, standard_judging, standard_standing
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, settle
from models.steps.standard_judging import StandardContext
from models.steps.standard_table import TABLE

WORLDS = {world.name: world for world in standard_worlds(Lawbook())}
PROPOSED, DRAFTED, CHANGED, ENTERED, LULIANG, EVALUATED = WORLDS
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
        "not_authorised", "same_person", "step_not_open", "condition_unmet", "consultation_too_short",
        "consultation_running", "consultation_over", "not_consulted", "not_adopted", "comments_unanswered",
        "opinion_missing", "standard_incomplete", "rank_not_allowed", "basis_kind_not_allowed", "text_differs",
        "publication_incomplete",
    }  # fmt: skip


def plan(patch: Patch, act: str, make: Callable[[StandardContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = standard_deciding._PLANS[act]
    patch.setitem(standard_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(patch: Patch, act: str, make: Callable[[StandardContext], Judged]) -> None:
    """A content refusal of that act is passed over."""
    plan(patch, act, lambda ctx, judged: make(ctx) if isinstance(judged, No) else judged)


def changed(patch: Patch, act: str, **change: Any) -> None:
    plan(patch, act, lambda _, p: replace(p, **change) if isinstance(p, Plan) else p)


def folded(patch: Patch, act: str, change: Callable[..., StandardState]) -> None:
    patch.setitem(standard_fold._CHANGES, act, change)


def no_refusal(patch: Patch, module: Any, name: str) -> None:
    patch.setattr(module, name, lambda *_: None)


def any_rank(patch: Patch) -> None:
    no_refusal(patch, standard_standing, "refuse_rank")
    plan(patch, "enter_standard", lambda ctx, p: ctx.to("entered") if isinstance(p, No) and "rank" in p.code else p)


def transition_sleeps(patch: Patch) -> None:
    """The transition's end is recorded, and the edition stands on."""
    folded(patch, "end_transition", lambda s, _: s)


def never_evaluated(patch: Patch) -> None:
    changed(patch, "confirm_standard", opened=())


def end_before_the_clock(patch: Patch) -> None:
    def early(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr("models.steps.standard_deciding.settle", early)


def no_people(patch: Patch) -> None:
    rule = standard_judging.refuse_actor

    def refuse(ctx: StandardContext) -> No | None:
        no = rule(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(standard_deciding, "refuse_actor", refuse)


def counted_twice(patch: Patch) -> None:
    folded(patch, "receive_comment", lambda s, _: replace(s, comments=s.comments + 1, answered=((1, 9),)))


def an_opinion_by_silence(patch: Patch) -> None:
    def silent(state: StandardState, act: Any) -> StandardState:
        held = tuple(replace(o, finding="agreed") if o.body == act.facts["matter"] else o for o in state.opinions)
        return replace(state, opinions=held)

    folded(patch, "pass_opinion", silent)


def a_draft_that_ends_the_edition(patch: Patch) -> None:
    revised = standard_fold._revised
    folded(patch, "revise_standard", lambda s, a: replace(revised(s, a), editions=()))


def old_days_run_on(patch: Patch) -> None:
    no_refusal(patch, standard_standing, "_ended_with")
    changed(patch, "publish_standard", dropped=())


def another_version(patch: Patch) -> None:
    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr("models.steps.standard_deciding.act_of", skipping)


def wait_for_ever(patch: Patch) -> None:
    plan(patch, "confirm_standard", lambda *_: No("condition_unmet", "standards.table"))


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("a_closed_file_owes_nothing", DRAFTED, lambda p: changed(p, "withdraw_standard", dropped=())),
    ("what_stands_is_of_a_lawful_rank", ENTERED, any_rank),
    ("nothing_unrenewed_stands_after_the_transition", ENTERED, transition_sleeps),
    ("what_stands_is_evaluated", ENTERED, never_evaluated),
    ("nobody_is_late_before_the_end", DRAFTED, end_before_the_clock),
    ("the_public_has_its_time", DRAFTED, lambda p: no_refusal(p, standard_drafting, "_refuse_short")),
    ("every_comment_is_counted_once", DRAFTED, counted_twice),
    ("everybody_acts_by_their_post", DRAFTED, lambda p: no_refusal(p, standard_deciding, "refuse_actor")),
    ("two_people_at_every_paper", DRAFTED, no_people),
    (
        "adopted_only_when_everybody_was_heard",
        DRAFTED,
        lambda p: no_refusal(p, standard_standing, "_refuse_unheard"),
    ),
    (
        "an_objection_is_answered",
        DRAFTED,
        lambda p: plan(
            p,
            "adopt_standard",
            lambda c, j: c.to("adopted", opened=c.opened("standard_publication"))
            if isinstance(j, No) and j.detail.get("what") == "objection_unanswered"
            else j,
        ),
    ),
    ("a_departmental_rule_says_why", PROPOSED, lambda p: no_refusal(p, standard_drafting, "refuse_rank")),
    ("the_ways_out_and_the_remedies_are_named", PROPOSED, lambda p: no_refusal(p, standard_drafting, "_refuse_parts")),
    (
        "what_is_adopted_and_published_is_what_was_consulted_on",
        DRAFTED,
        lambda p: plan(
            p, "adopt_standard", lambda c, j: c.to("adopted") if isinstance(j, No) and j.code == "text_differs" else j
        ),
    ),
    ("it_is_published_whole", ENTERED, lambda p: anyway(p, "publish_standard", lambda c: c.to("in_force"))),
    (
        "a_draft_changed_in_substance_is_asked_about_anew",
        CHANGED,
        lambda p: plan(p, "amend_draft", lambda c, j: c.to(c.state.step) if isinstance(j, Plan) else j),
    ),
    (
        "a_lighter_draft_adopts_comments_that_were_taken",
        CHANGED,
        lambda p: anyway(p, "amend_draft", lambda c: c.to(c.state.step)),
    ),
    ("comments_are_taken_in_time", DRAFTED, lambda p: anyway(p, "receive_comment", lambda c: c.to(c.state.step))),
    ("a_comment_is_answered_once", DRAFTED, lambda p: p.setattr(standard_drafting, "meet", lambda *_: False)),
    ("a_department_answers_what_it_was_asked", DRAFTED, an_opinion_by_silence),
    ("the_standing_edition_outlives_every_draft", ENTERED, a_draft_that_ends_the_edition),
    ("the_next_edition_takes_the_place_of_the_one_before", ENTERED, old_days_run_on),
    (
        "a_third_party_evaluates",
        EVALUATED,
        lambda p: anyway(p, "evaluate_standard", lambda c: c.to(c.state.step, opened=c.opened("evaluation"))),
    ),
    (
        "what_is_found_wanting_gets_its_day",
        EVALUATED,
        lambda p: plan(
            p, "evaluate_standard", lambda _, j: replace(j, opened=j.opened[:1]) if isinstance(j, Plan) else j
        ),
    ),
    (
        "a_confirmed_entry_is_the_text_entered",
        LULIANG,
        lambda p: anyway(p, "confirm_standard", lambda c: c.to("in_force", opened=c.opened("evaluation"))),
    ),
    (
        "the_transition_abolishes",
        LULIANG,
        lambda p: folded(p, "end_transition", lambda s, _: s),
    ),
    ("the_clock_comes_first", DRAFTED, lambda p: p.setattr(standard_deciding, "settle_standard", lambda *_: ())),
    ("the_state_is_the_fold_of_its_acts", PROPOSED, another_version),
    ("every_act_names_what_it_opens", DRAFTED, lambda p: changed(p, "request_opinion", opened=())),
    (
        NEVER_FAILS,
        DRAFTED,
        lambda p: plan(p, "open_consultation", lambda c, _: Plan(str(c.state.deadlines[9]))),
    ),
    (ALWAYS_ENDS, LULIANG, wait_for_ever),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "world", "seed"), SEEDS, ids=[rule for rule, _, _ in SEEDS])
def test_each_rule_names_its_seeded_fault(
    rule: str, world: str, seed: Callable[[Patch], None], monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    assert rule in SmallWalk(WORLDS[world], until=rule).run().broken


def test_every_rule_has_its_seed() -> None:
    named = {rule.__name__ for rule in (*STATE_RULES, *EDGE_RULES)} | {NEVER_FAILS, ALWAYS_ENDS}
    assert {rule for rule, _, _ in SEEDS} == named
