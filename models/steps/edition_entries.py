"""A proposed entry as the row of a law file it would become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.edition_content import CLASSES, ITEMS, RECORDS, ROWS, Content, entry_digest

# Columns of a row of the list of measures, and under which field a proposal says each.
COLUMNS = {"content": "content", "object": "object", "basis": "cited", "body": "body"}


def proposed_entry(body: Mapping[str, Any]) -> tuple[Content, str]:
    """The row, and the digest of what it says."""
    row = _MADE.get(body["part"], _system)(body)
    return row, entry_digest(row)


def _head(body: Mapping[str, Any]) -> Content:
    words = {"zh": body["zh"], **({"en": body["en"]} if body.get("en") else {})} if body.get("zh") else {}
    return {"id": body["entry"], "article": body["article"], **words}


def _class(body: Mapping[str, Any]) -> Content:
    """A class of the catalogue fixes its three points: shared with whom, shown or not, collected by whom."""
    at = {"article": body["article"]}
    shown = body.get("shown") or body["shared"]
    return {
        **_head(body),
        "shared": {"value": list(body.get("shared_with") or ()), **at, "zh": body["shared"]},
        "public": {"value": body["public"], **at, "zh": shown},
        "collected_by": {**at, "zh": body["collected_by"]},
    }


def _record(body: Mapping[str, Any]) -> Content:
    return {**_head(body), "under": body["under"]}


def _item(body: Mapping[str, Any]) -> Content:
    return {**_head(body), "category": body["category"], ROWS: []}


def _row(body: Mapping[str, Any]) -> Content:
    """A row of the list of measures has five columns: the item's own name is the first."""
    return {
        **_head(body),
        **{column: {"zh": body[field]} for column, field in COLUMNS.items()},
        "by": list(body["bodies"]),
        "objects": list(body["objects"]),
        "grounds": list(body["grounds"]),
    }


def _system(body: Mapping[str, Any]) -> Content:
    return {**_head(body), "category": body["category"], "rank": body["rank"]}


_MADE = {CLASSES: _class, RECORDS: _record, ITEMS: _item, ROWS: _row}
