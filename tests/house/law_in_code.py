"""Where law stands outside `regimes/`: a number of days, an article, a measure's name; in code, templates and words.

Docstrings and comments may cite: they tell a reader, and nothing is computed or printed from them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.law.lawbook import Lawbook

_ZH = "零一二三四五六七八九十百两"
_EN = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety"
# A number before a unit of time, in either language; one alone is the unit itself.
DAYS = re.compile(
    rf"(?<![\d{_ZH}第月])(?:\d{{1,3}}|[{_ZH}]+)\s*个?(?:工作日|自然日|日内|日以内|天内|个?月内|年内|周内|小时内)"
    rf"|(?<![\d{_ZH}第月])(?:\d{{1,3}}|[{_ZH[2:]}]+)(?:日|天|个月|年)(?!期)"
    rf"|\b(?:\d+|{_EN})[ -](?:working |calendar )?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(rf"第\s*(?:\d+|[{_ZH}]+)\s*(?:条|款)|\b(?:art\.|articles?)\s*\d+|》\s*\d+|\bH-\d+", re.IGNORECASE)
_SPANS = ("amount", "days", "weeks", "months", "years", "day", "week", "month", "year")
_TIMED = re.compile(r"(?:^|_)(?:days?|weeks?|months?|years?|resolution)(?:$|_)", re.IGNORECASE)
# A number as great as this names a year of the calendar.
_A_YEAR_OF_OURS = 1900


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of law found where none may stand."""

    place: str
    line: int
    what: str
    said: str

    def __str__(self) -> str:
        """As a failing test tells it."""
        return f"{self.place}:{self.line}: {self.what} “{self.said}”"


def measures(book: Lawbook) -> dict[str, str]:
    """Every name of a measure that a text of the law holds, with the text; ids, and the words of both languages."""
    found: dict[str, str] = {}
    for text in (text for versions in book.instruments.values() for text in versions):
        for row in (*text.place.rows("measures"), *text.place.rows("listed_measures")):
            for name in (row.text("id"), row.text("zh"), str(row.get("en") or "")):
                found.setdefault(name, text.id)
    found.pop("", None)
    return found


def in_python(place: str, source: str, names: dict[str, str]) -> Iterator[Found]:
    """Law in the strings and numbers of a Python file, its docstrings left out."""
    tree = ast.parse(source)
    told = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from in_words(place, node.lineno, node.value, names)
            if node.value in names:
                yield Found(place, node.lineno, "measure", node.value)
        yield from _numbers(place, node)


def in_template(place: str, source: str, names: dict[str, str]) -> Iterator[Found]:
    """Law in the words of a template; what it fills in comes from the law's data."""
    for number, line in enumerate(source.splitlines(), start=1):
        yield from in_words(place, number, re.sub(r"\{#.*?#\}", "", line), names)


def in_words(place: str, line: int, words: str, names: dict[str, str]) -> Iterator[Found]:
    """Law in words: a period, an article, a measure by its name."""
    for what, pattern in (("period", DAYS), ("article", ARTICLE)):
        yield from (Found(place, line, what, hit.group()) for hit in pattern.finditer(words))
    yield from (Found(place, line, "measure", name) for name in names if _is_name(name) and name in words)


def _is_name(name: str) -> bool:
    """Words that nobody uses by chance: more than one in English, four characters in Chinese."""
    return " " in name or (not name.isascii() and len(name) > len("限制出境") - 1)


def _docstrings(tree: ast.AST) -> set[int]:
    """The nodes of strings that stand as a statement."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _numbers(place: str, node: ast.AST) -> Iterator[Found]:
    """A number given for a span of time: to `timedelta`, to a name of days, times a day, or beside one."""
    if isinstance(node, ast.Call):
        yield from _call(place, node)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from _for_names(place, targets, [node.value])
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from _for_names(place, [node.left], [node.right])
        yield from _for_names(place, [node.right], [node.left])
    elif isinstance(node, ast.Compare):
        yield from _for_names(place, [node.left], node.comparators)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield from _keyed(place, key.value, value)


def _call(place: str, node: ast.Call) -> Iterator[Found]:
    if _name(node.func) == "timedelta" and node.args:
        yield from _more_than_one(place, node.args[0], "timedelta")
    for keyword in node.keywords:
        yield from _keyed(place, keyword.arg or "", keyword.value)


def _keyed(place: str, name: str, value: ast.expr) -> Iterator[Found]:
    """A number of days or an article given under its name."""
    if name in _SPANS or _TIMED.search(name):
        yield from _more_than_one(place, value, name)
    if name == "article" and isinstance(value, ast.Constant) and re.search(r"\d", str(value.value)):
        yield Found(place, value.lineno, "article", str(value.value))


def _for_names(place: str, names: Iterable[ast.expr], values: Iterable[ast.expr]) -> Iterator[Found]:
    for name in map(_name, names):
        if _TIMED.search(name):
            yield from (found for value in values for found in _more_than_one(place, value, name))


def _name(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _more_than_one(place: str, value: ast.expr, name: str) -> Iterator[Found]:
    """The one day of counting is no period, and a date is none either."""
    if isinstance(value, ast.Call) and _name(value.func) in ("date", "datetime"):
        return
    if isinstance(value, ast.Constant):
        number = value.value
        if isinstance(number, int | float) and not isinstance(number, bool) and 1 < number < _A_YEAR_OF_OURS:
            yield Found(place, value.lineno, "period", f"{name}: {number}")
        return
    for inner in ast.iter_child_nodes(value):
        if isinstance(inner, ast.expr):
            yield from _more_than_one(place, inner, name)


def in_house(house: Path, rooms: tuple[str, ...], names: dict[str, str]) -> Iterator[Found]:
    """Law anywhere in the rooms: Python (revisions of the tables with their SQL too) and every template."""
    for path in sorted(p for room in rooms for p in (house / room).rglob("*") if p.is_file()):
        place = str(path.relative_to(house))
        if path.suffix == ".py":
            yield from in_python(place, path.read_text(encoding="utf-8"), names)
        elif path.suffix in (".html", ".yaml", ".typ", ".sql", ".mako", ".css", ".svg"):
            yield from in_template(place, path.read_text(encoding="utf-8"), names)
