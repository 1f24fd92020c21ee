"""Rehearsing a campaign file: played on an engine, told line by line, judged by what it expects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from desk.campaignfile import CampaignFile, campaign_of
from desk.expecting import apart, shown_at
from desk.expecting_campaign import Reminded, campaign_differences, campaign_timeline, reminders_of
from desk.places import test_server
from desk.playing_campaign import CampaignStory, pinned_campaign, play_campaign
from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_words
from models.law.days import end_of, law_day, start_of
from models.law.lawbook import Lawbook
from models.law.reading import Place
from models.law.reminding import ladder
from models.records.acts import Act

LAW, BOTH = "law", "both"


@dataclass(frozen=True, slots=True)
class CampaignRehearsal:
    """A campaign as it was played, and every point in which it is not what its file expects."""

    told: CampaignFile
    story: CampaignStory
    reminders: tuple[Reminded, ...]
    found: list[str]


def rehearse_campaign(place: Place, book: Lawbook, engine: str) -> CampaignRehearsal:
    """Read and play a campaign file on an engine; `both` compares the two tellings too."""
    told = campaign_of(place)
    law, calendar = pinned_campaign(book, told)
    story = play_campaign(told, book) if engine == LAW else _through_temporal(told, book)
    reminders = reminders_of(story, ladder(book, law.in_force_on), calendar)
    found = campaign_differences(told, story, reminders)
    if engine == BOTH:
        found += apart(play_campaign(told, book), story, campaign_timeline)
    return CampaignRehearsal(told, story, reminders, found)


def _through_temporal(told: CampaignFile, book: Lawbook) -> CampaignStory:
    # Imported here: the law alone needs neither Temporal nor a database.
    from desk.playing_campaign_temporal import play_campaign_temporal  # noqa: PLC0415
    from desk.playing_temporal import quiet_core  # noqa: PLC0415

    quiet_core()
    return asyncio.run(play_campaign_temporal(told, book, test_server()))


def campaign_lines(played: CampaignRehearsal, book: Lawbook) -> Iterator[str]:
    """The timeline as it is printed, reminders among the acts."""
    told, story = played.told, played.story
    law, _ = pinned_campaign(book, told)
    words = campaign_words(book, told.notice, law_day(told.events[0].at))
    yield f"── {told.name}  {told.title}"
    lines = [(a.at, 1, list(_act_lines(a, law))) for a in story.acts]
    for r in story.refusals:
        what = words[r.refused.cite].zh if r.refused.cite in words else ""
        why = f"（{r.refused.detail['what']}）" if "what" in r.refused.detail else ""
        head = f"{shown_at(r.at)}  {r.by:<6} ✗ {r.refused.act}：{r.refused.code}{why}"
        lines.append((r.at, 2, [head, f"{'':26}{law.citation(r.refused.cite)}：{what}" if what else ""]))
    for m in played.reminders:
        day = "当日" if m.rung == 0 else f"前{m.rung}个工作日"
        item = f"（{m.item}）" if m.item else ""
        lines.append((start_of(m.on), 0, [f"{m.on} 00:00  提醒   {m.unit}：{m.what}{item} 至 {m.due}，{day}"]))
    for _, _, texts in sorted(lines, key=lambda x: (x[0], x[1])):
        yield from (text for text in texts if text)


def _act_lines(act: Act, law: CampaignLaw) -> Iterator[str]:
    move = "" if act.step_from == act.step_to else f"  {act.step_from} → {act.step_to}"
    papers = f"  【{'、'.join(act.documents)}】" if act.documents else ""
    of = act.facts.get("unit") or act.facts.get("month") or ""
    name = f"{act.act}（{of}）" if of else act.act
    late = "  逾期" if act.facts.get("in_time") is False else ""
    cited = law.citation(act.facts.get("rests_on", act.cite))
    yield f"{shown_at(act.at)}  {act.by.id:<6} {name}{move}  {cited}{papers}{late}"
    for d in act.facts.get("dues") or ():
        item = f"（{d['item']}）" if d["item"] else ""
        yield f"{'':26}⏱ {d['what']}{item} → {_until(d)}  {law.citation(d['cite'])}"
    for line, units in (act.facts.get("lines") or {}).items():
        if units:
            yield f"{'':26}{law.citation(f'campaign.late_lines.{line}')}：{line}：{'、'.join(units)}"
    if act.facts.get("missing"):
        yield f"{'':26}未报：{'、'.join(act.facts['missing'])}"


def _until(due: dict[str, str]) -> str:
    """The last day, with its hour where the notice names one."""
    ends_at = datetime.fromisoformat(due["ends_at"])
    return due["due"] if ends_at == end_of(date.fromisoformat(due["due"])) else shown_at(ends_at)


def campaign_verdict(played: CampaignRehearsal, engine: str) -> str:
    """One line, or the differences."""
    story, name = played.story, played.told.name
    counts = f"{len(story.acts)} acts, {len(story.refusals)} refusals"
    if not played.found:
        return f"✓ {name} ({engine}): {story.state().step}, {counts}, as expected"
    return "\n".join([f"✗ {name} ({engine}): {counts}, not as expected", *(f"    {f}" for f in played.found)])
