"""Frozen values to JSON and back: states, acts, laws, calendars, refusals."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    held = _ADAPTERS.get(kind)
    if held is None:
        held = _ADAPTERS.setdefault(kind, TypeAdapter(kind))
    return held


def pack(value: object) -> str:
    """The value as JSON; the same value gives the same bytes."""
    return _adapter(type(value)).dump_json(value).decode()


def unpack(kind: type[T], content: str | bytes) -> T:
    """The value a JSON was made from."""
    found: T = _adapter(kind).validate_json(content)
    return found


def pack_plain(value: object) -> str:
    """Plain data as JSON with its keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    """The sha256 of a text."""
    return hashlib.sha256(content.encode()).hexdigest()
