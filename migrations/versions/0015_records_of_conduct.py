"""Records of conduct: established and short of a listing."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conduct_record",
        sa.Column("protection_id", sa.String(length=40), nullable=False, comment="the file; whose conduct it is stands in the command alone"),
        sa.Column("of", sa.String(length=16), nullable=False, comment="person or organisation (自然人、单位)"),
        sa.Column("degree", sa.String(length=8), nullable=False, comment="minor or general (轻微、一般)"),
        sa.Column("rests_on", sa.String(length=32), nullable=False, comment="kind of the document it stands on (依据文书)"),
        sa.Column("item", sa.String(length=64), nullable=False, comment="class of the catalogue (目录类别)"),
        sa.Column("document_on", sa.Date(), nullable=False, comment="the day of the document"),
        sa.Column("recorded_on", sa.Date(), nullable=True, comment="the day it was recorded; none: not recorded (记录日)"),
        sa.Column("until", sa.Date(), nullable=True, comment="its last day (终止日)"),
        sa.Column("objected", sa.Boolean(), nullable=False, comment="an objection is pending (异议)"),
        sa.Column("ended", sa.String(length=16), nullable=False, comment="expired, restored, objection, revoked; empty: it stands (终止)"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="the day it ended"),
        sa.PrimaryKeyConstraint("protection_id", name=op.f("pk_conduct_record")),
    )
    op.create_index("ix_conduct_record_until", "conduct_record", ["until"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
