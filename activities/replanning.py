"""The errands of a re-plan campaign: its effect shown first, two people, then every case once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.record import Pinned, Record, acts_after
from models.contracts import replan as contract
from models.contracts.errands import HOUSE_FAULT
from models.contracts.replan import ReplanRequest, Stands, command_key
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.records.commands import Actor
from models.records.replans import ABANDONED, CONFIRMED, DONE, PREVIEWED, PREVIEWING, UNDER_WAY, Effect, Replan
from models.steps.fold import fold
from models.steps.replanning import (
    ACT,
    effect,
    knows,
    moved_by,
    refuse_abandoning,
    refuse_beside,
    refuse_confirmation,
    refuse_entry,
)
from models.tables import schema as t
from models.tables.packing import pack, pack_plain, unpack
from models.tables.receiving import Sent, receive
from models.tables.replanning import as_announced, campaign, open_cases, preview_digest, replan_of, unanswered_cases

# Hands a received command to its case; what cannot be reached stays received, and no fault is raised.
Deliver = Callable[[str], Awaitable[None]]
_WORLD = (OperationalError, InterfaceError, InternalError, PoolTimeout, OSError)
_AT_ONCE = 10
_UNCHANGED, _CLOSED = "unchanged", "closed"


@dataclass(frozen=True, slots=True)
class Replanning:
    """The campaign's errands over one record."""

    record: Record
    deliver: Deliver
    log: Callable[..., None]

    @property
    def engine(self) -> Engine:
        """The record's database."""
        return self.record.engine

    def enter(self, request: ReplanRequest) -> Stands:
        """Keep the year as entered; one campaign at a time."""
        entry = request.entry
        if entry is None:
            return self.read(request)
        with self.engine.begin() as connection:
            _take_turn(connection)
            held = campaign(connection, request.replan_id)
            if held is not None:
                return Stands(held.standing)
            calendar = as_announced(connection, entry.calendar)
            refused = refuse_entry(entry.by, entry.announced, request.posts, calendar)
            other = connection.execute(select(t.replan).where(t.replan.c.state.in_(UNDER_WAY))).first()
            if refused is None and other is not None:
                refused = refuse_beside(replan_of(other))
            if refused is not None:
                return Stands("", refused)
            connection.execute(insert(t.replan).values(_entered(request.replan_id, entry)))
        return Stands(PREVIEWING)

    def read(self, request: ReplanRequest) -> Stands:
        """How the campaign stands in the record."""
        with self.engine.connect() as connection:
            held = campaign(connection, request.replan_id)
        return Stands(held.standing if held else "")

    def preview(self, request: ReplanRequest) -> Stands:
        """The effect on every open case, a batch at a time; broken off, it goes on behind the last one kept."""
        held = self._held(request)
        after = self._reached(request)
        while held.standing == PREVIEWING:
            activity.heartbeat(after)
            with self.engine.connect() as connection:
                rows = connection.execute(open_cases(after, request.batch)).all()
                pins = [self.record.pinned(connection, row.law_version, row.calendar_version) for row in rows]
            shown = [_shown(held, row, pin, request.posts) for row, pin in zip(rows, pins, strict=True)]
            with self.engine.begin() as connection:
                held = _locked(connection, request.replan_id)
                if held.standing == PREVIEWING and rows:
                    _keep_shown(connection, shown)
                elif held.standing == PREVIEWING:
                    sha256 = preview_digest(connection, held)
                    _change(connection, held.id, state=PREVIEWED, preview_sha256=sha256)
                    held = _locked(connection, held.id)
            after = rows[-1].id if rows else after
        return Stands(held.standing)

    def confirm(self, request: ReplanRequest) -> Stands:
        """The second person's word on what was shown; said twice it is one."""
        said = request.said
        with self.engine.begin() as connection:
            held = _locked(connection, request.replan_id)
            if said is None or _is_said(held, said):
                return Stands(held.standing)
            refused = refuse_confirmation(said.by, held, request.posts, said.preview_sha256)
            if refused is not None:
                return Stands(held.standing, refused)
            now = datetime.now(UTC)
            _change(connection, held.id, state=CONFIRMED, confirmed_by=said.by.id, confirmed_at=now)
        return Stands(CONFIRMED)

    def abandon(self, request: ReplanRequest) -> Stands:
        """Give it up: nothing was changed, and nothing will be."""
        said = request.said
        with self.engine.begin() as connection:
            held = _locked(connection, request.replan_id)
            if said is None or held.standing == ABANDONED:
                return Stands(held.standing)
            refused = refuse_abandoning(said.by, held, request.posts)
            if refused is not None:
                return Stands(held.standing, refused)
            _change(connection, held.id, state=ABANDONED)
        return Stands(ABANDONED)

    async def carry_out(self, request: ReplanRequest) -> Stands:
        """A batch of cases: received as from a counter, handed over a few at once, and their answers kept."""
        reached, keys = await asyncio.to_thread(self._receive_batch, request)
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(key: str) -> None:
            async with gate:
                await self.deliver(key)
                activity.heartbeat(reached)

        activity.heartbeat(reached)
        await asyncio.gather(*(one(key) for key in keys))
        answered = await asyncio.to_thread(self._keep_answers, request.replan_id, keys)
        self.log("replan_batch", replan_id=request.replan_id, sent=len(keys), answered=answered)
        return Stands(CONFIRMED, after=reached)

    def close(self, request: ReplanRequest) -> Stands:
        """Done where every case has its outcome."""
        with self.engine.begin() as connection:
            held = _locked(connection, request.replan_id)
            if connection.execute(unanswered_cases(held.id, "", 1)).first() is not None:
                return Stands(held.standing)
            _change(connection, held.id, state=DONE)
        return Stands(DONE)

    def _held(self, request: ReplanRequest) -> Replan:
        with self.engine.begin() as connection:
            return _locked(connection, request.replan_id)

    def _reached(self, request: ReplanRequest) -> str:
        last = select(func.max(t.replan_case.c.case_id)).where(t.replan_case.c.replan_id == request.replan_id)
        with self.engine.connect() as connection:
            return connection.execute(last).scalar_one() or ""

    def _receive_batch(self, request: ReplanRequest) -> tuple[str, list[str]]:
        """Write the announcement as received in each case that needs it; the keys to hand over."""
        with self.engine.begin() as connection:
            held = _locked(connection, request.replan_id)
            rows = connection.execute(unanswered_cases(held.id, request.after, request.batch)).all()
            unseen = [
                {"replan_id": held.id, "case_id": row.id, "version": 0, "moved": pack(Effect())}
                for row in rows
                if not row.shown
            ]
            _keep_shown(connection, unseen)
            keys = [self._receive(connection, held, row, request.posts) for row in rows]
        return (rows[-1].id if rows else ""), [key for key in keys if key]

    def _receive(self, connection: Connection, held: Replan, row: Row[Any], posts: tuple[str, ...]) -> str:
        key = command_key(held.id, row.id)
        sent = connection.execute(select(t.command.c.key).where(t.command.c.key == key)).first()
        if sent is None and row.closed:
            _answer(connection, held.id, row.id, _CLOSED, Effect())
            return ""
        pins = self.record.pinned(connection, row.law_version, row.calendar_version)
        if sent is None and knows(unpack(CaseState, row.state), held.announced, pins.calendar):
            _answer(connection, held.id, row.id, _UNCHANGED, Effect())
            return ""
        facts = held.announced.facts(held.confirmed_by)
        receive(connection, Sent(key, row.id, ACT, Actor(held.entered_by, posts), facts, row.version))
        # A case still to be opened hears it from the relay, behind its opening.
        return key if row.version else ""

    def _keep_answers(self, replan_id: str, keys: Sequence[str]) -> int:
        found = select(t.command, t.case_file.c.mode, t.case_file.c.law_version, t.case_file.c.calendar_version).join(
            t.case_file, t.case_file.c.id == t.command.c.case_id
        )
        with self.engine.connect() as connection:
            rows = connection.execute(found.where(t.command.c.key.in_(keys), t.command.c.outcome != "received")).all()
            came = [(row.case_id, row.outcome, self._came(connection, row)) for row in rows]
        with self.engine.begin() as connection:
            for case_id, outcome, what in came:
                _answer(connection, replan_id, case_id, outcome, what)
        return len(came)

    def _came(self, connection: Connection, row: Row[Any]) -> Effect:
        """What an announcement did: the state it met is folded from the acts before it."""
        if row.outcome == "refused":
            return Effect(refused=unpack(Refused, row.answer).code)
        own = unpack(Act, row.answer)
        acts = tuple(a for a in acts_after(connection, row.case_id, 0) if a.version < own.version)
        pins = self.record.pinned(connection, row.law_version, row.calendar_version)
        return Effect(moved_by(fold(CaseState(row.case_id, row.mode), acts), own, pins.calendar))


def replan_errands(
    record: Record, deliver: Deliver, log: Callable[..., None]
) -> Sequence[Callable[[ReplanRequest], Any]]:
    """Every errand of a campaign as an activity."""
    made = Replanning(record, deliver, log)
    plain = [
        (contract.ENTER_ERRAND, made.enter),
        (contract.READ_ERRAND, made.read),
        (contract.PREVIEW_ERRAND, made.preview),
        (contract.CONFIRM_ERRAND, made.confirm),
        (contract.ABANDON_ERRAND, made.abandon),
        (contract.CLOSE_ERRAND, made.close),
    ]

    @activity.defn(name=contract.CARRY_ERRAND)
    async def carry_out(request: ReplanRequest) -> Stands:
        return await made.carry_out(request)

    return [*(_errand(name, do, log) for name, do in plain), carry_out]


def _errand(
    name: str, do: Callable[[ReplanRequest], Stands], log: Callable[..., None]
) -> Callable[[ReplanRequest], Stands]:
    @activity.defn(name=name)
    def errand(request: ReplanRequest) -> Stands:
        try:
            stands = do(request)
        except _WORLD:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, who asked must hear of it
            log("replan_fault", errand=name, replan_id=request.replan_id, fault=type(fault).__name__)
            raise ApplicationError(type(fault).__name__, type=HOUSE_FAULT) from None
        code = stands.refused.code if stands.refused else None
        log("replan_errand", errand=name, replan_id=request.replan_id, standing=stands.standing, refused=code)
        return stands

    return errand


def _entered(replan_id: str, entry: contract.Entry) -> dict[str, Any]:
    said = entry.announced
    return {
        "id": replan_id,
        "year": said.year,
        "off": pack_plain(list(said.off)),
        "working": pack_plain(list(said.working)),
        "notice": said.notice,
        "entered_by": entry.by.id,
        "entered_at": datetime.now(UTC),
        "state": PREVIEWING,
    }


def _shown(held: Replan, row: Row[Any], pins: Pinned, posts: tuple[str, ...]) -> dict[str, Any]:
    now = datetime.now(UTC).replace(microsecond=0)
    by = Actor(held.entered_by, posts)
    found = effect(unpack(CaseState, row.state), by, held.announced, pins.law, pins.calendar, now)
    return {"replan_id": held.id, "case_id": row.id, "version": row.version, "moved": pack(found)}


def _is_said(held: Replan, said: contract.Said) -> bool:
    return held.confirmed_by == said.by.id and held.preview_sha256 == said.preview_sha256


def _locked(connection: Connection, replan_id: str) -> Replan:
    held = campaign(connection, replan_id, lock=True)
    if held is None:
        raise LookupError(replan_id)
    return held


def _change(connection: Connection, replan_id: str, **values: Any) -> None:
    connection.execute(update(t.replan).where(t.replan.c.id == replan_id).values(**values))


def _keep_shown(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep what a preview shows of these cases; one kept already stays as it is."""
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(t.replan_case).on_conflict_do_nothing(), rows)


def _answer(connection: Connection, replan_id: str, case_id: str, outcome: str, came: Effect) -> None:
    c = t.replan_case.c
    mine = update(t.replan_case).where(c.replan_id == replan_id, c.case_id == case_id)
    connection.execute(mine.values(outcome=outcome, answer=pack(came)))


def _take_turn(connection: Connection) -> None:
    """One entry at a time; SQLite's write lock is that turn already."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("replan.entry"))))
