"""Which acts of a campaign are open to an officer now, and why the others are not: `decide_campaign` is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from models.law.campaign_rules import LEVELS
from models.law.days import law_day
from models.records.acts import Refused
from models.records.campaigns import Unit
from models.records.commands import Actor, Command
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_fold import fold
from models.steps.cleanup_table import ACTS, MOVES
from portal.campaign_reading import CampaignFile
from portal.deciding import Door, door_of

Body = dict[str, Any]
_KEY, _SOME = "assumed", "~"
OPENING = "open_campaign"


def standing(campaign: CampaignFile, now: datetime) -> CampaignFile:
    """The campaign with every day that has passed counted, as the next act would find it."""
    settled = settle_campaign(campaign.state, campaign.law, campaign.calendar, now)
    return replace(campaign, state=fold(campaign.state, settled)) if settled else campaign


def doors(campaign: CampaignFile, actor: Actor, now: datetime, unit: str = "") -> tuple[Door, ...]:
    """Every act of the table for this officer at this instant; for one unit, or for any."""
    campaign = standing(campaign, now)
    here = MOVES.open_acts(campaign.state.step)
    acts = [act for act in ACTS if act != OPENING]
    return tuple(door(campaign, act, actor, now, unit, at_this_step=act in here) for act in acts)


def door(
    campaign: CampaignFile, act: str, actor: Actor, now: datetime, unit: str = "", *, at_this_step: bool = True
) -> Door:
    """One act: open, or the first refusal that stands before it."""
    bodies = _assumed(campaign, act, law_day(now), unit)
    commands = (Command(_KEY, act, actor, campaign_part(act, body)) for body in bodies)
    answers = (decide_campaign(campaign.state, c, campaign.law, campaign.calendar, now) for c in commands)
    return door_of(act, answers, at_this_step=at_this_step)


def judged(campaign: CampaignFile, command: Command, now: datetime) -> Refused | None:
    """What `decide_campaign` would refuse of a command now."""
    answer = decide_campaign(campaign.state, command, campaign.law, campaign.calendar, now)
    return answer if isinstance(answer, Refused) else None


def _assumed(campaign: CampaignFile, act: str, today: date, unit: str) -> Iterator[Body]:
    """What an officer could plausibly say: each unit it may concern, the choices that matter varied."""
    state = campaign.state
    units = [u for u in state.units if unit in ("", u.id)]
    yield from _MAKERS[act](campaign, units, today.isoformat())


def _plain(**more: Any) -> Callable[[CampaignFile, list[Unit], str], Iterator[Body]]:
    def make(_: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
        said = {k: (today if v == "on" else v) for k, v in more.items()}
        yield from ({"unit": u.id, **said} for u in units)

    return make


def _enrolled(campaign: CampaignFile, _: list[Unit], __: str) -> Iterator[Body]:
    kinds = [k for k in campaign.law.unit_kinds if k != "lead"] or ["department"]
    root = campaign.state.unit(campaign.state.root)
    yield {"unit": _SOME, "kind": kinds[0], "level": root.level if root else LEVELS[-1], "name": _SOME}


def _faults(_: CampaignFile, units: list[Unit], __: str) -> Iterator[Body]:
    for unit in units:
        for fault in unit.ledger.faults[:1] if unit.ledger else ():
            yield {"unit": unit.id, "fault": fault, "way": "value", "reason": _SOME}
    yield {"unit": units[0].id if units else _SOME, "fault": _SOME, "way": "value", "reason": _SOME}


def _reported_up(campaign: CampaignFile, _: list[Unit], __: str) -> Iterator[Body]:
    root = campaign.state.unit(campaign.state.root)
    above = LEVELS[: LEVELS.index(root.level)] if root else ()
    yield from ({"to": level} for level in (*campaign.law.closes, *reversed(above), LEVELS[0]))


def _planned(_: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
    for disposition in ("revise", "abolish"):
        item = {"id": _SOME, "document": _SOME, "disposition": disposition, "due": today, "channel": _SOME}
        yield from ({"unit": u.id, "items": [item]} for u in units)


def _proposed(campaign: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
    ids = [u.id for u in units]
    asked = [i for i in campaign.state.items if i.unit in ids and i.in_name_of and not i.proposed_on]
    yield from ({"unit": i.unit, "item": i.id, "on": today} for i in asked)
    yield from ({"unit": u, "item": _SOME, "on": today} for u in ids[:1])


def _completed(campaign: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
    ids = [u.id for u in units]
    for i in campaign.state.items:
        if i.unit in ids and not i.done:
            outcome = campaign.law.done_by(i.disposition)
            yield {"unit": i.unit, "item": i.id, "outcome": outcome, "on": today, "channel": i.channel or _SOME}
    yield from ({"unit": u, "item": _SOME, "outcome": "reissued", "on": today} for u in ids[:1])


def _published(campaign: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
    ids = [u.id for u in units]
    owed = [d for d in campaign.state.outstanding() if d.unit in ids and d.what in ("catalogue", "lists")]
    owed += [d for d in campaign.state.outstanding() if d.unit in ids and d.what in ("supplement", "renewal")]
    yield from ({"unit": d.unit, "what": d.what, "on": today, "place": _SOME} for d in owed)
    yield from ({"unit": u, "what": "catalogue", "on": today, "place": _SOME} for u in ids[:1])


def _notice(_: CampaignFile, __: list[Unit], today: str) -> Iterator[Body]:
    yield {"month": today.rpartition("-")[0]}


def _found(campaign: CampaignFile, units: list[Unit], today: str) -> Iterator[Body]:
    ids = [u.id for u in units]
    found = [f for f in campaign.state.findings if f.unit in ids and not f.settled]
    yield from ({"unit": f.unit, "finding": f.id, "on": today, "reason": _SOME} for f in found)
    yield from ({"unit": u, "finding": _SOME, "on": today, "reason": _SOME} for u in ids[:1])


def _stop(campaign: CampaignFile, _: list[Unit], __: str) -> Iterator[Body]:
    stops = [d for d in campaign.law.stops_at_once if d in ("revise", "legislate", "abolish")]
    yield {"stop": _SOME, "document": _SOME, "disposition": (stops or ["abolish"])[0], "without_basis": True}


def _of_stops(**more: Any) -> Callable[[CampaignFile, list[Unit], str], Iterator[Body]]:
    def make(campaign: CampaignFile, _: list[Unit], __: str) -> Iterator[Body]:
        for held in campaign.state.stops:
            plan = {"plan": held.plan} if "others" in more and held.plan else {}
            yield {"stop": held.id, **plan, **more}
        yield {"stop": _SOME, **more}

    return make


_RECORD = {"on": "on", "record": _SOME}
_MAKERS: dict[str, Callable[[CampaignFile, list[Unit], str], Iterator[Body]]] = {
    "enrol_unit": _enrolled,
    "name_contact": _plain(name=_SOME, post=_SOME, phone=_SOME),
    "file_ledger": _plain(digest=_SOME),
    "settle_fault": _faults,
    "report_ledgers_up": _reported_up,
    "except_ledger": _plain(change="add", digest=_SOME, reason=_SOME),
    "file_plan": _planned,
    "propose_clean_up": _proposed,
    "complete_item": _completed,
    "file_report": _plain(),
    "file_summary": _plain(),
    "publish_result": _published,
    "issue_monthly_notice": _notice,
    "hold_interview": _plain(**_RECORD, **{"with": _SOME}),
    "spot_check": _plain(**_RECORD),
    "third_party_check": _plain(**_RECORD, by_body=_SOME),
    "settle_finding": _found,
    "propose_stop": _stop,
    "stop_rule": _of_stops(others="keep"),
    "propose_resume": _of_stops(reason=_SOME),
    "resume_rule": _of_stops(others="keep"),
    "close_campaign": lambda *_: iter(({},)),
}
