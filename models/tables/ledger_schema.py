"""The clean-up ledger as it is stored (清理规范台账): files taken, their rows, what is wrong with each."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.tables.schema import Instant, column, metadata

ledger_import = Table(
    "ledger_import",
    metadata,
    column("id", String(64), "digest of campaign, unit, file and turn", primary_key=True),
    column("campaign", String(64), "the campaign (清理规范工作); “-”: none"),
    column("ledger_unit", String(64), "whose ledger (责任单位)"),
    column("turn", Integer, "which file of this unit's, counted from one"),
    column("file_name", Text, "the file's name as it came"),
    column("file_sha256", String(64), "digest of the file"),
    column("sheet", Text, "the sheet read; empty for CSV"),
    column("form", String(32), "the published form it follows (台账样式)"),
    column("way", String(8), "new, add or replace: beside the rows held, or in their place"),
    column("rows", Integer, "rows of the file"),
    column("rows_done", Integer, "rows kept so far; all of them when it is done"),
    column("state", String(12), "begun, done or superseded; only a done one counts"),
    column("taken_by", String(64), "who brought it (经办人)"),
    column("begun_at", Instant, "when"),
    column("done_at", Instant, "when the last row was kept", nullable=True),
    UniqueConstraint("campaign", "ledger_unit", "turn"),
)

ledger_row = Table(
    "ledger_row",
    metadata,
    column("import_id", String(64), "the file it came with", primary_key=True),
    column("place", Integer, "its row in the sheet", primary_key=True, autoincrement=False),
    column("form", String(32), "the form it came in (台账样式)"),
    column("cells", Text, "its cells as they came, as JSON"),
    column("ordinal", Text, "number (序号)", nullable=True),
    column("document", Text, "the document with its number (文件名称及文号)", nullable=True),
    column("document_sha256", String(64), "digest of its name, to find it twice", nullable=True),
    column("touches_list", Text, "concerns a list of seriously dishonest subjects (是否涉及黑名单)", nullable=True),
    column(
        "touches_information", Text, "concerns inclusion, sharing, disclosure (是否涉及信息纳入共享公开)", nullable=True
    ),
    column("touches_measure", Text, "concerns measures (是否涉及失信惩戒措施); not asked by every form", nullable=True),
    column("content", Text, "what it says (相关内容摘要)", nullable=True),
    column("national_basis", Text, "has a national basis (是否有国家层面依据)", nullable=True),
    column("local_basis", Text, "has a basis in a local regulation (是否有地方性法规依据)", nullable=True),
    column("basis", Text, "what the basis says (依据的具体内容)", nullable=True),
    column("disposition", Text, "the disposition as written (处置方式)", nullable=True),
    column("complete", Text, "to be completed, as written (完成时间)", nullable=True),
    column("unit", Text, "the responsible unit as written (责任单位)", nullable=True),
    column("person", Text, "the responsible person and office (责任人姓名及职务)", nullable=True),
    column("telephone", Text, "telephone (电话)", nullable=True),
    column("disposition_id", String(16), "keep, revise, legislate, abolish; empty: none of the four"),
    column("complete_on", Date, "the day it names; none where it names none", nullable=True),
    column("in_order", Boolean, "no fault is open (无未处理问题)"),
    column("struck", Boolean, "struck out by a person (划去)"),
    column("settled", Text, "how its faults were settled, in order, as JSON"),
    column("sha256", String(64), "digest of the row as it stands"),
    ForeignKeyConstraint(["import_id"], ["ledger_import.id"]),
    Index("ix_ledger_row_document_sha256", "document_sha256"),
)

ledger_fault = Table(
    "ledger_fault",
    metadata,
    column("import_id", String(64), "the file", primary_key=True),
    column("place", Integer, "the row in its sheet", primary_key=True, autoincrement=False),
    column("code", String(32), "what is wrong (问题)", primary_key=True),
    column("field", String(32), "the column; empty: the whole row", primary_key=True),
    column("about", Text, "what stands there or is meant, as JSON"),
    column("standing", String(8), "open, settled, or gone with another's settlement"),
    column("settled_by", String(64), "who settled it", nullable=True),
    column("settled_at", Instant, "when", nullable=True),
    column("way", String(8), "value, stands or struck (改正、保留、划去)", nullable=True),
    column("reason", Text, "why (理由)", nullable=True),
    ForeignKeyConstraint(["import_id", "place"], ["ledger_row.import_id", "ledger_row.place"]),
    Index("ix_ledger_fault_import_id_standing", "import_id", "standing"),
)
