"""Printing what is due: every paper the record has ordered, once, with its number and its digest.

A pass may be broken off anywhere: the file is there before its row, a file
without a row is only a file, and a paper that has its row is never made again.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from activities.composing import symbol_of
from activities.gathering import Order
from activities.papers import PrintedPaper, print_paper
from desk.presses import OF_CASES, PRESSES, Press
from models.law.lawbook import Lawbook
from models.law.reading import LawError
from models.records.acts import Refused
from models.records.papers import (
    FontsMissing,
    GlyphMissing,
    PaperError,
    PaperIncomplete,
    PrintingFault,
)
from models.tables import schema as t
from models.tables.packing import unpack

ERRAND = "print_paper"
REFUSAL_ERRAND = "print_refusal"
_ID_LENGTH = 32
_QUOTED = re.compile(r"[`“\"].*[`”\"]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper that was made: its number, digest and pages."""

    case_id: str
    kind: str
    symbol: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """A paper that could not be made, and the part or character that stopped it."""

    case_id: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What one pass did."""

    done: tuple[Filed, ...] = ()
    stopped: tuple[Stopped, ...] = ()


def print_due(engine: Engine, fonts: Path, papers: Path, book: Lawbook) -> Printed:
    """Make every paper that is due; one that cannot be made is stopped by name and holds up no other.

    Raises `FontsMissing` and the world's faults (database, disk): nothing is stopped for those.
    """
    papers.mkdir(parents=True, exist_ok=True)
    done: list[Filed] = []
    stopped: list[Stopped] = []
    for order in _due(engine):
        try:
            filed = _make(engine, order, fonts, papers, book)
        except (FontsMissing, SQLAlchemyError, OSError):
            raise
        except Exception as fault:  # noqa: BLE001 - one paper's fault, even ours, holds up no other
            reason = _reason(fault)
            _stop(engine, order, reason)
            stopped.append(Stopped(order.case_id, order.kind, reason))
        else:
            if filed is not None:
                done.append(filed)
    return Printed(tuple(done), tuple(stopped))


def _reason(fault: Exception) -> str:
    """Why a paper was stopped: the part or the character by name, and never what else it says."""
    if isinstance(fault, PaperIncomplete):
        return f"part: {', '.join(fault.parts)}"
    if isinstance(fault, GlyphMissing):
        return f"character: {fault}"
    if isinstance(fault, PrintingFault):
        return f"printing: {_QUOTED.sub('…', fault.message)}"
    if isinstance(fault, (PaperError, LawError)):
        return str(fault)
    return f"fault: {type(fault).__name__}"


# --- what is due --------------------------------------------------------------------


def _due(engine: Engine) -> list[Order]:
    with engine.connect() as connection:
        return [*_ordered(connection), *_refused(connection)]


def _ordered(connection: Connection) -> list[Order]:
    found = (
        select(t.outbox.c.seq, t.outbox.c.case_id, t.outbox.c.subject, t.outbox.c.act_seq, t.act.c.key)
        .join(t.act, t.act.c.seq == t.outbox.c.act_seq)
        .where(t.outbox.c.errand == ERRAND, t.outbox.c.state == "due")
        .order_by(t.outbox.c.seq)
    )
    return [Order(r.case_id, r.key, r.subject, r.act_seq, r.seq) for r in connection.execute(found)]


def _refused(connection: Connection) -> list[Order]:
    """Written refusals without their paper; those once stopped wait until somebody sets them due."""
    c, o = t.command.c, t.outbox.c
    ours = (o.errand == REFUSAL_ERRAND) & (o.subject == c.key)
    found = (
        select(c.key, c.case_id, c.answer, o.seq)
        .join(t.document, t.document.c.command_key == c.key, isouter=True)
        .join(t.outbox, ours, isouter=True)
        .where(c.outcome == "refused", t.document.c.id.is_(None), c.answer.like('%"documents":["%'))
        .where(o.seq.is_(None) | (o.state == "due"))
        .order_by(c.answered_at, c.key)
    )
    orders = []
    for row in connection.execute(found):
        kinds = unpack(Refused, row.answer).documents
        orders += [Order(row.case_id, row.key, kind, 0, row.seq) for kind in kinds]
    return orders


# --- one paper ------------------------------------------------------------------------


def _make(engine: Engine, order: Order, fonts: Path, papers: Path, book: Lawbook) -> Filed | None:
    """Compose and print outside any transaction, then file under the number if it is still the next.

    Numbers are gapless because one is only taken with its row; another printer
    that took it first means this paper is printed again with the next.
    """
    press = PRESSES.get(order.kind, OF_CASES)
    while True:
        with engine.connect() as connection:
            if _document(connection, order) is not None:
                facts = None
            else:
                facts = press.gather(connection, order, book)
                number = _next(connection, facts, press)
        if facts is None:
            _done(engine, order)
            return None
        symbol = symbol_of(press.series(facts), facts.made_on.year, number)
        content = press.compose(facts, symbol)
        paper = print_paper(content, press.required(facts, content), fonts)
        filed, settled = _file(engine, order, (facts, press), paper, (symbol, number), papers)
        if settled:
            return filed


def _document(connection: Connection, order: Order) -> str | None:
    found = select(t.document.c.id).where(t.document.c.command_key == order.key, t.document.c.kind == order.kind)
    return connection.execute(found).scalar_one_or_none()


def _next(connection: Connection, facts: Any, press: Press) -> int:
    """The next number of the authority's series in the paper's year."""
    start = symbol_of(press.series(facts), facts.made_on.year, 0).removesuffix("0号")
    files = press.files.c
    found = (
        select(t.document.c.symbol)
        .join(press.files, files.id == t.document.c.case_id)
        .where(files.authority == facts.authority, t.document.c.symbol.startswith(start))
    )
    taken = connection.execute(found).scalars()
    return max((int(s.removeprefix(start).removesuffix("号")) for s in taken), default=0) + 1


def _file(
    engine: Engine,
    order: Order,
    made: tuple[Any, Press],
    paper: PrintedPaper,
    numbered: tuple[str, int],
    papers: Path,
) -> tuple[Filed | None, bool]:
    """File, row and outbox in one transaction; not settled where the number is no longer the next."""
    (facts, press), (symbol, number) = made, numbered
    with engine.begin() as connection:
        _lock_numbers(connection)
        if _document(connection, order) is not None:
            _mark(connection, order, "done", None)
            return None, True
        if _next(connection, facts, press) != number:
            return None, False
        _write(papers, paper)
        connection.execute(insert(t.document).values(**_row(order, facts, paper, symbol)))
        _mark(connection, order, "done", None)
    return Filed(order.case_id, order.kind, symbol, paper.sha256, paper.pages), True


def _row(order: Order, facts: Any, paper: PrintedPaper, symbol: str) -> dict[str, Any]:
    named = f"{order.key}\n{order.kind}".encode()
    return {
        "id": hashlib.sha256(named).hexdigest()[:_ID_LENGTH],
        "case_id": order.case_id,
        "act_seq": order.act_seq,
        "command_key": order.key,
        "kind": order.kind,
        "symbol": symbol,
        "made_on": facts.made_on,
        "sha256": paper.sha256,
        "pages": paper.pages,
    }


def _lock_numbers(connection: Connection) -> None:
    """One paper takes its number at a time; SQLite's write lock is that lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("document.symbol"))))


def _write(papers: Path, paper: PrintedPaper) -> None:
    """The file under its digest, whole or not at all, readable by its owner only."""
    target = papers / f"{paper.sha256}.pdf"
    handle, name = tempfile.mkstemp(dir=papers, prefix=".paper-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(paper.pdf)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(papers, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _done(engine: Engine, order: Order) -> None:
    with engine.begin() as connection:
        _mark(connection, order, "done", None)


def _stop(engine: Engine, order: Order, reason: str) -> None:
    with engine.begin() as connection:
        _mark(connection, order, "stopped", reason)


def _mark(connection: Connection, order: Order, state: str, reason: str | None) -> None:
    """Close the errand; a refusal has one only once it was stopped."""
    o = t.outbox.c
    if order.outbox_seq is not None:
        changes = {"state": state, "reason": reason, "tries": o.tries + 1}
        connection.execute(update(t.outbox).where(o.seq == order.outbox_seq).values(changes))
    elif state == "stopped":
        connection.execute(
            insert(t.outbox).values(
                case_id=order.case_id,
                act_seq=0,
                errand=REFUSAL_ERRAND,
                subject=order.key,
                state=state,
                reason=reason,
                tries=1,
            )
        )


# --- the loop ---------------------------------------------------------------------------


def _say(event: str, **fields: object) -> None:
    said = " ".join(f"{name}={value}" for name, value in fields.items())
    print(f"{event} {said}", flush=True)


async def printing(
    engine: Engine,
    fonts: Path,
    papers: Path,
    book: Lawbook,
    stop: asyncio.Event,
    every_seconds: float,
    log: Callable[..., None] = _say,
) -> None:
    """Print what is due again and again, in a thread, until the house closes.

    A fault of the world is said and tried again at the next pass: papers wait, the house stays open.
    """
    while not stop.is_set():
        try:
            printed = await asyncio.to_thread(print_due, engine, fonts, papers, book)
        except (SQLAlchemyError, OSError, FontsMissing) as fault:
            log("printing_failed", fault=type(fault).__name__)
        else:
            for paper in printed.stopped:
                log("paper_stopped", case_id=paper.case_id, kind=paper.kind, reason=paper.reason)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every_seconds)
