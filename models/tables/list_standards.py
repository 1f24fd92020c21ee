"""Standards of lists in the record: how they are kept, what stands on a day, and the comments by their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from models.contracts.list_standards import STANDARD_WAY
from models.law.standard_rules import StandardLaw
from models.records.acts import Act
from models.records.commands import as_day
from models.records.list_standards import PUBLISHED, Edition, StandardState, spans_of
from models.steps.standard_deciding import decide_standard, settle_standard
from models.steps.standard_fields import LETTER_NUMBERS, standard_faults, standard_part
from models.steps.standard_fold import apply
from models.steps.standard_table import ACTS
from models.tables.packing import unpack
from models.tables.proceeding_schema import proceeding_due
from models.tables.proceedings import SHARED_DUES, FileKind, Rows, due_rows
from models.tables.schema import act, command
from models.tables.standard_schema import list_standard, standard_edition

_REAL = "real"
_RECEIVE, _ANSWER = "receive_comment", "answer_comments"
_DAY = timedelta(1)


def standing_standards(connection: Connection, on: date) -> frozenset[tuple[str, str]]:
    """Every standard that stands on a day in a real file, by its list and the digest of its text (H-150).

    The days are asked, not the step: a clock that has not acted yet neither opens a case nor bars one.
    """
    e, f = standard_edition.c, list_standard.c
    found = (
        select(f.list_id, e.text_sha256)
        .join_from(standard_edition, list_standard, e.file_id == f.id)
        .where(f.mode == _REAL, *stands(on))
    )
    return frozenset((row.list_id, row.text_sha256) for row in connection.execute(found))


def stands(on: date) -> tuple[ColumnElement[bool], ...]:
    """Of an edition: that it stands on a day."""
    e = standard_edition.c
    return (e.since <= on, or_(e.until.is_(None), e.until >= on))


def files_of_list(connection: Connection, list_id: str, mode: str, apart_from: str = "") -> tuple[str, ...]:
    """The open files of a list's standard."""
    c = list_standard.c
    found = select(c.id).where(c.list_id == list_id, c.mode == mode, c.closed.is_(False), c.id != apart_from)
    return tuple(connection.execute(found.order_by(c.id)).scalars())


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment by its number: from which circle, of which day, and its answer; empty while there is none.

    `said` and who said it stand in the body of its command: they are read where the law allows it, and kept nowhere
    else.
    """

    number: int
    key: str
    circle: str
    on: date | None
    by: str
    finding: str = ""
    answer_key: str = ""


def comments_in(acts: tuple[Act, ...]) -> tuple[Comment, ...]:
    """The comments of a file in the order of their numbers, with what they were answered."""
    answers = [(spans_of(tuple(a.facts["comments"])) or (), a) for a in acts if a.act == _ANSWER]
    received = (a for a in acts if a.act == _RECEIVE)
    return tuple(_comment(number, a, answers) for number, a in enumerate(received, start=1))


def _comment(number: int, received: Act, answers: list[tuple[tuple[tuple[int, int], ...], Act]]) -> Comment:
    said = received.facts
    answer = next((a for spans, a in answers if any(x <= number <= y for x, y in spans)), None)
    return Comment(
        number,
        received.key,
        str(said["circle"]),
        as_day(said["on"]),
        received.by.id,
        str(answer.facts["finding"]) if answer else "",
        answer.key if answer else "",
    )


def comments_of(connection: Connection, file_id: str) -> tuple[Comment, ...]:
    """The comments of a file, as the record holds them."""
    c = act.c
    found = select(c.content).where(c.case_id == file_id, c.act.in_((_RECEIVE, _ANSWER))).order_by(c.version)
    return comments_in(tuple(unpack(Act, text) for text in connection.execute(found).scalars()))


def said_in(connection: Connection, keys: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """What these commands said, by their keys: texts and identities live only here."""
    found = select(command.c.key, command.c.body).where(command.c.key.in_(keys))
    return {row.key: json.loads(row.body) for row in connection.execute(found)}


def last_said(connection: Connection, file_id: str, name: str) -> dict[str, Any]:
    """What the last act of that name said in a file; nothing where there was none."""
    c = act.c
    found = select(c.key).where(c.case_id == file_id, c.act == name).order_by(c.version.desc()).limit(1)
    key = connection.execute(found).scalar()
    return said_in(connection, (key,)).get(key, {}) if key else {}


def _to_print(done: Act) -> tuple[str, ...]:
    """Those of its letters that bear no number yet: the others the office has sent itself."""
    return tuple(k for k in done.documents if k not in LETTER_NUMBERS or not done.facts.get(LETTER_NUMBERS[k]))


def _columns(state: StandardState) -> dict[str, Any]:
    held = state.consultation
    return {
        "list_id": state.list_id,
        "scope": state.scope,
        "consulted_from": held.since if held else None,
        "consulted_until": held.until if held else None,
        "comments": state.comments,
        "unanswered": state.unanswered,
    }


def _editions(state: StandardState) -> Iterator[Edition]:
    """Those that stand or stood; one that is published stands from its own day, and the one before it to that day."""
    draft, begins = state.draft, state.draft.in_force_on if state.draft else None
    if draft is None or begins is None or state.step != PUBLISHED:
        yield from state.editions
        return
    ends = begins - _DAY
    for edition in state.editions:
        early = edition is state.standing and (edition.until is None or ends < edition.until)
        yield replace(edition, until=ends) if early else edition
    yield Edition(len(state.editions) + 1, draft.text, draft.rank, begins)


def _edition_row(file_id: str, edition: Edition) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "number": edition.number,
        "text_sha256": edition.text,
        "rank": edition.rank,
        "since": edition.since,
        "until": edition.until,
        "adjusting": edition.adjust,
    }


def _rows(state: StandardState) -> Rows:
    return {
        proceeding_due: due_rows(state.standard_id, state.deadlines),
        standard_edition: [_edition_row(state.standard_id, edition) for edition in _editions(state)],
    }


STANDARD: FileKind[StandardState, StandardLaw] = FileKind(
    way=STANDARD_WAY,
    table=list_standard,
    dues=SHARED_DUES,
    state=StandardState,
    law=StandardLaw,
    law_kind="standard",
    acts=ACTS,
    form=standard_faults,
    part=standard_part,
    decide=decide_standard,
    settle=settle_standard,
    apply=apply,
    rows=_rows,
    columns=_columns,
    papers=_to_print,
)
