"""The order of a list's standard: one row an act, from where, to where, by which rule.

A draft is proposed, consulted on, adopted, published, and takes effect on its day.  A revision takes the same
road while the edition before it stands; an old standard that stays has until the end of the transition.
"""

from __future__ import annotations

from models.records.list_standards import (
    ADOPTED,
    CONSULTED,
    CONSULTING,
    DRAFTING,
    ENTERED,
    IN_FORCE,
    KEPT,
    PUBLISHED,
    RESTING,
    STEPS,
    UNCONSULTED,
)
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_ABOLISHED = "abolished"
_UNPUBLISHED = (*DRAFTING, ADOPTED)
# Where an edition may stand beside what the step says: its evaluation and its end can come at any of them.
_MAY_STAND = (*_UNPUBLISHED, PUBLISHED)
# What the clock does where a deadline has ended, beside recording that it passed.
CLOCK_NAMES = {"consultation": "close_consultation", "effect": "take_effect", "transition": "end_transition"}
PASSING = {
    "opinion": ((CONSULTING, CONSULTED), "standards.silence"),
    "standard_publication": ((ADOPTED,), "standards.publication"),
    "evaluation": ((*_MAY_STAND, IN_FORCE), "standards.overdue"),
    "evaluation_report": ((*_MAY_STAND, IN_FORCE), "standards.overdue"),
    "follow_up": ((*_MAY_STAND, IN_FORCE), "standards.follow_up"),
}

TABLE: tuple[Row, ...] = (
    *rows("propose_standard", (START,), (UNCONSULTED,), "standards.stated"),
    *rows("revise_standard", RESTING, (UNCONSULTED,), "standards.revision", closes=("follow_up",)),
    *rows("amend_draft", (UNCONSULTED,), SAME, "standards.draft_change"),
    *rows("amend_draft", (CONSULTING, CONSULTED), SAME, "standards.draft_change"),
    *rows(
        "amend_draft",
        (CONSULTING, CONSULTED),
        (UNCONSULTED,),
        "standards.draft_change",
        closes=("consultation", "opinion"),
    ),
    *rows(
        "open_consultation",
        (UNCONSULTED,),
        (CONSULTING,),
        "standards.consultation",
        opens=("consultation",),
        documents=("consultation_notice",),
    ),
    *rows("extend_consultation", (CONSULTING,), SAME, "standards.until", opens=("consultation",)),
    *clock("close_consultation", (CONSULTING,), (CONSULTED,), "standards.consultation"),
    *rows("receive_comment", (CONSULTING, CONSULTED), SAME, "standards.comments"),
    *rows("answer_comments", DRAFTING, SAME, "standards.comments"),
    *rows(
        "request_opinion",
        (CONSULTING, CONSULTED),
        SAME,
        "standards.opinions",
        opens=("opinion",),
        documents=("standard_opinion_request",),
    ),
    *rows("give_opinion", (CONSULTING, CONSULTED), SAME, "standards.opinions", closes=("opinion",)),
    *rows(
        "adopt_standard",
        (CONSULTED,),
        (ADOPTED,),
        "standards.adoption",
        opens=("standard_publication",),
        documents=("comment_summary", "adoption_decision"),
    ),
    *rows(
        "publish_standard",
        (ADOPTED,),
        (PUBLISHED,),
        "standards.channels",
        opens=("effect",),
        closes=("standard_publication",),
        documents=("standard_publication_notice",),
    ),
    *rows(
        "publish_standard",
        (ADOPTED,),
        (IN_FORCE,),
        "standards.channels",
        opens=("evaluation",),
        closes=("standard_publication", "transition"),
        documents=("standard_publication_notice",),
    ),
    *clock("take_effect", (PUBLISHED,), (IN_FORCE,), "standards.publication", opens=("evaluation",)),
    *rows("withdraw_standard", _UNPUBLISHED, ("withdrawn",), "standards.withdrawal"),
    *rows("withdraw_standard", _UNPUBLISHED, RESTING, "standards.withdrawal", opens=("follow_up",)),
    *rows("enter_standard", (START,), (ENTERED,), "standards.entry"),
    *rows("confirm_standard", (ENTERED,), (IN_FORCE,), "standards.entry", opens=("evaluation",)),
    *rows("confirm_standard", (ENTERED,), (KEPT,), "standards.entry", opens=("transition",)),
    *clock("end_transition", _MAY_STAND, SAME, "standards.transition", closes=("transition",)),
    *clock("end_transition", (KEPT,), (_ABOLISHED,), "standards.transition"),
    *rows(
        "commission_evaluation",
        (*_MAY_STAND, IN_FORCE),
        SAME,
        "standards.commission",
        opens=("evaluation_report",),
        documents=("evaluation_notice",),
    ),
    *rows(
        "evaluate_standard",
        (*_MAY_STAND, IN_FORCE),
        SAME,
        "standards.evaluation",
        opens=("evaluation", "follow_up"),
        closes=("evaluation", "evaluation_report"),
    ),
    *rows(
        "abolish_standard",
        RESTING,
        (_ABOLISHED,),
        "standards.abolition",
        closes=("evaluation", "evaluation_report", "follow_up", "transition"),
        documents=("standard_abolition",),
    ),
    *(row for kind, (steps, cite) in PASSING.items() for row in clock(f"pass_{kind}", steps, SAME, cite)),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
# What a file can begin with: a draft, or a standard that is in force already.
OPENINGS: tuple[str, ...] = tuple(r.act for r in TABLE if r.step_from == START)
MOVES = Moves(TABLE, STEPS)
