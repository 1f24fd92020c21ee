"""Recalling what was decided in a proceeding beside the listing, and deciding it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from activities.proceeding_record import Room
from activities.record import CaseMissing, acts_after
from desk.replaying import Decisions, Denial, Difference, denied_apart, done_apart
from models.law.days import Calendar
from models.records.acts import Act, Answer, Decided, Refused
from models.records.commands import CLOCK, Actor, Command
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text


def proceeding_ids(connection: Connection, room: Room[Any, Any]) -> list[str]:
    """Every proceeding of a kind that has an act, in order."""
    c = room.kind.table.c
    return list(connection.execute(select(c.id).where(c.version > 0).order_by(c.id)).scalars())


def replay_proceeding(connection: Connection, room: Room[Any, Any], file_id: str) -> tuple[Decisions, list[Difference]]:
    """What was decided in one file, and every point in which it would now come out otherwise."""
    row = connection.execute(select(room.kind.table).where(room.kind.table.c.id == file_id)).first()
    if row is None:
        raise CaseMissing(file_id)
    kept = _recall(connection, room, row)
    law = unpack(room.kind.law, pinned_text(connection, row.law_version))
    calendar = unpack(Calendar, pinned_text(connection, row.calendar_version))
    return kept, list(_differences(kept, room, (law, calendar)))


def _differences(kept: Decisions, room: Room[Any, Any], pins: tuple[Any, Calendar]) -> Iterator[Difference]:
    asked = {command.key: command for command in kept.commands}
    states = [room.kind.empty(kept.case_id, kept.mode)]
    for act in kept.acts:
        again = _again(states[-1], act, asked.get(act.key), room, pins)
        yield from (Difference(kept.case_id, act.version, act.act, *points) for points in done_apart(act, again))
        states.append(room.kind.apply(states[-1], act))
    for denial in kept.denials:
        version, of = denial.version or 0, denial.command
        tried = [
            denied_apart(denial.refused, room.kind.decide(states[version], of, *pins, at)) for at in denial.instants
        ]
        if all(tried):
            yield from (Difference(kept.case_id, version, of.act, *points) for points in tried[0])


def _again(
    state: Any, act: Act, command: Command | None, room: Room[Any, Any], pins: tuple[Any, Calendar]
) -> Answer | str:
    if act.by.id == CLOCK:
        done = room.kind.settle(state, *pins, act.at)
        return Decided(done[:1]) if done else "the clock does nothing at this instant"
    if command is None:
        return "no command of this key was received"
    known = {name: act.facts[name] for name in room.adds if name in act.facts}
    return room.kind.decide(state, replace(command, facts={**command.facts, **known}), *pins, act.at)


def _recall(connection: Connection, room: Room[Any, Any], file: Row[Any]) -> Decisions:
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
        tuple(_command(room, row) for row in rows if row.outcome == "done"),
        tuple(
            _denial(room, file, row, no, acts, moments)
            for row, no in refused
            if no.code not in room.by_the_record and no.detail.get("what") not in room.by_the_record
        ),
    )


def _command(room: Room[Any, Any], row: Row[Any]) -> Command:
    by = Actor(row.actor, tuple(json.loads(row.roles)))
    return Command(row.key, row.act, by, room.kind.part(row.act, json.loads(row.body)))


def _denial(
    room: Room[Any, Any],
    file: Row[Any],
    row: Row[Any],
    refused: Refused,
    acts: Sequence[Act],
    moments: Sequence[datetime],
) -> Denial:
    """A refusal with the version it was judged at: the latest by then at its step, or before what it settled."""
    state, version = room.kind.empty(file.id, file.mode), 0
    for act in acts[: sum(moment <= row.answered_at for moment in moments)]:
        state = room.kind.apply(state, act)
        version = state.version if state.step == refused.step else version
    version = refused.settled[0].version - 1 if refused.settled else version
    own = row.legal_at if file.mode == "rehearsal" else None
    return Denial(_command(room, row), version, (own,) if own else (row.answered_at, row.received_at), refused)
