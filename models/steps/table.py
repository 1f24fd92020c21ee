"""The order the law sets for a listing: one row an act, from where, to where.

Each row names the rule it rests on by its key in the law's data, the document
the act signs, and the deadlines it opens and closes. Diagram, buttons, machine
and tests are all made from this table; there is no second list of moves.
"""

from __future__ import annotations

from dataclasses import dataclass

START = "none"
BEFORE_SERVICE = ("notice_approved",)
STATEMENT = ("notice_approved", "statement_period", "statement_received", "statement_closed")
PREPARING = ("decision_drafted", "legal_reviewed")
UNDECIDED = ("opened", "notice_drafted", *STATEMENT, *PREPARING)
LISTED = ("decided", "decision_served", "listed")
FINAL = ("not_listed", "removed", "terminated")
STEPS = (*UNDECIDED, "not_listed", *LISTED, "removed", "revoked", "terminated")


@dataclass(frozen=True, slots=True)
class Row:
    """One move: an act at a step leads to a step, by a rule."""

    act: str
    step_from: str
    step_to: str
    cite: str
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    document: str = ""
    by_clock: bool = False


def _rows(
    act: str,
    froms: tuple[str, ...],
    tos: tuple[str, ...],
    cite: str,
    *,
    opens: tuple[str, ...] = (),
    closes: tuple[str, ...] = (),
    document: str = "",
) -> tuple[Row, ...]:
    return tuple(Row(act, f, t, cite, opens, closes, document) for f in froms for t in (tos or (f,)))


def _clock(
    act: str,
    froms: tuple[str, ...],
    tos: tuple[str, ...],
    cite: str,
    *,
    opens: tuple[str, ...] = (),
    closes: tuple[str, ...] = (),
) -> tuple[Row, ...]:
    return tuple(Row(act, f, t, cite, opens, closes, "", by_clock=True) for f in froms for t in (tos or (f,)))


_SAME: tuple[str, ...] = ()
_STANDS = (*LISTED, "revoked")

_ROAD = (
    *_rows("open_case", (START,), ("opened",), "opening", opens=("decision",)),
    *_rows("draft_notice", ("opened", "notice_drafted"), ("notice_drafted",), "notice"),
    *_rows("return_notice", ("notice_drafted",), ("opened",), "house.approval"),
    *_rows("approve_notice", ("notice_drafted",), ("notice_approved",), "house.approval", document="notice"),
    *_rows(
        "record_service",
        STATEMENT,
        STATEMENT,
        "service.proof",
        opens=("statement_period", "announcement"),
        closes=("statement_answer", "announcement"),
    ),
    *_rows(
        "record_service",
        PREPARING,
        _SAME,
        "service.proof",
        opens=("announcement",),
        closes=("statement_answer", "announcement"),
    ),
    *_rows("file_statement", STATEMENT, STATEMENT, "statement", opens=("statement_answer",)),
    *_rows(
        "file_statement",
        PREPARING,
        ("statement_received", *PREPARING),
        "statement",
        opens=("statement_answer",),
    ),
    *_rows("file_statement", LISTED, _SAME, "statement"),
    *_rows("waive_statement", STATEMENT, STATEMENT, "waiver", closes=("statement_period",)),
    *_rows("answer_statement", STATEMENT, STATEMENT, "statement_answer", document="statement_answer"),
    *_rows("record_cure", ("opened", "notice_drafted", *STATEMENT), _SAME, "cure"),
    *_rows("record_cure", PREPARING, ("statement_closed",), "cure"),
    *_rows("extend_decision", UNDECIDED, _SAME, "decision_extension", opens=("decision",)),
    *_rows("draft_decision", ("statement_closed", *PREPARING), ("decision_drafted",), "decision"),
    *_rows(
        "legal_review", ("decision_drafted",), ("legal_reviewed", "statement_closed"), "house.legal-review"
    ),
    *_rows(
        "approve_decision",
        ("legal_reviewed",),
        ("decided", "not_listed"),
        "decision",
        opens=("service", "publication_end"),
        closes=("decision",),
        document="decision",
    ),
    *_rows("terminate_case", UNDECIDED, ("terminated",), "house.termination"),
)

_LISTING = (
    *_rows(
        "record_service",
        ("decided",),
        ("decided", "decision_served"),
        "decision_service",
        opens=("reconsideration", "litigation", "announcement"),
        closes=("service", "statement_answer", "announcement"),
    ),
    *_rows(
        "record_service",
        ("decision_served", "listed", "revoked"),
        _SAME,
        "decision_service",
        opens=("reconsideration", "litigation", "announcement"),
        closes=("statement_answer", "announcement"),
    ),
    *_rows("publish", ("decision_served", "listed"), ("listed",), "publication"),
    *_rows(
        "record_correction_of_conduct",
        LISTED,
        _SAME,
        "restoration_conditions",
        opens=("restoration_earliest",),
    ),
    *_rows("record_violation", LISTED, _SAME, "restoration_exclusion"),
    *_rows(
        "apply_restoration", ("listed",), _SAME, "restoration_application", opens=("restoration_decision",)
    ),
    *_rows(
        "decide_restoration",
        ("listed",),
        _SAME,
        "restoration_decision",
        opens=("removal_effect",),
        closes=("restoration_decision",),
        document="restoration_decision",
    ),
    *_rows("confirm_leg", ("listed",), ("listed", "removed"), "removal", closes=("removal_effect",)),
    *_rows("confirm_leg", ("revoked",), _SAME, "removal", closes=("withdrawal",)),
    *_rows("record_remedy", _STANDS, _SAME, "remedies"),
    *_rows("revoke_basis", LISTED, ("revoked",), "revocation", opens=("withdrawal",), document="revocation"),
    *_rows("revoke_basis", UNDECIDED, ("terminated",), "house.termination"),
)

_CLOCK = (
    *_clock(
        "complete_announcement_service",
        STATEMENT,
        STATEMENT,
        "service.announcement",
        opens=("statement_period",),
        closes=("statement_answer",),
    ),
    *_clock(
        "complete_announcement_service",
        PREPARING,
        _SAME,
        "service.announcement",
        closes=("statement_answer",),
    ),
    *_clock(
        "complete_announcement_service",
        ("decided",),
        ("decided", "decision_served"),
        "service.announcement",
        opens=("reconsideration", "litigation"),
        closes=("service", "statement_answer"),
    ),
    *_clock(
        "complete_announcement_service",
        ("decision_served", "listed", "revoked"),
        _SAME,
        "service.announcement",
        opens=("reconsideration", "litigation"),
        closes=("statement_answer",),
    ),
    *_clock("end_statement_period", STATEMENT, STATEMENT, "statement"),
    *_clock("end_statement_period", PREPARING, _SAME, "statement"),
    *_clock("expire_listing", LISTED, ("listed", "removed"), "expiry", opens=("removal_effect",)),
    *_clock("open_restoration", LISTED, _SAME, "restoration_conditions"),
    *_clock("lapse_statement_answer", (*STATEMENT, *PREPARING, *_STANDS), _SAME, "house.lapse"),
    *_clock("lapse_decision", UNDECIDED, _SAME, "house.lapse"),
    *_clock("lapse_service", LISTED, _SAME, "house.lapse"),
    *_clock("lapse_reconsideration", _STANDS, _SAME, "remedies"),
    *_clock("lapse_litigation", _STANDS, _SAME, "remedies"),
    *_clock("lapse_restoration_decision", LISTED, _SAME, "house.lapse"),
    *_clock("lapse_removal_effect", LISTED, _SAME, "house.lapse"),
    *_clock("lapse_withdrawal", ("revoked",), _SAME, "house.lapse"),
)

TABLE: tuple[Row, ...] = (*_ROAD, *_LISTING, *_CLOCK)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))

ENDING = {
    "announcement": "complete_announcement_service",
    "statement_period": "end_statement_period",
    "publication_end": "expire_listing",
    "restoration_earliest": "open_restoration",
}


def ending_of(kind: str) -> str:
    """The clock act at the end of a deadline of that kind."""
    return ENDING.get(kind, f"lapse_{kind}")


OPEN_ACTS: dict[str, tuple[str, ...]] = {
    step: tuple(dict.fromkeys(r.act for r in TABLE if r.step_from == step and not r.by_clock))
    for step in (START, *STEPS)
}
