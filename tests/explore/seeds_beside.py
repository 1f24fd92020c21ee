"""Faults seeded beside the road: papers, stay, complaint, recusal, restoration, the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from models.records.acts import Act, day_of
from models.records.cases import CaseState
from models.steps import (
    authority,
    clock,
    deciding,
    drafting,
    fold,
    fold_listed,
    publishing,
    restoring,
)
from models.steps.judging import Context, Judged, No, Plan, running
from tests.explore.seeding import (
    Patch,
    folded,
    never,
    plan,
)


def clock_signs(patch: Patch) -> None:
    whole = clock._end_statement_period
    patch.setitem(
        clock._ENDINGS, "statement_period", lambda ctx, d: replace(whole(ctx, d), documents=("decision",))
    )


def papers_burnt(patch: Patch) -> None:
    taken = fold_listed._publish
    folded(patch, "publish", lambda state, act: replace(taken(state, act), papers=()))


def remedy_violates(patch: Patch) -> None:
    folded(patch, "record_remedy", lambda state, _: replace(state, violated=True))


def excused_is_everybody(patch: Patch) -> None:
    def pending(ctx: Context, plan: Judged) -> Judged:
        asked = list(ctx.state.hearing.parties) if ctx.state.hearing else []
        return replace(plan, facts={**plan.facts, "pending": asked}) if isinstance(plan, Plan) else plan

    plan(patch, "hold_hearing", pending)


def only_the_publication_ends(patch: Patch) -> None:
    whole = publishing.legs
    patch.setattr(publishing, "legs", lambda ctx: [leg for leg in whole(ctx) if leg[0] == "publication"])


def lifted_and_left_dark(patch: Patch) -> None:
    folded(patch, "lift_stay", lambda state, act: fold_listed._resume(state, "stay", day_of(act)))


def stayed_and_left_shown(patch: Patch) -> None:
    folded(patch, "impose_stay", lambda state, act: fold_listed._suspend(state, "stay", day_of(act)))


def stay_ends_before_it_began(patch: Patch) -> None:
    def turned(state: CaseState, _: Act) -> CaseState:
        spans = tuple(replace(s, until=s.since - timedelta(days=1)) for s in state.suspended)
        return replace(state, suspended=spans)

    folded(patch, "lift_stay", turned)


def accepted_when_filed(patch: Patch) -> None:
    taken = fold_listed._apply_restoration

    def accepted(state: CaseState, act: Act) -> CaseState:
        state = taken(state, act)
        return replace(state, application=replace(state.application, accepted=True)) if state.application else state

    folded(patch, "apply_restoration", accepted)


def ends_a_day_early(patch: Patch) -> None:
    whole = drafting._opened

    def early(ctx: Context) -> Any:
        day = timedelta(days=1)
        return tuple(replace(d, due=d.due - day) if d.kind == "publication_end" else d for d in whole(ctx))

    patch.setattr(drafting, "_opened", early)


def copy_comes_down_at_once(patch: Patch) -> None:
    patch.setattr(restoring, "removal_due", lambda ctx: ctx.opened("removal_effect", ctx.today))


def pending_is_recused(patch: Patch) -> None:
    patch.setattr(CaseState, "is_recused", lambda state, person: any(r.person == person for r in state.recusals))


def always_barred(patch: Patch) -> None:
    never(patch, restoring, "bars", (No("restoration_barred", "restoration_exclusion"),))


def calendar_ends_what_runs(patch: Patch) -> None:
    def ended(ctx: Context, plan: Judged) -> Judged:
        return replace(plan, met=running(ctx.state, "decision")) if isinstance(plan, Plan) else plan

    plan(patch, "announce_calendar", ended)


def refused_by_the_count(patch: Patch) -> None:
    whole = authority.refuse_actor

    def counted(ctx: Context) -> No | None:
        no = whole(ctx)
        return no and replace(no, detail={"n": ctx.state.version})

    patch.setattr(deciding, "refuse_actor", counted)


def odd_acts_refused(patch: Patch) -> None:
    def odd(ctx: Context, plan: Judged) -> Judged:
        return plan if ctx.state.version % 2 else No("condition_unmet", "house.fields")

    plan(patch, "terminate_case", odd)


def complaint_forgotten(patch: Patch) -> None:
    taken = fold_listed._answer_complaint
    folded(patch, "answer_complaint", lambda state, act: replace(taken(state, act), undoings=()))


def apply_and_extend(state: CaseState, act: Act) -> CaseState:
    return replace(fold.apply(state, act), extended=True)
