"""Each invariant of the lives meets a seeded fault of the house, and names it within a bounded number of lives."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, update

from activities import projecting, record
from activities.record import Record
from desk.living import house
from desk.living.reporting import Tally, lives
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.steps import deciding
from models.steps.judging import Context, Judged, Plan
from models.steps.table import ACTS
from models.tables import schema as t
from models.tables.opening import create_all
from models.tables.packing import pack
from models.tables.receiving import Sent
from portal.writing import Writer
from tests.crash.harness import forget_keys
from workflows.listing_case import ListingCaseWorkflow

Patch = pytest.MonkeyPatch
SEED, MOST, SHARED = 4711, 150, 4


def _key_forgotten(patch: Patch) -> None:
    """Neither the transaction asks whether a key has its answer, nor does the table."""
    whole = Record._received

    class Unanswered:
        outcome = "received"

        def __init__(self, row: Any) -> None:
            self._row = row

        def __getattr__(self, name: str) -> Any:
            return getattr(self._row, name)

    def made(engine: Engine) -> None:
        create_all(engine)
        forget_keys(engine)

    patch.setattr(Record, "_received", lambda self, connection, key: Unanswered(whole(self, connection, key)))
    patch.setattr(house, "create_all", made)


def _version_skipped(patch: Patch) -> None:
    whole = deciding._act_to

    def made(ctx: Context, plan: Plan, name: str, *rest: Any) -> Act:
        act = whole(ctx, plan, name, *rest)
        return replace(act, version=act.version + 1) if name == "publish" else act

    patch.setattr(deciding, "_act_to", made)


def _not_settled_first(patch: Patch) -> None:
    patch.setattr(deciding, "settle", lambda *_: ())


def _timer_twice(patch: Patch) -> None:
    whole = deciding.settle

    def made(*asked: Any) -> tuple[Act, ...]:
        acts = whole(*asked)
        again = (replace(a, key=f"{a.key}:2", version=acts[-1].version + 1) for a in acts[-1:])
        return (*acts, *again)

    patch.setattr(record, "settle", made)


def _timer_early(patch: Patch) -> None:
    whole = deciding.settle

    def made(state: CaseState, law: Law, calendar: Calendar, now: Any) -> tuple[Act, ...]:
        first = state.earliest()
        return whole(state, law, calendar, max(now, first.ends_at) if first else now)

    patch.setattr(record, "settle", made)


def _confirmed_but(patch: Patch, change: Callable[[Context, Plan], Plan]) -> None:
    whole = deciding._PLANS["confirm_leg"]

    def made(ctx: Context) -> Judged:
        plan = whole(ctx)
        return change(ctx, plan) if isinstance(plan, Plan) else plan

    patch.setitem(deciding._PLANS, "confirm_leg", made)


def _removed_after_two_legs(patch: Patch) -> None:
    def change(ctx: Context, plan: Plan) -> Plan:
        left = {x.leg for x in ctx.state.legs if x.on is None} - {ctx.command.facts["leg"]}
        return replace(plan, to="removed") if ctx.state.step == "listed" and len(left) < 2 else plan

    _confirmed_but(patch, change)


def _closed_case_open(patch: Patch) -> None:
    patch.setattr(deciding, "REOPENING", ACTS)


def _shown_again_late(patch: Patch) -> None:
    whole = projecting.publication_row
    patch.setattr(projecting, "publication_row", lambda *of: {**whole(*of), "desired": "shown"})


def _generation_stands(patch: Patch) -> None:
    whole = projecting.publication_row
    patch.setattr(projecting, "publication_row", lambda *of: {**whole(*of), "generation": 1})


def _outcome_forgotten(patch: Patch) -> None:
    patch.setattr(Record, "_close", lambda *_: None)


def _commit_forgotten(patch: Patch) -> None:
    """Every ninth transaction answers as if it had been kept."""
    number = count(1)

    @contextmanager
    def transaction(self: Record) -> Any:
        with self.engine.connect() as connection, connection.begin() as kept:
            yield connection
            if next(number) % 9 == 0:
                kept.rollback()

    patch.setattr(Record, "_transaction", transaction)


def _refusal_over_answer(patch: Patch) -> None:
    def keep(self: Writer, key: str, refused: Refused, _: int) -> bool:
        changed = update(t.command).where(t.command.c.key == key)
        with self._engine.begin() as connection:
            connection.execute(changed.values(outcome="refused", answer=pack(refused)))
        return True

    patch.setattr(Writer, "keep_refusal", keep)


def _body_not_compared(patch: Patch) -> None:
    patch.setattr(Sent, "sha256", lambda _: "same")


def _workflow_forgets(patch: Patch) -> None:
    """A workflow that was behind takes over only the newest act."""
    whole = ListingCaseWorkflow._take

    def take(self: ListingCaseWorkflow, reply: RecordReply) -> None:
        whole(self, replace(reply, acts=reply.acts[-1:]))

    patch.setattr(ListingCaseWorkflow, "_take", take)


def _timer_not_armed(patch: Patch) -> None:
    patch.setattr(ListingCaseWorkflow, "_due", lambda _: False)


def _timer_not_moved(patch: Patch) -> None:
    """The timer is not armed again when another deadline comes first."""
    whole = ListingCaseWorkflow._take

    def take(self: ListingCaseWorkflow, reply: RecordReply) -> None:
        moved = self._moved
        whole(self, reply)
        self._moved = moved

    patch.setattr(ListingCaseWorkflow, "_take", take)


def _told_where_it_never_was(patch: Patch) -> None:
    """A run depends on what its history does not hold."""
    number = count(1)
    whole = ListingCaseWorkflow._due
    patch.setattr(ListingCaseWorkflow, "_due", lambda self: whole(self) and next(number) % 3 > 0)


def _state_not_kept(patch: Patch) -> None:
    whole = projecting.project

    def made(connection: Any, before: CaseState, after: CaseState, acts: tuple[Act, ...], seq: int) -> None:
        kept = replace(after, cured=not after.cured) if acts[-1].act == "publish" else after
        whole(connection, before, kept, acts, seq)

    patch.setattr(record, "project", made)


def _projection_faulty(patch: Patch) -> None:
    def made(*_: Any) -> None:
        raise LookupError("no such projection")

    patch.setattr(record, "project", made)


def _step_not_kept(patch: Patch) -> None:
    whole = projecting.project

    def made(connection: Any, before: CaseState, after: CaseState, acts: tuple[Act, ...], seq: int) -> None:
        whole(connection, before, replace(after, step=before.step), acts, seq)

    patch.setattr(record, "project", made)


def _head_counts_wrong(patch: Patch) -> None:
    patch.setattr(record, "_MOVE_HEAD", update(t.head).values(size=bindparam("to") + 1))


def _law_not_sent(patch: Patch) -> None:
    patch.setattr(Record, "_law_lacking", lambda *_: None)


def _errand_never_done(patch: Patch) -> None:
    whole = Record.record

    def made(self: Record, request: RecordRequest) -> RecordReply:
        if request.command is not None and request.command.act == "legal_review":
            raise ConnectionError
        return whole(self, request)

    patch.setattr(Record, "record", made)


def _act_undoable(patch: Patch) -> None:
    def made(_: Context) -> Judged:
        raise LookupError("no such rule")

    patch.setitem(deciding._PLANS, "publish", made)


SEEDED: dict[str, tuple[str, Callable[[Patch], None]]] = {
    "key forgotten": ("no_act_twice", _key_forgotten),
    "version skipped": ("no_act_is_lost_or_out_of_order", _version_skipped),
    "not settled first": ("no_deadline_passes_unseen", _not_settled_first),
    "timer twice": ("clock_acts_bear_their_instant", _timer_twice),
    "timer early": ("no_act_before_its_time", _timer_early),
    "removed after two legs": ("removed_only_after_three_legs", _removed_after_two_legs),
    "told after two legs": ("nobody_is_told_restored_before_three_legs", _removed_after_two_legs),
    "closed case open": ("closed_cases_rest", _closed_case_open),
    "shown again late": ("no_name_is_shown_after_withdrawal", _shown_again_late),
    "generation stands": ("generations_only_grow", _generation_stands),
    "outcome forgotten": ("no_act_is_told_that_is_not_kept", _outcome_forgotten),
    "commit forgotten": ("no_act_is_told_that_is_not_kept", _commit_forgotten),
    "refusal over answer": ("one_key_has_one_answer", _refusal_over_answer),
    "body not compared": ("one_key_is_one_command", _body_not_compared),
    "workflow forgets": ("workflow_holds_what_is_recorded", _workflow_forgets),
    "law not sent": ("workflow_holds_what_is_recorded", _law_not_sent),
    "timer not armed": ("no_deadline_is_missed", _timer_not_armed),
    "timer armed wrongly": ("the_timer_waits_for_the_first_deadline", _timer_not_moved),
    "history not enough": ("a_run_made_again_does_the_same", _told_where_it_never_was),
    "state not kept": ("record_is_the_fold_of_its_acts", _state_not_kept),
    "step not kept": ("the_file_tells_what_was_done", _step_not_kept),
    "head counts wrong": ("the_record_verifies", _head_counts_wrong),
    "errand never done": ("everything_comes_to_rest", _errand_never_done),
    "answer never given": ("no_command_is_left_without_answer", _errand_never_done),
    "command meets a fault": ("no_command_meets_a_fault_of_the_house", _act_undoable),
    "errand meets a fault": ("no_errand_meets_a_fault_of_the_house", _projection_faulty),
}


# Faults that few lives meet: the first life tried lies near one that does.
BEGUN = {"closed case open": 12, "timer not armed": 28, "history not enough": 32, "workflow forgets": 128}


@pytest.mark.parametrize("name", SEEDED)
def test_lives_catch_a_seeded_fault(name: str, monkeypatch: Patch) -> None:
    rule, plant = SEEDED[name]
    tally, first = Tally(SEED), BEGUN.get(name, 0)
    with monkeypatch.context() as patch:
        plant(patch)
        for _ in lives(SEED, range(first, first + MOST), tally, SHARED):
            if tally.broken[rule]:
                break
    assert tally.broken[rule], f"{tally.lives} lives, {tally.broken}"
