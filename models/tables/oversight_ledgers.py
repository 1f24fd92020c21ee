"""Oversight of ledgers beside what checks have found: a measure that went through its review and is in no ledger."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from models.tables.asking_json import law_day, under
from models.tables.campaign_schema import campaign, campaign_unit
from models.tables.ledger_schema import ledger_import, ledger_row
from models.tables.measure_schema import measure_review
from models.tables.oversight_asking import Acts, Asked, day_of, finding, said_in, there_is
from models.tables.schema import act, command

_TAKEN = ("done", "superseded")


def reviewed_not_entered(asked: Asked) -> Select[Any]:
    """A unit filed its ledger without a document that it had issued by then, as the document's own review tells."""
    filed, issued, proposed = act.alias("a"), act.alias("issued"), command.alias("proposed")
    unit = said_in(filed, "facts.unit")
    of_unit = and_(campaign_unit.c.campaign_id == filed.c.case_id, campaign_unit.c.id == unit)
    of_file = proposed.c.case_id == issued.c.case_id
    told = and_(of_file, proposed.c.act == "propose_measure", proposed.c.outcome == "done")
    rows = (
        filed.join(campaign, campaign.c.id == filed.c.case_id)
        .join(campaign_unit, of_unit)
        .join(proposed, under(proposed.c.body, "department") == campaign_unit.c.name)
        .join(issued, and_(told, issued.c.act == "issue_measure"))
        .join(measure_review, measure_review.c.id == issued.c.case_id)
    )
    entered = _entered(filed, unit, under(proposed.c.body, "title"))
    since = day_of(filed)
    found = finding(
        rows, filed.c.case_id, campaign_unit.c.name, "reviewed-not-entered", detail=issued.c.case_id, since=since,
        until=_by(asked, entered), seq=filed.c.seq,
    )  # fmt: skip
    return found.where(
        filed.c.act == "file_ledger",
        asked.is_of(campaign.c.mode),
        asked.is_of(measure_review.c.mode),
        since <= asked.until,
        said_in(issued, "facts.on") <= since,
        ~_filed_before(filed, unit),
        func.coalesce(entered, "9999") > since,
    )


def _filed_before(filed: Acts, unit: Any) -> ColumnElement[bool]:
    earlier = act.alias("earlier")
    same = and_(earlier.c.case_id == filed.c.case_id, earlier.c.act == filed.c.act, earlier.c.version < filed.c.version)
    return there_is(earlier, same, said_in(earlier, "facts.unit") == unit)


def _entered(filed: Acts, unit: Any, title: Any) -> Any:
    """The day a row that names the document first stood in the unit's ledger."""
    held = ledger_row.join(ledger_import, ledger_import.c.id == ledger_row.c.import_id)
    found = select(func.min(law_day(ledger_import.c.done_at))).select_from(held)
    own = and_(ledger_import.c.campaign == filed.c.case_id, ledger_import.c.ledger_unit == unit)
    named = and_(ledger_row.c.document.contains(title), ledger_row.c.struck.is_(False))
    asked = found.where(own, named, ledger_import.c.state.in_(_TAKEN))
    return asked.correlate_except(ledger_row, ledger_import).scalar_subquery()


def _by(asked: Asked, entered: Any) -> Any:
    """That day, as far as the month's end knows it."""
    return case((entered <= asked.until, entered), else_=None)
