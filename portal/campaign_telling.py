"""What the pages of a campaign tell that no other proceeding's do: the list, the board, what a form is for."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import Request
from starlette.responses import Response

from models.law.cleanup import notices
from models.law.days import law_day
from portal.campaign_board import board, dispositions, levels
from portal.campaign_filling import CampaignOffer, takes_stop, takes_unit
from portal.campaign_reading import CampaignFile
from portal.counter import Counter
from portal.proceeding_kind import Kind
from portal.proceeding_reading import files
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor
from portal.wording import Speech


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
    return f"/cleanup/{held.id}/act/{act}{asked}"


def headline(counter: Counter, speech: ProceedingSpeech, held: CampaignFile) -> str:
    """The head line of a campaign: the notice it is held under."""
    return notice_title(counter, speech, held.notice)


def on_desk(counter: Counter, kind: Kind[CampaignFile], speech: ProceedingSpeech, _: Visitor) -> dict[str, Any]:
    """What the list of campaigns tells."""
    return {
        "held": counter.reader.ask(lambda connection: files(connection, kind.source)),
        "title": lambda notice: notice_title(counter, speech, notice),
    }


def in_file(
    counter: Counter, _: Kind[CampaignFile], speech: ProceedingSpeech, __: Visitor, held: CampaignFile, today: date
) -> dict[str, Any]:
    """The board: unit by unit what is filed and what is late, level by level, what stops at once."""
    lines = board(held.state, today, counter.near)
    return {
        "lines": lines,
        "late": [x for x in lines if x.late],
        "levels": levels(held.state),
        "dispositions": [
            (speech.choice("disposition", k) if k else "", n) for k, n in dispositions(held.state).items()
        ],
        "stops_at_once": speech.rule("campaign.stops_at_once"),
        "stopped": [speech.choice("disposition", d) for d in held.law.stops_at_once if d != "without-basis"],
        "closes": speech.rule("campaign.closes"),
        "document": lambda mark: held.documents.get(mark, mark),
        "officers": counter.reader.names(),
    }


def choose_first(
    kind: Kind[CampaignFile], counter: Counter, request: Request, speech: ProceedingSpeech, visitor: Visitor,
    held: CampaignFile, act: str, offer: CampaignOffer,
) -> Response | None:  # fmt: skip
    """First for which unit, or which stop: the form then knows what there is to choose from."""
    if takes_unit(act) and not offer.unit:
        what, options = "unit", [(u, held.name(u)) for u in offer.units()]
    elif takes_stop(act) and not offer.stop:
        what, options = "stop", [(s.id, f"{s.id} {held.documents.get(s.document, '')}") for s in held.state.stops]
    else:
        return None
    label = speech.field_name(act, what)
    told: dict[str, Any] = {"act": act, "what": what, "options": options, "label": label}
    return kind.page(counter, request, "cleanup_choose.html", speech, visitor, held, **told)
