"""`duecourse rehearse FILE…`: play case files and say whether they end as they expect."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desk.casefile import CaseFile, case_of
from desk.expecting import apart, differences, shown_at
from desk.places import test_server
from desk.playing import Story, pinned, play
from desk.proceedings import SERVED
from desk.rehearsing_beside import lines, rehearse, verdict
from desk.served import Served
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.library import lawbook
from models.law.reading import LawError, Place, read_yaml
from models.law.regimes import Law
from models.records.acts import Act, judged_on


class Engine(StrEnum):
    """Through the law alone, through real workflows, or both and compared."""

    LAW = "law"
    TEMPORAL = "temporal"
    BOTH = "both"


def command(
    files: Annotated[list[Path], typer.Argument(help="Files of cases and of other proceedings (YAML).")],
    engine: Annotated[
        Engine, typer.Option(help="law: milliseconds; temporal: real workflows; both: compared.")
    ] = Engine.LAW,
    quiet: Annotated[bool, typer.Option("--quiet", help="Only the verdicts, no timeline.")] = False,
) -> None:
    """Play files; exit 1 where one does not end as it expects, 2 where one cannot be read."""
    book = lawbook()
    failed = 0
    for file in files:
        try:
            place = read_yaml(file)
            # A file that tells another proceeding than a listing begins with its word.
            served = next((served for served in SERVED if served.telling.word in place), None)
            failed += _beside(served, place, book, engine, quiet) if served else _case(place, book, engine, quiet)
        except (LawError, OSError) as bad:
            typer.echo(f"✗ {bad}", err=True)
            raise typer.Exit(2) from bad
    if failed:
        raise typer.Exit(1)


def _case(place: Place, book: Lawbook, engine: Engine, quiet: bool) -> bool:
    case = case_of(place)
    found, story = asyncio.run(_play(case, book, engine))
    if not quiet:
        for line in told(case, story, book):
            typer.echo(line)
    typer.echo(_verdict(case, story, engine, found))
    return bool(found)


def _beside(served: Served[Any, Any], place: Place, book: Lawbook, engine: Engine, quiet: bool) -> bool:
    played, found = rehearse(served, place, book, engine.value)
    if not quiet:
        for line in lines(played):
            typer.echo(line)
    typer.echo(verdict(played, found, engine.value))
    return bool(found)


async def _play(case: CaseFile, book: Lawbook, engine: Engine) -> tuple[list[str], Story]:
    if engine is Engine.LAW:
        story = play(case, book)
        return differences(case, story), story
    # Imported here: the law alone needs neither Temporal nor a database.
    from desk.playing_temporal import play_temporal, quiet_core  # noqa: PLC0415

    quiet_core()
    story = await play_temporal(case, book, test_server())
    found = differences(case, story)
    if engine is Engine.BOTH:
        found += apart(play(case, book), story)
    return found, story


def told(case: CaseFile, story: Story, book: Lawbook) -> Iterator[str]:
    """The timeline as it is printed."""
    law, _ = pinned(book, case)
    yield f"── {case.name}  {case.title}"
    lines = [(a.at, 0, list(_act_lines(a, law))) for a in story.acts]
    for r in story.refusals:
        words = book.words(case.regime, law_day(r.at), case.local)
        what = words[r.refused.cite].zh if r.refused.cite in words else ""
        head = f"{shown_at(r.at)}  {r.by:<6} ✗ {r.refused.act}：{r.refused.code}"
        cited = f"{'':26}{words[r.refused.cite].citation}：{what}" if what else ""
        lines.append((r.at, 1, [head, cited]))
    for _, _, texts in sorted(lines, key=lambda x: (x[0], x[1])):
        yield from (text for text in texts if text)


def _act_lines(act: Act, law: Law) -> Iterator[str]:
    move = act.step_to if act.step_from == act.step_to else f"{act.step_from} → {act.step_to}"
    papers = f"  【{'、'.join(act.documents)}】" if act.documents else ""
    of = act.facts.get("party") or act.facts.get("to") or ""
    name = f"{act.act}（{of}）" if of else act.act
    edition = law.on(judged_on(act))
    yield f"{shown_at(act.at)}  {act.by.id:<6} {name}  {move}  {_cited(edition, act.cite)}{papers}"
    for d in act.opened:
        whose = f"（{d.party}）" if d.party else ""
        counted = edition if d.law_on is None else law.on(d.law_on)
        doubt = "，暂定" if d.provisional else ""
        yield f"{'':26}⏱ {d.kind}{whose} {d.start_on} → {d.due}{doubt}  {_cited(counted, d.cite)}"


def _cited(law: Law, key: str) -> str:
    """The article; where the law of that day has dropped the rule, that it has."""
    return str(law.citation(key)) if law.holds(key) else f"（该日无此规定 no such rule on that day: {key}）"


def _verdict(case: CaseFile, story: Story, engine: Engine, found: list[str]) -> str:
    counts = f"{len(story.acts)} acts, {len(story.refusals)} refusals"
    if not found:
        return f"✓ {case.name} ({engine.value}): {story.state().step}, {counts}, as expected"
    return "\n".join([f"✗ {case.name} ({engine.value}): {counts}, not as expected", *(f"    {f}" for f in found)])
