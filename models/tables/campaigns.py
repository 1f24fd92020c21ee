"""Clean-up campaigns in the record: how they are kept, and their ledgers in figures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from models.contracts.cleanup import CAMPAIGN_WAY
from models.law.campaign_rules import CampaignLaw
from models.law.ledger_reading import read_forms
from models.records.campaigns import CampaignState, Due, Unit
from models.records.ledgers import Settlement, Way
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_faults, campaign_part
from models.steps.cleanup_fold import apply
from models.steps.cleanup_table import ACTS, AFTER_THE_END
from models.tables.campaign_schema import campaign, campaign_due, campaign_unit
from models.tables.ledgers import keep_settlement, open_faults, unit_ledger
from models.tables.proceedings import Dues, FileKind, Rows
from models.tables.stop_rows import stop_rows

_UNREAD = "unread"


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


def _unit_rows(state: CampaignState) -> list[dict[str, Any]]:
    late = state.late_units()
    return [_unit_row(state, place, unit, is_late=unit.id in late) for place, unit in enumerate(state.units)]


def _unit_row(state: CampaignState, place: int, unit: Unit, *, is_late: bool) -> dict[str, Any]:
    """A unit as it is stored; its name is written beside, for no state holds it."""
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
        "late": is_late,
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


def _rows(state: CampaignState) -> Rows:
    return {
        campaign_unit: _unit_rows(state),
        campaign_due: [due_row(state.campaign_id, due) for due in state.dues],
        **stop_rows(state.campaign_id, state.mode, state.stops),
    }


CAMPAIGN: FileKind[CampaignState, CampaignLaw] = FileKind(
    way=CAMPAIGN_WAY,
    table=campaign,
    dues=Dues(campaign_due, "campaign_id", "what"),
    state=CampaignState,
    law=CampaignLaw,
    law_kind="cleanup",
    acts=ACTS,
    form=campaign_faults,
    part=campaign_part,
    decide=decide_campaign,
    settle=settle_campaign,
    apply=apply,
    rows=_rows,
    after_the_end=AFTER_THE_END,
)
