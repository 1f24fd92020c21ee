"""Which lists a case may be opened under today, and the local supplements that may join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.law.days import Calendar
from models.law.editions import case_law
from models.law.lawbook import Instrument, Lawbook, Words
from models.law.measures import unconsented, with_consents
from models.law.proceedings import of_proceedings
from models.law.regimes import Law
from portal.wording import Speech


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list and its supplements, as an officer chose them."""

    regime: str
    local: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The choice in one word, so that a form knows for which it was made."""
        return "+".join((self.regime, *self.local))


def regimes(book: Lawbook, on: date) -> tuple[str, ...]:
    """The lists in force on a day whose rules reach as far as a decision; the best read first.

    Where nobody knows how the party is heard or when a listing ends, the law files leave the decision out.
    """
    found = [r for r in book.regimes if _stands(book.instrument(r, on), on) and _is_decided(book.law(r, on))]
    return tuple(sorted(found, key=lambda r: (len(book.instrument(r, on).place.words("unread")), r)))


def _is_decided(law: Law) -> bool:
    """Whether a department decides on the list, by rules that reach so far."""
    return law.holds("decision") and not law.decider


def grounds(law: Law) -> tuple[str, ...]:
    """The grounds on which a listing has a known end: on the others no decision to list could be drafted."""
    return tuple(g.code for g in law.grounds if law.period("publication_end", (g.code,)) is not None)


def supplements(book: Lawbook, on: date) -> tuple[str, ...]:
    """The local supplements in force on a day: general texts that no list leans on by itself."""
    texts = [v for versions in book.instruments.values() for v in versions]
    leant = {name for text in texts for name in text.place.words("leans_on")} | {*of_proceedings(book.instruments)}
    names = (i for i, versions in book.instruments.items() if not versions[0].is_regime and i not in leant)
    return tuple(sorted(n for n in names if _stands(book.instrument(n, on), on)))


def chosen(book: Lawbook, on: date, posted: Mapping[str, Sequence[str]]) -> Chosen:
    """What was chosen; the first list where nothing, or nothing that is in force, was."""
    open_now = regimes(book, on)
    asked = "".join(posted.get("regime", ()))
    local = tuple(n for n in supplements(book, on) if n in posted.get("local", ()))
    return Chosen(asked if asked in open_now else open_now[0], local)


def pinned(
    book: Lawbook,
    choice: Chosen,
    on: date,
    confirmed: frozenset[str],
    issued: frozenset[tuple[str, str]],
    since: date | None = None,
) -> tuple[Law, Calendar]:
    """The law of that day, as far as two people have confirmed it, and every calendar year held.

    `issued`: the local texts that stand after a review of measures; `since`: the day the conduct ended, whose law
    is brought too.
    """
    years = book.calendar().years
    law = case_law(book, choice.regime, on, choice.local, confirmed, since=since)
    known = with_consents(law, unconsented(book, choice.local, on, issued))
    return known, book.calendar_for(years[0].year, years[-1].year)


def words(book: Lawbook, choice: Chosen, on: date) -> dict[str, Words]:
    """The words of that law."""
    return book.words(choice.regime, on, choice.local)


def title(book: Lawbook, speech: Speech, name: str, on: date) -> str:
    """What a text is called, with the instrument it is."""
    place = book.instrument(name, on).place
    named = place.inner("title")
    return speech.t(f"{named.text('zh')}（{place.inner('instrument').text('short')}）", named.text("en"))


def called(text: Instrument) -> Words:
    """What a list is called, in the place where a refusal looks for words."""
    named = text.place.inner("title")
    return replace(text.force_words(), zh=named.text("zh"), en=named.text("en"))


def _stands(text: Instrument, on: date) -> bool:
    return text.in_force_on <= on and (text.ends_on is None or on <= text.ends_on)
