"""Values of the law confirmed against the gazette by two people; append-only like the acts."""

import sqlalchemy as sa
from alembic import op

from models.tables.opening import triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "law_confirmation",
        sa.Column(
            "text",
            sa.String(length=64),
            nullable=False,
            comment="the text confirmed, by its name in the law's data (法规)",
        ),
        sa.Column("in_force_on", sa.Date(), nullable=False, comment="its first day in force (施行日期)"),
        sa.Column(
            "value_key", sa.String(length=128), nullable=False, comment="the value, by its key in that text (条文)"
        ),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="digest of the value as confirmed; a changed value is unreviewed",
        ),
        sa.Column("content", sa.Text(), nullable=False, comment="the value as confirmed, as JSON"),
        sa.Column("gazette", sa.String(length=128), nullable=False, comment="number of the gazette (公报期号)"),
        sa.Column("page", sa.String(length=32), nullable=False, comment="its page (页码)"),
        sa.Column("gazette_on", sa.Date(), nullable=False, comment="its day (公报日期)"),
        sa.Column("confirmed_by", sa.String(length=64), nullable=False, comment="who confirmed it (核对人)"),
        sa.Column(
            "beside", sa.String(length=64), nullable=False, comment="the other person who confirmed it (另一核对人)"
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False, comment="when (核对时间)"),
        sa.CheckConstraint("confirmed_by <> beside", name="ck_law_confirmation_two_people"),
        sa.PrimaryKeyConstraint("text", "in_force_on", "value_key", "sha256", name=op.f("pk_law_confirmation")),
    )
    for statement in triggers(op.get_bind().dialect.name):
        if " ON law_confirmation " in statement:
            op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
