"""What must be true of a record at rest; each thing that is not gives one sentence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, select

from activities.projecting import deadline_row
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import CLOCK
from models.steps.fold import fold
from models.tables import schema as t
from models.tables.packing import unpack


def record_faults(engine: Engine, case_id: str, keys: Sequence[str]) -> list[str]:
    """Whether each command of a case was done exactly once, and all that is derived agrees with the acts."""
    with engine.connect() as connection:
        rows = connection.execute(select(t.act).order_by(t.act.c.seq)).all()
        own = [row for row in rows if row.case_id == case_id]
        return [
            *_once([row.key for row in own], [row.key for row in own if row.actor != CLOCK], keys),
            *_gapless([row.seq for row in rows], [row.version for row in own], connection),
            *_leaves(connection, {row.seq: row.content for row in rows}),
            *_projected(connection, case_id, [unpack(Act, row.content) for row in own]),
            *_answered(connection, keys),
        ]


def _once(done: list[str], commanded: list[str], keys: Sequence[str]) -> Iterator[str]:
    for key, times in Counter(done).items():
        if times > 1:
            yield f"done {times} times: {key}"
    if commanded != list(keys):
        yield f"acts {commanded}, asked for {list(keys)}"


def _gapless(seqs: list[int], versions: list[int], connection: Connection) -> Iterator[str]:
    size = connection.execute(select(t.head.c.size)).scalar_one()
    if seqs != list(range(1, size + 1)):
        yield f"the index has gaps: {seqs}, head {size}"
    if versions != list(range(1, len(versions) + 1)):
        yield f"the versions have gaps: {versions}"


def _leaves(connection: Connection, contents: dict[int, str]) -> Iterator[str]:
    leaves = {row.seq: row.sha256 for row in connection.execute(select(t.leaf)).all()}
    if leaves != {seq: hashlib.sha256(content.encode()).digest() for seq, content in contents.items()}:
        yield "the leaves are not the digests of the acts"


def _projected(connection: Connection, case_id: str, acts: list[Act]) -> Iterator[str]:
    case = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).one()
    folded = fold(CaseState(case_id, case.mode), acts)
    if unpack(CaseState, case.state) != folded or (case.version, case.step) != (folded.version, folded.step):
        yield f"the projection is not the fold of the acts: {case.version} {case.step}"
    held = connection.execute(select(t.deadline).where(t.deadline.c.case_id == case_id)).mappings().all()
    wanted = [deadline_row(case_id, d) for d in folded.deadlines]
    order = ("kind", "party", "channel", "matter")
    if sorted(map(dict, held), key=lambda d: [d[k] for k in order]) != sorted(
        wanted, key=lambda d: [d[k] for k in order]
    ):
        yield "the deadlines are not those of the acts"


def _answered(connection: Connection, keys: Sequence[str]) -> Iterator[str]:
    outcomes = select(t.command.c.key, t.command.c.outcome).where(t.command.c.key.in_(list(keys)))
    for key, outcome in connection.execute(outcomes):
        if outcome != "done":
            yield f"{key} is {outcome}"
