"""The standards of lists at the counter: what their pages and forms are made from, and what anybody may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from models.law.days import law_day
from models.law.list_standards import standard_law, standard_texts, standard_words
from models.law.measures import text_digest
from models.law.standard_rules import LEADS, StandardLaw
from models.records.deadlines import Deadline, Standing
from models.records.list_standards import ABOLISH, RESTING, REVISE, StandardState
from models.steps.standard_fields import FIELDS
from models.steps.standard_table import MOVES, OPENINGS
from models.tables.list_standards import STANDARD as KEPT
from models.tables.list_standards import Comment, comments_of, last_said, said_in
from models.tables.schema import case_file
from portal.counter import Counter
from portal.proceeding_dues import DONE_LATER
from portal.proceeding_kind import Begun, Body, Choices, Forms, Kind, Lawful, Names, Offer, Pages, Public, Said, Table
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.settings import Settings
from portal.words import standards

StandardFile = Held[StandardState, StandardLaw]
_SOME = "~"
_COMMENTS_SHOWN = 200
_FORWARD = {
    "proposed": ("open_consultation",),
    "consulted": ("adopt_standard",),
    "adopted": ("publish_standard",),
    "entered": ("confirm_standard",),
}
# What anybody may read of a standard: its papers for the public, and the days they wait for.
_PAPERS = ("consultation_notice", "comment_summary", "standard_publication_notice", "standard_abolition")
_PARTS = ("grounds", "procedure", "removal", "remedies")
_SAYS = ("title", "department", "list", "scope", "category", "basis", "rank", *_PARTS)


def _wanted(state: StandardState) -> tuple[str, ...]:
    answers = ("answer_comments",) if state.unanswered else ()
    opinions = ("give_opinion",) if any(not o.finding for o in state.opinions) else ()
    unasked = any(state.opinion(lead) is None for lead in LEADS)
    asks = ("request_opinion",) if unasked and state.step in ("consulting", "consulted") else ()
    waiting = (*answers, *opinions, *asks)
    if state.step == "consulted":
        return waiting or _FORWARD["consulted"]
    if state.step == "in_force":
        return ("evaluate_standard",) if state.commissioned else _owing(state)
    return (*_FORWARD.get(state.step, ("revise_standard",) if state.step == "kept" else ()), *waiting)


def _owing(state: StandardState) -> tuple[str, ...]:
    """What an edition in force waits for: its evaluation when it is late, and what the evaluation found."""
    if state.finding in (REVISE, ABOLISH):
        return ("revise_standard",) if state.finding == REVISE else ("abolish_standard",)
    late = any(d.kind == "evaluation" and d.standing is Standing.ENDED for d in state.deadlines)
    return ("commission_evaluation",) if late else ()


def _is_owed(state: StandardState, due: Deadline) -> bool:
    """An evaluation, a publication or an opinion that is late stays owed; other days end what they were for."""
    if due.standing in (Standing.MET, Standing.DROPPED) or state.is_closed:
        return False
    if due.kind == "opinion":
        held = state.opinion(due.matter)
        return held is not None and not held.finding
    late = {
        "standard_publication": state.step == "adopted",
        "evaluation": state.standing is not None,
        "evaluation_report": state.commissioned,
        "follow_up": state.finding in (REVISE, ABOLISH) and state.step in RESTING,
    }
    return late.get(due.kind, due.standing is Standing.OPEN)


def _text(held: StandardFile) -> str:
    return held.state.draft.text if held.state.draft else _SOME


def _consulted(held: StandardFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    """A consultation long enough, addressed to everybody."""
    least = held.law.period("consultation")
    until = (date.fromisoformat(today) + timedelta(least.amount if least else 0)).isoformat()
    yield {"until": until, "circles": list(held.law.circles), "where": _SOME, "contact": _SOME}


def _extended(held: StandardFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    if held.state.consultation is not None:
        yield {"until": (held.state.consultation.until + timedelta(1)).isoformat(), "reason": _SOME}


def _changed(_: StandardFile, __: str, ___: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": _SOME, "change": "wording", "description": _SOME}


def _answered(held: StandardFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    """The first comment that waits for its answer."""
    number = next((n for n in range(1, held.state.comments + 1) if not _has(held.state.answered, n)), 1)
    yield {"comments": [str(number)], "finding": "adopted", "gist": _SOME, "reasons": _SOME}


def _has(spans: tuple[tuple[int, int], ...], number: int) -> bool:
    return any(a <= number <= b for a, b in spans)


def _parts() -> Body:
    return dict.fromkeys(_PARTS, _SOME)


def _adopted(held: StandardFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    ranks = held.law.ranks_for(held.state.scope)
    parts = {k: v for k, v in _parts().items() if k != "grounds"}
    said = {"rank": ranks[0], "rank_reason": _SOME, "text": _text(held), "reasons": _SOME, **parts}
    yield {**said, "by_body": _SOME, "on": today, "document": _SOME}


def _revised(held: StandardFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    ranks = held.law.ranks_for(held.state.scope)
    yield {"reasons": _SOME, "text": _SOME, "rank": ranks[0], "rank_reason": _SOME, **_parts()}


def _published(held: StandardFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    shown = [*held.law.stated, *held.law.shown_with]
    days = {"on": today, "in_force_on": today}
    yield {"text": _text(held), **days, "channels": list(held.law.channels), "shown": shown, "where": _SOME}


def _confirmed(held: StandardFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": _text(held)}


def _hired(_: StandardFile, today: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"evaluator": _SOME, "kind": "other", "independent": True, "until": today}


def _asked(offer: Offer) -> Choices | None:
    """The lead units first; another department is typed."""
    if offer.held is None:
        return LEADS
    return tuple(body for body in LEADS if offer.state.opinion(body) is None) or None


def _waiting(offer: Offer) -> Choices:
    return tuple(o.body for o in offer.state.opinions if not o.finding)


def _categories(offer: Offer) -> Choices:
    del offer
    return tuple(standards.CHOICES["category"])


def _names(counter: Counter, lang: str, _: StandardFile | None) -> Names:
    """What the lists held are called."""
    book, today = counter.book, law_day(counter.now())
    titles = {r: book.instrument(r, today).place.inner("title") for r in book.regimes}
    return {"list": {r: str((t.get("en") if lang == "en" else None) or t.text("zh")) for r, t in titles.items()}}


def _tags(speech: ProceedingSpeech, held: StandardFile) -> tuple[str, ...]:
    state = held.state
    waits = (speech.t(f"{state.unanswered} 件意见待答复", f"{state.unanswered} comments to answer"),)
    return (*((speech.choice("list", state.list_id),) if state.list_id else ()), *(waits if state.unanswered else ()))


def _first(settings: Settings) -> dict[str, list[str]]:
    return {"department": [settings.authority]}


def _running(counter: Counter, list_id: str) -> list[str]:
    """Real cases under the list that still run: what an end of its standard does not undo, and the head looks at."""

    def cases(connection: Connection) -> list[str]:
        c = case_file.c
        found = select(c.id).where(c.regime == list_id, c.mode == "real", c.closed.is_(False)).order_by(c.id)
        return list(connection.execute(found).scalars())

    return counter.reader.ask(cases) if list_id else []


def _in_file(counter: Counter, _: Any, __: Any, ___: Any, held: StandardFile, ____: Any) -> dict[str, Any]:
    """The comments by their numbers with what they say, and the running cases under the list."""
    comments = counter.reader.ask(lambda connection: comments_of(connection, held.id))
    shown = sorted(comments, key=lambda c: (bool(c.finding), c.number))[:_COMMENTS_SHOWN]
    keys = tuple(key for c in shown for key in (c.key, c.answer_key) if key)
    said = counter.reader.ask(lambda connection: said_in(connection, keys))
    return {
        "comments": [_told(c, said) for c in shown],
        "comments_more": len(comments) - len(shown),
        "running": _running(counter, held.state.list_id),
        "held_digest": _held_digest(counter, held.state.list_id),
    }


def _before_form(counter: Counter, _: Any, held: StandardFile, act: str, *__: Any) -> dict[str, Any] | None:
    """The comments that wait, before who answers them or changes the draft for them."""
    if act not in ("answer_comments", "amend_draft"):
        return None
    comments = counter.reader.ask(lambda connection: comments_of(connection, held.id))
    shown = [c for c in comments if bool(c.finding) == (act == "amend_draft")][:_COMMENTS_SHOWN]
    keys = tuple(key for c in shown for key in (c.key, c.answer_key) if key)
    said = counter.reader.ask(lambda connection: said_in(connection, keys))
    return {"comments": [_told(c, said) for c in shown]}


def _told(comment: Comment, said: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A comment with its words, for the office; the public page tells less."""
    return {"c": comment, "said": said.get(comment.key, {}), "answer": said.get(comment.answer_key, {})}


def _held_digest(counter: Counter, list_id: str) -> str:
    """The digest of the list's law file as it is held: what real cases are opened on (H-150)."""
    book = counter.book
    return text_digest(book.instrument(list_id, law_day(counter.now()))) if list_id in book.regimes else ""


def _in_public(counter: Counter, _: Any, __: Any, held: StandardFile, ___: date) -> dict[str, Any]:
    """The answers by their numbers: from which circle, what became of it and why; no name, and not who said it."""
    comments = counter.reader.ask(lambda connection: comments_of(connection, held.id))
    answered = [c for c in comments if c.finding][:_COMMENTS_SHOWN]
    said = counter.reader.ask(lambda connection: said_in(connection, tuple(c.answer_key for c in answered)))
    asked = counter.reader.ask(lambda connection: last_said(connection, held.id, "open_consultation"))
    return {"answers": [{"c": c, "answer": said.get(c.answer_key, {})} for c in answered], "asked": asked}


def _is_shown(held: StandardFile) -> bool:
    """Once the public was asked, or a standard stands or stood: nothing of a draft before."""
    state = held.state
    return bool(state.consultation or state.editions or state.comments)


STANDARD: Kind[StandardFile] = Kind(
    kept=KEPT,
    home="/standards",
    prefix="standard",
    look="standard",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "open_consultation": _consulted,
            "extend_consultation": _extended,
            "amend_draft": _changed,
            "answer_comments": _answered,
            "adopt_standard": _adopted,
            "revise_standard": _revised,
            "publish_standard": _published,
            "confirm_standard": _confirmed,
            "commission_evaluation": _hired,
        },
    ),
    lawful=Lawful(standard_texts, standard_law, standard_words, "standard-house", label=("制定依据", "Made under")),
    said=Said(
        vocabulary(standards, {"list": "list"}),
        standards.GROUPS,
        thing=("认定标准", "standard"),
        menu=("认定标准", "Standards"),
        title=("名单认定标准", "Standards of lists"),
        heading=("严重失信主体名单认定标准", "Standards of the lists"),
        subject=("标准", "Standard"),
        file=("名单认定标准", "Standard of a list"),
    ),
    begun=Begun(first=_first),
    forms=Forms(
        choices={
            "propose_standard.category": _categories,
            "enter_standard.list": lambda o: tuple(o.names.get("list", {})) or None,
            "request_opinion.body": _asked,
            "give_opinion.body": _waiting,
        },
        not_today=(
            "open_consultation.until",
            "extend_consultation.until",
            "publish_standard.in_force_on",
            "enter_standard.in_force_on",
            "commission_evaluation.until",
        ),
        beside=_before_form,
        digested=(
            "propose_standard.text",
            "revise_standard.text",
            "amend_draft.text",
            "adopt_standard.text",
            "publish_standard.text",
            "enter_standard.text",
            "confirm_standard.text",
        ),
        owed=(
            *(f"propose_standard.{part}" for part in ("grounds", "procedure", "removal", "remedies")),
            *(f"revise_standard.{part}" for part in ("grounds", "procedure", "removal", "remedies")),
        ),
        weighing=("open_consultation", "give_opinion", "adopt_standard", "publish_standard", "confirm_standard"),
    ),
    pages=Pages(file="standard.html", act="standard_act.html", tags=_tags, in_file=_in_file),
    public=Public(
        home="/consultations",
        menu=("公开征求意见", "Consultations"),
        title=("名单认定标准公开征求意见", "Standards of lists: public consultation"),
        note=(
            "严重失信主体名单的认定标准公开征求意见，任何人都可以提出意见，不需要登录。征求意见期满，每一件意见都有答复。",
            "Anybody may comment on the standards of the lists without signing in, and every comment is answered.",
        ),
        shown=_is_shown,
        says=_SAYS,
        papers=_PAPERS,
        dues=("consultation", "effect"),
        acts=("receive_comment",),
        list_page="standard_consultations.html",
        file_page="standard_consultation.html",
        in_file=_in_public,
    ),
    names=_names,
    is_owed=_is_owed,
    ended=DONE_LATER,
)
