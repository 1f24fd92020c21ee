"""The standard of a list (名单认定标准) as the desk serves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from activities.rooms import STANDARDS as ROOM
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Owing, Played, Said, Served, Telling
from models.law.list_standards import standard_law, standard_words
from models.law.reading import Place
from models.records.list_standards import StandardState

# Acts that say the draft itself, so that the file tells it once.
_TELLS_THE_DRAFT = ("propose_standard",)
# Whose day it is: the department's own, its head's where it decides, the lead department's for an opinion.
_DEPARTMENT = "issuing-officer"
_POSTS = {"follow_up": "issuing-head", "transition": "issuing-head"}


def _say(place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    body = said_in(row)
    if row["act"] in _TELLS_THE_DRAFT:
        body = {**said_in(place.inner("draft")), **body}
    yield body, None


def _comments(expect: Place, played: Played[StandardState, Any]) -> list[str]:
    state = played.state()
    got = {"received": state.comments, "unanswered": state.unanswered}
    return same("comments", dict(expect.inner("comments")), got)


def _opinions(expect: Place, played: Played[StandardState, Any]) -> list[str]:
    got = {o.body: o.finding for o in played.state().opinions}
    return same("opinions", {k: str(v) for k, v in expect.inner("opinions").items()}, got)


def _stands(expect: Place, played: Played[StandardState, Any]) -> list[str]:
    return same("stands", expect["stands"], played.state().standing is not None)


def _editions(expect: Place, played: Played[StandardState, Any]) -> list[str]:
    wanted = [(str(r["text"]), str(r["since"]), str(r.get("until", ""))) for r in expect.rows("editions")]
    got = [(e.text, e.since.isoformat(), e.until.isoformat() if e.until else "") for e in played.state().editions]
    return same("editions", wanted, got)


def _whom(_connection: Connection, _state: StandardState, owing: Owing) -> str:
    """The post whose day it is: an answer that is late is asked for by whoever asked."""
    return _POSTS.get(owing.kind, _DEPARTMENT)


STANDARDS = Served(
    ROOM,
    Telling(
        word="standard",
        law="law",
        lead="body",
        lead_fields=("name", "level", "region"),
        more=("draft",),
        law_of=standard_law,
        words_of=standard_words,
        say=_say,
        checks={**CHECKS, "comments": _comments, "opinions": _opinions, "stands": _stands, "editions": _editions},
        about=("body", "comments", "matter"),
    ),
    _whom,
)
