"""Properties of the exits: whatever happens to an honour, it ends only as 四（二） says, and then everywhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.records.acts import Act
from models.records.deadlines import Standing
from models.records.honours import HonourState
from tests.honours.lives import HEAD, OFFICER, OTHER, PUBLISHER, RECORD, Life, deleted, recognised

WAYS = ("error", "listed", "misuse", "expired", "standard")
FIRST = date(2026, 3, 5)
FEW = settings(max_examples=80, deadline=None)

# What may happen to an honour on a day: who, which act, and what is said (the day is filled in).
HAPPENINGS: tuple[tuple[Any, str, dict[str, Any]], ...] = (
    (PUBLISHER, "publish_honour", {"channels": ["own-site"], "on": ""}),
    (PUBLISHER, "publish_honour", {"channels": ["credit-china"], "on": ""}),
    (RECORD, "order_removal", {"case": "c", "on": "", "by_body": "x"}),
    (RECORD, "note_standard_change", {"standard": "s2", "on": ""}),
    (OFFICER, "record_listing", {"by_body": "x", "list": "y", "document": "d", "on": ""}),
    (OFFICER, "find_misuse", {"facts": "f", "evidence": "e", "on": ""}),
    (OFFICER, "reexamine_honour", {"finding": "fails", "reasons": "r"}),
    (OFFICER, "reexamine_honour", {"finding": "meets", "reasons": "r"}),
    (OFFICER, "notify_removal", {"facts": "f", "reasons": "r"}),
    (OFFICER, "serve_paper", {"paper": "removal_notice", "on": "", "method": "direct", "proof": "p"}),
    (OFFICER, "file_statement", {"on": "", "text": "t"}),
    (OFFICER, "file_objection", {
        "objection": "o1", "against": "recognition", "objector": "other", "from_whom": "w", "on": "", "reasons": "r",
    }),
    (OFFICER, "file_objection", {
        "objection": "o2", "against": "recognition", "objector": "subject", "from_whom": "w", "on": "", "reasons": "r",
    }),
    (OTHER, "answer_objection", {"objection": "o1", "finding": "upheld", "reasons": "r"}),
    (OTHER, "answer_objection", {"objection": "o2", "finding": "upheld", "reasons": "r"}),
    (HEAD, "drop_ground", {"reasons": "r"}),
    (OTHER, "review_honour", {"finding": "meets", "reasons": "r"}),
    (HEAD, "renew_honour", {"until": "2027-06-30", "reasons": "r"}),
    *((HEAD, "end_honour", {"way": way, "facts": "f", "reasons": "r", "on_statement": "a"}) for way in WAYS),
)  # fmt: skip
LIVES = st.lists(st.tuples(st.integers(0, len(HAPPENINGS) - 1), st.integers(0, 12)), max_size=14)


def lived(happened: list[tuple[int, int]]) -> tuple[Life, date]:
    """An honour until the end of 2026 to which these things happened, each so many days after the one before."""
    life, day = recognised(until="2026-12-31"), FIRST
    for number, days in happened:
        day += timedelta(days)
        by, act, said = HAPPENINGS[number]
        body = {**said, **({"on": day.isoformat()} if "on" in said else {})}
        life.ask(day.isoformat(), by, act, **body)
    return life, day


def ending(life: Life) -> Act | None:
    return next((a for a in life.acts if a.step_to == "honour_ended" and a.step_from != "honour_ended"), None)


def shown(state: HonourState) -> set[str]:
    return {s.channel for s in state.shown}


@FEW
@given(LIVES)
def test_every_honour_ends_once_in_a_way_the_text_names_and_then_everywhere(happened: list[tuple[int, int]]) -> None:
    life, _ = lived(happened)
    life.wait("2027-12-31")
    state, over = life.state, ending(life)
    # Whatever happened, the last day of its validity is the latest end.
    assert over is not None
    assert state.exit is not None
    assert state.exit.way in WAYS
    assert [a.step_to for a in life.acts].count("recognised") >= 1
    assert sum(a.step_to == "honour_ended" != a.step_from for a in life.acts) == 1
    assert over.documents == ("honour_exit",)
    assert {d.matter for d in over.opened if d.kind == "honour_deletion"} == shown(state)
    assert not any(d.kind == "validity" and d.standing is Standing.OPEN for d in state.deadlines)
    for objection in [o for o in state.objections if not o.finding]:
        life.do("2027-12-31", OTHER, "answer_objection", objection=objection.id, finding="rejected", reasons="r")
    deleted(life, "2027-12-31")
    for paper in life.state.unserved():
        life.do("2027-12-31", OFFICER, "serve_paper", paper=paper, on="2027-12-31", method="mail", proof="p")
    assert life.state.is_closed


@FEW
@given(LIVES, st.integers(0, 200))
def test_the_same_bodys_listing_ends_whatever_honour_it_meets(happened: list[tuple[int, int]], days: int) -> None:
    life, day = lived(happened)
    on = (day + timedelta(days)).isoformat()
    life.wait(on)
    before = life.state
    refused = life.ask(on, RECORD, "end_by_listing", case="c1", on=on)
    if before.is_honoured:
        assert refused is None
        assert life.state.exit is not None
        assert (life.state.exit.way, life.state.exit.of) == ("listed", "c1")
    else:
        assert refused is not None
        assert life.state.exit == before.exit


@FEW
@given(LIVES)
def test_nobody_loses_an_honour_unheard(happened: list[tuple[int, int]]) -> None:
    life, _ = lived(happened)
    over = ending(life)
    if over is None or over.act != "end_honour" or over.facts["way"] == "listed":
        return
    by_itself = over.facts["way"] == "error" and any(
        o.id == "o2" and o.finding == "upheld" for o in life.state.objections
    )
    acts = [a.act for a in life.acts]
    served = any(a.act == "serve_paper" and a.facts["paper"] == "removal_notice" for a in life.acts)
    assert by_itself or (served and ("file_statement" in acts or "pass_honour_statement" in acts))


@FEW
@given(LIVES, st.integers(1, 400))
def test_the_last_day_of_the_validity_ends_it_and_no_day_before(happened: list[tuple[int, int]], days: int) -> None:
    life, day = lived(happened)
    if not life.state.is_honoured or life.state.until is None:
        return
    until = life.state.until
    looked = day + timedelta(days)
    state = life.wait(looked.isoformat())
    if looked <= until:
        assert state.is_honoured
    else:
        assert state.exit is not None
        assert state.exit.way == "expired"
