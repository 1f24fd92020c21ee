"""The verifier: reads every act again and says, sentence by sentence, what does not agree with them.

It builds each projection by itself from the fold, so that a fault in the way
projections are written cannot hide here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from activities.verifying_proceedings import LAWS, proceeding_ids, verify_proceedings
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import CLOCK
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.announcing import law_versions
from models.steps.fold import apply
from models.tables import schema as t
from models.tables.months import PINNED_NOTICE
from models.tables.opening import snapshot
from models.tables.packing import digest, pack, unpack

_AT_ONCE = 500
_CONTENT = ("version", "key", "act", "at", "step_from", "step_to", "cite")
_IDENTITY = ("id", "kind", "role", "name", "uscc", "id_number")


def verify(engine: Engine) -> list[str]:
    """What is wrong with a record, one sentence each; nothing where every act is accounted for."""
    with snapshot(engine) as connection:
        parts = (_index, _pins, _confirmations, _commands, _cases, verify_proceedings)
        return [sentence for part in parts for sentence in part(connection)]


def _index(connection: Connection) -> Iterator[str]:
    """One leaf an act, each its digest, numbered without a gap up to the head's size."""
    size = connection.execute(select(t.head.c.size).where(t.head.c.id == 1)).scalar()
    if size is None:
        yield "The head row is missing."
        return
    both = (
        select(t.act.c.seq, t.act.c.content, t.leaf.c.sha256)
        .outerjoin(t.leaf, t.leaf.c.seq == t.act.c.seq)
        .order_by(t.act.c.seq)
    )
    expected = 0
    for row in connection.execute(both.execution_options(yield_per=_AT_ONCE)):
        expected += 1
        if row.seq != expected:
            yield f"The index has a gap before act {row.seq}: {expected} was due."
            expected = row.seq
        if row.sha256 is None:
            yield f"Act {row.seq} has no leaf."
        elif hashlib.sha256(row.content.encode()).digest() != row.sha256:
            yield f"Act {row.seq} is not what its leaf is the digest of."
    if expected != size:
        yield f"The head says {size} leaves, the last act is {expected}."
    loose = select(t.leaf.c.seq).where(t.leaf.c.seq.not_in(select(t.act.c.seq))).order_by(t.leaf.c.seq)
    for seq in connection.execute(loose).scalars():
        yield f"Leaf {seq} has no act."


def _pins(connection: Connection) -> Iterator[str]:
    """Every case has its law and its calendar, and each can be read and is of its version."""
    kinds = {row.version: row for row in connection.execute(select(t.pin))}
    for row in connection.execute(select(t.case_file.c.id, t.case_file.c.law_version, t.case_file.c.calendar_version)):
        for version, kind in ((row.law_version, "law"), (row.calendar_version, "calendar")):
            if version not in kinds or kinds[version].kind != kind:
                yield f"Case {row.id} has no {kind} {version}."
    for row in kinds.values():
        if not _is_its_version(row.kind, row.version, row.content):
            yield f"The {row.kind} {row.version} is not what its version says."


def _is_its_version(kind: str, version: str, content: str) -> bool:
    """A notice drawn is kept under its digest; a calendar proves its own version when it is read."""
    if kind == PINNED_NOTICE:
        return digest(content) == version
    try:
        held: Any = unpack({"calendar": Calendar, "law": Law, **LAWS}[kind], content)
    except (ValueError, KeyError):
        return False
    return str(held.version) == version


def _confirmations(connection: Connection) -> Iterator[str]:
    """Each value confirmed or proposed is the one its digest was taken of."""
    for row in connection.execute(select(t.law_confirmation)):
        if digest(row.content) != row.sha256:
            yield f"The confirmation of {row.text} {row.value_key} is not what its digest says."
    for row in connection.execute(select(t.law_proposal.c.id, t.law_proposal.c.held)):
        for value in json.loads(row.held):
            if digest(value["content"]) != value["sha256"]:
                yield f"The value {value['key']} of the proposal {row.id} is not what its digest says."


def _commands(connection: Connection) -> Iterator[str]:
    """A command done has its one act and tells it; one refused or only received has none."""
    both = select(
        t.command.c.key,
        t.command.c.case_id,
        t.command.c.outcome,
        t.command.c.answer,
        t.act.c.content,
        t.act.c.case_id.label("act_case"),
    ).outerjoin(t.act, t.act.c.key == t.command.c.key)
    for row in connection.execute(both.execution_options(yield_per=_AT_ONCE)):
        done = row.outcome == "done"
        if done != (row.content is not None):
            yield f"Command {row.key} is {row.outcome}, but its act is {'missing' if done else 'there'}."
        elif done and (row.answer, row.case_id) != (row.content, row.act_case):
            yield f"Command {row.key} was answered otherwise than its act says."
        if (row.answer is None) != (row.outcome == "received"):
            yield f"Command {row.key} is {row.outcome}, which does not fit its answer."
    unasked = select(t.act.c.seq).where(t.act.c.actor != CLOCK, t.act.c.key.not_in(select(t.command.c.key)))
    for seq in connection.execute(unasked).scalars():
        yield f"Act {seq} was asked for by no command that was received."


def _cases(connection: Connection) -> Iterator[str]:
    ids = connection.execute(select(t.case_file.c.id).order_by(t.case_file.c.id)).scalars().all()
    for case_id in ids:
        yield from _case(connection, case_id)
    others = list(proceeding_ids(connection))
    for table in (t.act, t.deadline, t.publication):
        strays = select(table.c.case_id).distinct().where(table.c.case_id.not_in(select(t.case_file.c.id)))
        for case_id in connection.execute(strays).scalars():
            if table is t.act and case_id in others:
                continue
            yield f"The table {table.name} holds rows of a case {case_id} that has no file."


def _case(connection: Connection, case_id: str) -> Iterator[str]:
    case = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).one()
    found = select(t.act).where(t.act.c.case_id == case_id).order_by(t.act.c.version)
    rows = connection.execute(found).all()
    if [row.version for row in rows] != list(range(1, len(rows) + 1)):
        yield f"The versions of case {case_id} have a gap."
        return
    try:
        acts = [unpack(Act, row.content) for row in rows]
    except ValueError as bad:
        yield f"An act of case {case_id} cannot be read: {type(bad).__name__}."
        return
    for row, act in zip(rows, acts, strict=True):
        if any(getattr(row, name) != getattr(act, name) for name in _CONTENT) or row.actor != act.by.id:
            yield f"The columns of act {row.seq} do not say what its content says."
    after, since = _folded(CaseState(case_id, case.mode), acts)
    shown = (case.version, case.step, case.closed, case.state)
    if shown != (after.version, after.step, after.is_closed, pack(after)):
        yield (
            f"Case {case_id} is kept as {case.step} at {case.version}, "
            f"but its acts fold to {after.step} at {after.version}."
        )
    yield from _laws(connection, case, acts)
    yield from _deadlines(connection, after)
    yield from _publication(connection, after, since)
    yield from _orders(connection, case_id, rows, acts)
    yield from _parties(connection, case_id)


def _laws(connection: Connection, case: Row[Any], acts: Sequence[Act]) -> Iterator[str]:
    """Each law announced takes the place of the one before, all are held, and the last is the one the case pins."""
    versions = law_versions(acts, case.law_version)
    announced = [(before, act) for before, act in zip(versions, acts, strict=False) if act.act == ANNOUNCE_LAW]
    for before, act in announced:
        if act.facts["replaces"] != before:
            yield f"Act {act.version} of case {case.id} takes the place of law {act.facts['replaces']}, not {before}."
    if versions[-1] != case.law_version:
        yield f"Case {case.id} pins law {case.law_version}, but its acts announce {versions[-1]}."
    held = select(t.pin.c.version).where(t.pin.c.kind == "law", t.pin.c.version.in_(versions))
    known = set(connection.execute(held).scalars())
    for version in sorted(set(versions) - known - {case.law_version}):
        yield f"Case {case.id} stood under law {version}, which is not held."


def _folded(state: CaseState, acts: Iterable[Act]) -> tuple[CaseState, int]:
    """The state after all acts, and the version at which what is shown last changed."""
    since = 0
    for act in acts:
        after = apply(state, act)
        if (after.shown, after.removal) != (state.shown, state.removal):
            since = after.version
        state = after
    return state, since


def _deadlines(connection: Connection, state: CaseState) -> Iterator[str]:
    columns = [c for c in t.deadline.columns if c.name != "case_id"]
    found = select(*columns).where(t.deadline.c.case_id == state.case_id)
    held = {(r.kind, r.party, r.channel, r.matter): r for r in connection.execute(found)}
    for d in state.deadlines:
        row = held.pop(d.key, None)
        due = {c.name: getattr(d, c.name) for c in columns}
        if row is None or row._asdict() != due:
            yield f"The deadline {_named(d.key)} of case {state.case_id} is not kept as the acts have it."
    for key in held:
        yield f"The deadline {_named(key)} of case {state.case_id} was opened by no act."


def _named(key: tuple[str, ...]) -> str:
    return "/".join(part for part in key if part)


def _publication(connection: Connection, state: CaseState, since: int) -> Iterator[str]:
    found = select(t.publication).where(t.publication.c.case_id == state.case_id)
    held = {row.channel: row for row in connection.execute(found)}
    for s in {s.channel: s for s in state.shown}.values():
        row = held.pop(s.channel, None)
        # A stay or a shield that lasts has taken the name off as well.
        wish = "withdrawn" if state.removal or s.until is not None else "shown"
        kept = row is not None and (row.desired, row.since, row.until) == (wish, s.since, s.until)
        if row is None or not kept or not since <= row.generation <= state.version:
            yield f"What channel {s.channel} shows of case {state.case_id} is not kept as the acts have it."
    for channel in held:
        yield f"Channel {channel} shows case {state.case_id} by no act."


def _orders(connection: Connection, case_id: str, rows: Iterable[Row[Any]], acts: Iterable[Act]) -> Iterator[str]:
    """Every paper an act signs was ordered from the printer, once."""
    found = select(t.outbox.c.act_seq, t.outbox.c.subject).where(
        t.outbox.c.case_id == case_id, t.outbox.c.errand == "print_paper"
    )
    held = [(row.act_seq, row.subject) for row in connection.execute(found)]
    for row, act in zip(rows, acts, strict=True):
        for paper in act.documents:
            if held.count((row.seq, paper)) != 1:
                yield f"The paper {paper} of act {row.seq} was not ordered exactly once."


def _parties(connection: Connection, case_id: str) -> Iterator[str]:
    """The identities kept are those of the opening that was done."""
    opening = select(t.command.c.body).where(
        t.command.c.case_id == case_id, t.command.c.act == "open_case", t.command.c.outcome == "done"
    )
    body = connection.execute(opening).scalar()
    found = select(t.party).where(t.party.c.case_id == case_id).order_by(t.party.c.place)
    held = [(r.id, r.kind, r.role, r.name, r.uscc, r.id_number) for r in connection.execute(found)]
    said = [tuple(p.get(name) for name in _IDENTITY) for p in json.loads(body)["parties"]] if body else held
    if held != said:
        yield f"The parties of case {case_id} are not those its opening names."
