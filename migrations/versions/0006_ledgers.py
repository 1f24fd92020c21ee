"""The clean-up ledger: files taken, their rows, what is wrong with each."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_import",
        sa.Column("id", sa.String(length=64), nullable=False, comment="digest of campaign, unit, file and turn"),
        sa.Column("campaign", sa.String(length=64), nullable=False, comment="the campaign (清理规范工作); “-”: none"),
        sa.Column("ledger_unit", sa.String(length=64), nullable=False, comment="whose ledger (责任单位)"),
        sa.Column("turn", sa.Integer(), nullable=False, comment="which file of this unit's, counted from one"),
        sa.Column("file_name", sa.Text(), nullable=False, comment="the file's name as it came"),
        sa.Column("file_sha256", sa.String(length=64), nullable=False, comment="digest of the file"),
        sa.Column("sheet", sa.Text(), nullable=False, comment="the sheet read; empty for CSV"),
        sa.Column("form", sa.String(length=32), nullable=False, comment="the published form it follows (台账样式)"),
        sa.Column(
            "way",
            sa.String(length=8),
            nullable=False,
            comment="new, add or replace: beside the rows held, or in their place",
        ),
        sa.Column("rows", sa.Integer(), nullable=False, comment="rows of the file"),
        sa.Column("rows_done", sa.Integer(), nullable=False, comment="rows kept so far; all of them when it is done"),
        sa.Column(
            "state", sa.String(length=12), nullable=False, comment="begun, done or superseded; only a done one counts"
        ),
        sa.Column("taken_by", sa.String(length=64), nullable=False, comment="who brought it (经办人)"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True, comment="when the last row was kept"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_import")),
        sa.UniqueConstraint("campaign", "ledger_unit", "turn", name=op.f("uq_ledger_import_campaign_ledger_unit_turn")),
    )
    op.create_table(
        "ledger_row",
        sa.Column("import_id", sa.String(length=64), nullable=False, comment="the file it came with"),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False, comment="its row in the sheet"),
        sa.Column("form", sa.String(length=32), nullable=False, comment="the form it came in (台账样式)"),
        sa.Column("cells", sa.Text(), nullable=False, comment="its cells as they came, as JSON"),
        sa.Column("ordinal", sa.Text(), nullable=True, comment="number (序号)"),
        sa.Column("document", sa.Text(), nullable=True, comment="the document with its number (文件名称及文号)"),
        sa.Column(
            "document_sha256", sa.String(length=64), nullable=True, comment="digest of its name, to find it twice"
        ),
        sa.Column(
            "touches_list",
            sa.Text(),
            nullable=True,
            comment="concerns a list of seriously dishonest subjects (是否涉及黑名单)",
        ),
        sa.Column(
            "touches_information",
            sa.Text(),
            nullable=True,
            comment="concerns inclusion, sharing, disclosure (是否涉及信息纳入共享公开)",
        ),
        sa.Column(
            "touches_measure",
            sa.Text(),
            nullable=True,
            comment="concerns measures (是否涉及失信惩戒措施); not asked by every form",
        ),
        sa.Column("content", sa.Text(), nullable=True, comment="what it says (相关内容摘要)"),
        sa.Column("national_basis", sa.Text(), nullable=True, comment="has a national basis (是否有国家层面依据)"),
        sa.Column(
            "local_basis", sa.Text(), nullable=True, comment="has a basis in a local regulation (是否有地方性法规依据)"
        ),
        sa.Column("basis", sa.Text(), nullable=True, comment="what the basis says (依据的具体内容)"),
        sa.Column("disposition", sa.Text(), nullable=True, comment="the disposition as written (处置方式)"),
        sa.Column("complete", sa.Text(), nullable=True, comment="to be completed, as written (完成时间)"),
        sa.Column("unit", sa.Text(), nullable=True, comment="the responsible unit as written (责任单位)"),
        sa.Column("person", sa.Text(), nullable=True, comment="the responsible person and office (责任人姓名及职务)"),
        sa.Column("telephone", sa.Text(), nullable=True, comment="telephone (电话)"),
        sa.Column(
            "disposition_id",
            sa.String(length=16),
            nullable=False,
            comment="keep, revise, legislate, abolish; empty: none of the four",
        ),
        sa.Column("complete_on", sa.Date(), nullable=True, comment="the day it names; none where it names none"),
        sa.Column("in_order", sa.Boolean(), nullable=False, comment="no fault is open (无未处理问题)"),
        sa.Column("struck", sa.Boolean(), nullable=False, comment="struck out by a person (划去)"),
        sa.Column("settled", sa.Text(), nullable=False, comment="how its faults were settled, in order, as JSON"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="digest of the row as it stands"),
        sa.ForeignKeyConstraint(["import_id"], ["ledger_import.id"], name=op.f("fk_ledger_row_import_id")),
        sa.PrimaryKeyConstraint("import_id", "place", name=op.f("pk_ledger_row")),
    )
    op.create_index("ix_ledger_row_document_sha256", "ledger_row", ["document_sha256"], unique=False)
    op.create_table(
        "ledger_fault",
        sa.Column("import_id", sa.String(length=64), nullable=False, comment="the file"),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False, comment="the row in its sheet"),
        sa.Column("code", sa.String(length=32), nullable=False, comment="what is wrong (问题)"),
        sa.Column("field", sa.String(length=32), nullable=False, comment="the column; empty: the whole row"),
        sa.Column("about", sa.Text(), nullable=False, comment="what stands there or is meant, as JSON"),
        sa.Column(
            "standing", sa.String(length=8), nullable=False, comment="open, settled, or gone with another's settlement"
        ),
        sa.Column("settled_by", sa.String(length=64), nullable=True, comment="who settled it"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.Column("way", sa.String(length=8), nullable=True, comment="value, stands or struck (改正、保留、划去)"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why (理由)"),
        sa.ForeignKeyConstraint(
            ["import_id", "place"],
            ["ledger_row.import_id", "ledger_row.place"],
            name=op.f("fk_ledger_fault_import_id_place"),
        ),
        sa.PrimaryKeyConstraint("import_id", "place", "code", "field", name=op.f("pk_ledger_fault")),
    )
    op.create_index("ix_ledger_fault_import_id_standing", "ledger_fault", ["import_id", "standing"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
