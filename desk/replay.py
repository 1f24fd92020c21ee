"""`duecourse replay [CASE…]`: decide every act of the record again and name what comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection, Engine, make_url

from activities.record import CaseMissing, Record
from desk import places
from desk.recalling import announced_in, case_ids, recall
from desk.replaying import Difference, replay
from models.tables.opening import open_engine, snapshot


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case decided again: how many acts and refusals, and every difference."""

    case_id: str
    acts: int
    refusals: int
    differences: tuple[Difference, ...]


def replay_record(engine: Engine, only: Sequence[str] = ()) -> Iterator[Replayed]:
    """Every case of a record, or those named, one after the other; nothing is written.

    Raises `CaseMissing` for a name that has no file.
    """
    record = Record(engine)
    with snapshot(engine) as connection:
        for case_id in only or case_ids(connection):
            yield _replayed(record, connection, case_id)


def _replayed(record: Record, connection: Connection, case_id: str) -> Replayed:
    try:
        kept = recall(connection, case_id)
        pins = record.pinned(connection, kept.law_version, kept.calendar_version)
        announced = announced_in(record, connection, kept)
    except (ValueError, KeyError) as bad:
        # Something kept is no act, no command, no law any more: the verifier says which.
        unread = Difference(case_id, 0, "record", "content", "kept", f"cannot be read ({type(bad).__name__})")
        return Replayed(case_id, 0, 0, (unread,))
    found = replay(kept, pins.law, pins.calendar, announced)
    return Replayed(case_id, len(kept.acts), len(kept.denials), tuple(found))


def command(
    cases: Annotated[list[str] | None, typer.Argument(help="Case ids; none: every case of the record.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Only differences and the total.")] = False,
) -> None:
    """Decide every act of the record again; exit 1 where one comes out otherwise, 2 where a case is unknown."""
    url = make_url(places.record_url())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        typer.echo(f"✗ There is no record at {url.database}: open the house once with `make run`.", err=True)
        raise typer.Exit(2)
    engine = open_engine(places.record_url(), reading=True)
    try:
        told = [_tell(done, quiet=quiet) for done in replay_record(engine, cases or ())]
    except CaseMissing as missing:
        typer.echo(f"✗ The record has no case {missing}.", err=True)
        raise typer.Exit(2) from missing
    finally:
        engine.dispose()
    acts, refusals = sum(d.acts for d in told), sum(d.refusals for d in told)
    apart = sum(len(d.differences) for d in told)
    total = f"{len(told)} cases, {acts} acts, {refusals} refusals: {apart} differences"
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
