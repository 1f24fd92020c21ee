"""The order of a review of a measure: one row an act, from where, to where, by which rule.

An ordinary measure needs the consent of the commission of its level.  One with large impact goes to the
judicial department first, then to that consent, then to the commission above; only then it is issued.
"""

from __future__ import annotations

from models.records.measure_reviews import IN_FORCE, STEPS, UNISSUED
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_BEFORE_CONSENT = UNISSUED[: UNISSUED.index("consented")]
# What can run out, where, and by which rule: each is recorded and changes no step, for silence is no consent.
PASSING = {
    "impact_finding": (("proposed",), "review.silence"),
    "opinion": (("opinion_requested",), "review.silence"),
    "consent": (("weighed", "opinion_given"), "review.silence"),
    "upper_consent": (("consented",), "review.silence"),
    "incident_answer": (IN_FORCE, "review.incident"),
    "report": (("reporting", "report_signed"), "review.report"),
}

TABLE: tuple[Row, ...] = (
    *rows("propose_measure", (START,), ("proposed",), "review.consent", opens=("impact_finding",)),
    *rows(
        "find_impact",
        UNISSUED,
        ("weighed",),
        "review.impact",
        opens=("consent",),
        closes=("impact_finding", "opinion", "consent", "upper_consent"),
    ),
    *rows(
        "request_opinion",
        ("weighed",),
        ("opinion_requested",),
        "review.opinion",
        opens=("opinion",),
        documents=("opinion_request",),
    ),
    *rows(
        "give_opinion",
        ("opinion_requested",),
        ("opinion_given",),
        "review.opinion",
        opens=("consent",),
        closes=("opinion",),
    ),
    *rows(
        "consent_measure",
        ("weighed",),
        ("cleared",),
        "review.consent",
        closes=("consent",),
        documents=("measure_consent",),
    ),
    *rows(
        "consent_measure",
        ("opinion_given",),
        ("consented",),
        "review.consent",
        opens=("upper_consent",),
        closes=("consent",),
        documents=("measure_consent", "upper_request"),
    ),
    *rows(
        "refuse_consent",
        _BEFORE_CONSENT,
        ("refused",),
        "review.consent",
        closes=("impact_finding", "opinion", "consent"),
        documents=("measure_refusal",),
    ),
    *rows(
        "obtain_upper_consent",
        ("consented",),
        ("cleared", "refused"),
        "review.upper_consent",
        closes=("upper_consent",),
    ),
    *rows(
        "withdraw_measure",
        UNISSUED,
        ("withdrawn",),
        "review.withdrawal",
        closes=("impact_finding", "opinion", "consent", "upper_consent"),
    ),
    *rows("issue_measure", ("cleared",), ("issued",), "review.same_text"),
    *rows("enter_import", (START,), ("import_entered",), "review.import"),
    *rows("confirm_import", ("import_entered",), ("imported",), "review.import"),
    *rows("record_incident", IN_FORCE, SAME, "review.incident", opens=("incident_answer",)),
    *rows("answer_incident", ("issued",), ("issued", "ended"), "review.incident", closes=("incident_answer",)),
    *rows("answer_incident", ("ended",), SAME, "review.incident", closes=("incident_answer",)),
    *rows("dispose_cases", ("ended",), SAME, "review.cases"),
    *rows("notify_incident", IN_FORCE, SAME, "review.incident_notice", documents=("incident_notice",)),
    *rows("open_report", (START,), ("reporting",), "review.report", opens=("report",)),
    *rows("sign_report", ("reporting", "report_signed"), ("report_signed",), "review.report"),
    *rows("file_report", ("report_signed",), ("reported",), "review.report", closes=("report",)),
    *(row for kind, (steps, cite) in PASSING.items() for row in clock(f"pass_{kind}", steps, SAME, cite)),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
# What a review can begin with: a measure, the entry of national law, or a body's report.
OPENINGS: tuple[str, ...] = tuple(r.act for r in TABLE if r.step_from == START)
MOVES = Moves(TABLE, STEPS)
