"""Words for codes, in Chinese and English: the record holds codes, and a page is read by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from models.law.days import SHANGHAI
from models.law.lawbook import Words
from models.law.regimes import Certainty
from models.records.acts import Refused
from models.records.commands import CLOCK, as_day
from models.steps.forms import FieldFault
from portal.articles import with_text
from portal.words.acts import ACTS, CLOCK_ACTS, HINTS
from portal.words.fields import FAULTS, FIELDS, NUMBER_FAULTS
from portal.words.helps import CHOICES_OF_ACT, HELP_RULES, HELPS
from portal.words.places import CHOICES, DEADLINES, LIGHTS, MODES, PAPERS, POSTS, SPANS, STAGES, STANDINGS, STEPS
from portal.words.proceedings import of_all
from portal.words.refusals import CODES, CODES_BY_RULE, CONDITIONS, MISSING, PARTICULARS

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
    "span": SPANS,
    "light": LIGHTS,
    "mode": MODES,
    "paper": PAPERS,
    "post": {**POSTS, **of_all("POSTS")},
    "code": CODES,
    "particular": PARTICULARS,
}
# Fields whose choices have their words in the law's own files.
_OF_LAW = {
    "measures": "measures", "measure": "measures", "channels": "channels", "materials": "materials",
    "missing": "materials", "method": "service_methods", "tried": "service_methods", "grounds": "grounds",
    "personal.ground": "personal_grounds", "parts": "decision_parts",
}  # fmt: skip
_SAME_AS = {"undo": "recipient", "recipients": "recipient"}
# Fields whose choices are rules of the law itself.
_RULES = ("excluded", "conditions_unmet", "found")
_ALSO_OF_LAW = {"leniency": ("leniency", "discretion"), "recipient": ("channels",), "regime": ("regime",)}
_NAMED = (
    "by_party", "to", "of", "party", "parties", "basis.parties", "personal.party", "chair", "person", "attended",
    "excused", "confirmed_by",
)  # fmt: skip


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
    """One language, with the words of the law a case is judged by and its parties' names.

    `law` is what is law now; `then` gives the words of an earlier day.
    """

    lang: Lang
    law: Mapping[str, Words] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    officers: Mapping[str, str] = field(default_factory=dict)
    then: Callable[[date], Mapping[str, Words]] | None = None

    def t(self, zh: str, en: str) -> str:
        """The word in this language."""
        return zh if self.lang == "zh" else en

    @property
    def other(self) -> Speech:
        """The same in the other language."""
        return replace(self, lang="en" if self.lang == "zh" else "zh")

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

    def help(self, act: str, path: str) -> tuple[str, Rule | None]:
        """What helps to fill in a field, and the rule behind it; empty where its name says enough."""
        pair = HELPS.get(f"{act}.{path}") or HELPS.get(path)
        key = HELP_RULES.get(f"{act}.{path}") or HELP_RULES.get(path)
        return self.t(*pair) if pair else "", self.rule(key) if key else None

    def choice(self, path: str, code: str, act: str = "") -> str:
        """The words of a choice: the law's own, a party's or officer's name, or this house's."""
        if path in _OF_LAW:
            held = self.law.get(f"{_OF_LAW[path]}.{code}")
            return self.t(held.zh, held.en) if held else code
        if path in _NAMED and (code in self.parties or code in self.officers):
            return self.parties.get(code) or self.officers[code]
        name = path.rpartition(".")[2]
        if name in _RULES:
            held = self.law.get(code)
            return self.t(held.zh, held.en) if held else code
        if name == "document":
            return self.word("paper", code)
        if name == "roles":
            return self.word("post", code)
        name = _SAME_AS.get(name, name)
        pair = (CHOICES_OF_ACT.get(f"{act}.{name}") or CHOICES.get(name, {})).get(code)
        return self.t(*pair) if pair else self._of_law(name, code)

    def _of_law(self, name: str, code: str) -> str:
        """A channel is a recipient too; a ground for sparing is a rule of the law itself."""
        for key in _ALSO_OF_LAW.get(name, ()):
            held = self.law.get(f"{key}.{code}")
            if held:
                return self.t(held.zh, held.en)
        return code

    def actor(self, who: str, names: Mapping[str, str]) -> str:
        """Who did it: an officer, a party, or the clock."""
        if who == CLOCK:
            return self.t("期限届满（系统）", "lapse of time")
        if who == _ANYBODY:
            return self.word("post", who)
        return names.get(who) or self.parties.get(who) or who

    def told(self, who: str, names: Mapping[str, str]) -> str:
        """Who was told: an officer by name, or a post."""
        return names.get(who) or self.word("post", who)

    def rule(self, key: str, on: date | None = None) -> Rule | None:
        """The rule of that key, as it was law on a day: its place and its text; None where there are no words."""
        held = (self.then(on) if on and self.then else self.law).get(key)
        return self.rule_of(held) if held else None

    def rule_of(self, held: Words) -> Rule:
        """A rule from its words."""
        cite = held.citation
        house = cite.certainty is Certainty.OFFICE
        article = cite.article
        if house:
            where = self.t(f"{cite.instrument} {article}", f"House rule {article}")
        else:
            where = self.t(str(cite), with_text(cite.instrument, article))
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

    def refusal(self, refused: Refused, on: date | None = None) -> RefusalWords:
        """What a refusal says: the code's sentence, what it is about, and the rule as it was law on its day."""
        pair = CODES_BY_RULE.get((refused.code, refused.cite))
        says = self.t(*pair) if pair else self.word("code", refused.code)
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
        return RefusalWords(says, about, self.rule(refused.cite, on))

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


# In whose name anybody acts who does not sign in.
_ANYBODY = "public"
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
