"""Editions of catalogue and measures list as they are stored (目录、清单的编制): the file, and the effect shown."""

from __future__ import annotations

from sqlalchemy import Date, Index, Integer, String, Table, Text

from models.tables.proceeding_schema import file_columns
from models.tables.schema import Instant, column, metadata

list_edition = Table(
    "list_edition",
    metadata,
    *file_columns("edition of catalogue or measures list (目录、清单)", "the text it is compiled under (编制依据)"),
    column("of", String(16), "catalogue, measures-list, kept-lists; empty before its first act (目录、清单、保留名单)"),
    column("scope", String(16), "base or supplement (基础、补充)"),
    column("instrument", String(64), "the law file it becomes, by its id in the law's data"),
    column("before_sha256", String(64), "digest of the edition before it; empty: none held (上一版)"),
    column("text_sha256", String(64), "digest of what was laid before the approving body; empty: not yet (内容摘要)"),
    column("effect_sha256", String(64), "digest of the effect sheet kept with the approval (影响表)"),
    column("published_on", Date, "the day of publication (公布日期); none yet", nullable=True),
    column("in_force_on", Date, "first day in force (施行日期); none yet", nullable=True),
    column("entered_on", Date, "the day the law files were seen to hold it (写入法规文件); none yet", nullable=True),
    Index("ix_list_edition_instrument", "instrument"),
)

edition_effect = Table(
    "edition_effect",
    metadata,
    column("edition_id", String(40), "the edition", primary_key=True),
    column("sha256", String(64), "digest of the sheet (影响表摘要)", primary_key=True),
    column("text_sha256", String(64), "digest of the text it was made for (内容摘要)"),
    column("in_force_on", Date, "the day from which it looks (拟施行日)"),
    column("cases", Integer, "open cases touched (受影响的在办案件)"),
    column("made_at", Instant, "when it was made"),
    column("content", Text, "the sheet, as JSON"),
)
