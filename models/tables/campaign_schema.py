"""Clean-up campaigns as they are stored (清理规范): the file, its units, what they owe, the documents it stops."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from models.tables.schema import Instant, metadata


def _c(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    return Column(name, kind, nullable=more.pop("nullable", False), comment=comment, **more)


def file_columns(what: str) -> tuple[Column[Any], ...]:
    """What every proceeding's file has, beside listing cases: its law and calendar, its state, its workflow."""
    return (
        _c("id", String(40), f"the {what}: mode, year, random; never used twice", primary_key=True),
        _c("mode", String(16), "real, training or rehearsal (真实、训练、演练)"),
        _c("law_version", String(64), "digest of the law pinned"),
        _c("calendar_version", String(64), "digest of the calendar pinned"),
        _c("authority", Text, "who leads it (牵头单位)"),
        _c("level", String(16), "the lead's level (层级)"),
        _c("region", String(12), "administrative division code (行政区划代码)"),
        _c("opened_at", Instant, "legal instant of the first command"),
        _c("rehearsal_offset", Integer, "seconds the server's clock is ahead in a rehearsal", default=0),
        _c("version", Integer, "acts recorded so far"),
        _c("step", String(32), "where it stands (环节): projection"),
        _c("closed", Boolean, "it is over: projection"),
        _c("state", Text, "the fold of all acts, as JSON: projection"),
        _c("applied_version", Integer, "the version the workflow last told it holds", default=0),
        _c("ahead_since", Instant, "since when the record is ahead of the workflow", nullable=True),
    )


campaign = Table(
    "campaign",
    metadata,
    *file_columns("clean-up campaign (清理规范工作)"),
    _c("notice", String(64), "the notice it is held under (通知)"),
)

campaign_unit = Table(
    "campaign_unit",
    metadata,
    _c("campaign_id", String(40), "the campaign", primary_key=True),
    _c("id", String(32), "the unit's id inside the campaign (责任单位)", primary_key=True),
    _c("place", Integer, "order of enrolment; the first is the lead"),
    _c("parent", String(32), "the unit above it; empty: none"),
    _c("kind", String(16), "department, territory, institution … (单位类别)"),
    _c("level", String(16), "nation to township (层级)"),
    _c("name", Text, "its name (名称)"),
    _c("ledger_rows", Integer, "rows of its ledger as filed; none before it is filed", nullable=True),
    _c("ledger_faults", Integer, "faults open in it", nullable=True),
    _c("filed_on", Date, "the day it was last filed", nullable=True),
    _c("late", Boolean, "has let a day pass and still owes what was due (逾期)"),
)

campaign_due = Table(
    "campaign_due",
    metadata,
    _c("campaign_id", String(40), "the campaign", primary_key=True),
    _c("unit", String(32), "whose (责任单位)", primary_key=True),
    _c("what", String(16), "contact, ledger, plan, report, summary, item … (应办事项)", primary_key=True),
    _c("item", String(32), "which day of the calendar, or which item of the plan", primary_key=True),
    _c("due", Date, "the last day (届满日)"),
    _c("ends_at", Instant, "the instant it ends"),
    _c("standing", String(8), "open, met, ended, dropped"),
    _c("late", Boolean, "the day passed without it (逾期)"),
    _c("cite", String(64), "the rule's key in the law's data"),
    Index("ix_campaign_due_standing_ends_at", "standing", "ends_at"),
)

document_stop = Table(
    "document_stop",
    metadata,
    _c("campaign_id", String(40), "the campaign", primary_key=True),
    _c("id", String(32), "the stop's id inside it", primary_key=True),
    _c("mode", String(16), "the campaign's mode: a rehearsal stops nothing real"),
    _c("document", String(64), "digest of the document's name and number (文件)"),
    _c("disposition", String(16), "revise, legislate, abolish (处置方式)"),
    _c("standing", String(12), "proposed, in_force, resuming, resumed (提出、停止执行、拟恢复、已恢复)"),
    _c("proposed_by", String(64), "who proposed it"),
    _c("confirmed_by", String(64), "who confirmed it; empty: nobody yet"),
    _c("cases", Integer, "running cases shown with it (在办案件)"),
    _c("plan", String(64), "digest of the cases shown"),
    Index("ix_document_stop_standing", "standing"),
)

document_stop_on = Table(
    "document_stop_on",
    metadata,
    _c("campaign_id", String(40), "the campaign", primary_key=True),
    _c("stop_id", String(32), "the stop", primary_key=True),
    _c("kind", String(8), "regime or measure: what rests on the document", primary_key=True),
    _c("name", String(64), "the regime or the measure, by its id in the law's data", primary_key=True),
    Index("ix_document_stop_on_kind_name", "kind", "name"),
)

stop_case = Table(
    "stop_case",
    metadata,
    _c("campaign_id", String(40), "the campaign", primary_key=True),
    _c("stop_id", String(32), "the stop", primary_key=True),
    _c("case_id", String(40), "a running case it meets (在办案件)", primary_key=True),
    _c("version", Integer, "the case's version when it was shown"),
    _c("disposition", String(16), "what was chosen for it (处理方式); none yet", nullable=True),
    _c("command_key", String(64), "the command that told the case; none yet", nullable=True),
    _c("resumed_key", String(64), "the command that told it of the end; none yet", nullable=True),
)
