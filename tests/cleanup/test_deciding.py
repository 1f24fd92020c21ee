"""Single questions to the one function that decides in a campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_law
from models.law.lawbook import Lawbook
from models.records.acts import Act, Refused
from models.records.campaigns import CampaignState
from models.records.commands import Actor, Command
from models.steps.cleanup_deciding import decide_campaign
from models.steps.cleanup_fields import FIELDS, campaign_part
from models.steps.cleanup_fold import fold
from models.steps.cleanup_table import ACTS
from models.steps.forms import mark
from tests.record.campaign_house import HAN, QIAN, WANG, at

BOOK = Lawbook()
CALENDAR = BOOK.calendar_for(2020, 2026)
LEDGER = {"digest": "d", "rows": 3, "keep": 1, "revise": 1, "abolish": 1, "faults": []}


class Told:
    """A campaign asked one thing after the other."""

    def __init__(self, notice: str = "luliang-cleanup", level: str = "city", began: str = "2021-01-15 16:00") -> None:
        self.law: CampaignLaw = campaign_law(BOOK, notice, date.fromisoformat(began[:10]))
        self.state = CampaignState("k", "rehearsal")
        self.number = 0
        self.done(began, QIAN, "open_campaign", lead="root", level=level, name="甲")

    def asked(self, when: str, by: Actor, act: str, **body: Any) -> Act | Refused:
        self.number += 1
        known = {name: body.pop(name) for name in ("known", "shown", "stops") if name in body}
        facts = campaign_part(act, body)
        facts |= {{"known": "ledger"}.get(name, name): value for name, value in known.items()}
        answer = decide_campaign(self.state, Command(f"k-{self.number}", act, by, facts), self.law, CALENDAR, at(when))
        if isinstance(answer, Refused):
            return answer
        self.state = fold(self.state, answer.acts)
        return answer.own

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        answer = self.asked(when, by, act, **body)
        assert isinstance(answer, Act), answer
        return answer

    def no(self, when: str, by: Actor, act: str, **body: Any) -> tuple[str, str, str]:
        answer = self.asked(when, by, act, **body)
        assert isinstance(answer, Refused), answer
        return (answer.code, answer.detail.get("what", ""), answer.cite)


@pytest.fixture
def told() -> Told:
    made = Told()
    made.done(
        "2021-01-15 17:00",
        WANG,
        "enrol_unit",
        unit="jt",
        kind="department",
        level="city",
        name="甲局",
        officers=["han"],
    )
    return made


def test_every_act_of_the_table_has_its_fields_and_its_post() -> None:
    law = campaign_law(BOOK, "luliang-cleanup", date(2021, 1, 15))
    assert list(FIELDS) == sorted(FIELDS, key=list(FIELDS).index)
    assert set(ACTS) == set(FIELDS)
    assert all(law.act_rule(act) is not None for act in ACTS)


def test_huangshi_stops_what_has_no_basis_whatever_is_done_with_it() -> None:
    told = Told("huangshi", began="2021-04-08 09:00")
    stop = {"stop": "s", "document": "甲", "disposition": "revise", "regimes": ["r"]}
    when = "2021-04-09 09:00"
    assert told.no(when, WANG, "propose_stop", **stop)[1] == "not_stopped_by_notice"
    assert told.no(when, WANG, "propose_stop", **{**stop, "disposition": "keep"}, without_basis=True)[1] != ""
    told.done(when, WANG, "propose_stop", **stop, without_basis=True)


def test_luliang_stops_whatever_is_not_kept(told: Told) -> None:
    for disposition in ("revise", "legislate", "abolish"):
        stop = {"stop": disposition, "document": disposition, "disposition": disposition}
        told.done("2021-01-16 09:00", WANG, "propose_stop", **stop)


def test_a_document_is_stopped_once(told: Told) -> None:
    stop = {"document": "甲", "disposition": "abolish"}
    told.done("2021-01-16 09:00", WANG, "propose_stop", stop="s", **stop)
    told.done("2021-01-16 10:00", QIAN, "stop_rule", stop="s", others="abolish")
    assert told.no("2021-01-16 11:00", WANG, "propose_stop", stop="t", **stop)[1] == "stop_there"
    assert told.no("2021-01-16 11:00", WANG, "propose_stop", stop="s", **stop)[1] == "stop_there"


def test_a_ledger_stops_by_its_notice_and_once(told: Told) -> None:
    row = {"stop": "d-1", "document": "m", "disposition": "abolish", "regimes": ["r"]}
    when = "2021-01-18 09:00"
    told.done(when, HAN, "file_ledger", unit="jt", digest="d", known=LEDGER, stops=[row])
    (held,) = told.state.stops
    assert (held.standing, held.regimes, held.unit) == ("at_once", ("r",), "jt")
    again = told.done("2021-01-18 10:00", HAN, "file_ledger", unit="jt", digest="d", known=LEDGER, stops=[row])
    assert again.facts["stops"] == []
    assert len(told.state.stops) == 1


def test_a_campaign_is_not_closed_before_the_running_cases_of_a_stop_are_chosen_for() -> None:
    told = Told("huangshi", began="2021-04-08 09:00")
    told.done("2021-04-09 09:00", WANG, "enrol_unit", unit="jt", kind="association", level="city", name="甲会")
    row = {"stop": "d-1", "document": "m", "disposition": "revise", "texts": ["t"]}
    when = "2021-04-12 09:00"
    told.done(when, WANG, "file_ledger", unit="jt", digest="d", known=LEDGER, stops=[row])
    told.done(when, QIAN, "report_ledgers_up", to="province")
    told.state = replace(told.state, dues=(), step="summarised")
    assert told.no(when, QIAN, "close_campaign")[1] == "stops_pending"
    # Huangshi stops what has no basis: the row said so, nobody says it again.
    stop = replace(told.state.stops[0], document=mark("甲"))
    told.state = replace(told.state, stops=(stop,))
    told.done(when, WANG, "propose_stop", stop="d-1", document="甲", disposition="revise")
    assert told.no(when, QIAN, "close_campaign")[1] == "stops_pending"
    told.done(when, QIAN, "stop_rule", stop="d-1", others="abolish")
    told.done(when, QIAN, "close_campaign")


def test_a_notice_of_abolition_is_drafted_for_the_channel_that_issued_the_document(told: Told) -> None:
    when, item = "2021-03-01 09:00", {"id": "a", "document": "甲", "disposition": "abolish", "due": "2021-06-01"}
    told.done(when, HAN, "file_plan", unit="jt", items=[{**item, "channel": "gazette"}])
    theirs = {**item, "id": "b", "channel": "wall", "in_name_of": "government"}
    told.done(when, HAN, "file_plan", unit="jt", items=[theirs])
    draft = {"unit": "jt", "reason": "甲"}
    assert told.no(when, HAN, "draft_abolition", **draft, item="x")[1] == "item_unknown"
    assert told.no(when, HAN, "draft_abolition", **draft, item="a", channel="wall")[1] == "other_channel"
    assert told.no(when, HAN, "draft_abolition", **draft, item="b")[1] == "proposal_missing"
    act = told.done(when, HAN, "draft_abolition", **draft, item="a")
    assert (act.documents, act.facts["channel"]) == (("abolition_draft",), "gazette")
    done = {"unit": "jt", "item": "a", "outcome": "abolished", "on": "2021-03-01", "channel": "gazette"}
    told.done(when, HAN, "complete_item", **done)
    assert told.no(when, HAN, "draft_abolition", **draft, item="a")[1] == "item_done"


@pytest.mark.parametrize("month", ["２０２１-01", "2021-0１", "2021-1", "2021-13"])
def test_a_month_is_written_in_plain_digits(told: Told, month: str) -> None:
    assert told.no("2021-02-01 09:00", WANG, "issue_monthly_notice", month=month)[1] == "month_unreadable"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"kind": "lead"}, "kind_not_reached"),
        ({"unit": "jt"}, "unit_doubled"),
        ({"parent": "nobody"}, "unit_unknown"),
        ({"level": "province"}, "level_above_parent"),
    ],
)
def test_who_is_not_enrolled(told: Told, changed: dict[str, str], what: str) -> None:
    unit = {"unit": "new", "kind": "department", "level": "city", "name": "乙局", **changed}
    assert told.no("2021-01-16 09:00", WANG, "enrol_unit", **unit)[:2] == ("condition_unmet", what)


def test_a_kind_the_notice_does_not_reach_is_not_enrolled() -> None:
    told = Told("dalian-high-tech-zone", "zone", "2021-01-27 15:00")
    unit = {"unit": "a", "kind": "territory", "level": "zone", "name": "甲"}
    assert told.no("2021-01-27 16:00", WANG, "enrol_unit", **unit)[1] == "kind_not_reached"


def test_who_joins_late_is_late_from_the_first(told: Told) -> None:
    act = told.done("2021-01-21 09:00", WANG, "enrol_unit", unit="b", kind="department", level="city", name="乙局")
    assert [(d["what"], d.get("late", False)) for d in act.facts["dues"]][:3] == [
        ("contact", True), ("ledger", True), ("plan", False),
    ]  # fmt: skip
    assert told.state.late_units() == ("jt", "b")


def test_receipt_is_proven_and_lies_before_the_entry(told: Told) -> None:
    filed = {"unit": "jt", "digest": "d", "known": LEDGER}
    assert (
        told.no("2021-01-20 09:00", HAN, "file_ledger", **filed, received_at="2021-01-20 09:01")[1] == "day_in_future"
    )
    assert told.no("2021-01-20 09:00", HAN, "file_ledger", **filed, received_at="noon")[1] == "instant_unreadable"
    told.done("2021-01-22 09:00", HAN, "file_ledger", **filed, received_at="2021-01-20 23:59")
    due = next(d for d in told.state.dues if d.what == "ledger")
    assert (due.late, due.standing) == (False, "met")


@pytest.mark.parametrize(
    ("known", "what"),
    [
        ({}, "ledger_missing"),
        ({**LEDGER, "digest": "other"}, "ledger_differs"),
        ({**LEDGER, "faults": [], "faults_beyond": 201}, "too_many_faults"),
    ],
)
def test_a_ledger_that_is_not_filed(told: Told, known: dict[str, Any], what: str) -> None:
    assert told.no("2021-01-18 09:00", HAN, "file_ledger", unit="jt", digest="d", known=known)[1] == what


def test_as_many_faults_as_the_house_allows_are_filed(told: Told) -> None:
    most = told.law.limit("faults_filed")
    assert most is not None
    faults = [f"{n}.row.cells_short" for n in range(most)]
    act = told.done("2021-01-18 09:00", HAN, "file_ledger", unit="jt", digest="d", known={**LEDGER, "faults": faults})
    # Five working days after a Monday.
    assert [d["due"] for d in act.facts["dues"]] == ["2021-01-25"]


def test_a_plan_ends_with_the_summary_and_has_something_to_do(told: Told) -> None:
    def item(**changed: Any) -> dict[str, Any]:
        first = {"id": "a", "document": "甲", "disposition": "revise", "due": "2021-06-01"}
        return {"unit": "jt", "items": [{**first, **changed}]}

    when = "2021-03-01 09:00"
    assert told.no(when, HAN, "file_plan", **item(due="2021-11-16"))[1] == "after_the_summary"
    assert told.no(when, HAN, "file_plan", **item(due="2021-02-28"))[1] == "day_past"
    assert told.no(when, HAN, "file_plan", **item(disposition="keep"))[1] == "nothing_to_do"
    assert told.no(when, HAN, "file_plan", **item(disposition="abolish"))[1] == "channel_missing"
    told.done(when, HAN, "file_plan", **item(due="2021-11-15"))
    assert told.no(when, HAN, "file_plan", **item())[1] == "item_doubled"


def test_what_is_kept_back_from_a_real_campaign() -> None:
    law = campaign_law(BOOK, "luliang-cleanup", date(2021, 1, 15))
    command = Command("k", "open_campaign", QIAN, {"lead": "a", "level": "city", "name": "given"})
    answer = decide_campaign(CampaignState("k", "real"), command, law, CALENDAR, at("2021-01-15 16:00"))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.detail["unreviewed"]) == ("regime_unreviewed", law.unreviewed)
    early = decide_campaign(CampaignState("k", "rehearsal"), command, law, CALENDAR, at("2021-01-14 16:00"))
    assert isinstance(early, Refused)
    assert early.code == "regime_not_in_force"
