"""Editions of catalogue and measures list: the file, and the effect sheets shown."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_edition",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the edition of catalogue or measures list (目录、清单): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the text it is compiled under (编制依据)"),
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
        sa.Column("of", sa.String(length=16), nullable=False, comment="catalogue, measures-list, kept-lists; empty before its first act (目录、清单、保留名单)"),
        sa.Column("scope", sa.String(length=16), nullable=False, comment="base or supplement (基础、补充)"),
        sa.Column("instrument", sa.String(length=64), nullable=False, comment="the law file it becomes, by its id in the law's data"),
        sa.Column("before_sha256", sa.String(length=64), nullable=False, comment="digest of the edition before it; empty: none held (上一版)"),
        sa.Column("text_sha256", sa.String(length=64), nullable=False, comment="digest of what was laid before the approving body; empty: not yet (内容摘要)"),
        sa.Column("effect_sha256", sa.String(length=64), nullable=False, comment="digest of the effect sheet kept with the approval (影响表)"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="the day of publication (公布日期); none yet"),
        sa.Column("in_force_on", sa.Date(), nullable=True, comment="first day in force (施行日期); none yet"),
        sa.Column("entered_on", sa.Date(), nullable=True, comment="the day the law files were seen to hold it (写入法规文件); none yet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_edition")),
    )
    op.create_index("ix_list_edition_instrument", "list_edition", ["instrument"], unique=False)
    op.create_table(
        "edition_effect",
        sa.Column("edition_id", sa.String(length=40), nullable=False, comment="the edition"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="digest of the sheet (影响表摘要)"),
        sa.Column("text_sha256", sa.String(length=64), nullable=False, comment="digest of the text it was made for (内容摘要)"),
        sa.Column("in_force_on", sa.Date(), nullable=False, comment="the day from which it looks (拟施行日)"),
        sa.Column("cases", sa.Integer(), nullable=False, comment="open cases touched (受影响的在办案件)"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was made"),
        sa.Column("content", sa.Text(), nullable=False, comment="the sheet, as JSON"),
        sa.PrimaryKeyConstraint("edition_id", "sha256", name=op.f("pk_edition_effect")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
