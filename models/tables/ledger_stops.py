"""Which documents a unit's ledger says are stopped at once, and what in this house rests on them (H-121)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, false, or_, select

from models.law.campaign_rules import DISPOSITIONS, WITHOUT_BASIS
from models.law.ledger_reading import read_forms
from models.law.resting import Resting
from models.records.campaigns import CampaignState, Stop
from models.steps.forms import mark
from models.tables.campaign_stops import running_cases
from models.tables.ledger_schema import ledger_import, ledger_row
from models.tables.ledgers import DONE, unit_ledger

_I, _R = ledger_import.c, ledger_row.c
_KEEP = "keep"
# So much of a document's digest names its stop.
_ID = 16


def stopped_documents(
    connection: Connection, campaign: str, unit: str, stops: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Each document of a unit's ledger that the notice stops at once, with its disposition; struck rows left out."""
    named = [d for d in DISPOSITIONS if d in stops]
    bare = [form.no for form in read_forms().values()] if WITHOUT_BASIS in stops else []
    without = and_(_R.national_basis.in_(bare), _R.local_basis.in_(bare)) if bare else false()
    asked = select(_R.document, _R.disposition_id)
    asked = asked.select_from(ledger_row.join(ledger_import, _I.id == _R.import_id))
    asked = asked.where(_I.campaign == campaign, _I.ledger_unit == unit, _I.state == DONE, ~_R.struck)
    asked = asked.where(_R.document.is_not(None), _R.disposition_id.not_in((_KEEP, "")))
    asked = asked.where(or_(_R.disposition_id.in_(named), without)).order_by(_I.turn, _R.place)
    yield from ((row.document, row.disposition_id) for row in connection.execute(asked))


def to_be_done(connection: Connection, campaign: str, unit: str, most: int) -> list[tuple[str, str]]:
    """The documents of a unit's ledger with which something is to be done: what a plan is made for, in order."""
    asked = select(_R.document, _R.disposition_id)
    asked = asked.select_from(ledger_row.join(ledger_import, _I.id == _R.import_id))
    asked = asked.where(_I.campaign == campaign, _I.ledger_unit == unit, _I.state == DONE, ~_R.struck)
    asked = asked.where(_R.document.is_not(None), _R.disposition_id.not_in((_KEEP, ""))).order_by(_I.turn, _R.place)
    return [(row.document, row.disposition_id) for row in connection.execute(asked.limit(most))]


def met_cases(connection: Connection, mode: str, resting: Resting) -> int:
    """How many open cases run under what rests on a document."""
    found = running_cases(connection, mode, resting.regimes, resting.measures, resting.texts, in_line=False)
    return sum(1 for _ in found)


def filed_stops(
    connection: Connection, campaign: str, unit: str, stops: Sequence[str], resting_on: Callable[[str], Resting]
) -> list[dict[str, Any]]:
    """What a filing stops at once: the documents on which something rests, each by its digest."""
    if not stops:
        return []
    found: dict[str, dict[str, Any]] = {}
    for document, disposition in stopped_documents(connection, campaign, unit, stops):
        resting = resting_on(document)
        if resting.is_anything:
            of = mark(document)
            found.setdefault(of, {"stop": stop_id(of), "document": of, "disposition": disposition, **told(resting)})
    return list(found.values())


def stop_id(of: str) -> str:
    """The id of the stop that a ledger makes: the same document has the same."""
    return f"d-{of[:_ID]}"


def told(resting: Resting) -> dict[str, list[str]]:
    """What rests on a document, as an act carries it."""
    said = {"regimes": resting.regimes, "measures": resting.measures, "texts": resting.texts}
    return {kind: list(names) for kind, names in said.items() if names}


def still_stopped(connection: Connection, state: CampaignState, held: Stop, stops: Sequence[str]) -> bool:
    """Whether any ledger of the campaign still stops the document, or its own says otherwise but was not filed so."""
    for unit in state.units:
        if unit.ledger is None:
            continue
        rows = stopped_documents(connection, state.campaign_id, unit.id, stops)
        if any(mark(document) == held.document for document, _ in rows):
            return True
        now = unit_ledger(connection, state.campaign_id, unit.id)
        if held.unit == unit.id and (now is None or now.digest != unit.ledger.digest):
            return True
    return False


def document_of(connection: Connection, campaign: str, of: str) -> str:
    """The name of a document that stands in a ledger of a campaign, by its digest; empty where none holds it."""
    asked = select(_R.document).select_from(ledger_row.join(ledger_import, _I.id == _R.import_id))
    asked = asked.where(_I.campaign == campaign, _R.document.is_not(None), _R.disposition_id != _KEEP)
    return next((name for name in connection.execute(asked.distinct()).scalars() if mark(name) == of), "")
