"""Files of honours: honours, standards, incentives, commitments; and where each honour is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "honour_file",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the file of honours (守信激励): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the text that orders honours (守信激励依据)"),
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
        sa.Column("what", sa.String(length=16), nullable=False, comment="honour, standard, benefit or pledge; empty: not begun (荣誉、标准、激励、承诺)"),
        sa.Column("class", sa.String(length=64), nullable=False, comment="red-list or exemplar, the standard's name, the incentive, or the form of commitment"),
        sa.Column("standard", sa.String(length=40), nullable=False, comment="the file of the standard it was given by; of a standard the one it replaces"),
        sa.Column("since", sa.Date(), nullable=True, comment="the day of recognition, of publication, of the grant (认定日期); none yet"),
        sa.Column("until", sa.Date(), nullable=True, comment="the last day it holds (有效期至); none"),
        sa.Column("exit_way", sa.String(length=16), nullable=False, comment="error, listed, misuse, expired or standard (退出方式); empty: it has not ended"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="the day it ended (退出日期); none"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour_file")),
    )
    op.create_index("ix_honour_file_standard", "honour_file", ["standard"], unique=False)
    op.create_index("ix_honour_file_what_step", "honour_file", ["what", "step"], unique=False)
    op.create_table(
        "honour_shown",
        sa.Column("file_id", sa.String(length=40), nullable=False, comment="the honour"),
        sa.Column("channel", sa.String(length=32), nullable=False, comment="where it is shown (公示渠道)"),
        sa.Column("since", sa.Date(), nullable=False, comment="from which day, the latest time (公示日期)"),
        sa.Column("deleted_on", sa.Date(), nullable=True, comment="the day it was seen gone (删除日期); none yet"),
        sa.PrimaryKeyConstraint("file_id", "channel", "since", name=op.f("pk_honour_shown")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
