"""The law of a month of oversight: what the texts order to be told, who is interviewed, what is referred, by when.

The texts' own rules go before the house's: 15号 on notices and interviews, 49号 part 9 and 308号 part 3 on
accountability.  A text that is not in force on the day the file is opened brings nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.month_rules import BODIES, MonthLaw, Referred
from models.law.oversight import HOUSE
from models.law.proceeding_rules import firsts, rules_digest
from models.law.proceedings import rules_of
from models.law.reading import LawMissing, Place
from models.law.reviewing import unreviewed

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words


def month_bundle(book: Lawbook, text: str, on: date) -> tuple[Instrument, ...]:
    """The texts in force on a day that order oversight, then the house's own rules, under which a month is held."""
    if text != HOUSE:
        raise LawMissing(f"“{text}” orders no oversight (that is done under “{HOUSE}”)")
    house = book.instrument(HOUSE, on)
    leant = (book.instrument(name, on) for name in house.place.inner("oversight").words("leans_on"))
    return (*(text for text in leant if text.in_force_on <= on), house)


def month_words(book: Lawbook, text: str, on: date) -> dict[str, Words]:
    """The words of every key of the law of a month; the first text that has a key says it."""
    found: dict[str, Words] = {}
    for held in month_bundle(book, text, on):
        for key, words in _words(held):
            found.setdefault(key, words)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    place = text.place
    for key, value in place.items_inner("rules"):
        yield key, text.words(key, value)
    for key, value in place.items_inner("periods"):
        yield f"periods.{key}", text.words(f"periods.{key}", value)
    held = place.inner("oversight")
    for name in ("lines", "referrals"):
        for row in held.rows(name):
            key = f"oversight.{name}.{row.text('id')}"
            yield key, text.words(key, row)
    for row in place.inner("campaign").rows("late_lines"):
        key = f"oversight.lines.{row.text('id')}"
        yield key, text.words(key, row)
    if text.id == HOUSE:
        yield "in_force", text.force_words()


def month_law(book: Lawbook, text: str, on: date, confirmed: frozenset[str] = frozenset()) -> MonthLaw:
    """The values of the law of a month as on the day its file is opened."""
    bundle = month_bundle(book, text, on)
    house = bundle[-1]
    held = [text.place.inner("oversight") for text in bundle]
    acts, periods, limits = rules_of((house,))
    told = {row.text("id"): row.text("of") for row in held[-1].rows("finds")}
    law = MonthLaw(
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(words.citation for words in month_words(book, text, on).values()),
        notice=HOUSE,
        version="",
        in_force_on=house.in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        lines=tuple(line for line, of in told.items() if of in [text.id for text in bundle]),
        referrals=firsts((row.text("id"), _referred(row)) for place in held for row in place.rows("referrals")),
    )
    return replace(law, version=rules_digest(law))


def _referred(row: Place) -> Referred:
    for body in row.words("to"):
        if body not in BODIES:
            row.fault(f"“to” is “{body}”, not one of {', '.join(BODIES)}", "to")
    return Referred(row.text("id"), row.words("to"))
