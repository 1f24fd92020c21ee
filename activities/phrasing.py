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
from models.records.papers import PaperUnknown

TEMPLATES = Path(__file__).parent / "templates"
_DIGITS = "零一二三四五六七八九"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_ARTICLE = re.compile(r"(\d+)((?:\(\d+\))*)")
_ENDS = "。；;，,.、 \t"


class Unsaid(Exception):
    """A part cannot be said: the record or the law's data lack what it is made of."""


def day(on: date) -> str:
    """A day in prose: 2026年12月2日."""
    return f"{on.year}年{on.month}月{on.day}日"


def number(value: int) -> str:
    """A number below a thousand in Chinese, as articles bear it."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones or not said else "")


def article(written: str) -> str:
    """Articles as a paper cites them: `5(1)` is 第五条第（一）项, `12, 14` is 第十二条、第十四条."""
    return "、".join(_article(one.strip()) for one in written.split(","))


def _article(one: str) -> str:
    found = _ARTICLE.fullmatch(one)
    if not found:
        return one
    items = "".join(f"第（{number(int(item))}）项" for item in re.findall(r"\d+", found.group(2)))
    return f"第{number(int(found.group(1)))}条{items}"


def articles(citations: Iterable[Citation], names: Mapping[str, str]) -> str:
    """Several articles, the name of each instrument said once."""
    by_name: dict[str, list[str]] = {}
    for found in citations:
        held = by_name.setdefault(names.get(found.instrument, found.instrument), [])
        held.extend(a for a in article(found.article).split("、") if a not in held)
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


def _mask(found: re.Match[str]) -> str:
    identity = found.group()
    return identity if identity_number_fault(identity.upper()) else masked(identity)


def sentence(typed: object) -> str:
    """A typed text as a sentence of its own."""
    return text(typed) + "。"


def items(said: Iterable[str]) -> str:
    """Items as the law numbers them: （一）…；（二）…."""
    return "；".join(f"（{number(n)}）{one}" for n, one in enumerate(said, start=1))


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
    """The words of the papers of one regime."""

    place: Place

    def form(self, name: str) -> Form:
        """The form of that name."""
        place = self.place.inner("forms").inner(name)
        return Form(name, place.text("word"), place.text("title"), place.words("parts"))

    def word(self, box: str, key: str) -> str:
        """One word of a box; left unsaid where the template has none."""
        found = self.place.inner(box).get(key)
        if not isinstance(found, str):
            raise Unsaid
        return found

    def sentence(self, key: str) -> str:
        """A sentence with its blanks."""
        return self.place.inner("sentences").text(key)


@cache
def template(regime: str) -> Template:
    """The template of a regime; a regime without one has no papers."""
    file = TEMPLATES / f"{regime}.yaml"
    if not file.is_file():
        raise PaperUnknown("regime", regime)
    return Template(read_yaml(file))
