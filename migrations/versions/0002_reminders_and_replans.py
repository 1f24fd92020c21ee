"""Reminders told, and re-plan campaigns with the cases they move."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="which deadline (期限种类)"),
        sa.Column("party", sa.String(length=16), nullable=False, comment="whose; empty: the case's"),
        sa.Column("channel", sa.String(length=32), nullable=False, comment="which channel; empty: the own list's"),
        sa.Column("matter", sa.String(length=32), nullable=False, comment="what it belongs to"),
        sa.Column(
            "due",
            sa.Date(),
            nullable=False,
            comment="the last day reminded of (届满日); a deadline moved is reminded of anew",
        ),
        sa.Column(
            "rung",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="working days before the last day (提前工作日)",
        ),
        sa.Column("reached_on", sa.Date(), nullable=False, comment="the day the rung was reached"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="the house's own clock"),
        sa.Column(
            "told",
            sa.String(length=64),
            nullable=False,
            comment="the account or post told; skipped: a later rung was reached already",
        ),
        sa.PrimaryKeyConstraint(
            "case_id", "kind", "party", "channel", "matter", "due", "rung", name=op.f("pk_reminder")
        ),
    )
    op.create_index("ix_reminder_told_reached_on", "reminder", ["told", "reached_on"], unique=False)
    op.create_table(
        "replan",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the re-plan campaign"),
        sa.Column("year", sa.Integer(), nullable=False, comment="the year announced"),
        sa.Column("off", sa.Text(), nullable=False, comment="its days off, as JSON (放假)"),
        sa.Column("working", sa.Text(), nullable=False, comment="its weekend days worked, as JSON (调休上班)"),
        sa.Column("notice", sa.Text(), nullable=False, comment="the State Council notice (放假安排通知)"),
        sa.Column("entered_by", sa.String(length=64), nullable=False, comment="who entered it"),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column(
            "state", sa.String(length=16), nullable=False, comment="previewing, previewed, confirmed, abandoned or done"
        ),
        sa.Column("preview_sha256", sa.String(length=64), nullable=True, comment="digest of the effect shown"),
        sa.Column("confirmed_by", sa.String(length=64), nullable=True, comment="the second person"),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replan")),
    )
    op.create_index("ix_replan_state", "replan", ["state"], unique=False)
    op.create_table(
        "replan_case",
        sa.Column("replan_id", sa.String(length=40), nullable=False, comment="the re-plan campaign"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("version", sa.Integer(), nullable=False, comment="the case version at the preview"),
        sa.Column(
            "moved",
            sa.Text(),
            nullable=False,
            comment="the deadlines that move, with their days before and after, as JSON",
        ),
        sa.Column(
            "outcome", sa.String(length=16), nullable=True, comment="done, refused, unchanged: what became of it"
        ),
        sa.Column("answer", sa.Text(), nullable=True, comment="the receipt or the refusal, as JSON"),
        sa.PrimaryKeyConstraint("replan_id", "case_id", name=op.f("pk_replan_case")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
