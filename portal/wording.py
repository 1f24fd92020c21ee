"""Words for codes, in Chinese and English: the record holds codes, and a page is read by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from models.law.days import SHANGHAI
from models.law.lawbook import Words
from models.law.regimes import Certainty
from models.records.acts import Refused
from models.records.commands import CLOCK, as_day
from models.steps.forms import FieldFault
from portal.words.acts import ACTS, CLOCK_ACTS, HINTS
from portal.words.fields import FAULTS, FIELDS, NUMBER_FAULTS
from portal.words.places import CHOICES, DEADLINES, LIGHTS, MODES, PAPERS, POSTS, STAGES, STANDINGS, STEPS
from portal.words.refusals import CODES, CONDITIONS, MISSING, PARTICULARS

Lang = Literal["zh", "en"]
_WEEKDAYS = (
    ("星期一", "Monday"), ("星期二", "Tuesday"), ("星期三", "Wednesday"), ("星期四", "Thursday"),
    ("星期五", "Friday"), ("星期六", "Saturday"), ("星期日", "Sunday"),
)  # fmt: skip
_TABLES: dict[str, Mapping[str, tuple[str, str]]] = {
    "act": {**ACTS, **CLOCK_ACTS},
    "hint": HINTS,
    "step": STEPS,
    "deadline": DEADLINES,
    "standing": STANDINGS,
    "light": LIGHTS,
    "mode": MODES,
    "paper": PAPERS,
    "post": POSTS,
    "code": CODES,
    "particular": PARTICULARS,
}
# Fields whose choices have their words in the law's own files.
_OF_LAW = {
    "measures": "measures", "measure": "measures", "channels": "channels", "materials": "materials",
    "method": "service_methods", "tried": "service_methods", "grounds": "grounds",
    "personal.ground": "personal_grounds", "parts": "decision_parts",
}  # fmt: skip
_PARTIES = ("by_party", "to", "party", "parties", "basis.parties", "personal.party")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as a page shows it: where it stands and what it says."""

    where: str
    says: str
    is_house: bool = False


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What happened, about what, and what the law says of it."""

    says: str
    about: tuple[tuple[str, str], ...]
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Speech:
    """One language, with the words of the law a case is judged by and its parties' names."""

    lang: Lang
    law: Mapping[str, Words] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)

    def t(self, zh: str, en: str) -> str:
        """The word in this language."""
        return zh if self.lang == "zh" else en

    @property
    def other(self) -> Speech:
        """The same in the other language."""
        return Speech("en" if self.lang == "zh" else "zh", self.law, self.parties)

    def word(self, table: str, code: str) -> str:
        """The word of a code; a code without words is shown as it is, never hidden."""
        pair = _TABLES[table].get(code)
        return self.t(*pair) if pair else code

    def stages(self) -> list[tuple[str, tuple[str, ...]]]:
        """The stages of the bar with their steps."""
        return [(self.t(*pair), steps) for pair, steps in STAGES]

    def field_name(self, act: str, path: str) -> str:
        """What a field is called in that act."""
        plain = ".".join(part.partition("[")[0] for part in path.split("."))
        pair = FIELDS.get(f"{act}.{plain}") or FIELDS.get(plain)
        return self.t(*pair) if pair else path

    def fault(self, fault: FieldFault) -> str:
        """One sentence for a fault; what was typed is not repeated."""
        return self.t(*FAULTS[fault.fault.partition(":")[0]])

    def choice(self, path: str, code: str) -> str:
        """The words of a choice: the law's own, a party's name, or this house's."""
        if path in _OF_LAW:
            held = self.law.get(f"{_OF_LAW[path]}.{code}")
            return self.t(held.zh, held.en) if held else code
        if path in _PARTIES and code in self.parties:
            return self.parties[code]
        name = path.rpartition(".")[2]
        if name == "document":
            return self.word("paper", code)
        pair = CHOICES.get(name, {}).get(code)
        return self.t(*pair) if pair else code

    def actor(self, who: str, names: Mapping[str, str]) -> str:
        """Who did it: an officer, a party, or the clock."""
        if who == CLOCK:
            return self.t("期限届满（系统）", "lapse of time")
        return names.get(who) or self.parties.get(who) or who

    def rule(self, key: str) -> Rule | None:
        """The rule of that key: its place and its text; None where the law's files have no words."""
        held = self.law.get(key)
        if held is None:
            return None
        cite = held.citation
        house = cite.certainty is Certainty.OFFICE
        article = cite.article
        if house:
            where = self.t(f"{cite.instrument} {article}", f"House rule {article}")
        else:
            where = self.t(str(cite), f"{cite.instrument} art. {article}")
        return Rule(where, self.t(held.zh, held.en), house)

    def day(self, day: date | None) -> str:
        """A day as people write it, with its weekday."""
        if day is None:
            return self.t("—", "—")
        weekday = self.t(*_WEEKDAYS[day.weekday()])
        return self.t(f"{day.year}年{day.month}月{day.day}日（{weekday}）", f"{day.isoformat()} ({weekday})")

    def instant(self, at: datetime) -> str:
        """An instant by the clock of Shanghai."""
        return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")

    def listing(self, words: Iterable[str]) -> str:
        """Several words in a row."""
        return self.t("、", ", ").join(words)

    def refusal(self, refused: Refused) -> RefusalWords:
        """What a refusal says: the code's sentence, what it is about, and the rule."""
        says = self.word("code", refused.code)
        what = CONDITIONS.get(str(refused.detail.get("what", "")))
        if refused.code == "condition_unmet" and what:
            says = self.t(f"{says}{what[0]}。", f"{says} Namely: {what[1]}.")
        missing = MISSING.get(str(refused.detail.get("missing") or refused.detail.get("why") or ""))
        if missing:
            says = self.t(f"{says}{missing[0]}。", f"{says} Namely: {missing[1]}.")
        about = tuple(
            (self.word("particular", key), self._particular(refused, key, value))
            for key, value in refused.detail.items()
            if key in PARTICULARS and value not in ("", [], ())
        )
        return RefusalWords(says, about, self.rule(refused.cite))

    def _particular(self, refused: Refused, key: str, value: Any) -> str:
        if isinstance(value, (list, tuple)):
            return self.listing(self._particular(refused, key, v) for v in value)
        say = _SAY.get(key)
        if say is not None:
            return say(self, refused, str(value))
        if key.endswith("_on") or key in ("on", "from"):
            return self.day(as_day(str(value)))
        return self.choice(key, str(value))


def _say_fault(speech: Speech, refused: Refused, value: str) -> str:
    if refused.code == "identifier_invalid":
        pair = NUMBER_FAULTS.get(value)
        return speech.t(*pair) if pair else value
    pair = FAULTS.get(value.partition(":")[0])
    return speech.t(*pair) if pair else value


_SAY: dict[str, Callable[[Speech, Refused, str], str]] = {
    "roles": lambda s, _, v: s.word("post", v),
    "task": lambda s, _, v: s.word("act", v),
    "act": lambda s, _, v: s.word("act", v),
    "step": lambda s, _, v: s.word("step", v),
    "field": lambda s, r, v: s.field_name(r.act, v),
    "fault": _say_fault,
}


def masked_number(number: str) -> str:
    """An identity number with all but its ends hidden."""
    shown = 3
    if len(number) <= shown * 2:
        return "*" * len(number)
    return number[:shown] + "*" * (len(number) - shown - 2) + number[-2:]


def masked_name(name: str) -> str:
    """A natural person's name as a list may show it: the first character only."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
