"""What an edition's file has beside what every proceeding's has: its texts, the effect shown, differences in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from models.law.edition_content import CLASSES, ITEMS, RECORDS, ROWS, SYSTEMS, Content, content_of, digest_of
from models.law.edition_rules import CATALOGUE, KEPT, MEASURES, EditionLaw
from models.law.lawbook import Lawbook
from models.law.reading import LawMissing
from models.records.list_editions import EditionState
from models.tables import schema as t
from models.tables.edition_effects import Effect, kept
from models.tables.edition_schema import list_edition
from models.tables.edition_texts import EditionTexts, edition_texts
from models.tables.packing import unpack
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech

# Which law files hold the editions that a new one takes the place of.
_INSTRUMENTS = {CATALOGUE: "credit-catalogue", MEASURES: "measures-list", KEPT: "kept-lists"}
_COLUMNS = {
    CLASSES: ("shared", "public", "collected_by"),
    RECORDS: ("under",),
    ITEMS: ("category",),
    ROWS: ("object", "basis", "body", "grounds"),
    SYSTEMS: ("category", "rank"),
}
# The words of a column where the form calls it otherwise.
_FIELDS = {"basis": "cited"}


@dataclass(frozen=True, slots=True)
class EditionFile(Held[EditionState, EditionLaw]):
    """An edition as it stands in the record, with its texts, the effect sheet shown last, and its printed number."""

    texts: EditionTexts | None = None
    effect: Effect | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs: how, what it is called, and its columns before and after."""

    how: str
    part: str
    name: str
    key: str
    was: tuple[tuple[str, str], ...]
    now: tuple[tuple[str, str], ...]


def read_edition(connection: Connection, edition_id: str) -> dict[str, Any]:
    """The texts and the effect of an edition."""
    packed = connection.execute(select(list_edition.c.state).where(list_edition.c.id == edition_id)).scalar_one()
    state = unpack(EditionState, packed)
    d = t.document.c
    printed = select(d.symbol).where(d.case_id == edition_id, d.kind == "edition_notice").order_by(d.act_seq.desc())
    return {
        "texts": edition_texts(connection, state),
        "effect": kept(connection, edition_id, state.effect) if state.effect else None,
        "number": str(connection.execute(printed).scalar() or ""),
    }


def differences_of(speech: ProceedingSpeech, texts: EditionTexts) -> tuple[Difference, ...]:
    """Every difference to the edition before, in words and side by side."""
    return tuple(_difference(speech, *found) for found in texts.changes)


def _difference(speech: ProceedingSpeech, key: str, how: str, was: Content, now: Content) -> Difference:
    part, *path = key.split("/")
    named = now or was
    content = named.get("content")
    name = _word(speech, named) or (_word(speech, content) if isinstance(content, Mapping) else "") or path[-1]
    columns = (tuple(_columns(speech, part, entry)) if entry else () for entry in (was, now))
    return Difference(how, part, name, key, *columns)


def _columns(speech: ProceedingSpeech, part: str, entry: Content) -> Iterator[tuple[str, str]]:
    for column in _COLUMNS[part]:
        said = entry.get(column)
        if said is None:
            continue
        field = _FIELDS.get(column, column)
        yield speech.field_name("propose_entry", field), _told(speech, field, said)


def _told(speech: ProceedingSpeech, field: str, said: Any) -> str:
    if said == "unread":
        return speech.t("没有读到", "not read")
    if isinstance(said, Mapping):
        return _word(speech, said)
    if isinstance(said, list):
        return speech.t("、", ", ").join(speech.choice(field, str(one)) for one in said)
    return speech.choice(field, str(said))


def _word(speech: ProceedingSpeech, entry: Mapping[str, Any]) -> str:
    return _word_in(entry, speech.lang) if entry.get("zh") else ""


def editions_held(book: Lawbook, on: date) -> dict[str, str]:
    """The editions of the day as the law files hold them, each as JSON, with what is compiled."""
    found = {}
    for of, name in _INSTRUMENTS.items():
        if name in book.instruments:
            found[json.dumps(content_of(of, book.instrument(name, on).place), ensure_ascii=False)] = of
    return found


def named_in_law(book: Lawbook, on: date, lang: str) -> dict[str, dict[str, str]]:
    """What the law files call categories, kinds of body, classes and items."""
    texts = [book.instrument(name, on).place for name in book.instruments]

    def rows(*parts: str) -> dict[str, str]:
        found = (row for place in texts for part in parts for row in place.rows(part))
        return {row.text("id"): _word_in(row, lang) for row in found}

    return {
        "category": rows("measure_categories", "categories"),
        "body": rows("bodies"),
        "class": rows(CLASSES),
        "item": rows(ITEMS),
    }


def _word_in(row: Mapping[str, Any], lang: str) -> str:
    return str((row.get("en") if lang == "en" else None) or row.get("zh") or row["id"])


def digest_in_files(book: Lawbook, state: EditionState) -> str:
    """The digest of what the law files hold under the edition's name from its day on; empty where they hold nothing."""
    if state.in_force_on is None:
        return ""
    try:
        held = book.instrument(state.instrument, state.in_force_on)
    except LawMissing:
        return ""
    return digest_of(content_of(state.of, held.place)) if held.in_force_on == state.in_force_on else ""
