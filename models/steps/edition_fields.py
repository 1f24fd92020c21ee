"""The fields of each act of an edition: what it must say, and of what kind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from models.law.campaign_rules import LEVELS
from models.law.edition_content import (
    CHANGES,
    CLASSES,
    ITEMS,
    RECORDS,
    REMOVE,
    ROWS,
    SYSTEMS,
    empty_content,
    entries_of,
)
from models.law.edition_content import PARTS as CONTENT_PARTS
from models.law.edition_rules import ASKED, KINDS, SCOPES
from models.law.ranks import RANKS
from models.records.list_editions import ADOPTED, FINDINGS, NOT_ADOPTED, PARTLY
from models.steps.edition_entries import proposed_entry
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _WORDS, _DAY, _FLAG, _MARK = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.FLAG, Kind.MARK
SHORT_ID = 32
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# What becomes an id in the law files, or the name of one.
_NAMES = {"open_edition": ("instrument",), "propose_entry": ("entry", "item")}
# Room for an edition before, not law.
_CONTENT = 1_000_000


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_TEXT_DIGEST = _f("text", _WORD, longest=CODE)
_PROPOSAL = _f("proposal", _WORD, longest=SHORT_ID)
_COMMENT = _f("comment", _WORD, longest=SHORT_ID)
_AMENDMENT = _f("amendment", _WORD, longest=SHORT_ID)
# The number of a letter that the office has sent itself; without it the house prints the letter and numbers it.
_NUMBER = _f("document", _MARK, must=False)


def _bases(name: str, *, must: bool) -> Field:
    inner = (_f("rank", _WORD, among=RANKS), _f("number", _MARK), _f("provision", must=False))
    return Field(name, Kind.PLACES, must, inner=inner)


_PARTS = tuple(part for parts in CONTENT_PARTS.values() for part in parts)

FIELDS: dict[str, tuple[Field, ...]] = {
    "open_edition": (
        _f("of", _WORD, among=KINDS),
        _f("scope", _WORD, among=SCOPES),
        _f("level", _WORD, among=LEVELS),
        _f("title"),
        _f("title_en", must=False),
        _f("lead"),
        _f("instrument", _WORD),
        # The edition before as the law files hold it, as JSON: only its entries travel; none where there is none.
        _f("before", _WORD, must=False, longest=_CONTENT),
        _bases("founded_on", must=False),
        _NUMBER,
    ),
    "propose_entry": (
        _PROPOSAL,
        _f("department"),
        _f("change", _WORD, among=CHANGES),
        _f("part", _WORD, among=_PARTS),
        _f("entry", _WORD, longest=SHORT_ID),
        _f("item", _WORD, must=False, longest=SHORT_ID),
        _f("article", must=False),
        _f("zh", must=False),
        _f("en", must=False),
        _f("category", _WORD, must=False),
        _f("under", _WORD, must=False),
        _f("rank", _WORD, must=False, among=RANKS),
        _f("shared_with", _WORDS, must=False),
        _f("shared", must=False),
        _f("public", _FLAG, must=False),
        _f("shown", must=False),
        _f("collected_by", must=False),
        _f("content", must=False),
        _f("object", must=False),
        _f("cited", must=False),
        _f("body", must=False),
        _f("bodies", _WORDS, must=False),
        _f("objects", _WORDS, must=False),
        _f("grounds", _WORDS, must=False),
        _bases("basis", must=False),
        _f("personal", _FLAG, must=False),
        _f("heavier", _FLAG, must=False),
        _f("reasons"),
    ),
    "withdraw_entry": (_PROPOSAL, _f("reason")),
    "settle_entry": (
        _PROPOSAL,
        _f("finding", _WORD, among=FINDINGS),
        _f("comment", _WORD, must=False, longest=SHORT_ID),
        _f("reasons"),
    ),
    "gather_entries": (),
    "reopen_gathering": (_f("reasons"),),
    "begin_consultation": (_f("on", _DAY), _f("channel"), _f("send_to"), _f("asked", _WORDS), _TEXT_DIGEST, _NUMBER),
    "record_comment": (_COMMENT, _f("of", _WORD, among=ASKED), _f("from"), _f("on", _DAY), _f("says")),
    "send_comment": (_f("of", _WORD, among=ASKED), _f("from"), _f("says")),
    "answer_comment": (_COMMENT, _f("finding", _WORD, among=(ADOPTED, PARTLY, NOT_ADOPTED)), _f("reasons")),
    "submit_edition": (_TEXT_DIGEST, _f("to"), _f("in_force_on", _DAY), _NUMBER),
    "show_effect": (),
    "approve_edition": (
        _TEXT_DIGEST,
        _f("effect", _WORD, must=False, longest=CODE),
        _f("by_body"),
        _f("on", _DAY),
        _f("document", _MARK),
    ),
    "return_edition": (_f("reasons"),),
    "publish_edition": (_TEXT_DIGEST, _f("on", _DAY), _f("in_force_on", _DAY), _f("channel"), _NUMBER),
    "enter_edition": (_TEXT_DIGEST,),
    "withdraw_edition": (_f("reasons"),),
    "revoke_edition": (_f("on", _DAY), _f("reasons"), _NUMBER),
    "replace_edition": (_f("by_edition"), _f("on", _DAY)),
    "propose_amendment": (
        _AMENDMENT,
        _f("department"),
        _f("rank", _WORD, among=RANKS),
        _f("law"),
        _f("provision"),
        _f("weakness"),
        _f("change"),
    ),
    "send_amendment": (_AMENDMENT, _f("to"), _NUMBER),
    "record_amendment_answer": (
        _AMENDMENT,
        _f("outcome", _WORD, among=("taken-up", "not-taken-up")),
        _f("on", _DAY),
        _f("document", _MARK),
    ),
}
# Under which field an act says the number of its letter.
LETTER_NUMBERS = dict.fromkeys(
    (
        "proposal_call", "edition_consultation", "edition_submission", "edition_explanation", "edition_notice",
        "edition_revocation", "amendment_proposal",
    ),
    "document",
)  # fmt: skip

# What an entry must say where it is added or changed, by its part.
NEEDED = {
    CLASSES: ("article", "zh", "shared", "public", "collected_by"),
    RECORDS: ("article", "zh", "under"),
    ITEMS: ("article", "zh", "category"),
    ROWS: ("article", "item", "content", "object", "cited", "body", "bodies", "objects", "grounds"),
    SYSTEMS: ("article", "zh", "category", "rank"),
}
_SHOWN = Field(
    "shown",
    Kind.PLACE,
    required=False,
    inner=(_f("effect", _WORD, must=False), _f("cases", Kind.NUMBER, must=False), _f("fault", must=False)),
)
# What stands in the act beside what was said: made where the command's own text is read.
_ADDED = {
    "open_edition": (
        Field(
            "entries",
            Kind.PLACES,
            inner=(_f("key", _WORD, longest=4 * CODE), _f("sha256", _WORD), _f("category", _WORD, must=False)),
        ),
    ),
    "propose_entry": (_f("sha256", _WORD, must=False),),
    "send_amendment": (_f("forum", _WORD, must=False),),
    # What only the record knows: the effect sheet made of its open cases, and whether those cases have moved on.
    "submit_edition": (_SHOWN,),
    "show_effect": (_SHOWN,),
    "approve_edition": (_f("sheet", _WORD, must=False),),
}


def edition_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command of an edition says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    found = faults_in(FIELDS[act], body)
    if found:
        return found
    named = [name for name in _NAMES.get(act, ()) if body.get(name) and not is_name(body[name])]
    if named:
        return tuple(FieldFault(name, "not-a-word") for name in named)
    if act == "propose_entry" and body["change"] != REMOVE:
        return tuple(FieldFault(name, "missing") for name in NEEDED[body["part"]] if body.get(name) in (None, [], ()))
    if act == "propose_entry" and body["part"] == ROWS and not body.get("item"):
        return (FieldFault("item", "missing"),)
    if act == "open_edition" and body.get("before") and not _fits(_content(body), body["of"]):
        return (FieldFault("before", "not-a-place"),)
    return ()


def _fits(content: dict[str, Any] | None, of: str) -> bool:
    """Whether what was given is an edition of what is compiled."""
    if content is None or not set(content) <= {*empty_content(of), "unread"}:
        return False
    return all(_is_key(key) for key, _, __ in entries_of(content))


def _is_key(key: str) -> bool:
    part, *path = key.split("/")
    return len(path) == (2 if part == ROWS else 1) and all(map(is_name, path))


def is_name(said: str) -> bool:
    """Whether an id can stand in a law file and in the name of one: small letters, digits, hyphens."""
    return _NAME.fullmatch(said) is not None


def edition_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_edition` may know of a command: ids, days and codes; of an entry the digest of what it says."""
    legal = legal_in(FIELDS.get(act, ()), body)
    if act == "open_edition":
        legal.pop("before", None)
        held = entries_of(_content(body) or {})
        legal["entries"] = [
            {"key": key, "sha256": sha256, **({"category": category} if category else {})}
            for key, sha256, category in held
        ]
    if act == "propose_entry" and body.get("change") != REMOVE and not edition_faults(act, body):
        legal["sha256"] = proposed_entry(body)[1]
    return legal


def edition_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_edition` sees."""
    return faults_in((*FIELDS[act], *_ADDED.get(act, ())), facts)


def _content(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The edition before as it was given; None where it is none."""
    try:
        found = json.loads(body.get("before") or "{}")
        entries_of(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
