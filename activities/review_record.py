"""What the record does in the transaction of a review: a measure stopped reaches the cases that rest on it (H-126)."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from activities.proceeding_record import Asking, Room
from activities.telling_cases import tell_cases
from models.law.library import sound_lawbook
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act
from models.records.measure_reviews import STOPPED, ReviewState
from models.tables.campaign_stops import plan_of, running_cases, show_cases
from models.tables.measure_reviews import REVIEW
from models.tables.schema import command

_ANSWER, _DISPOSE = "answer_incident", "dispose_cases"


def _known(connection: Connection, state: ReviewState, law: MeasureLaw, asking: Asking) -> dict[str, Any]:
    """The running cases that rest on a measure stopped: nobody who asks can say them."""
    name = str(asking.body.get("incident") or "")
    if not law.holds("review.cases"):
        return {}  # pinned before the house had that rule
    if asking.act == _ANSWER and asking.body.get("finding") == STOPPED:
        found = _resting(state)
        return {"found": found, "shown": _shown(connection, state, name, found)} if found else {}
    stop = state.stop(name) if asking.act == _DISPOSE else None
    if stop is None:
        return {}
    held = {"regimes": list(stop.regimes), "texts": list(stop.texts)}
    return {"shown": _shown(connection, state, name, held)}


def _resting(state: ReviewState) -> dict[str, list[str]]:
    """The law file the measure has become: a list, or a local text by the name it is cited by."""
    named = state.measure.instrument if state.measure is not None else ""
    held = sound_lawbook().instruments.get(named, [])
    if not held:
        return {}
    if held[0].is_regime:
        return {"regimes": [named]}
    return {"texts": sorted({text.place.inner("instrument").text("short") for text in held})}


def _shown(connection: Connection, state: ReviewState, name: str, found: dict[str, list[str]]) -> dict[str, Any]:
    rows = list(running_cases(connection, state.mode, found.get("regimes", ()), (), found.get("texts", ())))
    show_cases(connection, state.review_id, name, rows)
    return {"cases": len(rows), "plan": plan_of([row.id for row in rows])}


def _done(connection: Connection, state: ReviewState, act: Act, asking: Asking) -> None:
    """What was chosen for the running cases goes to each of them in the same commit."""
    if act.act == _DISPOSE:
        name = str(asking.body["incident"])
        tell_cases(connection, state.review_id, name, act, asking.body, lambda: _document(connection, state.review_id))


def _document(connection: Connection, review_id: str) -> str:
    """The document as it was issued: the state holds only a digest."""
    asked = select(command.c.body).where(
        command.c.case_id == review_id, command.c.act == "issue_measure", command.c.outcome == "done"
    )
    return str(json.loads(connection.execute(asked).scalar_one())["document"])


ROOM: Room[ReviewState, MeasureLaw] = Room(
    REVIEW, _known, _done, adds=("found", "shown"), by_the_record=("cases_moved_on",)
)
