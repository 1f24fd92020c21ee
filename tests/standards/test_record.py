"""A standard in the record: comments by their numbers, what only the record knows, papers, rows that agree."""

from __future__ import annotations

from sqlalchemy import Engine, select

from activities.verifying import verify
from models.records.acts import Act
from models.tables import schema as t
from models.tables.list_standards import STANDARD, comments_of, said_in
from models.tables.packing import unpack
from models.tables.standard_schema import list_standard
from tests.standards.standard_house import (
    DING,
    ENTERED,
    NING,
    PROPOSED,
    PUBLIC,
    PUBLISHED,
    TAN,
    StandardHouse,
)

ANSWER = {"finding": "adopted", "gist": "范围", "reasons": "改"}
COMMENT = {"circle": "public", "on": "2026-03-10", "comment": "第三条过宽", "name": "甲某", "contact": "示例邮箱"}


def test_comments_are_numbered_and_what_says_who_made_them_stays_in_the_body(engine: Engine) -> None:
    held = StandardHouse(engine)
    held.consult()
    for day in ("2026-03-10", "2026-03-11", "2026-03-12"):
        held.done(f"{day} 20:00", PUBLIC, "receive_comment", **{**COMMENT, "on": day})
    held.done("2026-03-13 09:00", DING, "answer_comments", comments=["1", "3"], **ANSWER)
    with engine.connect() as connection:
        found = comments_of(connection, "s")
        said = said_in(connection, tuple(c.key for c in found))
        contents = "".join(connection.execute(select(t.act.c.content)).scalars())
        states = "".join(connection.execute(select(list_standard.c.state)).scalars())
        row = connection.execute(select(list_standard)).one()
    assert [(c.number, c.circle, c.finding) for c in found] == [
        (1, "public", "adopted"), (2, "public", ""), (3, "public", "adopted"),
    ]  # fmt: skip
    assert said[found[0].key]["name"] == "甲某"
    for secret in ("甲某", "示例邮箱", "第三条过宽"):
        assert secret not in contents
        assert secret not in states
    assert (row.comments, row.unanswered) == (3, 1)


def test_a_comment_that_names_nobody_is_as_good(sqlite: Engine) -> None:
    held = StandardHouse(sqlite)
    held.consult()
    said = {k: v for k, v in COMMENT.items() if k not in ("name", "contact")}
    act = held.done("2026-03-10 20:00", PUBLIC, "receive_comment", **said)
    assert sorted(act.facts) == ["circle", "comment", "on"]


def test_a_list_has_one_open_file(engine: Engine) -> None:
    StandardHouse(engine, "a").enter()
    second = StandardHouse(engine, "b")
    refused = second.refused("2026-03-03 09:00", DING, "propose_standard", **PROPOSED)
    assert (refused.code, refused.detail) == ("condition_unmet", {"what": "list_has_a_file", "other": "a"})
    assert second.refused("2026-03-03 09:10", DING, "enter_standard", **ENTERED).detail["other"] == "a"
    second.done("2026-03-03 09:20", DING, "enter_standard", **{**ENTERED, "list": "another"})


def test_ten_thousand_comments_weigh_no_more_than_their_numbers(sqlite: Engine) -> None:
    """Answered together they are one span: the state a run starts from stays small."""
    held = StandardHouse(sqlite)
    held.consult()
    for n in range(1, 13):
        held.done("2026-03-10 20:00", PUBLIC, "receive_comment", **{**COMMENT, "comment": f"意见{n}"})
    held.done("2026-03-13 09:00", DING, "answer_comments", comments=["1-12"], **ANSWER)
    state = held.state()
    assert (state.comments, state.unanswered, state.answered) == (12, 0, ((1, 12),))


def test_the_whole_road_is_kept_and_verifies(engine: Engine) -> None:
    held = StandardHouse(engine)
    held.consult()
    held.done("2026-03-10 20:00", PUBLIC, "receive_comment", **COMMENT)
    held.done("2026-03-13 09:00", DING, "answer_comments", comments=["1"], **ANSWER)
    held.adopt()
    held.done("2026-04-07 09:00", NING, "publish_standard", **PUBLISHED)
    held.clock("2026-05-02 09:00")
    state = held.state()
    assert (state.step, state.standing and state.standing.text) == ("in_force", "draft-1")
    assert STANDARD.fold(STANDARD.empty("s", "rehearsal"), held.acts()) == state
    with engine.connect() as connection:
        orders = connection.execute(select(t.outbox.c.subject).where(t.outbox.c.errand == "print_paper")).scalars()
        printed = sorted(orders)
        acts = [unpack(Act, text) for text in connection.execute(select(t.act.c.content)).scalars()]
    assert printed == [
        "adoption_decision", "comment_summary", "consultation_notice", "standard_opinion_request",
        "standard_opinion_request", "standard_publication_notice",
    ]  # fmt: skip
    assert [a.by.id for a in acts if a.act in ("close_consultation", "take_effect")] == ["clock", "clock"]
    assert list(verify(engine)) == []


def test_a_letter_that_bears_a_number_is_not_printed(sqlite: Engine) -> None:
    held = StandardHouse(sqlite)
    held.consult()
    held.done("2026-03-03 09:00", NING, "request_opinion", body="tax", to="税务局", document="示函1号")
    held.done("2026-03-04 09:00", TAN, "extend_consultation", until="2026-04-20", reason="延长")
    with sqlite.connect() as connection:
        orders = connection.execute(select(t.outbox.c.subject).where(t.outbox.c.errand == "print_paper"))
        printed = list(orders.scalars())
    assert printed == ["consultation_notice"]
