"""The shape of a law file's part on oversight: its lines, how each is found, what is counted, who is told."""

from __future__ import annotations

from models.law.reading import Place

VALUE = ("article", "certainty", "source", "checked_on", "zh", "en")
_ROWS = {
    "lines": ("id", *VALUE),
    "finds": ("id", "of", "query", "watches", "lasts", *VALUE),
    "tallies": ("id", "acts", *VALUE),
    "referrals": ("id", "to", *VALUE),
}


def check_oversight(place: Place) -> None:
    """Refuse a word of the oversight part that is none of the vocabulary, and a row without id or article."""
    held = place.inner("oversight")
    held.only("leans_on", *_ROWS)
    held.words("leans_on")
    for name, allowed in _ROWS.items():
        seen: list[str] = []
        for row in held.rows(name):
            row.only(*allowed)
            if row.text("id") in seen:
                row.fault(f"“{row['id']}” stands twice in “{name}”")
            seen.append(row["id"])
            for needed in ("article", "zh", "en"):
                row.text(needed)
    for row in held.rows("finds"):
        row.text("of")
        row.text("query")
        row.words("watches")
        if not isinstance(row.need("lasts"), bool):
            row.fault(f"“lasts” must be true or false, not {row['lasts']!r}", "lasts")
    for name, key in (("tallies", "acts"), ("referrals", "to")):
        for row in held.rows(name):
            if not row.words(key):
                row.fault(f"“{key}” must name at least one", key)
