"""The clean-up campaign at the counter: what its pages and forms are made from."""

from __future__ import annotations

from collections.abc import Mapping

from models.law.cleanup import campaign_law, campaign_words, notices
from models.law.days import law_day
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_table import MOVES
from models.tables.campaigns import CAMPAIGN as KEPT
from portal.campaign_counter import VOCABULARY
from portal.campaign_deciding import BODIES, OPENING
from portal.campaign_filling import CHOICES, GIVEN, CampaignOffer, fresh
from portal.campaign_offering import before, offer_of
from portal.campaign_reading import CampaignFile, named
from portal.campaign_telling import choose_first, headline, in_file, on_desk
from portal.case_choices import cases, groups
from portal.counter import Counter
from portal.law_titles import titles
from portal.proceeding_kind import Begun, Body, Forms, Kind, Lawful, Names, Pages, Said, Table
from portal.settings import Settings
from portal.words import cleanup


def _where(settings: Settings, said: Body) -> tuple[str, str, str]:
    """A campaign is its lead's, whoever keeps the counter."""
    return said["name"], said["level"], settings.region


def _first(settings: Settings) -> dict[str, list[str]]:
    return {"name": [settings.authority], "level": [settings.level]}


def _bare(held: CampaignFile, said: Mapping[str, str]) -> CampaignOffer:
    """What a lead could choose from: whether this officer may, the act itself says."""
    return CampaignOffer(held, Actor("", ("lead-officer",)), said.get("unit", ""), said.get("stop", ""))


def _names(counter: Counter, lang: str, held: CampaignFile | None) -> Names:
    regimes, measures = titles(counter.book, law_day(counter.now()))
    at = lang == "en"
    return {
        "unit": held.names if held else {},
        "officer": counter.reader.names(),
        "regime": {code: pair[at] for code, pair in regimes.items()},
        "measure": {code: pair[at] for code, pair in measures.items()},
    }


CAMPAIGN: Kind[CampaignFile] = Kind(
    kept=KEPT,
    home="/cleanup",
    prefix="cleanup",
    look="campaign",
    anew="/cleanup/new",
    table=Table(FIELDS, (OPENING,), MOVES, bodies=BODIES),
    lawful=Lawful(
        notices, campaign_law, campaign_words, "cleanup-house", "notice", ("依据的通知", "Notice it is held under")
    ),
    said=Said(
        VOCABULARY,
        tuple((title, acts) for _, title, acts in cleanup.GROUPS),
        thing=("清理规范工作", "campaign"),
        menu=("清理规范", "Clean-up"),
        title=("清理规范", "Clean-up"),
        heading=("失信约束措施清理规范", "Clean-up of measures against dishonesty"),
        subject=("清理规范工作", "Campaign"),
        file=("清理规范", "Clean-up"),
    ),
    begun=Begun(
        where=_where,
        first=_first,
        note=(
            "通知写明的日期从开展之日起约束各单位；已过的日期当即记为逾期。",
            "The days the notice names bind each unit from its enrolment; days already past are late at once.",
        ),
        forbidden=("只有牵头单位负责人可以开展清理规范。", "Only the head of the lead opens a campaign."),
    ),
    forms=Forms(
        choices=CHOICES,
        given=GIVEN,
        own={"cases": cases, "groups": groups},
        offer=offer_of,
        bare=_bare,
        fresh=fresh,
        beside=before,
        about=("unit",),
        first=choose_first,
    ),
    pages=Pages(
        desk="cleanup_list.html",
        file="cleanup_board.html",
        act="cleanup_act.html",
        on_desk=on_desk,
        in_file=in_file,
        headline=headline,
    ),
    file=CampaignFile,
    more=named,
    names=_names,
    parties=lambda held: held.names,
    dues=lambda state: state.dues,
    is_owed=lambda _, due: due.is_owed,
    reminded={"channel": "unit", "matter": "item"},
)
