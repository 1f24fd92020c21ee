"""The papers of a month of oversight: made from the notice as it was drawn and from what was said in the file.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.  No paper
names a person: units by their names, people by their offices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from activities.month_gathering import NOTICE, MonthLetter
from activities.oversight_paper import Issue, compose_oversight
from activities.phrasing import Unsaid, day, text
from models.law.reading import Place, read_yaml
from models.law.regimes import Certainty
from models.records.commands import as_day
from models.records.oversight import Found, LineTold
from models.records.oversight_months import ACCEPTED, LATE_ANSWER
from models.records.papers import PaperContent, PaperSection
from models.steps.month_fields import LETTER_NUMBERS
from models.steps.month_interviews import LATE_MEASURE
from models.tables.months import is_named

_TEMPLATE = Path(__file__).parent / "templates" / "oversight-month.yaml"
# So much of a digest tells one notice from another in print.
_SHORT = 16


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def series_of(letter: MonthLetter) -> str:
    """The word before a paper's number."""
    form = _words().inner(NOTICE) if letter.kind == NOTICE else _words().inner("letters").inner(letter.kind)
    return str(_words().inner("modes")[letter.mode]) + form.text("word")


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a paper may not lack (H-138)."""
    if kind == NOTICE:
        return ("opening", "lines", "named", "answer", "requirements")
    return tuple(row.text("part") for row in _words().inner("letters").inner(kind).rows("parts"))


def compose_month(letter: MonthLetter, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    number = str(letter.body.get(LETTER_NUMBERS[letter.kind]) or symbol)
    if letter.kind == NOTICE:
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
    form = _words().inner(NOTICE)
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
    return replace(made, kind=NOTICE, sections=sections, copies_to=copies, meta=())


def _named(letter: MonthLetter) -> Iterator[str]:
    form, whats = _words().inner(NOTICE), _words().inner("whats")
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
