"""Clean-up campaigns: the file, its units, what they owe, the documents it stops and the cases that meets."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=40), nullable=False, comment='the clean-up campaign (清理规范工作): mode, year, random; never used twice'),
        sa.Column("mode", sa.String(length=16), nullable=False, comment='real, training or rehearsal (真实、训练、演练)'),
        sa.Column("law_version", sa.String(length=64), nullable=False, comment='digest of the law pinned'),
        sa.Column("calendar_version", sa.String(length=64), nullable=False, comment='digest of the calendar pinned'),
        sa.Column("authority", sa.Text(), nullable=False, comment='who leads it (牵头单位)'),
        sa.Column("level", sa.String(length=16), nullable=False, comment="the lead's level (层级)"),
        sa.Column("region", sa.String(length=12), nullable=False, comment='administrative division code (行政区划代码)'),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment='legal instant of the first command'),
        sa.Column("rehearsal_offset", sa.Integer(), nullable=False, comment="seconds the server's clock is ahead in a rehearsal"),
        sa.Column("version", sa.Integer(), nullable=False, comment='acts recorded so far'),
        sa.Column("step", sa.String(length=32), nullable=False, comment='where it stands (环节): projection'),
        sa.Column("closed", sa.Boolean(), nullable=False, comment='it is over: projection'),
        sa.Column("state", sa.Text(), nullable=False, comment='the fold of all acts, as JSON: projection'),
        sa.Column("applied_version", sa.Integer(), nullable=False, comment='the version the workflow last told it holds'),
        sa.Column("ahead_since", sa.DateTime(timezone=True), nullable=True, comment='since when the record is ahead of the workflow'),
        sa.Column("notice", sa.String(length=64), nullable=False, comment='the notice it is held under (通知)'),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "campaign_unit",
        sa.Column("campaign_id", sa.String(length=40), nullable=False, comment='the campaign'),
        sa.Column("id", sa.String(length=32), nullable=False, comment="the unit's id inside the campaign (责任单位)"),
        sa.Column("place", sa.Integer(), nullable=False, comment='order of enrolment; the first is the lead'),
        sa.Column("parent", sa.String(length=32), nullable=False, comment='the unit above it; empty: none'),
        sa.Column("kind", sa.String(length=16), nullable=False, comment='department, territory, institution … (单位类别)'),
        sa.Column("level", sa.String(length=16), nullable=False, comment='nation to township (层级)'),
        sa.Column("name", sa.Text(), nullable=False, comment='its name (名称)'),
        sa.Column("ledger_rows", sa.Integer(), nullable=True, comment='rows of its ledger as filed; none before it is filed'),
        sa.Column("ledger_faults", sa.Integer(), nullable=True, comment='faults open in it'),
        sa.Column("filed_on", sa.Date(), nullable=True, comment='the day it was last filed'),
        sa.Column("late", sa.Boolean(), nullable=False, comment='has let a day pass and still owes what was due (逾期)'),
        sa.PrimaryKeyConstraint("campaign_id", "id", name=op.f("pk_campaign_unit")),
    )
    op.create_table(
        "campaign_due",
        sa.Column("campaign_id", sa.String(length=40), nullable=False, comment='the campaign'),
        sa.Column("unit", sa.String(length=32), nullable=False, comment='whose (责任单位)'),
        sa.Column("what", sa.String(length=16), nullable=False, comment='contact, ledger, plan, report, summary, item … (应办事项)'),
        sa.Column("item", sa.String(length=32), nullable=False, comment='which day of the calendar, or which item of the plan'),
        sa.Column("due", sa.Date(), nullable=False, comment='the last day (届满日)'),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False, comment='the instant it ends'),
        sa.Column("standing", sa.String(length=8), nullable=False, comment='open, met, ended, dropped'),
        sa.Column("late", sa.Boolean(), nullable=False, comment='the day passed without it (逾期)'),
        sa.Column("cite", sa.String(length=64), nullable=False, comment="the rule's key in the law's data"),
        sa.PrimaryKeyConstraint("campaign_id", "unit", "what", "item", name=op.f("pk_campaign_due")),
    )
    op.create_index("ix_campaign_due_standing_ends_at", "campaign_due", ["standing", "ends_at"], unique=False)
    op.create_table(
        "document_stop",
        sa.Column("campaign_id", sa.String(length=40), nullable=False, comment='the campaign'),
        sa.Column("id", sa.String(length=32), nullable=False, comment="the stop's id inside it"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="the campaign's mode: a rehearsal stops nothing real"),
        sa.Column("document", sa.String(length=64), nullable=False, comment="digest of the document's name and number (文件)"),
        sa.Column("disposition", sa.String(length=16), nullable=False, comment='revise, legislate, abolish (处置方式)'),
        sa.Column("standing", sa.String(length=12), nullable=False, comment='proposed, in_force, resuming, resumed (提出、停止执行、拟恢复、已恢复)'),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment='who proposed it'),
        sa.Column("confirmed_by", sa.String(length=64), nullable=False, comment='who confirmed it; empty: nobody yet'),
        sa.Column("cases", sa.Integer(), nullable=False, comment='running cases shown with it (在办案件)'),
        sa.Column("plan", sa.String(length=64), nullable=False, comment='digest of the cases shown'),
        sa.PrimaryKeyConstraint("campaign_id", "id", name=op.f("pk_document_stop")),
    )
    op.create_index("ix_document_stop_standing", "document_stop", ["standing"], unique=False)
    op.create_table(
        "document_stop_on",
        sa.Column("campaign_id", sa.String(length=40), nullable=False, comment='the campaign'),
        sa.Column("stop_id", sa.String(length=32), nullable=False, comment='the stop'),
        sa.Column("kind", sa.String(length=8), nullable=False, comment='regime or measure: what rests on the document'),
        sa.Column("name", sa.String(length=64), nullable=False, comment="the regime or the measure, by its id in the law's data"),
        sa.PrimaryKeyConstraint("campaign_id", "stop_id", "kind", "name", name=op.f("pk_document_stop_on")),
    )
    op.create_index("ix_document_stop_on_kind_name", "document_stop_on", ["kind", "name"], unique=False)
    op.create_table(
        "stop_case",
        sa.Column("campaign_id", sa.String(length=40), nullable=False, comment='the campaign'),
        sa.Column("stop_id", sa.String(length=32), nullable=False, comment='the stop'),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment='a running case it meets (在办案件)'),
        sa.Column("version", sa.Integer(), nullable=False, comment="the case's version when it was shown"),
        sa.Column("disposition", sa.String(length=16), nullable=True, comment='what was chosen for it (处理方式); none yet'),
        sa.Column("command_key", sa.String(length=64), nullable=True, comment='the command that told the case; none yet'),
        sa.Column("resumed_key", sa.String(length=64), nullable=True, comment='the command that told it of the end; none yet'),
        sa.PrimaryKeyConstraint("campaign_id", "stop_id", "case_id", name=op.f("pk_stop_case")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
