"""Documents that are carried out no more, as they are stored: by a campaign, or by an incident on a measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.records.campaigns import Stop
from models.tables.campaign_schema import document_stop, document_stop_on
from models.tables.proceedings import Rows


def stop_rows(file_id: str, mode: str, stops: Sequence[Stop]) -> Rows:
    """The stops of a file, and what rests on each."""
    return {
        document_stop: [_stop_row(file_id, mode, stop) for stop in stops],
        document_stop_on: [row for stop in stops for row in _rested_rows(file_id, stop)],
    }


def _stop_row(file_id: str, mode: str, stop: Stop) -> dict[str, Any]:
    return {
        "campaign_id": file_id,
        "id": stop.id,
        "mode": mode,
        "document": stop.document,
        "disposition": stop.disposition,
        "standing": stop.standing,
        "proposed_by": stop.proposed_by,
        "confirmed_by": stop.confirmed_by,
        "cases": stop.cases,
        "plan": stop.plan,
    }


def _rested_rows(file_id: str, stop: Stop) -> Iterator[dict[str, Any]]:
    for kind, names in (("regime", stop.regimes), ("measure", stop.measures), ("text", stop.texts)):
        for name in dict.fromkeys(names):
            yield {"campaign_id": file_id, "stop_id": stop.id, "kind": kind, "name": name}
