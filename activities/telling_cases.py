"""What a person chose for the running cases a stop meets goes to each as a command, in the stop's own transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row

from models.records.acts import Act
from models.records.commands import Actor
from models.tables.campaign_stops import cases_of, choose
from models.tables.receiving import Sent, receive

_TELL = "set_disposition"
_KEY_LENGTH = 48


def tell_cases(
    connection: Connection, file_id: str, stop_id: str, act: Act, body: dict[str, Any],
    named: Callable[[], str], *, ends: bool = False,
) -> None:  # fmt: skip
    """Receive a command for each case that was shown; the relay brings it.  `ends`: the stop is over."""
    chosen, rows = _chosen(body), cases_of(connection, file_id, stop_id)
    # What only a ledger has stopped may end before any case was shown.
    document = named() if rows else ""
    for row in rows:
        if row.closed or (ends and row.disposition is None):
            continue
        what = chosen(row)
        key = _key(act.act, file_id, stop_id, row.case_id, act.key)
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


def _key(*parts: str) -> str:
    return f"{parts[0]}:{hashlib.sha256(':'.join(parts[1:]).encode()).hexdigest()[:_KEY_LENGTH]}"
