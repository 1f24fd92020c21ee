"""The order of a month of oversight: one row an act, from where, to where, by which rule.

A notice is drawn, confirmed by a second person and issued; what follows it runs beside each other until nobody
owes anything: answers, disputes, interviews with what was promised, incidents, and what is referred.
"""

from __future__ import annotations

from models.records.oversight_months import STEPS
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_UNISSUED = ("drawn", "confirmed")
_AT = ("issued",)
# What can run out, where, and by which rule: each is recorded and changes no step.
PASSING = {
    "notice_issue": (_UNISSUED, "cleanup.notice"),
    "notice_answer": (_AT, "oversight.named"),
    "dispute": (_AT, "oversight.dispute"),
    "interview_call": (_AT, "oversight.interview_call"),
    "interview": (_AT, "oversight.interview_call"),
    "measure": (_AT, "oversight.interview"),
    "measure_check": (_AT, "oversight.interview"),
    "incident_notice": (_AT, "oversight.one_notice"),
    "referral": (_AT, "oversight.found_first"),
    "referral_answer": (_AT, "oversight.referral"),
}

TABLE: tuple[Row, ...] = (
    *rows("draw_notice", (START,), ("drawn",), "oversight.month", opens=("notice_issue",)),
    *rows("redraw_notice", _UNISSUED, ("drawn",), "oversight.drawn"),
    *rows("confirm_notice", ("drawn",), ("confirmed",), "oversight.drawn"),
    *rows(
        "issue_notice",
        ("confirmed",),
        _AT,
        "cleanup.notice",
        opens=("notice_answer",),
        closes=("notice_issue",),
        documents=("month_notice",),
    ),
    *rows("answer_notice", _AT, SAME, "oversight.named", opens=("dispute",), closes=("notice_answer",)),
    *rows(
        "settle_dispute",
        _AT,
        SAME,
        "oversight.dispute",
        closes=("dispute", "interview_call", "interview", "measure", "measure_check", "referral"),
        documents=("notice_correction",),
    ),
    *rows("spare_interview", _AT, SAME, "oversight.interview_call", closes=("interview_call",)),
    *rows(
        "ask_interview",
        _AT,
        SAME,
        "cleanup.interview",
        opens=("interview",),
        closes=("interview_call",),
        documents=("interview_letter",),
    ),
    *rows(
        "hold_interview",
        _AT,
        SAME,
        "oversight.interview",
        opens=("measure",),
        closes=("interview",),
        documents=("interview_minutes",),
    ),
    *rows("report_measure", _AT, SAME, "oversight.interview", opens=("measure_check",), closes=("measure",)),
    *rows("check_measure", _AT, SAME, "oversight.interview", opens=("measure",), closes=("measure_check",)),
    *rows("open_incident", _AT, SAME, "oversight.one_notice", opens=("incident_notice",)),
    *rows(
        "notify_incident",
        _AT,
        SAME,
        "oversight.one_notice",
        closes=("incident_notice",),
        documents=("case_notice",),
    ),
    *rows("close_incident", _AT, SAME, "oversight.one_notice", closes=("incident_notice",)),
    *rows("open_accountability", _AT, SAME, "oversight.found_first", opens=("referral",)),
    *rows("drop_accountability", _AT, SAME, "oversight.found_first", closes=("referral",)),
    *rows(
        "refer_accountability",
        _AT,
        SAME,
        "oversight.referral",
        opens=("referral_answer",),
        closes=("referral",),
        documents=("referral_letter",),
    ),
    *rows("record_referral_answer", _AT, SAME, "oversight.referral", opens=("referral",), closes=("referral_answer",)),
    *rows("close_accountability", _AT, SAME, "oversight.referral"),
    *rows("close_month", _AT, ("closed",), "oversight.close"),
    *(
        row
        for kind, (steps, cite) in PASSING.items()
        for row in clock(
            f"pass_{kind}", steps, SAME, cite, opens=("interview_call",) if kind == "notice_answer" else ()
        )
    ),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
OPENINGS: tuple[str, ...] = tuple(r.act for r in TABLE if r.step_from == START)
MOVES = Moves(TABLE, STEPS)
