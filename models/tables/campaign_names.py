"""What a campaign's units and documents are called: names stay beside the state, which holds ids and digests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from models.steps.forms import mark
from models.tables.campaign_schema import campaign_unit, document_stop
from models.tables.ledger_stops import document_of
from models.tables.schema import command


def unit_names(connection: Connection, campaign_id: str) -> dict[str, str]:
    """The name of each unit by its id."""
    unit = campaign_unit.c
    named = connection.execute(select(unit.id, unit.name).where(unit.campaign_id == campaign_id).order_by(unit.place))
    return {row.id: row.name for row in named}


def document_names(connection: Connection, campaign_id: str) -> dict[str, str]:
    """The documents that plans, stops and checks name, by the digest the state knows them by."""
    asked = select(command.c.body).where(
        command.c.case_id == campaign_id,
        command.c.outcome == "done",
        command.c.act.in_(("file_plan", "propose_stop")),
    )
    bodies = map(json.loads, connection.execute(asked).scalars())
    found = {mark(name): name for body in bodies for name in _named(body)}
    # What a ledger has stopped is named by its row.
    stopped = select(document_stop.c.document).where(document_stop.c.campaign_id == campaign_id)
    for of in connection.execute(stopped).scalars():
        if of not in found:
            found[of] = document_of(connection, campaign_id, of)
    return found


def _named(body: dict[str, Any]) -> Iterator[str]:
    for place in (body, *(body.get("items") or ())):
        if place.get("document"):
            yield str(place["document"])
