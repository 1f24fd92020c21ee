"""`duecourse replan`: a year's days off are announced; the effect is shown first, and two people stand behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from time import monotonic, sleep
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from desk import signing
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.library import lawbook
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.replans import PREVIEWING, Replan
from models.tables.opening import open_engine
from models.tables.replanning import CaseEffect, campaign, campaigns, effects, totals
from portal.keeping import Keeping, Typed
from portal.reading import Reader
from portal.settings import from_environment
from portal.temporal import Courier, NotDelivered
from portal.words.places import DEADLINES
from portal.words.replans import OUTCOMES, STANDINGS, WAYS

command = typer.Typer(no_args_is_help=True, add_completion=False)
_COLUMNS = ("案件 Case", "期限 Deadline", "当事人 Party", "原届满日 Was", "新届满日 Due", "变动 Way", "结果 Outcome")
_SHOWN = 50
_LOOK_EVERY = 0.2
_PATIENCE_SECONDS = 600.0
T = TypeVar("T")

By = Annotated[str, typer.Option("--by", help="Your sign-in name; the password is asked for.")]
Id = Annotated[str, typer.Argument(help="The campaign.")]


@dataclass(frozen=True, slots=True)
class _Desk:
    """The record, the law and the way to Temporal."""

    reader: Reader
    keeping: Keeping
    today: date

    def held(self, replan_id: str) -> Replan:
        found = self.reader.ask(lambda connection: campaign(connection, replan_id))
        if found is None:
            raise signing.ended(f"There is no campaign {replan_id}. 没有这一次重算。")
        return found

    def person(self, name: str) -> Actor:
        """Who is at the terminal."""
        return signing.person(self.reader, name)

    def told(self, answer: str | Refused) -> str:
        """The answer; a refusal is said in the law's words, and ends the command."""
        if isinstance(answer, str):
            return answer
        raise signing.refused(answer, self.keeping.book.words(self.keeping.book.regimes[0], self.today))


@command.command()
def preview(
    year: Annotated[str, typer.Option(help="The year announced.")],
    notice: Annotated[str, typer.Option(help="Number of the notice (文号).")],
    notice_on: Annotated[str, typer.Option(help="Day of the notice, as 2026-11-04.")],
    by: By,
    off: Annotated[list[str] | None, typer.Option(help="A day off, or a range 2027-01-01/2027-01-03.")] = None,
    working: Annotated[list[str] | None, typer.Option(help="A weekend day worked.")] = None,
) -> None:
    """Enter a year and show what it would move; nothing is changed."""
    desk = _desk()
    typed = Typed(year, " ".join(off or ()), " ".join(working or ()), notice, notice_on)
    who = desk.person(by)
    replan_id = desk.told(_reach(lambda: asyncio.run(desk.keeping.enter(who, typed, desk.today))))
    began = monotonic()
    while desk.held(replan_id).standing == PREVIEWING and monotonic() - began < _PATIENCE_SECONDS:
        sleep(_LOOK_EVERY)
    _show(desk, replan_id, everything=False)
    typer.echo(f"Another calendar-keeper confirms: duecourse replan confirm {replan_id} --digest … --by …")


@command.command()
def confirm(
    replan_id: Id, by: By, digest: Annotated[str, typer.Option(help="The digest printed under the preview.")]
) -> None:
    """Confirm what was shown, as another person than who entered it; then every case is carried along."""
    desk = _desk()
    held, who = desk.held(replan_id), desk.person(by)
    desk.told(_reach(lambda: asyncio.run(desk.keeping.confirm(who, held, digest, desk.today))))
    _show(desk, replan_id, everything=False)


@command.command()
def abandon(replan_id: Id, by: By) -> None:
    """Give a campaign up before it is confirmed; nothing was changed, and nothing will be."""
    desk = _desk()
    held, who = desk.held(replan_id), desk.person(by)
    desk.told(_reach(lambda: asyncio.run(desk.keeping.abandon(who, held, desk.today))))
    _show(desk, replan_id, everything=False)


@command.command()
def status(
    replan_id: Annotated[str, typer.Argument(help="The campaign; none: all of them.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every case in which something happens.")] = False,
) -> None:
    """How a campaign stands, or which there are."""
    desk = _desk()
    if replan_id:
        _show(desk, replan_id, everything=everything)
        return
    for held in desk.reader.ask(campaigns):
        typer.echo(f"{held.id}  {held.announced.year}  {_both(STANDINGS[held.standing])}  {held.entered_by}")


@command.command("go-on")
def go_on() -> None:
    """Bring back, from the record, campaigns under way that Temporal has lost."""
    desk = _desk()
    for replan_id in _reach(lambda: asyncio.run(desk.keeping.go_on(desk.today))):
        typer.echo(f"{replan_id} goes on. 继续。")


async def bring_back(engine: Engine, address: str, book: Lawbook) -> tuple[str, ...]:
    """Campaigns under way go on from the record when the house opens; none where Temporal does not answer."""
    courier = Courier(replace(from_environment(), temporal_address=address))
    with suppress(NotDelivered):
        return await Keeping(courier, Reader(engine).ask, book).go_on(law_day(datetime.now(UTC)))
    return ()


def _desk() -> _Desk:
    settings, book = from_environment(), lawbook()
    reader = Reader(open_engine(settings.record_url, reading=True))
    return _Desk(reader, Keeping(Courier(settings), reader.ask, book), law_day(datetime.now(UTC)))


def _reach(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except NotDelivered as fault:
        raise signing.ended(f"Temporal does not answer; nothing was changed. Is the house open? ({fault})") from fault


def _show(desk: _Desk, replan_id: str, *, everything: bool) -> None:
    """How it stands, its totals, and its cases page by page."""
    held = desk.held(replan_id)
    counted = desk.reader.ask(lambda connection: totals(connection, replan_id))
    typer.echo(f"{held.id}  {held.announced.year}  {held.announced.notice}  {_both(STANDINGS[held.standing])}")
    typer.echo(f"{counted.cases} case(s) 件 · {counted.refused} refused 不予办理 · {counted.differing} ≠ 与预览不同")
    for kind, way, number in counted.moved:
        typer.echo(f"  {_both(DEADLINES.get(kind, (kind, kind)))}: {_both(WAYS[way])}: {number}")
    for outcome, number in (*counted.outcomes, *((("", counted.waiting),) if held.confirmed_by else ())):
        typer.echo(f"  {_both(OUTCOMES[outcome])}: {number}")
    _print_cases(desk, replan_id, everything=everything)
    if held.preview_sha256:
        typer.echo(f"Digest of the preview 预览摘要: {held.preview_sha256}")


def _print_cases(desk: _Desk, replan_id: str, *, everything: bool) -> None:
    console, after = Console(soft_wrap=True), ""
    while True:
        page = desk.reader.ask(partial(effects, replan_id=replan_id, after=after, limit=_SHOWN, changed=True))
        if page:
            console.print(_table(page))
            after = page[-1].case_id
        if len(page) < _SHOWN:
            return
        if not everything:
            typer.echo(f"… more: duecourse replan status {replan_id} --all")
            return


def _table(page: tuple[CaseEffect, ...]) -> Table:
    made = Table(*_COLUMNS)
    for case in page:
        outcome = _both(OUTCOMES[case.outcome]) + (" ≠" if case.differs else "")
        code = (case.came or case.shown).refused
        if code:
            made.add_row(case.case_id, code, "", "", "", "", outcome)
        for m in case.moved:
            kind, way = _both(DEADLINES.get(m.kind, (m.kind, m.kind))), _both(WAYS[m.way])
            made.add_row(case.case_id, kind, m.party, str(m.was), str(m.due), way, outcome)
    return made


def _both(pair: tuple[str, str]) -> str:
    return f"{pair[0]} {pair[1]}"
