"""The papers of a list's standard: gathered from the record, said in the template's words, refused by missing part.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.  Who made a
comment is said in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from activities.gathering import Order
from activities.gathering_beside import Gathered, gathered
from activities.phrasing import Unsaid, articles, day, items, joined, text
from models.law.lawbook import Lawbook
from models.law.list_standards import standard_bundle
from models.law.reading import Place, read_yaml
from models.law.standard_rules import StandardLaw
from models.records.commands import as_day
from models.records.list_standards import NOT_TAKEN, Consultation, Edition, StandardState
from models.records.papers import PaperContent, PaperSection
from models.steps.standard_fields import LETTER_NUMBERS
from models.tables.list_standards import STANDARD, Comment, comments_in

_TEMPLATE = Path(__file__).parent / "templates" / "standard.yaml"
# The rule each paper rests on.
_RULES = {
    "consultation_notice": "periods.consultation",
    "standard_opinion_request": "standards.opinions",
    "comment_summary": "standards.comments",
    "adoption_decision": "standards.same_text",
    "standard_publication_notice": "standards.channels",
    "evaluation_notice": "standards.evaluation",
    "standard_abolition": "standards.abolition",
}
_BEGAN = ("propose_standard", "enter_standard")
_DRAFTED = ("propose_standard", "revise_standard")
_GROUP = 16


@dataclass(frozen=True, slots=True)
class StandardPaper:
    """One paper: the file as it stood when it was signed, and what its texts are called."""

    file: Gathered[StandardState, StandardLaw]
    names: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Which paper."""
        return self.file.kind

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.file.mode

    @property
    def authority(self) -> str:
        """Whose paper it is."""
        return self.file.authority

    @property
    def made_on(self) -> date:
        """The day of the act that signs it."""
        return self.file.made_on

    def rule(self) -> str:
        """The rule it rests on, by the name of its text and its article."""
        return articles((self.file.law.citation(_RULES[self.kind]),), dict(self.names))

    def due(self, kind: str, matter: str = "") -> date:
        """The last day of a deadline of the file."""
        found = [d.due for d in self.file.state.deadlines if (d.kind, d.matter) == (kind, matter)]
        if not found:
            raise Unsaid
        return found[-1]

    def consultation(self) -> Consultation:
        """The consultation the paper speaks of."""
        if self.file.state.consultation is None:
            raise Unsaid
        return self.file.state.consultation

    def standing(self) -> Edition:
        """The edition in force."""
        if self.file.state.standing is None:
            raise Unsaid
        return self.file.state.standing


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def _form(kind: str) -> Place:
    return _words().inner("letters").inner(kind)


def gather_standard(connection: Connection, order: Order, book: Lawbook) -> StandardPaper:
    """What the record holds for one paper that was ordered, as it stood then."""
    file = gathered(connection, STANDARD, order)
    return StandardPaper(file, _names(book, file.law.notice, file.opened_on))


def _names(book: Lawbook, notice: str, on: date) -> dict[str, str]:
    """Each text by its title and number."""
    found: dict[str, str] = {}
    for held in standard_bundle(book, notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found.setdefault(short, f"《{title}》" if short == title else f"《{title}》（{short}）")
    return found


def series_of(paper: StandardPaper) -> str:
    """The word before a paper's number."""
    return str(_words().inner("modes")[paper.mode]) + _form(paper.kind).text("word")


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a paper may not lack (H-153)."""
    return tuple(row.text("part") for row in _form(kind).rows("parts"))


def compose_standard(paper: StandardPaper, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    form, blanks = _form(paper.kind), dict(_blanks(paper))
    typed = paper.file.body.get(LETTER_NUMBERS.get(paper.kind, ""))
    rows = form.rows("parts")
    return PaperContent(
        kind=paper.kind,
        mode=paper.mode,
        authority=paper.file.authority,
        symbol=str(typed or symbol),
        serial="",
        title=form.text("title").format_map(blanks),
        addressees=(_to(paper),),
        meta=tuple(_particulars(paper)),
        sections=tuple(PaperSection(r.text("part"), r.text("heading"), _says(r.text("says"), blanks)) for r in rows),
        made_on=paper.made_on,
        copies_to="",
    )


def _says(sentence: str, blanks: dict[str, str]) -> tuple[str, ...]:
    try:
        return (sentence.format_map(blanks),)
    except KeyError:
        return ()


def _to(paper: StandardPaper) -> str:
    to = _form(paper.kind).text("to")
    if to == "everybody":
        return _words().text(to)
    return text(paper.file.said(*_BEGAN)[to] if to == "department" else paper.file.body[to])


def _particulars(paper: StandardPaper) -> Iterator[tuple[str, str]]:
    labels, began, state = _words().inner("labels"), paper.file.said(*_BEGAN), paper.file.state
    yield labels.text("standard"), f"《{text(began['title'])}》"
    yield labels.text("department"), text(began["department"])
    digest = state.draft.text if state.draft else next((e.text for e in reversed(state.editions)), "")
    yield labels.text("text"), " ".join(digest[n : n + _GROUP] for n in range(0, len(digest), _GROUP))


def _blanks(paper: StandardPaper) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    makers = {**_of_the_draft(paper), **_of_the_road(paper), **_of_what_stands(paper)}
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError):
            continue


Makers = dict[str, Callable[[], str]]


def _of_the_draft(paper: StandardPaper) -> Makers:
    file, words = paper.file, _words()
    began, draft, body = file.said(*_BEGAN), file.said(*_DRAFTED), file.body
    return {
        "title": lambda: text(began["title"]),
        "department": lambda: text(began["department"]),
        "scope": lambda: words.inner("scopes").text(began["scope"]),
        "basis": lambda: text(began["basis"]) if "basis" in began else text(draft["reasons"]),
        "rank": lambda: words.inner("ranks").text(draft["rank"]),
        **{part: _plain(draft, part) for part in ("grounds", "procedure", "removal", "remedies")},
        "rule": paper.rule,
        "since": lambda: day(paper.consultation().since),
        "until": lambda: day(paper.consultation().until),
        "circles": lambda: joined(words.inner("circles").text(c) for c in body["circles"]),
        "where": lambda: text(body["where"]),
        "contact": lambda: text(body["contact"]),
        "opinion_due": lambda: day(paper.due("opinion", str(body["body"]))),
        "reasons": lambda: text(body["reasons"]),
        "document": lambda: text(body["document"]),
        "abolished_on": lambda: _day(body["on"]),
    }


def _plain(said: Mapping[str, Any], name: str) -> Callable[[], str]:
    return lambda: text(said[name])


def _of_the_road(paper: StandardPaper) -> Makers:
    """What became of the comments and the opinions, and what was adopted."""
    file, words, state = paper.file, _words(), paper.file.state
    adopted = file.said("adopt_standard")
    ours = [held for held in comments_in(file.acts) if held.number >= state.first_comment]
    taken = sum(held.finding not in ("", NOT_TAKEN) for held in ours)
    return {
        "received": lambda: str(len(ours)),
        "taken": lambda: str(taken),
        "not_taken": lambda: str(sum(held.finding == NOT_TAKEN for held in ours)),
        "comments": lambda: items(_comments(paper, ours)) or words.inner("words").text("none"),
        "opinions": lambda: items(_opinions(state)),
        "answered": lambda: _phrase("answered", adopted.get("reasons")),
        "rank_reason": lambda: _phrase("rank_reason", adopted.get("rank_reason")),
        "by_body": lambda: text(adopted["by_body"]),
        "adopted_on": lambda: _day(adopted["on"]),
        "adopted_rank": lambda: words.inner("ranks").text(adopted["rank"]),
        "adopted_document": lambda: text(adopted["document"]),
        **{f"adopted_{part}": _plain(adopted, part) for part in ("procedure", "removal", "remedies")},
        "publication_due": lambda: day(paper.due("standard_publication")),
    }


def _of_what_stands(paper: StandardPaper) -> Makers:
    """What is published, what it replaces, and who evaluates it."""
    words, body = _words(), paper.file.body
    return {
        "in_force_on": lambda: _day(body["in_force_on"]),
        "channels": lambda: joined(words.inner("channels").text(c) for c in body["channels"]),
        "shown": lambda: joined(words.inner("shown").text(c) for c in body["shown"]),
        "before": lambda: _before(paper),
        "standing_since": lambda: day(paper.standing().since),
        "standing_rank": lambda: words.inner("ranks").text(paper.standing().rank),
        "evaluator": lambda: text(body["evaluator"]),
        "evaluator_kind": lambda: words.inner("evaluators").text(body["kind"]),
        "report_due": lambda: day(paper.due("evaluation_report")),
    }


def _day(value: object) -> str:
    found = as_day(value)
    if found is None:
        raise Unsaid
    return day(found)


def _phrase(name: str, reasons: object) -> str:
    return _words().inner("words").text(name).format(reasons=text(str(reasons))) if reasons else ""


def _comments(paper: StandardPaper, ours: Sequence[Comment]) -> Iterator[str]:
    """Each comment by its number and circle, its gist as the office wrote it, and its answer: no names."""
    words, form = _words(), _words().inner("words").text("comment")
    for held in ours:
        answer = paper.file.bodies.get(held.answer_key, {})
        if answer:
            circle, finding = words.inner("circles").text(held.circle), words.inner("findings").text(held.finding)
            gist, reasons = text(answer["gist"]), text(answer["reasons"])
            yield form.format(number=held.number, circle=circle, gist=gist, finding=finding, reasons=reasons)


def _opinions(state: StandardState) -> Iterator[str]:
    words, form = _words(), _words().inner("words").text("opinion")
    for held in state.opinions:
        name = str(words.inner("bodies").get(held.body, held.body))
        on = day(held.on) if held.on else ""
        yield form.format(body=name, finding=words.inner("findings").text(held.finding), on=on)


def _before(paper: StandardPaper) -> str:
    """What the new edition takes the place of."""
    state, words = paper.file.state, _words().inner("words")
    earlier = [e for e in state.editions if e.text != paper.file.body["text"]]
    if not earlier:
        return words.text("no_edition")
    return words.text("edition").format(number=earlier[-1].number, since=day(earlier[-1].since))
