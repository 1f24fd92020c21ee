"""How a paper says things: days, periods, articles, masked numbers, and the words of its template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from models.law.identifiers import identity_number_fault
from models.law.reading import Place, read_yaml
from models.law.regimes import Citation

TEMPLATES = Path(__file__).parent / "templates"
COMMON = "common.yaml"
_DIGITS = "零一二三四五六七八九"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_ARTICLE = re.compile(r"(\d+)((?:\(\d+\))*)")
# Documents of policy number their parts and items in Chinese: 七（三）, （八）.
_PART = re.compile(r"([一二三四五六七八九十]*)((?:（[一二三四五六七八九十]+）)?)")
_ENDS = "。；;，,.、 \t"


class Unsaid(Exception):
    """A part cannot be said: the record or the law's data lack what it is made of."""


def day(on: date) -> str:
    """A day in prose: 2026年12月2日."""
    return f"{on.year}年{on.month}月{on.day}日"


def number(value: int) -> str:
    """A number below ten thousand in Chinese, as articles bear it."""
    said, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if not digit:
            gap = bool(said)
            continue
        # Eleven is 十一, not 一十一.
        one_ten = word == "十" and digit == 1 and not said
        said += ("零" if gap else "") + ("" if one_ten else _DIGITS[digit]) + word
        gap = False
    return said or _DIGITS[0]


def article(written: str) -> str:
    """Articles as a paper cites them: `5(1)` is 第五条第（一）项; what bears no number is left out."""
    return "、".join(said for one in written.split(",") if (said := _article(one.strip())))


def _article(one: str) -> str:
    found = _ARTICLE.fullmatch(one)
    if not found:
        return _part(one)
    items = "".join(f"第（{number(int(item))}）项" for item in re.findall(r"\d+", found.group(2)))
    return f"第{number(int(found.group(1)))}条{items}"


def _part(one: str) -> str:
    found = _PART.fullmatch(one)
    if not found:
        return ""
    whole, item = found.groups()
    return (f"第{whole}部分" if whole else "") + (f"第{item}项" if item else "")


def articles(citations: Iterable[Citation], names: Mapping[str, str]) -> str:
    """Several articles, the name of each instrument said once; one without a number by its name alone."""
    by_name: dict[str, list[str]] = {}
    for found in citations:
        held = by_name.setdefault(names.get(found.instrument, found.instrument), [])
        held.extend(a for a in article(found.article).split("、") if a and a not in held)
    return "和".join(name + "、".join(said) for name, said in by_name.items())


def masked(identity: str) -> str:
    """An identity number as others may read it: its first and last character."""
    return identity[:1] + "*" * (len(identity) - 2) + identity[-1:]


def text(typed: object) -> str:
    """A typed text on one line, without its last stop; an identity number in it is masked too."""
    said = "".join(line.strip() for line in str(typed or "").splitlines()).rstrip(_ENDS)
    if not said:
        raise Unsaid
    return _IDENTITY.sub(_mask, said)


def lines(typed: object) -> tuple[str, ...]:
    """A typed text line by line as it was typed; an identity number in it is masked."""
    said = tuple(_IDENTITY.sub(_mask, line.strip()) for line in str(typed or "").splitlines() if line.strip())
    if not said:
        raise Unsaid
    return said


def _mask(found: re.Match[str]) -> str:
    identity = found.group()
    return identity if identity_number_fault(identity.upper()) else masked(identity)


def sentence(typed: object) -> str:
    """A typed text as a sentence of its own."""
    return text(typed) + "。"


def items(said: Iterable[str]) -> str:
    """Items as the law numbers them: （一）…；（二）…; a single one bears no number."""
    held = tuple(said)
    return "；".join(f"（{number(n)}）{one}" for n, one in enumerate(held, start=1)) if len(held) > 1 else "".join(held)


def joined(names: Iterable[str]) -> str:
    """Names one after another."""
    return "、".join(names)


@dataclass(frozen=True)
class Form:
    """One form of a paper: the word of its number, its title, the parts no law names."""

    name: str
    word: str
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """The words of the papers of one regime; what it does not say itself the house says for all."""

    places: tuple[Place, ...]

    def form(self, name: str) -> Form:
        """The form of that name."""
        place = self._box("forms", name).inner(name)
        return Form(name, place.text("word"), place.text("title"), place.words("parts"))

    def word(self, box: str, key: str) -> str:
        """One word of a box; left unsaid where the template has none."""
        found = self._box(box, key).get(key)
        if not isinstance(found, str):
            raise Unsaid
        return found

    def sentence(self, key: str) -> str:
        """A sentence with its blanks."""
        return self.word("sentences", key)

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys under which this regime's law has what every regime calls by that name."""
        return self._box("keys", name).words(name)

    def names(self) -> dict[str, str]:
        """Instruments that a paper calls otherwise than by the title held."""
        return {short: str(name) for place in reversed(self.places) for short, name in place.inner("names").items()}

    def _box(self, box: str, key: str) -> Place:
        boxes = [place.inner(box) for place in self.places]
        return next((found for found in boxes if key in found), boxes[-1])


@cache
def template(regime: str) -> Template:
    """The words of a list's papers: its own where it has a file, over those that all lists share."""
    files = (TEMPLATES / f"{regime}.yaml", TEMPLATES / COMMON)
    return Template(tuple(read_yaml(file) for file in files if file.is_file()))
