"""What is stored, in the law's words; the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, to the second for legal ones; SQLite keeps no zone, so we do."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Read back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def column(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    """A column with its meaning in the law's words; never empty unless said so."""
    return Column(name, kind, nullable=more.pop("nullable", False), comment=comment, **more)


_CASE = ForeignKey("case_file.id")

pin = Table(
    "pin",
    metadata,
    column("version", String(64), "digest of the content", primary_key=True),
    column("kind", String(16), "law (法规值) or calendar (放假安排)"),
    column("content", Text, "the values a case was opened under, as JSON"),
)

case_file = Table(
    "case_file",
    metadata,
    column("id", String(40), "case id: mode, year, random; never used twice (案件编号)", primary_key=True),
    column("mode", String(16), "real, training or rehearsal (真实、训练、演练)"),
    column("regime", String(64), "the list concerned (名单)"),
    column("law_version", String(64), "digest of the law pinned", index=False),
    column("calendar_version", String(64), "digest of the calendar pinned"),
    column("authority", Text, "the authority (认定单位)"),
    column("level", String(16), "county, city, province or nation (层级)"),
    column("region", String(12), "administrative division code (行政区划代码)"),
    column("opened_at", Instant, "legal instant of the first command"),
    column("rehearsal_offset", Integer, "seconds the server's clock is ahead in a rehearsal", default=0),
    column("version", Integer, "acts recorded so far"),
    column("step", String(32), "where the case stands (环节): projection"),
    column("closed", Boolean, "nothing can happen any more: projection"),
    column("state", Text, "the fold of all acts, as JSON: projection"),
    column("applied_version", Integer, "the version the workflow last told it holds", default=0),
    column("ahead_since", Instant, "since when the record is ahead of the workflow", nullable=True),
)

party = Table(
    "party",
    metadata,
    column("case_id", String(40), "the case", primary_key=True),
    column("id", String(16), "the party's id inside the case", primary_key=True),
    column("place", Integer, "order in the file; the first is the principal subject"),
    column("kind", String(16), "organisation or person (法人及非法人组织、自然人)"),
    column("role", String(32), "the office held (身份)"),
    column("name", Text, "name (姓名或者名称)"),
    column("uscc", String(64), "unified social credit code (统一社会信用代码)", nullable=True),
    column("id_number", String(64), "identity number (公民身份号码)", nullable=True),
)

command = Table(
    "command",
    metadata,
    column("key", String(64), "the sender's key; one key, one answer", primary_key=True),
    column("case_id", String(40), "the case"),
    column("act", String(48), "the act asked for (事项)"),
    column("actor", String(64), "who asked (经办人)"),
    column("roles", Text, "the posts held at that moment, as JSON (岗位)"),
    column("on_behalf_of", String(16), "the party spoken for", nullable=True),
    column("body", Text, "all that was said, as JSON; texts and identities live only here"),
    column("body_sha256", String(64), "digest of act, actor and body"),
    column("seen_version", Integer, "the case version the sender had read"),
    column("legal_at", Instant, "legal instant, in a rehearsal only", nullable=True),
    column("received_at", Instant, "when it was received (收到时间)"),
    column("outcome", String(16), "received, done or refused"),
    column("answer", Text, "the receipt or the refusal, as JSON", nullable=True),
    column("answered_at", Instant, "when it was answered", nullable=True),
    Index("ix_command_case_id", "case_id"),
    Index("ix_command_outcome", "outcome"),
)

act = Table(
    "act",
    metadata,
    column("seq", Integer, "gapless index over all cases", primary_key=True, autoincrement=False),
    column("case_id", String(40), "the case"),
    column("version", Integer, "counts the acts of the case"),
    column("key", String(160), "the command's key, or the clock's own"),
    column("act", String(48), "what was done (行为)"),
    column("actor", String(64), "who did it; clock: by lapse of time"),
    column("at", Instant, "legal instant"),
    column("recorded_at", Instant, "the database's own clock"),
    column("step_from", String(32), "from (原环节)"),
    column("step_to", String(32), "to (现环节)"),
    column("cite", String(64), "the rule it rests on, by its key in the law's data"),
    column("content", Text, "the act as JSON, enough to fold the case from"),
    UniqueConstraint("case_id", "version"),
    UniqueConstraint("key"),
)

leaf = Table(
    "leaf",
    metadata,
    column("seq", Integer, "same index as the act", primary_key=True, autoincrement=False),
    column("sha256", LargeBinary(32), "digest of the act's canonical bytes; the tree comes with its own issue"),
)

head = Table(
    "head",
    metadata,
    column("id", Integer, "one row only", primary_key=True, autoincrement=False),
    column("size", Integer, "how many leaves there are"),
)

outbox = Table(
    "outbox",
    metadata,
    column("seq", Integer, "order", primary_key=True, autoincrement=True),
    column("case_id", String(40), "the case"),
    column("act_seq", Integer, "the act that ordered it"),
    column("errand", String(32), "what must be done in the world, e.g. print a paper"),
    column("subject", String(64), "the paper or channel concerned"),
    column("state", String(16), "due, done or stopped"),
    column("reason", Text, "why it was stopped: a missing part or character, by name", nullable=True),
    column("tries", Integer, "how often it was tried", default=0),
    Index("ix_outbox_state", "state"),
)

inbox = Table(
    "inbox",
    metadata,
    column("source", String(64), "where a message came from", primary_key=True),
    column("message_id", String(128), "its id there", primary_key=True),
    column("received_at", Instant, "when"),
)

deadline = Table(
    "deadline",
    metadata,
    column("case_id", String(40), "the case", primary_key=True),
    column("kind", String(32), "which deadline (期限种类)", primary_key=True),
    column("party", String(16), "whose; empty: the case's", primary_key=True),
    column("channel", String(32), "which channel; empty: the own list's", primary_key=True),
    column("matter", String(32), "what it belongs to", primary_key=True),
    column("start_on", Date, "the day the period starts from (起算日)"),
    column("due", Date, "the last day (届满日)"),
    column("ends_at", Instant, "the instant it ends"),
    column("provisional", Boolean, "a year concerned has no calendar yet (暂定)"),
    column("standing", String(8), "open, met, ended, dropped"),
    column("cite", String(64), "the period's key in the law's data"),
    column("calendar", String(64), "digest of the calendar it was computed with"),
    Index("ix_deadline_standing_ends_at", "standing", "ends_at"),
)

reminder = Table(
    "reminder",
    metadata,
    column("case_id", String(40), "the case", primary_key=True),
    column("kind", String(32), "which deadline (期限种类)", primary_key=True),
    column("party", String(16), "whose; empty: the case's", primary_key=True),
    column("channel", String(32), "which channel; empty: the own list's", primary_key=True),
    column("matter", String(32), "what it belongs to", primary_key=True),
    column("due", Date, "the last day reminded of (届满日); a deadline moved is reminded of anew", primary_key=True),
    column("rung", Integer, "working days before the last day (提前工作日)", primary_key=True, autoincrement=False),
    column("reached_on", Date, "the day the rung was reached"),
    column("recorded_at", Instant, "the house's own clock"),
    column("told", String(64), "the account or post told; skipped: a later rung was reached already"),
    Index("ix_reminder_told_reached_on", "told", "reached_on"),
)

replan = Table(
    "replan",
    metadata,
    column("id", String(40), "the re-plan campaign", primary_key=True),
    column("year", Integer, "the year announced"),
    column("off", Text, "its days off, as JSON (放假)"),
    column("working", Text, "its weekend days worked, as JSON (调休上班)"),
    column("notice", Text, "the State Council notice (放假安排通知)"),
    column("entered_by", String(64), "who entered it"),
    column("entered_at", Instant, "when"),
    column("state", String(16), "previewing, previewed, confirmed, abandoned or done"),
    column("preview_sha256", String(64), "digest of the effect shown", nullable=True),
    column("confirmed_by", String(64), "the second person", nullable=True),
    column("confirmed_at", Instant, "when", nullable=True),
    Index("ix_replan_state", "state"),
)

replan_case = Table(
    "replan_case",
    metadata,
    column("replan_id", String(40), "the re-plan campaign", primary_key=True),
    column("case_id", String(40), "the case", primary_key=True),
    column("version", Integer, "the case version at the preview"),
    column("moved", Text, "the deadlines that move, with their days before and after, as JSON"),
    column("outcome", String(16), "done, refused, unchanged: what became of it", nullable=True),
    column("answer", Text, "the receipt or the refusal, as JSON", nullable=True),
)

law_confirmation = Table(
    "law_confirmation",
    metadata,
    column("text", String(64), "the text confirmed, by its name in the law's data (法规)", primary_key=True),
    column("in_force_on", Date, "its first day in force (施行日期)", primary_key=True),
    column("value_key", String(128), "the value, by its key in that text (条文)", primary_key=True),
    column("sha256", String(64), "digest of the value as confirmed; a changed value is unreviewed", primary_key=True),
    column("content", Text, "the value as confirmed, as JSON"),
    column("gazette", String(128), "number of the gazette (公报期号)"),
    column("page", String(32), "its page (页码)"),
    column("gazette_on", Date, "its day (公报日期)"),
    column("confirmed_by", String(64), "who confirmed it (核对人)"),
    column("beside", String(64), "the other person who confirmed it (另一核对人)"),
    column("confirmed_at", Instant, "when (核对时间); what was withdrawn may be confirmed anew", primary_key=True),
    CheckConstraint("confirmed_by <> beside", name="ck_law_confirmation_two_people"),
)

law_withdrawal = Table(
    "law_withdrawal",
    metadata,
    column("text", String(64), "the text, by its name in the law's data (法规)", primary_key=True),
    column("in_force_on", Date, "its first day in force (施行日期)", primary_key=True),
    column("value_key", String(128), "the value, by its key in that text (条文)", primary_key=True),
    column("sha256", String(64), "digest of the value as it was confirmed", primary_key=True),
    column("confirmed_at", Instant, "which confirmation is withdrawn: that of this instant", primary_key=True),
    column("reason", Text, "why it was wrong (撤回理由)"),
    column("withdrawn_by", String(64), "who withdrew it (撤回人)"),
    column("beside", String(64), "the other person who withdrew it (另一撤回人)"),
    column("withdrawn_at", Instant, "when; from then on the value is unreviewed (撤回时间)"),
    CheckConstraint("withdrawn_by <> beside", name="ck_law_withdrawal_two_people"),
    ForeignKeyConstraint(
        ["text", "in_force_on", "value_key", "sha256", "confirmed_at"],
        [f"law_confirmation.{name}" for name in ("text", "in_force_on", "value_key", "sha256", "confirmed_at")],
        name="fk_law_withdrawal_law_confirmation",
    ),
)

law_proposal = Table(
    "law_proposal",
    metadata,
    column("id", String(40), "the proposal; nothing counts before another person confirms it", primary_key=True),
    column("kind", String(16), "confirm (核对) or withdraw (撤回核对)"),
    column("text", String(64), "the text, by its name in the law's data (法规)"),
    column("in_force_on", Date, "its first day in force (施行日期)"),
    column("held", Text, "the values as they stood, as JSON: key, digest, and what it was taken of"),
    column("gazette", String(128), "number of the gazette (公报期号)", nullable=True),
    column("page", String(32), "its page (页码)", nullable=True),
    column("gazette_on", Date, "its day (公报日期)", nullable=True),
    column("reason", Text, "why a confirmation was wrong (撤回理由)", nullable=True),
    column("proposed_by", String(64), "who proposed it (提出人)"),
    column("proposed_at", Instant, "when (提出时间)"),
    UniqueConstraint("id", "proposed_by"),
)

law_proposal_end = Table(
    "law_proposal_end",
    metadata,
    column("proposal_id", String(40), "the proposal, ended once", primary_key=True),
    column("proposed_by", String(64), "who had proposed it"),
    column("outcome", String(16), "done (确认) or abandoned (放弃)"),
    column("ended_by", String(64), "who confirmed it, another than who proposed it, or gave it up"),
    column("ended_at", Instant, "when"),
    CheckConstraint("outcome = 'abandoned' OR ended_by <> proposed_by", name="ck_law_proposal_end_two_people"),
    ForeignKeyConstraint(
        ["proposal_id", "proposed_by"], ["law_proposal.id", "law_proposal.proposed_by"],
        name="fk_law_proposal_end_law_proposal",
    ),
)

publication = Table(
    "publication",
    metadata,
    column("case_id", String(40), "the case", primary_key=True),
    column("channel", String(32), "where (公示渠道)", primary_key=True),
    column("generation", Integer, "grows with each wish; a late retry of an older one is refused"),
    column("desired", String(12), "shown or withdrawn"),
    column("since", Date, "first day shown"),
    column("until", Date, "last day confirmed shown", nullable=True),
)

document = Table(
    "document",
    metadata,
    column("id", String(40), "the paper's id", primary_key=True),
    column("case_id", String(40), "the case"),
    column("act_seq", Integer, "the act that signed it, or 0 for a refusal's", default=0),
    column("command_key", String(160), "the command that made it"),
    column("kind", String(32), "which paper (文书)"),
    column("symbol", Text, "document number (文号)"),
    column("made_on", Date, "its day"),
    column("sha256", String(64), "digest of the PDF, which is stored by it"),
    column("pages", Integer, "pages"),
    Index("ix_document_case_id", "case_id"),
    UniqueConstraint("command_key", "kind"),
)

access = Table(
    "access",
    metadata,
    column("id", Integer, "order", primary_key=True, autoincrement=True),
    column("account", String(64), "who looked"),
    column("case_id", String(40), "the case"),
    column("what", String(64), "what was looked at"),
    column("at", Instant, "when; written before the bytes leave"),
)

account = Table(
    "account",
    metadata,
    column("id", String(64), "sign-in name", primary_key=True),
    column("name", Text, "name shown"),
    column("roles", Text, "posts held, as JSON (岗位)"),
    column("password", Text, "argon2 hash"),
    column("active", Boolean, "may sign in"),
)

web_session = Table(
    "web_session",
    metadata,
    column("token_sha256", String(64), "digest of the cookie", primary_key=True),
    column("account", String(64), "whose"),
    column("csrf", String(64), "token every form carries"),
    column("expires_at", Instant, "end"),
)

APPEND_ONLY = (
    "act", "leaf", "pin", "law_confirmation", "law_withdrawal", "law_proposal", "law_proposal_end", "query_entry",
)  # fmt: skip
