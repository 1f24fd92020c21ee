"""The order of a file of honours: one row an act, from where, to where, by which rule.

A standard is drafted, filed with the lead department, registered and published.  An honour is proposed and
recognised by it, published, renewed or not, and ends in one of the ways the law names.  An incentive is granted
at once, or against a promise; a commitment is made, verified, withdrawn.
"""

from __future__ import annotations

from models.records.honours import HONOURED, STEPS
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_ENDED = ("honour_ended",)
_SHOWN = ("honour_published", *_ENDED)
_ALL_HONOUR = ("honour_refused", *HONOURED, *_ENDED)
_SERVED = (*_ALL_HONOUR, "promise_broken", "promise_kept_late", "pledge_broken")
_STANDING_DUES = (
    "validity", "honour_publication", "honour_removal", "honour_ending", "honour_statement", "honour_reexamination",
)  # fmt: skip
EXIT_PAPER = "honour_exit"
# What can run out, where, and by which rule: each is recorded and changes no step, for silence is no consent.
PASSING = {
    "honour_filing": (("standard_drafted",), "honours.silence"),
    "honour_filing_answer": (("standard_filed",), "honours.silence"),
    "honour_recognition": (("proposed",), "honours.silence"),
    "honour_publication": (("recognised",), "honours.publication"),
    "honour_service": (_SERVED, "honours.service"),
    "honour_objection": (_ALL_HONOUR, "honours.objection"),
    "honour_removal": (HONOURED, "honours.listed_here"),
    "honour_ending": (HONOURED, "honours.heard"),
    "honour_statement": (HONOURED, "honours.heard"),
    "honour_reexamination": (HONOURED, "honours.reexamination"),
    "honour_deletion": (_SHOWN, "honours.deletion"),
    "pledge_verification": (("pledged",), "honours.pledge"),
}

TABLE: tuple[Row, ...] = (
    *rows("draft_standard", (START,), ("standard_drafted",), "honours.standard", opens=("honour_filing",)),
    *rows(
        "file_standard",
        ("standard_drafted",),
        ("standard_filed",),
        "honours.standard",
        opens=("honour_filing_answer",),
        closes=("honour_filing",),
        documents=("standard_filing",),
    ),
    *rows(
        "register_filing",
        ("standard_filed",),
        ("standard_registered",),
        "honours.filing",
        closes=("honour_filing_answer",),
        documents=("filing_receipt",),
    ),
    *rows(
        "return_filing",
        ("standard_filed",),
        ("standard_drafted",),
        "honours.filing",
        opens=("honour_filing",),
        closes=("honour_filing_answer",),
        documents=("filing_returned",),
    ),
    *rows(
        "publish_standard",
        ("standard_drafted", "standard_registered"),
        ("standard_published",),
        "honours.standard",
        closes=("honour_filing",),
        documents=("honour_standard_notice",),
    ),
    *rows(
        "withdraw_draft",
        ("standard_drafted", "standard_registered"),
        ("standard_ended",),
        "honours.table",
        closes=("honour_filing",),
    ),
    *rows("abolish_standard", ("standard_published",), ("standard_ended",), "honours.standard"),
    *rows("replace_standard", ("standard_published",), ("standard_ended",), "honours.exits.standard"),
    *rows("propose_honour", (START,), ("proposed",), "honours.recogniser", opens=("honour_recognition",)),
    *rows("withdraw_proposal", ("proposed",), ("proposal_withdrawn",), "honours.table", closes=("honour_recognition",)),
    *rows(
        "recognise_honour",
        ("proposed",),
        ("recognised",),
        "honours.recogniser",
        opens=("validity", "honour_publication", "honour_service"),
        closes=("honour_recognition",),
        documents=("honour_decision",),
    ),
    *rows(
        "refuse_honour",
        ("proposed",),
        ("honour_refused",),
        "honours.recogniser",
        opens=("honour_service",),
        closes=("honour_recognition",),
        documents=("honour_refusal",),
    ),
    *rows("publish_honour", HONOURED, ("honour_published",), "honours.publication", closes=("honour_publication",)),
    *rows("withdraw_consent", HONOURED, SAME, "honours.personal", opens=("honour_deletion",)),
    *rows("serve_paper", _SERVED, SAME, "honours.service", opens=("honour_statement",), closes=("honour_service",)),
    *rows("review_honour", HONOURED, SAME, "honours.renewal"),
    *rows(
        "renew_honour",
        HONOURED,
        SAME,
        "honours.renewal",
        opens=("validity", "honour_service"),
        closes=("validity",),
        documents=("honour_renewal",),
    ),
    *rows("file_objection", _ALL_HONOUR, SAME, "honours.objection", opens=("honour_objection",)),
    *rows(
        "answer_objection",
        _ALL_HONOUR,
        SAME,
        "honours.objection",
        opens=("honour_ending", "honour_service"),
        closes=("honour_objection",),
        documents=("honour_objection_answer",),
    ),
    *rows(
        "end_by_listing",
        HONOURED,
        _ENDED,
        "honours.exits.listed",
        opens=("honour_deletion", "honour_service"),
        closes=_STANDING_DUES,
        documents=(EXIT_PAPER,),
    ),
    *rows(
        "order_removal", HONOURED, SAME, "honours.listed_here", opens=("honour_removal",), documents=("removal_order",)
    ),
    *rows("record_listing", HONOURED, SAME, "honours.exits.listed", opens=("honour_removal",)),
    *rows("find_misuse", HONOURED, SAME, "honours.exits.misuse", opens=("honour_ending",)),
    *rows("note_standard_change", HONOURED, SAME, "honours.exits.standard", opens=("honour_reexamination",)),
    *rows(
        "reexamine_honour",
        HONOURED,
        SAME,
        "honours.reexamination",
        opens=("honour_ending",),
        closes=("honour_reexamination",),
    ),
    *rows(
        "notify_removal",
        HONOURED,
        SAME,
        "honours.heard",
        opens=("honour_service",),
        documents=("removal_notice",),
    ),
    *rows("file_statement", HONOURED, SAME, "honours.heard", closes=("honour_statement",)),
    *rows(
        "drop_ground", HONOURED, SAME, "honours.exit", closes=("honour_ending", "honour_removal", "honour_statement")
    ),
    *rows(
        "end_honour",
        HONOURED,
        _ENDED,
        "honours.exit",
        opens=("honour_deletion", "honour_service"),
        closes=_STANDING_DUES,
        documents=(EXIT_PAPER,),
    ),
    *clock(
        "pass_validity",
        HONOURED,
        _ENDED,
        "honours.exits.expired",
        opens=("honour_deletion", "honour_service"),
        closes=_STANDING_DUES,
        documents=(EXIT_PAPER,),
    ),
    *rows("confirm_deletion", _SHOWN, SAME, "honours.deletion", closes=("honour_deletion",)),
    *rows(
        "grant_benefit",
        (START,),
        ("benefit_given", "benefit_promised"),
        "honours.benefit",
        opens=("promise",),
        documents=("deferral_notice",),
    ),
    *rows(
        "supply_papers",
        ("benefit_promised",),
        ("benefit_promised", "promise_kept"),
        "honours.deferral",
        closes=("promise",),
    ),
    *rows("supply_papers", ("promise_broken",), ("promise_broken", "promise_kept_late"), "honours.broken"),
    *clock(
        "pass_promise",
        ("benefit_promised",),
        ("promise_broken",),
        "honours.broken",
        opens=("honour_service",),
        documents=("promise_broken",),
    ),
    *rows("make_pledge", (START,), ("pledged",), "honours.pledge", opens=("pledge_verification", "pledge_term")),
    *rows(
        "verify_pledge",
        ("pledged", "pledge_verified"),
        ("pledge_verified", "pledge_broken"),
        "honours.pledge",
        opens=("honour_service",),
        closes=("pledge_verification", "pledge_term"),
        documents=("pledge_breach",),
    ),
    *rows(
        "withdraw_pledge",
        ("pledged", "pledge_verified"),
        ("pledge_withdrawn",),
        "honours.pledge",
        closes=("pledge_verification", "pledge_term"),
    ),
    *clock("pass_pledge_term", ("pledged", "pledge_verified"), ("pledge_ended",), "honours.pledge"),
    *(row for kind, (steps, cite) in PASSING.items() for row in clock(f"pass_{kind}", steps, SAME, cite)),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
# What a file can begin with: a standard, an honour, an incentive, a commitment.
OPENINGS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.step_from == START))
# What the record alone writes: a listing or another standard brings it. Nobody holds this post.
RECORD = "record"
BY_THE_RECORD = ("end_by_listing", "order_removal", "note_standard_change", "replace_standard")
# Papers brought late, and an objection, are taken after the end.
AFTER_THE_END = ("supply_papers", "file_objection")
MOVES = Moves(TABLE, STEPS)
