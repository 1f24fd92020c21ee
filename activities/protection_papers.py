"""The papers of the protection of credit information: gathered from the record, said in the template's words.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.
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
from activities.phrasing import Unsaid, articles, day, joined, text
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.protection import CATALOGUE, protection_bundle
from models.law.protection_rules import ProtectionLaw
from models.law.reading import Place, read_yaml
from models.records.acts import Act
from models.records.papers import PROTECTION_KINDS, PaperContent, PaperSection, PaperUnknown
from models.records.protection import Conduct, Consent, Leak, ProtectionState
from models.steps.protection_fields import LETTER_NUMBERS
from models.steps.protection_fold import apply
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text
from models.tables.protection_schema import protection_file

_TEMPLATE = Path(__file__).parent / "templates" / "protection.yaml"
# The rule each notice rests on: of personal data the law's, else the house's.
_PERSONAL, _OTHER = "protection.sets.", "protection.leak"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a paper is made of: the act that signs it, what the opening said, the law's names."""

    kind: str
    own: Act
    after: ProtectionState
    opening: dict[str, Any]
    body: dict[str, Any]
    authority: str
    law: ProtectionLaw
    names: dict[str, str]
    classes: dict[str, str]

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.after.mode

    @property
    def made_on(self) -> date:
        """The day of the act that signs it."""
        return law_day(self.own.at)

    @property
    def leak(self) -> Leak:
        """The leak it is about."""
        if self.after.leak is None:
            raise Unsaid
        return self.after.leak

    @property
    def consent(self) -> Consent:
        """The consent it is about."""
        if self.after.consent is None:
            raise Unsaid
        return self.after.consent

    def cited(self, key: str) -> str:
        """A rule, by the name of its text and its article."""
        return articles((self.law.citation(key),), self.names)

    def rule(self) -> str:
        """The rule a notice of a leak rests on."""
        own = f"{_PERSONAL}{self.kind}"
        return self.cited(own if self.leak.personal and self.law.holds(own) else _OTHER)

    def due(self, kind: str) -> date:
        """The last day of a deadline of the file."""
        found = [d.due for d in self.after.deadlines if d.kind == kind]
        if not found:
            raise Unsaid
        return found[-1]


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def gather_protection(connection: Connection, order: Order, book: Lawbook) -> Letter:
    """What the record holds for one paper of an act, as it stood then."""
    file = connection.execute(select(protection_file).where(protection_file.c.id == order.case_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    said = select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == order.case_id)
    bodies = {row.key: json.loads(row.body) for row in connection.execute(said)}
    state, opening = ProtectionState(order.case_id, file.mode), dict[str, Any]()
    for content in connection.execute(asked).scalars():
        act = unpack(Act, content)
        state, opening = apply(state, act), opening or bodies[act.key]
        if act.key != order.key:
            continue
        if order.kind not in PROTECTION_KINDS or order.kind not in act.documents:
            raise PaperUnknown("kind", order.kind)
        law, on = unpack(ProtectionLaw, pinned_text(connection, file.law_version)), law_day(file.opened_at)
        rows = book.instrument(CATALOGUE, on).place.rows("catalogue")
        classes = {row.text("id"): row.text("zh") for row in rows}
        names = _names(book, law, on)
        return Letter(order.kind, act, state, opening, bodies[act.key], file.authority, law, names, classes)
    raise LookupError(order.key)


def _names(book: Lawbook, law: ProtectionLaw, on: date) -> dict[str, str]:
    """Each text by its title and number."""
    found = {}
    for held in protection_bundle(book, law.notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found[short] = short if short == f"《{title.removeprefix('中华人民共和国')}》" else f"《{title}》（{short}）"
    return found


def series_of(letter: Letter) -> str:
    """The word before a paper's number."""
    return str(_words().inner("modes")[letter.mode]) + _form(letter.kind).text("word")


def compose_protection(letter: Letter, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    form, blanks = _form(letter.kind), dict(_blanks(letter))
    typed = letter.body.get(LETTER_NUMBERS.get(letter.kind, ""))
    return PaperContent(
        kind=letter.kind,
        mode=letter.mode,
        authority=letter.authority,
        symbol=str(typed or symbol),
        serial="",
        title=form.text("title").format_map(blanks),
        addressees=(_to(letter),),
        meta=tuple(_particulars(letter)),
        sections=tuple(
            PaperSection(r.text("part"), r.text("heading"), _says(r.text("says"), blanks)) for r in form.rows("parts")
        ),
        made_on=letter.made_on,
        copies_to="",
    )


def required(letter: Letter) -> tuple[str, ...]:
    """The parts a paper may not lack: those the law names, and those of its form."""
    rows = (row.text("part") for row in _form(letter.kind).rows("parts"))
    return tuple(dict.fromkeys((*letter.law.named(letter.kind), *rows)))


def _form(kind: str) -> Place:
    return _words().inner("letters").inner(kind)


def _says(sentence: str, blanks: dict[str, str]) -> tuple[str, ...]:
    try:
        return (sentence.format_map(blanks),)
    except KeyError:
        return ()


def _to(letter: Letter) -> str:
    if letter.after.leak is None:
        return text(letter.opening["subject"])
    to = letter.body.get("to")
    return text(to) if to else _words().text("everybody")


def _particulars(letter: Letter) -> Iterator[tuple[str, str]]:
    yield _words().inner("labels").text("file"), letter.after.protection_id


def _blanks(letter: Letter) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    words, body, opening = _words(), letter.body, letter.opening
    makers: dict[str, Callable[[], str]] = {
        "what": lambda: words.inner("harms").text(letter.leak.what),
        "certain": lambda: words.inner("certain").text("happened" if letter.leak.certain else "possible"),
        "found_on": lambda: day(letter.leak.found_on),
        "system": lambda: text(opening["system"]),
        "how": lambda: text(opening["how"]),
        "affected": lambda: _affected(letter),
        "cause_found": lambda: text(words.inner("causes").get(letter.leak.cause)),
        "reasons": lambda: text(body["reasons"]),
        "rule": letter.rule,
        "accountability": lambda: letter.cited("protection.accountability"),
        "scope": lambda: joined(letter.classes[name] for name in letter.consent.scope),
        "until": lambda: day(letter.consent.until),
        "purpose_name": lambda: text(opening["purpose"]),
        "guardian": lambda: words.inner("words").text("guardian") if letter.consent.child else "",
        "withdrawal": lambda: letter.cited("protection.consent_withdrawal"),
        "declined": lambda: letter.cited("protection.consent_declined"),
        "erasure": lambda: letter.cited("protection.erasure"),
        "erased_by": lambda: day(letter.due("erasure")),
        "done_on": lambda: day(letter.made_on),
        **{name: _typed(body, name) for name in ("kinds", "cause", "harm", "measures", "self_help", "contact")},
        **{name: _typed(opening, name) for name in ("handler", "purpose", "method", "retention", "rights")},
    }
    if letter.after.conduct is not None:
        makers |= _of_conduct(letter, letter.after.conduct)
    if letter.after.consent is not None:
        makers["contact"] = _typed(opening, "contact")
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError):
            continue


def _of_conduct(letter: Letter, conduct: Conduct) -> dict[str, Callable[[], str]]:
    """What the papers of a record of conduct say."""
    words, opening = _words(), letter.opening
    return {
        "facts": _typed(opening, "facts"),
        "issuer": _typed(opening, "issuer"),
        "document": _typed(opening, "document"),
        "document_on": lambda: day(conduct.document_on),
        "effective_on": lambda: day(date.fromisoformat(opening["effective_on"])),
        "rests_on": lambda: words.inner("documents").text(conduct.rests_on),
        "item": lambda: text(letter.classes.get(conduct.item)),
        "degree": lambda: words.inner("degrees").text(conduct.degree),
        "rule": lambda: letter.cited("protection.conduct"),
        "leniency": lambda: letter.cited("protection.conduct_leniency"),
        "objection": lambda: letter.cited("protection.conduct_objection"),
        "ending": lambda: letter.cited("protection.conduct_end"),
        "no_listing": lambda: words.inner("words").text("no_listing"),
        "statement_by": lambda: day(letter.due("conduct_statement")),
        "until": lambda: day(letter.due("conduct_end")),
        "weighed": lambda: _weighed(letter, conduct),
        "answered": lambda: text(words.inner("answers").get(letter.body["answer"])),
        "ended": lambda: text(words.inner("endings").get(conduct.ended)),
    }


def _weighed(letter: Letter, conduct: Conduct) -> str:
    """How the grounds of leniency were weighed; what was found none is said too."""
    words = _words()
    if not conduct.lenient:
        return words.inner("words").text("no_leniency")
    grounds = joined(words.inner("grounds").text(ground) for ground in conduct.lenient)
    return words.inner("words").text("weighed").format(grounds=grounds, reasons=text(letter.body["reasons"]))


def _typed(said: dict[str, Any], name: str) -> Callable[[], str]:
    return lambda: text(said[name])


def _affected(letter: Letter) -> str:
    words, leak = _words().inner("words"), letter.leak
    return words.text("affected").format(count=leak.affected) if leak.assessed_on else words.text("unassessed")
