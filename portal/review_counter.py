"""What every page of a review of a measure needs: the review, its words, and what an officer may choose in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import Request

from models.law.days import law_day
from models.law.measures import review_words
from portal.campaign_counter import titles
from portal.counter import Counter, Problem, lang_of
from portal.proceeding_wording import ProceedingSpeech, Vocabulary
from portal.review_reading import ReviewFile, review
from portal.words import measures

HOME = "/reviews"
VOCABULARY = Vocabulary(
    {
        "act": {**measures.ACTS, **measures.CLOCK_ACTS},
        "step": measures.STEPS,
        "deadline": measures.DEADLINES,
        "paper": measures.PAPERS,
        "hint": {},
    },
    measures.FIELDS,
    measures.HELPS,
    measures.HELP_RULES,
    measures.CHOICES,
    {"list_item": "measure", "incident": "incident", "instrument": "instrument", "text": "text"},
)


def review_of(counter: Counter, review_id: str) -> ReviewFile:
    """A review of the record."""
    found = counter.reader.ask(lambda connection: review(connection, review_id))
    if found is None:
        raise Problem(404, "没有这一审查。", "There is no such review.")
    return found


def now_of(counter: Counter, held: ReviewFile) -> datetime:
    """The legal instant: a rehearsal's clock is its own."""
    return counter.now() - timedelta(seconds=held.offset)


def home_of(held: ReviewFile) -> str:
    """Where a review's own page is."""
    return f"{HOME}/{held.id}"


def speech_of(counter: Counter, request: Request, held: ReviewFile) -> ProceedingSpeech:
    """The language of this visitor, with the words of the review's law."""
    lang = lang_of(request)
    words = review_words(counter.book, held.notice, law_day(held.opened_at))
    return ProceedingSpeech(lang, words, {}, counter.reader.names(), own=VOCABULARY, names=names_in(counter, lang))


def names_in(counter: Counter, lang: str) -> dict[str, dict[str, str]]:
    """What the codes a review may name are called: the measures that a list held names."""
    _, named = titles(counter.book, law_day(counter.now()))
    return {"measure": {code: pair[0 if lang == "zh" else 1] for code, pair in named.items()}}
