"""The law's own pages: every list, and for each its articles beside what the system does with them."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.law.lawbook import Instrument, Lawbook
from models.law.list_standards import lacks_standard
from models.law.measures import unconsented
from models.law.reading import LawMissing
from models.law.regimes import Certainty
from models.law.standards import has_written_restoration
from models.tables.list_standards import standing_standards
from models.tables.measure_reviews import issued_texts
from models.tables.reviewing import confirmed
from portal.counter import Counter, Problem, lang_of
from portal.law_lines import Line, Pair, gaps, lines
from portal.law_listing import editions, standard_table
from portal.law_steps import drawing, way
from portal.opening_law import supplements, title
from portal.wording import Speech
from portal.words.law import CERTAINTIES, DECIDERS, PARTS, RANKS

# What each degree of certainty means for who reads the page.
_KNOWN: dict[Certainty, Pair] = {
    Certainty.VERBATIM: ("读过条文原文", "the text itself was read"),
    Certainty.SUMMARY: ("只读过摘要或者转述，不是原文", "only a summary or a retelling was read"),
    Certainty.DERIVED: ("由读到的规定推出，原文没有这样写", "concluded from what was read; the text does not say so"),
    Certainty.RECALL: ("凭记忆写下，没有读到", "written from memory; nobody has read it"),
    Certainty.OFFICE: ("本机关自定的规则，不是法律", "the office's own rule, no law"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One text as a page shows it: its values by part, those confirmed, what it leaves open, how well known."""

    text: Instrument
    is_own: bool
    parts: tuple[tuple[Pair, tuple[Line, ...]], ...]
    confirmed: frozenset[str]
    gaps: tuple[tuple[Pair, tuple[Pair, ...]], ...]
    tally: tuple[tuple[Certainty, int], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One list in the table of lists."""

    id: str
    title: str
    text: Instrument
    in_force: bool
    reaches_decision: bool
    carries: bool
    restores: bool
    reviewed: bool
    tally: tuple[tuple[Certainty, int], ...]


def routes(counter: Counter) -> APIRouter:
    """The pages of the law; they hold nothing of any case, and need no signing in."""
    router = APIRouter()

    @router.get("/law")
    def lists(request: Request) -> Response:
        on = asked_day(counter, request)
        speech = Speech(lang_of(request))
        reviewed = counter.reader.ask(confirmed)
        held = [_listed(counter.book, speech, regime, on, reviewed) for regime in counter.book.regimes]
        return _page(counter, request, "laws.html", speech, on, held=held, editions=editions(counter.book, on))

    @router.get("/law/{regime}")
    def one_list(request: Request, regime: str) -> Response:
        on = asked_day(counter, request)
        asked = request.query_params.getlist("local")
        local = tuple(n for n in supplements(counter.book, on) if n in asked)
        try:
            texts = counter.book.bundle(regime, on, local)
        except LawMissing as missing:
            raise Problem(404, "没有这一名单。", "There is no such list.") from missing
        reviewed = counter.reader.ask(confirmed)
        law = counter.book.law(regime, on, local, reviewed)
        speech = Speech(lang_of(request), counter.book.words(regime, on, local))
        stops = way(law)
        return _page(
            counter, request, "law.html", speech, on,
            unstandarded=_unstandarded(counter, regime, on),
            unconsented=[title(counter.book, speech, n, on) for n in _unconsented(counter, local, on)],
            regime=regime, law=law, texts=[_told(t, reviewed, is_own=t.is_regime or t.id in local) for t in texts],
            head=_listed(counter.book, speech, regime, on, reviewed), stops=stops, drawn=drawing(stops),
            category=speech.rule(f"categories.{texts[0].place.inner('category').get('value')}"),
            force=speech.rule_of(texts[0].force_words()), ranks=RANKS, deciders=DECIDERS,
            days=_days(counter.book, texts, on), editions=editions(counter.book, on), standard=standard_table(texts[0]),
            local=local, supplements=[(n, title(counter.book, speech, n, on)) for n in supplements(counter.book, on)],
        )  # fmt: skip

    return router


def _unconsented(counter: Counter, local: tuple[str, ...], on: date) -> tuple[str, ...]:
    return unconsented(counter.book, local, on, counter.reader.ask(lambda c: issued_texts(c, on)))


def _unstandarded(counter: Counter, regime: str, on: date) -> bool:
    return lacks_standard(counter.book, regime, on, counter.reader.ask(lambda c: standing_standards(c, on)))


def _page(counter: Counter, request: Request, template: str, speech: Speech, on: date, **of: Any) -> Response:
    visitor = counter.door.visitor(request.cookies.get(counter.door.cookie))
    said = {"on": on, "query": other_tongue(request), "certainties": CERTAINTIES, "known": _KNOWN, **of}
    return counter.page(request, template, speech=speech, visitor=visitor, **said)


def other_tongue(request: Request) -> str:
    """What the address asks for but the language, so that the other language shows the same."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name in ("on", "local")]
    return urlencode([*kept, ("lang", "en" if lang_of(request) == "zh" else "zh")])


def asked_day(counter: Counter, request: Request) -> date:
    """The day asked for, else today."""
    asked = request.query_params.get("on")
    if not asked:
        return law_day(counter.now())
    try:
        return date.fromisoformat(asked)
    except ValueError as bad:
        raise Problem(400, "日期应写成2026-04-01这样的形式。", "Write the day like 2026-04-01.") from bad


def _listed(book: Lawbook, speech: Speech, regime: str, on: date, reviewed: frozenset[str]) -> Listed:
    text, law = book.instrument(regime, on), book.law(regime, on, (), reviewed)
    return Listed(
        regime,
        title(book, speech, regime, on),
        text,
        text.in_force_on <= on and (text.ends_on is None or on <= text.ends_on),
        law.holds("decision"),
        book.carries_a_list(regime, on),
        has_written_restoration(text.place),
        law.reviewed,
        _tally(tuple(lines(text))),
    )


def _told(text: Instrument, reviewed: frozenset[str], *, is_own: bool) -> Told:
    found = tuple(lines(text))
    parts = tuple((PARTS[name], tuple(group)) for name, group in groupby(found, key=lambda line: line.part))
    paths = frozenset(value.key for value in text.values if value.is_read and value.sha256 in reviewed)
    return Told(text, is_own, parts, paths, tuple(gaps(text)), _tally(found))


def _tally(found: tuple[Line, ...]) -> tuple[tuple[Certainty, int], ...]:
    """How many values are known how well, best first."""
    counted = Tally(line.known for line in found)
    return tuple((c, counted[c]) for c in Certainty if counted[c])


def _days(book: Lawbook, texts: tuple[Instrument, ...], on: date) -> list[tuple[date, bool]]:
    """The days on which one of these texts was another, and whether it is the text shown."""
    first = texts[0].in_force_on
    found = {v.in_force_on for t in texts for v in book.instruments[t.id] if len(book.instruments[t.id]) > 1}
    days = sorted({first, *(day for day in found if day > first)})
    now = max((day for day in days if day <= on), default=days[0])
    return [(day, day == now) for day in days]
