"""A text that has ended without a successor is law no longer; a list goes on in its last text, for relief only."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.playing import pinned as played
from models.law.editions import case_law, turning_days
from models.law.lawbook import REGIMES, Lawbook
from portal import opening_law
from tests.papers.recorded import own
from tests.steps.telling import BOOK, ORDER, Case, opening

ON, END = date(2026, 6, 2), date(2026, 6, 30)
AFTER = date(2026, 7, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGIMES, tmp_path / "law"))


def _repeal(root: Path, name: str) -> Lawbook:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert text.count("until: null") == 1
    file.write_text(text.replace("until: null", f"until: {END}"), encoding="utf-8")
    return Lawbook(root)


def test_a_supplement_repealed_drops_out_of_the_law_of_later_days(root: Path) -> None:
    book = _repeal(root, "local/huangshi/2021-04-08.yaml")
    law = case_law(book, "mohrss-wages", ON, ("huangshi",))
    plain, with_it = (case_law(BOOK, "mohrss-wages", ON, names) for names in ((), ("huangshi",)))
    assert AFTER in turning_days(book, "mohrss-wages", ON, ("huangshi",))
    assert law.on(END).switches == with_it.on(END).switches
    assert set(law.on(AFTER).switches) == set(plain.on(AFTER).switches)
    assert book.local_of(law, ON) == ("huangshi",)
    assert all(
        words.citation.instrument != "黄信用办〔2021〕3号"
        for words in book.words("mohrss-wages", AFTER, ("huangshi",)).values()
    )
    assert opening_law.supplements(book, END) == opening_law.supplements(BOOK, END)
    assert "huangshi" not in opening_law.supplements(book, AFTER)


def test_a_list_repealed_keeps_its_last_text_and_says_when_it_ended(root: Path) -> None:
    book = _repeal(root, "mohrss/order-45/2022-01-01.yaml")
    law = case_law(book, "mohrss-wages", ON)
    assert law.on(AFTER).ends_on == END
    assert law.on(AFTER).materials == BOOK.law("mohrss-wages", AFTER).materials
    assert "mohrss-wages" in opening_law.regimes(book, END)
    assert "mohrss-wages" not in opening_law.regimes(book, AFTER)


def _longer_from_june(root: Path) -> Lawbook:
    """A new text doubles the listing from the first of June."""
    text = (root / "mohrss/order-45/2022-01-01.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("since: 2022-01-01", "since: 2026-06-01"),
        ("publication_end: {amount: 3", "publication_end: {amount: 6"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / "mohrss/order-45/2026-06-01.yaml").write_text(text, encoding="utf-8")
    return Lawbook(root)


def test_the_law_of_the_conduct_is_pinned_at_the_counter(root: Path) -> None:
    book, conduct = _longer_from_june(root), date(2026, 5, 1)
    law, _ = opening_law.pinned(book, opening_law.Chosen("mohrss-wages"), ON, frozenset(), frozenset(), conduct)
    case = Case("mohrss-wages", law)
    case.do("li", "open_case", "06-02 09:00", **{**opening(), "basis": {**ORDER, "conduct_ended_on": "2026-05-01"}})
    case.do("li", "draft_notice", "06-02 10:00", facts="拖欠工资", measures=["bidding"])
    case.do("qian", "approve_notice", "06-02 15:00")
    served = {"document": "notice", "method": "direct", "on": "2026-06-03", "proof": "回证"}
    case.do("li", "record_service", "06-03 09:00", **served)
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    case.do("li", "draft_decision", "06-05 09:00", outcome="list", reasons="逾期未支付", measures=["bidding"])
    case.do("zhao", "legal_review", "06-08 09:00", opinion="pass").do("qian", "approve_decision", "06-09 09:00")
    assert case.due("publication_end") == date(2029, 6, 9)


def test_a_law_knows_since_when_it_is_pinned(root: Path) -> None:
    book = _longer_from_june(root)
    assert case_law(book, "mohrss-wages", ON).reaches_on == date(2026, 6, 1)
    back = case_law(book, "mohrss-wages", ON, since=date(2026, 5, 1))
    assert back.reaches_on < date(2026, 5, 1)
    assert [change.on for change in back.changes] == [date(2026, 6, 1)]
    assert case_law(book, "mohrss-wages", ON, since=date(1990, 1, 1)).reaches_on == date.min


def test_a_case_file_is_played_under_the_law_of_its_conduct() -> None:
    case = own("C14")
    told = [
        replace(e, body={**e.body, "basis": {**e.body["basis"], "conduct_ended_on": "2022-05-01"}})
        if e.act == "open_case"
        else e
        for e in case.events
    ]
    plain, reaching = (played(BOOK, one)[0] for one in (case, replace(case, events=tuple(told))))
    assert reaching.reaches_on <= date(2022, 5, 1) < plain.reaches_on
