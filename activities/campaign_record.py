"""The legal transaction of a clean-up campaign: ledgers read where they are kept, stops that reach the cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from activities.proceeding_record import Asking, ProceedingRecord, Room
from activities.record import Point, nowhere
from models.law.campaign_rules import CampaignLaw
from models.law.library import lawbook
from models.law.resting import RestingIndex, resting_index
from models.records.acts import Act
from models.records.campaigns import CampaignState, Stop
from models.records.commands import Actor
from models.tables.campaign_schema import campaign_unit
from models.tables.campaign_stops import cases_of, choose, plan_of, running_cases, show_cases
from models.tables.campaigns import CAMPAIGN, ledger_facts, settle_in_ledger
from models.tables.ledger_keeping import admit
from models.tables.ledger_stops import filed_stops, still_stopped, told
from models.tables.receiving import Sent, receive
from models.tables.schema import command

_TELL = "set_disposition"
_KEY_LENGTH = 48


def _known(connection: Connection, state: CampaignState, law: CampaignLaw, asking: Asking) -> dict[str, Any]:
    """What the record adds: a ledger in figures as it is or would be, the running cases a stop meets."""
    act, body, most = asking.act, asking.body, law.limit("faults_filed")
    if act == "except_ledger":
        admit(connection, state.campaign_id, body["unit"], body["change"])
    if act in ("file_ledger", "except_ledger"):
        return _with_stops(connection, state, law, body, ledger_facts(connection, state.campaign_id, body["unit"], most))
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
    return resting_index(lawbook(), law.yardsticks)


def _shown(connection: Connection, state: CampaignState, law: CampaignLaw, body: dict[str, Any]) -> dict[str, Any]:
    """What rests on the document by the law held, beside what a person names, and the running cases of both."""
    found = _index(law).of(body["document"])
    held = state.stop(body["stop"])
    named = {
        kind: (*(body.get(kind) or ()), *getattr(found, kind), *(getattr(held, kind) if held else ()))
        for kind in ("regimes", "measures", "texts")
    }
    rows = list(running_cases(connection, state.mode, **named))
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
            _tell_cases(connection, state, stop, act, body)


def _tell_cases(connection: Connection, state: CampaignState, stop: Stop, act: Act, body: dict[str, Any]) -> None:
    """What was chosen for each running case goes to it as a command, received here and brought by the relay."""
    chosen = _chosen(body)
    ends, rows = act.act == "resume_rule", cases_of(connection, state.campaign_id, stop.id)
    # What only a ledger has stopped may end before any case was shown.
    document = _document(connection, state.campaign_id, stop.id) if rows else ""
    for row in rows:
        if row.closed or (ends and row.disposition is None):
            continue
        what = chosen(row)
        key = _key(act.act, state.campaign_id, stop.id, row.case_id, act.key)
        facts = {"document": document, "disposition": what}
        receive(connection, Sent(key, row.case_id, _TELL, Actor(act.by.id, act.by.roles), facts, row.now))
        choose(connection, row, **({"resumed_key": key} if ends else {"disposition": what, "command_key": key}))


def _chosen(body: dict[str, Any]) -> Callable[[Row[Any]], str]:
    """What was chosen for a case: for itself, for its step, for its list, or for all others (H-125)."""
    single = {c["case"]: c["disposition"] for c in body.get("cases") or ()}
    groups = {(g["by"], g["name"]): g["disposition"] for g in body.get("groups") or ()}

    def chosen(row: Row[Any]) -> str:
        own = (single.get(row.case_id), groups.get(("step", row.step)), groups.get(("list", row.regime)))
        return str(next((what for what in own if what), body["others"]))

    return chosen


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
