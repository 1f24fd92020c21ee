"""The rows of the clock: what the end of a period does by itself."""

from __future__ import annotations

from models.steps.rows import FINAL, LISTED, PREPARING, SAME, STANDS, STATEMENT, UNDECIDED, clock

CLOCK_ROWS = (
    *clock(
        "complete_announcement_service",
        STATEMENT,
        STATEMENT,
        "service.announcement",
        opens=("statement_period", "hearing_request"),
        closes=("statement_answer",),
    ),
    *clock(
        "complete_announcement_service",
        PREPARING,
        SAME,
        "service.announcement",
        closes=("statement_answer",),
    ),
    *clock(
        "complete_announcement_service",
        ("decided",),
        ("decided", "decision_served"),
        "service.announcement",
        opens=("reconsideration", "litigation"),
        closes=("service", "statement_answer"),
    ),
    *clock(
        "complete_announcement_service",
        ("decision_served", "listed", "revoked"),
        SAME,
        "service.announcement",
        opens=("reconsideration", "litigation"),
        closes=("service", "statement_answer"),
    ),
    *clock("end_statement_period", STATEMENT, STATEMENT, "statement"),
    *clock("end_statement_period", PREPARING, SAME, "statement"),
    *clock("end_hearing_request_period", STATEMENT, STATEMENT, "hearing_request"),
    *clock("end_hearing_request_period", PREPARING, SAME, "hearing_request"),
    *clock("expire_listing", LISTED, SAME, "expiry", opens=("removal_effect",)),
    *clock("expire_listing", LISTED, ("removed",), "expiry"),
    *clock("open_restoration", LISTED, SAME, "restoration_conditions", documents=("restoration_notice",)),
    *clock("lapse_statement_answer", (*STATEMENT, *PREPARING, *STANDS), SAME, "house.lapse"),
    *clock("lapse_decision", UNDECIDED, SAME, "house.lapse"),
    *clock("lapse_service", STANDS, SAME, "house.lapse"),
    *clock("lapse_reconsideration", STANDS, SAME, "remedies"),
    *clock("lapse_litigation", STANDS, SAME, "remedies"),
    *clock("lapse_restoration_decision", LISTED, SAME, "house.lapse"),
    *clock("lapse_removal_effect", LISTED, SAME, "house.lapse"),
    *clock("lapse_publication", LISTED, SAME, "house.lapse"),
    *clock("lapse_objection_answer", LISTED, SAME, "house.lapse"),
    *clock("lapse_restoration_acceptance", LISTED, SAME, "house.lapse"),
    *clock("lapse_pre_review", LISTED, SAME, "house.lapse"),
    *clock("lapse_complaint_answer", (*STANDS, *FINAL), SAME, "house.lapse"),
    *clock("lapse_undoing", (*STANDS, *FINAL), SAME, "house.lapse"),
    *clock("lapse_withdrawal", ("revoked",), SAME, "house.lapse"),
)
