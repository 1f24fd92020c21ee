"""What the acts of a case are for: the groups in which a case page shows them."""

from __future__ import annotations

Pair = tuple[str, str]

# The opening has a page of its own; every other act stands in one group.
GROUPS: tuple[tuple[str, Pair, tuple[str, ...]], ...] = (
    (
        "road",
        ("办理主线", "The road to the decision"),
        (
            "draft_notice", "approve_notice", "return_notice", "file_statement", "waive_statement",
            "answer_statement", "record_cure", "extend_decision", "draft_decision", "legal_review",
            "collective_discussion", "obtain_consent", "approve_decision", "publish", "terminate_case",
        ),
    ),
    ("hearing", ("听证", "Hearing"), ("request_hearing", "schedule_hearing", "hold_hearing")),
    ("service", ("送达", "Service"), ("record_service", "record_returned_mail", "change_address")),
    (
        "listed",
        ("异议、复议和停止执行", "Objection, review and stay"),
        (
            "file_objection", "answer_objection", "record_remedy", "impose_stay", "lift_stay",
            "revoke_basis", "record_violation", "shield_bankruptcy", "end_shield",
        ),
    ),
    (
        "restoration",
        ("信用修复和移出", "Restoration and removal"),
        (
            "record_correction_of_conduct", "apply_restoration", "pre_review", "request_materials",
            "supply_materials", "accept_restoration", "refuse_acceptance", "extend_restoration",
            "decide_restoration", "confirm_leg", "bar_restoration", "find_false_materials",
        ),
    ),
    ("complaint", ("投诉和恢复信誉", "Complaints"), ("file_complaint", "answer_complaint", "confirm_undoing")),
    (
        "people",
        ("人员", "People"),
        (
            "declare_recusal", "decide_recusal", "hand_over", "appoint_deputy", "appoint_agent",
            "record_succession",
        ),
    ),
    ("rules", ("规定", "Rules"), ("set_disposition",)),
)  # fmt: skip
