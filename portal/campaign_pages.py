"""The pages on which a campaign is read: the list, the board, a unit."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from models.law.cleanup import notices
from models.law.days import law_day
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.tables.ledger_pages import fault_counts
from models.tables.ledgers import unit_ledger
from portal.campaign_board import board, dispositions, dues_of, levels
from portal.campaign_counter import campaign_of, home_of, now_of, speech_of
from portal.campaign_deciding import doors, standing
from portal.campaign_filling import takes_stop, takes_unit
from portal.campaign_reading import CampaignFile, campaigns, running
from portal.counter import Counter, Problem, lang_of
from portal.deciding import Door
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor
from portal.telling import happenings, kept_refusals
from portal.wording import Speech
from portal.words import cleanup

_THING = ("清理规范工作", "campaign")


def routes(counter: Counter) -> APIRouter:
    """The pages for reading."""
    router = APIRouter()

    @router.get("/cleanup")
    def list_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        speech = Speech(lang_of(request))
        held = counter.reader.ask(campaigns)
        return counter.page(
            request, "cleanup_list.html", speech=speech, visitor=visitor, held=held,
            steps={code: speech.t(*pair) for code, pair in cleanup.STEPS.items()},
            title=lambda notice: notice_title(counter, speech, notice),
            may="lead-head" in visitor.roles,
        )  # fmt: skip

    @router.get("/cleanup/{campaign_id}")
    def board_page(request: Request, campaign_id: str) -> Response:
        visitor, held = counter.visitor(request), campaign_of(counter, campaign_id)
        if not held.version:
            first = next((c for c in counter.reader.commands(campaign_id)), None)
            if first is None:
                raise Problem(404, "没有这一清理规范工作。", "There is no such campaign.")
            return RedirectResponse(f"{home_of(held)}/errand/{first.key}", status_code=303)
        counter.note(visitor, held.id, "campaign")
        speech = speech_of(counter, request, held)
        shown = _board(counter, speech, visitor, held)
        return page(counter, request, "cleanup_board.html", speech, visitor, held, **shown)

    @router.get("/cleanup/{campaign_id}/unit/{unit_id}")
    def unit_page(request: Request, campaign_id: str, unit_id: str) -> Response:
        visitor, held = counter.visitor(request), campaign_of(counter, campaign_id)
        if held.state.unit(unit_id) is None:
            raise Problem(404, "没有这一责任单位。", "There is no such unit.")
        counter.note(visitor, held.id, f"unit:{unit_id}")
        speech = speech_of(counter, request, held)
        shown = _unit(counter, speech, visitor, held, unit_id)
        return page(counter, request, "cleanup_unit.html", speech, visitor, held, **shown)

    @router.get("/cleanup/{campaign_id}/stop/{stop_id}")
    def stop_page(request: Request, campaign_id: str, stop_id: str) -> Response:
        visitor, held = counter.visitor(request), campaign_of(counter, campaign_id)
        stop = held.state.stop(stop_id)
        if stop is None:
            raise Problem(404, "没有这一停止事项。", "There is no such stop.")
        counter.note(visitor, held.id, f"stop:{stop_id}")
        speech = speech_of(counter, request, held)
        cases = counter.reader.ask(lambda connection: running(connection, held.id, stop_id))
        mine = [d.act for d in doors(held, Actor(visitor.id, visitor.roles), now_of(counter, held)) if d.is_open]
        acts = [a for a in ("stop_rule", "propose_resume", "resume_rule") if a in mine]
        return page(
            counter, request, "cleanup_stop.html", speech, visitor, held, stop=stop, cases=cases, acts=acts,
            officers=counter.reader.names(), steps=Speech(lang_of(request)),
        )  # fmt: skip

    return router


def page(
    counter: Counter, request: Request, template: str, speech: ProceedingSpeech, visitor: Visitor,
    campaign: CampaignFile, *, status: int = 200, **shown: Any,
) -> Response:  # fmt: skip
    """A page of a campaign: its mode on top, its own page behind its name."""
    told = {"home": home_of(campaign), "thing": speech.t(*_THING), "places": _places(campaign, speech), **shown}
    return counter.page(request, template, status=status, speech=speech, visitor=visitor, case=campaign, **told)


def _places(held: CampaignFile, speech: ProceedingSpeech) -> list[tuple[str, str]]:
    return [(speech.t("清理规范", "Clean-up"), "/cleanup"), (held.id, home_of(held))]


def notice_title(counter: Counter, speech: Speech, notice: str) -> str:
    """What a notice is called."""
    if notice not in notices(counter.book):
        return notice
    place = counter.book.instrument(notice, law_day(counter.now())).place
    named = place.inner("title")
    return speech.t(f"{named.text('zh')}（{place.inner('instrument').text('short')}）", named.text("en"))


def address(held: CampaignFile, act: str, *, unit: str = "", stop: str = "") -> str:
    """Where the form of an act is, for a unit or a stop where it speaks of one."""
    asked = f"?unit={unit}" if unit and takes_unit(act) else f"?stop={stop}" if stop and takes_stop(act) else ""
    return f"{home_of(held)}/act/{act}{asked}"


def grouped(speech: ProceedingSpeech, found: list[Door]) -> list[tuple[str, list[Door]]]:
    """Doors by what the acts are for."""
    groups = ((speech.t(*title), [d for d in found if d.act in acts]) for _, title, acts in cleanup.GROUPS)
    return [(title, held) for title, held in groups if held]


def _board(counter: Counter, speech: ProceedingSpeech, visitor: Visitor, held: CampaignFile) -> dict[str, Any]:
    now, near = now_of(counter, held), counter.near
    found = doors(held, Actor(visitor.id, visitor.roles), now)
    state, today = standing(held, now).state, law_day(now)
    lines = board(state, today, near)
    return {
        "title": notice_title(counter, speech, held.notice),
        "today": today,
        "lines": lines,
        "late": [x for x in lines if x.late],
        "levels": levels(state),
        "dispositions": [(speech.choice("disposition", k) if k else "", n) for k, n in dispositions(state).items()],
        "stops_at_once": speech.rule("campaign.stops_at_once"),
        "stopped": [speech.choice("disposition", d) for d in held.law.stops_at_once if d != "without-basis"],
        "closes": speech.rule("campaign.closes"),
        "document": lambda mark: held.documents.get(mark, mark),
        "officers": counter.reader.names(),
        "address": lambda act: address(held, act),
        "open": grouped(speech, [d for d in found if d.is_open]),
        "shut": grouped(speech, [d for d in found if not d.is_open and d.at_this_step]),
        "papers": counter.reader.papers(held.id),
        "happened": happenings(counter, speech, held.id, asked=FIELDS),
        "refusals": kept_refusals(counter, speech, held.id),
        "pending": [c for c in counter.reader.commands(held.id) if c.outcome == "received"],
    }


def _unit(
    counter: Counter, speech: ProceedingSpeech, visitor: Visitor, held: CampaignFile, unit_id: str
) -> dict[str, Any]:
    now = now_of(counter, held)
    found = doors(held, Actor(visitor.id, visitor.roles), now, unit_id)
    state, today = standing(held, now).state, law_day(now)
    ask = counter.reader.ask
    below = tuple(u.id for u in state.under(unit_id))
    return {
        "unit": state.unit(unit_id),
        "above": [held.name(u) for u in reversed(state.above(unit_id))],
        "below": state.below(unit_id),
        "dues": dues_of(state, unit_id, today, counter.near),
        "ledger": ask(lambda connection: unit_ledger(connection, held.id, unit_id)),
        "faults": ask(lambda connection: fault_counts(connection, held.id, below)),
        "rolled": state.rolled_up(unit_id),
        "items": [i for i in state.items if i.unit == unit_id],
        "findings": [f for f in state.findings if f.unit == unit_id],
        "document": lambda mark: held.documents.get(mark, mark),
        "officers": counter.reader.names(),
        "today": today,
        "open": grouped(speech, [d for d in found if d.is_open and takes_unit(d.act)]),
        "address": lambda act: address(held, act, unit=unit_id),
        "happened": [h for h in happenings(counter, speech, held.id, asked=FIELDS) if h.unit == unit_id],
    }
