"""A review's acts stand in the same log as the cases', and what it lets stand a real case may use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from activities.verifying import verify
from models.contracts.errands import RecordRequest
from models.steps.measure_fold import fold
from models.tables import measure_schema as m
from models.tables import schema as t
from models.tables.measure_reviews import REVIEW, issued_texts
from models.tables.proceedings import start_of
from models.tables.receiving import CommandFault
from tests.measures.review_house import DING, FANG, HE, LAW, MEASURE, ReviewHouse, at
from tests.record.house import House

# The day a measure issued here comes into force.
ON = date(2025, 10, 1)


@pytest.fixture
def review(house: House) -> ReviewHouse:
    house.play("a", until=2)
    return ReviewHouse(house.engine)


def standing(house: House, on: date = ON) -> frozenset[tuple[str, str]]:
    with house.engine.connect() as connection:
        return issued_texts(connection, on)


def test_a_review_and_a_case_share_one_gapless_log(house: House, review: ReviewHouse) -> None:
    review.issue()
    with house.engine.connect() as connection:
        acts = connection.execute(select(t.act.c.seq, t.act.c.case_id).order_by(t.act.c.seq)).all()
    assert [a.seq for a in acts] == list(range(1, len(acts) + 1))
    assert [a.case_id for a in acts][-4:] == ["r"] * 4
    assert fold(type(review.state())("r", "rehearsal"), review.acts()) == review.state()
    assert verify(house.engine) == []


def test_what_is_kept_beside_the_state_is_what_the_acts_say(house: House, review: ReviewHouse) -> None:
    review.issue()
    review.done(
        "2025-09-08 09:00", FANG, "record_incident", incident="e", on="2025-09-07", source="网", description="报道"
    )
    review.refused("2025-09-12 09:00", HE, "notify_incident", incident="other", to="示例市人民政府")
    review.done("2025-09-12 09:30", HE, "notify_incident", incident="e", to="示例市人民政府")
    with house.engine.connect() as connection:
        file = connection.execute(select(m.measure_review)).one()
        incident = connection.execute(select(m.measure_incident)).one()
        dues = {r.kind: r.standing for r in connection.execute(select(m.measure_due))}
    assert (file.kind, file.impact, file.instrument, file.text_sha256, file.step) == (
        "reward", "ordinary", "example", "t-1", "issued",
    )  # fmt: skip
    assert (incident.late, incident.finding, str(incident.noticed_on)) == (True, "", "2025-09-12")
    assert dues == {"impact_finding": "met", "consent": "met", "incident_answer": "ended"}
    assert verify(house.engine) == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        (m.measure_review, {"text_sha256": "another"}, "is not kept in measure_review as its acts have it"),
        (m.measure_review, {"step": "cleared"}, "is kept as cleared at 4, but its acts fold to issued at 4"),
        (m.measure_due, {"standing": "open"}, "is not kept in measure_due as its acts have it"),
    ],
)
def test_the_verifier_sees_what_was_changed_beside_the_acts(
    house: House, review: ReviewHouse, table: Any, change: dict[str, str], said: str
) -> None:
    review.issue()
    with house.engine.begin() as connection:
        connection.execute(update(table).values(**change))
    assert any(said in sentence for sentence in verify(house.engine))


def test_a_refusal_is_kept_under_its_key_and_the_same_key_has_one_answer(review: ReviewHouse) -> None:
    review.done("2025-09-01 09:00", DING, "propose_measure", **MEASURE)
    sent = review.receive("2025-09-02 09:00", DING, "find_impact", impact="ordinary", reasons="范围小")
    assert [review.send(sent).refused, review.send(sent).refused] == [review.send(sent).refused] * 2
    refused = review.send(sent).refused
    assert refused is not None
    assert (refused.code, refused.cite) == ("not_authorised", "review.roles")
    sent = review.receive("2025-09-02 10:00", FANG, "find_impact", impact="ordinary", reasons="范围小")
    assert review.send(sent).acts[-1].act == "find_impact"
    assert review.send(sent).duplicate
    assert [a.act for a in review.acts()] == ["propose_measure", "find_impact"]


def test_a_command_that_cannot_be_read_is_refused_with_its_field(review: ReviewHouse) -> None:
    with pytest.raises(CommandFault, match="“kind” is not one of the choices"):
        review.receive("2025-09-01 09:00", DING, "propose_measure", **{**MEASURE, "kind": "praise"})
    with pytest.raises(CommandFault, match="“act” is not one of the choices"):
        review.receive("2025-09-01 09:00", DING, "open_case", **MEASURE)


@pytest.mark.parametrize(
    "point", ["case-locked", "decided", "head-locked", "act-written", "projected", "before-commit"]
)
def test_broken_off_anywhere_nothing_is_half_done(house: House, review: ReviewHouse, point: str) -> None:
    class Broken(Exception):
        """The process ends here."""

    def at_point(name: str) -> None:
        if name == point:
            raise Broken

    with pytest.raises(Broken):
        review.do("2025-09-01 09:00", DING, "propose_measure", at_point, **MEASURE)
    assert (review.acts(), review.state().step) == ((), "none")
    assert verify(house.engine) == []


def test_the_clock_acts_once_and_a_workflow_begins_from_what_is_stored(house: House, review: ReviewHouse) -> None:
    review.done("2025-09-01 09:00", DING, "propose_measure", **MEASURE)
    late = RecordRequest("r", 1, at("2025-09-20 09:00"))
    assert [a.act for a in review.record.record(late).acts] == ["pass_impact_finding"]
    assert [a.act for a in review.record.record(late).acts] == ["pass_impact_finding"]
    assert len(review.acts()) == 2
    with house.engine.connect() as connection:
        start = start_of(connection, REVIEW, "r")
    assert start is not None
    assert (start.state, start.law, [a.version for a in start.applied]) == (review.state(), LAW, [1])


def test_only_a_real_review_lets_a_text_stand_and_only_once_issued(house: House) -> None:
    ReviewHouse(house.engine).issue()
    assert standing(house) == frozenset()
    real = ReviewHouse(house.engine, "real", "real")
    # The rules of this house's review are not confirmed: nothing begins in earnest.
    refused = real.refused("2025-09-01 09:00", DING, "propose_measure", **MEASURE)
    assert (refused.code, refused.cite) == ("regime_unreviewed", "review.reviewed")
    with house.engine.begin() as connection:
        changed = {"step": "issued", "instrument": "example", "text_sha256": "t-1", "in_force_on": ON}
        connection.execute(update(m.measure_review).where(m.measure_review.c.id == "real").values(**changed))
    assert standing(house) == frozenset({("example", "t-1")})
    # Issued is not yet in force: no real case uses it before its day.
    assert standing(house, ON - timedelta(1)) == frozenset()
