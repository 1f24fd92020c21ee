"""Ledgers for tests of the record: a row, a file of such rows taken in, and the next opening of a case."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import Engine

from models.law.days import law_day
from models.law.ledger_reading import read_forms
from models.sheets.arriving import read_sheet
from models.steps.ledgers import read_ledger
from models.tables.ledger_keeping import REPLACE, ImportAsked, begin_import, keep_ledger, waiting_ledger
from models.tables.ledgers import document_digest, held_documents, unit_ledger
from models.tables.receiving import Opening, open_file
from tests.record.house import ACTS, BOOK, CALENDAR, LAW, House

_FORM = "luliang-13"
_NOW = datetime(2021, 1, 19, 8, tzinfo=UTC)


def row(document: str, disposition: str, national: str = "否", local: str = "否", basis: str = "无") -> tuple[str, ...]:
    """A row of the 13 columns without its number."""
    about = ("是", "是", "列入名单", national, local, basis)
    return (document, *about, disposition, "2021年12月31日", "示例市交通运输局", "某某 科长", "0358-0000000")


def file_of(*rows: tuple[str, ...]) -> bytes:
    """These rows as a file of tab-separated columns under the titles printed."""
    lines = ["\t".join(c.zh for c in read_forms()[_FORM].columns)]
    lines += ["\t".join((str(n), *cells)) for n, cells in enumerate(rows, start=1)]
    return "\n".join(lines).encode()


def bring(
    engine: Engine, campaign: str, unit: str, *rows: tuple[str, ...], way: str = REPLACE, exception: bool = False
) -> str:
    """Take a file in; the digest of the ledger as it stands, or as it will stand once it is approved."""
    forms, content = read_forms(), file_of(*rows)
    arrived = read_sheet(content, forms)
    # The same rows brought again are another file.
    with engine.begin() as connection:
        turn = str(len(held_documents(connection, campaign, unit)))
        sha256 = hashlib.sha256(content + way.encode() + turn.encode()).hexdigest()
        asked = ImportAsked(
            campaign, unit, "台账.tsv", sha256, "", _FORM, len(arrived.rows), way, "han", _NOW, exception
        )  # fmt: skip
        begun = begin_import(connection, asked)
        there = held_documents(connection, campaign, unit) if way != REPLACE else {}
    judged = read_ledger(forms, arrived.form, arrived.rows, lambda name: there.get(document_digest(name) or ""))
    keep_ledger(engine, begun, asked, judged, lambda _: None)
    with engine.connect() as connection:
        held = waiting_ledger(connection, campaign, unit) or unit_ledger(connection, campaign, unit)
    return held.digest if held else ""


def refused_opening(house: House, case_id: str, local: tuple[str, ...] = ()) -> str:
    """The code with which an opening is refused; empty where it is done."""
    if local:
        law = BOOK.law(LAW.regime, law_day(ACTS[0].at), local)
        with house.engine.begin() as connection:
            name, level, region = "示例县人力资源和社会保障局", "county", "140121"
            open_file(connection, Opening(case_id, "rehearsal", name, level, region, law, CALENDAR, ACTS[0].at))
    else:
        house.open(case_id)
    refused = house.send(house.sent(case_id, 0)).refused
    return refused.code if refused else ""
