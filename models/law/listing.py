"""The national catalogue and list of measures, and what stands outside them on a day.

Both are dated texts: a base edition for the whole country, and what a place adds by
a local regulation (49号（一）（九）).  A column nobody has read says `unread`; nothing
is refused for what is not known, and real cases wait until it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.law.outside import (
    BASIS,
    MEASURE,
    NO_CLASS,
    NO_GROUND,
    NO_ITEM,
    NO_LOCAL_REGULATION,
    NOT_PUBLIC,
    NOT_READ,
    PUBLICATION,
    SUPPLEMENT,
    Outside,
)  # fmt: skip
from models.law.reading import Place

UNREAD = "unread"
# The row of the catalogue's records that says where a listing itself is kept.
LISTING = "listing"
COLUMNS = ("content", "object", "basis", "body")
POINTS = ("shared", "public", "collected_by")


def outside(bundle: Sequence[Place]) -> tuple[Outside, ...]:
    """What the editions of a bundle do not carry; the regime's own text stands first."""
    return (*_measures(bundle), *_kinds(bundle), *_publication(bundle), *_supplements(bundle))


def unread_columns(place: Place) -> Iterator[str]:
    """The keys of every column of an edition that nobody has read."""
    for item in place.rows("catalogue"):
        yield from (f"catalogue.{item['id']}.{point}" for point in POINTS if item.get(point) == UNREAD)
    for row in place.rows("records"):
        if row.get("under") == UNREAD:
            yield f"records.{row['id']}.under"
    for item in place.rows("listed_measures"):
        key = f"listed_measures.{item['id']}"
        if item.get("rows") == UNREAD:
            yield f"{key}.rows"
            continue
        if item.get("others") == UNREAD:
            yield f"{key}.others"
        for row in item.rows("rows"):
            yield from (f"{key}.rows.{row['id']}.{name}" for name in (*COLUMNS, "grounds") if row.get(name) == UNREAD)


def is_founded(text: Place, bundle: Sequence[Place]) -> bool:
    """Whether a local text may supplement the national ones: a local regulation is behind it (49号（一）（九）)."""
    ranks = (text.inner("rank").get("value"), *(row.text("rank") for row in text.rows("founded_on")))
    may = [rank for place in bundle for rank in place.inner("supplement_ranks").words("value")]
    return any(rank in may for rank in ranks)


def measure_rows(item: Place) -> tuple[Place, ...]:
    """The rows of five columns of an item, as far as they were read."""
    return () if item.get("rows") == UNREAD else item.rows("rows")


def _editions(bundle: Sequence[Place], part: str) -> list[Place]:
    return [place for place in bundle if part in place]


def _measures(bundle: Sequence[Place]) -> Iterator[Outside]:
    lists = _editions(bundle, "listed_measures")
    if not lists:
        return
    items = {item.text("id"): item for place in lists for item in place.rows("listed_measures")}
    partly = any("measures_list" in place.words(UNREAD) for place in lists)
    for row in bundle[0].rows("measures"):
        name = row.text("id")
        if row["falls_under"] == UNREAD:
            yield Outside(MEASURE, name, NOT_READ if partly else NO_ITEM)
            continue
        named = row.words("falls_under")
        held = [items[item] for item in named if item in items]
        if not held:
            yield Outside(MEASURE, name, NO_ITEM, ", ".join(named))
            continue
        barred = _grounds_barred(bundle[0], held)
        if barred:
            yield Outside(MEASURE, name, NO_GROUND, ", ".join(named), barred)


def _grounds_barred(regime: Place, items: list[Place]) -> tuple[str, ...]:
    """The grounds of a list that no row of these items may follow; none as long as a row is not read."""
    rows = [row for item in items for row in measure_rows(item)]
    if any(item.get("rows") == UNREAD or "others" in item for item in items):
        return ()
    if any(row["grounds"] == UNREAD for row in rows):
        return ()
    may = [word for row in rows for word in row.words("grounds")]
    if regime.get("regime") in may:
        return ()
    return tuple(code for code in (g.text("code") for g in regime.rows("grounds")) if code not in may)


def _kinds(bundle: Sequence[Place]) -> Iterator[Outside]:
    catalogues = _editions(bundle, "catalogue")
    if not catalogues:
        return
    under = {row.text("id"): row.text("under") for place in catalogues for row in place.rows("records")}
    classes = [item.text("id") for place in catalogues for item in place.rows("catalogue")]
    partly = any("catalogue" in place.words(UNREAD) for place in catalogues)
    kinds = dict.fromkeys(kind for ground in bundle[0].rows("grounds") for kind in ground.words("basis"))
    for kind in kinds:
        held = under.get(kind, UNREAD if partly else "")
        if held != UNREAD and held not in classes:
            yield Outside(BASIS, kind, NO_CLASS)


def _publication(bundle: Sequence[Place]) -> Iterator[Outside]:
    catalogues = _editions(bundle, "catalogue")
    under = [row["under"] for place in catalogues for row in place.rows("records") if row["id"] == LISTING]
    for item in (item for place in catalogues for item in place.rows("catalogue")):
        public = item["public"]
        if item["id"] in under and public != UNREAD and public["value"] is False:
            yield Outside(PUBLICATION, item.text("id"), NOT_PUBLIC)


def _supplements(bundle: Sequence[Place]) -> Iterator[Outside]:
    """Local texts that make a catalogue or list of their own on no local regulation."""
    for place in bundle:
        if "own_editions" in place and not is_founded(place, bundle):
            yield Outside(SUPPLEMENT, place.inner("instrument").text("short"), NO_LOCAL_REGULATION)
