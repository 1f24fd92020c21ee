"""`duecourse law announce`: law that became known after cases were opened reaches them; two people stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Annotated

import typer
from sqlalchemy import Engine

from desk import signing
from desk.announcing import Owed, owed, send
from desk.joining import joined_record
from desk.law_diff import line_of
from desk.temporal_server import HouseError
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.reading import LawError
from models.law.reviewing import reviewers
from models.records.commands import Actor
from models.steps.announcing import refuse_people
from models.tables.reviewing import confirmed
from portal.reading import Reader
from portal.wording import Speech

_PEOPLE = 2
# Stand for the two people while nobody has signed.
_FIRST, _SECOND = "first-person", "second-person"


def announce(
    regime: Annotated[str, typer.Argument(help="A list, as mohrss-wages; none: every list.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the cases and what would turn; write nothing.")
    ] = False,
    by: Annotated[list[str] | None, typer.Option("--by", help="Sign-in name of who announces, twice.")] = None,
) -> None:
    """Announce in every open case the law held now, where the case was opened under another; exit 1 on a refusal.

    Steps done and periods running stay as they are; what comes after is judged by the law announced.
    """
    names = tuple(by or ())
    if len(names) != (0 if dry_run else _PEOPLE):
        raise signing.ended(
            "Show it with --dry-run, then let two people announce: --by … --by …. "
            "先用 --dry-run 查看影响，再由两人公布。"
        )
    try:
        book = Lawbook()
        with joined_record(reading=dry_run) as engine:
            found = _shown(engine, book, regime)
            if not dry_run and any(case.may for case in found):
                found = _announced(engine, book, regime, names, found)
    except (HouseError, LawError) as bad:
        raise signing.ended(str(bad)) from bad
    if any(case.refused is not None or case.law is None for case in found):
        raise typer.Exit(1)


def _shown(engine: Engine, book: Lawbook, regime: str) -> list[Owed]:
    """What is owed, as it is before anybody has signed; the people are taken to hold the post."""
    now = datetime.now(UTC).replace(microsecond=0)
    if regime and regime not in book.regimes:
        raise signing.ended(f"“{regime}” is no list held here: {', '.join(book.regimes)}. 没有这一名单。")
    stand_in = Actor(_FIRST, reviewers(book, law_day(now)))
    found = list(owed(engine, book, Reader(engine).ask(confirmed), stand_in, _SECOND, now, regime))
    for line in _lines(found, book):
        typer.echo(line)
    return found


def _announced(engine: Engine, book: Lawbook, regime: str, names: tuple[str, ...], shown: list[Owed]) -> list[Owed]:
    """Two people sign, each with a password; then one command a case is received, and the relay delivers it.

    Only what they were shown: a case that has moved since is left to the next run.
    """
    reader, now = Reader(engine), datetime.now(UTC).replace(microsecond=0)
    people = (signing.person(reader, names[0], f"（{names[0]}）"), signing.person(reader, names[1], f"（{names[1]}）"))
    found = list(owed(engine, book, reader.ask(confirmed), people[0], people[1].id, now, regime))
    for law in {case.law.version: case.law for case in found if case.law is not None}.values():
        refused = refuse_people(people, law)
        if refused is not None:
            raise signing.refused(refused, book.words(law.regime, law_day(now)))
    seen = {case.mark for case in shown}
    sent = [case for case in found if case.may and case.mark in seen]
    told = {case.mark for case in shown if case.refused is not None}
    for case in (case for case in found if case.refused is not None and case.mark not in told):
        for line in _case(replace(case, turned=()), book):
            typer.echo(line)
    for case in sent:
        with engine.begin() as connection:
            send(connection, case, people)
    typer.echo(
        f"✓ 已收件待送达 {len(sent)} 件，由转送程序送达；再次运行可查看结果。 "
        f"{len(sent)} received, and the relay delivers them; run it again to see what came of them."
    )
    return found


def _lines(found: list[Owed], book: Lawbook) -> Iterator[str]:
    for case in found:
        yield from _case(case, book)
    waiting, refused = sum(case.waiting for case in found), sum(case.refused is not None for case in found)
    yield (
        f"{len(found)} 件在办案件所附条文与现行所存不同：{waiting} 件待送达，{refused} 件不予公布 "
        f"{len(found)} open cases stand under other law than is held now: {waiting} wait, {refused} are refused"
    )


def _case(case: Owed, book: Lawbook) -> Iterator[str]:
    """One case: from which law to which, whether it waits or is refused, and what would turn from which day on."""
    to = case.law.version if case.law else "✗ 名单已不在 its list is held no more"
    yield f"{case.case_id}  {case.held.regime}  {case.held.version} → {to}"
    if case.waiting:
        yield "    待送达 received, waits for the relay"
    if case.refused is not None and case.law is not None:
        day = max(case.law.in_force_on, law_day(datetime.now(UTC)))
        words = book.words(case.law.regime, day)
        yield "    ✗ " + " ".join(Speech(lang, words).refusal(case.refused).says for lang in ("zh", "en"))
    if case.tried:
        yield f"    已有 {case.tried} 次不予公布 refused {case.tried} time(s) before"
    for on, group in groupby(case.turned, key=lambda turned: turned.on):
        yield f"    自 {on} 起 from {on}:" if on else "    即日起 from now on:"
        yield from (f"        {line_of(turned.turn)}" for turned in group)
