"""Months of oversight: one file a month and lead department."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oversight_month",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the month of oversight (监督月报): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the house rules it is held under (办理规则)"),
        sa.Column("law_version", sa.String(length=64), nullable=False, comment="digest of the law pinned"),
        sa.Column("calendar_version", sa.String(length=64), nullable=False, comment="digest of the calendar pinned"),
        sa.Column("authority", sa.Text(), nullable=False, comment="who leads it (牵头单位)"),
        sa.Column("level", sa.String(length=16), nullable=False, comment="the lead's level (层级)"),
        sa.Column("region", sa.String(length=12), nullable=False, comment="administrative division code (行政区划代码)"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="legal instant of the first command"),
        sa.Column("rehearsal_offset", sa.Integer(), nullable=False, comment="seconds the server's clock is ahead in a rehearsal"),
        sa.Column("version", sa.Integer(), nullable=False, comment="acts recorded so far"),
        sa.Column("step", sa.String(length=32), nullable=False, comment="where it stands (环节): projection"),
        sa.Column("closed", sa.Boolean(), nullable=False, comment="it is over: projection"),
        sa.Column("state", sa.Text(), nullable=False, comment="the fold of all acts, as JSON: projection"),
        sa.Column("applied_version", sa.Integer(), nullable=False, comment="the version the workflow last told it holds"),
        sa.Column("ahead_since", sa.DateTime(timezone=True), nullable=True, comment="since when the record is ahead of the workflow"),
        sa.Column("month", sa.String(length=7), nullable=False, comment="the month told, like 2026-10; empty before it is drawn (月份)"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="digest of the notice as drawn, under which it is kept whole; empty: not drawn yet"),
        sa.Column("issued_on", sa.Date(), nullable=True, comment="the day the notice went out (印发日期); none yet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oversight_month")),
    )
    op.create_index("ix_oversight_month_month", "oversight_month", ["month"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
