"""What a paper is written from: the facts the record holds, and the hand that puts them into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from activities.phrasing import Template, Unsaid, articles, day, joined, text
from models.law.lawbook import Words
from models.law.regimes import Certainty, Citation, Law, Period
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.records.commands import as_day
from models.records.deadlines import Deadline
from models.records.papers import PaperError
from models.steps.lighter import SHOWN


class LawChanged(PaperError):
    """The words held are not those of the law the paper is made by: a period that it prints differs."""

    def __init__(self, period: str) -> None:
        """Name the period."""
        self.period = period
        super().__init__(f"The law's words held now do not fit the case's law: the period “{period}” differs.")


@dataclass(frozen=True, slots=True)
class Subject:
    """A party with its name and numbers, as the record holds it."""

    id: str
    kind: str
    role: str
    name: str
    uscc: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """An act with all that was said when it was asked for."""

    act: Act
    body: Mapping[str, Any] = field(default_factory=dict)

    def day(self, name: str = "on") -> date:
        """A day it says."""
        found = as_day(self.body.get(name))
        if found is None:
            raise Unsaid
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """An application that was refused: what it said, and the refusal."""

    body: Mapping[str, Any]
    refused: Refused


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made before, by the key of the command it came from."""

    symbol: str
    on: date


@dataclass(frozen=True, slots=True)
class Instruments:
    """The regime's list and the names of the texts its papers cite."""

    list_name: str
    regime_title: str
    regime_number: str
    short: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that one paper is made from; nothing else is looked at.

    `said` are the acts up to and with the one that ordered the paper, `state`
    is their fold; `made` are the case's earlier papers by command and kind;
    `officers` are the names of those officers whom a paper names; `whole` is the
    case's law with all its editions, `changed` the periods whose words held now are others.
    """

    kind: str
    mode: str
    authority: str
    level: str
    instruments: Instruments
    subjects: tuple[Subject, ...]
    said: tuple[Said, ...]
    state: CaseState
    made_on: date
    law: Law
    words: Mapping[str, Words]
    made: Mapping[tuple[str, str], Made] = field(default_factory=dict)
    officers: Mapping[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    whole: Law | None = None
    changed: frozenset[str] = frozenset()

    @property
    def own(self) -> Said:
        """The act that ordered the paper."""
        return self.said[-1]

    def all_of(self, act: str) -> tuple[Said, ...]:
        """Every act of that name, in order."""
        return tuple(s for s in self.said if s.act.act == act)

    def last(self, act: str) -> Said:
        """The last act of that name."""
        found = self.all_of(act)
        if not found:
            raise Unsaid
        return found[-1]

    def has(self, act: str) -> bool:
        """Whether an act of that name was done."""
        return bool(self.all_of(act))

    def since(self, act: str, *, after: str) -> tuple[Said, ...]:
        """The acts of that name since the last of another, this paper's own left out."""
        found: list[Said] = []
        for said in self.said[:-1]:
            if said.act.act == after:
                found = []
            elif said.act.act == act:
                found.append(said)
        return tuple(found)

    def paper(self, said: Said, kind: str = "") -> Made | None:
        """The paper an act signed, if it has its number."""
        kinds = said.act.documents
        return self.made.get((said.act.key, kind or kinds[0])) if kinds else None

    def names(self, ids: tuple[str, ...] | None = None) -> str:
        """The names of all parties, or of those."""
        found = [s.name for s in self.subjects if ids is None or s.id in ids]
        if not found or not all(name.strip() for name in found):
            raise Unsaid
        return joined(found)

    def period(self, key: str) -> Period | None:
        """The period of that name for the grounds of this case."""
        return self.law.period(key, self.state.grounds)

    def counted_by(self, held: Deadline) -> Law:
        """The edition a deadline was counted by."""
        return self.whole.on(held.law_on or held.start_on) if self.whole else self.law

    def deadline(self, kind: str) -> Deadline | None:
        """The deadline of a kind as it stands for the case and its own list."""
        held = (d for d in self.state.deadlines if d.kind == kind and not d.party and not d.channel)
        return next(held, None)


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts the facts into the template's words."""

    facts: PaperFacts
    template: Template
    form: str
    to: tuple[Subject, ...]

    @property
    def you(self) -> str:
        """How the paper speaks to those it goes to."""
        kinds = [s.kind for s in self.to]
        if len(kinds) == 1:
            return "你单位" if kinds[0] == "organisation" else "你"
        return "你（单位）"

    def say(self, key: str, **blanks: str) -> str:
        """A sentence of the template with its blanks filled."""
        law = self.facts.instruments
        common = {
            "you": self.you,
            "list": law.list_name,
            "short_list": self.template.word("short", "list"),
            "rules": self.template.word("short", "rules"),
            "instrument": law.regime_title,
            "number": law.regime_number,
            "and_hearing": self._of_hearing("and"),
            "nor_hearing": self._of_hearing("nor"),
        }
        return self.template.sentence(key).format(**{**common, **blanks})

    def _of_hearing(self, key: str) -> str:
        return self.template.word("hearing_told", key) if self.facts.law.says("hearing") else ""

    def say_within(self, key: str, within: str, **blanks: str) -> str:
        """A sentence with the period the law sets for it; where the law sets none, the one that names none."""
        if self.facts.period(within) is None:
            return self.say(key, **blanks)
        return self.say(f"{key}_within", period=self.period(within), **blanks)

    def label(self, key: str) -> str:
        """What a row of the particulars is called."""
        return self.template.word("labels", key)

    def words(self, key: str) -> str:
        """The law's words under a key, as they read outside the instrument itself."""
        self._refuse_changed(key.removeprefix("periods."))
        found = self.facts.words.get(key)
        if found is None:
            raise Unsaid
        return text(found.zh).replace("本办法", self.template.word("short", "rules"))

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of the law's data that stand for this name under this regime."""
        return self.template.keys(name)

    def cite(self, *keys: str) -> str:
        """The articles those keys stand on; a house rule is never cited as law."""
        found = [self.facts.words[key] for key in keys if key in self.facts.words]
        if len(found) < len(keys) or not found or any(w.citation.certainty is Certainty.OFFICE for w in found):
            raise Unsaid
        return self._articles(words.citation for words in found)

    def cite_by(self, held: Deadline, *keys: str) -> str:
        """The articles of those keys, each as it stood in the edition a deadline was counted by; else the period's."""
        law = self.facts.counted_by(held)
        found = [law.citation(key) for key in keys if law.holds(key)] or [law.citation(held.cite)]
        if any(citation.certainty is Certainty.OFFICE for citation in found):
            raise Unsaid
        return self._articles(found)

    def _articles(self, found: Iterable[Citation]) -> str:
        rules = self.template.word("short", "rules")
        names = {**self.facts.instruments.names, **self.template.names(), self.facts.instruments.short: rules}
        return articles(found, names)

    def period(self, key: str) -> str:
        """A period as the law writes it: so many units."""
        return self._amount(self._period(key))

    def length(self, held: Deadline) -> str:
        """How long a deadline was told with, whatever the law of the paper's day says now."""
        return self._amount(held)

    def _amount(self, found: Period | Deadline) -> str:
        return f"{found.amount}{self.template.word('units', found.unit.value)}"

    def counted_from(self, key: str) -> str:
        """The event a period is counted from."""
        return self.template.word("starts", self._period(key).start)

    def _period(self, key: str) -> Period:
        self._refuse_changed(key)
        found = self.facts.period(key)
        if found is None:
            raise Unsaid
        return found

    def _refuse_changed(self, key: str) -> None:
        """A paper is not printed in words that are no longer those of its law; other papers are."""
        if key.partition(".")[0] in self.facts.changed:
            raise LawChanged(key)

    def is_counted_from_showing(self, key: str) -> bool:
        """Whether a period is counted from the day the name is first shown, which no paper before knows."""
        found = self.facts.period(key)
        return found is not None and found.start == SHOWN

    def made(self, act: str) -> Made:
        """The paper the last act of that name signed."""
        found = self.facts.paper(self.facts.last(act))
        if found is None:
            raise Unsaid
        return found

    def symbol(self, act: str) -> str:
        """The number of the paper the last act of that name signed."""
        return self.made(act).symbol

    def signed_on(self, act: str) -> str:
        """The legal day of the paper the last act of that name signed."""
        return day(self.made(act).on)

    def bracketed(self, act: str) -> str:
        """The number of that paper where it has one: relief does not wait for it."""
        found = self.facts.paper(self.facts.last(act))
        return f"（{found.symbol}）" if found else ""

    def named(self, box: str, keys: tuple[str, ...]) -> str:
        """The law's words for several things of one kind; not one of them may lack its words."""
        if not keys:
            raise Unsaid
        return joined(self.words(f"{box}.{key}") for key in keys)
