"""The rows from the opening to the signed decision."""

from __future__ import annotations

from models.steps.rows import LISTED, PREPARING, SAME, START, STATEMENT, UNDECIDED, rows

ROAD = (
    *rows("open_case", (START, "revoked"), ("opened",), "opening", opens=("decision",)),
    *rows("draft_notice", ("opened", "notice_drafted"), ("notice_drafted",), "notice"),
    *rows("return_notice", ("notice_drafted",), ("opened",), "house.approval"),
    *rows("approve_notice", ("notice_drafted",), ("notice_approved",), "house.approval", documents=("notice",)),
    *rows(
        "record_service",
        STATEMENT,
        STATEMENT,
        "service.proof",
        opens=("statement_period", "hearing_request", "announcement"),
        closes=("statement_answer", "announcement"),
    ),
    *rows(
        "record_service",
        PREPARING,
        SAME,
        "service.proof",
        opens=("announcement",),
        closes=("statement_answer", "announcement"),
    ),
    *rows("file_statement", STATEMENT, STATEMENT, "statement", opens=("statement_answer",)),
    *rows(
        "file_statement",
        PREPARING,
        ("statement_received", *PREPARING),
        "statement",
        opens=("statement_answer",),
    ),
    *rows("file_statement", LISTED, SAME, "statement"),
    *rows("waive_statement", STATEMENT, STATEMENT, "waiver", closes=("statement_period", "hearing_request")),
    *rows("answer_statement", STATEMENT, STATEMENT, "statement_answer", documents=("statement_answer",)),
    *rows("record_cure", ("opened", "notice_drafted", *STATEMENT), SAME, "cure"),
    *rows("record_cure", PREPARING, ("statement_closed",), "cure"),
    *rows("extend_decision", UNDECIDED, SAME, "decision_extension", opens=("decision",)),
    *rows("draft_decision", ("statement_closed", *PREPARING), ("decision_drafted",), "decision"),
    *rows("legal_review", ("decision_drafted",), ("legal_reviewed", "statement_closed"), "house.legal-review"),
    *rows(
        "approve_decision",
        ("legal_reviewed",),
        ("decided", "not_listed"),
        "decision",
        opens=("service", "publication", "publication_end", "restoration_earliest"),
        closes=("decision",),
        documents=("decision", "restoration_notice"),
    ),
    *rows("collective_discussion", PREPARING, SAME, "collective"),
    *rows("obtain_consent", PREPARING, SAME, "agreement"),
    *rows("terminate_case", UNDECIDED, ("terminated",), "house.termination"),
)

HEARING = (
    *rows("request_hearing", STATEMENT, STATEMENT, "hearing_request", closes=("hearing_request",)),
    *rows("request_hearing", PREPARING, ("hearing_pending",), "hearing_request"),
    *rows("schedule_hearing", ("hearing_pending",), SAME, "hearing_notice", documents=("hearing_notice",)),
    *rows(
        "hold_hearing",
        ("hearing_pending",),
        STATEMENT,
        "hearing_record",
        opens=("statement_answer",),
        documents=("hearing_record",),
    ),
)
