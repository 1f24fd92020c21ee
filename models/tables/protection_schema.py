"""The protection of credit information as it is stored (信息安全和隐私保护): the file, and each matter by its days."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Index, Integer, String, Table, Text

from models.tables.proceeding_schema import file_columns
from models.tables.schema import Instant, column, metadata

protection_file = Table(
    "protection_file",
    metadata,
    *file_columns("protection of credit information (信息安全和隐私保护)", "the text that orders it (依据)"),
    column("matter", String(16), "leak or consent; empty before its first act (事项)"),
)

leak = Table(
    "leak",
    metadata,
    column("protection_id", String(40), "the file", primary_key=True),
    column("what", String(8), "leak, tamper or loss (泄露、篡改、丢失)"),
    column("certain", Boolean, "it has happened; else it may have (已经发生)"),
    column("personal", Boolean, "personal data among it (个人信息)"),
    column("found_on", Date, "the day it was found (发现)"),
    column("contained_on", Date, "the day remedies were taken (补救)", nullable=True),
    column("assessed_on", Date, "the day it was last assessed (评估)", nullable=True),
    column("affected", Integer, "subjects affected, as last assessed (受影响的主体)"),
    column("cause", String(16), "deliberate, negligence, intrusion, fault, unknown; empty: not assessed (原因)"),
    column("authority_told_on", Date, "the day the authority was last told (通知部门)", nullable=True),
    column("told", Integer, "how many of those affected were told (已通知)"),
    column("waived_on", Date, "the day it was decided that they need not be (不通知)", nullable=True),
    column("ordered_on", Date, "the day the authority required it (责令通知)", nullable=True),
    column("remedied_on", Date, "the day it was mended (整改)", nullable=True),
    column("referred_on", Date, "the day it was referred, where somebody is at fault (移送)", nullable=True),
    column("closed_on", Date, "the day it was closed or dismissed (办结)", nullable=True),
    column("dismissed", Boolean, "found to be none (终结)"),
    column("late", Text, "which days passed unmet, as JSON (逾期)"),
    Index("ix_leak_found_on", "found_on"),
)

consent = Table(
    "consent",
    metadata,
    column("protection_id", String(40), "the file; whose consent it is stands in the command alone", primary_key=True),
    column("of", String(16), "person or organisation (自然人、单位)"),
    column("purpose", String(64), "its one purpose (目的)"),
    column("scope", Text, "classes of the catalogue, as JSON (范围)"),
    column("until", Date, "its last day (截止日)"),
    column("given_on", Date, "the day it was given; none: not given (授权日)", nullable=True),
    column("ended", String(16), "withdrawn or expired; empty: it stands (终止)"),
    column("ended_on", Date, "the day it ended", nullable=True),
    column("uses", Integer, "uses recorded (使用次数)"),
    column("last_used_on", Date, "the day of the last one", nullable=True),
    column("kept_by_law", Boolean, "only stored, as a law requires (依法保存)"),
    column("erased_on", Date, "the day it was erased, or seen to be only stored (删除)", nullable=True),
    Index("ix_consent_until", "until"),
)

query_permission = Table(
    "query_permission",
    metadata,
    column("protection_id", String(40), "the file (查询权限)", primary_key=True),
    column("holder", String(64), "who may query (使用人)"),
    column("level", String(8), "masked or full (级别)"),
    column("purposes", Text, "for what, as JSON (目的)"),
    column("scope", Text, "classes of the catalogue, as JSON (范围)"),
    column("until", Date, "its last day (截止日)"),
    column("granted_on", Date, "the day it was granted; none: not granted (批准日)", nullable=True),
    column("ended_on", Date, "the day it ended", nullable=True),
    Index("ix_query_permission_holder", "holder"),
)

query_register = Table(
    "query_register",
    metadata,
    column("protection_id", String(40), "the file (查询登记)", primary_key=True),
    column("kept_on", Date, "the day it was begun (建立)"),
    column("reviews", Integer, "how often it was examined (审查次数)"),
    column("reviewed_on", Date, "the day it was last examined (审查)", nullable=True),
    column("drawn_on", Date, "the day it was last frozen (冻结)", nullable=True),
    column("last_entry", Integer, "up to which entry"),
    column("entries", Integer, "how many entries were frozen then"),
    column("digest", String(64), "their digest (摘要)"),
    column("abnormal", Integer, "how many of them were abnormal (异常)"),
    column("unsettled", Integer, "how many of those nobody has dealt with"),
)

# Each query as it was made, written before anything is shown; no row is ever changed.
query_entry = Table(
    "query_entry",
    metadata,
    column("id", Integer, "order", primary_key=True, autoincrement=True),
    column("mode", String(16), "real or training (真实、训练)"),
    column("at", Instant, "when (时间)"),
    column("asked_on", Date, "its day in Shanghai"),
    column("hour", Integer, "its hour in Shanghai"),
    column("working", Boolean, "a working day (工作日)"),
    column("account", String(64), "who asked (查询人)"),
    column("roles", Text, "the posts held at that moment, as JSON (岗位)"),
    column("own", Boolean, "the subject's own data, asked for by itself (本人查询)"),
    column("permission", String(40), "under which permission; empty: none (权限)"),
    column("level", String(8), "masked or full (级别)"),
    column("asked", Text, "about whom: name or number as typed; it stands nowhere else (对象)"),
    column("purpose", String(64), "for what (目的)"),
    column("basis", Text, "on what basis, or how the subject proved who it is (依据)"),
    column("refused", String(32), "why nothing was shown; empty: it was shown (不予显示的原因)"),
    column("found", Integer, "how many records were shown"),
    column("shown_sha256", String(64), "digest of what was shown; empty: nothing (所示内容的摘要)"),
    Index("ix_query_entry_account_asked_on", "account", "asked_on"),
)

# No listing: it stands beside the lists, is published nowhere, and brings no measure of a list.
conduct_record = Table(
    "conduct_record",
    metadata,
    column("protection_id", String(40), "the file; whose conduct it is stands in the command alone", primary_key=True),
    column("of", String(16), "person or organisation (自然人、单位)"),
    column("degree", String(8), "minor or general (轻微、一般)"),
    column("rests_on", String(32), "kind of the document it stands on (依据文书)"),
    column("item", String(64), "class of the catalogue (目录类别)"),
    column("document_on", Date, "the day of the document"),
    column("recorded_on", Date, "the day it was recorded; none: not recorded (记录日)", nullable=True),
    column("until", Date, "its last day (终止日)", nullable=True),
    column("objected", Boolean, "an objection is pending (异议)"),
    column("ended", String(16), "expired, restored, objection, revoked; empty: it stands (终止)"),
    column("ended_on", Date, "the day it ended", nullable=True),
    Index("ix_conduct_record_until", "until"),
)
