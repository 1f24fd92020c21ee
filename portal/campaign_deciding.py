"""What an officer could plausibly say in a campaign: each unit an act may concern, the choices that matter varied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from models.law.campaign_rules import LEVELS
from models.records.campaigns import Unit
from portal.campaign_reading import CampaignFile

Body = dict[str, Any]
Make = Callable[[CampaignFile, list[Unit], str], Iterator[Body]]
_SOME = "~"
OPENING = "open_campaign"


def _assumed(make: Make, campaign: CampaignFile, today: str, said: Mapping[str, str]) -> Iterator[Body]:
    """What is said of the unit the address names, else of any."""
    units = [u for u in campaign.state.units if said.get("unit") in (None, u.id)]
    yield from make(campaign, units, today)


def _plain(**more: Any) -> Make:
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


def _drafted(campaign: CampaignFile, units: list[Unit], _: str) -> Iterator[Body]:
    ids = [u.id for u in units]
    held = [i for i in campaign.state.items if i.unit in ids and not i.done]
    # An abolition is drafted for what is to be abolished; for anything else only where nothing else is open.
    for i in sorted(held, key=lambda i: campaign.law.done_by(i.disposition) != "abolished"):
        yield {"unit": i.unit, "item": i.id, "reason": _SOME, "channel": i.channel or _SOME}
    yield from ({"unit": u, "item": _SOME, "reason": _SOME} for u in ids[:1])


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


def _of_stops(**more: Any) -> Make:
    def make(campaign: CampaignFile, _: list[Unit], __: str) -> Iterator[Body]:
        for held in campaign.state.stops:
            plan = {"plan": held.plan} if "others" in more and held.plan else {}
            yield {"stop": held.id, **plan, **more}
        yield {"stop": _SOME, **more}

    return make


_RECORD = {"on": "on", "record": _SOME}
_MAKERS: dict[str, Make] = {
    "enrol_unit": _enrolled,
    "name_contact": _plain(name=_SOME, post=_SOME, phone=_SOME),
    "file_ledger": _plain(digest=_SOME),
    "settle_fault": _faults,
    "report_ledgers_up": _reported_up,
    "except_ledger": _plain(change="add", digest=_SOME, reason=_SOME),
    "file_plan": _planned,
    "propose_clean_up": _proposed,
    "complete_item": _completed,
    "draft_abolition": _drafted,
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
BODIES = {act: partial(_assumed, make) for act, make in _MAKERS.items()}
