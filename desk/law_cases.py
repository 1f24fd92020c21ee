"""`duecourse law cases`: one case for every branch of a list's rules, played through its law and counted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from desk.branching.trying import Tried, tried
from models.law.library import lawbook
from models.law.reading import LawError, LawMissing

_SHOWN = 20


def cases(
    regime: Annotated[str | None, typer.Argument(help="A list, as mohrss-wages (default: all).")] = None,
    write: Annotated[Path | None, typer.Option("--write", help="Write the case files into this folder.")] = None,
) -> None:
    """Play one case for every branch of a list's rules; exit 1 where one does not end as the law's data say."""
    try:
        book = lawbook()
        if regime is not None and regime not in book.regimes:
            raise LawMissing(f"“{regime}” is no listing regime (regimes: {', '.join(book.regimes)}). 没有这一名单。")
        found = [tried(book, name, write) for name in ([regime] if regime else book.regimes)]
    except LawError as bad:
        typer.echo(f"✗ {bad}", err=True)
        raise typer.Exit(2) from bad
    Console(highlight=False).print(_table(found))
    wrong = [(name, differing) for one in found for name, differing in one.wrong]
    for name, differing in wrong[:_SHOWN]:
        typer.echo(f"✗ {name}\n" + "\n".join(f"    {line}" for line in differing))
    if wrong:
        typer.echo(f"✗ 与法不符 not as the law says: {len(wrong)}")
        raise typer.Exit(1)


def _table(found: list[Tried]) -> Table:
    table = Table()
    for name in ("名单 List", "分支 Branches", "案例 Cases", "不符 Differing"):
        table.add_column(name, justify="left" if name.startswith("名单") else "right")
    for one in found:
        table.add_row(one.regime, str(len(one.branches)), str(one.cases), str(len(one.wrong)))
    total = (sum(len(one.branches) for one in found), sum(one.cases for one in found), sum(len(o.wrong) for o in found))
    table.add_row("合计 Total", *map(str, total))
    return table
