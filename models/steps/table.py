"""The order the law sets for a listing: one row an act, from where, to where.

Each row names the rule it rests on by its key in the law's data, the document
the act signs, and the deadlines it opens and closes. Diagram, buttons, machine
and tests are all made from this table; there is no second list of moves.
"""

from __future__ import annotations

from models.steps.anywhere import ANYWHERE
from models.steps.by_clock import CLOCK_ROWS
from models.steps.road import HEARING, ROAD
from models.steps.rows import FINAL, LISTED, PREPARING, START, STATEMENT, STEPS, UNDECIDED, Row
from models.steps.standing import COMPLAINT, LISTING, RESTORATION

__all__ = ["FINAL", "LISTED", "PREPARING", "START", "STATEMENT", "STEPS", "UNDECIDED", "Row"]

TABLE: tuple[Row, ...] = (*ROAD, *HEARING, *LISTING, *RESTORATION, *COMPLAINT, *ANYWHERE, *CLOCK_ROWS)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))

# Acts that a closed case still takes; some of them open it again.
REOPENING = (
    "find_false_materials",
    "open_case",
    "record_service",
    "file_complaint",
    "answer_complaint",
    "confirm_undoing",
)

ENDING = {
    "announcement": "complete_announcement_service",
    "statement_period": "end_statement_period",
    "hearing_request": "end_hearing_request_period",
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
