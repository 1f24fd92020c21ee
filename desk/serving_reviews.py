"""The review of measures (信用措施审查) as the desk serves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from activities.rooms import REVIEWS as ROOM
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Owing, Played, Said, Served, Telling
from models.law.measures import review_law, review_words
from models.law.reading import Place
from models.records.measure_reviews import ReviewState
from models.tables import schema as t

# Acts that say the measure itself, so that the file tells it once.
_TELLS_THE_MEASURE = ("propose_measure",)
# Whose day it is: the commission's own, the judicial department's, the issuing department's.
_COMMISSION = "commission-officer"
_POSTS = {"opinion": "judicial-officer", "incident_answer": "issuing-officer"}


def _say(place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    body = said_in(row)
    if row["act"] in _TELLS_THE_MEASURE:
        body = {**said_in(place.inner("measure")), **body}
    yield body, None


def _consents(expect: Place, played: Played[ReviewState, Any]) -> list[str]:
    given = {c.of: c.on.isoformat() for c in played.state().consents}
    return same("consents", {k: str(v) for k, v in expect.inner("consents").items()}, given)


def _incidents(expect: Place, played: Played[ReviewState, Any]) -> list[str]:
    wanted = [(r.text("incident"), r.get("finding", ""), r["late"], r["noticed"]) for r in expect.rows("incidents")]
    got = [(i.id, i.finding, i.late, i.noticed_on is not None) for i in played.state().incidents]
    return same("incidents", wanted, got)


def _in_time(expect: Place, played: Played[ReviewState, Any]) -> list[str]:
    report = played.state().report
    return same("in_time", expect["in_time"], report.in_time if report else None)


def _stands(expect: Place, played: Played[ReviewState, Any]) -> list[str]:
    return same("stands", expect["stands"], played.state().standing is not None)


def _whom(connection: Connection, state: ReviewState, owing: Owing) -> str:
    """The proposer for an incident of the measure, if he may still sign in; else the post whose day it is."""
    proposer = next((h.person for h in reversed(state.hands) if h.task == "propose_measure"), "")
    may = select(t.account.c.id).where(t.account.c.id == proposer, t.account.c.active.is_(True))
    if owing.kind == "incident_answer" and connection.execute(may).first() is not None:
        return proposer
    return _POSTS.get(owing.kind, _COMMISSION)


REVIEWS = Served(
    ROOM,
    Telling(
        word="review",
        law="law",
        lead="body",
        lead_fields=("name", "level", "region"),
        more=("measure",),
        law_of=review_law,
        words_of=review_words,
        say=_say,
        checks={
            **CHECKS,
            "consents": _consents,
            "incidents": _incidents,
            "in_time": _in_time,
            "stands": _stands,
        },
        about=("incident", "matter"),
    ),
    _whom,
)
