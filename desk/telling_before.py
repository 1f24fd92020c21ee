"""What stands in the record before an event of a file: another file told into it by the legal transaction, so far.

A month of oversight tells what campaigns and reviews have left undone: its file names theirs.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from desk.casefile import ADVANCE, Event
from desk.playing_beside import key_of, staged
from desk.proceedingfile import file_of
from desk.served import Played, Served
from models.contracts.errands import RecordRequest
from models.law.library import lawbook
from models.law.reading import LawFault, read_yaml
from models.records.commands import Command
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from models.tables.schema import command


def tell_before(engine: Engine, kinds: tuple[Served[Any, Any], ...], file: Path, until: datetime) -> None:
    """Every event of that file up to an instant, in order, each once; then what the clock has to say."""
    place = read_yaml(file)
    served = next((kind for kind in kinds if kind.telling.word in place), None)
    if served is None:
        raise LawFault(file, 1, "only a campaign or a review can stand in the record before a month is told")
    played = staged(served, file_of(served, place), lawbook())
    _open(engine, played)
    for number, event in enumerate(played.told.events, start=1):
        if event.at <= until and event.act != ADVANCE:
            _send(engine, played, number, event)
    _ask(engine, played, until, None)


def _open(engine: Engine, played: Played[Any, Any]) -> None:
    kind, lead, file_id = played.served.kind, played.told.lead, played.start.case_id
    with engine.begin() as connection:
        if connection.execute(select(kind.table.c.id).where(kind.table.c.id == file_id)).first() is None:
            where = (lead.get("name", ""), lead.get("level", ""), lead.get("region", ""))
            opening = ProceedingOpening(
                file_id, "rehearsal", *where, played.law, played.calendar, played.told.events[0].at
            )
            open_proceeding(connection, kind, opening)


def _send(engine: Engine, played: Played[Any, Any], number: int, event: Event) -> None:
    served, file_id = played.served, played.start.case_id
    key = key_of(file_id, number)
    with engine.connect() as connection:
        if connection.execute(select(command.c.key).where(command.c.key == key)).first() is not None:
            return
    event = served.telling.take(engine, file_id, event)
    with engine.begin() as connection:
        receive_in(connection, served.kind, Sent(key, file_id, event.act, event.by, event.body, 0, legal_at=event.at))
    part = served.kind.part(event.act, event.body)
    _ask(engine, played, event.at, Command(key, event.act, event.by, part))


def _ask(engine: Engine, played: Played[Any, Any], at: datetime, asked: Command | None) -> None:
    table, file_id = played.served.table, played.start.case_id
    with engine.connect() as connection:
        version = connection.execute(select(table.c.version).where(table.c.id == file_id)).scalar_one()
    played.served.record(engine).record(RecordRequest(file_id, version, at, asked))
