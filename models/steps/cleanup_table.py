"""The order of a clean-up campaign: one row an act, from where, to where, by which rule.

Ledgers are made and filed while the campaign is opened; once they are reported up they are closed, and what
they say is carried out until the lead's summary ends the work.  Stops can be undone after the end.
"""

from __future__ import annotations

from models.law.campaign_rules import WHATS
from models.records.campaigns import STEPS
from models.steps.machine import Moves
from models.steps.rows import SAME, START, Row, clock, rows

_WORKING = ("opened", "ledgers_reported")
_OPEN = (*_WORKING, "summarised")
# What the calendar, a plan or a house rule lets pass.
PASSING = (*WHATS, "item", "faults")

TABLE: tuple[Row, ...] = (
    *rows("open_campaign", (START,), ("opened",), "cleanup.scope"),
    *rows("enrol_unit", _WORKING, SAME, "cleanup.units"),
    *rows("name_contact", _WORKING, SAME, "cleanup.contact", closes=("contact",), documents=("contact_form",)),
    *rows(
        "file_ledger",
        ("opened",),
        SAME,
        "cleanup.ledger",
        opens=("faults",),
        closes=("ledger",),
        documents=("ledger_submission",),
    ),
    *rows("settle_fault", ("opened",), SAME, "cleanup.faults", closes=("faults",)),
    *rows("settle_fault", ("ledgers_reported",), SAME, "cleanup.faults", closes=("faults",)),
    *rows("report_ledgers_up", ("opened",), ("ledgers_reported",), "cleanup.roll-up", documents=("ledger_report",)),
    *rows(
        "except_ledger",
        ("ledgers_reported",),
        SAME,
        "cleanup.closed",
        opens=("faults",),
        closes=("ledger",),
        documents=("ledger_exception",),
    ),
    *rows(
        "file_plan",
        _WORKING,
        SAME,
        "cleanup.plan",
        opens=("item",),
        closes=("plan",),
        documents=("rectification_plan",),
    ),
    *rows("propose_clean_up", _WORKING, SAME, "cleanup.in-name-of", documents=("clean_up_proposal",)),
    *rows("draft_abolition", _WORKING, SAME, "cleanup.draft", documents=("abolition_draft",)),
    *rows("complete_item", _WORKING, SAME, "cleanup.complete", closes=("item",), documents=("abolition_notice",)),
    *rows("file_report", _WORKING, SAME, "cleanup.report", closes=("report",), documents=("quarterly_report",)),
    *rows("file_summary", _WORKING, SAME, "cleanup.summary", closes=("summary",), documents=("summary_report",)),
    *rows("file_summary", ("ledgers_reported",), ("summarised",), "cleanup.summary", documents=("summary_report",)),
    *rows(
        "publish_result",
        _OPEN,
        SAME,
        "cleanup.published",
        closes=("catalogue", "lists", "supplement", "renewal"),
    ),
    *rows("issue_monthly_notice", _OPEN, SAME, "cleanup.notice", documents=("monthly_notice",)),
    *rows("hold_interview", _OPEN, SAME, "cleanup.interview", documents=("interview_record",)),
    *rows("spot_check", _OPEN, SAME, "cleanup.verification", documents=("verification_record",)),
    *rows("third_party_check", _OPEN, SAME, "cleanup.verification", documents=("verification_record",)),
    *rows("settle_finding", _OPEN, SAME, "cleanup.findings"),
    *rows("propose_stop", _OPEN, SAME, "cleanup.two-people"),
    *rows("stop_rule", _OPEN, SAME, "cleanup.two-people", documents=("stop_notice",)),
    *rows("propose_resume", (*_OPEN, "closed"), SAME, "cleanup.two-people"),
    *rows("resume_rule", (*_OPEN, "closed"), SAME, "cleanup.two-people", documents=("resume_notice",)),
    *rows("close_campaign", ("summarised",), ("closed",), "cleanup.close"),
    *(row for what in PASSING for row in clock(f"pass_{what}", _OPEN, SAME, "cleanup.late")),
)
ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if not r.by_clock))
CLOCK_ACTS: tuple[str, ...] = tuple(dict.fromkeys(r.act for r in TABLE if r.by_clock))
# What a closed campaign still takes.
AFTER_THE_END = ("propose_resume", "resume_rule")

MOVES = Moves(TABLE, STEPS)
