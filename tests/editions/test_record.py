"""An edition in the record, on both databases: effect on open cases, what is kept with the approval, what stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from activities.edition_record import EDITIONS
from activities.verifying import verify
from desk.announcing import owed
from desk.migrating import migrate
from desk.recalling_proceedings import replay_proceeding
from models.law.edition_content import content_of, digest_of
from models.law.edition_trying import book_with
from models.law.lawbook import Lawbook
from models.records.commands import Actor
from models.tables.edition_effects import IN, LIST, NOT_KEPT, OUT, kept, latest
from models.tables.edition_schema import edition_effect
from models.tables.edition_texts import edition_texts, file_of
from models.tables.receiving import CommandFault
from portal.law_lines import lines
from tests.editions.edition_house import EditionHouse, at, told
from tests.record.house import House

OFFICER, HEAD = Actor("liao", ("lead-officer",)), Actor("he", ("lead-head",))
MEMBER, APPROVING = Actor("meng", ("member-officer",)), Actor("an", ("approving-head",))
ASKED = ["region", "department", "market-subject", "association", "legal-service", "expert", "public"]
LIST_ID = "measures-list"
CONTENT = {
    "measures-list-2026": "listed_measures.fiscal-projects.rows.subsidies",
    "supplement-henan": "listed_measures.local-permits.rows.works",
    "kept-lists-2021": "kept_lists.mohrss-wages",
}


def before(book: Lawbook) -> str:
    return json.dumps(content_of(LIST_ID, book.instrument(LIST_ID, date(2026, 3, 2)).place), ensure_ascii=False)


def submitted(engine: Any, book: Lawbook, mode: str = "training") -> EditionHouse:
    """An edition that drops the item on access to a market, laid before the body that approves."""
    house = EditionHouse(engine, "e", mode)
    house.done(
        "2026-03-02 09:00", OFFICER, "open_edition", of=LIST_ID, scope="base", level="nation", title="示例清单",
        lead="示例部门", instrument=LIST_ID, before=before(book),
    )  # fmt: skip
    house.done(
        "2026-03-03 09:00", MEMBER, "propose_entry", proposal="p", department="示例部门", change="remove",
        part="listed_measures", entry="market-access", reasons="示例",
    )  # fmt: skip
    house.done("2026-04-01 09:00", OFFICER, "settle_entry", proposal="p", finding="taken", reasons="示例")
    house.done("2026-04-02 09:00", OFFICER, "gather_entries")
    asked = {"channel": "示例", "send_to": "示例", "asked": ASKED}
    house.done("2026-04-03 09:00", OFFICER, "begin_consultation", on="2026-04-03", text=digest(house), **asked)
    day = {"text": digest(house), "to": "示例", "in_force_on": "2026-07-01"}
    house.done("2026-05-08 09:00", HEAD, "submit_edition", **day)
    return house


def digest(house: EditionHouse) -> str:
    return house.state().digest()


def approval(house: EditionHouse) -> dict[str, str]:
    state = house.state()
    return {"text": state.text, "effect": state.effect, "by_body": "示例", "on": "2026-05-11", "document": "示1号"}


def test_the_effect_names_the_open_cases_and_stays_with_the_approval(house: House, book: Lawbook) -> None:
    for case, until in (("c1", 3), ("c2", 1)):
        house.play(case, until)
    edition = submitted(house.engine, book)
    assert edition.acts()[-1].facts["shown"]["cases"] == 1
    state = edition.state()
    with house.engine.connect() as connection:
        sheet = kept(connection, "e", state.effect)
        assert sheet is not None
        assert sheet == latest(connection, "e", state.text)
    assert (sheet.on, sheet.looked_at) == ("2026-07-01", 2)
    # c1 has told its party of the measure that would stand outside; c2 is only opened.
    assert [(t.case_id, t.turns, t.what, t.id, t.missing) for t in sheet.cases] == [
        ("c1", OUT, "measure", name, "list_item") for name in ("government-procurement", "bidding")
    ]
    assert ("mohrss-wages", OUT, "bidding") in [(t.regime, t.turns, t.id) for t in sheet.lists]
    assert not [t for t in sheet.lists if t.turns == IN]
    # A case that moved on is looked at again before anybody approves.
    reply = house.send(house.sent("c1", 3), house.state("c1").version)
    assert reply.refused is None
    no = edition.refused("2026-05-11 09:00", APPROVING, "approve_edition", **approval(edition))
    assert no.detail["what"] == "effect_moved_on"
    edition.done("2026-05-11 09:10", OFFICER, "show_effect")
    wrong = {**approval(edition), "effect": sheet.sha256}
    assert edition.refused("2026-05-11 09:20", APPROVING, "approve_edition", **wrong).detail["what"] == (
        "effect_not_shown"
    )
    edition.done("2026-05-11 09:30", APPROVING, "approve_edition", **approval(edition))
    assert house.count(edition_effect) == 2
    assert list(verify(house.engine)) == []
    with house.engine.connect() as connection:
        again, differences = replay_proceeding(connection, EDITIONS, "e")
    assert (len(again.acts), differences) == (8 + 2, [])


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[House]:
    """A record on the plain engine alone."""
    migrate(f"sqlite:///{tmp_path}/record.db")
    made = House(f"sqlite:///{tmp_path}/record.db")
    yield made
    made.engine.dispose()


def test_what_the_reader_of_law_files_refuses_is_no_edition(plain: House, book: Lawbook) -> None:
    edition = EditionHouse(plain.engine, "e", "training")
    edition.done(
        "2026-03-02 09:00", OFFICER, "open_edition", of=LIST_ID, scope="base", level="nation", title="示例清单",
        lead="示例部门", instrument="a-base-of-our-own", before=before(book),
    )  # fmt: skip
    edition.done(
        "2026-03-03 09:00", MEMBER, "propose_entry", proposal="p", department="示例部门", change="remove",
        part="listed_measures", entry="market-access", reasons="示例",
    )  # fmt: skip
    edition.done("2026-04-01 09:00", OFFICER, "settle_entry", proposal="p", finding="taken", reasons="示例")
    edition.done("2026-04-02 09:00", OFFICER, "gather_entries")
    said = {"channel": "示例", "send_to": "示例", "asked": ASKED, "text": digest(edition)}
    edition.done("2026-04-03 09:00", OFFICER, "begin_consultation", on="2026-04-03", **said)
    day = {"text": digest(edition), "to": "示例", "in_force_on": "2026-07-01"}
    no = edition.refused("2026-05-08 09:00", HEAD, "submit_edition", **day)
    assert no.detail["what"] == "edition_unreadable"
    assert "a base edition is the whole country's" in no.detail["fault"]
    assert plain.all(select(edition_effect)) == []


def test_once_entered_it_reaches_the_open_cases_by_the_announcement_of_law(plain: House, book: Lawbook) -> None:
    plain.play("c1", 3)
    edition = submitted(plain.engine, book)
    edition.done("2026-05-11 09:30", APPROVING, "approve_edition", **approval(edition))
    state = edition.state()
    with plain.engine.connect() as connection:
        texts = edition_texts(connection, state)
    # What a person does who enters the file: the law held is then this.
    entered = book_with(book, LIST_ID, date(2026, 7, 1), file_of(state, texts, "示例部门", date(2026, 5, 12)))
    people = Actor("zhao", ("legal-reviewer",)), "qian"
    found = {case.case_id: case for case in owed(plain.engine, entered, frozenset(), *people, at("2026-05-12 09:00"))}
    turns = [(t.on, t.turn.name) for t in found["c1"].turned]
    assert (date(2026, 7, 1), "outside.measure.bidding") in turns
    assert found["c1"].may


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("instrument", "../../measures-list"),
        ("instrument", "measures-list: {}"),
        ("before", '{"listed_measures": [{"id": "a/b"}]}'),
        ("before", '{"catalogue": []}'),
        ("before", '{"listed_measures": [5]}'),
        ("before", "[" * 100_000),
        ("before", '{"listed_measures": [{"id": "\\ud800"}]}'),
    ],
)
def test_what_could_leave_its_file_is_no_opening(plain: House, field: str, said: str) -> None:
    edition = EditionHouse(plain.engine, "e", "training")
    opening = {
        "of": LIST_ID, "scope": "base", "level": "nation", "title": "示例", "lead": "示例", "instrument": LIST_ID,
    }  # fmt: skip
    with pytest.raises(CommandFault) as fault:
        edition.do("2026-03-02 09:00", OFFICER, "open_edition", **{**opening, field: said})
    assert fault.value.field == field


def test_an_id_with_a_slash_is_no_entry(plain: House) -> None:
    edition = EditionHouse(plain.engine, "e", "training")
    entry = {"proposal": "p", "department": "示例", "change": "remove", "part": "rows", "reasons": "示例"}
    with pytest.raises(CommandFault):
        edition.do("2026-03-02 09:00", MEMBER, "propose_entry", **entry, entry="a/b", item="c")


def test_the_lists_not_kept_are_named_with_their_open_cases(plain: House) -> None:
    plain.play("c1", 1)
    edition = EditionHouse(plain.engine, "e", "training")
    edition.done(
        "2021-11-01 09:00", OFFICER, "open_edition", of="kept-lists", scope="base", level="nation", title="保留的名单",
        lead="示例部门", instrument="kept-lists",
    )  # fmt: skip
    edition.done(
        "2021-11-02 09:00", MEMBER, "propose_entry", proposal="p", department="示例", change="add", part="kept_lists",
        entry="mem-work-safety", article="第1项", zh="示例", category="health-and-life", rank="departmental-rule",
        reasons="示例",
    )  # fmt: skip
    edition.done("2021-12-01 09:00", OFFICER, "settle_entry", proposal="p", finding="taken", reasons="示例")
    edition.done("2021-12-01 09:10", OFFICER, "gather_entries")
    day = {"text": digest(edition), "to": "示例", "in_force_on": "2022-01-01"}
    edition.done("2021-12-02 09:00", HEAD, "submit_edition", **day)
    state = edition.state()
    with plain.engine.connect() as connection:
        sheet = kept(connection, "e", state.effect)
    assert sheet is not None
    assert [(t.case_id, t.what, t.id, t.missing) for t in sheet.cases] == [("c1", LIST, "mohrss-wages", NOT_KEPT)]


@pytest.mark.parametrize("stem", ["measures-list-2026", "supplement-henan", "kept-lists-2021"])
def test_the_law_file_of_an_edition_is_read_and_bears_its_digest(plain: House, book: Lawbook, stem: str) -> None:
    edition = told(plain.engine, stem)
    state = edition.state()
    with plain.engine.connect() as connection:
        texts = edition_texts(connection, state)
    file = file_of(state, texts, "示例部门", date(2026, 11, 21))
    assert state.in_force_on is not None
    tried = book_with(book, state.instrument, state.in_force_on, file)
    place = tried.instrument(state.instrument, state.in_force_on).place
    assert digest_of(content_of(state.of, place)) == state.text == digest_of(texts.after)
    assert state.text in file
    # Every entry of it stands on the pages of the law; a supplement chosen for a case is found again in its law.
    shown = [line.path for line in lines(tried.instrument(state.instrument, state.in_force_on))]
    assert {CONTENT[stem]} <= set(shown)
    if state.scope == "supplement":
        law = tried.law("mohrss-wages", state.in_force_on, (state.instrument,))
        assert tried.local_of(law, state.in_force_on) == (state.instrument,)
    # The law files themselves are as they were.
    assert book.instruments.keys() - tried.instruments.keys() == set()
