"""The order of the protection of credit information: one row an act, from where, to where, by which rule.

A leak is found, contained, assessed and closed; telling the authority and those affected waits for none of it.
A consent is asked for with its form, given, and over on its last day or when it is withdrawn; then follows the erasure.
"""

from __future__ import annotations

from models.records.protection import LEAK_OPEN, STEPS
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_LEAK_DUES = ("leak_stop", "authority_notice", "leak_assessment", "subject_notice", "leak_remedy", "leak_referral")
# What can run out, where, and by which rule: each is recorded, changes no step, and stays owed.
PASSING = {
    "leak_stop": (("found",), "protection.leak_remedy"),
    "authority_notice": (LEAK_OPEN, "protection.leak_notice"),
    "leak_assessment": (("found", "contained"), "protection.leak_assessment"),
    "subject_notice": (("assessed",), "protection.leak_notice"),
    "leak_remedy": (("assessed",), "protection.leak_close"),
    "leak_referral": (("assessed",), "protection.accountability"),
    "erasure": (("consent_over",), "protection.erasure"),
    "conduct_statement": (("conduct_notified",), "protection.conduct_notice"),
    "conduct_objection": (("conduct_recorded",), "protection.conduct_objection"),
    "register_review": (("register_kept",), "protection.register_review"),
    "register_settlement": (("register_drawn",), "protection.register_review"),
}

LEAK_TABLE: tuple[Row, ...] = (
    *rows(
        "report_leak",
        (START,),
        ("found",),
        "protection.leak",
        opens=("leak_stop", "authority_notice", "leak_assessment"),
    ),
    *rows("contain_leak", ("found",), ("contained",), "protection.leak_remedy", closes=("leak_stop",)),
    *rows(
        "assess_leak",
        ("contained", "assessed"),
        ("assessed",),
        "protection.leak_assessment",
        opens=("subject_notice", "leak_remedy", "leak_referral", "authority_notice"),
        closes=("leak_assessment", "leak_referral"),
    ),
    *rows(
        "notify_authority",
        LEAK_OPEN,
        SAME,
        "protection.leak_notice",
        closes=("authority_notice",),
        documents=("leak_authority_notice",),
    ),
    *rows(
        "notify_subjects",
        LEAK_OPEN,
        SAME,
        "protection.leak_notice",
        closes=("subject_notice",),
        documents=("leak_subject_notice",),
    ),
    *rows("waive_subject_notice", ("assessed",), SAME, "protection.leak_waiver", closes=("subject_notice",)),
    *rows(
        "order_subject_notice",
        ("assessed", "leak_closed"),
        ("assessed",),
        "protection.leak_order",
        opens=("subject_notice",),
    ),
    *rows("record_remedy_done", ("assessed",), SAME, "protection.leak_close", closes=("leak_remedy",)),
    *rows(
        "refer_leak",
        ("assessed",),
        SAME,
        "protection.accountability",
        closes=("leak_referral",),
        documents=("leak_referral",),
    ),
    *rows("close_leak", ("assessed",), ("leak_closed",), "protection.leak_close", closes=_LEAK_DUES),
    *rows("dismiss_leak", LEAK_OPEN, ("leak_dismissed",), "protection.leak_dismiss", closes=_LEAK_DUES),
)
CONSENT_TABLE: tuple[Row, ...] = (
    *rows(
        "ask_consent",
        (START,),
        ("consent_asked",),
        "protection.consent",
        opens=("consent_answer",),
        documents=("consent_form",),
    ),
    *rows(
        "give_consent",
        ("consent_asked",),
        ("consent_given",),
        "protection.consent_given",
        opens=("consent_end",),
        closes=("consent_answer",),
    ),
    *rows(
        "decline_consent",
        ("consent_asked",),
        ("consent_declined",),
        "protection.consent_declined",
        closes=("consent_answer",),
    ),
    *clock("lapse_consent", ("consent_asked",), ("consent_declined",), "protection.consent_declined"),
    *rows("use_consent", ("consent_given",), SAME, "protection.consent_use"),
    *rows(
        "withdraw_consent",
        ("consent_given",),
        ("consent_over",),
        "protection.consent_withdrawal",
        opens=("erasure",),
        closes=("consent_end",),
        documents=("consent_withdrawn",),
    ),
    *clock("expire_consent", ("consent_given",), ("consent_over",), "protection.no_lifetime", opens=("erasure",)),
    *rows("confirm_erasure", ("consent_over",), ("consent_erased",), "protection.erasure", closes=("erasure",)),
)
_ASKED, _HELD = ("permission_asked", "permission_endorsed"), ("permission_granted", "permission_suspended")
QUERY_TABLE: tuple[Row, ...] = (
    *rows(
        "ask_permission",
        (START,),
        ("permission_asked",),
        "protection.permission",
        opens=("permission_request",),
    ),
    *rows("endorse_permission", ("permission_asked",), ("permission_endorsed",), "protection.permission"),
    *rows(
        "grant_permission",
        ("permission_endorsed",),
        ("permission_granted",),
        "protection.permission",
        opens=("permission_end",),
        closes=("permission_request",),
    ),
    *rows(
        "refuse_permission", _ASKED, ("permission_refused",), "protection.permission", closes=("permission_request",)
    ),
    *rows("suspend_permission", ("permission_granted",), ("permission_suspended",), "protection.permission_end"),
    *rows("resume_permission", ("permission_suspended",), ("permission_granted",), "protection.permission_end"),
    *rows("end_permission", _HELD, ("permission_over",), "protection.permission_end", closes=("permission_end",)),
    *clock("expire_permission", _HELD, ("permission_over",), "protection.permission_longest"),
    *clock("expire_request", _ASKED, ("permission_refused",), "protection.permission_longest"),
    *rows("keep_register", (START,), ("register_kept",), "protection.query", opens=("register_review",)),
    *rows(
        "draw_register",
        ("register_kept",),
        ("register_drawn",),
        "protection.register_review",
        opens=("register_settlement",),
        closes=("register_review",),
    ),
    *rows("settle_query", ("register_drawn",), SAME, "protection.register_review"),
    *rows(
        "conclude_review",
        ("register_drawn",),
        ("register_kept",),
        "protection.register_review",
        opens=("register_review",),
        closes=("register_settlement",),
    ),
    *rows("end_register", ("register_kept",), ("register_over",), "protection.query", closes=("register_review",)),
)
_RECORDED, _ENDED = ("conduct_recorded",), ("conduct_ended",)
CONDUCT_TABLE: tuple[Row, ...] = (
    *rows("propose_conduct", (START,), ("conduct_proposed",), "protection.conduct_basis"),
    *rows(
        "notify_conduct",
        ("conduct_proposed",),
        ("conduct_notified",),
        "protection.conduct_notice",
        opens=("conduct_statement",),
        documents=("conduct_notice",),
    ),
    *rows("state_conduct", ("conduct_notified",), SAME, "protection.conduct_notice"),
    *rows("answer_conduct", ("conduct_notified",), SAME, "protection.conduct_notice"),
    *rows(
        "decide_conduct",
        ("conduct_notified",),
        ("conduct_recorded", "conduct_spared"),
        "protection.conduct",
        opens=("conduct_end",),
        closes=("conduct_statement",),
        documents=("conduct_record",),
    ),
    *rows("object_conduct", _RECORDED, SAME, "protection.conduct_objection", opens=("conduct_objection",)),
    *rows(
        "answer_conduct_objection",
        _RECORDED,
        (*_RECORDED, *_ENDED),
        "protection.conduct_objection",
        closes=("conduct_objection", "conduct_end"),
        documents=("conduct_answer",),
    ),
    *rows(
        "restore_conduct",
        _RECORDED,
        _ENDED,
        "protection.conduct_end",
        closes=("conduct_end", "conduct_objection"),
        documents=("conduct_removal",),
    ),
    *rows(
        "revoke_conduct",
        _RECORDED,
        _ENDED,
        "protection.conduct_basis",
        closes=("conduct_end", "conduct_objection"),
        documents=("conduct_removal",),
    ),
    *clock("expire_conduct", _RECORDED, _ENDED, "protection.conduct_end", closes=("conduct_objection",)),
)
TABLE: tuple[Row, ...] = (
    *LEAK_TABLE,
    *CONSENT_TABLE,
    *QUERY_TABLE,
    *CONDUCT_TABLE,
    *(row for kind, (steps, cite) in PASSING.items() for row in clock(f"pass_{kind}", steps, SAME, cite)),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
# What a file can begin with: one matter each.
OPENINGS: tuple[str, ...] = tuple(r.act for r in TABLE if r.step_from == START)
# What a closed file still takes: the authority may find at any time that the persons must be told.
AFTER_THE_END = ("order_subject_notice",)
# What the end of a deadline does where it is no more than a day passed.
ENDINGS = {
    "consent_answer": "lapse_consent",
    "consent_end": "expire_consent",
    "permission_end": "expire_permission",
    "permission_request": "expire_request",
    "conduct_end": "expire_conduct",
}
# What burdens nobody and is never kept waiting for a review of the law.
RELIEF = ("report_leak",)
MOVES = Moves(TABLE, STEPS)
