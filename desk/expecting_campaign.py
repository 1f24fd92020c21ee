"""Whether a campaign's story is what its file expects, how two tellings differ, and when it was reminded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.campaignfile import CampaignFile
from desk.expecting import shown_at
from desk.playing_campaign import CampaignStory
from models.law.days import Calendar, end_of, law_day
from models.law.reading import Place
from models.law.reminding import Ladder, rung_day
from models.records.acts import Act
from models.records.campaigns import CampaignState, Due
from models.steps.cleanup_fold import apply

_KNOWN = ("step", "refused", "deadlines", "documents", "late_units", "reminders", "rows")


@dataclass(frozen=True, slots=True)
class Reminded:
    """A unit reminded of what it owes, so many working days before the last one."""

    on: date
    unit: str
    what: str
    item: str
    due: date
    rung: int


def campaign_differences(told: CampaignFile, story: CampaignStory, reminders: tuple[Reminded, ...]) -> list[str]:
    """Every point in which the story is not what the file expects."""
    expect, state = told.expect, story.state()
    expect.only(*_KNOWN)
    found: list[str] = []
    if "step" in expect and expect["step"] != state.step:
        found.append(f"step: expected {expect['step']}, got {state.step}")
    if "refused" in expect:
        wanted = [(r["act"], str(r["at"])[:16], r["code"], _why(r)) for r in expect.rows("refused")]
        came = [
            (r.refused.act, shown_at(r.at), r.refused.code, str(r.refused.detail.get("what", "")))
            for r in story.refusals
        ]
        came = [c if w[3] else (*c[:3], "") for c, w in zip(came, wanted, strict=False)] + came[len(wanted) :]
        found += _same("refused", wanted, came)
    for row in expect.rows("deadlines"):
        found += _due(row, state)
    found += _documents(list(expect.words("documents")), made(story))
    if "late_units" in expect:
        rows = [(r["month"], r["line"], r.words("units")) for r in expect.rows("late_units")]
        found += _same("late_units", rows, list(_named(state)))
    if "reminders" in expect:
        rows_told = [(str(r["on"]), r["unit"], r["what"], r["rung"]) for r in expect.rows("reminders")]
        found += _same("reminders", rows_told, [(x.on.isoformat(), x.unit, x.what, x.rung) for x in reminders])
    if "rows" in expect:
        rolled = {u: state.rolled_up(u) for u in expect.inner("rows")}
        found += _same("rows", dict(expect.inner("rows")), rolled)
    return found


def _why(row: Place) -> str:
    return str(row.get("what", ""))


def _same(what: str, expected: Any, got: Any) -> list[str]:
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


def _due(row: Place, state: CampaignState) -> list[str]:
    row.only("unit", "what", "item", "due", "late", "standing")
    unit, what, item = row.text("unit"), row.text("what"), row.get("item")
    name = f"deadline {what} of {unit}" + (f" ({item})" if item else "")
    held = [d for d in state.dues if d.unit == unit and d.what == what and item in (None, d.item)]
    if not held:
        return [f"{name}: expected {row['due']}, there is none"]
    return _due_apart(row, held[-1], name)


def _due_apart(row: Place, held: Due, name: str) -> list[str]:
    shown = held.due.isoformat() if held.ends_at == end_of(held.due) else shown_at(held.ends_at)
    found = [] if str(row["due"]) == shown else [f"{name}: expected {row['due']}, got {shown}"]
    if "late" in row and row["late"] is not held.late:
        found.append(f"{name}: expected late {row['late']}, got {held.late}")
    if "standing" in row and row["standing"] != held.standing.value:
        found.append(f"{name}: expected {row['standing']}, got {held.standing.value}")
    return found


def _named(state: CampaignState) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for notice in state.notices:
        for line, units in notice.lines:
            if units:
                yield notice.month, line, units


def made(story: CampaignStory) -> list[str]:
    """The kinds of paper, in the order of their first making."""
    return list(dict.fromkeys(d for a in story.acts for d in a.documents))


def _documents(wanted: list[str], got: list[str]) -> list[str]:
    missing = [d for d in wanted if d not in got]
    if missing:
        return [f"documents: missing {missing}, made {got}"]
    return _same("documents (order)", wanted, [d for d in got if d in wanted])


def campaign_timeline(acts: list[Act]) -> list[tuple[Any, ...]]:
    """What must be equal between two tellings of a campaign."""
    return [
        (
            a.at.isoformat(),
            a.by.id,
            a.act,
            a.step_from,
            a.step_to,
            a.cite,
            tuple((d["what"], d["unit"], d["item"], d["ends_at"], d["cite"]) for d in a.facts.get("dues") or ()),
            tuple(sorted(map(tuple, a.met))),
            tuple(sorted(map(tuple, a.dropped))),
            tuple(a.documents),
            a.facts.get("lines"),
            a.facts.get("missing"),
        )
        for a in acts
    ]


def reminders_of(story: CampaignStory, ladder: Ladder, calendar: Calendar) -> tuple[Reminded, ...]:
    """Whom the house reminded on its rungs (H-27): what was owed by then and not yet done, each rung once."""
    found: list[Reminded] = []
    last = law_day(story.acts[-1].at) if story.acts else None
    for due, since, done in _lives(story):
        for rung in ladder.rungs:
            on = rung_day(due.due, rung, calendar)
            if since <= on and (done is None or on < done) and last is not None and on <= last:
                found.append(Reminded(on, due.unit, due.what, due.item, due.due, rung))
    return tuple(sorted(found, key=lambda r: (r.on, r.unit, r.what, r.item, -r.rung)))


def _lives(story: CampaignStory) -> Iterator[tuple[Due, date, date | None]]:
    """Everything owed, since which day, and the day it was done or no longer owed."""
    state, began, ended = story.start, dict[tuple[str, ...], date](), dict[tuple[str, ...], date]()
    for act in story.acts:
        state = apply(state, act)
        for due in state.dues:
            began.setdefault(due.key, law_day(act.at))
            if not due.is_owed:
                ended.setdefault(due.key, law_day(act.at))
    for due in state.dues:
        yield due, began[due.key], ended.get(due.key)
