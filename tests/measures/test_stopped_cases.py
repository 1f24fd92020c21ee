"""A measure stopped by an incident reaches the cases that rest on it; a penalty is of the list of the day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from activities.verifying import verify
from models.law.measures import review_law
from models.records.acts import Answer, Refused
from models.records.commands import Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review
from models.steps.measure_fields import review_part
from models.steps.measure_fold import fold
from models.tables import schema as t
from models.tables.campaign_stops import cases_of, plan_of
from models.tables.receiving import Sent
from tests.measures.review_house import DING, FANG, HE, LAW, MEASURE, TAN, ReviewHouse, at
from tests.record.house import BOOK, CALENDAR, House
from tests.record.ledger_files import refused_opening

NOW = "2025-11-04 10:00"
PENALTY = {
    **MEASURE, "kind": "penalty", "trigger": "conduct", "list_item": "honours",
    "bases": [{"rank": "local-regulation", "number": "《示例条例》", "provision": "第一条"}],
}  # fmt: skip


@pytest.fixture
def stopped(house: House) -> tuple[House, ReviewHouse]:
    """A case that takes the measure's text in, one that does not, and the measure stopped."""
    assert refused_opening(house, "with", ("luliang",)) == ""
    assert refused_opening(house, "plain") == ""
    review = ReviewHouse(house.engine)
    review.issue(instrument="luliang")
    review.stop()
    return house, review


def test_nothing_new_rests_on_a_measure_stopped(stopped: tuple[House, ReviewHouse]) -> None:
    house, review = stopped
    (held,) = review.state().stops
    assert (held.texts, held.standing, held.proposed_by) == (("吕信用办发〔2022〕5号",), "at_once", "ding")
    assert (held.cases, held.plan) == (1, plan_of(["with"]))
    assert refused_opening(house, "next", ("luliang",)) == "regime_stopped"
    assert refused_opening(house, "other") == ""
    assert verify(house.engine) == []


def test_another_person_chooses_for_the_running_cases_and_each_is_told(stopped: tuple[House, ReviewHouse]) -> None:
    house, review = stopped
    said = {"incident": "e", "plan": plan_of(["with"]), "others": "abolish"}
    both = Actor("ding", ("issuing-officer", "issuing-head"))
    assert review.refused(NOW, both, "dispose_cases", **said).code == "same_person"
    no = review.refused(NOW, TAN, "dispose_cases", **{**said, "plan": plan_of([])})
    assert (no.detail["what"], no.detail["cases"]) == ("cases_moved_on", 1)
    assert not house.state("with").stopped
    review.done("2025-11-05 09:00", HE, "notify_incident", incident="e", to="示例市人民政府")
    assert not review.state().is_closed
    review.done("2025-11-05 10:00", TAN, "dispose_cases", **said)
    assert review.state().is_closed
    with house.engine.connect() as connection:
        (row,) = cases_of(connection, "r", "e")
        sent = connection.execute(select(t.command).where(t.command.c.key == row.command_key)).one()
    assert (row.case_id, row.disposition) == ("with", "abolish")
    body = json.loads(sent.body)
    assert body == {"document": "示局发1号", "disposition": "abolish"}
    last = house.acts("with")[-1].at
    house.ask(Sent(sent.key, "with", sent.act, Actor("tan", ("issuing-head",)), body, sent.seen_version, legal_at=last))
    assert refused_opening(house, "later", ("luliang",)) == "regime_stopped"
    # Whether or not the case took it from that post, what was chosen holds.
    refused = house.send(house.sent("with", 1)).refused
    assert refused is not None
    assert refused.code == "regime_stopped"
    assert verify(house.engine) == []


def test_an_incident_that_keeps_the_measure_stops_nothing(house: House) -> None:
    review = ReviewHouse(house.engine)
    review.issue(instrument="luliang")
    review.done(NOW, FANG, "record_incident", incident="e", on="2025-11-02", source="网", description="报道")
    review.done(NOW, DING, "answer_incident", incident="e", on="2025-11-04", finding="kept", reasons="不符")
    assert review.state().stops == ()
    assert refused_opening(house, "with", ("luliang",)) == ""


def proposed(item: str, when: str, kind: str = "penalty") -> tuple[str, dict[str, object]]:
    """The refusal of a proposal on a day, with its particulars; empty where it is done."""
    law = review_law(BOOK, "measure-house", date(2025, 9, 1))
    command = Command("k", "propose_measure", DING, {**PENALTY, "list_item": item, "kind": kind})
    answer = decide_review(ReviewState("r", "rehearsal"), command, law, CALENDAR, at(when))
    return (answer.code, dict(answer.detail)) if isinstance(answer, Refused) else ("", {})


def test_a_penalty_names_an_item_of_the_list_of_the_day() -> None:
    assert proposed("honours", "2025-09-01 09:00") == ("", {})
    code, told = proposed("made-up", "2025-09-01 09:00")
    assert (code, told["item"], told["edition"]) == ("measure_not_listed", "made-up", "2024-02-18")
    assert "honours" in list(told["open"])  # type: ignore[call-overload]
    assert proposed("made-up", "2022-03-01 09:00")[1]["edition"] == "2021-12-16"
    # Before the first edition there was no list to be outside of; a reward needs no item of it.
    assert proposed("made-up", "2021-03-01 09:00") == ("", {})
    assert proposed("made-up", "2025-09-01 09:00", "reward") == ("", {})


def test_the_commission_above_answers_no_earlier_than_it_was_asked() -> None:
    """It is asked with the consent of the same level: an older paper answers something else."""
    basis = [{"rank": "law", "number": "示例法", "provision": "第一条"}]
    opinion = {"finding": "lawful", "reasons": "合法", "on": "2025-09-04", "document": "示司函1号"}
    upper = {"outcome": "consented", "by_body": "示例省发展和改革委员会", "level": "province", "document": "示省函1号"}
    state = ReviewState("r", "rehearsal")
    asked: list[tuple[str, Actor, str, dict[str, Any]]] = [
        ("2025-09-01 09:00", DING, "propose_measure", {**MEASURE, "bases": basis}),
        ("2025-09-02 09:00", FANG, "find_impact", {"impact": "large", "reasons": "范围大"}),
        ("2025-09-03 09:00", FANG, "request_opinion", {"of": "示例市司法局"}),
        ("2025-09-04 09:00", Actor("si", ("judicial-officer",)), "give_opinion", opinion),
        ("2025-09-10 09:00", HE, "consent_measure", {}),
        ("2025-09-12 09:00", FANG, "obtain_upper_consent", {**upper, "on": "2025-09-09"}),
        ("2025-09-12 10:00", FANG, "obtain_upper_consent", {**upper, "on": "2025-09-12"}),
    ]
    answers: list[Answer] = []
    for number, (when, by, act, body) in enumerate(asked):
        command = Command(f"k{number}", act, by, review_part(act, body))
        answers.append(decide_review(state, command, LAW, CALENDAR, at(when)))
        state = fold(state, getattr(answers[-1], "acts", ()))
    assert [a.detail["what"] for a in answers if isinstance(a, Refused)] == ["day_before_consent"]
    assert state.step == "cleared"
