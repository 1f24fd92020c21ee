"""Oversight of leaks that were found and recorded (49号（十三）): each from its finding to its end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, case, cast, literal

from models.tables.oversight_asking import Asked, bool_of, finding
from models.tables.protection_schema import leak, protection_file

_L, _P = leak.c, protection_file.c


def leak_found(asked: Asked) -> Select[Any]:
    """A leak, alteration or loss was found, or one that may have been; it stands until its own file is closed."""
    joined = leak.join(protection_file, _P.id == _L.protection_id)
    since, closed = cast(_L.found_on, String), cast(_L.closed_on, String)
    until = case((closed <= asked.until, closed), else_=None)
    found = finding(joined, _L.protection_id, _P.authority, _L.what, since=since, until=until, seq=literal(0))
    return found.where(asked.is_of(_P.mode), bool_of(since <= asked.until))
