"""Standards of lists (名单认定标准): the file, and every edition with the days it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_standard",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the standard of a list (名单认定标准): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the text it is made under (制定依据)"),
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
        sa.Column("list_id", sa.String(length=64), nullable=False, comment="the list, by its id in the law's data; empty: nothing proposed yet (名单)"),
        sa.Column("scope", sa.String(length=8), nullable=False, comment="nation or local (实施范围)"),
        sa.Column("consulted_from", sa.Date(), nullable=True, comment="first day of the consultation that runs or ran; none yet"),
        sa.Column("consulted_until", sa.Date(), nullable=True, comment="its last day (征求意见截止日); none yet"),
        sa.Column("comments", sa.Integer(), nullable=False, comment="comments received so far (收到意见)"),
        sa.Column("unanswered", sa.Integer(), nullable=False, comment="comments without an answer (未答复意见)"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_standard")),
    )
    op.create_index("ix_list_standard_list_id", "list_standard", ["list_id"], unique=False)
    op.create_table(
        "standard_edition",
        sa.Column("file_id", sa.String(length=40), nullable=False, comment="the file of the standard"),
        sa.Column("number", sa.Integer(), nullable=False, comment="which edition, from 1 (版次)"),
        sa.Column("text_sha256", sa.String(length=64), nullable=False, comment="digest of its text (文本)"),
        sa.Column("rank", sa.String(length=32), nullable=False, comment="the rank of the text that holds it (位阶)"),
        sa.Column("since", sa.Date(), nullable=False, comment="first day in force (施行日)"),
        sa.Column("until", sa.Date(), nullable=True, comment="last day it stands (失效前最后一日); none known"),
        sa.Column("adjusting", sa.Boolean(), nullable=False, comment="an old one that must be renewed in the transition (需要调整)"),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_standard_edition")),
    )
    op.create_index("ix_standard_edition_text", "standard_edition", ["text_sha256"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
