"""Leaks, consents and the rest explored: every small world to its end, and each rule names its seeded fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.exploring_beside.protection_rules import EDGE_RULES, STATE_RULES
from desk.exploring_beside.protection_worlds import worlds
from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from models.law.lawbook import Lawbook
from models.records.protection import ProtectionState
from models.steps import conduct, consents, leaks, protection_deciding, protection_fold, queries
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, settle
from models.steps.protection_judging import ProtectionContext, refuse_actor
from models.steps.protection_table import TABLE

WORLDS = {world.name: world for world in worlds(Lawbook())}
PEOPLE, GROWS, FAULT, EARLY, CONSENT, CONDUCT, PERMISSION, REGISTER = WORLDS
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
        "not_authorised", "same_person", "step_not_open", "condition_unmet", "notice_incomplete", "leak_unfinished",
        "consent_endless", "consent_too_long", "consent_forced", "consent_bundled", "consent_over",
        "consent_of_guardian", "beyond_purpose", "beyond_scope", "outside_catalogue", "permission_endless",
        "permission_too_long", "register_unsettled", "basis_not_effective", "statement_period_open",
        "statement_unanswered", "leniency", "leniency_unweighed", "record_endless", "record_too_long",
        "restoration_too_early",
    }  # fmt: skip


def plan(patch: Patch, act: str, make: Callable[[ProtectionContext, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = protection_deciding._PLANS[act]
    patch.setitem(protection_deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def anyway(patch: Patch, act: str, to: str) -> None:
    """A refusal of that act is passed over."""
    plan(patch, act, lambda ctx, judged: ctx.to(to) if isinstance(judged, No) else judged)


def changed(patch: Patch, act: str, **change: Any) -> None:
    plan(patch, act, lambda _, p: replace(p, **change) if isinstance(p, Plan) else p)


def folded(patch: Patch, act: str, change: Callable[..., ProtectionState]) -> None:
    patch.setitem(protection_fold._CHANGES, act, change)


def no_people(patch: Patch) -> None:
    def refuse(ctx: ProtectionContext) -> No | None:
        no = refuse_actor(ctx)
        return None if no is not None and no.code == "same_person" else no

    patch.setattr(protection_deciding, "refuse_actor", refuse)


def early_clock(patch: Patch) -> None:
    def early(state: Any, now: datetime, passed: Any, apply: Any) -> Any:
        return settle(state, now + timedelta(days=400), passed, apply)

    patch.setattr(protection_deciding, "settle", early)


def another_version(patch: Patch) -> None:
    def skipping(ctx: Any, *said: Any) -> Any:
        return replace(act_of(ctx, *said), version=ctx.state.version + 2)

    patch.setattr(protection_deciding, "act_of", skipping)


def waiver_stays(patch: Patch) -> None:
    """More is found, and the decision to tell nobody is kept."""
    whole = protection_fold._CHANGES["assess_leak"]

    def kept(state: ProtectionState, act: Any) -> ProtectionState:
        after = whole(state, act)
        if state.leak is None or after.leak is None:
            return after
        return replace(after, leak=replace(after.leak, waived_on=state.leak.waived_on))

    folded(patch, "assess_leak", kept)


def days_move(patch: Patch) -> None:
    """A new assessment gives a new day to those who were owed a notice already."""

    def later(ctx: ProtectionContext, judged: Judged) -> Judged:
        again = isinstance(judged, Plan) and ctx.running("subject_notice")
        moved = tuple(replace(d, due=d.due + timedelta(days=9)) for d in ctx.opened("subject_notice"))
        return replace(judged, opened=(*judged.opened, *moved)) if again and isinstance(judged, Plan) else judged

    plan(patch, "assess_leak", later)


def asked_for_life(patch: Patch) -> None:
    """What is asked for too long a time is granted."""
    patch.setattr(queries, "_refuse_end", lambda ctx: None if ctx.command.day("until") else No("x", "y"))


def until_named(_: Any, __: Any, until: Any) -> No | None:
    """A record may last as long as it says."""
    return None if until else No("record_endless", "x")


def decided_at_once(patch: Patch) -> None:
    """Nobody waits for a statement."""

    def spared(ctx: ProtectionContext, judged: Judged) -> Judged:
        unheard = isinstance(judged, No) and judged.code == "statement_period_open"
        return ctx.to("conduct_spared") if unheard else judged

    plan(patch, "decide_conduct", spared)


def clock_says_yes(patch: Patch) -> None:
    """Who has not answered has consented."""
    whole = protection_deciding._passed

    def yes(state: ProtectionState, *said: Any) -> Any:
        act = whole(state, *said)
        return replace(act, step_to="consent_erased") if act.act == "lapse_consent" else act

    patch.setattr(protection_deciding, "_passed", yes)


def breaks(patch: Patch) -> None:
    plan(patch, "contain_leak", lambda ctx, _: Plan(str(ctx.state.deadlines[9])))


def nobody_closes(patch: Patch) -> None:
    plan(patch, "confirm_erasure", lambda *_: No("condition_unmet", "protection.table"))


def lets(module: Any, name: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(module, name, lambda *_: None)


SEEDS: list[tuple[str, str, Callable[[Patch], None]]] = [
    ("a_leak_closed_is_done_with", FAULT, lambda p: p.setattr(leaks, "unfinished", lambda _: ())),
    ("a_leak_dismissed_touched_nobody", PEOPLE, lambda p: anyway(p, "dismiss_leak", "leak_dismissed")),
    ("what_is_over_owes_nothing", PEOPLE, lambda p: changed(p, "dismiss_leak", dropped=())),
    ("nobody_is_late_before_the_end", EARLY, early_clock),
    ("no_consent_is_for_life", CONSENT, lets(consents, "_refuse_longer")),
    ("a_consent_keeps_to_the_catalogue", CONSENT, lets(consents, "_refuse_scope")),
    ("what_ended_is_erased_or_owed", CONSENT, lambda p: changed(p, "withdraw_consent", opened=())),
    ("no_permission_is_for_ever", PERMISSION, lambda p: changed(p, "grant_permission", opened=())),
    ("no_permission_is_for_ever", PERMISSION, asked_for_life),
    ("two_people_at_every_paper", PERMISSION, no_people),
    ("nobody_decides_on_ones_own", PERMISSION, lambda p: p.setattr(queries, "_refuse_own", lambda _: None)),
    ("nobody_decides_on_ones_own", REGISTER, lambda p: anyway(p, "settle_query", "register_drawn")),
    ("a_review_leaves_nothing_open", REGISTER, lambda p: anyway(p, "conclude_review", "register_kept")),
    ("conduct_rests_on_the_catalogue", CONDUCT, lambda p: anyway(p, "propose_conduct", "conduct_proposed")),
    ("it_stands_on_what_has_taken_effect", CONDUCT, lambda p: anyway(p, "propose_conduct", "conduct_proposed")),
    ("a_record_ends_within_its_class", CONDUCT, lambda p: p.setattr(conduct, "_refuse_until", until_named)),
    ("a_first_minor_one_corrected_is_spared", CONDUCT, lets(conduct, "_refuse_leniency")),
    ("nothing_is_decided_unheard", CONDUCT, decided_at_once),
    ("leniency_is_weighed", CONDUCT, lets(conduct, "_refuse_leniency")),
    ("a_general_one_is_kept_its_shortest_time", CONDUCT, lambda p: anyway(p, "restore_conduct", "conduct_ended")),
    ("what_has_ended_says_how", CONDUCT, lambda p: folded(p, "revoke_conduct", lambda s, _: s)),
    ("everybody_acts_by_their_post", EARLY, lets(protection_deciding, "refuse_actor")),
    ("two_people_at_every_paper", PEOPLE, no_people),
    ("a_notice_tells_all_the_law_names", GROWS, lets(leaks, "_refuse_notice")),
    ("an_announcement_has_its_reason", GROWS, lambda p: anyway(p, "notify_subjects", "assessed")),
    ("what_the_authority_orders_is_not_waived", GROWS, lambda p: anyway(p, "waive_subject_notice", "assessed")),
    ("more_found_is_more_owed", GROWS, waiver_stays),
    ("only_who_is_at_fault_is_referred", GROWS, lambda p: anyway(p, "refer_leak", "assessed")),
    ("nobody_is_untold", GROWS, lambda p: anyway(p, "assess_leak", "assessed")),
    ("a_form_tells_all_and_asks_for_one_thing", CONSENT, lets(consents, "_refuse_forced")),
    ("a_form_tells_all_and_asks_for_one_thing", CONSENT, lets(consents, "_refuse_tied")),
    ("a_child_consents_through_its_guardian", CONSENT, lambda p: anyway(p, "give_consent", "consent_given")),
    ("nothing_is_used_beyond_a_consent", CONSENT, lambda p: anyway(p, "use_consent", "consent_given")),
    ("a_withdrawal_works_at_once", CONSENT, lambda p: folded(p, "withdraw_consent", lambda s, _: s)),
    ("data_are_kept_only_as_a_law_says", CONSENT, lambda p: anyway(p, "confirm_erasure", "consent_erased")),
    ("a_day_that_passes_changes_nothing_else", CONSENT, clock_says_yes),
    ("a_day_owed_never_moves", GROWS, days_move),
    ("the_clock_comes_first", CONSENT, lambda p: p.setattr(protection_deciding, "settle_protection", lambda *_: ())),
    ("the_state_is_the_fold_of_its_acts", EARLY, another_version),
    (NEVER_FAILS, EARLY, breaks),
    (ALWAYS_ENDS, CONSENT, nobody_closes),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "world", "seed"), SEEDS, ids=[f"{n}-{rule}" for n, (rule, _, _) in enumerate(SEEDS)])
def test_each_rule_names_its_seeded_fault(
    rule: str, world: str, seed: Callable[[Patch], None], monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    assert rule in SmallWalk(WORLDS[world], until=rule).run().broken


def test_every_rule_has_a_seed() -> None:
    rules = {rule.__name__ for rule in (*STATE_RULES, *EDGE_RULES)}
    assert rules | {NEVER_FAILS, ALWAYS_ENDS} == {rule for rule, _, _ in SEEDS}
