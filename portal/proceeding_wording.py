"""Words for the codes of a proceeding beside the listing: its own first, then the house's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType

from portal.wording import Lang, Rule, Speech

Pair = tuple[str, str]
Table = Mapping[str, Pair]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one proceeding: tables by their names, fields with their help, and choices by field."""

    tables: Mapping[str, Table]
    fields: Table
    helps: Table
    help_rules: Mapping[str, str]
    choices: Mapping[str, Table]
    # Fields whose codes are names of the proceeding itself: its units, its lists.
    named: Mapping[str, str] = field(default_factory=dict)
    # Fields whose codes are said by a function: a fault of a ledger, a column of its form.
    say: Mapping[str, Callable[[Speech, str], str]] = field(default_factory=dict)


def vocabulary(
    words: ModuleType,
    named: Mapping[str, str] | None = None,
    say: Mapping[str, Callable[[Speech, str], str]] | None = None,
    *,
    deadlines: str = "DEADLINES",
) -> Vocabulary:
    """The vocabulary a module of words holds, in tables of the names that all of them use."""
    held = vars(words)
    tables = {
        "act": {**held["ACTS"], **held["CLOCK_ACTS"]},
        "step": held["STEPS"],
        "deadline": held[deadlines],
        "paper": held["PAPERS"],
        "hint": held.get("HINTS", {}),
    }
    asked = (held["FIELDS"], held["HELPS"], held["HELP_RULES"], held["CHOICES"])
    return Vocabulary(tables, *asked, named or {}, say or {})


@dataclass(frozen=True, slots=True)
class ProceedingSpeech(Speech):
    """One language with the words of a proceeding; `names` are what its own codes are called, by kind."""

    own: Vocabulary = field(default_factory=lambda: Vocabulary({}, {}, {}, {}, {}))
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def other(self) -> ProceedingSpeech:
        """The same in the other language."""
        tongue: Lang = "en" if self.lang == "zh" else "zh"
        return replace(self, lang=tongue)

    def word(self, table: str, code: str) -> str:
        """The word of a code: the proceeding's own, else the house's."""
        pair = self.own.tables.get(table, {}).get(code)
        return self.t(*pair) if pair else Speech.word(self, table, code)

    def field_name(self, act: str, path: str) -> str:
        """What a field is called in that act."""
        plain = _plain(path)
        pair = self.own.fields.get(f"{act}.{plain}") or self.own.fields.get(plain)
        return self.t(*pair) if pair else Speech.field_name(self, act, path)

    def matter(self, code: str) -> str:
        """What a deadline is about: a paper, a channel, or a name of the file's own."""
        choices = self.own.choices
        pair = self.own.tables.get("paper", {}).get(code) or choices.get("channel", {}).get(code)
        pair = pair or choices.get("matter", {}).get(code)
        return self.t(*pair) if pair else code

    def help(self, act: str, path: str) -> tuple[str, Rule | None]:
        """What helps to fill in a field, and the rule behind it."""
        pair = self.own.helps.get(f"{act}.{path}") or self.own.helps.get(path)
        key = self.own.help_rules.get(f"{act}.{path}") or self.own.help_rules.get(path)
        return self.t(*pair) if pair else "", self.rule(key) if key and pair else None

    def choice(self, path: str, code: str, act: str = "") -> str:
        """The words of a choice: a name of the proceeding, its own word, else the house's."""
        path = _plain(path)
        say = self.own.say.get(path)
        if say is not None:
            return say(self, code)
        kind = self.own.named.get(path)
        if kind is not None:
            return self.names.get(kind, {}).get(code, code)
        for key in (path, path.rpartition(".")[2]):
            pair = self.own.choices.get(key, {}).get(code)
            if pair:
                return self.t(*pair)
        return Speech.choice(self, path, code, act)


def _plain(path: str) -> str:
    return ".".join(part.partition("[")[0] for part in path.split("."))
