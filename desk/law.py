"""`duecourse law show LIST`: the articles of a list beside what the system does with them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from desk.law_announcing import announce
from desk.law_cases import cases
from desk.law_diff import diff
from desk.law_editions import HIGHER_BASIS, is_edition, tell_edition, tell_standard
from desk.law_reviewing import confirm, confirmed_here, review, withdraw
from models.law.days import law_day
from models.law.lawbook import Instrument
from models.law.library import lawbook
from models.law.reading import LawError
from portal.law_lines import Line, Pair, gaps, lines
from portal.words.law import DECIDERS, RANKS

command = typer.Typer(no_args_is_help=True)
command.command()(review)
command.command()(confirm)
command.command()(withdraw)
command.command()(diff)
command.command()(announce)
command.command()(cases)


@command.callback()
def _law() -> None:
    """The law as it is held: what it says, on which day, and how well it is known."""


@command.command()
def show(
    regime: Annotated[str, typer.Argument(help="A list, as mohrss-wages; or measures-list, credit-catalogue.")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day (default: today).")] = None,
    local: Annotated[list[str] | None, typer.Option("--local", help="A local supplement that applies.")] = None,
    general: Annotated[bool, typer.Option("--general", help="The general law under it too.")] = False,
) -> None:
    """Show a list on a day: every article, how well it is known, and what is done with it."""
    day = on.date() if on else law_day(datetime.now(UTC))
    names = tuple(local or ())
    console = Console(highlight=False)
    try:
        book = lawbook()
        if is_edition(book, regime):
            tell_edition(console, book, regime, day)
            return
        texts = book.bundle(regime, day, names)
        law = book.law(regime, day, names, confirmed_here() or frozenset())
    except LawError as bad:
        typer.echo(f"✗ 所存规定中没有这一项，或者读不出。 {bad}", err=True)
        raise typer.Exit(2) from bad
    shown = texts if general else tuple(t for t in texts if t.is_regime or t.id in names)
    console.print(f"{regime}  {day}  文本校验码 digest {law.text_digest.upper()}")
    if day < texts[0].in_force_on or (texts[0].ends_on and day > texts[0].ends_on):
        console.print("这一名单的规定在该日不施行。 The rules of this list are not in force on that day.")
    if not law.reviewed:
        console.print(
            f"尚未经两人核对公报（{law.unreviewed}项）：只可用于演练和训练，见 duecourse law review {regime}。 "
            f"Not reviewed ({law.unreviewed} values): for rehearsal and training only."
        )
    if not book.carries_a_list(regime, day):
        console.print(HIGHER_BASIS)
    tell_standard(console, texts[0])
    category = texts[0].place.inner("category").get("value")
    named = book.words(regime, day, names).get(f"categories.{category}")
    if named:
        console.print(f"名单类别 Category: {named.zh}  {named.en}（{named.citation}）")
    for text in shown:
        _tell(console, text)


def _tell(console: Console, text: Instrument) -> None:
    place = text.place
    title, head = place.inner("title"), place.inner("instrument")
    console.rule(f"{title.text('zh')}  {title.get('en') or ''}")
    ends = f" – {text.ends_on}" if text.ends_on else ""
    named = dict.fromkeys((head.text("short"), str(head.get("number") or ""), head.text("issuer")))
    console.print(f"{'  '.join(filter(None, named))}  {text.in_force_on}{ends}")
    for name, words in (("rank", RANKS), ("decider", DECIDERS)):
        if name in place:
            console.print("  ".join(words[place.inner(name).text("value")]))
    told = list(lines(text))
    console.print(_table(told))
    for said, topics in gaps(text):
        console.print(f"{_both(said)}：{'；'.join(map(_both, topics))}")
    counted = Counter(line.certainty for line in told)
    console.print("；".join(f"{_both(c)} {n}" for c, n in counted.most_common()))


def _table(told: list[Line]) -> Table:
    table = Table(show_lines=True)
    for name in ("条 Article", "规定 What the law says", "把握 Certainty", "系统 What is done with it"):
        table.add_column(name, overflow="fold")
    for line in told:
        where = dict.fromkeys(line.where)
        table.add_row(*map("\n".join, (where, dict.fromkeys(line.says), line.certainty, line.done)))
    return table


def _both(pair: Pair) -> str:
    return f"{pair[0]} {pair[1]}"
