"""The making of list standards (名单认定标准) in the law: who is consulted, for how long, at which rank, until when.

A text on it is a law file with a part `standards`; what it leaves out, the texts it leans on say.  Beside it
stands what keeps a list without a standard in force from real cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.cleanup import named_days
from models.law.days import Roll, Unit
from models.law.measures import text_digest
from models.law.proceeding_rules import rules_digest
from models.law.proceedings import rules_of
from models.law.ranks import RANKS
from models.law.reading import LawMissing, Place
from models.law.regimes import Law, Period, law_digest
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE
from models.law.standard_rules import CHANGES, CHANNELS, CIRCLES, LEADS, STATED, StandardLaw, Transition

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

_LISTS = {
    "circles": CIRCLES,
    "leads": LEADS,
    "channels": CHANNELS,
    "stated": STATED,
    "shown_with": STATED,
    "basis_ranks": RANKS,
    "provisional_ranks": RANKS,
    "recorded_changes": CHANGES,
    "commented_changes": CHANGES,
}
_PARTS = ("leans_on", "transition", "rules", *_LISTS)
_CONSULTATION = "consultation"
# The least time for comment stands beside the lists' own law: one number, in one place.
_LEAST = "consultation_days"
_RENEWAL = "renewal"


def check_making(text: Instrument) -> None:
    """Refuse a word of the part that is none of the vocabulary, and a value without its article."""
    held = text.place.inner("standards")
    held.only(*_PARTS)
    held.words("leans_on")
    for name, known in _LISTS.items():
        if name in held:
            _check_list(held.inner(name), known)
    if "transition" in held:
        held.inner("transition").only("until", *VALUE)
        held.inner("transition").day("until")
    for _, value in held.items_inner("rules"):
        value.only(*VALUE)
    list(_values(text))


def _check_list(value: Place, known: tuple[str, ...]) -> None:
    value.only("value", *VALUE)
    words = value.words("value")
    if not words:
        value.fault("“value” must name at least one", "value")
    for word in words:
        if word not in known:
            value.fault(f"“value” is “{word}”, not one of {', '.join(known)}", "value")


def _values(text: Instrument) -> Iterator[tuple[str, Words]]:
    held = text.place.inner("standards")
    for name in (*_LISTS, "transition"):
        if name in held:
            yield f"standards.{name}", text.words(f"standards.{name}", held.inner(name))
    for name, value in held.items_inner("rules"):
        yield f"standards.{name}", text.words(f"standards.{name}", value)


def standard_texts(book: Lawbook) -> tuple[str, ...]:
    """The texts under which a file of a list's standard can be opened: those that lead to the house's rules."""
    return tuple(
        sorted(n for n, held in book.instruments.items() if held[-1].place.inner("standards").words("leans_on"))
    )


def standard_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The text first, then what its part leans on, as in force on a day."""
    first = book.instrument(notice, on)
    if not first.place.inner("standards").words("leans_on"):
        known = ", ".join(standard_texts(book))
        raise LawMissing(f"“{notice}” says nothing of making list standards (those that do: {known})")
    return (first, *(book.instrument(name, on) for name in first.place.inner("standards").words("leans_on")))


def standard_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of the law; the text's own go first."""
    found: dict[str, Words] = {}
    for text in standard_bundle(book, notice, on):
        for key, words in _words(text):
            found.setdefault(key, words)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from _values(text)
    yield "in_force", text.force_words()
    place = text.place
    for key, value in place.items_inner("periods"):
        yield f"periods.{key}", text.words(f"periods.{key}", value)
    if _LEAST in place.inner("limits"):
        least = place.inner("limits").inner(_LEAST)
        yield f"periods.{_CONSULTATION}", text.words(f"periods.{_CONSULTATION}", least)
    for name in ("list_ranks", "local_list_ranks"):
        if name in place:
            yield name, text.words(name, place.inner(name))
    for row in place.rows("categories"):
        yield f"categories.{row.text('id')}", text.words(f"categories.{row['id']}", row)
    for row in place.inner("campaign").rows("calendar"):
        if row.text("what") == _RENEWAL:
            yield f"campaign.calendar.{row['id']}", text.words(f"campaign.calendar.{row['id']}", row)


def standard_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> StandardLaw:
    """The values of the law of making standards on a day; each is that of the first text that has it."""
    bundle = standard_bundle(book, notice, on)
    held = [text.place.inner("standards") for text in bundle]
    acts, periods, limits = rules_of(bundle)
    words = standard_words(book, notice, on)
    lists = {name: _first(held, name) for name in _LISTS}
    places = [text.place for text in bundle]
    law = StandardLaw(
        acts=acts,
        periods=(*periods, *_consultation(places, words)),
        limits=limits,
        citations=tuple(w.citation for w in words.values()),
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        national_ranks=_first(places, "list_ranks"),
        local_ranks=_first(places, "local_list_ranks"),
        categories=tuple(row.text("id") for place in places for row in place.rows("categories")),
        transition=_transition(bundle),
        **lists,
    )
    return replace(law, version=rules_digest(law))


def _consultation(places: list[Place], words: dict[str, Words]) -> Iterator[Period]:
    """The least time for comment as a period: the first day is not counted, and no day off moves its last."""
    key = f"periods.{_CONSULTATION}"
    least = next((p.inner("limits").inner(_LEAST) for p in places if _LEAST in p.inner("limits")), None)
    if least is not None:
        amount, cited = least.whole("amount"), replace(words[key].citation, key=_CONSULTATION)
        yield Period(_CONSULTATION, amount, Unit.DAY, "consultation-opened", Roll.NONE, cited)


def _transition(bundle: tuple[Instrument, ...]) -> Transition | None:
    """The end of the transition: as the first text says that names one, or the renewal in its calendar."""
    for text in bundle:
        held = text.place.inner("standards")
        if "transition" in held:
            return Transition(held.inner("transition").day("until"), "standards.transition")
        for day in named_days(text.place):
            if day.what == _RENEWAL:
                return Transition(day.due, day.cite)
    return None


def _first(held: list[Place], name: str) -> tuple[str, ...]:
    return next((place.inner(name).words("value") for place in held if name in place), ())


def lacks_standard(book: Lawbook, regime: str, on: date, standing: AbstractSet[tuple[str, str]]) -> bool:
    """Whether the record holds no standard in force with what the list's law file says (H-150).

    `standing`: each standard in force on that day, by its list and the digest of its text.
    """
    return (regime, text_digest(book.instrument(regime, on))) not in standing


def with_standard(law: Law, *, lacking: bool) -> Law:
    """The law of a case, saying that its list has no standard in force in the record."""
    if law.unstandarded == lacking:
        return law
    found = replace(law, version="", unstandarded=lacking)
    return replace(found, version=law_digest(found))
