"""The legal transaction of a clean-up campaign: ledgers read where they are kept, stops that reach the cases."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from activities.proceeding_record import Asking, ProceedingRecord, Room
from activities.record import Point, nowhere
from activities.telling_cases import tell_cases
from models.law.campaign_rules import CampaignLaw
from models.law.library import sound_lawbook
from models.law.resting import RestingIndex, resting_index
from models.records.acts import Act
from models.records.campaigns import CampaignState
from models.tables.campaign_schema import campaign_unit
from models.tables.campaign_stops import plan_of, running_cases, show_cases
from models.tables.campaigns import CAMPAIGN, ledger_facts, settle_in_ledger
from models.tables.ledger_keeping import admit
from models.tables.ledger_stops import filed_stops, still_stopped, told
from models.tables.schema import command


def _known(connection: Connection, state: CampaignState, law: CampaignLaw, asking: Asking) -> dict[str, Any]:
    """What the record adds: a ledger in figures as it is or would be, the running cases a stop meets."""
    act, body, most = asking.act, asking.body, law.limit("faults_filed")
    if act == "except_ledger":
        admit(connection, state.campaign_id, body["unit"], body["change"])
    if act in ("file_ledger", "except_ledger"):
        figures = ledger_facts(connection, state.campaign_id, body["unit"], most)
        return _with_stops(connection, state, law, body, figures)
    if act == "settle_fault":
        settled = settle_in_ledger(connection, state.campaign_id, body, asking.by.id, asking.at, most)
        return _with_stops(connection, state, law, body, settled)
    if act == "propose_stop":
        return _shown(connection, state, law, body)
    held = state.stop(body["stop"]) if act in ("stop_rule", "propose_resume", "resume_rule") else None
    if held is None:
        return {}
    if act == "stop_rule":
        ids = [r.id for r in running_cases(connection, state.mode, held.regimes, held.measures, held.texts)]
        return {"shown": {"cases": len(ids), "plan": plan_of(ids)}}
    return {"still_stopped": True} if still_stopped(connection, state, held, law.stops_at_once) else {}


def _with_stops(
    connection: Connection, state: CampaignState, law: CampaignLaw, body: dict[str, Any], ledger: dict[str, Any]
) -> dict[str, Any]:
    """A ledger in figures, and what its filing stops at once (H-121)."""
    found = filed_stops(connection, state.campaign_id, body["unit"], law.stops_at_once, _index(law).of)
    return {"ledger": ledger, **({"stops": found} if found else {})}


def _index(law: CampaignLaw) -> RestingIndex:
    return resting_index(sound_lawbook(), law.yardsticks)


def _shown(connection: Connection, state: CampaignState, law: CampaignLaw, body: dict[str, Any]) -> dict[str, Any]:
    """What rests on the document by the law held, beside what a person names, and the running cases of both."""
    found = _index(law).of(body["document"])
    held = state.stop(body["stop"])
    named = [
        (*(body.get(kind) or ()), *getattr(found, kind), *(getattr(held, kind) if held else ()))
        for kind in ("regimes", "measures", "texts")
    ]
    rows = list(running_cases(connection, state.mode, *named))
    show_cases(connection, state.campaign_id, body["stop"], rows)
    shown = {"cases": len(rows), "plan": plan_of([r.id for r in rows])}
    return {"shown": shown, **({"found": told(found)} if found.is_anything else {})}


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
            tell_cases(
                connection, state.campaign_id, stop.id, act, body,
                lambda: _document(connection, state.campaign_id, stop.id), ends=act.act == "resume_rule",
            )  # fmt: skip


def _document(connection: Connection, campaign_id: str, stop_id: str) -> str:
    """The document as its proposal named it: the state holds only a digest."""
    asked = select(command.c.body).where(
        command.c.case_id == campaign_id, command.c.act == "propose_stop", command.c.outcome == "done"
    )
    bodies = map(json.loads, connection.execute(asked.order_by(command.c.answered_at)).scalars())
    return str(next(b["document"] for b in reversed(list(bodies)) if b["stop"] == stop_id))


ROOM: Room[CampaignState, CampaignLaw] = Room(
    CAMPAIGN,
    _known,
    _done,
    adds=("ledger", "shown", "stops", "found", "still_stopped"),
    by_the_record=(
        "ledger_missing", "ledger_differs", "too_many_faults", "cases_moved_on", "ledger_still_stops",
        "fault_not_open", "way_not_open", "reason_missing", "value_missing", "value_unfit",
    ),
)  # fmt: skip


def campaign_record(engine: Engine, at_point: Point = nowhere) -> ProceedingRecord[CampaignState, CampaignLaw]:
    """The record of one database, for clean-up campaigns."""
    return ProceedingRecord(engine, ROOM, at_point)
