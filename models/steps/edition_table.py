"""The order of an edition: one row an act, from where, to where, by which rule.

Proposals are called for, settled and gathered; everybody concerned is asked; the body that approves approves;
it is published and takes effect on its day.  The list systems that are kept go the same way unasked.
"""

from __future__ import annotations

from models.records.list_editions import BEFORE_APPROVAL, FINAL, STANDING, STEPS
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_UNDER_WAY = (*BEFORE_APPROVAL, *STANDING)
_ALL = (*_UNDER_WAY, *FINAL)
_UNPUBLISHED = (*BEFORE_APPROVAL, "approved")
# What can run out without changing the step: each is recorded, for silence is no approval.
PASSING = {
    "entry_proposals": (("collecting",), "compilation.call"),
    "edition_approval": (("submitted",), "compilation.silence"),
    "edition_publication": (("approved",), "compilation.publication"),
    "named_publication": (_UNPUBLISHED, "compilation.publication"),
    "edition_entry": (("published", "in_force"), "compilation.entry"),
    "law_amendment": (_ALL, "compilation.amendment"),
}
_OWN_DAYS = ("entry_proposals", "edition_consultation", "edition_approval", "edition_publication", "named_publication")

TABLE: tuple[Row, ...] = (
    *rows(
        "open_edition",
        (START,),
        ("collecting",),
        "compilation.call",
        opens=("entry_proposals", "named_publication"),
        documents=("proposal_call",),
    ),
    *rows("propose_entry", ("collecting",), SAME, "compilation.proposals"),
    *rows("withdraw_entry", ("collecting",), SAME, "compilation.proposals"),
    *rows("settle_entry", ("collecting",), SAME, "compilation.settled"),
    *rows("settle_entry", ("consulted",), SAME, "compilation.narrower"),
    *rows("gather_entries", ("collecting",), ("gathered",), "compilation.gathering"),
    *rows(
        "reopen_gathering",
        ("gathered", "consulting", "consulted"),
        ("collecting",),
        "compilation.anew",
        opens=("entry_proposals",),
        closes=("edition_consultation",),
        documents=("proposal_call",),
    ),
    *rows(
        "begin_consultation",
        ("gathered",),
        ("consulting",),
        "compilation.consultation",
        opens=("edition_consultation",),
        documents=("edition_consultation",),
    ),
    *rows("record_comment", ("consulting", "consulted"), SAME, "compilation.consultation"),
    *rows("send_comment", ("consulting",), SAME, "compilation.consultation"),
    *rows("answer_comment", ("consulting", "consulted"), SAME, "compilation.answered"),
    *rows(
        "submit_edition",
        ("gathered", "consulted"),
        ("submitted",),
        "compilation.approval",
        opens=("edition_approval",),
        documents=("edition_submission", "edition_explanation"),
    ),
    *rows("show_effect", ("submitted",), SAME, "compilation.effect"),
    *rows(
        "approve_edition",
        ("submitted",),
        ("approved",),
        "compilation.approval",
        opens=("edition_publication",),
        closes=("edition_approval",),
    ),
    *rows(
        "return_edition",
        ("submitted",),
        ("gathered", "consulted"),
        "compilation.approval",
        closes=("edition_approval",),
    ),
    *rows(
        "publish_edition",
        ("approved",),
        ("published",),
        "compilation.publication",
        opens=("in_force", "edition_entry"),
        closes=("edition_publication", "named_publication"),
        documents=("edition_notice",),
    ),
    *rows("enter_edition", ("published", "in_force"), SAME, "compilation.entry", closes=("edition_entry",)),
    *rows("withdraw_edition", BEFORE_APPROVAL, ("withdrawn",), "compilation.withdrawal", closes=_OWN_DAYS),
    *rows(
        "revoke_edition",
        STANDING,
        ("revoked",),
        "compilation.withdrawal",
        closes=("edition_publication", "named_publication", "in_force", "edition_entry"),
        documents=("edition_revocation",),
    ),
    *rows("replace_edition", ("in_force",), ("replaced",), "compilation.withdrawal", closes=("edition_entry",)),
    *rows("propose_amendment", _UNDER_WAY, SAME, "compilation.amend_law", opens=("law_amendment",)),
    *rows(
        "send_amendment",
        _ALL,
        SAME,
        "compilation.amendment",
        closes=("law_amendment",),
        documents=("amendment_proposal",),
    ),
    *rows("record_amendment_answer", _ALL, SAME, "compilation.amendment"),
    *clock("pass_edition_consultation", ("consulting",), ("consulted",), "compilation.consultation_days"),
    *clock("take_effect", ("published",), ("in_force",), "compilation.effective"),
    *(row for kind, (steps, cite) in PASSING.items() for row in clock(f"pass_{kind}", steps, SAME, cite)),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
OPENINGS: tuple[str, ...] = tuple(r.act for r in TABLE if r.step_from == START)
MOVES = Moves(TABLE, STEPS)
