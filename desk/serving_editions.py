"""Editions of catalogue and measures list (目录、清单的编制) as the desk serves them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from activities.rooms import EDITIONS as ROOM
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Owing, Played, Said, Served, Telling
from models.law.compiling import compilation_law, compilation_words
from models.law.edition_content import content_of
from models.law.library import lawbook
from models.law.reading import LawMissing, Place
from models.records.acts import Act
from models.records.commands import Actor
from models.records.list_editions import EditionState
from models.steps.edition_fields import edition_faults, edition_part
from models.steps.edition_fold import apply

# Whose day it is: the lead officer's, the approving body's, the head's where he signs.
_OFFICER = "lead-officer"
_POSTS = {"edition_approval": "approving-head", "law_amendment": "lead-head", "edition_entry": "legal-reviewer"}
# In a file “text: now” is the digest of what the edition says at that moment.
_NOW = "now"
_AT = datetime(2000, 1, 1, tzinfo=UTC)
_FOLDED = ("open_edition", "propose_entry", "withdraw_entry", "settle_entry", "reopen_gathering")


def _say(place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    body = _opened(row) if row["act"] == "open_edition" else said_in(row)
    if body.get("text") == _NOW:
        body = {**body, "text": _digest_before(place, row)}
    yield body, None


def _opened(row: Place) -> dict[str, Any]:
    """The opening; `before: TEXT@DAY` is the edition as the law files hold it."""
    body = said_in(row)
    named = str(body.get("before") or "")
    if "@" in named:
        text, _, day = named.partition("@")
        try:
            held = lawbook().instrument(text, date.fromisoformat(day))
        except (LawMissing, ValueError) as bad:
            row.fault(f"“before” names an edition held, like measures-list@2024-02-18 ({bad})", "before")
        body["before"] = json.dumps(content_of(body["of"], held.place), ensure_ascii=False)
    return body


def _digest_before(place: Place, row: Place) -> str:
    """What the edition says at a row, by what its file has told before it: each act taken as done."""
    state = EditionState("told", "rehearsal")
    for n, told in enumerate(place.rows("events"), start=1):
        if told is row:
            break
        act = str(told.get("act"))
        body = _opened(told) if act == "open_edition" else said_in(told)
        if act in _FOLDED and not edition_faults(act, body):
            by = Actor(str(told.get("by")))
            state = apply(state, Act(n, "", act, by, _AT, "", state.step, "", edition_part(act, body)))
    return state.digest()


def _differs(expect: Place, played: Played[EditionState, Any]) -> list[str]:
    """The entries that differ from the edition before: added, changed, removed."""
    state = played.state()
    before, after = ({e.key: e.sha256 for e in held} for held in (state.entries, state.content()))
    told = {
        "added": [k for k in after if k not in before],
        "changed": [k for k in after if k in before and after[k] != before[k]],
        "removed": [k for k in before if k not in after],
    }
    wanted = expect.inner("differs")
    wanted.only(*told)
    return [fault for name, keys in told.items() for fault in same(name, list(wanted.words(name)), keys)]


def _amendments(expect: Place, played: Played[EditionState, Any]) -> list[str]:
    wanted = [(r.text("amendment"), r["sent"], r.get("outcome", "")) for r in expect.rows("amendments")]
    got = [(a.id, a.sent_on is not None, a.outcome) for a in played.state().amendments]
    return same("amendments", wanted, got)


def _day(name: str) -> Any:
    def check(expect: Place, played: Played[EditionState, Any]) -> list[str]:
        held = getattr(played.state(), name)
        return same(name, str(expect[name]), held.isoformat() if held else "")

    return check


def _whom(_connection: Connection, _state: EditionState, owing: Owing) -> str:
    return _POSTS.get(owing.kind, _OFFICER)


EDITIONS = Served(
    ROOM,
    Telling(
        word="edition",
        law="law",
        lead="lead",
        lead_fields=("name", "level", "region"),
        law_of=compilation_law,
        words_of=compilation_words,
        say=_say,
        checks={
            **CHECKS,
            "differs": _differs,
            "amendments": _amendments,
            "in_force_on": _day("in_force_on"),
            "published_on": _day("published_on"),
        },
        about=("proposal", "comment", "amendment", "matter"),
    ),
    _whom,
)
