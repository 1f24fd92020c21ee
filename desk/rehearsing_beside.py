"""Rehearsing a file of a proceeding beside the listing: played, told line by line, judged by what it expects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from desk.expecting import apart, shown_at
from desk.expecting_beside import differences
from desk.places import test_server
from desk.playing_beside import play
from desk.proceedingfile import file_of
from desk.served import Played, ProceedingFile, Served
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.reading import Place
from models.records.acts import Act

LAW, BOTH = "law", "both"


def rehearse(served: Served[Any, Any], place: Place, book: Lawbook, engine: str) -> tuple[Played[Any, Any], list[str]]:
    """Read and play a file on an engine; what was played, and every point in which it is not as expected.

    `both` compares the two tellings too.
    """
    told = file_of(served, place)
    played = play(served, told, book) if engine == LAW else _through_temporal(served, told, book)
    found = differences(played)
    if engine == BOTH:
        found += apart(play(served, told, book), played, served.telling.timeline)
    return played, found


def _through_temporal(served: Served[Any, Any], told: ProceedingFile, book: Lawbook) -> Played[Any, Any]:
    # Imported here: the law alone needs no Temporal.
    from desk.playing_proceeding import play_temporal  # noqa: PLC0415
    from desk.playing_temporal import quiet_core  # noqa: PLC0415

    quiet_core()
    return asyncio.run(play_temporal(served, told, book, test_server()))


def lines(played: Played[Any, Any]) -> Iterator[str]:
    """The timeline as it is printed."""
    told, telling, law = played.told, played.served.telling, played.law
    words = telling.words_of(played.book, told.law, law_day(told.events[0].at))
    yield f"── {told.name}  {told.title}"
    found = [(at, 0, [text]) for at, text in telling.between(played)]
    found += [(a.at, 1, list(_act_lines(played, a))) for a in played.acts]
    for r in played.refusals:
        why = r.refused.detail.get("what") or r.refused.detail.get("missing")
        head = f"{shown_at(r.at)}  {r.by:<6} ✗ {r.refused.act}：{r.refused.code}" + (f"（{why}）" if why else "")
        what = words[r.refused.cite].zh if r.refused.cite in words else ""
        found.append((r.at, 2, [head, f"{'':26}{law.citation(r.refused.cite)}：{what}" if what else ""]))
    for _, _, texts in sorted(found, key=lambda x: (x[0], x[1])):
        yield from (text for text in texts if text)


def _act_lines(played: Played[Any, Any], act: Act) -> Iterator[str]:
    telling, law = played.served.telling, played.law
    move = "" if act.step_from == act.step_to else f"  {act.step_from} → {act.step_to}"
    papers = f"  【{'、'.join(act.documents)}】" if act.documents else ""
    of = next((act.facts[name] for name in telling.about if act.facts.get(name)), "")
    name = f"{act.act}（{of}）" if of else act.act
    late = "  逾期" if act.facts.get("in_time") is False else ""
    cited = law.citation(act.facts.get("rests_on", act.cite))
    yield f"{shown_at(act.at)}  {act.by.id:<6} {name}{move}  {cited}{papers}{late}"
    for text in telling.beneath(act, law):
        yield f"{'':26}{text}"


def verdict(played: Played[Any, Any], found: list[str], engine: str) -> str:
    """One line, or the differences."""
    name, counts = played.told.name, f"{len(played.acts)} acts, {len(played.refusals)} refusals"
    if not found:
        return f"✓ {name} ({engine}): {played.state().step}, {counts}, as expected"
    return "\n".join([f"✗ {name} ({engine}): {counts}, not as expected", *(f"    {f}" for f in found)])
