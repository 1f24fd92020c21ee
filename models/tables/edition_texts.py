"""What an edition says, read from the record: the edition before as it was given, with every proposal taken in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from models.law.edition_content import REMOVE, Content, differences, empty_content, with_change
from models.law.edition_rules import KEPT
from models.law.edition_writing import EditionHead, law_file
from models.records.list_editions import EditionState
from models.steps.edition_entries import proposed_entry
from models.tables.schema import command


@dataclass(frozen=True, slots=True)
class EditionTexts:
    """All that was said in an edition's file: its opening, its proposals by name, and its two contents."""

    opening: Mapping[str, Any]
    proposals: Mapping[str, Mapping[str, Any]]
    publication: Mapping[str, Any]
    before: Content
    after: Content

    @property
    def changes(self) -> tuple[tuple[str, str, Content, Content], ...]:
        """Each entry that differs from the edition before: its key, how, what it said and what it says."""
        return differences(self.before, self.after)


def edition_texts(connection: Connection, state: EditionState) -> EditionTexts:
    """The texts of an edition as it stands."""
    c = command.c
    wanted = ("open_edition", "propose_entry", "publish_edition")
    asked = select(c.act, c.body).where(c.case_id == state.edition_id, c.outcome == "done", c.act.in_(wanted))
    said = [(row.act, json.loads(row.body)) for row in connection.execute(asked.order_by(c.answered_at, c.key))]
    opening: Mapping[str, Any] = next((body for act, body in said if act == "open_edition"), {})
    # A name may be used again after its proposal was withdrawn: the last one stands.
    proposals = {body["proposal"]: body for act, body in said if act == "propose_entry"}
    before = json.loads(opening.get("before") or "null") or empty_content(state.of or KEPT)
    after = before
    for held in state.taken():
        body = proposals[held.id]
        entry = {} if held.change == REMOVE else proposed_entry(body)[0]
        after = with_change(after, held.change, held.entry.key, entry)
    published: Mapping[str, Any] = next((body for act, body in reversed(said) if act == "publish_edition"), {})
    return EditionTexts(opening, proposals, published, before, after)


def file_of(
    state: EditionState, texts: EditionTexts, issuer: str, today: date, on: date | None = None, number: str = ""
) -> str:
    """The law file the edition would become, or has become: from the day it is or is to be in force (else `on`)."""
    opening = texts.opening
    founded = tuple((b["rank"], f"{b['number']}{b.get('provision') or ''}") for b in opening.get("founded_on") or ())
    head = EditionHead(
        instrument=state.instrument,
        scope="" if state.of == KEPT else state.scope,
        title=str(opening.get("title") or ""),
        title_en=str(opening.get("title_en") or ""),
        issuer=issuer,
        number=str(texts.publication.get("document") or number or "—"),
        published_on=state.published_on or today,
        in_force_on=state.in_force_on or on or state.planned_on or today,
        checked_on=today,
        digest=state.text or state.digest(),
        record=state.edition_id,
        founded_on=founded,
    )
    return law_file(head, texts.after)
