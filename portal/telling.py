"""Telling what happened in a case: its timeline, and the outcome of a command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of, judged_on
from models.records.commands import Actor
from models.steps.forms import FIELDS
from portal.counter import Counter
from portal.deciding import doors
from portal.filling import Asked, said
from portal.reading import CaseFile, CommandRow, PaperRow
from portal.reckoning import Reckoned, reckon
from portal.sessions import Visitor
from portal.wording import RefusalWords, Rule, Speech


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline: when, who, what, by which rule, and what was said."""

    version: int
    act: str
    on: date
    at: str
    iso: str
    who: str
    what: str
    by_clock: bool
    rule: Rule | None
    to: str
    said: tuple[tuple[str, str], ...]
    papers: tuple[PaperRow | str, ...]
    # Papers the office has sent under a number of its own: the house prints none.
    sent: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A refusal that is kept, with where to read it again."""

    key: str
    at: str
    who: str
    what: str
    words: RefusalWords


def timeline(counter: Counter, speech: Speech, case: CaseFile, *, after: int = 0) -> list[Happened]:
    """The acts after a version, the newest first."""
    return happenings(counter, speech, case.id, after=after)


def happenings(
    counter: Counter, speech: Speech, file_id: str, *, after: int = 0, asked: Asked = FIELDS
) -> list[Happened]:
    """The acts of a file after a version, the newest first; `asked` are the fields of its acts."""
    names = counter.reader.names()
    bodies = {c.key: c for c in counter.reader.commands(file_id)}
    papers, ordered = counter.reader.papers(file_id), counter.reader.ordered(file_id)
    acts = counter.reader.acts(file_id, after)
    lines = {a.key: said(speech, c.act, c.body, asked) for a in acts if (c := bodies.get(a.key))}
    return [_happened(speech, act, names, lines.get(act.key), papers, ordered) for act in reversed(acts)]


def _happened(
    speech: Speech,
    act: Act,
    names: dict[str, str],
    lines: list[tuple[str, str]] | None,
    papers: tuple[PaperRow, ...],
    ordered: frozenset[tuple[str, str]],
) -> Happened:
    printed = {p.kind: p for p in papers if p.key == act.key}
    sent = tuple(kind for kind in act.documents if kind not in printed and (act.key, kind) not in ordered)
    return Happened(
        version=act.version,
        act=act.act,
        on=day_of(act),
        at=speech.instant(act.at),
        iso=act.at.isoformat(),
        who=speech.actor(act.by.id, names),
        what=_what(speech, act, by_clock=lines is None),
        by_clock=lines is None,
        rule=speech.rule(act.cite, judged_on(act)),
        to=speech.word("step", act.step_to) if act.step_to != act.step_from else "",
        said=tuple(lines or ()),
        papers=tuple(printed.get(kind, kind) for kind in act.documents if kind not in sent),
        sent=sent,
        unit=str(act.facts.get("unit", "")),
    )


def _what(speech: Speech, act: Act, *, by_clock: bool) -> str:
    """What was done; where the clock acted on one party's or unit's period, whose it was."""
    what, whose = speech.word("act", act.act), "party" if act.facts.get("party") else "unit"
    if not by_clock or not act.facts.get(whose):
        return what
    name = speech.choice(whose, str(act.facts[whose]))
    return speech.t(f"{what}（{name}）", f"{what} ({name})")


def refusals(counter: Counter, speech: Speech, case: CaseFile) -> list[Kept]:
    """The refusals of a case kept in the record, the newest first."""
    return kept_refusals(counter, speech, case.id, case.offset)


def kept_refusals(counter: Counter, speech: Speech, file_id: str, offset: int = 0) -> list[Kept]:
    """The refusals of a file kept in the record, the newest first."""
    names = counter.reader.names()
    return [
        Kept(
            c.key,
            speech.instant(c.received_at),
            speech.actor(c.actor, names),
            speech.word("act", c.act),
            speech.refusal(c.refused, law_day(c.received_at - timedelta(seconds=offset))),
        )
        for c in reversed(counter.reader.commands(file_id))
        if c.refused is not None
    ]


def pending(counter: Counter, speech: Speech, case: CaseFile) -> list[tuple[str, str, str]]:
    """The commands that are received and wait to be handed over: key, when, what."""
    return [
        (c.key, speech.instant(c.received_at), speech.word("act", c.act))
        for c in counter.reader.commands(case.id)
        if c.outcome == "received"
    ]


def outcome(counter: Counter, speech: Speech, case: CaseFile, held: CommandRow, visitor: Visitor) -> dict[str, Any]:
    """What a page tells of a command: the receipt, the refusal with what is open now, or that it waits."""
    if held.refused is not None:
        actor = Actor(visitor.id, visitor.roles)
        found = doors(case, actor, counter.now(case))
        return {
            "refusal": speech.refusal(held.refused),
            "refusal_other": speech.other.refusal(held.refused),
            "open": [d for d in found if d.is_open],
            "open_to_others": [d.act for d in found if d.at_this_step and not d.is_open],
        }
    acts = counter.reader.acts(case.id)
    own = next((a for a in acts if a.key == held.key), None)
    if own is None:
        return {}
    today = law_day(counter.now(case))
    started: list[Reckoned] = [reckon(case, d, today, counter.near) for d in own.opened]
    return {"own": own, "rule": speech.rule(own.cite, judged_on(own)), "started": started}
