"""The papers of a month of oversight: made from the notice as it was drawn and from what was said in the file.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.  No paper
names a person: units by their names, people by their offices.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from activities.gathering import Order
from activities.oversight_paper import Issue, compose_oversight
from activities.phrasing import Unsaid, articles, day, text
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.month_rules import MonthLaw
from models.law.oversight_months import month_bundle
from models.law.reading import Place, read_yaml
from models.law.regimes import Certainty
from models.records.acts import Act
from models.records.commands import as_day
from models.records.oversight import Found, LineTold, Notice
from models.records.oversight_months import ACCEPTED, LATE_ANSWER, Addressee, Interview, MonthState
from models.records.papers import MONTH_KINDS, PaperContent, PaperSection, PaperUnknown
from models.steps.month_fields import LETTER_NUMBERS
from models.steps.month_fold import apply
from models.steps.month_interviews import LATE_MEASURE
from models.tables import schema as t
from models.tables.month_schema import oversight_month
from models.tables.months import finding_of, frozen, is_named
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

_TEMPLATE = Path(__file__).parent / "templates" / "oversight-month.yaml"
_NOTICE = "month_notice"
# So much of a digest tells one notice from another in print.
_SHORT = 16
# The rule each paper rests on.
_RULES = {
    _NOTICE: "oversight.named",
    "notice_correction": "oversight.dispute",
    "interview_letter": "cleanup.interview",
    "interview_minutes": "oversight.interview",
    "case_notice": "oversight.one_case",
    "referral_letter": "oversight.accountability",
}
Said = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MonthLetter:
    """What a paper is made of: the act that sends it, what was said before, the notice as drawn, the law's names."""

    kind: str
    own: Act
    after: MonthState
    said: Said
    body: dict[str, Any]
    authority: str
    law: MonthLaw
    names: dict[str, str]
    notice: Notice
    numbered: str = ""

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.after.mode

    @property
    def made_on(self) -> date:
        """The day of the act that sends it."""
        return law_day(self.own.at)

    @property
    def month(self) -> str:
        """The month told, in prose."""
        return f"{self.notice.month.first.year}年{self.notice.month.first.month}月"

    def rule(self, key: str = "") -> str:
        """A rule by the name of its text and its article: the one the paper rests on where none is named."""
        asked = key or _RULES[self.kind]
        return articles((self.law.citation(asked if self.law.holds(asked) else "oversight.one_notice"),), self.names)

    def due(self, kind: str, matter: str = "") -> date:
        """The last day of a deadline of the file."""
        found = [d.due for d in self.after.deadlines if (d.kind, d.matter) == (kind, matter)]
        if not found:
            raise Unsaid
        return found[-1]

    def line(self, line_id: str) -> LineTold:
        """A line of the notice."""
        found = next((told for told in self.notice.lines if told.line.id == line_id), None)
        if found is None:
            raise Unsaid
        return found

    def unit(self) -> Addressee:
        """The unit the paper is about."""
        found = self.after.unit(self._unit_id())
        if found is None:
            raise Unsaid
        return found

    def interview(self) -> Interview:
        """The interview the paper is about."""
        found = self.after.interview(str(self.body.get("interview", "")))
        if found is None:
            raise Unsaid
        return found

    def found(self) -> tuple[LineTold, Found]:
        """The case that is referred, as its query found it."""
        referral = self.after.referral(str(self.body.get("referral", "")))
        held = finding_of(self.notice, referral.finding) if referral is not None else None
        if held is None:
            raise Unsaid
        return self.line(held[0]), held[1]

    def _unit_id(self) -> str:
        if "unit" in self.body:
            return str(self.body["unit"])
        referral = self.after.referral(str(self.body.get("referral", "")))
        return referral.unit if referral is not None else self.interview().unit


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def gather_month(connection: Connection, order: Order, book: Lawbook) -> MonthLetter:
    """What the record holds for one paper of an act, as it stood then."""
    file = connection.execute(select(oversight_month).where(oversight_month.c.id == order.case_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    commands = select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == order.case_id)
    bodies = {r.key: json.loads(r.body) for r in connection.execute(commands)}
    state, said = MonthState(order.case_id, file.mode), Said()
    for content in connection.execute(asked).scalars():
        act = unpack(Act, content)
        state = apply(state, act)
        said[_name(act)] = bodies.get(act.key, {})
        if act.key == order.key:
            if order.kind not in MONTH_KINDS or order.kind not in act.documents or state.notice is None:
                raise PaperUnknown("kind", order.kind)
            law = unpack(MonthLaw, pinned_text(connection, file.law_version))
            names = _names(book, law, law_day(file.opened_at))
            notice = frozen(connection, state.notice.digest)
            number = _number(connection, order.case_id, said)
            return MonthLetter(
                order.kind, act, state, said, bodies[order.key], file.authority, law, names, notice, number
            )  # fmt: skip
    raise LookupError(order.key)


def _name(act: Act) -> str:
    """An act by its name, and by the unit, interview, incident or case it is about."""
    about = next((act.facts[n] for n in ("interview", "incident", "referral", "unit") if act.facts.get(n)), "")
    return f"{act.act}.{about}" if about else act.act


def _number(connection: Connection, file_id: str, said: Said) -> str:
    """The number of the notice: as the office gave it, else as the house has printed it."""
    d = t.document.c
    printed = select(d.symbol).where(d.case_id == file_id, d.kind == _NOTICE).order_by(d.act_seq.desc())
    return str(said.get("issue_notice", {}).get("document") or connection.execute(printed).scalar() or "")


def _names(book: Lawbook, law: MonthLaw, on: date) -> dict[str, str]:
    found = {}
    for held in month_bundle(book, law.notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found[short] = f"《{title}》" if short == title else f"《{title}》（{short}）"
    return found


def series_of(letter: MonthLetter) -> str:
    """The word before a paper's number."""
    form = _words().inner(_NOTICE) if letter.kind == _NOTICE else _words().inner("letters").inner(letter.kind)
    return str(_words().inner("modes")[letter.mode]) + form.text("word")


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a paper may not lack (H-138)."""
    if kind == _NOTICE:
        return ("opening", "lines", "named", "answer", "requirements")
    return tuple(row.text("part") for row in _words().inner("letters").inner(kind).rows("parts"))


def compose_month(letter: MonthLetter, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    number = str(letter.body.get(LETTER_NUMBERS[letter.kind]) or symbol)
    if letter.kind == _NOTICE:
        return _notice(letter, number)
    form, blanks = _words().inner("letters").inner(letter.kind), dict(_blanks(letter))
    rows = form.rows("parts")
    return PaperContent(
        kind=letter.kind,
        mode=letter.mode,
        authority=letter.authority,
        symbol=number,
        serial="",
        title=form.text("title").format_map({"month": letter.month}),
        addressees=_to(letter),
        meta=tuple(_particulars(letter)),
        sections=tuple(PaperSection(r.text("part"), r.text("heading"), _says(r.text("says"), blanks)) for r in rows),
        made_on=letter.made_on,
        copies_to="",
    )


def _says(sentence: str, blanks: dict[str, str]) -> tuple[str, ...]:
    try:
        return (sentence.format_map(blanks),)
    except KeyError:
        return ()


def _notice(letter: MonthLetter, number: str) -> PaperContent:
    """The notice of the month, then every unit it names with its cases, then what each owes by when."""
    units = letter.after.units
    to = tuple(u.name for u in units)
    made = compose_oversight(letter.notice, Issue(letter.authority, number, to, letter.made_on))
    form = _words().inner(_NOTICE)
    answer = (form.text("nobody"),)
    if units:
        dues = {"due": day(letter.due("notice_answer", units[0].id)), "authority": letter.authority}
        rules = {"rule": letter.rule(), "interview": letter.rule("cleanup.interview")}
        answer = (form.text("says").format(**dues, **rules),)
    named = PaperSection("named", form.text("named"), tuple(_named(letter)) or answer)
    last = PaperSection("answer", form.text("answer"), answer)
    *told, requirements = made.sections
    copies = text(letter.body["copies_to"]) if letter.body.get("copies_to") else ""
    sections = (*told, named, last, requirements)
    return replace(made, kind=_NOTICE, sections=sections, copies_to=copies, meta=())


def _named(letter: MonthLetter) -> Iterator[str]:
    form, whats = _words().inner(_NOTICE), _words().inner("whats")
    for unit in letter.after.units:
        said = [
            form.text("case").format(
                line=told.line.law.zh,
                place=c.place,
                what=whats.get(c.what, c.what),
                since=day(date.fromisoformat(c.since)),
                until=form.text("settled").format(until=_on(c.until)) if c.until else form.text("standing"),
            )
            for told in letter.notice.lines
            for c in told.cases
            if c.unit == unit.name and is_named(letter.notice, c)
        ]
        yield form.text("unit").format(unit=unit.name, cases="；".join(said))


def _on(written: str) -> str:
    return day(date.fromisoformat(written))


def _to(letter: MonthLetter) -> tuple[str, ...]:
    if letter.kind == "case_notice":
        return (text(letter.body["to"]),)
    if letter.kind == "referral_letter":
        return (text(letter.body["body"]),)
    if letter.kind == "notice_correction":
        return tuple(dict.fromkeys((*(u.name for u in letter.after.units), *_referred_to(letter))))
    return (letter.unit().name,)


def _referred_to(letter: MonthLetter) -> Iterator[str]:
    """The bodies to which a case on the lines corrected had gone."""
    unit, lines = letter.unit(), letter.body.get("lines") or ()
    for referral in letter.after.referrals:
        said = letter.said.get(f"refer_accountability.{referral.id}")
        if said and referral.unit == unit.id and referral.line in lines:
            yield text(said["body"])


def _particulars(letter: MonthLetter) -> Iterator[tuple[str, str]]:
    labels = _words().inner("labels")
    yield labels.text("month"), letter.month
    if letter.kind == "referral_letter":
        yield labels.text("place"), letter.found()[1].place
    if letter.kind in ("interview_letter", "interview_minutes"):
        yield labels.text("unit"), letter.unit().name
        yield labels.text("interview"), letter.interview().id


def _blanks(letter: MonthLetter) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    body = letter.body
    makers: dict[str, Callable[[], str]] = {
        "month": lambda: letter.month,
        "symbol": lambda: f"（{letter.numbered}）" if letter.numbered else "",
        "digest": lambda: letter.after.notice.digest[:_SHORT] if letter.after.notice else "",
        "unit": lambda: _whose(letter),
        "rule": lambda: letter.rule(_referring(letter)),
        "reasons": lambda: _reasons(letter),
        "lines": lambda: "；".join(_line(letter.line(x)) for x in body["lines"]),
        "answered_on": lambda: day(letter.unit().answered_on or date.max),
        "ground": lambda: _ground(letter),
        "meet_on": lambda: day(letter.interview().on),
        "time": lambda: text(body["time"]),
        "place": lambda: letter.found()[1].place if "referral" in body else text(body["place"]),
        "with": lambda: text(body["with"]),
        "held_on": lambda: day(letter.interview().held_on or date.max),
        "attended": lambda: text(body["attended"]),
        "record": lambda: text(body["record"]),
        "measures": lambda: _measures(letter),
        "description": lambda: text(body["description"]),
        "happened_on": lambda: _happened(letter),
        "article": lambda: _article(letter),
        "what": lambda: _what(letter.found()[1]),
        "since": lambda: day(date.fromisoformat(letter.found()[1].since)),
        "until": lambda: _until(letter.found()[1]),
        "heard": lambda: _heard(letter),
        "due": lambda: day(letter.due("referral_answer", str(body["referral"]))),
    }
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError):
            continue


def _referring(letter: MonthLetter) -> str:
    """Of a referral the text that says to whom, where one does; else the paper's own rule."""
    if letter.kind != "referral_letter":
        return ""
    key = f"oversight.referrals.{letter.found()[0].line.id}"
    return "" if letter.law.citation(key).certainty is Certainty.OFFICE else key


def _whose(letter: MonthLetter) -> str:
    if letter.kind == "case_notice":
        held = letter.after.incident(str(letter.body["incident"]))
        return text(held.unit) if held is not None else ""
    return letter.unit().name


def _line(told: LineTold) -> str:
    law = told.line.law
    return _words().inner("words").text("line").format(says=law.zh, article=law.citation)


def _reasons(letter: MonthLetter) -> str:
    """Those of the act itself; of a referral those with which it was opened."""
    if letter.kind == "referral_letter":
        return text(letter.said[f"open_accountability.{letter.body['referral']}"]["reasons"])
    return text(letter.body["reasons"])


def _ground(letter: MonthLetter) -> str:
    held, words = letter.interview(), _words().inner("words")
    if held.ground == LATE_ANSWER:
        due = day(letter.due("notice_answer", held.unit))
        return words.text("late_answer").format(month=letter.month, due=due)
    if held.ground == LATE_MEASURE:
        return words.text("late_measure")
    return words.text("named").format(month=letter.month, line=_line(letter.line(held.ground)))


def _measures(letter: MonthLetter) -> str:
    said = _words().inner("words").text("measure")
    rows = letter.body["measures"]
    return "；".join(said.format(id=m["id"], what=text(m["what"]), due=day(as_day(m["due"]) or date.max)) for m in rows)


def _happened(letter: MonthLetter) -> str:
    held = letter.after.incident(str(letter.body["incident"]))
    if held is None:
        raise Unsaid
    return day(held.on)


def _article(letter: MonthLetter) -> str:
    """What the law says of the line, word for word; of a leak, of leaks."""
    return f"{_line(letter.line('leaked') if letter.kind == 'case_notice' else letter.found()[0])}。"


def _what(found: Found) -> str:
    said = str(_words().inner("whats").get(found.what, found.what))
    return f"{said}（{found.detail}）" if found.detail else said


def _until(found: Found) -> str:
    words = _words().inner("words")
    if not found.until:
        return words.text("until")
    return words.text("put_right").format(until=day(date.fromisoformat(found.until)))


def _heard(letter: MonthLetter) -> str:
    """What the unit answered, whether it was found right, or that it did not answer."""
    unit, words = letter.unit(), _words().inner("words")
    if unit.answered_on is None:
        return words.text("silent").format(due=day(letter.due("notice_answer", unit.id)))
    said = letter.said[f"answer_notice.{unit.id}"]
    told = {"on": day(unit.answered_on), "text": text(said["text"])}
    if unit.stand == ACCEPTED:
        return words.text("accepted").format(**told)
    settled = letter.said[f"settle_dispute.{unit.id}"]
    finding = words.text("kept").format(reasons=text(settled["reasons"]))
    return words.text("disputed").format(**told, finding=finding)
