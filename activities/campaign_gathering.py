"""Gathering the facts of one paper of a campaign: only what had happened when it was ordered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from activities.gathering import Order
from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_words
from models.law.days import law_day
from models.law.lawbook import Lawbook, Words
from models.records.acts import Act
from models.records.campaigns import CampaignState, Unit
from models.steps.cleanup_fold import fold
from models.tables import schema as t
from models.tables.campaign_names import document_names, unit_names
from models.tables.campaign_schema import campaign
from models.tables.packing import unpack


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """All that one paper of a campaign is made from; nothing else is looked at.

    `authority` keeps the register of numbers: the lead.  `own` is the act that ordered the paper, `body` what was
    said in it, `state` the fold up to it.
    """

    kind: str
    mode: str
    authority: str
    notice: str
    made_on: date
    own: Act
    body: Mapping[str, Any]
    state: CampaignState
    names: Mapping[str, str]
    documents: Mapping[str, str]
    words: Mapping[str, Words]
    law: CampaignLaw

    @property
    def unit(self) -> Unit | None:
        """The unit the act speaks of."""
        return self.state.unit(str(self.own.facts.get("unit", "")))

    def name(self, unit_id: str) -> str:
        """What a unit is called."""
        return self.names.get(unit_id) or unit_id

    def document(self, mark: str) -> str:
        """What a document is called."""
        return self.documents.get(mark, "")


def gather_campaign(connection: Connection, order: Order, book: Lawbook) -> CampaignFacts:
    """The facts of one paper, and nothing that happened after it was ordered."""
    row = connection.execute(select(campaign).where(campaign.c.id == order.case_id)).one()
    found = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    acts = tuple(unpack(Act, content) for content in connection.execute(found).scalars())
    own = next(a for a in acts if a.key == order.key)
    said = connection.execute(select(t.command.c.body).where(t.command.c.key == order.key)).scalar_one()
    pinned = connection.execute(select(t.pin.c.content).where(t.pin.c.version == row.law_version)).scalar_one()
    opened_on = law_day(row.opened_at)
    instrument = book.instrument(row.notice, opened_on).place.inner("instrument")
    title = book.instrument(row.notice, opened_on).place.inner("title").text("zh").partition("（")[0]
    return CampaignFacts(
        kind=order.kind,
        mode=row.mode,
        authority=row.authority,
        notice=f"《{title}》（{instrument.text('number')}）",
        made_on=law_day(own.at),
        own=own,
        body=json.loads(said),
        state=fold(CampaignState(order.case_id, row.mode), (a for a in acts if a.version <= own.version)),
        names=unit_names(connection, order.case_id),
        documents=document_names(connection, order.case_id),
        words=campaign_words(book, row.notice, opened_on),
        law=unpack(CampaignLaw, pinned),
    )
