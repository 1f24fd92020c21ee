"""`duecourse law diff A B [--cases]`: what a change of the law would change, before it is switched on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url

from desk import places
from desk.law_differing import Change, Side, changes, side
from desk.law_effect import Effect, effects
from desk.refolding import DONE, Turn
from models.law.reading import LawError, LawMissing
from models.tables.opening import open_engine
from portal.words.acts import ACTS
from portal.words.law import UNITS
from portal.words.places import DEADLINES, PAPERS, STANDINGS, STEPS

_Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Folders: the law of this day.")]
_WHAT = {
    "step": "环节 step",
    "act": "事项 act",
    "deadline": "期限 deadline",
    "paper": "文书 paper",
    "part": "文书内容 part of a paper",
    "open": "可办事项 open act",
    "law": "法规 law",
    "period": "以后的期间 period from now on",
    "rule": "规定 rule",
}
_NAMES = {
    "act": ACTS,
    "deadline": DEADLINES,
    "paper": PAPERS,
    "part": PAPERS,
    "open": ACTS,
    "period": DEADLINES,
    "rule": {"reviewed": ("两人已核对", "confirmed by two people")},
}
_SAID = {"open": "可办 open", "done": "已办 done", "needed": "必备 needed", "there": "有 there", "": "—"}


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="LIST@DAY of the law held here, or a folder of law files.")],
    new: Annotated[str, typer.Argument(metavar="B", help="The same, of the law to be switched on.")],
    on: _Day = None,
    local: Annotated[list[str] | None, typer.Option("--local", help="LIST@DAY: a supplement that applies.")] = None,
    cases: Annotated[bool, typer.Option("--cases", help="Every open case that would come out otherwise.")] = False,
) -> None:
    """Show every value that differs; exit 0 where none does, 1 where one does, 2 where A or B cannot be read.

    Without --on a case is folded under the law of the day it was opened, in either folder.
    """
    day = on.date() if on else None
    try:
        one, other = (side(said, day, tuple(local or ())) for said in (old, new))
        found = list(changes(one, other))
        if cases and (one.is_edition or other.is_edition):
            raise LawMissing("no case stands on an edition alone: ask --cases of a list on two days, or of two folders")
    except LawError as bad:
        typer.echo(f"✗ 写作 名单@日期，或者法规文件夹，都须读得出。 {bad}", err=True)
        raise typer.Exit(2) from bad
    for line in _told(found):
        typer.echo(line)
    texts = len({change.text for change in found})
    typer.echo(f"{texts} 个文本、{len(found)} 项数值不同 {texts} texts, {len(found)} values differ")
    if cases:
        _tell_cases(one, other)
    if found:
        raise typer.Exit(1)


def _told(found: list[Change]) -> Iterator[str]:
    """The changes text by text and value by value; a value that stands on one side only is told by its words."""
    for text, of_text in groupby(found, key=lambda x: x.text):
        yield text
        for value, group in groupby(of_text, key=lambda x: x.value):
            parts = list(group)
            where = f"（{parts[-1].article}）" if parts[-1].article else ""
            words = next((x for x in parts if x.part == "zh"), parts[0])
            if any(x.part == "article" and not (x.old and x.new) for x in parts):
                yield f"    {value}{where}: {words.old or _SAID['']} → {words.new or _SAID['']}"
                continue
            yield f"    {value or '全文 the text'}{where}"
            yield from (f"        {x.part}: {x.old or _SAID['']} → {x.new or _SAID['']}" for x in parts)


def _tell_cases(old: Side, new: Side) -> None:
    """Every open case that would come out otherwise, point by point; the record is only read."""
    url = make_url(places.record_url())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        typer.echo(f"✗ 无案卷库。 There is no record at {url.database}: open the house once with `make run`.", err=True)
        raise typer.Exit(2)
    engine = open_engine(places.record_url(), reading=True)
    try:
        found = list(effects(engine, old, new, datetime.now(UTC)))
    finally:
        engine.dispose()
    touched = [effect for effect in found if effect.turns]
    for line in (line for effect in touched for line in _lines(effect)):
        typer.echo(line)
    elsewhere = sum(not effect.pins_old for effect in found)
    typer.echo(
        f"{len(found)} 件在办案件中 {len(touched)} 件会有不同 "
        f"of {len(found)} open cases {len(touched)} would come out otherwise; "
        f"{elsewhere} 件现按另一版本办理 {elsewhere} pin a law that is not A's"
    )


def _lines(effect: Effect) -> Iterator[str]:
    own = "" if effect.pins_old else "  与本案现行所附法规比较 against the law it pins, which is not A's"
    yield f"{effect.case_id}  {effect.regime}{own}"
    yield from (f"    {line_of(turn)}" for turn in effect.turns)


def line_of(turn: Turn) -> str:
    """One point in which a case comes out otherwise, in both languages."""
    where = f"（{turn.cite}）" if turn.cite else ""
    return f"{_WHAT[turn.what]} {_name(turn)}{where}: {_said(turn, turn.old)} → {_said(turn, turn.new)}"


def _name(turn: Turn) -> str:
    """The name with its words beside the code that it begins or ends with."""
    if turn.what == "step":
        return ""
    code = turn.name.split(" ")[1] if turn.what == "act" else turn.name.split("/")[0].split(" ")[0]
    pair = _NAMES.get(turn.what, {}).get(code.partition(".")[0])
    return f"{turn.name} {pair[0]} {pair[1]}" if pair else turn.name


def _said(turn: Turn, said: str) -> str:
    if turn.what == "step":
        pair = STEPS.get(said)
        return f"{pair[0]} {pair[1]}" if pair else said
    if turn.what == "period" and said:
        amount, unit, start = said.split(" ")
        return f"{amount}{UNITS[unit][0]} {amount} {UNITS[unit][1]} ({start})"
    day, _, standing = said.partition(" ")
    if turn.what == "deadline" and standing:
        pair = STANDINGS[standing]
        return f"{day} {pair[0]} {pair[1]}"
    return f"不予办理 refused ({said})" if turn.what == "act" and said != DONE else _SAID.get(said, said)
