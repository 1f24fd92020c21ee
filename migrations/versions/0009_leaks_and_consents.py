"""Leaks and consents: the file, and each matter by its days."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "protection_file",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the protection of credit information (信息安全和隐私保护): mode, year, random; never used twice"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"),
        sa.Column("notice", sa.String(length=64), nullable=False, comment="the text that orders it (依据)"),
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
        sa.Column("matter", sa.String(length=16), nullable=False, comment="leak or consent; empty before its first act (事项)"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection_file")),
    )
    op.create_table(
        "leak",
        sa.Column("protection_id", sa.String(length=40), nullable=False, comment="the file"),
        sa.Column("what", sa.String(length=8), nullable=False, comment="leak, tamper or loss (泄露、篡改、丢失)"),
        sa.Column("certain", sa.Boolean(), nullable=False, comment="it has happened; else it may have (已经发生)"),
        sa.Column("personal", sa.Boolean(), nullable=False, comment="personal data among it (个人信息)"),
        sa.Column("found_on", sa.Date(), nullable=False, comment="the day it was found (发现)"),
        sa.Column("contained_on", sa.Date(), nullable=True, comment="the day remedies were taken (补救)"),
        sa.Column("assessed_on", sa.Date(), nullable=True, comment="the day it was last assessed (评估)"),
        sa.Column("affected", sa.Integer(), nullable=False, comment="subjects affected, as last assessed (受影响的主体)"),
        sa.Column("cause", sa.String(length=16), nullable=False, comment="deliberate, negligence, intrusion, fault, unknown; empty: not assessed (原因)"),
        sa.Column("authority_told_on", sa.Date(), nullable=True, comment="the day the authority was last told (通知部门)"),
        sa.Column("told", sa.Integer(), nullable=False, comment="how many of those affected were told (已通知)"),
        sa.Column("waived_on", sa.Date(), nullable=True, comment="the day it was decided that they need not be (不通知)"),
        sa.Column("ordered_on", sa.Date(), nullable=True, comment="the day the authority required it (责令通知)"),
        sa.Column("remedied_on", sa.Date(), nullable=True, comment="the day it was mended (整改)"),
        sa.Column("referred_on", sa.Date(), nullable=True, comment="the day it was referred, where somebody is at fault (移送)"),
        sa.Column("closed_on", sa.Date(), nullable=True, comment="the day it was closed or dismissed (办结)"),
        sa.Column("dismissed", sa.Boolean(), nullable=False, comment="found to be none (终结)"),
        sa.Column("late", sa.Text(), nullable=False, comment="which days passed unmet, as JSON (逾期)"),
        sa.PrimaryKeyConstraint("protection_id", name=op.f("pk_leak")),
    )
    op.create_index("ix_leak_found_on", "leak", ["found_on"], unique=False)
    op.create_table(
        "consent",
        sa.Column("protection_id", sa.String(length=40), nullable=False, comment="the file; whose consent it is stands in the command alone"),
        sa.Column("of", sa.String(length=16), nullable=False, comment="person or organisation (自然人、单位)"),
        sa.Column("purpose", sa.String(length=64), nullable=False, comment="its one purpose (目的)"),
        sa.Column("scope", sa.Text(), nullable=False, comment="classes of the catalogue, as JSON (范围)"),
        sa.Column("until", sa.Date(), nullable=False, comment="its last day (截止日)"),
        sa.Column("given_on", sa.Date(), nullable=True, comment="the day it was given; none: not given (授权日)"),
        sa.Column("ended", sa.String(length=16), nullable=False, comment="withdrawn or expired; empty: it stands (终止)"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="the day it ended"),
        sa.Column("uses", sa.Integer(), nullable=False, comment="uses recorded (使用次数)"),
        sa.Column("last_used_on", sa.Date(), nullable=True, comment="the day of the last one"),
        sa.Column("kept_by_law", sa.Boolean(), nullable=False, comment="only stored, as a law requires (依法保存)"),
        sa.Column("erased_on", sa.Date(), nullable=True, comment="the day it was erased, or seen to be only stored (删除)"),
        sa.PrimaryKeyConstraint("protection_id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_until", "consent", ["until"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
