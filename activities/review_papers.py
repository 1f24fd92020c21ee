"""The letters of a review of measures: gathered from the record, said in the template's words, refused by missing part.

A part that cannot be said in full is left blank, and the printer refuses the letter by that part's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from activities.gathering import Order
from activities.phrasing import Unsaid, articles, day, items, text
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.measure_rules import MeasureLaw
from models.law.measures import review_bundle
from models.law.reading import Place, read_yaml
from models.records.acts import Act
from models.records.measure_reviews import ReviewState
from models.records.papers import REVIEW_KINDS, PaperContent, PaperSection, PaperUnknown
from models.steps.measure_fields import LETTER_NUMBERS
from models.steps.measure_fold import apply
from models.tables import schema as t
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

_TEMPLATE = Path(__file__).parent / "templates" / "measure-review.yaml"
# The rule each letter rests on.
_RULES = {
    "opinion_request": "review.opinion",
    "measure_consent": "review.consent",
    "measure_refusal": "review.consent",
    "upper_request": "review.upper_consent",
    "incident_notice": "review.incident_notice",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is made of: the act that sends it, what was said before, the law's names."""

    kind: str
    own: Act
    after: ReviewState
    said: dict[str, dict[str, Any]]
    body: dict[str, Any]
    authority: str
    law: MeasureLaw
    names: dict[str, str]
    consent_number: str = ""

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.after.mode

    @property
    def made_on(self) -> date:
        """The day of the act that sends it."""
        return law_day(self.own.at)

    def rule(self) -> str:
        """The rule the letter rests on, by the name of its text and its article."""
        return articles((self.law.citation(_RULES[self.kind]),), self.names)

    def due(self, kind: str, matter: str = "") -> date:
        """The last day of a deadline of the review."""
        found = [d.due for d in self.after.deadlines if (d.kind, d.matter) == (kind, matter)]
        if not found:
            raise Unsaid
        return found[-1]


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def letters_of(act: Act) -> tuple[str, ...]:
    """The letters that go out with an act."""
    return tuple(kind for kind in act.documents if kind in REVIEW_KINDS)


def gather_letter(connection: Connection, review_id: str, key: str, kind: str, book: Lawbook) -> Letter:
    """What the record holds for one letter of an act, as it stood then."""
    file = connection.execute(select(measure_review).where(measure_review.c.id == review_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == review_id).order_by(t.act.c.version)
    state, said = ReviewState(review_id, file.mode), dict[str, dict[str, Any]]()
    bodies = {r.key: json.loads(r.body) for r in connection.execute(_commands(review_id))}
    for content in connection.execute(asked).scalars():
        act = unpack(Act, content)
        state = apply(state, act)
        said[_name(act)] = bodies.get(act.key, {})
        if act.key == key:
            law = unpack(MeasureLaw, pinned_text(connection, file.law_version))
            names = _names(book, law, law_day(file.opened_at))
            consent = _consent_number(connection, review_id, said)
            return Letter(_known(kind, act), act, state, said, bodies[key], file.authority, law, names, consent)
    raise LookupError(key)


def gather_review(connection: Connection, order: Order, book: Lawbook) -> Letter:
    """The facts of one letter that was ordered."""
    return gather_letter(connection, order.case_id, order.key, order.kind, book)


def _consent_number(connection: Connection, review_id: str, said: dict[str, dict[str, Any]]) -> str:
    """The number of the consent: as the office gave it, else as the house has printed it."""
    typed = said.get("consent_measure", {}).get("document")
    d = t.document.c
    printed = select(d.symbol).where(d.case_id == review_id, d.kind == "measure_consent").order_by(d.act_seq.desc())
    return str(typed or connection.execute(printed).scalar() or "")


def _commands(review_id: str) -> Any:
    return select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == review_id)


def _name(act: Act) -> str:
    """An act by its name; one of an incident by the incident too."""
    incident = act.facts.get("incident")
    return f"{act.act}.{incident}" if incident else act.act


def _known(kind: str, act: Act) -> str:
    if kind not in letters_of(act):
        raise PaperUnknown("kind", kind)
    return kind


def _names(book: Lawbook, law: MeasureLaw, on: date) -> dict[str, str]:
    """Each text of the review by its title and number."""
    found = {}
    for held in review_bundle(book, law.notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found[short] = f"《{title}》" if short == title else f"《{title}》（{short}）"
    return found


def series_of(letter: Letter) -> str:
    """The word before a letter's number."""
    return str(_words().inner("modes")[letter.mode]) + _words().inner("letters").inner(letter.kind).text("word")


def compose_letter(letter: Letter, symbol: str = "") -> PaperContent:
    """The letter under the number it was given, else under this: the same record gives the same letter."""
    form = _words().inner("letters").inner(letter.kind)
    blanks = dict(_blanks(letter))
    rows = form.rows("parts")
    return PaperContent(
        kind=letter.kind,
        mode=letter.after.mode,
        authority=letter.authority,
        symbol=str(letter.body.get(LETTER_NUMBERS[letter.kind]) or symbol),
        serial="",
        title=form.text("title").format_map(blanks),
        addressees=(_to(letter),),
        meta=tuple(_particulars(letter)),
        sections=tuple(PaperSection(r.text("part"), r.text("heading"), _says(r.text("says"), blanks)) for r in rows),
        made_on=letter.made_on,
        copies_to="",
    )


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a letter may not lack (H-76)."""
    return tuple(row.text("part") for row in _words().inner("letters").inner(kind).rows("parts"))


def _says(sentence: str, blanks: dict[str, str]) -> tuple[str, ...]:
    try:
        return (sentence.format_map(blanks),)
    except KeyError:
        return ()


def _to(letter: Letter) -> str:
    if letter.kind == "opinion_request":
        return text(letter.body["of"])
    if letter.kind == "incident_notice":
        return text(letter.body["to"])
    return _words().text("upper") if letter.kind == "upper_request" else text(_proposal(letter)["department"])


def _proposal(letter: Letter) -> dict[str, Any]:
    return letter.said["propose_measure"]


def _particulars(letter: Letter) -> Iterator[tuple[str, str]]:
    said, labels = _proposal(letter), _words().inner("labels")
    yield labels.text("measure"), f"《{text(said['title'])}》"
    yield labels.text("department"), text(said["department"])
    yield labels.text("kind"), _words().inner("kinds").text(said["kind"])
    yield labels.text("text"), text(said["text"])


def _blanks(letter: Letter) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    makers: dict[str, Callable[[], str]] = {
        "title": lambda: text(_proposal(letter)["title"]),
        "department": lambda: text(_proposal(letter)["department"]),
        "object": lambda: _words().inner("objects").text(_proposal(letter)["object"]),
        "kind": lambda: _words().inner("kinds").text(_proposal(letter)["kind"]),
        "text": lambda: text(_proposal(letter)["text"]),
        "bases": lambda: _bases(letter),
        "rule": letter.rule,
        "impact_reasons": lambda: text(letter.said["find_impact"]["reasons"]),
        "impact": lambda: _impact(letter),
        "opinion": lambda: _opinion(letter),
        "condition": lambda: _words().inner("words").text("before_upper") if letter.after.is_large else "",
        "reasons": lambda: text(letter.body["reasons"]),
        "consent_number": lambda: text(letter.consent_number),
        "due": lambda: day(letter.due("opinion")),
        "incident": lambda: text(letter.body["incident"]),
        "happened_on": lambda: day(date.fromisoformat(_incident(letter)["on"])),
        "source": lambda: text(_incident(letter)["source"]),
        "description": lambda: text(_incident(letter)["description"]),
        "handling": lambda: _handling(letter),
        "accountability": lambda: _accountability(letter),
    }
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError):
            continue


def _bases(letter: Letter) -> str:
    ranks, said = _words().inner("ranks"), _proposal(letter).get("bases") or ()
    named = (f"{text(b['number'])}{text(b['provision'])}（{ranks.text(b['rank'])}）" for b in said)
    return items(named) or _words().text("none")


def _impact(letter: Letter) -> str:
    said = _words().inner("words").text(letter.after.impact)
    return said.format(reasons=text(letter.said["find_impact"]["reasons"]))


def _opinion(letter: Letter) -> str:
    """The judicial opinion where one was given, and what a consent answers to it."""
    given, words = letter.said.get("give_opinion"), _words().inner("words")
    if given is None or not letter.after.opinion:
        return ""
    finding = _words().inner("findings").text(given["finding"])
    said = words.text("opinion").format(finding=finding, reasons=text(given["reasons"]))
    reasons = letter.said["consent_measure"].get("reasons")
    return said + (words.text("answered").format(reasons=text(reasons)) if reasons else "")


def _incident(letter: Letter) -> dict[str, Any]:
    return letter.said[f"record_incident.{letter.body['incident']}"]


def _handling(letter: Letter) -> str:
    """By when it was to be handled, whether that day passed, and what came of it."""
    name, words = str(letter.body["incident"]), _words().inner("words")
    held = letter.after.incident(name)
    if held is None:
        raise Unsaid
    said = words.text("late" if held.late else "in_time").format(due=day(letter.due("incident_answer", name)))
    outcome = _words().inner("outcomes").text(held.finding)
    answer = letter.said.get(f"answer_incident.{name}")
    if answer is None:
        return f"{said}，{outcome}"
    return f"{said}；{words.text('outcome').format(outcome=outcome, reasons=text(answer['reasons']))}"


def _accountability(letter: Letter) -> str:
    words = _words().inner("words")
    key = "accountable" if letter.body.get("accountability") else "one_case"
    return words.text(key).format(rule=letter.rule(), department=text(_proposal(letter)["department"]))
