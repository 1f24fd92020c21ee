"""What lies beside a form of a campaign: what there is to choose from, and what who acts must have before the eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from models.law.days import law_day
from models.law.ledger_reading import read_forms
from models.law.resting import Resting, resting_index
from models.records.campaigns import PROPOSED, STANDING, Stop
from models.records.commands import Actor
from models.records.ledgers import LedgerSummary
from models.steps.cleanup_oversight import units_of
from models.steps.forms import mark
from models.steps.ledgers import unread
from models.tables.ledger_keeping import waiting_ledger
from models.tables.ledger_pages import row_at
from models.tables.ledger_stops import met_cases, stopped_documents, to_be_done
from models.tables.ledgers import StoredRow, fault_named, unit_ledger
from portal.campaign_filling import CampaignOffer
from portal.campaign_reading import CampaignFile, running
from portal.case_choices import SHOWN, CaseGroup, groups_of
from portal.counter import Counter
from portal.filling import Posted
from portal.law_titles import titles
from portal.ledger_telling import column_words, fault_words
from portal.proceeding_wording import ProceedingSpeech

_FILES = ("file_ledger", "except_ledger")
# So many rows of the ledger a new plan brings at first.
_PLANNED = 60


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """One cell of a row that holds a fault: the column, what stands there, and whether it is the fault's own."""

    label: str
    value: str
    is_meant: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a page shows over the form: the ledger's figures, the row with its fault, the running cases, the lines."""

    ledger: Any = None
    cells: tuple[FaultyCell, ...] = ()
    fault: str = ""
    place: int = 0
    cases: int = 0
    cases_beyond: int = 0
    stop: Any = None
    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()
    items: tuple[Any, ...] = ()
    stops: tuple[tuple[str, str, Resting, int], ...] = ()


def offer_of(
    _: Any, counter: Counter, speech: ProceedingSpeech, held: CampaignFile, actor: Actor, act: str, posted: Posted
) -> CampaignOffer:
    """What there is to choose from for the unit or the stop the form is for."""
    unit, stop = _named(posted, "unit"), _named(posted, "stop")
    unit = unit if held.state.unit(unit) else ""
    found = held.state.stop(stop)
    regimes, measures = titles(counter.book, law_day(counter.now())) if act == "propose_stop" else ({}, {})
    given: dict[str, str] = {}
    cases: tuple[str, ...] = ()
    groups: tuple[CaseGroup, ...] = ()
    columns: tuple[str, ...] = ()
    column = ""
    if act in _FILES and unit:
        ledger = _ledger(counter, held, act, unit)
        given = {"digest": ledger.digest} if ledger else {}
    if found is not None and act in ("stop_rule", "resume_rule"):
        given = {"plan": found.plan} if act == "stop_rule" and found.plan else {}
        shown = counter.reader.ask(lambda connection: running(connection, held.id, found.id))
        cases = tuple(r.case_id for r in shown if not r.closed)[:SHOWN]
        groups = groups_of(shown, speech, titles(counter.book, law_day(counter.now()))[0])
    if act == "settle_fault":
        row = _row(counter, held, unit, _named(posted, "fault"))
        columns = read_forms()[row.row.form].fields if row else ()
        named = fault_named(_named(posted, "fault"))
        column = named[3] if named else ""
    return CampaignOffer(
        held, actor, unit, found.id if found and act != "propose_stop" else "", counter.reader.officers(),
        tuple(regimes), tuple(measures), columns, column, cases, groups, given,
        *_of_ledger(counter, held, act, unit, found),
    )  # fmt: skip


def _of_ledger(
    counter: Counter, held: CampaignFile, act: str, unit: str, stop: Stop | None
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """What a new form says already, and the documents there are to choose from: those of the ledger."""
    if act == "propose_stop" and stop is not None and stop.is_unconfirmed and stop.standing != PROPOSED:
        document = held.documents.get(stop.document, "")
        said = {"stop": [stop.id], "document": [document], "disposition": [stop.disposition]}
        return said, (document,)
    if act != "file_plan" or not unit:
        return {}, ()
    planned = [i.document for i in held.state.items if i.unit == unit]
    rows = counter.reader.ask(lambda c: to_be_done(c, held.id, unit, _PLANNED))
    left = [(document, disposition) for document, disposition in rows if mark(document) not in planned]
    said = {}
    for n, (document, disposition) in enumerate(left[:_PLANNED], start=1):
        said[f"items[{n}].id"] = [f"{unit[:20]}-{len(planned) + n}"]
        said[f"items[{n}].document"] = [document]
        said[f"items[{n}].disposition"] = [disposition]
    return said, tuple(dict.fromkeys(document for document, _ in rows))


def _ledger(counter: Counter, held: CampaignFile, act: str, unit: str) -> LedgerSummary | None:
    """The ledger as it will be filed: after closing with the file that waits for approval."""
    waits = counter.reader.ask(lambda c: waiting_ledger(c, held.id, unit)) if act == "except_ledger" else None
    return waits or counter.reader.ask(lambda c: unit_ledger(c, held.id, unit))


def _named(posted: Posted, name: str) -> str:
    return "".join(posted.get(name, ())[:1])


def _row(counter: Counter, held: CampaignFile, unit: str, fault: str) -> StoredRow | None:
    named = fault_named(fault)
    if named is None or not unit:
        return None
    turn, place, _, _ = named
    return counter.reader.ask(lambda connection: row_at(connection, held.id, unit, turn, place))


def before(
    counter: Counter, speech: ProceedingSpeech, held: CampaignFile, act: str, offer: CampaignOffer, today: date,
    posted: Posted,
) -> About:  # fmt: skip
    """What who acts must have before the eyes."""
    if act in _FILES and offer.unit:
        ledger = _ledger(counter, held, act, offer.unit)
        # A file that waits counts with its approval: what that stops, the act itself will say.
        return About(ledger=ledger, stops=_at_once(counter, held, offer.unit) if act == "file_ledger" else ())
    if act == "settle_fault":
        return _faulty(counter, speech, held, offer.unit, _named(posted, "fault"))
    if act in ("stop_rule", "resume_rule", "propose_resume") and offer.stop:
        stop = held.state.stop(offer.stop)
        shown = counter.reader.ask(lambda connection: running(connection, held.id, offer.stop))
        running_now = sum(not r.closed for r in shown)
        return About(stop=stop, cases=running_now, cases_beyond=max(running_now - SHOWN, 0))
    if act == "issue_monthly_notice":
        month = today.isoformat().rpartition("-")[0]
        return About(lines=tuple((line, units_of(held.state, line, month)) for line in held.law.lines))
    if act in ("complete_item", "propose_clean_up"):
        return About(items=tuple(i for i in held.state.items if i.unit == offer.unit and not i.done))
    return About()


def _at_once(counter: Counter, held: CampaignFile, unit: str) -> tuple[tuple[str, str, Resting, int], ...]:
    """What the filing will stop at once: each document, what rests on it, and how many cases run under that."""
    index = resting_index(counter.book, held.law.yardsticks)
    documents = counter.reader.ask(lambda c: list(stopped_documents(c, held.id, unit, held.law.stops_at_once)))
    standing = [s.document for s in held.state.stops if s.standing in STANDING]
    found = []
    for document, disposition in dict(documents).items():
        resting = index.of(document)
        if resting.is_anything and mark(document) not in standing:
            run = counter.reader.ask(partial(met_cases, mode=held.mode, resting=resting))
            found.append((document, disposition, resting, run))
    return tuple(found)


def _faulty(counter: Counter, speech: ProceedingSpeech, held: CampaignFile, unit: str, name: str) -> About:
    found, named = _row(counter, held, unit, name), fault_named(name)
    if found is None or named is None:
        return About()
    form, row = read_forms()[found.row.form], found.row
    _, place, code, column = named
    fault = next((f for f in row.faults if (f.code, f.field) == (code, column)), None)
    says = ""
    if fault is not None:
        where, what = column_words(form, fault), fault_words(form, fault)
        says = speech.t(f"{where[0]}：{what[0]}", f"{where[1]}: {what[1]}")
    unsure = unread(form, row)
    if unsure and not column:
        # Nobody knows which cell belongs to which column: they are shown as they came.
        cells = tuple(FaultyCell(str(n), value, is_meant=False) for n, value in enumerate(row.cells, start=1))
    else:
        cells = tuple(
            FaultyCell(speech.t(c.zh, c.en), row.value(c.field) or "", c.field == column) for c in form.columns
        )
    return About(cells=cells, fault=says, place=place)
