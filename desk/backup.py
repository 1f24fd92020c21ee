"""`duecourse backup`: copy record and papers while the house is open."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url, select

from activities.verifying import verify
from desk import places
from desk.dumping import dump
from desk.manifest import DUMP, FILE, PAPERS, Manifest, check_files, digest_of, files_under, flush
from desk.temporal_server import HouseError
from models.tables.opening import open_engine
from models.tables.schema import document, head


class BackupRefused(HouseError):
    """There is nothing to copy, or the place is taken."""


def command(
    directory: Annotated[
        Path | None, typer.Argument(help="A new folder; by default one in the data folder's backups/.")
    ] = None,
) -> None:
    """Copy record and papers while the house is open, and read every byte of the copy again."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = directory or places.data_folder() / "backups" / moment
    try:
        made = make_backup(places.record_url(), places.papers_folder(), target)
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        raise typer.Exit(1) from bad
    typer.echo(f"✓ {target}: {made.acts} acts, {len(made.files) - 1} papers, each read again.")
    for fault in made.faults:
        typer.echo(f"✗ The record itself: {fault}", err=True)
    if made.faults:
        raise typer.Exit(1)


def make_backup(url: str, papers: Path, target: Path) -> Manifest:
    """Copy a record and its papers into a new folder; it bears its name only when it is whole.

    The record is copied first: a paper is stored before the record tells of it,
    so no paper that the copy tells of can be missing.
    """
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(f"{target} is there already and not empty: name a new folder.")
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    # What is copied is personal: nobody else reads it.
    partial.mkdir(parents=True, mode=0o700)
    try:
        seen = _copy_record(url, partial)
        _copy_papers(papers, partial / PAPERS)
        files = {str(f.relative_to(partial)): digest_of(f) for f in files_under(partial)}
        faults = (*seen.faults, *_papers_amiss(seen.papers, files))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = Manifest(now, make_url(url).get_backend_name(), seen.acts, faults, files)
        made.write(partial)
        check_files(partial, files)
        if target.exists():
            target.rmdir()
        partial.rename(target)
        flush(target.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return made


@dataclass(frozen=True, slots=True)
class Seen:
    """What a record holds: how many acts, which papers by their digests, and what is wrong with it."""

    acts: int
    papers: tuple[str, ...]
    faults: tuple[str, ...]


def _copy_record(url: str, folder: Path) -> Seen:
    if make_url(url).get_backend_name() == "postgresql":
        # What is looked over is the database of a moment later; the copy is PostgreSQL's own promise.
        dump(url, folder / DUMP)
        flush(folder / DUMP)
        return look_over(url)
    source, copy = Path(make_url(url).database or ""), folder / FILE
    if not source.is_file():
        raise BackupRefused(f"There is no record at {source}: open the house once with `make run`.")
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(copy)) as made:
        # All pages in one step: one moment of the record, and no writer waits.
        held.backup(made)
    seen = look_over(f"sqlite:///{copy}")
    make_one_file(copy)
    return seen


def make_one_file(copy: Path) -> None:
    """Put all of a SQLite copy into the one file, without a log beside it, and onto the disk."""
    with closing(sqlite3.connect(copy)) as made:
        made.execute("PRAGMA journal_mode=DELETE")
    flush(copy)


def look_over(url: str) -> Seen:
    """Read a record with the verifier's eyes."""
    engine = open_engine(url, reading=True)
    try:
        with engine.connect() as connection:
            acts = int(connection.execute(select(head.c.size)).scalar() or 0)
            papers = tuple(connection.execute(select(document.c.sha256).distinct()).scalars())
        return Seen(acts, papers, tuple(verify(engine)))
    finally:
        engine.dispose()


def _papers_amiss(told: Iterable[str], files: Mapping[str, str]) -> Iterator[str]:
    """Papers the record tells of that are not there, or are not what their name is the digest of."""
    for sha256 in told:
        if files.get(f"{PAPERS}/{sha256}.pdf") != sha256:
            yield f"The paper {sha256} is missing or is not what its digest says."


def _copy_papers(papers: Path, target: Path) -> None:
    target.mkdir()
    # A paper that is just being written bears another name until it is whole.
    for file in sorted(papers.glob("*.pdf")):
        copy = target / file.name
        shutil.copyfile(file, copy)
        flush(copy)
