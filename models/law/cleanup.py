"""The clean-up campaign in the law: a notice's calendar, what it stops at once, when its ledgers close.

A campaign's notice is a law file with a part `campaign`.  A day it names is a last day as it stands: no day
off moves it.  Where it names an hour, the instant is the end.  What a notice leaves out, the texts its
campaign leans on say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from models.law.campaign_rules import (
    DISPOSITIONS,
    KINDS,
    LEVELS,
    LINES,
    OUTCOMES,
    WHATS,
    WITHOUT_BASIS,
    CampaignLaw,
    Handling,
)
from models.law.days import SHANGHAI, end_of
from models.law.proceeding_rules import NamedDay, rules_digest
from models.law.proceedings import rules_of
from models.law.ranks import RANKS
from models.law.reading import LawMissing, Place
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

_PARTS = ("leans_on", "calendar", "dispositions", "stops_at_once", "closes", "late_lines", "unit_kinds", "yardsticks")
_DUE = ("id", "what", "levels", "kinds", "due", "hour", "conditional", *VALUE)
_LISTS = {
    "stops_at_once": (*DISPOSITIONS, WITHOUT_BASIS),
    "closes": LEVELS,
    "unit_kinds": KINDS,
    "yardsticks": RANKS,
}
_ROWS = {"calendar": _DUE, "dispositions": ("id", "done_by", *VALUE), "late_lines": ("id", *VALUE)}
_IDS = {"dispositions": DISPOSITIONS, "late_lines": LINES}
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_campaign(place: Place) -> None:
    """Refuse a word of the campaign's part that is none of the vocabulary, and a day or hour that is none."""
    held = place.inner("campaign")
    held.only(*_PARTS)
    held.words("leans_on")
    for name, allowed in _ROWS.items():
        _check_rows(held, name, allowed)
    for row in held.rows("calendar"):
        _check_day(row)
    for row in held.rows("dispositions"):
        _among(row, "done_by", row.text("done_by"), OUTCOMES)
    for name, known in _LISTS.items():
        if name in held:
            value = held.inner(name)
            value.only("value", *VALUE)
            _listed(value, "value", known)
    if "calendar" in held and not held.rows("calendar"):
        held.fault("“calendar” must name at least one day", "calendar")


def _check_rows(held: Place, name: str, allowed: tuple[str, ...]) -> None:
    seen: list[str] = []
    for row in held.rows(name):
        row.only(*allowed)
        key = row.text("id")
        if key in seen:
            row.fault(f"“{key}” stands twice in “{name}”")
        seen.append(key)
        if name in _IDS:
            _among(row, "id", key, _IDS[name])


def _check_day(row: Place) -> None:
    _among(row, "what", row.text("what"), WHATS)
    row.day("due")
    _listed(row, "levels", LEVELS)
    _listed(row, "kinds", KINDS)
    if not isinstance(row.get("conditional", False), bool):
        row.fault(f"“conditional” must be true or false, not {row['conditional']!r}", "conditional")
    if "hour" in row and not _HOUR.fullmatch(row.text("hour")):
        row.fault(f'“hour” must be an hour like "12:00", not {row["hour"]!r}', "hour")


def _listed(value: Place, key: str, known: tuple[str, ...]) -> None:
    words = value.words(key)
    if not words:
        value.fault(f"“{key}” must name at least one", key)
    for word in words:
        _among(value, key, word, known)


def _among(place: Place, key: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        place.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)


def campaign_values(text: Instrument) -> Iterator[tuple[str, Words]]:
    """The words of every value of a text's campaign part, by its key in the law's data."""
    held = text.place.inner("campaign")
    for name in _ROWS:
        for row in held.rows(name):
            key = f"campaign.{name}.{row.text('id')}"
            yield key, text.words(key, row)
    for name in _LISTS:
        if name in held:
            yield f"campaign.{name}", text.words(f"campaign.{name}", held.inner(name))


def notices(book: Lawbook) -> tuple[str, ...]:
    """The texts held under which a campaign can be opened: those that name days."""
    found = (name for name, held in book.instruments.items() if held[-1].place.inner("campaign").rows("calendar"))
    return tuple(sorted(found))


def campaign_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The notice first, then what its campaign leans on, as in force on a day."""
    first = book.instrument(notice, on)
    if "campaign" not in first.place:
        raise LawMissing(f"“{notice}” opens no campaign (those that do: {', '.join(notices(book))})")
    return (first, *(book.instrument(name, on) for name in first.place.inner("campaign").words("leans_on")))


def campaign_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of a campaign's law; the notice's own go first."""
    found: dict[str, Words] = {}
    for text in campaign_bundle(book, notice, on):
        for key, words in _words(text):
            found.setdefault(key, words)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from campaign_values(text)
    place = text.place
    for name in ("rules", "limits"):
        for key, value in place.items_inner(name):
            yield key, text.words(key, value)
    for key, value in place.items_inner("periods"):
        yield f"periods.{key}", text.words(f"periods.{key}", value)
    yield "in_force", text.force_words()


def campaign_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> CampaignLaw:
    """The values of a notice on a day; each part is the first that the bundle has."""
    bundle = campaign_bundle(book, notice, on)
    _refuse_apart(bundle)
    held = [text.place.inner("campaign") for text in bundle]
    acts, periods, limits = rules_of(bundle)
    law = CampaignLaw(
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        days=named_days(bundle[0].place),
        handlings=tuple(Handling(r.text("id"), r.text("done_by")) for r in _rows(held, "dispositions")),
        stops_at_once=held[0].inner("stops_at_once").words("value"),
        closes=held[0].inner("closes").words("value"),
        lines=tuple(row.text("id") for row in _rows(held, "late_lines")),
        unit_kinds=next((p.inner("unit_kinds").words("value") for p in held if "unit_kinds" in p), ()),
        yardsticks=next((p.inner("yardsticks").words("value") for p in held if "yardsticks" in p), ()),
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(words.citation for words in campaign_words(book, notice, on).values()),
    )
    return replace(law, version=rules_digest(law))


def _rows(held: Sequence[Place], name: str) -> tuple[Place, ...]:
    return next((place.rows(name) for place in held if name in place), ())


def named_days(place: Place) -> tuple[NamedDay, ...]:
    """The days that a notice names, in the order of its calendar."""
    return tuple(_named_day(row) for row in place.inner("campaign").rows("calendar"))


def _named_day(row: Place) -> NamedDay:
    due = row.day("due")
    ends_at = end_of(due)
    if "hour" in row:
        ends_at = datetime.combine(due, time.fromisoformat(row.text("hour")), SHANGHAI).astimezone(ends_at.tzinfo)
    whose = (row.words("levels"), row.words("kinds"))
    return NamedDay(row.text("id"), row.text("what"), *whose, due, ends_at, row.get("conditional", False))


def _refuse_apart(bundle: tuple[Instrument, ...]) -> None:
    for text in bundle:
        for _, value in text.place.items_inner("acts"):
            if value.words("apart_from"):
                value.fault("the two people of a campaign's act stand in the act itself", "apart_from")
