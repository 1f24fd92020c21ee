"""Files of honours in the record: how they are kept, and what the record knows of a subject and a standard."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from models.contracts.honours import HONOUR_WAY
from models.law.days import law_day
from models.law.honour_rules import HonourLaw
from models.records.acts import Act
from models.records.commands import Actor
from models.records.honours import HONOURED, OWN, HonourState
from models.steps.honour_deciding import decide_honour, settle_honour
from models.steps.honour_fields import honour_faults, honour_part, is_sent
from models.steps.honour_fold import apply
from models.steps.honour_table import ACTS, AFTER_THE_END, RECORD
from models.steps.rows import LISTED
from models.tables.honour_schema import honour_file, honour_shown
from models.tables.packing import unpack
from models.tables.proceeding_schema import proceeding_due
from models.tables.proceedings import SHARED_DUES, FileKind, Rows, due_rows
from models.tables.receiving import Sent, write_parties
from models.tables.schema import act, case_file, party

NOT_HELD = "none"
SUBJECT_ID = "subject"
_REMOVED = "removed"
_KEY_LENGTH = 40


def honour_columns(state: HonourState) -> dict[str, Any]:
    """What of a file stands beside its state."""
    standard, benefit, pledge = state.standard, state.benefit, state.pledge
    gone = state.exit
    return {
        "what": _what(state),
        "class": (standard.name if standard else benefit.id if benefit else pledge.form if pledge else state.kind),
        "standard": standard.replaces if standard else state.by_standard,
        "since": standard.published_on if standard else state.recognised_on,
        "until": pledge.until if pledge else benefit.promised_by if benefit else state.until,
        "exit_way": gone.way if gone else "",
        "ended_on": standard.ended_on if standard else gone.on if gone else None,
    }


def _what(state: HonourState) -> str:
    held = {"standard": state.standard, "benefit": state.benefit, "pledge": state.pledge, "honour": state.kind}
    return next((name for name, value in held.items() if value), "")


def _rows(state: HonourState) -> Rows:
    # Shown anew on a channel on the same day it is one showing.
    shown = {(s.channel, s.since): s for s in state.shown}
    return {
        proceeding_due: due_rows(state.honour_id, state.deadlines),
        honour_shown: [
            {"file_id": state.honour_id, "channel": s.channel, "since": s.since, "deleted_on": s.deleted_on}
            for s in shown.values()
        ],
    }


def _to_print(done: Act) -> tuple[str, ...]:
    """Its papers, unless the body has sent its letter itself under a number of its own."""
    return () if is_sent(done.act, done.facts) else done.documents


HONOUR: FileKind[HonourState, HonourLaw] = FileKind(
    way=HONOUR_WAY,
    table=honour_file,
    dues=SHARED_DUES,
    state=HonourState,
    law=HonourLaw,
    law_kind="honour",
    acts=ACTS,
    form=honour_faults,
    part=honour_part,
    decide=decide_honour,
    settle=settle_honour,
    apply=apply,
    rows=_rows,
    columns=honour_columns,
    papers=_to_print,
    after_the_end=AFTER_THE_END,
)


def of_number(kind: str, uscc: str | None, id_number: str | None) -> ColumnElement[bool] | None:
    """The subjects of that number in the record; None where there is no number to go by."""
    held, number = (party.c.uscc, uscc) if kind == "organisation" else (party.c.id_number, id_number)
    return held == number if number else None


def subject_in(connection: Connection, file_id: str, body: Mapping[str, Any]) -> ColumnElement[bool] | None:
    """Whom a file is about: as its opening says, else as its opening was kept."""
    said = body.get("subject")
    if said is not None:
        return of_number(said["kind"], said.get("uscc"), said.get("id_number"))
    row = connection.execute(select(party).where(party.c.case_id == file_id, party.c.place == 0)).first()
    return of_number(row.kind, row.uscc, row.id_number) if row else None


def keep_subject(connection: Connection, file_id: str, body: Mapping[str, Any]) -> None:
    """Write whom a file is about beside it, as the one party of it."""
    said = body["subject"]
    write_parties(connection, file_id, {"parties": [{"id": SUBJECT_ID, "role": SUBJECT_ID, **said}]})


def take_turn(connection: Connection) -> None:
    """A listing and a recognition of the same moment stand in line, so that neither misses the other."""
    # SQLite's one writer is that line already.
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("honour.turn"))))


def _cases(mode: str, whom: ColumnElement[bool]) -> Select[Any]:
    asked = select(case_file.c.id, case_file.c.step).distinct()
    asked = asked.join(party, party.c.case_id == case_file.c.id).where(case_file.c.mode == mode, whom)
    return asked.order_by(case_file.c.id)


def listing_cases(connection: Connection, mode: str, whom: ColumnElement[bool]) -> list[str]:
    """The cases that list the subject now."""
    asked = _cases(mode, whom).where(case_file.c.step.in_(LISTED))
    return [row.id for row in connection.execute(asked)]


def stains(connection: Connection, mode: str, whom: ColumnElement[bool], since: date) -> list[str]:
    """The cases by which the subject stood on a list on any day since; one that fell never counted."""
    asked = _cases(mode, whom).where(case_file.c.step.in_((*LISTED, _REMOVED)))
    return [row.id for row in connection.execute(asked) if row.step != _REMOVED or _lasted(connection, row.id, since)]


def _lasted(connection: Connection, case_id: str, since: date) -> bool:
    """Whether a listing that is over reached into the days since."""
    over = select(func.max(act.c.at)).where(act.c.case_id == case_id, act.c.step_to == _REMOVED)
    ended = connection.execute(over.where(act.c.step_from != _REMOVED)).scalar()
    return ended is None or law_day(ended) >= since


def unkept(connection: Connection, mode: str, whom: ColumnElement[bool]) -> list[str]:
    """The subject's promises that were broken and not made good since."""
    h = honour_file.c
    asked = select(h.id).join(party, party.c.case_id == h.id).where(h.mode == mode, h.step == "promise_broken", whom)
    return list(connection.execute(asked.order_by(h.id)).scalars())


def honour_of(connection: Connection, mode: str, whom: ColumnElement[bool], file_id: str) -> str | None:
    """The class of an honour that the subject holds; `NOT_HELD` where it does not, None where no such file is."""
    h = honour_file.c
    row = connection.execute(select(h.step, h["class"]).where(h.id == file_id, h.mode == mode)).first()
    if row is None:
        return None
    theirs = connection.execute(select(party.c.id).where(party.c.case_id == file_id, whom)).first()
    return str(row[1]) if theirs and row.step in HONOURED else NOT_HELD


def standard_step(connection: Connection, mode: str, of_file: str, standard: str, today: date) -> str | None:
    """Where a standard stands for one who goes by it: its own bodies' or of nation or province; None: no such file."""
    h = honour_file.c
    row = connection.execute(select(h.step, h.authority, h.state).where(h.id == standard, h.mode == mode)).first()
    if row is None:
        return None
    held = unpack(HonourState, row.state).standard
    own = connection.execute(select(h.authority).where(h.id == of_file)).scalar()
    if held is None or (held.origin == OWN and row.authority != own):
        return NOT_HELD
    if held.in_force_on is not None and held.in_force_on > today:
        return "standard_registered"
    return str(row.step)


def honoured_by(connection: Connection, mode: str, standard: str) -> list[Row[Any]]:
    """The honours held under a standard, locked."""
    h = honour_file.c
    asked = select(honour_file).where(h.mode == mode, h.standard == standard, h.what == "honour", h.step.in_(HONOURED))
    return list(connection.execute(asked.order_by(h.id).with_for_update()).all())


def honours_held(connection: Connection, case_id: str, mode: str) -> list[Row[Any]]:
    """The honours that the parties of a case hold, locked."""
    parties = connection.execute(select(party).where(party.c.case_id == case_id)).all()
    theirs = [w for p in parties if (w := of_number(p.kind, p.uscc, p.id_number)) is not None]
    if not theirs:
        return []
    h = honour_file.c
    whom = select(party.c.case_id).where(or_(*theirs))
    asked = select(honour_file).where(h.mode == mode, h.step.in_(HONOURED), h.id.in_(whom))
    return list(connection.execute(asked.order_by(h.id).with_for_update()).all())


def key_of(act_name: str, parts: Sequence[str]) -> str:
    """The key of a command that the record itself writes: the same matter gives the same."""
    return f"{act_name}:{hashlib.sha256(':'.join(parts).encode()).hexdigest()[:_KEY_LENGTH]}"


def is_listing(done: Act) -> bool:
    """Whether an act puts its parties on the list: the decision does, and its day is the day of listing."""
    return done.step_to in LISTED and done.step_from not in LISTED


def told_of_a_listing(connection: Connection, case: Row[Any], listing: Act) -> list[tuple[Row[Any], Sent]]:
    """What each honour of those listed is told: it ends if the same body gave it, else its body is to delete it."""
    honours_held(connection, case.id, case.mode)
    take_turn(connection)
    by, day = Actor(listing.by.id, (RECORD,)), law_day(listing.at).isoformat()
    told: list[tuple[Row[Any], Sent]] = []
    # Read anew in its turn: what was recognised until now is met too.
    for row in honours_held(connection, case.id, case.mode):
        own = row.authority == case.authority
        act_name = "end_by_listing" if own else "order_removal"
        body = {"case": case.id, "on": day} | ({} if own else {"by_body": case.authority})
        key = key_of(act_name, (row.id, case.id, listing.key))
        told.append((row, Sent(key, row.id, act_name, by, body, row.version, legal_at=_own_instant(case, listing))))
    return told


def _own_instant(case: Row[Any], listing: Act) -> datetime | None:
    """A rehearsal's command bears its legal instant; no other is dated by its sender."""
    return listing.at if case.mode == "rehearsal" else None


def told_of_a_standard(connection: Connection, state: HonourState, publication: Act) -> list[tuple[Row[Any], Sent]]:
    """What a new standard's publication tells: the one it replaces ends, each honour under that is examined anew."""
    held = state.standard
    if held is None or not held.replaces:
        return []
    h, by = honour_file.c, Actor(publication.by.id, (RECORD,))
    at = publication.at if state.mode == "rehearsal" else None
    old = select(honour_file).where(h.id == held.replaces, h.mode == state.mode, h.step == "standard_published")
    told: list[tuple[Row[Any], Sent]] = []
    for row in connection.execute(old.with_for_update()).all():
        key = key_of("replace_standard", (row.id, state.honour_id))
        told.append(
            (row, Sent(key, row.id, "replace_standard", by, {"successor": state.honour_id}, row.version, legal_at=at))
        )
    for row in honoured_by(connection, state.mode, held.replaces):
        key = key_of("note_standard_change", (row.id, state.honour_id))
        body = {"standard": state.honour_id, "on": law_day(publication.at).isoformat()}
        told.append((row, Sent(key, row.id, "note_standard_change", by, body, row.version, legal_at=at)))
    return told
