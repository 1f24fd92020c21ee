"""The clean-up ledger as it is stored (清理规范台账): files taken, their rows, what is wrong with each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.tables.schema import Instant, metadata


def _c(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    return Column(name, kind, nullable=more.pop("nullable", False), comment=comment, **more)


ledger_import = Table(
    "ledger_import",
    metadata,
    _c("id", String(64), "digest of campaign, unit, file and turn", primary_key=True),
    _c("campaign", String(64), "the campaign (清理规范工作); “-”: none"),
    _c("ledger_unit", String(64), "whose ledger (责任单位)"),
    _c("turn", Integer, "which file of this unit's, counted from one"),
    _c("file_name", Text, "the file's name as it came"),
    _c("file_sha256", String(64), "digest of the file"),
    _c("sheet", Text, "the sheet read; empty for CSV"),
    _c("form", String(32), "the published form it follows (台账样式)"),
    _c("way", String(8), "new, add or replace: beside the rows held, or in their place"),
    _c("rows", Integer, "rows of the file"),
    _c("rows_done", Integer, "rows kept so far; all of them when it is done"),
    _c("state", String(12), "begun, done or superseded; only a done one counts"),
    _c("taken_by", String(64), "who brought it (经办人)"),
    _c("begun_at", Instant, "when"),
    _c("done_at", Instant, "when the last row was kept", nullable=True),
    UniqueConstraint("campaign", "ledger_unit", "turn"),
)

ledger_row = Table(
    "ledger_row",
    metadata,
    _c("import_id", String(64), "the file it came with", primary_key=True),
    _c("place", Integer, "its row in the sheet", primary_key=True, autoincrement=False),
    _c("form", String(32), "the form it came in (台账样式)"),
    _c("cells", Text, "its cells as they came, as JSON"),
    _c("ordinal", Text, "number (序号)", nullable=True),
    _c("document", Text, "the document with its number (文件名称及文号)", nullable=True),
    _c("document_sha256", String(64), "digest of its name, to find it twice", nullable=True),
    _c("touches_list", Text, "concerns a list of seriously dishonest subjects (是否涉及黑名单)", nullable=True),
    _c(
        "touches_information", Text, "concerns inclusion, sharing, disclosure (是否涉及信息纳入共享公开)", nullable=True
    ),
    _c("touches_measure", Text, "concerns measures (是否涉及失信惩戒措施); not asked by every form", nullable=True),
    _c("content", Text, "what it says (相关内容摘要)", nullable=True),
    _c("national_basis", Text, "has a national basis (是否有国家层面依据)", nullable=True),
    _c("local_basis", Text, "has a basis in a local regulation (是否有地方性法规依据)", nullable=True),
    _c("basis", Text, "what the basis says (依据的具体内容)", nullable=True),
    _c("disposition", Text, "the disposition as written (处置方式)", nullable=True),
    _c("complete", Text, "to be completed, as written (完成时间)", nullable=True),
    _c("unit", Text, "the responsible unit as written (责任单位)", nullable=True),
    _c("person", Text, "the responsible person and office (责任人姓名及职务)", nullable=True),
    _c("telephone", Text, "telephone (电话)", nullable=True),
    _c("disposition_id", String(16), "keep, revise, legislate, abolish; empty: none of the four"),
    _c("complete_on", Date, "the day it names; none where it names none", nullable=True),
    _c("in_order", Boolean, "no fault is open (无未处理问题)"),
    _c("struck", Boolean, "struck out by a person (划去)"),
    _c("settled", Text, "how its faults were settled, in order, as JSON"),
    _c("sha256", String(64), "digest of the row as it stands"),
    ForeignKeyConstraint(["import_id"], ["ledger_import.id"]),
    Index("ix_ledger_row_document_sha256", "document_sha256"),
)

ledger_fault = Table(
    "ledger_fault",
    metadata,
    _c("import_id", String(64), "the file", primary_key=True),
    _c("place", Integer, "the row in its sheet", primary_key=True, autoincrement=False),
    _c("code", String(32), "what is wrong (问题)", primary_key=True),
    _c("field", String(32), "the column; empty: the whole row", primary_key=True),
    _c("about", Text, "what stands there or is meant, as JSON"),
    _c("standing", String(8), "open, settled, or gone with another's settlement"),
    _c("settled_by", String(64), "who settled it", nullable=True),
    _c("settled_at", Instant, "when", nullable=True),
    _c("way", String(8), "value, stands or struck (改正、保留、划去)", nullable=True),
    _c("reason", Text, "why (理由)", nullable=True),
    ForeignKeyConstraint(["import_id", "place"], ["ledger_row.import_id", "ledger_row.place"]),
    Index("ix_ledger_fault_import_id_standing", "import_id", "standing"),
)
