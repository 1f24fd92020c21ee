"""Catalogue, measures list and standard of a list, told line by line and as the tables of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.law.lawbook import Instrument, Lawbook
from models.law.listing import COLUMNS, POINTS, UNREAD, measure_rows
from models.law.reading import Place
from models.law.standards import FACTS, RULES, how_told
from portal.articles import with_text
from portal.words.listing import COLUMN_WORDS, DONE, NOT_READ, OTHERS, STANDARD_WORDS

Pair = tuple[str, str]
Told = tuple[str, str, Place, Pair, Pair | None]
_NAMED = (
    "edition",
    "own_editions",
    "base_editions",
    "supplement_ranks",
    "local_list_ranks",
    "organisations",
    "scope",
)


def listing_lines(text: Instrument) -> Iterator[Told]:
    """Part, key, place, what is done with it, and its words where they are not its own."""
    place = text.place
    for name in _NAMED:
        if name in place:
            yield "named", name, place.inner(name), DONE[name], None
    for fact in FACTS:
        if how_told(place, fact) == "told":
            yield "named", f"standard.{fact}", place.inner("standard").inner(fact), DONE["standard"], None
    for name in ("measure_categories", "bodies", "score_bases", "records"):
        for row in place.rows(name):
            yield name, row["id"], row, DONE[name], None
    for item in place.rows("listed_measures"):
        yield from _measure_lines(item)
    for item in place.rows("catalogue"):
        yield from _class_lines(item)


def _measure_lines(item: Place) -> Iterator[Told]:
    yield "listed_measures", item["id"], item, DONE["listed_measures"], None
    for row in measure_rows(item):
        yield "listed_measures", f"{item['id']}.rows.{row['id']}", row, DONE["listed_row"], _columns(row)


def _class_lines(item: Place) -> Iterator[Told]:
    yield "catalogue", item["id"], item, DONE["catalogue"], None
    for point in POINTS:
        if item[point] != UNREAD:
            yield "catalogue", f"{item['id']}.{point}", item.inner(point), DONE[point], None


def under_item(row: Place, done: Pair) -> Pair:
    """What is done with a regime's measure, and the item of the national list it falls under, by our reading."""
    if "falls_under" not in row:
        return done
    if row["falls_under"] == UNREAD:
        zh, en = "全国清单的哪一项没有读到", "its item of the national list was not read"
    else:
        words = ", ".join(row.words("falls_under"))
        zh, en = f"归入全国清单：{words}（本系统的归类）", f"under the national list's {words} (classed by this system)"
    return f"{done[0]}；{zh}", f"{done[1]}; {en}"


def _columns(row: Place) -> Pair:
    said = [(COLUMN_WORDS[name], column(row, name)) for name in COLUMNS]
    return (
        "；".join(f"{head[0]}：{words[0]}" for head, words in said),
        "; ".join(f"{head[1]}: {words[1]}" for head, words in said),
    )


def column(row: Place, name: str) -> Pair:
    """One column of a row, in words."""
    if row[name] == UNREAD:
        return NOT_READ
    words = row.inner(name)
    return words.text("zh"), str(words.get("en") or words.text("zh"))


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition in force on a day, or that none was; and the first days of all that are held."""

    name: str
    text: Instrument
    in_force: bool
    days: tuple[date, ...]


def editions(book: Lawbook, on: date) -> tuple[Edition, ...]:
    """Catalogue and list of measures, and what places add to them, as in force on a day."""
    return tuple(
        Edition(name, book.instrument(name, on), versions[0].in_force_on <= on, tuple(v.in_force_on for v in versions))
        for name, versions in sorted(book.instruments.items())
        if "edition" in versions[0].place
    )


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of the list of measures: the item, its four further columns, and the grounds it may follow."""

    item: Pair
    category: Pair
    columns: tuple[Pair, ...]
    grounds: Pair
    certainty: str


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One class of the catalogue with its three points."""

    item: Pair
    points: tuple[Pair, ...]
    certainty: str


def list_names(book: Lawbook, on: date) -> dict[str, Pair]:
    """What each list of subjects is called, for the grounds that name a whole list."""
    return {name: _title(book.instrument(name, on).place.inner("title")) for name in book.regimes}


def _title(title: Place) -> Pair:
    return title.text("zh"), str(title.get("en") or title.text("zh"))


def measure_table(text: Instrument, names: Mapping[str, Pair]) -> tuple[MeasureRow, ...]:
    """The list of measures as a table of five columns; an item nobody has read has one row that says so."""
    place = text.place
    categories = {row.text("id"): _words(row) for row in place.rows("measure_categories")}
    return tuple(row for item in place.rows("listed_measures") for row in _rows_of(text, item, categories, names))


def _rows_of(
    text: Instrument, item: Place, categories: Mapping[str, Pair], names: Mapping[str, Pair]
) -> Iterator[MeasureRow]:
    name, category = _words(item), categories.get(item.text("category"), (item.text("category"),) * 2)
    for row in measure_rows(item):
        said = [] if row["grounds"] == UNREAD else [names.get(w, (w, w)) for w in row.words("grounds")]
        grounds = ("、".join(w[0] for w in said), ", ".join(w[1] for w in said)) if said else NOT_READ
        columns = tuple(column(row, c) for c in COLUMNS)
        yield MeasureRow(name, category, columns, grounds, text.certainty(row).value)
    if item["rows"] == UNREAD or "others" in item:
        first = OTHERS if "others" in item else NOT_READ
        columns = (first, *(NOT_READ for _ in COLUMNS[1:]))
        yield MeasureRow(name, category, columns, NOT_READ, text.certainty(item).value)


def catalogue_table(text: Instrument) -> tuple[CatalogueRow, ...]:
    """The catalogue as a table: each class, whether and with whom shared, whether public, who collects it."""
    return tuple(
        CatalogueRow(
            _words(item),
            tuple(NOT_READ if item[p] == UNREAD else _words(item.inner(p)) for p in POINTS),
            text.certainty(item).value,
        )
        for item in text.place.rows("catalogue")
    )


def standard_table(text: Instrument) -> tuple[tuple[Pair, Pair, bool], ...]:
    """The four points of a list's standard: what it is called, what is known of it, and whether it is flagged."""
    return tuple(_standard(text, point) for point in ("consultation", *RULES, "evaluation"))


def _standard(text: Instrument, point: str) -> tuple[Pair, Pair, bool]:
    how = how_told(text.place, point)
    if how != "told":
        return STANDARD_WORDS[point], STANDARD_WORDS[how], True
    held = text.place.inner("standard")
    if point in FACTS:
        return STANDARD_WORDS[point], _words(held.inner(point)), False
    rules = [text.place.inner("rules").inner(key) for key in held.words(point) if key in text.place.inner("rules")]
    # All stand in the list's own text: its name need not stand at each.
    cited = [replace(text.cite(point, row), instrument="") for row in rules]
    zh = "；".join(f"{row['zh']}（{cite}）" for row, cite in zip(rules, cited, strict=True))
    en = "; ".join(
        f"{row.get('en') or row['zh']} ({with_text(cite.instrument, cite.article).strip()})"
        for row, cite in zip(rules, cited, strict=True)
    )
    zh, en = zh or "、".join(held.words(point)), en or ", ".join(held.words(point))
    return STANDARD_WORDS[point], (zh, en), False


def _words(place: Place) -> Pair:
    return place.text("zh"), str(place.get("en") or place.text("zh"))
