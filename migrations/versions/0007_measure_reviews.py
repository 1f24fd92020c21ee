"""Reviews of measures: the file, what falls due in it, incidents by name."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure_review",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the review of a measure (信用措施审查): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
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
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the text that orders the review (审查依据)"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="penalty or reward; empty: an import or a report (惩戒、奖励)"),
        sa.Column("impact", sa.String(length=16), nullable=False, comment="large or ordinary, as found; empty: not found yet (影响)"),
        sa.Column("instrument", sa.String(length=64), nullable=False, comment="the law file it becomes, by its id in the law's data; empty: none"),
        sa.Column("text_sha256", sa.String(length=64), nullable=False, comment="digest of the text proposed; what is issued is this text (文本)"),
        sa.Column("issued_on", sa.Date(), nullable=True, comment="the day of issue (印发日期); none yet"),
        sa.Column("in_force_on", sa.Date(), nullable=True, comment="first day in force (施行日期); none yet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_review")),
    )
    op.create_index("ix_measure_review_instrument", "measure_review", ["instrument"], unique=False)
    op.create_table(
        "measure_due",
        sa.Column("review_id", sa.String(length=40), nullable=False, comment="the review"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="which deadline (期限种类)"),
        sa.Column("matter", sa.String(length=32), nullable=False, comment="which incident; empty: the review's own"),
        sa.Column("start_on", sa.Date(), nullable=False, comment="the day it is counted from (起算日)"),
        sa.Column("due", sa.Date(), nullable=False, comment="the last day (届满日)"),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False, comment="the instant it ends"),
        sa.Column("provisional", sa.Boolean(), nullable=False, comment="a year concerned has no calendar yet (暂定)"),
        sa.Column("standing", sa.String(length=8), nullable=False, comment="open, met, ended, dropped"),
        sa.Column("cite", sa.String(length=64), nullable=False, comment="the rule's key in the law's data"),
        sa.PrimaryKeyConstraint("review_id", "kind", "matter", name=op.f("pk_measure_due")),
    )
    op.create_index("ix_measure_due_standing_ends_at", "measure_due", ["standing", "ends_at"], unique=False)
    op.create_table(
        "measure_incident",
        sa.Column("review_id", sa.String(length=40), nullable=False, comment="the review of the measure concerned"),
        sa.Column("id", sa.String(length=32), nullable=False, comment="the incident's name (舆情事件)"),
        sa.Column("happened_on", sa.Date(), nullable=False, comment="the day of the incident"),
        sa.Column("finding", sa.String(length=16), nullable=False, comment="kept, corrected, stopped; empty: not answered yet (处置)"),
        sa.Column("answered_on", sa.Date(), nullable=True, comment="the day of the answer; none yet"),
        sa.Column("late", sa.Boolean(), nullable=False, comment="its day passed without an answer (逾期)"),
        sa.Column("noticed_on", sa.Date(), nullable=True, comment="the day of its one notice (一案例一通报); none"),
        sa.PrimaryKeyConstraint("review_id", "id", name=op.f("pk_measure_incident")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
