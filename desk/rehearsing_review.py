"""Rehearsing a review file: played on an engine, told line by line, judged by what it expects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from desk.expecting import apart, shown_at
from desk.expecting_review import review_differences
from desk.places import test_server
from desk.playing_review import ReviewStory, pinned_review, play_review
from desk.reviewfile import ReviewFile, review_of
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.measure_rules import MeasureLaw
from models.law.measures import review_words
from models.law.reading import Place
from models.records.acts import Act

_LAW, _BOTH = "law", "both"


@dataclass(frozen=True, slots=True)
class ReviewRehearsal:
    """A review as it was played, and every point in which it is not what its file expects."""

    told: ReviewFile
    story: ReviewStory
    found: list[str]


def rehearse_review(place: Place, book: Lawbook, engine: str) -> ReviewRehearsal:
    """Read and play a review file on an engine; `both` compares the two tellings too."""
    told = review_of(place)
    story = play_review(told, book) if engine == _LAW else _through_temporal(told, book)
    found = review_differences(told, story)
    if engine == _BOTH:
        found += apart(play_review(told, book), story)
    return ReviewRehearsal(told, story, found)


def _through_temporal(told: ReviewFile, book: Lawbook) -> ReviewStory:
    # Imported here: the law alone needs neither Temporal nor a database.
    from desk.playing_review_temporal import play_review_temporal  # noqa: PLC0415
    from desk.playing_temporal import quiet_core  # noqa: PLC0415

    quiet_core()
    return asyncio.run(play_review_temporal(told, book, test_server()))


def review_lines(played: ReviewRehearsal, book: Lawbook) -> Iterator[str]:
    """The timeline as it is printed."""
    told, story = played.told, played.story
    law, _ = pinned_review(book, told)
    words = review_words(book, told.law, law_day(told.events[0].at))
    yield f"── {told.name}  {told.title}"
    lines = [(a.at, 0, list(_act_lines(a, law))) for a in story.acts]
    for r in story.refusals:
        why = r.refused.detail.get("what") or r.refused.detail.get("missing")
        head = f"{shown_at(r.at)}  {r.by:<6} ✗ {r.refused.act}：{r.refused.code}" + (f"（{why}）" if why else "")
        what = words[r.refused.cite].zh if r.refused.cite in words else ""
        lines.append((r.at, 1, [head, f"{'':26}{law.citation(r.refused.cite)}：{what}" if what else ""]))
    for _, _, texts in sorted(lines, key=lambda x: (x[0], x[1])):
        yield from (text for text in texts if text)


def _act_lines(act: Act, law: MeasureLaw) -> Iterator[str]:
    move = "" if act.step_from == act.step_to else f"  {act.step_from} → {act.step_to}"
    papers = f"  【{'、'.join(act.documents)}】" if act.documents else ""
    of = act.facts.get("incident") or act.facts.get("matter") or ""
    name = f"{act.act}（{of}）" if of else act.act
    cited = law.citation(act.facts.get("rests_on", act.cite))
    yield f"{shown_at(act.at)}  {act.by.id:<6} {name}{move}  {cited}{papers}"
    for d in act.opened:
        matter = f"（{d.matter}）" if d.matter else ""
        doubt = "，暂定" if d.provisional else ""
        yield f"{'':26}⏱ {d.kind}{matter} → {d.due}{doubt}  {law.citation(d.cite)}"


def review_verdict(played: ReviewRehearsal, engine: str) -> str:
    """One line, or the differences."""
    story, name = played.story, played.told.name
    counts = f"{len(story.acts)} acts, {len(story.refusals)} refusals"
    if not played.found:
        return f"✓ {name} ({engine}): {story.state().step}, {counts}, as expected"
    return "\n".join([f"✗ {name} ({engine}): {counts}, not as expected", *(f"    {f}" for f in played.found)])
