"""The record's tables, its append-only triggers and its head row."""

import sqlalchemy as sa
from alembic import op

from models.tables.opening import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("act", "leaf", "pin")


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False, comment="order"),
        sa.Column("account", sa.String(length=64), nullable=False, comment="who looked"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("what", sa.String(length=64), nullable=False, comment="what was looked at"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when; written before the bytes leave"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=64), nullable=False, comment="sign-in name"),
        sa.Column("name", sa.Text(), nullable=False, comment="name shown"),
        sa.Column("roles", sa.Text(), nullable=False, comment="posts held, as JSON (岗位)"),
        sa.Column("password", sa.Text(), nullable=False, comment="argon2 hash"),
        sa.Column("active", sa.Boolean(), nullable=False, comment="may sign in"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "act",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False, comment="gapless index over all cases"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("version", sa.Integer(), nullable=False, comment="counts the acts of the case"),
        sa.Column("key", sa.String(length=160), nullable=False, comment="the command's key, or the clock's own"),
        sa.Column("act", sa.String(length=48), nullable=False, comment="what was done (行为)"),
        sa.Column("actor", sa.String(length=64), nullable=False, comment="who did it; clock: by lapse of time"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="legal instant"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="the database's own clock"),
        sa.Column("step_from", sa.String(length=32), nullable=False, comment="from (原环节)"),
        sa.Column("step_to", sa.String(length=32), nullable=False, comment="to (现环节)"),
        sa.Column(
            "cite", sa.String(length=64), nullable=False, comment="the rule it rests on, by its key in the law's data"
        ),
        sa.Column("content", sa.Text(), nullable=False, comment="the act as JSON, enough to fold the case from"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_act")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_act_case_id_version")),
        sa.UniqueConstraint("key", name=op.f("uq_act_key")),
    )
    op.create_table(
        "case_file",
        sa.Column(
            "id",
            sa.String(length=40),
            nullable=False,
            comment="case id: mode, year, random; never used twice (案件编号)",
        ),
        sa.Column(
            "mode", sa.String(length=16), nullable=False, comment="real, training or rehearsal (真实、训练、演练)"
        ),
        sa.Column("regime", sa.String(length=64), nullable=False, comment="the list concerned (名单)"),
        sa.Column("law_version", sa.String(length=64), nullable=False, comment="digest of the law pinned"),
        sa.Column("calendar_version", sa.String(length=64), nullable=False, comment="digest of the calendar pinned"),
        sa.Column("authority", sa.Text(), nullable=False, comment="the authority (认定单位)"),
        sa.Column("level", sa.String(length=16), nullable=False, comment="county, city, province or nation (层级)"),
        sa.Column(
            "region", sa.String(length=12), nullable=False, comment="administrative division code (行政区划代码)"
        ),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True), nullable=False, comment="legal instant of the first command"
        ),
        sa.Column(
            "rehearsal_offset",
            sa.Integer(),
            nullable=False,
            comment="seconds the server's clock is ahead in a rehearsal",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="acts recorded so far"),
        sa.Column("step", sa.String(length=32), nullable=False, comment="where the case stands (环节): projection"),
        sa.Column("closed", sa.Boolean(), nullable=False, comment="nothing can happen any more: projection"),
        sa.Column("state", sa.Text(), nullable=False, comment="the fold of all acts, as JSON: projection"),
        sa.Column(
            "applied_version", sa.Integer(), nullable=False, comment="the version the workflow last told it holds"
        ),
        sa.Column(
            "ahead_since",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when the record is ahead of the workflow",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    op.create_table(
        "command",
        sa.Column("key", sa.String(length=64), nullable=False, comment="the sender's key; one key, one answer"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("act", sa.String(length=48), nullable=False, comment="the act asked for (事项)"),
        sa.Column("actor", sa.String(length=64), nullable=False, comment="who asked (经办人)"),
        sa.Column("roles", sa.Text(), nullable=False, comment="the posts held at that moment, as JSON (岗位)"),
        sa.Column("on_behalf_of", sa.String(length=16), nullable=True, comment="the party spoken for"),
        sa.Column(
            "body", sa.Text(), nullable=False, comment="all that was said, as JSON; texts and identities live only here"
        ),
        sa.Column("body_sha256", sa.String(length=64), nullable=False, comment="digest of act, actor and body"),
        sa.Column("seen_version", sa.Integer(), nullable=False, comment="the case version the sender had read"),
        sa.Column("legal_at", sa.DateTime(timezone=True), nullable=True, comment="legal instant, in a rehearsal only"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="when it was received (收到时间)"),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="received, done or refused"),
        sa.Column("answer", sa.Text(), nullable=True, comment="the receipt or the refusal, as JSON"),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True, comment="when it was answered"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_command")),
    )
    op.create_index("ix_command_case_id", "command", ["case_id"], unique=False)
    op.create_index("ix_command_outcome", "command", ["outcome"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="which deadline (期限种类)"),
        sa.Column("party", sa.String(length=16), nullable=False, comment="whose; empty: the case's"),
        sa.Column("channel", sa.String(length=32), nullable=False, comment="which channel; empty: the own list's"),
        sa.Column("matter", sa.String(length=32), nullable=False, comment="what it belongs to"),
        sa.Column("start_on", sa.Date(), nullable=False, comment="the day the period starts from (起算日)"),
        sa.Column("due", sa.Date(), nullable=False, comment="the last day (届满日)"),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False, comment="the instant it ends"),
        sa.Column("provisional", sa.Boolean(), nullable=False, comment="a year concerned has no calendar yet (暂定)"),
        sa.Column("standing", sa.String(length=8), nullable=False, comment="open, met, ended, dropped"),
        sa.Column("cite", sa.String(length=64), nullable=False, comment="the period's key in the law's data"),
        sa.Column(
            "calendar", sa.String(length=64), nullable=False, comment="digest of the calendar it was computed with"
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", "party", "channel", "matter", name=op.f("pk_deadline")),
    )
    op.create_index("ix_deadline_standing_ends_at", "deadline", ["standing", "ends_at"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=40), nullable=False, comment="the paper's id"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("act_seq", sa.Integer(), nullable=False, comment="the act that signed it, or 0 for a refusal's"),
        sa.Column("command_key", sa.String(length=160), nullable=False, comment="the command that made it"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="which paper (文书)"),
        sa.Column("symbol", sa.Text(), nullable=False, comment="document number (文号)"),
        sa.Column("made_on", sa.Date(), nullable=False, comment="its day"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="digest of the PDF, which is stored by it"),
        sa.Column("pages", sa.Integer(), nullable=False, comment="pages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("command_key", "kind", name=op.f("uq_document_command_key_kind")),
    )
    op.create_index("ix_document_case_id", "document", ["case_id"], unique=False)
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="one row only"),
        sa.Column("size", sa.Integer(), nullable=False, comment="how many leaves there are"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head")),
    )
    op.create_table(
        "inbox",
        sa.Column("source", sa.String(length=64), nullable=False, comment="where a message came from"),
        sa.Column("message_id", sa.String(length=128), nullable=False, comment="its id there"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.PrimaryKeyConstraint("source", "message_id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "leaf",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False, comment="same index as the act"),
        sa.Column(
            "sha256",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="digest of the act's canonical bytes; the tree comes with its own issue",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_leaf")),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False, comment="order"),
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("act_seq", sa.Integer(), nullable=False, comment="the act that ordered it"),
        sa.Column(
            "errand", sa.String(length=32), nullable=False, comment="what must be done in the world, e.g. print a paper"
        ),
        sa.Column("subject", sa.String(length=64), nullable=False, comment="the paper or channel concerned"),
        sa.Column("state", sa.String(length=16), nullable=False, comment="due, done or stopped"),
        sa.Column(
            "reason", sa.Text(), nullable=True, comment="why it was stopped: a missing part or character, by name"
        ),
        sa.Column("tries", sa.Integer(), nullable=False, comment="how often it was tried"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"], unique=False)
    op.create_table(
        "party",
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("id", sa.String(length=16), nullable=False, comment="the party's id inside the case"),
        sa.Column(
            "place", sa.Integer(), nullable=False, comment="order in the file; the first is the principal subject"
        ),
        sa.Column(
            "kind", sa.String(length=16), nullable=False, comment="organisation or person (法人及非法人组织、自然人)"
        ),
        sa.Column("role", sa.String(length=32), nullable=False, comment="the office held (身份)"),
        sa.Column("name", sa.Text(), nullable=False, comment="name (姓名或者名称)"),
        sa.Column("uscc", sa.String(length=64), nullable=True, comment="unified social credit code (统一社会信用代码)"),
        sa.Column("id_number", sa.String(length=64), nullable=True, comment="identity number (公民身份号码)"),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_party")),
    )
    op.create_table(
        "pin",
        sa.Column("version", sa.String(length=64), nullable=False, comment="digest of the content"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="law (法规值) or calendar (放假安排)"),
        sa.Column("content", sa.Text(), nullable=False, comment="the values a case was opened under, as JSON"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_pin")),
    )
    op.create_table(
        "publication",
        sa.Column("case_id", sa.String(length=40), nullable=False, comment="the case"),
        sa.Column("channel", sa.String(length=32), nullable=False, comment="where (公示渠道)"),
        sa.Column(
            "generation",
            sa.Integer(),
            nullable=False,
            comment="grows with each wish; a late retry of an older one is refused",
        ),
        sa.Column("desired", sa.String(length=12), nullable=False, comment="shown or withdrawn"),
        sa.Column("since", sa.Date(), nullable=False, comment="first day shown"),
        sa.Column("until", sa.Date(), nullable=True, comment="last day confirmed shown"),
        sa.PrimaryKeyConstraint("case_id", "channel", name=op.f("pk_publication")),
    )
    op.create_table(
        "web_session",
        sa.Column("token_sha256", sa.String(length=64), nullable=False, comment="digest of the cookie"),
        sa.Column("account", sa.String(length=64), nullable=False, comment="whose"),
        sa.Column("csrf", sa.String(length=64), nullable=False, comment="token every form carries"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="end"),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_web_session")),
    )
    for statement in triggers(op.get_bind().dialect.name):
        # A table that a later revision brings gets its triggers there.
        if not statement.startswith("CREATE TRIGGER") or any(f" ON {t} " in statement for t in APPEND_ONLY):
            op.execute(statement)
    op.execute("INSERT INTO head (id, size) VALUES (1, 0)")


def downgrade() -> None:
    raise NotImplementedError(
        "The record is never taken back a revision: acts are append-only. "
        "Put a backup made before it in place with `duecourse restore`."
    )
