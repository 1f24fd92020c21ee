"""Files of honours (守信激励) as the desk serves them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from activities.rooms import HONOURS as ROOM
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Owing, Played, Said, Served, Telling
from models.law.honours import honour_law, honour_words
from models.law.reading import Place
from models.records.honours import HonourState
from models.steps.honour_table import OPENINGS

# Whose day it is, where it is not the recognising body's officer's.
_OFFICER = "honour-officer"
_POSTS = {
    "honour_filing_answer": "lead-officer",
    "honour_recognition": "honour-head",
    "honour_publication": "publisher",
    "honour_deletion": "publisher",
    "honour_removal": "honour-head",
    "honour_ending": "honour-head",
    "promise": "approval-officer",
}


def _say(place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    """An act says what its row says; the subject is told once, at the head of the file."""
    body = said_in(row)
    if row["act"] in OPENINGS and "subject" in place:
        body = {"subject": said_in(place.inner("subject")), **body}
    yield body, None


def _exit(expect: Place, played: Played[HonourState, Any]) -> list[str]:
    gone = played.state().exit
    return same("way", expect["way"], gone.way if gone else "")


def _shown(expect: Place, played: Played[HonourState, Any]) -> list[str]:
    return same("shown", list(expect.words("shown")), list(played.state().showing()))


def _unserved(expect: Place, played: Played[HonourState, Any]) -> list[str]:
    return same("unserved", list(expect.words("unserved")), list(played.state().unserved()))


def _closed(expect: Place, played: Played[HonourState, Any]) -> list[str]:
    return same("closed", expect["closed"], played.state().is_closed)


def _whom(_connection: Connection, _state: HonourState, owing: Owing) -> str:
    """The post whose day it is."""
    return _POSTS.get(owing.kind, _OFFICER)


HONOURS = Served(
    ROOM,
    Telling(
        word="honour",
        law="law",
        lead="body",
        lead_fields=("name", "level", "region"),
        more=("subject",),
        law_of=honour_law,
        words_of=honour_words,
        say=_say,
        checks={**CHECKS, "way": _exit, "shown": _shown, "unserved": _unserved, "closed": _closed},
        about=("paper", "channel", "objection", "case", "matter", "standard"),
    ),
    _whom,
)
