"""Clean-up campaigns in the record: opened, their commands received, their ledgers in figures, their projections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from models.contracts.cleanup import CampaignStart
from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar
from models.law.ledger_reading import read_forms
from models.records.acts import Act
from models.records.campaigns import CampaignState, Due, Unit
from models.records.ledgers import Settlement, Way
from models.steps.cleanup_fields import campaign_faults
from models.tables.campaign_schema import campaign, campaign_due, campaign_unit, document_stop, document_stop_on
from models.tables.ledgers import keep_settlement, open_faults, unit_ledger
from models.tables.packing import pack, unpack
from models.tables.proceedings import FileOpening, answered, open_proceeding, order_papers, pinned_text, receive_in
from models.tables.receiving import Sent

LAW = "cleanup"
_UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class CampaignOpening:
    """What a campaign's file is opened with."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    law: CampaignLaw
    calendar: Calendar
    opened_at: datetime
    rehearsal_offset: int = 0


def open_campaign_file(connection: Connection, opening: CampaignOpening) -> None:
    """Make an empty file with the notice and the calendar pinned."""
    state = CampaignState(opening.id, opening.mode)
    made = FileOpening(
        opening.id,
        opening.mode,
        opening.authority,
        opening.level,
        opening.region,
        opening.law,
        opening.law.version,
        LAW,
        opening.calendar,
        opening.opened_at,
        state,
        state.step,
        opening.rehearsal_offset,
        {"notice": opening.law.notice},
    )
    open_proceeding(connection, campaign, made)


def receive_campaign(connection: Connection, sent: Sent) -> bool:
    """Write a command of a campaign as received; False where the same one is there already."""
    return receive_in(connection, sent, campaign_faults)


def start_of_campaign(connection: Connection, campaign_id: str) -> CampaignStart | None:
    """State, notice and calendar as pinned, and the keys that have their answer; None without such a file."""
    row = connection.execute(select(campaign).where(campaign.c.id == campaign_id)).first()
    if row is None:
        return None
    return CampaignStart(
        unpack(CampaignState, row.state),
        unpack(CampaignLaw, pinned_text(connection, row.law_version)),
        unpack(Calendar, pinned_text(connection, row.calendar_version)),
        float(row.rehearsal_offset),
        answered(connection, campaign_id),
    )


def ledger_facts(connection: Connection, campaign_id: str, unit: str, most: int | None) -> dict[str, Any]:
    """What an act says of a unit's ledger; of more faults than may be filed only their number."""
    held = unit_ledger(connection, campaign_id, unit)
    if held is None:
        return {}
    told: dict[str, Any] = {"digest": held.digest, "rows": held.rows}
    told |= {name or _UNREAD: count for name, count in held.by_disposition}
    if most is not None and held.faults > most:
        return {**told, "faults": [], "faults_beyond": held.faults}
    return {**told, "faults": list(open_faults(connection, campaign_id, unit))}


def settle_in_ledger(
    connection: Connection, campaign_id: str, body: dict[str, Any], by: str, at: datetime, most: int | None
) -> dict[str, Any]:
    """Settle a fault in this transaction; the ledger in figures after it, or the code of why it was not settled."""
    values = tuple((v["field"], v["value"]) for v in body.get("values") or ())
    told = Settlement("", "", Way(body["way"]), body["reason"], by, at, values)
    made = keep_settlement(connection, read_forms(), campaign_id, body["unit"], body["fault"], told)
    if isinstance(made, str):
        return {"fault": made}
    return ledger_facts(connection, campaign_id, body["unit"], most)


def project_campaign(
    connection: Connection, before: CampaignState, after: CampaignState, acts: tuple[Act, ...], first_seq: int
) -> None:
    """Write what changed between two states of a campaign, and order the papers its acts sign."""
    order_papers(connection, after.campaign_id, acts, first_seq)
    moved = {"version": after.version, "step": after.step, "closed": after.is_closed, "state": pack(after)}
    connection.execute(update(campaign).where(campaign.c.id == after.campaign_id).values(**moved))
    late = after.late_units()
    before_late = before.late_units()
    for place, unit in enumerate(after.units):
        held = before.unit(unit.id)
        if held is None:
            connection.execute(insert(campaign_unit).values(name="", **unit_row(after, place, unit)))
        elif held != unit or (unit.id in late) != (unit.id in before_late):
            _put(connection, campaign_unit, unit_row(after, place, unit))
    known = {d.key: d for d in before.dues}
    for due in after.dues:
        if due.key not in known:
            connection.execute(insert(campaign_due).values(**due_row(after.campaign_id, due)))
        elif known[due.key] != due:
            _put(connection, campaign_due, due_row(after.campaign_id, due))
    _project_stops(connection, before, after)


def _project_stops(connection: Connection, before: CampaignState, after: CampaignState) -> None:
    for stop in after.stops:
        held = before.stop(stop.id)
        if held == stop:
            continue
        row = stop_row(after, stop.id)
        if held is None:
            connection.execute(insert(document_stop).values(**row))
        else:
            _put(connection, document_stop, row)
        on = document_stop_on.c
        of_stop = (on.campaign_id == after.campaign_id) & (on.stop_id == stop.id)
        connection.execute(document_stop_on.delete().where(of_stop))
        for kind, names in (("regime", stop.regimes), ("measure", stop.measures)):
            for name in dict.fromkeys(names):
                values = {"campaign_id": after.campaign_id, "stop_id": stop.id, "kind": kind, "name": name}
                connection.execute(insert(document_stop_on).values(**values))


def _put(connection: Connection, table: Any, row: dict[str, Any]) -> None:
    statement = update(table)
    for column in table.primary_key.columns:
        statement = statement.where(column == row[column.name])
    connection.execute(statement.values(**row))


def unit_row(state: CampaignState, place: int, unit: Unit) -> dict[str, Any]:
    """A unit as it is stored, its name left out."""
    return {
        "campaign_id": state.campaign_id,
        "id": unit.id,
        "place": place,
        "parent": unit.parent,
        "kind": unit.kind,
        "level": unit.level,
        "ledger_rows": unit.ledger.rows if unit.ledger else None,
        "ledger_faults": len(unit.ledger.faults) if unit.ledger else None,
        "filed_on": unit.ledger.filed_on if unit.ledger else None,
        "late": unit.id in state.late_units(),
    }


def due_row(campaign_id: str, due: Due) -> dict[str, Any]:
    """What is owed as it is stored."""
    return {
        "campaign_id": campaign_id,
        "unit": due.unit,
        "what": due.what,
        "item": due.item,
        "due": due.due,
        "ends_at": due.ends_at,
        "standing": due.standing.value,
        "late": due.late,
        "cite": due.cite,
    }


def stop_row(state: CampaignState, stop_id: str) -> dict[str, Any]:
    """A stop as it is stored."""
    stop = state.stop(stop_id)
    if stop is None:
        raise LookupError(stop_id)
    return {
        "campaign_id": state.campaign_id,
        "id": stop.id,
        "mode": state.mode,
        "document": stop.document,
        "disposition": stop.disposition,
        "standing": stop.standing,
        "proposed_by": stop.proposed_by,
        "confirmed_by": stop.confirmed_by,
        "cases": stop.cases,
        "plan": stop.plan,
    }
