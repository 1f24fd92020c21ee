"""The register of queries (查询登记): each query as it was made, what is abnormal in it, and what may be shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select

from models.law.days import SHANGHAI, Calendar
from models.law.protection_rules import ABNORMAL, ProtectionLaw
from models.records.cases import CaseState
from models.records.commands import Actor
from models.steps.rows import LISTED
from models.tables.packing import pack_plain, unpack
from models.tables.protection_schema import protection_file, query_entry, query_permission
from models.tables.schema import case_file, party

_E = query_entry.c
OUTSIDE_HOURS, TOO_MANY, NO_PERMISSION = ABNORMAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One query to be registered, with what is about to be shown of it."""

    mode: str
    at: datetime
    by: Actor
    own: bool
    permission: str
    level: str
    asked: str
    purpose: str
    basis: str
    refused: str = ""
    shown: tuple[dict[str, Any], ...] = ()


def register_query(connection: Connection, entry: Entry, calendar: Calendar) -> int:
    """Write a query, whatever became of it; its number in the register."""
    here = entry.at.astimezone(SHANGHAI)
    row = {
        "mode": entry.mode,
        "at": entry.at,
        "asked_on": here.date(),
        "hour": here.hour,
        "working": calendar.kind(here.date()).works,
        "account": entry.by.id,
        "roles": pack_plain(list(entry.by.roles)),
        "own": entry.own,
        "permission": entry.permission,
        "level": entry.level,
        "asked": entry.asked,
        "purpose": entry.purpose,
        "basis": entry.basis,
        "refused": entry.refused,
        "found": len(entry.shown),
        "shown_sha256": "" if entry.refused else shown_digest(entry.shown),
    }
    return int(connection.execute(insert(query_entry).values(**row).returning(_E.id)).scalar_one())


def shown_digest(shown: Iterable[dict[str, Any]]) -> str:
    """The digest of what was shown: of the same the same, for ever."""
    return hashlib.sha256(json.dumps(list(shown), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def held_by(connection: Connection, account: str, mode: str) -> tuple[str, ...]:
    """The files of the permissions an account holds that were ever granted, the newest end first."""
    c = query_permission.c
    joined = query_permission.join(protection_file, protection_file.c.id == c.protection_id)
    mine = (c.holder == account, c.granted_on.is_not(None), protection_file.c.mode == mode)
    asked = select(c.protection_id).select_from(joined).where(*mine).order_by(c.until.desc(), c.protection_id)
    return tuple(connection.execute(asked).scalars())


def records_of(connection: Connection, asked: str, mode: str) -> tuple[dict[str, Any], ...]:
    """What is held of a subject by its very name or number: listings that stand and are not hidden, nothing else."""
    c = party.c
    joined = party.join(case_file, case_file.c.id == c.case_id)
    found = select(party, case_file.c.regime, case_file.c.authority, case_file.c.state).select_from(joined)
    own = or_(c.name == asked, c.uscc == asked, c.id_number == asked)
    listed = found.where(own, case_file.c.mode == mode, case_file.c.step.in_(LISTED))
    return tuple(told for row in connection.execute(listed.order_by(c.case_id)) for told in _told(row))


def _told(row: Row[Any]) -> Iterator[dict[str, Any]]:
    state = unpack(CaseState, row.state)
    if state.is_hidden or state.decision is None:
        return
    yield {
        "case": row.case_id,
        "regime": row.regime,
        "authority": row.authority,
        "name": row.name,
        "kind": row.kind,
        "uscc": row.uscc or "",
        "id_number": row.id_number or "",
        "listed_on": state.decision.on.isoformat(),
        "step": state.step,
    }


def frozen(connection: Connection, after: int, mode: str, law: ProtectionLaw) -> dict[str, Any]:
    """Everything registered since an entry: how much, its digest, and what of it is abnormal."""
    rows = connection.execute(_since(after, mode)).all()
    return {
        "last_entry": rows[-1].id if rows else after,
        "entries": len(rows),
        "digest": register_digest(rows),
        "abnormal": [
            {"entry": row.id, "account": row.account, "kinds": list(kinds)}
            for row in connection.execute(_since(after, mode)).all()
            if (kinds := kinds_of(connection, row, law))
        ],
    }


def register_digest(rows: Iterable[Row[Any]]) -> str:
    """The digest of entries in their order: a row changed or taken out gives another."""
    whole = hashlib.sha256()
    for row in rows:
        whole.update(json.dumps([str(value) for value in row], ensure_ascii=False).encode() + b"\n")
    return whole.hexdigest()


def entries_between(connection: Connection, after: int, last: int, mode: str) -> tuple[Row[Any], ...]:
    """The entries of the register from one number to another."""
    return tuple(connection.execute(_since(after, mode).where(_E.id <= last)).all())


def _since(after: int, mode: str) -> Select[Any]:
    return select(query_entry).where(_E.id > after, _E.mode == mode).order_by(_E.id)


def kinds_of(connection: Connection, row: Row[Any], law: ProtectionLaw) -> tuple[str, ...]:
    """Why an entry is abnormal, by the days, hours and limits the law names (H-202); empty: it is not."""
    opens, closes = law.limit("office_opens"), law.limit("office_closes")
    outside = opens is not None and closes is not None and not opens <= row.hour < closes
    found = {
        OUTSIDE_HOURS: not row.working or outside,
        TOO_MANY: _too_many(connection, row, law),
        NO_PERMISSION: bool(row.refused) or not (row.own or _stood(connection, row)),
    }
    return tuple(kind for kind, is_so in found.items() if is_so)


def _too_many(connection: Connection, row: Row[Any], law: ProtectionLaw) -> bool:
    """Whether more was asked by then on that day than the limit of the level; a subject's own data is not counted."""
    most = law.limit(f"queries_{row.level}")
    if most is None or row.own:
        return False
    same = (_E.account == row.account, _E.asked_on == row.asked_on, _E.level == row.level, _E.mode == row.mode)
    counted = select(func.count()).select_from(query_entry).where(*same, _E.own.is_(False), _E.id <= row.id)
    return int(connection.execute(counted).scalar_one()) > most


def _stood(connection: Connection, row: Row[Any]) -> bool:
    """Whether the permission named was the account's own and stood on that day, for that purpose."""
    c = query_permission.c
    held = connection.execute(select(query_permission).where(c.protection_id == row.permission)).first()
    if held is None or held.holder != row.account or held.granted_on is None:
        return False
    on: date = row.asked_on
    inside = held.granted_on <= on <= held.until and (held.ended_on is None or on <= held.ended_on)
    return inside and row.purpose in json.loads(held.purposes)
