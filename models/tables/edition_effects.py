"""What an edition would do to open cases and to what is recorded, before it takes effect (49号（一）（九）, H-173).

For each list of subjects the law with the edition is held against the law without it: measures, kinds of
document and publications that stand outside the one and not the other.  Then the open cases that carry them.
Nothing is changed here; the sheet is kept under its digest, which the approval names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from models.law.edition_content import SYSTEMS, Content
from models.law.lawbook import Lawbook
from models.law.outside import BASIS, MEASURE, PUBLICATION, Outside
from models.law.reading import LawMissing
from models.law.regimes import Law
from models.records.cases import CaseState
from models.tables.edition_schema import edition_effect
from models.tables.packing import unpack
from models.tables.replanning import open_cases
from models.tables.schema import case_file, pin

HELD, MOVED, MISSING = "held", "moved", "missing"
OUT, IN = "out", "in"
LIST, NOT_KEPT = "list", "not_kept"
_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class ListTurn:
    """One point in which a list comes out otherwise: what, and whether it now stands outside or no longer does."""

    regime: str
    turns: str
    what: str
    id: str
    missing: str
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseTurn:
    """One open case that carries such a point."""

    case_id: str
    mode: str
    regime: str
    step: str
    version: int
    turns: str
    what: str
    id: str
    missing: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The whole sheet: the text and the day it looks at, and how many open cases were looked through."""

    text: str
    on: str
    looked_at: int
    lists: tuple[ListTurn, ...]
    cases: tuple[CaseTurn, ...]

    @property
    def sha256(self) -> str:
        """The digest of the sheet."""
        return hashlib.sha256(packed(self).encode()).hexdigest()


def packed(effect: Effect) -> str:
    """The sheet as it is kept."""
    return json.dumps(asdict(effect), ensure_ascii=False, sort_keys=True)


def unpacked(content: str) -> Effect:
    """The sheet as it was kept."""
    held = json.loads(content)
    return Effect(
        held["text"],
        held["on"],
        held["looked_at"],
        tuple(ListTurn(**{**row, "grounds": tuple(row["grounds"])}) for row in held["lists"]),
        tuple(CaseTurn(**row) for row in held["cases"]),
    )


def effect_of(connection: Connection, books: tuple[Lawbook, Lawbook], text: str, on: date) -> Effect:
    """What the second law does that the first does not, from a day on, in every list and every open case."""
    looking = _Looking(books, on)
    cases = [(row, looking.turns(row.regime, looking.local(connection, row))) for row in _open(connection)]
    found = (turn for row, turns in cases for turn in _of_case(row, turns))
    lists = (turn for regime in books[0].regimes for turn in looking.turns(regime, ()))
    return Effect(text, on.isoformat(), len(cases), tuple(lists), tuple(found))


def kept_effect(connection: Connection, book: Lawbook, content: Content, text: str, on: date) -> Effect:
    """Which lists of subjects are not among those kept, and their open cases."""
    kept = [row["id"] for row in content.get(SYSTEMS, ())]
    gone = [regime for regime in book.regimes if regime not in kept]
    cases = list(_open(connection))
    found = (
        CaseTurn(row.id, row.mode, row.regime, row.step, row.version, OUT, LIST, row.regime, NOT_KEPT)
        for row in cases
        if row.regime in gone
    )
    lists = tuple(ListTurn(regime, OUT, LIST, regime, NOT_KEPT) for regime in gone)
    return Effect(text, on.isoformat(), len(cases), lists, tuple(found))


class _Looking:
    """One look through lists and cases; each law is made once."""

    def __init__(self, books: tuple[Lawbook, Lawbook], on: date) -> None:
        self.books, self.on = books, on
        self._local: dict[str, tuple[str, ...]] = {}
        self._turns: dict[tuple[str, tuple[str, ...]], tuple[ListTurn, ...]] = {}

    def local(self, connection: Connection, row: Row[Any]) -> tuple[str, ...]:
        """The supplements a case was opened with."""
        if row.law_version not in self._local:
            content = connection.execute(select(pin.c.content).where(pin.c.version == row.law_version)).scalar_one()
            self._local[row.law_version] = self.books[0].local_of(unpack(Law, content), self.on)
        return self._local[row.law_version]

    def turns(self, regime: str, local: tuple[str, ...]) -> tuple[ListTurn, ...]:
        """What stands outside with the edition and not without it, and the other way round."""
        key = (regime, local)
        if key not in self._turns:
            try:
                was, now = (book.law(regime, self.on, local).outside for book in self.books)
            except LawMissing:
                was = now = ()
            told = [_turn(regime, OUT, x) for x in now if x not in was]
            told += [_turn(regime, IN, x) for x in was if x not in now]
            self._turns[key] = tuple(told)
        return self._turns[key]


def _turn(regime: str, turns: str, held: Outside) -> ListTurn:
    return ListTurn(regime, turns, held.what, held.id, held.missing, held.grounds)


def _open(connection: Connection) -> Iterator[Row[Any]]:
    after = ""
    while True:
        page = connection.execute(open_cases(after, _A_PAGE)).all()
        yield from page
        if len(page) < _A_PAGE:
            return
        after = page[-1].id


def _of_case(row: Row[Any], turns: tuple[ListTurn, ...]) -> Iterator[CaseTurn]:
    if not turns:
        return
    state = unpack(CaseState, row.state)
    taken = (*state.measures_told, *(state.draft.measures if state.draft else ()))
    taken += state.decision.measures if state.decision else ()
    for turn in turns:
        bears = {
            MEASURE: turn.id in taken and (not turn.grounds or any(g in turn.grounds for g in state.grounds)),
            BASIS: turn.id == state.basis.kind,
            PUBLICATION: bool(state.showing()),
        }.get(turn.what, False)
        if bears:
            at = (row.id, row.mode, row.regime, row.step, row.version)
            yield CaseTurn(*at, turn.turns, turn.what, turn.id, turn.missing)


def keep_effect(connection: Connection, edition_id: str, effect: Effect, at: datetime) -> str:
    """Keep a sheet under its digest; the same sheet is kept once."""
    sha256 = effect.sha256
    if kept(connection, edition_id, sha256) is None:
        connection.execute(
            insert(edition_effect).values(
                edition_id=edition_id,
                sha256=sha256,
                text_sha256=effect.text,
                in_force_on=date.fromisoformat(effect.on),
                cases=len({turn.case_id for turn in effect.cases}),
                made_at=at,
                content=packed(effect),
            )
        )
    return sha256


def kept(connection: Connection, edition_id: str, sha256: str) -> Effect | None:
    """The sheet kept under a digest."""
    c = edition_effect.c
    asked = select(c.content).where(c.edition_id == edition_id, c.sha256 == sha256)
    content = connection.execute(asked).scalar()
    return None if content is None else unpacked(content)


def latest(connection: Connection, edition_id: str, text: str) -> Effect | None:
    """The sheet made last for a text."""
    c = edition_effect.c
    asked = select(c.content).where(c.edition_id == edition_id, c.text_sha256 == text)
    content = connection.execute(asked.order_by(c.made_at.desc(), c.sha256).limit(1)).scalar()
    return None if content is None else unpacked(content)


def standing_of(connection: Connection, edition_id: str, sha256: str, text: str) -> str:
    """Whether a sheet is held for that text, and the cases it names stand where they stood."""
    sheet = kept(connection, edition_id, sha256)
    if sheet is None or sheet.text != text:
        return MISSING
    shown = {turn.case_id: turn.version for turn in sheet.cases}
    c, moved = case_file.c, False
    ids = sorted(shown)
    for first in range(0, len(ids), _A_PAGE):
        found = connection.execute(select(c.id, c.version).where(c.id.in_(ids[first : first + _A_PAGE])))
        moved = moved or any(row.version != shown[row.id] for row in found)
    return MOVED if moved else HELD
