"""Files of honours as they are stored (守信激励): honours, standards, incentives, commitments; where each is shown."""

from __future__ import annotations

from sqlalchemy import Date, Index, String, Table

from models.tables.proceeding_schema import file_columns
from models.tables.schema import column, metadata

honour_file = Table(
    "honour_file",
    metadata,
    *file_columns("file of honours (守信激励)", "the text that orders honours (守信激励依据)"),
    column("what", String(16), "honour, standard, benefit or pledge; empty: not begun (荣誉、标准、激励、承诺)"),
    column("class", String(64), "red-list or exemplar, the standard's name, the incentive, or the form of commitment"),
    column("standard", String(40), "the file of the standard it was given by; of a standard the one it replaces"),
    column("since", Date, "the day of recognition, of publication, of the grant (认定日期); none yet", nullable=True),
    column("until", Date, "the last day it holds (有效期至); none", nullable=True),
    column("exit_way", String(16), "error, listed, misuse, expired or standard (退出方式); empty: it has not ended"),
    column("ended_on", Date, "the day it ended (退出日期); none", nullable=True),
    Index("ix_honour_file_what_step", "what", "step"),
    Index("ix_honour_file_standard", "standard"),
)

honour_shown = Table(
    "honour_shown",
    metadata,
    column("file_id", String(40), "the honour", primary_key=True),
    column("channel", String(32), "where it is shown (公示渠道)", primary_key=True),
    column("since", Date, "from which day, the latest time (公示日期)", primary_key=True),
    column("deleted_on", Date, "the day it was seen gone (删除日期); none yet", nullable=True),
)
