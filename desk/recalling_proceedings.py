"""Recalling what was decided in a proceeding beside the listing, and deciding it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from activities.record import CaseMissing, acts_after
from desk.replaying import Decisions, Denial, Difference, denied_apart, done_apart
from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act, Answer, Decided, Refused
from models.records.campaigns import CampaignState
from models.records.commands import CLOCK, Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_fold import apply
from models.steps.measure_deciding import decide_review, settle_review
from models.steps.measure_fields import review_part
from models.steps.measure_fold import apply as apply_review
from models.tables import schema as t
from models.tables.campaign_schema import campaign
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

# What the record adds to a command where it is written, and the act keeps.
_OF_THE_RECORD = ("ledger", "shown")


@dataclass(frozen=True, slots=True)
class Judging:
    """How one proceeding judges: where it begins, and its functions that decide, settle and apply."""

    start: Callable[[str, str], Any]
    decide: Callable[[Any, Command, Any, Calendar, datetime], Answer]
    settle: Callable[[Any, Any, Calendar, datetime], tuple[Act, ...]]
    apply: Callable[[Any, Act], Any]


@dataclass(frozen=True, slots=True)
class Recalled:
    """One kind of proceeding as it is recalled; refusals that hung on what only the record held are left aside."""

    table: Table
    law: type[Any]
    judging: Judging
    part: Callable[[str, dict[str, Any]], dict[str, Any]]
    by_the_record: tuple[str, ...]


CAMPAIGNS = Recalled(
    campaign,
    CampaignLaw,
    Judging(CampaignState, decide_campaign, settle_campaign, apply),
    campaign_part,
    (
        "ledger_missing", "ledger_differs", "too_many_faults", "cases_moved_on",
        "fault_not_open", "way_not_open", "reason_missing", "value_missing", "value_unfit",
    ),
)  # fmt: skip
REVIEWS = Recalled(
    measure_review,
    MeasureLaw,
    Judging(ReviewState, decide_review, settle_review, apply_review),
    review_part,
    (),
)


def proceeding_ids(connection: Connection, kind: Recalled) -> list[str]:
    """Every proceeding of a kind that has an act, in order."""
    c = kind.table.c
    return list(connection.execute(select(c.id).where(c.version > 0).order_by(c.id)).scalars())


def replay_proceeding(connection: Connection, kind: Recalled, file_id: str) -> tuple[Decisions, list[Difference]]:
    """What was decided in one file, and every point in which it would now come out otherwise."""
    row = connection.execute(select(kind.table).where(kind.table.c.id == file_id)).first()
    if row is None:
        raise CaseMissing(file_id)
    kept = _recall(connection, kind, row)
    law = unpack(kind.law, pinned_text(connection, row.law_version))
    calendar = unpack(Calendar, pinned_text(connection, row.calendar_version))
    return kept, list(_differences(kept, kind.judging, (law, calendar)))


def _differences(kept: Decisions, judging: Judging, pins: tuple[Any, Calendar]) -> Iterator[Difference]:
    asked = {command.key: command for command in kept.commands}
    states = [judging.start(kept.case_id, kept.mode)]
    for act in kept.acts:
        again = _again(states[-1], act, asked.get(act.key), judging, pins)
        yield from (Difference(kept.case_id, act.version, act.act, *points) for points in done_apart(act, again))
        states.append(judging.apply(states[-1], act))
    for denial in kept.denials:
        version, of = denial.version or 0, denial.command
        tried = [denied_apart(denial.refused, judging.decide(states[version], of, *pins, at)) for at in denial.instants]
        if all(tried):
            yield from (Difference(kept.case_id, version, of.act, *points) for points in tried[0])


def _again(state: Any, act: Act, command: Command | None, judging: Judging, pins: tuple[Any, Calendar]) -> Answer | str:
    if act.by.id == CLOCK:
        done = judging.settle(state, *pins, act.at)
        return Decided(done[:1]) if done else "the clock does nothing at this instant"
    if command is None:
        return "no command of this key was received"
    known = {name: act.facts[name] for name in _OF_THE_RECORD if name in act.facts}
    return judging.decide(state, replace(command, facts={**command.facts, **known}), *pins, act.at)


def _recall(connection: Connection, kind: Recalled, file: Row[Any]) -> Decisions:
    acts = acts_after(connection, file.id, 0)
    recorded = select(t.act.c.recorded_at).where(t.act.c.case_id == file.id).order_by(t.act.c.version)
    moments = list(connection.execute(recorded).scalars())
    asked = select(t.command).where(t.command.c.case_id == file.id).order_by(t.command.c.received_at, t.command.c.key)
    rows = connection.execute(asked).all()
    refused = [(row, unpack(Refused, row.answer)) for row in rows if row.outcome == "refused"]
    return Decisions(
        file.id,
        file.mode,
        file.law_version,
        file.calendar_version,
        acts,
        tuple(_command(kind, row) for row in rows if row.outcome == "done"),
        tuple(
            _denial(kind, file, row, no, acts, moments)
            for row, no in refused
            if no.detail.get("what") not in kind.by_the_record
        ),
    )


def _command(kind: Recalled, row: Row[Any]) -> Command:
    by = Actor(row.actor, tuple(json.loads(row.roles)))
    return Command(row.key, row.act, by, kind.part(row.act, json.loads(row.body)))


def _denial(
    kind: Recalled, file: Row[Any], row: Row[Any], refused: Refused, acts: Sequence[Act], moments: Sequence[datetime]
) -> Denial:
    """A refusal with the version it was judged at: the latest by then at its step, or before what it settled."""
    state, version = kind.judging.start(file.id, file.mode), 0
    for act in acts[: sum(moment <= row.answered_at for moment in moments)]:
        state = kind.judging.apply(state, act)
        version = state.version if state.step == refused.step else version
    version = refused.settled[0].version - 1 if refused.settled else version
    own = row.legal_at if file.mode == "rehearsal" else None
    return Denial(_command(kind, row), version, (own,) if own else (row.answered_at, row.received_at), refused)
