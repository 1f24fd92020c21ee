"""The pages on which law is confirmed: what nobody has confirmed yet, what waits for a second person, who did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.law.lawbook import Instrument
from models.law.reading import LawMissing
from models.law.reviewing import unreviewed
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import Proposal
from models.tables.reviewing import Confirmation, confirmations, confirmed, proposal, proposals
from portal.counter import Counter, Problem, lang_of
from portal.law_lines import Line, lines
from portal.law_pages import asked_day, other_tongue
from portal.reviewing import Reviewing, Typed, coded, sourced
from portal.sessions import Visitor
from portal.wording import Speech
from portal.words.law import CERTAINTIES, COLUMN, NOT_READ, REVIEWS, TOPICS

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Counted:
    """One text in the table of texts: how many values wait, and how many of them hold no words of the gazette."""

    text: Instrument
    values: int
    left: int
    unread: int


def routes(counter: Counter) -> APIRouter:
    """The pages of the review; whoever is signed in may look, the posts of H-29 may confirm."""
    router = APIRouter()
    reviewing = Reviewing(counter.writer, counter.reader.ask, counter.book)

    @router.get("/law/review")
    def overview(request: Request) -> Response:
        visitor, on = counter.visitor(request), asked_day(counter, request)
        return _overview(counter, reviewing, request, visitor, on)

    @router.get("/law/review/{text}")
    def text_page(request: Request, text: str) -> Response:
        visitor, on = counter.visitor(request), asked_day(counter, request)
        return _text_page(counter, reviewing, request, visitor, _text(counter, text, on), on)

    @router.post("/law/review/{text}")
    async def propose(request: Request, text: str) -> Response:
        visitor, posted = await _posted(counter, request)
        on = asked_day(counter, request)
        held, typed = _text(counter, text, on), _typed(posted)
        answer = await run_in_threadpool(reviewing.propose, _actor(visitor), held, typed, counter.now())
        if isinstance(answer, Refused):
            refused = (typed, answer)
            return await run_in_threadpool(_text_page, counter, reviewing, request, visitor, held, on, refused)
        return RedirectResponse(f"/law/proposal/{answer}", status_code=303)

    @router.get("/law/proposal/{proposal_id}")
    def proposal_page(request: Request, proposal_id: str) -> Response:
        return _proposal_page(counter, reviewing, request, counter.visitor(request), proposal_id)

    @router.post("/law/proposal/{proposal_id}/confirm")
    async def confirm(request: Request, proposal_id: str) -> Response:
        visitor, posted = await _posted(counter, request)
        seen, by = "".join(posted.get("shown", ())), _actor(visitor)
        return await _ended(
            counter, reviewing, request, visitor, proposal_id,
            lambda: reviewing.confirm(by, proposal_id, seen, counter.now()),
        )  # fmt: skip

    @router.post("/law/proposal/{proposal_id}/abandon")
    async def abandon(request: Request, proposal_id: str) -> Response:
        visitor, _ = await _posted(counter, request)
        by = _actor(visitor)
        return await _ended(
            counter, reviewing, request, visitor, proposal_id,
            lambda: reviewing.abandon(by, proposal_id, counter.now()),
        )  # fmt: skip

    return router


async def _posted(counter: Counter, request: Request) -> tuple[Visitor, dict[str, list[str]]]:
    visitor = await run_in_threadpool(counter.visitor, request)
    posted = await counter.posted(request)
    counter.check_token(visitor, posted)
    return visitor, posted


async def _ended(
    counter: Counter, reviewing: Reviewing, request: Request, visitor: Visitor, proposal_id: str,
    end: Callable[[], Refused | None],
) -> Response:  # fmt: skip
    await run_in_threadpool(_held, counter, proposal_id)
    refused = await run_in_threadpool(end)
    if refused is None:
        return RedirectResponse(f"/law/proposal/{proposal_id}", status_code=303)
    return await run_in_threadpool(_proposal_page, counter, reviewing, request, visitor, proposal_id, refused)


def _typed(posted: dict[str, list[str]]) -> Typed:
    plain = {name: " ".join(posted.get(name, ())) for name in ("kind", "gazette", "page", "gazette_on", "reason")}
    return Typed(**{name: said for name, said in plain.items() if said}, keys=tuple(posted.get("value", ())))


def _actor(visitor: Visitor) -> Actor:
    return Actor(visitor.id, visitor.roles)


def _text(counter: Counter, name: str, on: date) -> Instrument:
    try:
        return counter.book.instrument(name, on)
    except LawMissing as missing:
        raise Problem(404, "没有这一文件。", "There is no such text.") from missing


def _held(counter: Counter, proposal_id: str) -> Proposal:
    found = counter.reader.ask(lambda connection: proposal(connection, proposal_id))
    if found is None:
        raise Problem(404, "没有这一提议。", "There is no such proposal.")
    return found


def _common(
    counter: Counter, reviewing: Reviewing, request: Request, visitor: Visitor, refused: Refused | None = None
) -> dict[str, Any]:
    """What every page of the review shows: the rule, who may, and the words."""
    book, now = counter.book, counter.now()
    speech = Speech(lang_of(request), book.words(book.regimes[0], law_day(now)))
    posts = reviewing.posts(now)
    return {
        "speech": speech,
        "visitor": visitor,
        "rule": speech.rule("house.reviewed-law"),
        "undoing": speech.rule("house.law-withdrawn"),
        "may": any(post in posts for post in visitor.roles),
        "posts": [speech.word("post", post) for post in posts],
        "names": counter.reader.names(),
        "certainties": CERTAINTIES,
        "reviews": REVIEWS,
        "titles": {name: _title(speech, versions[0]) for name, versions in book.instruments.items()},
        "topics": TOPICS,
        "column": COLUMN,
        "not_read": NOT_READ,
        "coded": coded,
        "sourced": sourced,
        "why": speech.refusal(refused) if refused else None,
        "status": 200 if refused is None else 403 if refused.code in ("not_authorised", "same_person") else 422,
    }


def _title(speech: Speech, text: Instrument) -> str:
    named = text.place.inner("title")
    return speech.t(named.text("zh"), str(named.get("en") or named.text("zh")))


def _overview(counter: Counter, reviewing: Reviewing, request: Request, visitor: Visitor, on: date) -> Response:
    ask, book = counter.reader.ask, counter.book
    standing = ask(confirmed)
    return counter.page(
        request, "law_review.html", on=on, query=other_tongue(request),
        lists=[(book.instrument(r, on), book.law(r, on, (), standing).unreviewed) for r in book.regimes],
        texts=[_counted(book.instrument(name, on), standing) for name in sorted(book.instruments)],
        waiting=ask(lambda connection: proposals(connection, waiting=True, limit=_A_PAGE)),
        ended=ask(lambda connection: proposals(connection, waiting=False, limit=_A_PAGE)),
        **_common(counter, reviewing, request, visitor),
    )  # fmt: skip


def _counted(text: Instrument, standing: frozenset[str]) -> Counted:
    left = unreviewed((text,), standing)
    return Counted(text, len(text.values), len(left), sum(not v.is_read for v in left))


def _text_page(
    counter: Counter, reviewing: Reviewing, request: Request, visitor: Visitor, text: Instrument, on: date,
    refused: tuple[Typed, Refused] | None = None,
) -> Response:  # fmt: skip
    typed, answer = refused or (Typed(), None)
    standing = counter.reader.ask(confirmed)
    made = counter.reader.ask(lambda connection: confirmations(connection, text.id, text.in_force_on))
    return counter.page(
        request, "law_review_text.html", on=on, query=other_tongue(request), text=text, typed=typed,
        lines=_lines(text), left=unreviewed((text,), standing), made=made, stands=_stands(text, made),
        **_common(counter, reviewing, request, visitor, answer),
    )  # fmt: skip


def _lines(text: Instrument) -> dict[str, Line]:
    """What each value says, by its key; since when the text is in force too."""
    force = text.force_words()
    cited, said = force.citation, (force.zh, force.en)
    since = Line("named", "in_force", cited.article, cited.certainty, said, said)
    return {line.path: line for line in (since, *lines(text))}


def _stands(text: Instrument, made: tuple[Confirmation, ...]) -> dict[str, bool]:
    """Whether a value confirmed is the one that the file holds now."""
    now = {value.sha256 for value in text.values}
    return {c.value.sha256: c.value.sha256 in now for c in made}


def _proposal_page(
    counter: Counter, reviewing: Reviewing, request: Request, visitor: Visitor, proposal_id: str,
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    held = _held(counter, proposal_id)
    cases = () if held.outcome else reviewing.cases(held)
    text = _text(counter, held.text, held.in_force_on)
    return counter.page(
        request, "law_proposal.html", held=held, cases=cases, shown=held.shown_sha256(cases), text=text,
        lines=_lines(text), values={value.key: value for value in text.values},
        **_common(counter, reviewing, request, visitor, refused),
    )  # fmt: skip
