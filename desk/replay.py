"""`duecourse replay [FILE…]`: decide every act of the record again and name what comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection, Engine, make_url, select
from sqlalchemy.exc import NoResultFound

from activities.proceeding_record import Room
from activities.record import CaseMissing, Record
from activities.rooms import ROOMS
from desk import places
from desk.recalling import announced_in, case_ids, recall
from desk.recalling_proceedings import proceeding_ids, replay_proceeding
from desk.replaying import Decisions, Difference, replay
from models.tables.opening import open_engine, snapshot


@dataclass(frozen=True, slots=True)
class Replayed:
    """A file decided again: how many acts and refusals, and every difference."""

    case_id: str
    acts: int
    refusals: int
    differences: tuple[Difference, ...]


def replay_record(engine: Engine, only: Sequence[str] = ()) -> Iterator[Replayed]:
    """Every file of a record, or those named: cases first, then each kind beside them; nothing is written.

    Raises `CaseMissing` for a name that has no file.
    """
    record = Record(engine)
    with snapshot(engine) as connection:
        if not only:
            yield from (_replayed(record, connection, case_id, None) for case_id in case_ids(connection))
            for room in ROOMS:
                yield from (_replayed(record, connection, i, room) for i in proceeding_ids(connection, room))
        for file_id in only:
            yield _replayed(record, connection, file_id, _room_of(connection, file_id))


def _room_of(connection: Connection, file_id: str) -> Room[Any, Any] | None:
    """The kind of a file that is named; None for a case, or where no kind has it."""
    for room in ROOMS:
        if connection.execute(select(room.kind.table.c.id).where(room.kind.table.c.id == file_id)).first():
            return room
    return None


def _replayed(record: Record, connection: Connection, file_id: str, room: Room[Any, Any] | None) -> Replayed:
    try:
        again = _case(record, connection, file_id) if room is None else replay_proceeding(connection, room, file_id)
    except (ValueError, LookupError, NoResultFound) as bad:
        # Something kept is no act, no command, no law any more: the verifier says which.
        unread = Difference(file_id, 0, "record", "content", "kept", f"cannot be read ({type(bad).__name__})")
        return Replayed(file_id, 0, 0, (unread,))
    kept, found = again
    return Replayed(file_id, len(kept.acts), len(kept.denials), tuple(found))


def _case(record: Record, connection: Connection, case_id: str) -> tuple[Decisions, list[Difference]]:
    kept = recall(connection, case_id)
    pins = record.pinned(connection, kept.law_version, kept.calendar_version)
    return kept, replay(kept, pins.law, pins.calendar, announced_in(record, connection, kept))


def command(
    files: Annotated[list[str] | None, typer.Argument(help="Ids of cases or proceedings; none: all there are.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Only differences and the total.")] = False,
) -> None:
    """Decide every act of the record again; exit 1 where one comes out otherwise, 2 where a file is unknown."""
    url = make_url(places.record_url())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        typer.echo(f"✗ There is no record at {url.database}: open the house once with `make run`.", err=True)
        raise typer.Exit(2)
    engine = open_engine(places.record_url(), reading=True)
    try:
        told = [_tell(done, quiet=quiet) for done in replay_record(engine, files or ())]
    except CaseMissing as missing:
        typer.echo(f"✗ The record has no case or proceeding {missing}.", err=True)
        raise typer.Exit(2) from missing
    finally:
        engine.dispose()
    acts, refusals = sum(d.acts for d in told), sum(d.refusals for d in told)
    apart = sum(len(d.differences) for d in told)
    total = f"{len(told)} files, {acts} acts, {refusals} refusals: {apart} differences"
    typer.echo(f"✗ {total}" if apart else f"✓ {total}")
    if apart:
        raise typer.Exit(1)


def _tell(done: Replayed, *, quiet: bool) -> Replayed:
    if done.differences or not quiet:
        sign = "✗" if done.differences else "✓"
        typer.echo(f"{sign} {done.case_id}: {done.acts} acts, {done.refusals} refusals")
    for difference in done.differences:
        typer.echo(f"    {difference}")
    return done
