"""Clean-up campaigns as they are stored (清理规范): the file, its units, what they owe, the documents it stops."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Index, Integer, String, Table, Text

from models.tables.proceeding_schema import file_columns
from models.tables.schema import Instant, column, metadata

campaign = Table(
    "campaign",
    metadata,
    *file_columns("clean-up campaign (清理规范工作)", "the notice it is held under (通知)"),
)

campaign_unit = Table(
    "campaign_unit",
    metadata,
    column("campaign_id", String(40), "the campaign", primary_key=True),
    column("id", String(32), "the unit's id inside the campaign (责任单位)", primary_key=True),
    column("place", Integer, "order of enrolment; the first is the lead"),
    column("parent", String(32), "the unit above it; empty: none"),
    column("kind", String(16), "department, territory, institution … (单位类别)"),
    column("level", String(16), "nation to township (层级)"),
    column("name", Text, "its name (名称)", default=""),
    column("ledger_rows", Integer, "rows of its ledger as filed; none before it is filed", nullable=True),
    column("ledger_faults", Integer, "faults open in it", nullable=True),
    column("filed_on", Date, "the day it was last filed", nullable=True),
    column("late", Boolean, "has let a day pass and still owes what was due (逾期)"),
)

campaign_due = Table(
    "campaign_due",
    metadata,
    column("campaign_id", String(40), "the campaign", primary_key=True),
    column("unit", String(32), "whose (责任单位)", primary_key=True),
    column("what", String(16), "contact, ledger, plan, report, summary, item … (应办事项)", primary_key=True),
    column("item", String(32), "which day of the calendar, or which item of the plan", primary_key=True),
    column("due", Date, "the last day (届满日)"),
    column("ends_at", Instant, "the instant it ends"),
    column("standing", String(8), "open, met, ended, dropped"),
    column("late", Boolean, "the day passed without it (逾期)"),
    column("cite", String(64), "the rule's key in the law's data"),
    Index("ix_campaign_due_standing_ends_at", "standing", "ends_at"),
)

document_stop = Table(
    "document_stop",
    metadata,
    column("campaign_id", String(40), "the campaign", primary_key=True),
    column("id", String(32), "the stop's id inside it", primary_key=True),
    column("mode", String(16), "the campaign's mode: a rehearsal stops nothing real"),
    column("document", String(64), "digest of the document's name and number (文件)"),
    column("disposition", String(16), "revise, legislate, abolish (处置方式)"),
    column("standing", String(12), "proposed, in_force, resuming, resumed (提出、停止执行、拟恢复、已恢复)"),
    column("proposed_by", String(64), "who proposed it"),
    column("confirmed_by", String(64), "who confirmed it; empty: nobody yet"),
    column("cases", Integer, "running cases shown with it (在办案件)"),
    column("plan", String(64), "digest of the cases shown"),
    Index("ix_document_stop_standing", "standing"),
)

document_stop_on = Table(
    "document_stop_on",
    metadata,
    column("campaign_id", String(40), "the campaign", primary_key=True),
    column("stop_id", String(32), "the stop", primary_key=True),
    column("kind", String(8), "regime or measure: what rests on the document", primary_key=True),
    column("name", String(64), "the regime or the measure, by its id in the law's data", primary_key=True),
    Index("ix_document_stop_on_kind_name", "kind", "name"),
)

stop_case = Table(
    "stop_case",
    metadata,
    column("campaign_id", String(40), "the campaign", primary_key=True),
    column("stop_id", String(32), "the stop", primary_key=True),
    column("case_id", String(40), "a running case it meets (在办案件)", primary_key=True),
    column("version", Integer, "the case's version when it was shown"),
    column("disposition", String(16), "what was chosen for it (处理方式); none yet", nullable=True),
    column("command_key", String(64), "the command that told the case; none yet", nullable=True),
    column("resumed_key", String(64), "the command that told it of the end; none yet", nullable=True),
)
