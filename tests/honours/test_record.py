"""Honours in the record: a listing ends those of its own body in the same commit, and orders others to be deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, update

from activities.honour_record import HONOURS
from activities.record import Record
from activities.verifying import verify
from desk.recalling_proceedings import replay_proceeding
from models.records.commands import Actor
from models.steps.honour_fold import fold
from models.tables import honour_schema as h
from models.tables import schema as t
from tests.honours.honour_house import (
    CLEAN_ONE,
    LISTED_ONE,
    OTHER_BODY,
    PROPOSAL,
    STANDARD,
    HonourHouse,
    honoured,
    standard,
)
from tests.honours.lives import APPROVER, HEAD, OFFICER, OTHER, PUBLISHER
from tests.record.house import ACTS, House

DECISION = next(n for n, e in enumerate(ACTS) if e.act == "approve_decision")
DEFERRAL = {
    "benefit": "deferred-papers", "ground": "clean", "matter": "许可", "report": "查2025-1", "report_on": "2025-09-01",
    "promise": "诺2025-1", "missing": [{"id": "m1", "name": "合同", "required_by_law": False}],
}  # fmt: skip


def order(house: House) -> list[tuple[str, str]]:
    return [(r.case_id, r.act) for r in house.all(select(t.act.c.case_id, t.act.c.act).order_by(t.act.c.seq))]


def test_a_listing_ends_the_same_bodys_honour_in_the_same_commit(house: House) -> None:
    standard(house.engine)
    mine = honoured(house.engine)
    house.play("a", DECISION + 1)
    state = mine.state()
    assert state.exit is not None
    assert (state.step, state.exit.way, state.exit.of) == ("honour_ended", "listed", "a")
    # What fell due in the honour by then comes first, all of it behind the decision.
    assert order(house)[-3:] == [("a", "approve_decision"), ("h", "pass_honour_service"), ("h", "end_by_listing")]
    seqs = [r.seq for r in house.all(select(t.act.c.seq).order_by(t.act.c.seq))]
    assert seqs == list(range(1, len(seqs) + 1))
    listing, ending = house.acts("a")[-1], mine.acts()[-1]
    assert (ending.at, ending.by.id) == (listing.at, listing.by.id)
    assert ending.documents == ("honour_exit",)
    assert {d.matter for d in state.open_deadlines() if d.kind == "honour_deletion"} == {"own-site", "credit-china"}
    assert fold(type(state)("h", "rehearsal"), mine.acts()) == state
    assert verify(house.engine) == []


def test_another_bodys_honour_is_ordered_to_be_deleted_by_a_day(one: House) -> None:
    standard(one.engine)
    theirs = honoured(one.engine, "h2", OTHER_BODY)
    one.play("a", DECISION + 1)
    state = theirs.state()
    assert (state.step, theirs.acts()[-1].act) == ("honour_published", "order_removal")
    found = state.running("honour_removal")
    assert found is not None
    assert found.due.isoformat() == "2025-10-23"
    end = {"way": "listed", "facts": "被列入", "reasons": "四（二）"}
    assert theirs.done("2025-10-21 09:00", HEAD, "end_honour", **end).step == "honour_ended"
    assert verify(one.engine) == []


def test_nobody_elses_honour_is_touched_and_no_refused_decision_touches_any(one: House) -> None:
    standard(one.engine)
    mine, other = honoured(one.engine), honoured(one.engine, "h2", subject=CLEAN_ONE)
    one.play("a", DECISION)
    assert one.send(one.sent("a", DECISION, key="no", by=Actor("li", ("case-officer",)))).refused is not None
    assert mine.state().is_honoured
    one.send(one.sent("a", DECISION))
    assert (mine.state().is_honoured, other.state().is_honoured) == (False, True)


def test_a_rehearsal_touches_no_real_honour(one: House) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    with one.engine.begin() as connection:
        connection.execute(update(h.honour_file).values(mode="training"))
    one.play("a", DECISION + 1)
    assert mine.state().is_honoured


@pytest.mark.parametrize("point", ["honour-told", "before-commit"])
def test_where_the_commit_fails_neither_is_done(house: House, point: str) -> None:
    standard(house.engine)
    mine = honoured(house.engine)
    house.play("a", DECISION)
    before = house.everything()

    def fail(at: str) -> None:
        if at == point:
            raise OSError(point)

    house.receive(house.sent("a", DECISION))
    received = house.everything()
    with pytest.raises(OSError, match=point):
        house.ask(house.sent("a", DECISION), record=Record(house.engine, fail))
    assert house.everything() == received != before
    house.ask(house.sent("a", DECISION))
    assert mine.state().step == "honour_ended"


def test_asked_twice_it_is_ended_once(one: House) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    one.play("a", DECISION + 1)
    one.ask(one.sent("a", DECISION))
    assert [a.act for a in mine.acts()].count("end_by_listing") == 1


def test_an_honour_whose_validity_ended_before_is_not_ended_again(one: House) -> None:
    standard(one.engine)
    mine = HonourHouse(one.engine)
    mine.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **PROPOSAL)
    mine.done("2025-09-03 09:00", HEAD, "recognise_honour", until="2025-10-19", reasons="符合标准")
    one.play("a", DECISION + 1)
    state = mine.state()
    assert state.exit is not None
    assert state.exit.way == "expired"
    kept = one.value(select(t.command.c.outcome).where(t.command.c.act == "end_by_listing"))
    assert kept == "refused"


def test_nobody_listed_is_proposed_recognised_or_renewed(house: House) -> None:
    standard(house.engine)
    early = HonourHouse(house.engine, "h3")
    early.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **PROPOSAL)
    house.play("a", DECISION + 1)
    refused = early.refused("2025-10-21 09:00", HEAD, "recognise_honour", until="2026-12-31", reasons="符合")
    assert (refused.code, refused.detail["listings"]) == ("honour_listed", ["a"])
    late = HonourHouse(house.engine, "h4")
    refused = late.refused("2025-10-21 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **PROPOSAL)
    assert refused.code == "honour_listed"


def test_after_the_removal_it_does_not_come_back_but_may_be_recognised_anew(one: House) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    one.play("a")
    assert one.state("a").step == "removed"
    assert mine.state().step == "honour_ended"
    anew = HonourHouse(one.engine, "h5")
    anew.done("2026-07-13 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **PROPOSAL)
    # Clean years look further back than the list of today.
    clean = HonourHouse(one.engine, "b1")
    refused = clean.refused(
        "2026-07-13 09:00", APPROVER, "grant_benefit", subject=LISTED_ONE, promised_by="2026-08-01", **DEFERRAL
    )
    assert (refused.code, refused.detail["listings"]) == ("years_not_clean", ["a"])
    past = HonourHouse(one.engine, "b2")
    later = {**DEFERRAL, "report_on": "2029-07-16"}
    state = past.done(
        "2029-07-17 09:00", APPROVER, "grant_benefit", subject=LISTED_ONE, **later, promised_by="2029-08-01"
    )
    assert state.step == "benefit_promised"


@pytest.mark.parametrize(
    ("more", "body", "allowed"),
    [({"origin": "nation"}, OTHER_BODY, True), ({"name": "x"}, OTHER_BODY, True)],
)
def test_a_standard_of_nation_or_province_serves_every_body(
    one: House, more: dict[str, Any], body: str, *, allowed: bool
) -> None:
    standard(one.engine, **more)
    file = HonourHouse(one.engine, "h", body)
    assert file.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=CLEAN_ONE, **PROPOSAL).step == "proposed"
    assert allowed


def test_another_bodys_own_standard_or_an_unpublished_one_serves_nobody(one: House) -> None:
    draft = HonourHouse(one.engine, "s", OTHER_BODY)
    draft.done("2025-09-01 09:00", OFFICER, "draft_standard", **STANDARD)
    file = HonourHouse(one.engine)
    refused = file.refused("2025-09-02 09:00", OFFICER, "propose_honour", subject=CLEAN_ONE, **PROPOSAL)
    assert refused.code == "standard_not_published"


def test_a_new_standard_ends_the_old_and_has_each_honour_examined(one: House) -> None:
    old = standard(one.engine)
    mine = honoured(one.engine, subject=CLEAN_ONE)
    standard(one.engine, "s2", day="2025-11-03", replaces="s")
    assert old.state().step == "standard_ended"
    state = mine.state()
    assert (state.reexamined_for, mine.acts()[-1].act) == ("s2", "note_standard_change")
    assert state.running("honour_reexamination") is not None
    mine.done("2025-11-04 09:00", OFFICER, "reexamine_honour", finding="meets", reasons="仍符合")
    assert mine.state().by_standard == "s2"
    twice = HonourHouse(one.engine, "s3")
    refused = twice.refused("2025-11-05 09:00", OFFICER, "draft_standard", **{**STANDARD, "replaces": "s"})
    assert refused.detail["what"] == "standard_unknown"
    assert verify(one.engine) == []


def test_an_incentive_rests_on_an_honour_the_subject_holds(one: House) -> None:
    standard(one.engine)
    honoured(one.engine, subject=CLEAN_ONE)
    loan = {"benefit": "credit-loan", "ground": "red-list", "honour": "h", "matter": "贷款"}
    mine = HonourHouse(one.engine, "b1")
    assert mine.done("2025-10-09 09:00", APPROVER, "grant_benefit", subject=CLEAN_ONE, **loan).is_closed
    theirs = HonourHouse(one.engine, "b2")
    refused = theirs.refused("2025-10-09 09:00", APPROVER, "grant_benefit", subject=LISTED_ONE, **loan)
    assert refused.detail["what"] == "honour_not_held"


def test_a_promise_not_kept_bars_another_until_the_papers_came(one: House) -> None:
    first, again = HonourHouse(one.engine, "b1"), HonourHouse(one.engine, "b2")
    body = {"subject": CLEAN_ONE, **DEFERRAL}
    first.done("2025-09-02 09:00", APPROVER, "grant_benefit", **body, promised_by="2025-09-10")
    first.tick("2025-09-11 09:00")
    refused = again.refused("2025-09-12 09:00", APPROVER, "grant_benefit", **body, promised_by="2025-09-30")
    assert (refused.code, refused.detail["files"]) == ("promise_unkept", ["b1"])
    first.done("2025-09-15 09:00", APPROVER, "supply_papers", papers=["m1"], on="2025-09-15")
    assert (
        again.done("2025-09-16 09:00", APPROVER, "grant_benefit", **body, promised_by="2025-09-30").step
        == "benefit_promised"
    )


def test_the_state_holds_no_name_and_no_number(one: House) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    one.play("a", DECISION + 1)
    kept = [r.content for r in one.all(select(t.act.c.content).where(t.act.c.case_id == "h"))]
    kept.append(one.value(select(h.honour_file.c.state).where(h.honour_file.c.id == "h")))
    for text in kept:
        assert LISTED_ONE["name"] not in json.dumps(text, ensure_ascii=False)
        assert LISTED_ONE["uscc"] not in text
    assert mine.state().subject == "organisation"


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        (h.honour_file, {"exit_way": ""}, "is not kept in honour_file as its acts have it"),
        (h.honour_shown, {"deleted_on": None, "channel": "x"}, "is not kept in honour_shown as its acts have it"),
    ],
)
def test_the_verifier_sees_what_was_changed_beside_the_acts(
    one: House, table: Any, change: dict[str, Any], said: str
) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    one.play("a", DECISION + 1)
    mine.done("2025-10-21 09:00", PUBLISHER, "confirm_deletion", channel="own-site", on="2025-10-21", proof="p")
    with one.engine.begin() as connection:
        where = table.c[next(iter(table.primary_key.columns)).name] == "h"
        statement = update(table).where(where)
        if "channel" in change:
            statement = statement.where(table.c.channel == "own-site")
        connection.execute(statement.values(**change))
    assert any(said in sentence for sentence in verify(one.engine))


def test_every_decision_is_made_again_alike(one: House) -> None:
    standard(one.engine)
    mine = honoured(one.engine)
    early = HonourHouse(one.engine, "h3")
    early.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **PROPOSAL)
    mine.refused("2025-09-04 09:00", HEAD, "renew_honour", until="2027-12-31", reasons="r")
    mine.done("2025-09-05 09:00", OTHER, "review_honour", finding="meets", reasons="r")
    one.play("a", DECISION + 1)
    early.refused("2025-10-21 09:00", HEAD, "recognise_honour", until="2026-12-31", reasons="符合")
    with one.engine.connect() as connection:
        for file in ("h", "h3", "s"):
            _, differences = replay_proceeding(connection, HONOURS, file)
            assert differences == []
