"""Editions explored: every world to its end, and each rule meets a seeded fault and names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.edition_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.edition_worlds import worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.steps import edition_deciding, edition_fold, edition_gathering
from models.steps.edition_judging import EditionContext, named_deadline, refuse_actor
from models.steps.edition_table import MOVES, TABLE
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, settle

WORLDS = {world.name.split(",")[0]: world for world in worlds(Lawbook())}
ROAD, COMMENTS, UNFIT, AMENDED, TWICE, CATALOGUE, KEPT, HENAN, LULIANG = WORLDS
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
        "not_authorised", "same_person", "step_not_open", "condition_unmet", "basis_missing",
        "basis_kind_not_allowed", "low_score", "personal_data_no_ground", "text_differs",
    }  # fmt: skip


def plan(patch: Patch, act: str, make: Callable[[EditionContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = edition_deciding._PLANS[act]
    patch.setitem(edition_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(patch: Patch, act: str, to: str = "") -> None:
    """A refusal of that act's content is passed over."""
    plan(patch, act, lambda ctx, judged: ctx.to(to or ctx.state.step) if isinstance(judged, No) else judged)


def changed(patch: Patch, act: str, **change: Any) -> None:
    plan(patch, act, lambda _, p: replace(p, **change) if isinstance(p, Plan) else p)


def folded(patch: Patch, act: str, change: Callable[..., Any]) -> None:
    patch.setitem(edition_fold._CHANGES, act, change)


def nobody_asked(patch: Patch) -> None:
    folded(patch, "begin_consultation", lambda s, _: s)


def no_people(patch: Patch) -> None:
    def refuse(ctx: EditionContext) -> No | None:
        no = refuse_actor(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(edition_deciding, "refuse_actor", refuse)


def end_before_the_clock(patch: Patch) -> None:
    def early(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr("models.steps.edition_deciding.settle", early)


def days_late(patch: Patch) -> None:
    named = named_deadline

    def later(kind: str, day: Any, since: Any) -> Any:
        held = named(kind, day, since)
        return replace(held, due=held.due + timedelta(days=1))

    patch.setattr(edition_gathering, "named_deadline", later)


def approved_by_silence(patch: Patch) -> None:
    """A day that passes in the catalogue's own consultation takes it for laid before the body."""
    ways = MOVES._ways
    patch.setitem(ways, ("pass_edition_consultation", "consulting"), ("submitted",))
    rows = MOVES._rows
    key = ("pass_edition_consultation", "consulting", "consulted")
    patch.setitem(rows, (*key[:2], "submitted"), rows[key])


def another_version(patch: Patch) -> None:
    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr("models.steps.edition_deciding.act_of", skipping)


def no_change_wanted(patch: Patch) -> None:
    patch.setattr(edition_gathering, "refuse_whole", lambda _: None)


def in_force_unpublished(patch: Patch) -> None:
    folded(patch, "publish_edition", lambda s, _: s)


def sent_anywhere(patch: Patch) -> None:
    def send(_: EditionContext, judged: Judged) -> Judged:
        return replace(judged, facts={**judged.facts, "forum": "anybody"}) if isinstance(judged, Plan) else judged

    plan(patch, "send_amendment", send)


def changed_after(patch: Patch) -> None:
    """The fold of an approval takes a proposal out once more."""
    folded(patch, "approve_edition", lambda s, _: replace(s, proposals=()))


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("what_is_approved_was_laid_before_all", ROAD, nobody_asked),
    ("a_supplement_is_a_places_own", HENAN, lambda p: anyway(p, "open_edition", "collecting")),
    ("an_edition_says_something_new", ROAD, no_change_wanted),
    ("what_was_approved_does_not_change", ROAD, changed_after),
    ("nothing_unsettled_is_gathered", ROAD, lambda p: anyway(p, "gather_entries", "gathered")),
    ("no_entry_is_changed_twice", TWICE, lambda p: anyway(p, "settle_entry")),
    ("a_closed_edition_owes_nothing", ROAD, lambda p: changed(p, "withdraw_edition", dropped=())),
    ("nobody_is_late_before_the_end", ROAD, end_before_the_clock),
    ("a_day_named_by_the_notice_never_moves", KEPT, days_late),
    ("in_force_only_on_its_day", ROAD, in_force_unpublished),
    ("everybody_acts_by_their_post", ROAD, lambda p: p.setattr(edition_deciding, "refuse_actor", lambda _: None)),
    ("two_people_at_every_paper", KEPT, no_people),
    ("what_is_proposed_rests_on_law", UNFIT, lambda p: p.setattr(edition_gathering, "_refuse_basis", lambda _: None)),
    (
        "no_proposal_obliges_whom_nobody_may",
        UNFIT,
        lambda p: p.setitem(edition_gathering._REFUSALS, "rows", lambda _: None),
    ),
    ("after_the_consultation_only_less", COMMENTS, lambda p: anyway(p, "settle_entry")),
    ("silence_is_no_approval", ROAD, approved_by_silence),
    ("what_is_published_is_what_was_approved", ROAD, lambda p: anyway(p, "publish_edition", "published")),
    (
        "what_is_approved_was_shown",
        KEPT,
        lambda p: p.setattr("models.steps.edition_consulting._refuse_effect", lambda _: None),
    ),
    ("what_is_entered_is_what_was_published", ROAD, lambda p: anyway(p, "enter_edition")),
    ("an_amendment_goes_where_it_may_be_proposed", AMENDED, sent_anywhere),
    ("gathered_anew_nothing_said_stands", ROAD, lambda p: folded(p, "reopen_gathering", lambda s, _: s)),
    ("the_clock_comes_first", ROAD, lambda p: p.setattr(edition_deciding, "settle_edition", lambda *_: ())),
    ("the_state_is_the_fold_of_its_acts", ROAD, another_version),
    ("every_act_names_what_it_opens", ROAD, lambda p: changed(p, "submit_edition", opened=())),
    (NEVER_FAILS, ROAD, lambda p: plan(p, "gather_entries", lambda c, _: Plan(str(c.state.deadlines[9])))),
    (ALWAYS_ENDS, UNFIT, lambda p: plan(p, "withdraw_edition", lambda *_: No("condition_unmet", "x"))),
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
