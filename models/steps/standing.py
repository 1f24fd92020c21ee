"""The rows of a listing that stands: service, publication, objection, restoration, revocation."""

from __future__ import annotations

from models.steps.rows import FINAL, LISTED, SAME, STANDS, UNDECIDED, rows

LISTING = (
    *rows(
        "record_service",
        ("decided",),
        ("decided", "decision_served"),
        "decision_service",
        opens=("reconsideration", "litigation", "announcement"),
        closes=("service", "statement_answer", "announcement"),
    ),
    *rows(
        "record_service",
        ("decision_served", "listed", "revoked"),
        SAME,
        "decision_service",
        opens=("reconsideration", "litigation", "announcement"),
        closes=("service", "statement_answer", "announcement"),
    ),
    # The last paper is served after the case has ended: a decision to spare, to restore, to revoke.
    *rows("record_service", ("not_listed", "removed"), SAME, "service.proof"),
    *rows(
        "publish",
        ("decision_served", "listed"),
        ("listed",),
        "publication",
        opens=("publication_end", "restoration_earliest"),
        closes=("publication",),
    ),
    *rows("file_objection", LISTED, SAME, "objection", opens=("objection_answer",)),
    *rows(
        "answer_objection",
        LISTED,
        SAME,
        "objection_correction",
        closes=("objection_answer",),
        documents=("objection_answer", "correction"),
    ),
    *rows(
        "answer_objection",
        LISTED,
        ("revoked",),
        "objection_correction",
        opens=("withdrawal",),
        closes=("objection_answer",),
        documents=("objection_answer", "revocation"),
    ),
    *rows("impose_stay", LISTED, SAME, "stay"),
    *rows("lift_stay", LISTED, SAME, "stay"),
    *rows("confirm_leg", ("listed",), ("listed", "removed"), "removal", closes=("removal_effect",)),
    *rows("confirm_leg", ("revoked",), SAME, "removal", closes=("withdrawal",)),
    *rows("record_remedy", STANDS, SAME, "remedies"),
    *rows("revoke_basis", LISTED, ("revoked",), "revocation", opens=("withdrawal",), documents=("revocation",)),
    *rows("revoke_basis", UNDECIDED, ("terminated",), "house.termination"),
)

RESTORATION = (
    *rows(
        "record_correction_of_conduct",
        LISTED,
        SAME,
        "restoration_conditions",
        opens=("restoration_earliest", "removal_effect"),
    ),
    *rows("record_correction_of_conduct", LISTED, ("removed",), "restoration_conditions"),
    *rows("record_violation", LISTED, SAME, "restoration_exclusion"),
    *rows(
        "apply_restoration",
        ("listed",),
        SAME,
        "restoration_application",
        opens=("pre_review", "restoration_acceptance", "restoration_decision"),
    ),
    *rows(
        "pre_review",
        ("listed",),
        SAME,
        "pre_review",
        closes=("pre_review", "restoration_acceptance"),
        documents=("materials_notice",),
    ),
    *rows(
        "request_materials",
        ("listed",),
        SAME,
        "restoration_application",
        closes=("restoration_acceptance",),
        documents=("materials_notice",),
    ),
    *rows(
        "supply_materials",
        ("listed",),
        SAME,
        "restoration_application",
        opens=("restoration_acceptance",),
    ),
    *rows(
        "accept_restoration",
        ("listed",),
        SAME,
        "restoration_acceptance",
        opens=("restoration_decision",),
        closes=("pre_review", "restoration_acceptance"),
        documents=("acceptance_notice",),
    ),
    *rows(
        "refuse_acceptance",
        ("listed",),
        SAME,
        "restoration_acceptance",
        closes=("pre_review", "restoration_acceptance"),
        documents=("refusal_notice",),
    ),
    *rows("extend_restoration", ("listed",), SAME, "restoration_extension", opens=("restoration_decision",)),
    *rows("bar_restoration", LISTED, SAME, "restoration_bar"),
    *rows(
        "find_false_materials",
        ("listed", "removed"),
        ("listed",),
        "false_materials",
        opens=("publication_end", "restoration_earliest"),
        closes=("removal_effect",),
        documents=("restoration_decision",),
    ),
    *rows("shield_bankruptcy", ("listed",), SAME, "bankruptcy_shield"),
    *rows(
        "end_shield",
        ("listed",),
        SAME,
        "bankruptcy_shield",
        opens=("removal_effect",),
        closes=("pre_review", "restoration_decision", "restoration_acceptance"),
        documents=("restoration_decision",),
    ),
    *rows(
        "decide_restoration",
        ("listed",),
        SAME,
        "restoration_decision",
        opens=("removal_effect",),
        closes=("pre_review", "restoration_decision", "restoration_acceptance"),
        documents=("restoration_decision",),
    ),
)

# A measure may be wrongly carried out long after the listing has ended.
_WHEREVER = (*STANDS, *FINAL)
COMPLAINT = (
    *rows("file_complaint", _WHEREVER, SAME, "complaint", opens=("complaint_answer",)),
    *rows(
        "answer_complaint",
        _WHEREVER,
        SAME,
        "complaint",
        opens=("undoing",),
        closes=("complaint_answer",),
        documents=("complaint_answer",),
    ),
    *rows("confirm_undoing", _WHEREVER, SAME, "reputation", closes=("undoing",)),
)
