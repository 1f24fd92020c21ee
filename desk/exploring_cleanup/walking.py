"""A campaign's small worlds as the walk beside the listing takes them, with the production `decide_campaign`.

States are told apart by all that can change a future answer; of dates only the present instant, for time
moves from end to end alone.  Which revision a ledger is counts only where one above lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from desk.exploring_beside.walking import Small
from desk.exploring_cleanup.rules import EDGE_RULES, STATE_RULES
from desk.exploring_cleanup.worlds import WORLDS, World, commands
from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_law
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.records.acts import Act, Answer
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fold import fold


def campaign_worlds(book: Lawbook) -> Iterator[Small[CampaignState]]:
    """Every small world, under its own notice."""
    years = book.calendar().years
    calendar = book.calendar_for(years[0].year, years[-1].year)
    for world in WORLDS:
        yield small(world, campaign_law(book, world.notice, date.fromisoformat(world.began)), calendar)


def small(world: World, law: CampaignLaw, calendar: Calendar) -> Small[CampaignState]:
    """A world as it is walked."""
    narrowed = world.narrowed(law)

    def tried(state: CampaignState, now: datetime, everybody: bool) -> Iterator[Command]:
        return commands(world, state, now, everybody=everybody)

    def decide(state: CampaignState, command: Command, now: datetime) -> Answer:
        return decide_campaign(state, command, narrowed, calendar, now)

    def settle(state: CampaignState, now: datetime) -> tuple[Act, ...]:
        return settle_campaign(state, narrowed, calendar, now)

    return Small(
        world.name,
        CampaignState("explored", "rehearsal"),
        world.at(),
        tried,
        decide,
        settle,
        fold,
        form_of,
        lambda state: state.is_closed,
        STATE_RULES,
        EDGE_RULES,
        narrowed,
        world.until,
    )


def form_of(state: CampaignState, now: datetime) -> str:
    """The state as far as it can change what follows."""
    stale = state.stale()
    units = tuple(
        (u.id, u.contact, u.planned, len(u.reports), u.summary_on is not None, u.exceptions > 0,
         u.ledger and (u.ledger.digest, u.ledger.faults), u.id in stale)
        for u in state.units
    )  # fmt: skip
    dues = tuple((d.key, d.standing, d.late, d.named) for d in state.dues)
    items = tuple((i.id, i.done, i.proposed_on is not None) for i in state.items)
    findings = tuple((f.id, f.line, f.settled, f.named) for f in state.findings)
    stops = tuple((s.standing, s.disposition, s.proposed_by, s.confirmed_by, s.resume_by, s.plan) for s in state.stops)
    months = tuple(n.month for n in state.notices)
    return repr((state.step, sorted(units), sorted(dues), sorted(items), findings, stops, months, state.published, now))
