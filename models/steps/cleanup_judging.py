"""The context one command of a campaign is judged in, and what every judgement asks first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from models.law.campaign_rules import LEVELS, CampaignLaw
from models.law.days import SHANGHAI, Calendar
from models.records.acts import DeadlineKey
from models.records.campaigns import CampaignState, Due, Unit
from models.records.commands import CLOCK, Command, as_day
from models.steps.cleanup_fields import campaign_legal_faults
from models.steps.cleanup_table import MOVES
from models.steps.judging import No, unmet

UNIT_OFFICER = "unit-officer"


@dataclass(frozen=True, slots=True)
class CampaignContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: CampaignState
    command: Command
    law: CampaignLaw
    calendar: Calendar
    now: datetime
    today: date

    @property
    def unit(self) -> Unit:
        """The unit the command speaks of; `refuse_unit` has seen that it is there."""
        found = self.state.unit(self.command.word("unit"))
        if found is None:
            raise LookupError(self.command.word("unit"))
        return found

    def received(self) -> datetime:
        """The instant a filing counts as received: the proven one, else now."""
        return received_at(self.command.word("received_at")) or self.now

    def meets(self, what: str, item: str = "") -> tuple[tuple[DeadlineKey, ...], dict[str, Any]]:
        """What an act of the unit meets of a kind, and the facts that say whether it came in time."""
        due = self.state.owed(what, self.unit.id, item)
        if due is None:
            return (), {}
        return (due.key,), {"in_time": self.received() <= due.ends_at}


def received_at(said: str) -> datetime | None:
    """An instant as a person writes it, in Shanghai; None where it is none."""
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI).astimezone(UTC)
    except ValueError:
        return None


def dues_as_facts(dues: Iterable[Due]) -> list[dict[str, Any]]:
    """Dues as an act's facts carry them; the fold opens them from there."""
    return [
        {
            "what": d.what,
            "unit": d.unit,
            "item": d.item,
            "due": d.due.isoformat(),
            "ends_at": d.ends_at.isoformat(),
            "cite": d.cite,
            **({"late": True} if d.late else {}),
        }
        for d in dues
    ]


def is_above(level: str, other: str) -> bool:
    """Whether one level stands above another."""
    return LEVELS.index(level) < LEVELS.index(other)


def refuse_actor(ctx: CampaignContext) -> No | None:
    """Not this post, or not for this unit (H-41)."""
    rule, actor = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None:
        return No("not_authorised", "cleanup.roles", {"roles": []})
    held = [r for r in actor.roles if r in rule.roles]
    if not held or actor.id == CLOCK:
        return No("not_authorised", "cleanup.roles", {"roles": list(rule.roles)})
    if held == [UNIT_OFFICER] and not _is_theirs(ctx):
        return No("not_authorised", "cleanup.roles", {"unit": ctx.command.word("unit")})
    return None


def _is_theirs(ctx: CampaignContext) -> bool:
    """Whether the officer files for this unit, or for one it stands under."""
    named = ctx.command.word("unit")
    reach = (named, *ctx.state.above(named))
    return any(u.id in reach and ctx.command.by.id in u.officers for u in ctx.state.units)


def refuse_form(ctx: CampaignContext) -> No | None:
    """What the command says has to be there and be readable (H-42, H-55)."""
    found = campaign_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "cleanup.fields", detail)
    said = ctx.command.word("received_at")
    if said:
        at = received_at(said)
        if at is None:
            return unmet("cleanup.fields", "instant_unreadable", value=said)
        if at > ctx.now:
            return unmet("cleanup.late-day", "day_in_future", on=said)
    on = as_day(ctx.command.facts.get("on"))
    return unmet("cleanup.late-day", "day_in_future", on=on.isoformat()) if on and on > ctx.today else None


def refuse_step(ctx: CampaignContext) -> No | None:
    """The act has a row at this step and its rule stands in the law; a closed ledger says so."""
    act, step = ctx.command.act, ctx.state.step
    found = MOVES.ways(act, step)
    if not found and act == "file_ledger" and ctx.state.reported_on is not None:
        cite = "campaign.closes" if ctx.law.closes else "cleanup.closed"
        return No("ledger_closed", cite, {"missing": "except_ledger", "on": ctx.state.reported_on.isoformat()})
    if not found:
        return No("step_not_open", "cleanup.table", {"step": step})
    return None


def refuse_unit(ctx: CampaignContext) -> No | None:
    """The unit named is one of the campaign."""
    named = ctx.command.word("unit")
    if not named or ctx.command.act == "enrol_unit" or ctx.state.unit(named) is not None:
        return None
    return unmet("cleanup.units", "unit_unknown", unit=named)
