"""Reviews of measures as they are stored (信用措施审查): the file, what falls due in it, incidents by name."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Index, String, Table

from models.tables.proceeding_schema import file_columns
from models.tables.schema import Instant, column, metadata

measure_review = Table(
    "measure_review",
    metadata,
    *file_columns("review of a measure (信用措施审查)", "the text that orders the review (审查依据)"),
    column("kind", String(16), "penalty or reward; empty: an import or a report (惩戒、奖励)"),
    column("impact", String(16), "large or ordinary, as found; empty: not found yet (影响)"),
    column("instrument", String(64), "the law file it becomes, by its id in the law's data; empty: none"),
    column("text_sha256", String(64), "digest of the text proposed; what is issued is this text (文本)"),
    column("issued_on", Date, "the day of issue (印发日期); none yet", nullable=True),
    column("in_force_on", Date, "first day in force (施行日期); none yet", nullable=True),
    Index("ix_measure_review_instrument", "instrument"),
)

measure_due = Table(
    "measure_due",
    metadata,
    column("review_id", String(40), "the review", primary_key=True),
    column("kind", String(32), "which deadline (期限种类)", primary_key=True),
    column("matter", String(32), "which incident; empty: the review's own", primary_key=True),
    column("start_on", Date, "the day it is counted from (起算日)"),
    column("due", Date, "the last day (届满日)"),
    column("ends_at", Instant, "the instant it ends"),
    column("provisional", Boolean, "a year concerned has no calendar yet (暂定)"),
    column("standing", String(8), "open, met, ended, dropped"),
    column("cite", String(64), "the rule's key in the law's data"),
    Index("ix_measure_due_standing_ends_at", "standing", "ends_at"),
)

measure_incident = Table(
    "measure_incident",
    metadata,
    column("review_id", String(40), "the review of the measure concerned", primary_key=True),
    column("id", String(32), "the incident's name (舆情事件)", primary_key=True),
    column("happened_on", Date, "the day of the incident"),
    column("finding", String(16), "kept, corrected, stopped; empty: not answered yet (处置)"),
    column("answered_on", Date, "the day of the answer; none yet", nullable=True),
    column("late", Boolean, "its day passed without an answer (逾期)"),
    column("noticed_on", Date, "the day of its one notice (一案例一通报); none", nullable=True),
)
