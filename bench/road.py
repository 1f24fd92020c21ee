"""A listing carried to publication within one day: the road that bench and kill harness walk.

Every party waives what is left of its time, so that no act waits for a clock;
the deadlines that the law opens on the way are armed all the same.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.records.commands import PARTY, Actor
from models.tables.receiving import Opening, Sent, open_file

REGIME = "mohrss-wages"
AUTHORITY = ("示例县人力资源和社会保障局", "county", "140121")
_LI = Actor("li", ("case-officer",))
_WANG = Actor("wang", ("case-officer",))
_ZHAO = Actor("zhao", ("legal-reviewer",))
_QIAN = Actor("qian", ("head",))
_SUN = Actor("sun", ("publisher",))
_P1, _P2 = Actor("p1", (PARTY,)), Actor("p2", (PARTY,))
_PROOF = {"method": "direct", "proof": "送达回证"}


def acts(today: date) -> list[tuple[Actor, str, dict[str, Any]]]:
    """The acts of the road in their order: who, what, and all that is said."""
    on, ordered, due = (str(today - timedelta(weeks=weeks)) for weeks in (0, 3, 1))
    basis = {
        "kind": "order-to-pay",
        "number": "示人社监令字第7号",
        "issuer": AUTHORITY[0],
        "issued_on": ordered,
        "served_on": ordered,
        "effective_on": ordered,
        "performance_due_on": due,
        "parties": ["p1"],
    }
    unit = {"id": "p1", "kind": "organisation", "role": "employer", "name": "示例甲建筑劳务有限公司"}
    person = {"id": "p2", "kind": "person", "role": "legal-representative", "name": "张示例"}
    parties = [{**unit, "uscc": "91140100MA0TE5T16X"}, {**person, "id_number": "14010019800101001X"}]
    measures = ["government-procurement", "bidding"]
    opening = {"grounds": ["HRSS-5-1"], "basis": basis, "parties": parties, "level": AUTHORITY[1]}
    told, decided = {"facts": "拖欠工资", "measures": measures}, {"outcome": "list", "reasons": "逾期未支付"}
    return [
        (_LI, "open_case", opening),
        (_LI, "draft_notice", told),
        (_QIAN, "approve_notice", {}),
        (_LI, "record_service", {"document": "notice", "on": on, **_PROOF}),
        (_P1, "file_statement", {"by_party": "p1", "on": on, "text": "部分已由总包单位代付"}),
        (_P1, "waive_statement", {"by_party": "p1", "on": on}),
        (_P2, "waive_statement", {"by_party": "p2", "on": on}),
        (_WANG, "answer_statement", {"finding": "partly", "reasons": "核实后仍拖欠"}),
        (_WANG, "record_service", {"document": "statement_answer", "to": "p1", "on": on, **_PROOF}),
        (_LI, "draft_decision", {**decided, "measures": measures}),
        (_ZHAO, "legal_review", {"opinion": "pass"}),
        (_QIAN, "approve_decision", {}),
        (_LI, "record_service", {"document": "decision", "on": on, **_PROOF}),
        (_SUN, "publish", {"channels": ["authority-site"]}),
        (_LI, "record_correction_of_conduct", {"on": on, "evidence": "工资支付凭证"}),
        (_P2, "file_statement", {"by_party": "p2", "on": on, "text": "列入后补充说明"}),
        (_P1, "record_remedy", {"kind": "reconsideration", "body": "示例县人民政府", "on": on}),
        (_P1, "record_remedy", {"kind": "litigation", "body": "示例县人民法院", "on": on}),
    ]


def road(case_id: str, today: date) -> list[Sent]:
    """The road as commands of one case; the keys count its acts from 1."""
    return [
        Sent(f"{case_id}-{number:02d}", case_id, act, by, body, number - 1)
        for number, (by, act, body) in enumerate(acts(today), start=1)
    ]


def open_on(engine: Engine, case_ids: list[str], book: Lawbook) -> date:
    """Make empty training files under the law of today; the legal day they were opened on."""
    now = datetime.now(UTC).replace(microsecond=0)
    today = law_day(now)
    years = book.calendar().years
    law, calendar = book.law(REGIME, today), book.calendar_for(years[0].year, years[-1].year)
    with engine.begin() as connection:
        for case_id in case_ids:
            open_file(connection, Opening(case_id, "training", *AUTHORITY, law, calendar, now))
    return today
