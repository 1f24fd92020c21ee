"""Months of oversight as they are stored (监督月报): one file a month and lead department."""

from __future__ import annotations

from sqlalchemy import Date, Index, String, Table

from models.tables.proceeding_schema import file_columns
from models.tables.schema import column, metadata

oversight_month = Table(
    "oversight_month",
    metadata,
    *file_columns("month of oversight (监督月报)", "the house rules it is held under (办理规则)"),
    column("month", String(7), "the month told, like 2026-10; empty before it is drawn (月份)"),
    column("digest", String(64), "digest of the notice as drawn, under which it is kept whole; empty: not drawn yet"),
    column("issued_on", Date, "the day the notice went out (印发日期); none yet", nullable=True),
    Index("ix_oversight_month_month", "month"),
)
