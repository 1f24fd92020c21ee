"""`duecourse law show` of an edition of catalogue or measures list, and the standard of a list."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.table import Table

from models.law.lawbook import Instrument, Lawbook
from models.law.standards import has_written_restoration
from portal.law_lines import Pair, gaps
from portal.law_listing import catalogue_table, list_names, measure_table, standard_table
from portal.words.law import CERTAINTIES
from portal.words.listing import COLUMN_WORDS, MEASURE_WORDS, POINT_WORDS

_CLASS: Pair = ("类别", "Class")
_GROUNDS: Pair = ("可以适用的事由", "Grounds")
_CERTAINTY: Pair = ("把握", "Certainty")


def is_edition(book: Lawbook, name: str) -> bool:
    """Whether a text is an edition of the catalogue or of the list of measures."""
    return name in book.instruments and "edition" in book.instruments[name][0].place


def tell_edition(console: Console, book: Lawbook, name: str, day: date) -> None:
    """The edition of a day as tables: five columns and the grounds of each measure, three points of each class."""
    text = book.instrument(name, day)
    place = text.place
    console.rule(f"{place.inner('title').text('zh')}  {place.inner('title').get('en') or ''}")
    known = _both(CERTAINTIES[text.certainty(place.inner("in_force"))])
    console.print(f"{place.inner('instrument').get('number')}  {text.in_force_on}（{known}）  {place.text('source')}")
    if day < text.in_force_on:
        console.print("该日还没有任何版本，下面是最早的一版。 No edition that day: the earliest stands below.")
    measures, classes = measure_table(text, list_names(book, day)), catalogue_table(text)
    if measures:
        table = _table((MEASURE_WORDS, *COLUMN_WORDS.values(), _GROUNDS, _CERTAINTY))
        for row in measures:
            sure = _both(CERTAINTIES[row.certainty])
            table.add_row(*(_both(w) for w in (row.item, *row.columns, row.grounds)), sure)
        console.print(table)
    if classes:
        table = _table((_CLASS, *POINT_WORDS.values(), _CERTAINTY))
        for held in classes:
            table.add_row(*(_both(w) for w in (held.item, *held.points)), _both(CERTAINTIES[held.certainty]))
        console.print(table)
    for said, topics in gaps(text):
        console.print(f"{_both(said)}：{'；'.join(map(_both, topics))}")


def tell_standard(console: Console, text: Instrument) -> None:
    """The four points of a list's standard, and the flag where it has no written restoration rules."""
    for name, said, _ in standard_table(text):
        console.print(f"{_both(name)}：{_both(said)}")
    if not has_written_restoration(text.place):
        console.print(restoration_flag())


HIGHER_BASIS = (
    "文件层级不足以承载全国名单：须经两人核对上位依据。 "
    "Its rank may not carry a nation-wide list: two people must confirm the higher basis."
)


def restoration_flag() -> str:
    """What is said of a list without written rules on restoration."""
    return "没有成文的修复规定，或者没有读到。 It has no written restoration rules, or nobody has read them."


def _table(heads: tuple[Pair, ...]) -> Table:
    table = Table(show_lines=True)
    for head in heads:
        table.add_column(_both(head), overflow="fold")
    return table


def _both(pair: Pair) -> str:
    return " ".join(dict.fromkeys(pair))
