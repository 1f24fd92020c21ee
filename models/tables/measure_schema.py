"""Reviews of measures as they are stored (信用措施审查): the file, what falls due in it, incidents by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, String, Table

from models.tables.campaign_schema import file_columns
from models.tables.schema import Instant, metadata


def _c(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    return Column(name, kind, nullable=more.pop("nullable", False), comment=comment, **more)


measure_review = Table(
    "measure_review",
    metadata,
    *file_columns("review of a measure (信用措施审查)"),
    _c("notice", String(64), "the text that orders the review (审查依据)"),
    _c("kind", String(16), "penalty or reward; empty: an import or a report (惩戒、奖励)"),
    _c("impact", String(16), "large or ordinary, as found; empty: not found yet (影响)"),
    _c("instrument", String(64), "the law file it becomes, by its id in the law's data; empty: none"),
    _c("text_sha256", String(64), "digest of the text proposed; what is issued is this text (文本)"),
    _c("issued_on", Date, "the day of issue (印发日期); none yet", nullable=True),
    _c("in_force_on", Date, "first day in force (施行日期); none yet", nullable=True),
    Index("ix_measure_review_instrument", "instrument"),
)

measure_due = Table(
    "measure_due",
    metadata,
    _c("review_id", String(40), "the review", primary_key=True),
    _c("kind", String(32), "which deadline (期限种类)", primary_key=True),
    _c("matter", String(32), "which incident; empty: the review's own", primary_key=True),
    _c("start_on", Date, "the day it is counted from (起算日)"),
    _c("due", Date, "the last day (届满日)"),
    _c("ends_at", Instant, "the instant it ends"),
    _c("provisional", Boolean, "a year concerned has no calendar yet (暂定)"),
    _c("standing", String(8), "open, met, ended, dropped"),
    _c("cite", String(64), "the rule's key in the law's data"),
    Index("ix_measure_due_standing_ends_at", "standing", "ends_at"),
)

measure_incident = Table(
    "measure_incident",
    metadata,
    _c("review_id", String(40), "the review of the measure concerned", primary_key=True),
    _c("id", String(32), "the incident's name (舆情事件)", primary_key=True),
    _c("happened_on", Date, "the day of the incident"),
    _c("finding", String(16), "kept, corrected, stopped; empty: not answered yet (处置)"),
    _c("answered_on", Date, "the day of the answer; none yet", nullable=True),
    _c("late", Boolean, "its day passed without an answer (逾期)"),
    _c("noticed_on", Date, "the day of its one notice (一案例一通报); none", nullable=True),
)
