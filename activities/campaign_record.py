"""The legal transaction of a clean-up campaign: ledgers read where they are kept, stops that reach the cases."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from activities.proceeding_record import Asking, ProceedingRecord, Room
from activities.record import Point, nowhere
from models.law.campaign_rules import CampaignLaw
from models.records.acts import Act
from models.records.campaigns import CampaignState, Stop
from models.records.commands import Actor
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_fold import fold
from models.tables.campaign_schema import campaign, campaign_unit
from models.tables.campaign_stops import cases_of, choose, plan_of, running_cases, show_cases
from models.tables.campaigns import ledger_facts, project_campaign, settle_in_ledger
from models.tables.receiving import Sent, receive
from models.tables.schema import command

_TELL = "set_disposition"
_KEY_LENGTH = 48


def _known(connection: Connection, state: CampaignState, law: CampaignLaw, asking: Asking) -> dict[str, Any]:
    """What the record adds: a ledger in figures as it is or would be, the running cases a stop meets."""
    act, body, most = asking.row.act, asking.body, law.limit("faults_filed")
    if act in ("file_ledger", "except_ledger"):
        return {"ledger": ledger_facts(connection, state.campaign_id, body["unit"], most)}
    if act == "settle_fault":
        return {"ledger": settle_in_ledger(connection, state.campaign_id, body, asking.row.actor, asking.at, most)}
    if act == "propose_stop":
        rows = list(running_cases(connection, state.mode, body.get("regimes") or (), body.get("measures") or ()))
        show_cases(connection, state.campaign_id, body["stop"], rows)
        return {"shown": {"cases": len(rows), "plan": plan_of([r.id for r in rows])}}
    held = state.stop(body["stop"]) if act == "stop_rule" else None
    if held is not None:
        ids = [r.id for r in running_cases(connection, state.mode, held.regimes, held.measures)]
        return {"shown": {"cases": len(ids), "plan": plan_of(ids)}}
    return {}


def _done(connection: Connection, state: CampaignState, act: Act, asking: Asking) -> None:
    """What a done act leads to in the same commit: names beside the units, cases told of a stop or its end."""
    body = asking.body
    named = {"open_campaign": body.get("lead"), "enrol_unit": body.get("unit")}.get(act.act)
    if named:
        own = (campaign_unit.c.campaign_id == state.campaign_id) & (campaign_unit.c.id == named)
        connection.execute(update(campaign_unit).where(own).values(name=body["name"]))
    if act.act in ("stop_rule", "resume_rule"):
        stop = state.stop(body["stop"])
        if stop is not None:
            _tell_cases(connection, state, stop, act, body)


def _tell_cases(connection: Connection, state: CampaignState, stop: Stop, act: Act, body: dict[str, Any]) -> None:
    """What was chosen for each running case goes to it as a command, received here and brought by the relay."""
    chosen = {c["case"]: c["disposition"] for c in body.get("cases") or ()}
    document = _document(connection, state.campaign_id, stop.id)
    ends = act.act == "resume_rule"
    for row in cases_of(connection, state.campaign_id, stop.id):
        if row.closed or (ends and row.disposition is None):
            continue
        what = chosen.get(row.case_id, body["others"])
        key = _key(act.act, state.campaign_id, stop.id, row.case_id, act.key)
        facts = {"document": document, "disposition": what}
        receive(connection, Sent(key, row.case_id, _TELL, Actor(act.by.id, act.by.roles), facts, row.now))
        choose(connection, row, **({"resumed_key": key} if ends else {"disposition": what, "command_key": key}))


def _document(connection: Connection, campaign_id: str, stop_id: str) -> str:
    """The document as its proposal named it: the state holds only a digest."""
    asked = select(command.c.body).where(
        command.c.case_id == campaign_id, command.c.act == "propose_stop", command.c.outcome == "done"
    )
    bodies = map(json.loads, connection.execute(asked.order_by(command.c.answered_at)).scalars())
    return str(next(b["document"] for b in reversed(list(bodies)) if b["stop"] == stop_id))


def _key(*parts: str) -> str:
    return f"{parts[0]}:{hashlib.sha256(':'.join(parts[1:]).encode()).hexdigest()[:_KEY_LENGTH]}"


ROOM: Room[CampaignState, CampaignLaw] = Room(
    campaign,
    CampaignState,
    CampaignLaw,
    decide_campaign,
    settle_campaign,
    fold,
    campaign_part,
    project_campaign,
    _known,
    _done,
)


def campaign_record(engine: Engine, at_point: Point = nowhere) -> ProceedingRecord[CampaignState, CampaignLaw]:
    """The record of one database, for clean-up campaigns."""
    return ProceedingRecord(engine, ROOM, at_point)
