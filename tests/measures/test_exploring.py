"""Reviews explored: every world to its end by night, and each rule meets a seeded fault and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.review_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.review_worlds import worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.records.measure_reviews import ReviewState
from models.steps import measure_consents, measure_deciding, measure_fold, measure_judging, measure_oversight
from models.steps.judging import Judged, No, Plan
from models.steps.measure_judging import ReviewContext
from models.steps.measure_table import TABLE
from models.steps.proceeding import act_of, settle
from tests.widths import NIGHT

WORLDS = {world.name.split(",")[0]: world for world in worlds(Lawbook())}
PENALTY, REWARD, FAULTY, INCIDENTS, STOPPED, ENTERED = WORLDS
Patch = pytest.MonkeyPatch
# By day the two widest are walked as far as every row and code needs; by night, and by `explore`, to their end.
CAP = 0 if NIGHT else 5000


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    return {name: SmallWalk(world, cap=CAP).run() for name, world in WORLDS.items()}


def test_every_world_is_walked_and_every_rule_holds(found: dict[str, Found]) -> None:
    assert {name: walk.broken for name, walk in found.items()} == {name: {} for name in WORLDS}
    assert {name for name, walk in found.items() if not walk.complete} == (set() if NIGHT else {PENALTY, INCIDENTS})


def test_every_row_of_the_table_is_taken(found: dict[str, Found]) -> None:
    taken = {move for walk in found.values() for move in walk.moves}
    assert {(r.act, r.step_from, r.step_to) for r in TABLE} == taken


def test_every_code_of_its_own_is_met(found: dict[str, Found]) -> None:
    codes = {code for walk in found.values() for code in walk.codes}
    assert codes == {
        "not_authorised", "same_person", "step_not_open", "condition_unmet", "measure_unconsented", "opinion_missing",
        "basis_missing", "basis_kind_not_allowed", "measure_not_listed", "low_score", "text_differs",
    }  # fmt: skip


def plan(patch: Patch, act: str, make: Callable[[ReviewContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = measure_deciding._PLANS[act]
    patch.setitem(measure_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(patch: Patch, act: str, make: Callable[[ReviewContext], Judged]) -> None:
    """A content refusal of that act is passed over."""
    plan(patch, act, lambda ctx, judged: make(ctx) if isinstance(judged, No) else judged)


def changed(patch: Patch, act: str, **change: Any) -> None:
    plan(patch, act, lambda _, p: replace(p, **change) if isinstance(p, Plan) else p)


def folded(patch: Patch, act: str, change: Callable[..., ReviewState]) -> None:
    patch.setitem(measure_fold._CHANGES, act, change)


def no_content(patch: Patch) -> None:
    patch.setattr(measure_consents, "refuse_content", lambda _: None)


def no_people(patch: Patch) -> None:
    rule = measure_judging.refuse_actor

    def refuse(ctx: ReviewContext) -> No | None:
        no = rule(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(measure_deciding, "refuse_actor", refuse)


def no_posts(patch: Patch) -> None:
    patch.setattr(measure_deciding, "refuse_actor", lambda _: None)


def consent_by_silence(patch: Patch) -> None:
    """The fold takes a day that passed for a consent."""
    consented = measure_fold._consented("same-level")
    folded(patch, "pass_consent", consented)


def end_before_the_clock(patch: Patch) -> None:

    def early(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr("models.steps.measure_deciding.settle", early)


def clock_sleeps(patch: Patch) -> None:
    """A command is judged without what has ended before it."""
    patch.setattr(measure_deciding, "settle_review", lambda *_: ())


def no_first_check(patch: Patch) -> None:
    def refuse(ctx: ReviewContext) -> No | None:
        del ctx
        return None

    patch.setattr(measure_consents, "_refuse_large_basis", refuse)


def another_version(patch: Patch) -> None:

    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr("models.steps.measure_deciding.act_of", skipping)


def nobody_confirms(patch: Patch) -> None:
    plan(patch, "confirm_import", lambda *_: No("condition_unmet", "review.table"))


def breaks(patch: Patch) -> None:
    plan(patch, "find_impact", lambda ctx, _: Plan(str(ctx.state.deadlines[9])))


def opens_nothing(patch: Patch) -> None:
    changed(patch, "request_opinion", opened=())


def straight_to_cleared(patch: Patch) -> None:
    plan(patch, "consent_measure", lambda ctx, p: ctx.to("cleared") if ctx.state.step == "weighed" else p)


def report_moves(patch: Patch) -> None:
    named = measure_oversight._named

    def later(day: Any) -> Any:
        found = named(day)
        return replace(found, due=found.due + timedelta(days=1))

    patch.setattr(measure_oversight, "_named", later)


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("in_force_only_with_every_consent", PENALTY, straight_to_cleared),
    ("a_penalty_in_force_is_lawful", FAULTY, no_content),
    (
        "a_penalty_in_force_is_of_the_list_of_the_day",
        FAULTY,
        lambda p: p.setattr(measure_consents, "_refuse_unlisted", lambda *_: None),
    ),
    (
        "a_measure_stopped_is_over_once_its_cases_are_chosen_for",
        STOPPED,
        lambda p: p.setattr(ReviewState, "undisposed", lambda _: ()),
    ),
    ("large_impact_rests_on_a_law_or_regulation", REWARD, no_first_check),
    ("a_closed_review_owes_nothing", REWARD, lambda p: changed(p, "withdraw_measure", dropped=())),
    (
        "only_what_was_issued_or_confirmed_stands",
        INCIDENTS,
        lambda p: p.setattr(ReviewState, "standing", property(lambda s: s.measure and ("i", s.measure.text))),
    ),
    ("an_import_is_law", ENTERED, lambda p: anyway(p, "enter_import", lambda ctx: ctx.to("import_entered"))),
    ("nobody_is_late_before_the_end", REWARD, end_before_the_clock),
    ("a_day_named_by_the_notice_never_moves", ENTERED, report_moves),
    ("everybody_acts_by_their_post", REWARD, no_posts),
    ("two_people_at_every_paper", REWARD, no_people),
    ("an_impact_found_anew_voids_what_was_given", PENALTY, lambda p: folded(p, "find_impact", lambda s, _: s)),
    ("silence_is_no_consent", REWARD, consent_by_silence),
    (
        "what_is_issued_is_what_was_consented_to",
        REWARD,
        lambda p: anyway(p, "issue_measure", lambda ctx: ctx.to("issued")),
    ),
    ("what_is_filed_is_what_was_signed", ENTERED, lambda p: anyway(p, "file_report", lambda c: c.to("reported"))),
    (
        "a_confirmed_import_is_the_text_entered",
        ENTERED,
        lambda p: anyway(p, "confirm_import", lambda ctx: ctx.to("imported")),
    ),
    (
        "the_one_above_answers_after_the_opinion",
        PENALTY,
        lambda p: anyway(p, "obtain_upper_consent", lambda ctx: ctx.to("cleared")),
    ),
    (
        "an_adverse_opinion_is_answered",
        PENALTY,
        lambda p: anyway(p, "consent_measure", lambda c: c.to("consented") if c.state.opinion else No("x", "y")),
    ),
    ("one_case_one_notice", INCIDENTS, lambda p: anyway(p, "notify_incident", lambda c: c.to(c.state.step))),
    ("a_measure_stopped_ends_at_once", INCIDENTS, lambda p: changed(p, "answer_incident", to="issued")),
    ("the_clock_comes_first", REWARD, clock_sleeps),
    ("the_state_is_the_fold_of_its_acts", REWARD, another_version),
    ("every_act_names_what_it_opens", PENALTY, opens_nothing),
    (NEVER_FAILS, REWARD, breaks),
    (ALWAYS_ENDS, ENTERED, nobody_confirms),
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
