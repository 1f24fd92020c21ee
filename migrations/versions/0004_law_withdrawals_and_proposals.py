"""Confirmations of law withdrawn, and what one person proposes until another confirms it; append-only."""

import sqlalchemy as sa
from alembic import op

from models.tables.opening import triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("law_confirmation", "law_withdrawal", "law_proposal", "law_proposal_end")
KEY = ("text", "in_force_on", "value_key", "sha256", "confirmed_at")
AGAIN = "when (核对时间); what was withdrawn may be confirmed anew"


def upgrade() -> None:
    _let_a_value_be_confirmed_again()
    _withdrawals()
    _proposals()
    for statement in triggers(op.get_bind().dialect.name):
        if any(f" ON {table} " in statement for table in TABLES[_held() :]):
            op.execute(statement)


def _held() -> int:
    """PostgreSQL keeps the triggers of the table it altered; SQLite has made it anew."""
    return 1 if op.get_bind().dialect.name == "postgresql" else 0


def _let_a_value_be_confirmed_again() -> None:
    """The instant joins the key of a confirmation: a value withdrawn may be confirmed once more, as it stands."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_law_confirmation", "law_confirmation", type_="primary")
        op.create_primary_key("pk_law_confirmation", "law_confirmation", list(KEY))
        op.alter_column("law_confirmation", "confirmed_at", existing_type=sa.DateTime(timezone=True), comment=AGAIN)
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER law_confirmation_no_{verb}")
    op.rename_table("law_confirmation", "law_confirmation_0003")
    op.create_table(
        "law_confirmation",
        sa.Column("text", sa.String(length=64), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("value_key", sa.String(length=128), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("gazette", sa.String(length=128), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("gazette_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=64), nullable=False),
        sa.Column("beside", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("confirmed_by <> beside", name="ck_law_confirmation_two_people"),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_law_confirmation")),
    )
    op.execute("INSERT INTO law_confirmation SELECT * FROM law_confirmation_0003")
    op.drop_table("law_confirmation_0003")


def _withdrawals() -> None:
    op.create_table(
        "law_withdrawal",
        sa.Column(
            "text",
            sa.String(length=64),
            nullable=False,
            comment="the text, by its name in the law's data (法规)",
        ),
        sa.Column("in_force_on", sa.Date(), nullable=False, comment="its first day in force (施行日期)"),
        sa.Column(
            "value_key", sa.String(length=128), nullable=False, comment="the value, by its key in that text (条文)"
        ),
        sa.Column(
            "sha256", sa.String(length=64), nullable=False, comment="digest of the value as it was confirmed"
        ),
        sa.Column(
            "confirmed_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="which confirmation is withdrawn: that of this instant",
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it was wrong (撤回理由)"),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=False, comment="who withdrew it (撤回人)"),
        sa.Column(
            "beside", sa.String(length=64), nullable=False, comment="the other person who withdrew it (另一撤回人)"
        ),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when; from then on the value is unreviewed (撤回时间)",
        ),
        sa.CheckConstraint("withdrawn_by <> beside", name="ck_law_withdrawal_two_people"),
        sa.ForeignKeyConstraint(
            list(KEY), [f"law_confirmation.{name}" for name in KEY], name="fk_law_withdrawal_law_confirmation"
        ),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_law_withdrawal")),
    )


def _proposals() -> None:
    op.create_table(
        "law_proposal",
        sa.Column(
            "id",
            sa.String(length=40),
            nullable=False,
            comment="the proposal; nothing counts before another person confirms it",
        ),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="confirm (核对) or withdraw (撤回核对)"),
        sa.Column(
            "text", sa.String(length=64), nullable=False, comment="the text, by its name in the law's data (法规)"
        ),
        sa.Column("in_force_on", sa.Date(), nullable=False, comment="its first day in force (施行日期)"),
        sa.Column(
            "held",
            sa.Text(),
            nullable=False,
            comment="the values as they stood, as JSON: key, digest, and what it was taken of",
        ),
        sa.Column("gazette", sa.String(length=128), nullable=True, comment="number of the gazette (公报期号)"),
        sa.Column("page", sa.String(length=32), nullable=True, comment="its page (页码)"),
        sa.Column("gazette_on", sa.Date(), nullable=True, comment="its day (公报日期)"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why a confirmation was wrong (撤回理由)"),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment="who proposed it (提出人)"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False, comment="when (提出时间)"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_proposal")),
        sa.UniqueConstraint("id", "proposed_by", name=op.f("uq_law_proposal_id_proposed_by")),
    )
    op.create_table(
        "law_proposal_end",
        sa.Column("proposal_id", sa.String(length=40), nullable=False, comment="the proposal, ended once"),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment="who had proposed it"),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="done (确认) or abandoned (放弃)"),
        sa.Column(
            "ended_by",
            sa.String(length=64),
            nullable=False,
            comment="who confirmed it, another than who proposed it, or gave it up",
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.CheckConstraint(
            "outcome = 'abandoned' OR ended_by <> proposed_by", name="ck_law_proposal_end_two_people"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id", "proposed_by"],
            ["law_proposal.id", "law_proposal.proposed_by"],
            name="fk_law_proposal_end_law_proposal",
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_law_proposal_end")),
    )


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
