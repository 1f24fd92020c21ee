"""A ledger that a campaign file names, taken into the record as a unit's officer would bring it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Engine

from desk.casefile import Event
from models.law.ledger_reading import read_forms
from models.law.reading import LawFault
from models.sheets.arriving import Arrived, read_sheet
from models.sheets.faults import SheetFault
from models.steps.ledgers import read_ledger
from models.tables.ledger_keeping import ADD, REPLACE, ImportAsked, ImportRefused, begin_import, keep_ledger
from models.tables.ledgers import document_digest, held_documents


def take_ledger(engine: Engine, campaign_id: str, unit: str, event: Event) -> None:
    """Take the ledger of an event into the record: an addition beside the rows held, anything else in their place."""
    if event.attached is None:
        return
    forms = read_forms()
    arrived = _arrived(event.attached)
    way = ADD if event.body.get("change") == ADD else REPLACE
    # Every event brings a file of its own: the same one again is a new one.
    digest = hashlib.sha256(f"{arrived.sha256} {event.line} {event.at}".encode()).hexdigest()
    asked = ImportAsked(
        campaign_id,
        unit,
        event.attached.name,
        digest,
        arrived.sheet,
        arrived.form.id,
        len(arrived.rows),
        way,
        event.by.id,
        event.at,
        exception=event.act == "except_ledger",
    )
    try:
        with engine.begin() as connection:
            begun = begin_import(connection, asked)
            there = held_documents(connection, campaign_id, unit) if way == ADD else {}
    except ImportRefused:
        return  # a ledger reported up takes no file: the act is refused for it
    rows = read_ledger(forms, arrived.form, arrived.rows, lambda name: there.get(document_digest(name) or ""))
    keep_ledger(engine, begun, asked, rows, lambda _: None)


def _arrived(file: Path) -> Arrived:
    """A ledger file as it arrives; one that is not taken is a fault of the campaign's file."""
    try:
        return read_sheet(file.read_bytes(), read_forms())
    except SheetFault as bad:
        raise LawFault(file, 1, bad.en) from bad
