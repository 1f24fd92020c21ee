"""The rows of acts that leave the road where it is: persons, law, calendar, returned mail."""

from __future__ import annotations

from models.steps.rows import FINAL, LISTED, PREPARING, SAME, STANDS, STATEMENT, UNDECIDED, rows

# What mail that came back had met runs again.
_AGAIN = ("service", "statement_answer")
_ANYWHERE = (*UNDECIDED, *STANDS)

ANYWHERE = (
    *rows("declare_recusal", _ANYWHERE, SAME, "recusal"),
    *rows("decide_recusal", _ANYWHERE, SAME, "recusal"),
    *rows("hand_over", _ANYWHERE, SAME, "house.roles"),
    *rows("appoint_deputy", _ANYWHERE, SAME, "house.deputies"),
    *rows("change_address", _ANYWHERE, SAME, "house.parties"),
    *rows("appoint_agent", _ANYWHERE, SAME, "agents"),
    *rows("record_succession", _ANYWHERE, SAME, "succession"),
    *rows("set_disposition", (*UNDECIDED, *LISTED), SAME, "cleanup"),
    *rows("announce_calendar", _ANYWHERE, SAME, "house.re-plan"),
    # A case may be open past its end, while a complaint waits or a wrong is to be undone.
    *rows("announce_law", (*_ANYWHERE, *FINAL), SAME, "house.law-announced"),
    *rows("record_returned_mail", STATEMENT, STATEMENT, "service.proof", opens=_AGAIN),
    *rows("record_returned_mail", PREPARING, ("notice_approved", *PREPARING), "service.proof", opens=_AGAIN),
    *rows("record_returned_mail", ("decided", "listed", "revoked"), SAME, "service.proof", opens=_AGAIN),
    *rows("record_returned_mail", ("decision_served",), ("decided", "decision_served"), "service.proof", opens=_AGAIN),
)
