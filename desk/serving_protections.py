"""The protection of credit information (信息安全和隐私保护) as the desk serves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from activities.rooms import PROTECTIONS as ROOM
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Check, Owing, Played, Said, Served, Telling
from models.law.protection import protection_law, protection_words
from models.law.reading import Place
from models.records.protection import ProtectionState

# Whose day it is: the officer's who handles it, the head's where he decides.
_OFFICER = "security-officer"
_POSTS = {"leak_referral": "security-head", "conduct_statement": "case-officer", "conduct_objection": "head"}


def _say(_place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    yield said_in(row), None


def _matter(name: str) -> Check:
    """A check of what a file expects of a leak or a consent: only what it names."""

    def check(expect: Place, played: Played[ProtectionState, Any]) -> list[str]:
        held = getattr(played.state(), name)
        found = []
        for key, wanted in expect.inner(name).items():
            got = getattr(held, key, None)
            found += same(f"{name}.{key}", str(wanted), str(list(got) if isinstance(got, tuple) else got))
        return found

    return check


def _whom(_connection: Connection, _state: ProtectionState, owing: Owing) -> str:
    return _POSTS.get(owing.kind, _OFFICER)


PROTECTIONS = Served(
    ROOM,
    Telling(
        word="protection",
        law="law",
        lead="body",
        lead_fields=("name", "level", "region"),
        law_of=protection_law,
        words_of=protection_words,
        say=_say,
        checks={**CHECKS, "leak": _matter("leak"), "consent": _matter("consent"), "conduct": _matter("conduct")},
    ),
    _whom,
)
