"""Where a rule stands, told in English: Chinese texts number their parts in their own way, some not at all."""

from __future__ import annotations

import re

_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}
_TEN = "十"
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{_TEN}]+")
# An own numbering in Chinese numerals, and nothing else.
_PARTS = re.compile(rf"(?:{_NUMERAL.pattern})?(?:[（(](?:{_NUMERAL.pattern}|\d+)[）)])?")
# An item counted in figures under such a part, and a note under an annex.
_ITEM = re.compile(rf"(?P<outer>{_PARTS.pattern})(?P<item>\d+)")
_ANNEX = re.compile(r"附件(?P<number>\d*)(?: 注(?P<note>\d+))?")
_CALLED = re.compile(rf"(?P<part>{_NUMERAL.pattern}) (?P<name>\D+)")
_OTHER_TEXT = re.compile(r"(?P<text>.*[》号]) ?(?P<place>.+)")
_ARTICLE = re.compile(r"\d+(?:\(\d+\))?(?:, |$)")
_WORDS = {
    "条号未见": "article not seen",
    "段号未见": "paragraph not seen",
    "条文未读": "article not read",
    "施行日未见": "first day in force not seen",
    "成文日未见": "day of the text not seen",
    "公布令": "order of promulgation",
    "文首": "head of the text",
    "文尾": "end of the text",
    "文末": "end of the text",
    "文尾（印发日期）": "end of the text (day of issue)",
    "题注": "note under the title",
    "附件": "annex",
    "移出规定": "rules on removal",
    "目录": "catalogue",
    "清单": "list of measures",
    "编制说明": "note on its compiling",
    "印发日": "day of issue",
    "2018年通知": "notice of 2018",
}
_UNITS = {"章": "chapter", "条": "art.", "款": "paragraph", "项": "item"}
_NAMED = re.compile(rf"第(?P<number>\d+|{_NUMERAL.pattern})(?P<unit>[{''.join(_UNITS)}])")


def in_english(article: str) -> str:
    """The place as an English page writes it; the name of another text stays Chinese."""
    return ", ".join(_one(part.strip()) for part in re.split("[,、]", article))


def with_text(instrument: str, article: str) -> str:
    """The place behind the name of its text."""
    said = in_english(article)
    return f"{instrument} art. {said}" if _ARTICLE.match(said) else f"{instrument}, {said}"


def _one(part: str) -> str:
    if part in _WORDS:
        return _WORDS[part]
    if part and _PARTS.fullmatch(part) and _NUMERAL.search(part):
        return _numbered(part)
    item = _ITEM.fullmatch(part)
    if item and item["outer"]:
        return f"{_one(item['outer'])} {item['item']}"
    annex = _ANNEX.fullmatch(part)
    if annex:
        return " ".join(("annex", annex["number"])).strip() + (f" note {annex['note']}" if annex["note"] else "")
    called = _CALLED.fullmatch(part)
    if called:
        return _numbered(called["part"])
    named = _NAMED.fullmatch(part)
    if named:
        return f"{_UNITS[named['unit']]} {_number(named['number'])}"
    other = _OTHER_TEXT.fullmatch(part)
    return f"{other['text']} {_one(other['place'])}" if other else part


def _numbered(part: str) -> str:
    outer, _, inner = part.translate(str.maketrans("（）", "()")).partition("(")
    inner = inner.rstrip(")")
    said = [f"part {_number(outer)}"] if outer else []
    return " ".join([*said, *([f"({_number(inner)})"] if inner else [])])


def _number(numeral: str) -> int:
    """Up to ninety-nine, as parts are counted."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.rpartition(_TEN)
    return (_DIGITS.get(tens, 1) * (_DIGITS["九"] + 1) if ten else 0) + _DIGITS.get(ones, 0)
