"""The papers of honours: gathered from the record, said in the template's words, refused by missing part.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from activities.gathering import Order
from activities.gathering_beside import Gathered, gathered
from activities.phrasing import Unsaid, articles, day, items, joined, masked, text
from models.law.honour_rules import EXPIRED, LISTED, HonourLaw
from models.law.honours import honour_bundle
from models.law.lawbook import Lawbook
from models.law.reading import Place, read_yaml
from models.records.commands import as_day
from models.records.honours import REJECTED, UPHELD, Exit, HonourState
from models.records.papers import PaperContent, PaperSection
from models.steps.honour_fields import LETTER_NUMBER
from models.steps.honour_table import OPENINGS
from models.tables.honours import HONOUR

_TEMPLATE = Path(__file__).parent / "templates" / "honours.yaml"
# The rule each paper rests on, where it is not the rule of its act.
_RULES = {
    "standard_filing": "honours.standard",
    "filing_returned": "honours.filing",
    "honour_decision": "honours.recogniser",
    "honour_refusal": "honours.recogniser",
    "honour_renewal": "honours.renewal",
    "honour_objection_answer": "honours.objection",
    "deferral_notice": "honours.deferral",
    "pledge_breach": "honours.pledge",
}
_FROM_OTHERS = ("removal_order", "filing_receipt", "filing_returned")
_GROUP = 16
Makers = dict[str, Callable[[], str]]


@dataclass(frozen=True, slots=True)
class HonourPaper:
    """One paper: the file as it stood when it was signed, and what its texts are called."""

    file: Gathered[HonourState, HonourLaw]
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

    @property
    def body(self) -> dict[str, Any]:
        """What its act said; the clock says nothing."""
        return self.file.bodies.get(self.file.own.key, {})

    @property
    def opening(self) -> dict[str, Any]:
        """What the act that opened the file said."""
        return self.file.said(*OPENINGS)

    def rule(self, key: str = "") -> str:
        """A rule, by the name of its text and its article; without a key the one the paper rests on."""
        return articles((self.file.law.citation(key or _RULES[self.kind]),), dict(self.names))

    def due(self, kind: str, matter: str = "") -> date:
        """The last day of a deadline of the file."""
        found = [d.due for d in self.file.state.deadlines if (d.kind, d.matter) == (kind, matter)]
        if not found:
            raise Unsaid
        return found[-1]

    def gone(self) -> Exit:
        """The exit the paper speaks of."""
        if self.file.state.exit is None:
            raise Unsaid
        return self.file.state.exit


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def _form(kind: str) -> Place:
    return _words().inner("letters").inner(kind)


def _named(box: str, code: object) -> str:
    """The word of a code; left unsaid where the template has none."""
    found = _words().inner(box).get(str(code))
    if not isinstance(found, str):
        raise Unsaid
    return found


def _phrase(name: str, **blanks: str) -> str:
    return _words().inner("words").text(name).format(**blanks)


def gather_honour(connection: Connection, order: Order, book: Lawbook) -> HonourPaper:
    """What the record holds for one paper that was ordered, as it stood then."""
    file = gathered(connection, HONOUR, order)
    found: dict[str, str] = {}
    for held in honour_bundle(book, file.law.notice, file.opened_on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found.setdefault(short, f"《{title}》" if short == title else f"《{title}》（{short}）")
    return HonourPaper(file, found)


def series_of(paper: HonourPaper) -> str:
    """The word before a paper's number."""
    return str(_words().inner("modes")[paper.mode]) + _form(paper.kind).text("word")


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a paper may not lack (H-192)."""
    return tuple(row.text("part") for row in _form(kind).rows("parts"))


def compose_honour(paper: HonourPaper, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    form, blanks = _form(paper.kind), dict(_blanks(paper))
    typed = paper.body.get(LETTER_NUMBER) if paper.kind != "standard_filing" else None
    rows = form.rows("parts")
    return PaperContent(
        kind=paper.kind,
        mode=paper.mode,
        authority=_sender(paper),
        symbol=str(typed or symbol),
        serial="",
        title=form.text("title").format_map(blanks),
        addressees=(_to(paper, form.text("to")),),
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


def _sender(paper: HonourPaper) -> str:
    """Whose letter it is: the body that lists orders, the lead department registers, all else is the body's own."""
    return text(paper.body["by_body"]) if paper.kind in _FROM_OTHERS else paper.authority


def _to(paper: HonourPaper, to: str) -> str:
    if to == "subject":
        return text(paper.opening["subject"]["name"])
    return text(paper.authority) if to == "authority" else _words().text(to)


def _particulars(paper: HonourPaper) -> Iterator[tuple[str, str]]:
    """Who or what it is about, at the head; a person's number only in part."""
    labels, said = _words().inner("labels"), paper.opening
    subject = said.get("subject")
    if subject is None:
        yield labels.text("standard"), f"《{text(said['title'])}》"
        return
    yield labels.text("subject"), text(subject["name"])
    number = subject.get("uscc") or masked(str(subject.get("id_number") or ""))
    yield labels.text("number"), number
    if "matter" in said or "title" in said:
        yield labels.text("matter" if "matter" in said else "honour"), text(said.get("matter") or said["title"])


def _blanks(paper: HonourPaper) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    makers = {**_of_all(paper), **_of_standards(paper), **_of_honours(paper), **_of_exits(paper), **_of_promises(paper)}
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError, LookupError):
            continue


def _of_all(paper: HonourPaper) -> Makers:
    said, body = paper.opening, paper.body
    return {
        "subject": lambda: text(said["subject"]["name"]),
        "title": lambda: text(said["title"]),
        "honour": lambda: text(said["title"]),
        "class": lambda: _named("classes", said["class"]),
        "rule": paper.rule,
        "reasons": lambda: text(body["reasons"]),
        "facts": lambda: text(body["facts"]),
        "document": lambda: text(said["document"]),
        "remedies": lambda: _phrase(
            "remedies", reconsideration=_period(paper, "reconsideration"), litigation=_period(paper, "litigation")
        ),
        "no_return": lambda: paper.rule("honours.no_return"),
    }


def _period(paper: HonourPaper, key: str) -> str:
    """A period in words: 60日, 6个月."""
    found = paper.file.law.period(key)
    if found is None:
        raise Unsaid
    return f"{found.amount}{_words().inner('units').text(found.unit.value)}"


def _of_standards(paper: HonourPaper) -> Makers:
    said, body = paper.opening, paper.body
    digest = str(said.get("text") or "")
    return {
        "aligned_with": lambda: text(said["aligned_with"]),
        "parts": lambda: joined(_named("parts", p) for p in dict.fromkeys(said["parts"])),
        "digest": lambda: " ".join(digest[n : n + _GROUP] for n in range(0, len(digest), _GROUP)),
        "answer_due": lambda: day(paper.due("honour_filing_answer")),
        "number": lambda: text(body["number"]),
        "origin": lambda: _named("origins", said["origin"]),
        "in_force_on": lambda: _day(body["in_force_on"]),
        "where": lambda: text(body["where"]),
        "before": lambda: (
            _phrase("replaced", file=said["replaces"]) if said.get("replaces") else _phrase("none_before")
        ),
    }


def _of_honours(paper: HonourPaper) -> Makers:
    state, body = paper.file.state, paper.body
    objected = state.objection(str(body.get("objection") or ""))
    return {
        "recognised_on": lambda: _day(state.recognised_on),
        "until": lambda: _day(state.until),
        "standard": lambda: paper.rule("honours.standard"),
        "publication": lambda: _phrase("published", rule=paper.rule("honours.publication")),
        "objected_on": lambda: _day(objected.on if objected else None),
        "against": lambda: _named("against", objected.against if objected else ""),
        "finding": lambda: _named("findings", body["finding"]),
        "objection_effect": lambda: _phrase(_finding(body)),
    }


def _finding(body: Mapping[str, Any]) -> str:
    if body.get("finding") not in (UPHELD, REJECTED):
        raise Unsaid
    return str(body["finding"])


def _of_exits(paper: HonourPaper) -> Makers:
    state, body = paper.file.state, paper.body
    ground = state.ground
    return {
        "exit_on": lambda: day(paper.gone().on),
        "exit_facts": lambda: _exit_facts(paper),
        "exit_reasons": lambda: _exit_reasons(paper),
        "exit_rule": lambda: paper.rule(f"honours.exits.{state.exit.way if state.exit else LISTED}"),
        "statement": lambda: _statement(paper),
        "deletion": lambda: _deletion(paper),
        "listed_on": lambda: _day(body["on"]),
        "by_body": lambda: text(body["by_body"]),
        "case": lambda: text(body["case"]),
        "removal_due": lambda: day(paper.due("honour_removal")),
        "ground": lambda: _named("ways", ground.exit if ground else ""),
        "ground_rule": lambda: paper.rule(f"honours.exits.{ground.exit if ground else ''}"),
        "statement_right": lambda: _phrase("statement", period=_period(paper, "honour_statement")),
    }


def _exit_facts(paper: HonourPaper) -> str:
    gone = paper.gone()
    if gone.way == EXPIRED:
        return _phrase("expired", until=_day(paper.file.state.until))
    said = paper.body.get("facts")
    return text(said) + "。" if said else _phrase("listed", case=gone.of)


def _exit_reasons(paper: HonourPaper) -> str:
    gone, said = paper.gone(), paper.body.get("reasons")
    if said:
        return text(said) + "。"
    return _phrase("expired_reason" if gone.way == EXPIRED else "listed_reason")


def _statement(paper: HonourPaper) -> str:
    """What became of the statement; nothing is said where nobody had to be heard."""
    told = any(p.kind == "removal_notice" for p in paper.file.state.papers)
    if not told or paper.gone().way in (LISTED, EXPIRED):
        return ""
    answer = paper.body.get("on_statement")
    return _phrase("answered", answer=text(answer)) if answer else _phrase("silent")


def _deletion(paper: HonourPaper) -> str:
    showing, channels = paper.file.state.showing(), _words().inner("channels")
    if not showing:
        return _phrase("shown_nowhere")
    due = day(paper.due("honour_deletion", showing[0]))
    named = joined(channels.text(c) for c in showing)
    return _phrase("deletes", channels=named, rule=paper.rule("honours.deletion"), due=due)


def _of_promises(paper: HonourPaper) -> Makers:
    state, said = paper.file.state, paper.opening
    benefit = state.benefit
    names = {str(p["id"]): text(p["name"]) for p in said.get("missing") or ()}
    owed = [name for paper_id, name in names.items() if benefit is not None and paper_id not in benefit.brought]
    return {
        "matter": lambda: text(said["matter"]),
        "missing": lambda: items(names.values()),
        "owed": lambda: items(owed),
        "promise": lambda: text(said["promise"]),
        "promised_by": lambda: _day(said["promised_by"]),
        "broken": lambda: _phrase("broken"),
        "broken_rule": lambda: paper.rule("honours.broken"),
        "pledged_on": lambda: _day(said["on"]),
        "form": lambda: _named("forms", said["form"]),
        "purpose": lambda: text(said["purpose"]),
    }


def _day(value: object) -> str:
    found = as_day(value)
    if found is None:
        raise Unsaid
    return day(found)
