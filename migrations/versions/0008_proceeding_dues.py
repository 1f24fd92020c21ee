"""What falls due in proceedings that keep it in no table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proceeding_due",
        sa.Column("file_id", sa.String(length=40), nullable=False, comment="the file of the proceeding"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="which deadline (期限种类)"),
        sa.Column("party", sa.String(length=32), nullable=False, comment="whose; empty: the file's own"),
        sa.Column("channel", sa.String(length=32), nullable=False, comment="where; empty: nowhere apart"),
        sa.Column("matter", sa.String(length=32), nullable=False, comment="about what inside the file; empty: the file itself"),
        sa.Column("start_on", sa.Date(), nullable=False, comment="the day it is counted from (起算日)"),
        sa.Column("due", sa.Date(), nullable=False, comment="the last day (届满日)"),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False, comment="the instant it ends"),
        sa.Column("provisional", sa.Boolean(), nullable=False, comment="a year concerned has no calendar yet (暂定)"),
        sa.Column("standing", sa.String(length=8), nullable=False, comment="open, met, ended, dropped"),
        sa.Column("cite", sa.String(length=64), nullable=False, comment="the rule's key in the law's data"),
        sa.PrimaryKeyConstraint("file_id", "kind", "party", "channel", "matter", name=op.f("pk_proceeding_due")),
    )
    op.create_index("ix_proceeding_due_standing_ends_at", "proceeding_due", ["standing", "ends_at"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
