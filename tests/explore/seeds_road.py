"""Faults seeded on the road: opening, statement, decision, service, publication, the clock and the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from desk.exploring import edge_rules_any, walking
from desk.exploring.people import HEAD
from desk.exploring.worlds import FIRST_DAY
from models.law.days import start_of
from models.records.acts import Act, Answer, Decided
from models.records.cases import CaseState
from models.steps import (
    deciding,
    fold,
    fold_undecided,
    publishing,
    restoring,
    serving,
)
from models.steps.judging import Context, Judged, Plan
from models.steps.machine import row
from models.steps.table import TABLE, Row
from tests.explore.seeding import (
    Patch,
    changed,
    folded,
    plan,
)


def measures_unchecked(patch: Patch) -> None:
    plan(patch, "draft_decision", lambda ctx, _: Plan("decision_drafted", ctx.command.facts))


def hearing_skipped(patch: Patch) -> None:
    patch.setattr(deciding, "statement_step", lambda _: "statement_closed")


def draft_kept(patch: Patch) -> None:
    folded(patch, "legal_review", lambda state, _: state)


def statement_taken_as_answered(patch: Patch) -> None:
    taken = fold_undecided._file_statement

    def answered(state: CaseState, act: Act) -> CaseState:
        state = taken(state, act)
        return replace(state, statements=tuple(replace(s, answered=True) for s in state.statements))

    folded(patch, "file_statement", answered)


def statement_leaves_draft(patch: Patch) -> None:
    patch.setattr(fold_undecided, "_without_draft", lambda state: state)


def removed_at_the_first_leg(patch: Patch) -> None:
    changed(patch, "confirm_leg", to="removed")


def left_on_the_channel(patch: Patch) -> None:
    def confirmed(state: CaseState, act: Act) -> CaseState:
        leg, recipient = act.facts["leg"], act.facts["recipient"]
        done = (replace(x, on=FIRST_DAY) if (x.leg, x.recipient) == (leg, recipient) else x for x in state.legs)
        return replace(state, legs=tuple(done))

    folded(patch, "confirm_leg", confirmed)


def windows_from_the_day_before(patch: Patch) -> None:
    whole = serving._windows
    patch.setattr(serving, "_windows", lambda ctx, p, on: whole(ctx, p, on - timedelta(days=1)))


def deadlines_heaped(patch: Patch) -> None:
    whole = fold.deadlines_after
    twice = ("extend_decision",)
    patch.setattr(
        fold, "deadlines_after", lambda held, act: (*whole(held, act), *(act.opened if act.act in twice else ()))
    )


def announcement_serves_at_once(patch: Patch) -> None:
    whole = fold_undecided._record_service

    def served(state: CaseState, act: Act) -> CaseState:
        return whole(state, replace(act, facts={**act.facts, "pending": False}))

    folded(patch, "record_service", served)


def version_stands_still(patch: Patch) -> None:
    whole = deciding._act_to
    patch.setattr(deciding, "_act_to", lambda *a: replace(whole(*a), version=a[0].state.version))


def closed_case_goes_on(patch: Patch) -> None:
    patch.setattr(deciding, "_refuse_step", lambda _: None)


def moves_beside_the_table(patch: Patch) -> None:
    for asked in (deciding, edge_rules_any):
        patch.setattr(asked, "row", lambda *_: TABLE[0])
    changed(patch, "approve_notice", to="listed")


def cites_nothing(patch: Patch) -> None:
    patch.setattr(deciding, "row", lambda *_: replace(TABLE[0], cite="article nought"))


def extension_shortens(patch: Patch) -> None:
    def shorter(ctx: Context, plan: Judged) -> Judged:
        if not isinstance(plan, Plan):
            return plan
        running = ctx.state.running("decision")
        assert running is not None
        return replace(plan, opened=(replace(running, due=running.due - timedelta(days=1)),))

    plan(patch, "extend_decision", shorter)


def published_after_leaving(patch: Patch) -> None:
    def publish(ctx: Context) -> Judged:
        return publishing.publish(replace(ctx, state=replace(ctx.state, removal="")))

    patch.setitem(deciding._PLANS, "publish", publish)


def one_served_stands_for_all(patch: Patch) -> None:
    def served(state: CaseState, document: str) -> bool:
        return any(state.served(document, p.id) for p in state.parties)

    patch.setattr(CaseState, "all_served", served)


def no_row_for_the_end(patch: Patch) -> None:
    def missing(act: str, step: str, to: str) -> Row:
        if act == "lapse_decision":
            raise LookupError(act)
        return row(act, step, to)

    patch.setattr(deciding, "row", missing)


def nothing_bars(patch: Patch) -> None:
    patch.setattr(restoring, "bars", lambda *_: ())


def one_waives_for_all(patch: Patch) -> None:
    def waived(ctx: Context, plan: Judged) -> Judged:
        keys = tuple(d.key for d in ctx.state.open_deadlines() if d.kind == "statement_period")
        return replace(plan, met=keys) if isinstance(plan, Plan) else plan

    plan(patch, "waive_statement", waived)


def any_answer_meets_all(patch: Patch) -> None:
    patch.setattr(serving, "_answers_told", lambda state, parties: serving._running(state, "statement_answer", parties))


def answer_ends_the_window(patch: Patch) -> None:
    def dropping(ctx: Context, plan: Judged) -> Judged:
        keys = tuple(d.key for d in ctx.state.open_deadlines() if d.kind == "statement_period")
        return replace(plan, dropped=keys) if isinstance(plan, Plan) else plan

    plan(patch, "answer_statement", dropping)


def clock_late(patch: Patch) -> None:
    whole = deciding.settle
    hour = timedelta(hours=1)
    patch.setattr(walking, "settle", lambda *a: tuple(replace(x, at=x.at + hour) for x in whole(*a)))


def one_channel_forgotten(patch: Patch) -> None:
    whole = publishing.legs
    patch.setattr(publishing, "legs", lambda ctx: whole(ctx)[1:])


def unknown_code(patch: Patch) -> None:
    patch.setitem(deciding._WAITS, "opened", ("not_today", "notice"))


def unknown_rule(patch: Patch) -> None:
    patch.setitem(deciding._WAITS, "opened", ("notice_not_served", "article nought"))


def refusal_acts(patch: Patch) -> None:
    whole = deciding._refused
    act = Act(1, "k", "open_case", HEAD, start_of(FIRST_DAY), "none", "opened", "opening")
    patch.setattr(deciding, "_refused", lambda ctx, no, _: whole(ctx, no, (act,)))


def everything_open(patch: Patch) -> None:
    patch.setattr(deciding, "open_acts", lambda *_, **__: ("publish",))


def anybody_asks(patch: Patch) -> None:
    patch.setattr(deciding, "refuse_actor", lambda _: None)


def answers_vary(patch: Patch) -> None:
    whole = deciding.decide
    count = iter(range(10**9))

    def varied(*asked: Any) -> Answer:
        answer = whole(*asked)
        if isinstance(answer, Decided):
            own = replace(answer.own, facts={**answer.own.facts, "n": next(count)})
            return Decided((*answer.acts[:-1], own))
        return answer

    patch.setattr(walking, "ask", varied)


def clock_waits_for_its_timer(patch: Patch) -> None:
    patch.setattr(deciding, "settle", lambda *_: ())
