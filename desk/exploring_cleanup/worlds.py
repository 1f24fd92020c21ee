"""The small worlds of a campaign: each a focus, exhaustive within its bounds, and the commands tried in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.law.campaign_rules import CampaignLaw
from models.law.days import SHANGHAI
from models.records.campaigns import CampaignState
from models.records.commands import Actor, Command
from models.steps.cleanup_table import MOVES

LEAD, HEAD, OTHER = Actor("lead", ("lead-officer",)), Actor("head", ("lead-head",)), Actor("other", ("lead-head",))
UNIT, STRANGER = Actor("unit", ("unit-officer",)), Actor("stranger", ("unit-officer",))
PEOPLE = (LEAD, HEAD, OTHER, UNIT, STRANGER)
GOOD: dict[str, Any] = {"digest": "good", "rows": 1, "keep": 1, "faults": []}
FAULTY: dict[str, Any] = {"digest": "faulty", "rows": 1, "unread": 1, "faults": ["1.row.short"]}
_FIXED = {"digest": "fixed", "rows": 1, "revise": 1}


@dataclass(frozen=True, slots=True)
class World:
    """One focus: the notice, when it begins, the units that may join, the acts tried, the months told.

    `days` keeps only these days of the calendar, so that time has few turns; `faulty` ledgers are filed too, each
    anew with a day of its own, so that time stops `until` a day.
    """

    name: str
    notice: str
    began: str
    level: str
    units: tuple[tuple[str, str, str, str], ...]
    acts: tuple[str, ...]
    days: tuple[str, ...]
    months: tuple[str, ...] = ()
    faulty: bool = False
    until: str = ""
    # A document of its ledgers, on which something rests, is stopped with the filing.
    at_once: bool = False

    def at(self) -> datetime:
        """The instant of its first act."""
        return datetime.fromisoformat(f"{self.began} 09:00").replace(tzinfo=SHANGHAI)

    def narrowed(self, law: CampaignLaw) -> CampaignLaw:
        """The notice with only the days of this world."""
        return replace(law, days=tuple(d for d in law.days if d.id in self.days))


_BEGIN = ("open_campaign", "enrol_unit")
_LEDGER = ("file_ledger", "settle_fault", "report_ledgers_up", "except_ledger")
_END = ("file_summary", "close_campaign")
_STOPS = ("propose_stop", "stop_rule", "propose_resume", "resume_rule")
_WHO_MAY = {
    "open_campaign": (HEAD,), "enrol_unit": (LEAD,), "report_ledgers_up": (HEAD,), "except_ledger": (HEAD, UNIT),
    "issue_monthly_notice": (LEAD,), "hold_interview": (HEAD,), "spot_check": (LEAD,), "third_party_check": (LEAD,),
    "close_campaign": (HEAD,), "name_contact": (UNIT,), "file_ledger": (UNIT,), "settle_fault": (UNIT,),
    "file_plan": (UNIT,), "propose_clean_up": (UNIT,), "draft_abolition": (UNIT,), "complete_item": (UNIT,),
    "file_report": (UNIT,),
    "file_summary": (LEAD, UNIT), "settle_finding": (UNIT,), "publish_result": (LEAD,),
}  # fmt: skip
_DEPARTMENT = ("d", "department", "city", "")

WORLDS = (
    World(
        "a department and the institution under it make and close their ledgers",
        "luliang-cleanup",
        "2021-01-15",
        "city",
        (_DEPARTMENT, ("c", "institution", "city", "d")),
        (*_BEGIN, *_LEDGER, *_END),
        ("ledger-city",),
        faulty=True,
        until="2021-05-31",
    ),
    World(
        "a plan with an abolition and a document of the government, reports, the summary",
        "luliang-cleanup",
        "2021-01-15",
        "city",
        (_DEPARTMENT,),
        (
            *_BEGIN,
            "file_ledger",
            "report_ledgers_up",
            "file_plan",
            "propose_clean_up",
            "draft_abolition",
            "complete_item",
            "file_report",
            *_END,
        ),
        ("plan", "report-june", "summary"),
    ),
    World(
        "contacts, checks, findings and monthly notices, closed with exceptions",
        "luliang-cleanup",
        "2021-01-15",
        "city",
        (_DEPARTMENT,),
        (
            *_BEGIN,
            "name_contact",
            "file_ledger",
            "report_ledgers_up",
            "except_ledger",
            "issue_monthly_notice",
            "hold_interview",
            "spot_check",
            "third_party_check",
            "settle_finding",
            *_END,
        ),
        ("contact", "ledger-city"),
        ("2021-01", "2021-02"),
    ),
    World(
        "stops by two of three people, undone by the same two, after the end too",
        "luliang-cleanup",
        "2021-01-15",
        "city",
        (_DEPARTMENT,),
        (*_BEGIN, "file_ledger", "report_ledgers_up", *_STOPS, *_END),
        (),
    ),
    World(
        "a document stopped by the filing of a ledger: running cases chosen for, lifted by two people, filed again",
        "luliang-cleanup",
        "2021-01-15",
        "city",
        (_DEPARTMENT,),
        (*_BEGIN, "file_ledger", "report_ledgers_up", *_STOPS, *_END),
        (),
        at_once=True,
    ),
    World(
        "noon in the high-tech zone: received before, entered after",
        "dalian-high-tech-zone",
        "2021-01-28",
        "zone",
        (("d", "department", "zone", ""), ("t", "township", "township", "")),
        (*_BEGIN, "file_ledger", "report_ledgers_up", "except_ledger", "issue_monthly_notice", *_END),
        ("ledger", "summary"),
        ("2021-01",),
    ),
    World(
        "the nation: provinces, catalogues and lists published by the end of the year",
        "notice-15",
        "2021-01-06",
        "nation",
        (("p", "territory", "province", ""),),
        (*_BEGIN, "file_ledger", "report_ledgers_up", "publish_result", *_END),
        ("ledger", "summary-provinces", "catalogue", "lists", "supplement"),
    ),
)


def commands(world: World, state: CampaignState, now: datetime, *, everybody: bool) -> Iterator[Command]:
    """Every act of the world in every form a rule could tell apart.

    Who may act hangs on the post and the unit alone, and an act without a row is refused for its step whatever it
    says: `everybody` tries all people and all forms, otherwise those whom no such rule stops.
    """
    for act in world.acts:
        bodies = list(_bodies(world, state, act, now))
        is_open = bool(MOVES.ways(act, state.step))
        for n, body in enumerate(bodies if is_open or everybody else bodies[:1]):
            for by in PEOPLE if everybody or act in _STOPS else _WHO_MAY.get(act, (HEAD, LEAD)):
                yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _bodies(world: World, state: CampaignState, act: str, now: datetime) -> Iterator[dict[str, Any]]:
    units = [u[0] for u in world.units]
    simple: dict[str, list[dict[str, Any]]] = {
        "open_campaign": [{"lead": "root", "level": world.level, "name": "given"}],
        "enrol_unit": [_enrolled(u) for u in world.units],
        "report_ledgers_up": [{"to": "province"}, {"to": "city"}, {"to": "nation"}],
        "issue_monthly_notice": [{"month": m} for m in world.months],
        "close_campaign": [{}],
        "name_contact": [{"unit": u, "name": "given", "post": "given", "phone": "given"} for u in units],
        "file_summary": [{"unit": u} for u in ("root", *units)],
        "file_report": [{"unit": u} for u in units],
        "hold_interview": [{"unit": u, "on": _today(now), "with": "given", "record": "given"} for u in units],
        "publish_result": [
            {"unit": u, "what": w, "on": _today(now), "place": "given"}
            for u, w in (("root", "catalogue"), ("root", "lists"), ("p", "supplement"))
        ]
        + [
            {"unit": u, "what": w, "on": _today(now), "not_needed": "given"}
            for u, w in (("root", "catalogue"), ("p", "supplement"))
        ],
    }
    if act in simple:
        yield from simple[act]
    elif act in _STOPS:
        yield from _stops(act, "d" if world.at_once else "s")
    else:
        for unit in units:
            yield from _of_a_unit(world, state, act, unit, now)


def _enrolled(unit: tuple[str, str, str, str]) -> dict[str, Any]:
    name, kind, level, parent = unit
    body = {"unit": name, "kind": kind, "level": level, "name": "given", "officers": ["unit"] if not parent else []}
    return {**body, "parent": parent} if parent else body


def _of_a_unit(world: World, state: CampaignState, act: str, unit: str, now: datetime) -> Iterator[dict[str, Any]]:
    today = _today(now)
    if act in ("file_ledger", "except_ledger"):
        yield from _ledgers(world, state, act, unit)
    elif act == "settle_fault":
        yield from _settlements(state, unit)
    elif act in ("file_plan", "propose_clean_up", "draft_abolition", "complete_item"):
        yield from _of_a_plan(act, unit, today)
    elif act in ("spot_check", "third_party_check"):
        base = {"unit": unit, "on": today, "record": "given"} | ({"by_body": "given"} if act != "spot_check" else {})
        line = "rule-not-entered" if act == "spot_check" else "new-rule"
        yield {**base, "findings": [{"id": "f", "line": line, "document": "given"}]}
        yield base
    elif act == "settle_finding":
        yield {"unit": unit, "finding": "f", "on": today, "reason": "given"}


def _ledgers(world: World, state: CampaignState, act: str, unit: str) -> Iterator[dict[str, Any]]:
    kinds = (GOOD, FAULTY) if world.faulty and unit == world.units[0][0] else (GOOD,)
    filed = [{"unit": unit, "digest": known["digest"], "ledger": known} for known in kinds]
    if world.at_once:
        stopped = {"stop": "d", "document": "m", "disposition": "abolish", "regimes": ["r"]}
        yield from ({**body, "stops": [stopped]} for body in filed)
        yield filed[0]
        return
    if act == "file_ledger":
        yield from filed
        yield {"unit": unit, "digest": "seen", "ledger": GOOD}
        yield {"unit": unit, "digest": "good", "ledger": GOOD, "received_at": f"{world.began} 08:00"}
        return
    for change in ("add", "change"):
        yield from ({**body, "change": change, "reason": "given"} for body in filed)
    if state.findings:
        yield {**filed[0], "change": "add", "reason": "given", "finding": "f"}


def _of_a_plan(act: str, unit: str, today: str) -> Iterator[dict[str, Any]]:
    if act == "file_plan":
        yield {"unit": unit, "items": [_item("i", "abolish", "2021-03-31", channel="gazette")]}
        yield {"unit": unit, "items": [_item("g", "revise", "2021-08-31", in_name_of="government")]}
        yield {"unit": unit, "items": [_item("x", "revise", "2021-12-31")]}
        yield {"unit": unit, "items": []}
    elif act == "propose_clean_up":
        yield from ({"unit": unit, "item": i, "on": today} for i in ("i", "g"))
    elif act == "draft_abolition":
        yield from (
            {"unit": unit, "item": i, "reason": "given", **({"channel": c} if c else {})}
            for i, c in (("i", ""), ("i", "wall"), ("g", "wall"))
        )
    else:
        for item, outcome, channel in (
            ("i", "abolished", "gazette"), ("i", "abolished", "wall"), ("i", "reissued", ""), ("g", "reissued", ""),
            ("g", "abolished", "wall"),
        ):  # fmt: skip
            yield {"unit": unit, "item": item, "outcome": outcome, "on": today, "channel": channel or "none"}


def _settlements(state: CampaignState, unit: str) -> Iterator[dict[str, Any]]:
    held = state.unit(unit)
    faults = held.ledger.faults if held is not None and held.ledger is not None else ()
    for fault in FAULTY["faults"]:
        left = [f for f in faults if f != fault]
        known = {**_FIXED, "digest": f"fixed-{len(left)}", "faults": left}
        yield {"unit": unit, "fault": fault, "way": "value", "reason": "given", "ledger": known}


def _item(name: str, disposition: str, due: str, **more: str) -> dict[str, str]:
    return {"id": name, "document": name, "disposition": disposition, "due": due, **more}


def _stops(act: str, stop: str) -> Iterator[dict[str, Any]]:
    if act == "propose_stop":
        shown = {"cases": 1, "plan": "one"}
        for disposition in ("abolish", "keep"):
            yield {"stop": stop, "document": "m", "disposition": disposition, "regimes": ["r"], "shown": shown}
    elif act == "stop_rule":
        for plan, now in (("one", "one"), ("two", "one"), ("one", "two")):
            yield {"stop": stop, "plan": plan, "others": "abolish", "shown": {"cases": 1, "plan": now}}
    elif act == "propose_resume":
        yield {"stop": stop, "reason": "given"}
        yield {"stop": stop, "reason": "given", "still_stopped": True}
    else:
        yield {"stop": stop, "others": "keep"}
        yield {"stop": stop, "others": "keep", "still_stopped": True}


def _today(now: datetime) -> str:
    return now.astimezone(SHANGHAI).date().isoformat()
