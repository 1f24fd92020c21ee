"""Standards of lists as they are stored (名单认定标准): the file, and every edition with the days it stands."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Index, Integer, String, Table

from models.tables.proceeding_schema import file_columns
from models.tables.schema import column, metadata

list_standard = Table(
    "list_standard",
    metadata,
    *file_columns("standard of a list (名单认定标准)", "the text it is made under (制定依据)"),
    column("list_id", String(64), "the list, by its id in the law's data; empty: nothing proposed yet (名单)"),
    column("scope", String(8), "nation or local (实施范围)"),
    column("consulted_from", Date, "first day of the consultation that runs or ran; none yet", nullable=True),
    column("consulted_until", Date, "its last day (征求意见截止日); none yet", nullable=True),
    column("comments", Integer, "comments received so far (收到意见)"),
    column("unanswered", Integer, "comments without an answer (未答复意见)"),
    Index("ix_list_standard_list_id", "list_id"),
)

standard_edition = Table(
    "standard_edition",
    metadata,
    column("file_id", String(40), "the file of the standard", primary_key=True),
    column("number", Integer, "which edition, from 1 (版次)", primary_key=True),
    column("text_sha256", String(64), "digest of its text (文本)"),
    column("rank", String(32), "the rank of the text that holds it (位阶)"),
    column("since", Date, "first day in force (施行日)"),
    column("until", Date, "last day it stands (失效前最后一日); none known", nullable=True),
    column("adjusting", Boolean, "an old one that must be renewed in the transition (需要调整)"),
    Index("ix_standard_edition_text", "text_sha256"),
)
