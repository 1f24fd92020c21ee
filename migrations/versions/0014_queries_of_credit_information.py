"""Queries of credit information: who may ask, what was asked, and when it was examined."""

import sqlalchemy as sa
from alembic import op

from models.tables.opening import triggers

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "query_permission",
        sa.Column("protection_id", sa.String(length=40), nullable=False, comment="the file (查询权限)"),
        sa.Column("holder", sa.String(length=64), nullable=False, comment="who may query (使用人)"),
        sa.Column("level", sa.String(length=8), nullable=False, comment="masked or full (级别)"),
        sa.Column("purposes", sa.Text(), nullable=False, comment="for what, as JSON (目的)"),
        sa.Column("scope", sa.Text(), nullable=False, comment="classes of the catalogue, as JSON (范围)"),
        sa.Column("until", sa.Date(), nullable=False, comment="its last day (截止日)"),
        sa.Column("granted_on", sa.Date(), nullable=True, comment="the day it was granted; none: not granted (批准日)"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="the day it ended"),
        sa.PrimaryKeyConstraint("protection_id", name=op.f("pk_query_permission")),
    )
    op.create_index("ix_query_permission_holder", "query_permission", ["holder"], unique=False)
    op.create_table(
        "query_register",
        sa.Column("protection_id", sa.String(length=40), nullable=False, comment="the file (查询登记)"),
        sa.Column("kept_on", sa.Date(), nullable=False, comment="the day it was begun (建立)"),
        sa.Column("reviews", sa.Integer(), nullable=False, comment="how often it was examined (审查次数)"),
        sa.Column("reviewed_on", sa.Date(), nullable=True, comment="the day it was last examined (审查)"),
        sa.Column("drawn_on", sa.Date(), nullable=True, comment="the day it was last frozen (冻结)"),
        sa.Column("last_entry", sa.Integer(), nullable=False, comment="up to which entry"),
        sa.Column("entries", sa.Integer(), nullable=False, comment="how many entries were frozen then"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="their digest (摘要)"),
        sa.Column("abnormal", sa.Integer(), nullable=False, comment="how many of them were abnormal (异常)"),
        sa.Column("unsettled", sa.Integer(), nullable=False, comment="how many of those nobody has dealt with"),
        sa.PrimaryKeyConstraint("protection_id", name=op.f("pk_query_register")),
    )
    op.create_table(
        "query_entry",
        sa.Column("id", sa.Integer(), nullable=False, comment="order"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real or training (真实、训练)"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when (时间)"),
        sa.Column("asked_on", sa.Date(), nullable=False, comment="its day in Shanghai"),
        sa.Column("hour", sa.Integer(), nullable=False, comment="its hour in Shanghai"),
        sa.Column("working", sa.Boolean(), nullable=False, comment="a working day (工作日)"),
        sa.Column("account", sa.String(length=64), nullable=False, comment="who asked (查询人)"),
        sa.Column("roles", sa.Text(), nullable=False, comment="the posts held at that moment, as JSON (岗位)"),
        sa.Column("own", sa.Boolean(), nullable=False, comment="the subject's own data, asked for by itself (本人查询)"),
        sa.Column("permission", sa.String(length=40), nullable=False, comment="under which permission; empty: none (权限)"),
        sa.Column("level", sa.String(length=8), nullable=False, comment="masked or full (级别)"),
        sa.Column("asked", sa.Text(), nullable=False, comment="about whom: name or number as typed; it stands nowhere else (对象)"),
        sa.Column("purpose", sa.String(length=64), nullable=False, comment="for what (目的)"),
        sa.Column("basis", sa.Text(), nullable=False, comment="on what basis, or how the subject proved who it is (依据)"),
        sa.Column("refused", sa.String(length=32), nullable=False, comment="why nothing was shown; empty: it was shown (不予显示的原因)"),
        sa.Column("found", sa.Integer(), nullable=False, comment="how many records were shown"),
        sa.Column("shown_sha256", sa.String(length=64), nullable=False, comment="digest of what was shown; empty: nothing (所示内容的摘要)"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_entry")),
    )
    op.create_index("ix_query_entry_account_asked_on", "query_entry", ["account", "asked_on"], unique=False)
    for statement in triggers(op.get_bind().dialect.name):
        if " ON query_entry " in statement:
            op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
