"""What is stored of every proceeding beside the listing: the columns of its file, and what falls due in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from models.tables.schema import Instant, column, metadata


def file_columns(what: str, notice: str) -> tuple[Column[Any], ...]:
    """What every proceeding's file has, beside listing cases: its law and calendar, its state, its workflow."""
    return (
        column("id", String(40), f"the {what}: mode, year, random; never used twice", primary_key=True),
        column("mode", String(16), "real, training or rehearsal (真实、训练、演练)"),
        column("notice", String(64), notice),
        column("law_version", String(64), "digest of the law pinned"),
        column("calendar_version", String(64), "digest of the calendar pinned"),
        column("authority", Text, "who leads it (牵头单位)"),
        column("level", String(16), "the lead's level (层级)"),
        column("region", String(12), "administrative division code (行政区划代码)"),
        column("opened_at", Instant, "legal instant of the first command"),
        column("rehearsal_offset", Integer, "seconds the server's clock is ahead in a rehearsal", default=0),
        column("version", Integer, "acts recorded so far"),
        column("step", String(32), "where it stands (环节): projection"),
        column("closed", Boolean, "it is over: projection"),
        column("state", Text, "the fold of all acts, as JSON: projection"),
        column("applied_version", Integer, "the version the workflow last told it holds", default=0),
        column("ahead_since", Instant, "since when the record is ahead of the workflow", nullable=True),
    )


# Where a kind keeps what falls due, unless it has a table of its own.
proceeding_due = Table(
    "proceeding_due",
    metadata,
    column("file_id", String(40), "the file of the proceeding", primary_key=True),
    column("kind", String(32), "which deadline (期限种类)", primary_key=True),
    column("party", String(32), "whose; empty: the file's own", primary_key=True),
    column("channel", String(32), "where; empty: nowhere apart", primary_key=True),
    column("matter", String(32), "about what inside the file; empty: the file itself", primary_key=True),
    column("start_on", Date, "the day it is counted from (起算日)"),
    column("due", Date, "the last day (届满日)"),
    column("ends_at", Instant, "the instant it ends"),
    column("provisional", Boolean, "a year concerned has no calendar yet (暂定)"),
    column("standing", String(8), "open, met, ended, dropped"),
    column("cite", String(64), "the rule's key in the law's data"),
    Index("ix_proceeding_due_standing_ends_at", "standing", "ends_at"),
)
