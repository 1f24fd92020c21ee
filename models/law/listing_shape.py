"""The shape of catalogue and measures list: five columns a row, three points an item, and what may stand in them.

Within one file first; then across the library, for the vocabulary (which bodies nobody may
oblige, which documents are but a score, which ranks carry a supplement) is itself law.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.law.listing import COLUMNS, POINTS, UNREAD, is_founded, measure_rows
from models.law.reading import Place

OBJECTS = ("organisation", "person")
EDITIONS = ("base", "supplement")
OWN = ("catalogue", "measures-list")
_PARTS = ("listed_measures", "catalogue")
_VALUE = ("article", "certainty", "source", "checked_on", "zh", "en")
ROWS = {
    "measure_categories": ("id", "obliges", *_VALUE),
    "listed_measures": ("id", "category", "rows", "others", *_VALUE),
    "catalogue": ("id", *POINTS, *_VALUE),
    "records": ("id", "under", *_VALUE),
    "bodies": ("id", "obligable", *_VALUE),
    "score_bases": ("id", *_VALUE),
    # The list systems that are kept (发改办财金〔2021〕15号 二（三）).
    "kept_lists": ("id", "category", "rank", *_VALUE),
}
_NAMED = ("edition", "own_editions", "supplement_ranks", "local_list_ranks", "base_editions", "organisations", "scope")
INNER = dict.fromkeys(_NAMED, ("value", *_VALUE))


def check_edition(place: Place) -> None:
    """Refuse a row without one of its columns, an item without one of its points, a word that is none."""
    for item in place.rows("listed_measures"):
        item.text("category")
        _check_item(item)
    for item in place.rows("catalogue"):
        for point in POINTS:
            _check_point(item, point)
    for row in place.rows("records"):
        row.text("under")
    _check_words(place)
    for row in place.rows("measures"):
        if row.need("falls_under") != UNREAD and not row.words("falls_under"):
            row.fault("“falls_under” names the item of the national list, or says “unread”", "falls_under")


def _check_words(place: Place) -> None:
    for name, flag in (("measure_categories", "obliges"), ("bodies", "obligable")):
        for row in place.rows(name):
            if not isinstance(row.need(flag), bool):
                row.fault(f"“{flag}” must be true or false, not {row[flag]!r}", flag)
    if "edition" in place:
        _among(place.inner("edition"), "value", (place.inner("edition").text("value"),), EDITIONS)
    if "own_editions" in place:
        _among(place.inner("own_editions"), "value", place.inner("own_editions").words("value"), OWN)


def _check_item(item: Place) -> None:
    if item.need("rows") != UNREAD and not item.rows("rows"):
        item.fault("an item of the list has at least one row, or says “rows: unread”", "rows")
    if item.get("others", UNREAD) != UNREAD:
        item.fault("“others” can only say “unread”: rows of this item that nobody has read", "others")
    for row in measure_rows(item):
        row.only("id", *COLUMNS, "by", "objects", "grounds", *_VALUE)
        row.text("id")
        for column in COLUMNS:
            if column not in row:
                row.fault(f"a measure has five columns: “{column}” is missing")
            if row[column] != UNREAD:
                row.inner(column).only("zh", "en")
                row.inner(column).text("zh")
        if row["body"] != UNREAD and not row.words("by"):
            row.fault("“by” names who carries the measure out", "by" if "by" in row else "body")
        _among(row, "objects", row.words("objects"), OBJECTS)
        if row.need("grounds") != UNREAD:
            row.words("grounds")


def _check_point(item: Place, point: str) -> None:
    if point not in item:
        item.fault(f"the catalogue fixes “{point}” of each item, or says “unread”")
    if item[point] == UNREAD:
        return
    value = item.inner(point)
    value.only("value", *_VALUE)
    value.text("zh")
    if point == "shared":
        value.words("value")
    if point == "public" and not isinstance(value.need("value"), bool):
        value.fault(f"“public” must be true or false, not {value['value']!r}", "value")


def _among(place: Place, key: str, words: Iterable[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            place.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)


@dataclass(frozen=True)
class _Known:
    """The vocabulary the library holds, and where each part of it stands."""

    bodies: dict[str, Place]
    categories: dict[str, Place]
    scores: dict[str, Place]
    items: tuple[str, ...]
    organisations: tuple[str, ...]
    bases: tuple[str, ...]
    texts: tuple[Place, ...]


def check_editions(texts: Sequence[Place]) -> None:
    """Refuse what no list may say, by the vocabulary of the whole library."""
    known = _Known(
        {row.text("id"): row for place in texts for row in place.rows("bodies")},
        {row.text("id"): row for place in texts for row in place.rows("measure_categories")},
        {row.text("id"): row for place in texts for row in place.rows("score_bases")},
        tuple(row.text("id") for place in texts for row in place.rows("listed_measures")),
        tuple(role for place in texts for role in place.inner("organisations").words("value")),
        tuple(name for place in texts for name in place.inner("base_editions").words("value")),
        tuple(texts),
    )
    for place in texts:
        _check_origin(place, known)
        _check_records(place)
        for item in place.rows("listed_measures"):
            _check_measure(item, known)
        for row in place.rows("measures"):
            for word in () if row["falls_under"] == UNREAD else row.words("falls_under"):
                if word not in known.items:
                    row.fault(f"no list of measures held has an item “{word}”", "falls_under")
        for ground in place.rows("grounds"):
            _check_ground(place, ground, known)


def _check_origin(place: Place, known: _Known) -> None:
    """A base edition is the national one; what a place adds stands on a local regulation."""
    part = next((name for name in _PARTS if name in place), None)
    if part is None:
        return
    if "edition" not in place:
        place.fault("say under “edition” whether this is the base edition or a supplement", part)
    value = place.inner("edition")
    if value["value"] == "base" and place.get("general") not in known.bases:
        value.fault(f"a base edition is the whole country's: {', '.join(known.bases) or 'none is held'}", "value")
    if value["value"] == "supplement" and not is_founded(place, known.texts):
        value.fault("a supplement stands on a local regulation: neither this text nor a basis it names is one", "value")


def _check_records(place: Place) -> None:
    classes = [item.text("id") for item in place.rows("catalogue")]
    for row in place.rows("records"):
        _among(row, "under", (row.text("under"),), (*classes, UNREAD))


def _check_measure(item: Place, known: _Known) -> None:
    _among(item, "category", (item.text("category"),), tuple(known.categories))
    obliges = known.categories[item.text("category")]["obliges"]
    for row in measure_rows(item):
        _among(row, "by", row.words("by"), tuple(known.bodies))
        for body in (known.bodies[name] for name in row.words("by")):
            if obliges and not body["obligable"]:
                row.fault(f"nobody may oblige “{body['id']}” to punish ({body['article']})", "by")
        scores = [] if row["grounds"] == UNREAD else [w for w in row.words("grounds") if w in known.scores]
        if scores and row.words("objects") != OBJECTS[:1]:
            row.fault(_on_a_score(known, scores[0]), "grounds")


def _check_ground(place: Place, ground: Place, known: _Known) -> None:
    scores = [kind for kind in ground.words("basis") if kind in known.scores]
    roles = ground.words("roles") or place.inner("parties").inner("listed").words("value")
    if scores and not all(role in known.organisations for role in roles):
        ground.fault(_on_a_score(known, scores[0]), "basis")


def _on_a_score(known: _Known, score: str) -> str:
    return f"no measure on an individual follows from “{score}” ({known.scores[score]['article']})"
