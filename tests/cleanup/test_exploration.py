"""The campaign's machine tried whole in small worlds; each rule catches a fault seeded into the production code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.exploring_beside.walking import ALWAYS_ENDS, NEVER_FAILS, Found, SmallWalk
from desk.exploring_cleanup.rules import EDGE_RULES, STATE_RULES
from desk.exploring_cleanup.walking import small
from desk.exploring_cleanup.worlds import WORLDS
from models.law.cleanup import campaign_law
from models.law.lawbook import Lawbook
from models.steps import (
    cleanup_deciding,
    cleanup_fold,
    cleanup_ledgers,
    cleanup_oversight,
    cleanup_stops,
    cleanup_work,
    proceeding,
)
from models.steps.cleanup_judging import CampaignContext
from models.steps.cleanup_table import ACTS, CLOCK_ACTS
from models.steps.judging import Plan, unmet

BOOK = Lawbook()
CALENDAR = BOOK.calendar_for(2020, 2026)
LEDGERS, PLAN, OVERSIGHT, STOPS, AT_ONCE, NOON, NATION = range(7)
Patch = Callable[[pytest.MonkeyPatch], None]


def walk(world: int, *, cap: int = 0, until: str = "") -> Found:
    found = WORLDS[world]
    law = campaign_law(BOOK, found.notice, date.fromisoformat(found.began))
    return SmallWalk(small(found, law, CALENDAR), cap=cap, until=until).run()


def test_every_world_is_walked_whole_and_no_rule_is_broken() -> None:
    walked = [walk(n) for n in range(len(WORLDS))]
    assert [f.broken for f in walked] == [{}] * len(WORLDS)
    assert all(f.complete for f in walked)
    assert sum(f.states for f in walked) >= 8_000
    done = {act for f in walked for act in f.acts}
    let_pass = ("contact", "ledger", "faults", "plan", "item", "report", "summary", "catalogue", "lists", "supplement")
    passed = {f"pass_{what}" for what in let_pass}
    assert set(ACTS) <= done
    assert passed <= done <= {*ACTS, *CLOCK_ACTS}
    assert {code for f in walked for code in f.codes} == {
        "condition_unmet", "ledger_closed", "not_authorised", "same_person", "step_not_open",
    }  # fmt: skip


def plan_of(act: str, do: Callable[[CampaignContext], Any]) -> Patch:
    return lambda p: p.setitem(cleanup_deciding._PLANS, act, do)


def put(module: Any, name: str, do: Any) -> Patch:
    return lambda p: p.setattr(module, name, do)


def _shifted(p: pytest.MonkeyPatch) -> None:
    named = cleanup_ledgers._named
    p.setattr(cleanup_ledgers, "_named", lambda *a: [replace(d, due=d.due + timedelta(days=1)) for d in named(*a)])


def _late_from_the_first(p: pytest.MonkeyPatch) -> None:
    named = cleanup_ledgers._named
    p.setattr(cleanup_ledgers, "_named", lambda *a: [replace(d, late=True) for d in named(*a)])


def _any_channel(p: pytest.MonkeyPatch) -> None:
    judged = cleanup_work._refuse_outcome

    def lenient(ctx: CampaignContext, item: Any, outcome: str) -> Any:
        facts = {**ctx.command.facts, "channel": item.channel or "any"}
        return judged(replace(ctx, command=replace(ctx.command, facts=facts)), item, outcome)

    p.setattr(cleanup_work, "_refuse_outcome", lenient)


def _told_twice(p: pytest.MonkeyPatch) -> None:
    told = cleanup_oversight.issue_monthly_notice
    p.setitem(
        cleanup_deciding._PLANS,
        "issue_monthly_notice",
        lambda ctx: told(replace(ctx, state=replace(ctx.state, notices=()))),
    )


def _another_version(p: pytest.MonkeyPatch) -> None:
    made = proceeding.act_of

    def wrong(*args: Any) -> Any:
        act = made(*args)
        return replace(act, version=act.version + 1)

    p.setattr(cleanup_deciding, "act_of", wrong)


def _enrolled_anyhow(ctx: CampaignContext) -> Plan:
    return Plan(ctx.state.step, {**ctx.command.facts, "parent": "nobody", "dues": []})


def _confirmed_by_anybody(ctx: CampaignContext) -> Any:
    return Plan(ctx.state.step, ctx.command.facts)


def _broken(_: CampaignContext) -> Any:
    raise KeyError("items")


def _lead_never(_: CampaignContext) -> Any:
    return unmet("cleanup.summary", "never")


def _summed_up_early(ctx: CampaignContext) -> Any:
    to = "summarised" if ctx.state.step == "ledgers_reported" else ctx.state.step
    return Plan(to, ctx.command.facts)


def _by_the_entry(p: pytest.MonkeyPatch) -> None:
    p.setattr(CampaignContext, "received", lambda self: self.now)


SEEDS: list[tuple[str, int, Patch]] = [
    ("a_closed_campaign_owes_nothing", NATION, plan_of("close_campaign", lambda c: Plan("closed", c.command.facts))),
    ("a_day_named_by_the_notice_never_moves", PLAN, _shifted),
    ("who_is_late_has_let_a_day_pass", PLAN, _late_from_the_first),
    ("a_stop_has_two_people", STOPS, plan_of("stop_rule", _confirmed_by_anybody)),
    ("only_what_the_notice_stops_is_stopped", STOPS, put(cleanup_stops, "_is_stopped", lambda _: True)),
    ("units_stand_under_one_above", LEDGERS, plan_of("enrol_unit", _enrolled_anyhow)),
    ("months_are_told_once_and_in_order", OVERSIGHT, _told_twice),
    ("an_item_is_done_as_its_disposition_says", PLAN, put(cleanup_work, "_refuse_outcome", lambda *_: None)),
    ("an_abolition_goes_through_the_issuing_channel", PLAN, _any_channel),
    ("ledgers_reported_are_in_order", LEDGERS, put(cleanup_ledgers, "_refuse_open", lambda *_: None)),
    ("a_closed_ledger_changes_by_exception_only", LEDGERS, put(cleanup_deciding, "refuse_actor", lambda _: None)),
    ("everybody_acts_for_their_own", LEDGERS, put(cleanup_deciding, "refuse_actor", lambda _: None)),
    ("a_filing_in_time_is_not_late", NOON, _by_the_entry),
    ("the_notice_names_exactly_who_missed_it", OVERSIGHT, put(cleanup_oversight, "_lapsed", lambda *_: iter(()))),
    ("the_lead_sums_up_when_all_is_done", NATION, put(cleanup_work, "_lead_summary", _summed_up_early)),
    ("the_same_two_undo_a_stop", STOPS, put(cleanup_stops, "_not_of_the_two", lambda *_: None)),
    (
        "what_a_ledger_stops_is_stopped_with_its_filing",
        AT_ONCE,
        put(cleanup_ledgers, "stopped_at_once", lambda _: {"stops": []}),
    ),
    ("a_stop_ends_by_two_people_only", AT_ONCE, put(cleanup_stops, "_refuse_still", lambda *_: None)),
    ("what_is_confirmed_is_what_was_shown", STOPS, put(cleanup_stops, "_refuse_shown", lambda *_: None)),
    ("the_clock_comes_first", NOON, put(cleanup_deciding, "settle", lambda *_: ())),
    ("the_state_is_the_fold_of_its_acts", STOPS, _another_version),
    ("settling_only_takes_away", LEDGERS, put(cleanup_fold, "faults_left", lambda ledger, _: ledger.faults)),
    (ALWAYS_ENDS, STOPS, put(cleanup_work, "_lead_summary", _lead_never)),
    (NEVER_FAILS, PLAN, plan_of("file_plan", _broken)),
]  # fmt: skip


def test_every_rule_has_its_seed() -> None:
    rules = [rule.__name__ for rule in (*STATE_RULES, *EDGE_RULES)]
    assert [name for name, _, _ in SEEDS] == [*rules, ALWAYS_ENDS, NEVER_FAILS]


@pytest.mark.parametrize(("rule", "world", "seed"), SEEDS, ids=[s[0] for s in SEEDS])
def test_a_seeded_fault_is_caught(rule: str, world: int, seed: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(monkeypatch)
    found = walk(world, cap=0 if rule == ALWAYS_ENDS else 2000, until=rule)
    assert rule in found.broken, found.broken
