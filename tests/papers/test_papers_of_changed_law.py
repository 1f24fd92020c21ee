"""Papers of a case whose law changes on the way: each prints what its own days were counted by."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from activities.composing import compose, required
from activities.gathering import _Case, _changed, _instruments
from activities.writing import LawChanged, PaperFacts
from models.law.editions import case_law
from models.law.lawbook import REGIMES, Lawbook
from models.records.papers import missing_parts
from tests.papers import recorded
from tests.papers.recorded import all_facts, new_engine, own, play_into, words_of

ORDER = "mem/order-11/2023-10-01.yaml"
SYMBOL = "演字〔2026〕1号"
BOOK = Lawbook()


def changed(tmp_path: Path, *edits: tuple[str, str], since: str = "") -> Lawbook:
    """The law held with MEM Order 11 put otherwise: as a later text where it has a day, else in its own file."""
    root = Path(shutil.copytree(REGIMES, tmp_path / f"law-{since}"))
    text = (root / ORDER).read_text(encoding="utf-8")
    for old, new in ((("since: 2023-10-01", f"since: {since}"),) if since else ()) + edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    file = root / "mem/order-11" / f"{since}.yaml" if since else root / ORDER
    file.write_text(text, encoding="utf-8")
    return Lawbook(root)


def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Lawbook) -> list[PaperFacts]:
    """The papers of C14 played and printed under a book."""
    monkeypatch.setattr(recorded, "book", lambda: book)
    engine = new_engine(tmp_path)
    play_into(engine, own("C14"))
    return all_facts(engine)


def whole(facts: PaperFacts) -> str:
    """All that stands on the paper, which lacks nothing."""
    content = compose(facts, SYMBOL)
    assert missing_parts(content, required(facts, content)) == (), facts.kind
    return words_of(content)


@pytest.mark.parametrize("regime", BOOK.regimes)
def test_words_held_are_those_of_the_case_where_nothing_has_changed(regime: str) -> None:
    """A period that holds for some grounds only stands under a key of its own, and is held against that."""
    on = date(2026, 6, 2)
    case = _Case(None, case_law(BOOK, regime, on), on, ())  # type: ignore[arg-type]
    assert _changed(BOOK, case, on) == frozenset()
    assert _instruments(BOOK, case, on).short


def test_the_decision_prints_the_years_that_its_own_end_is_counted_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law of the conduct 3 years, of the decision 6: the listing ends after 3 (Penalty Law 37)."""
    book = changed(tmp_path, ("publication_end: {amount: 3,", "publication_end: {amount: 6,"), since="2025-07-25")
    (decision,) = (one for one in papers(tmp_path, monkeypatch, book) if one.kind == "decision")
    said = whole(decision)
    assert "列入期限为3年" in said
    assert "2028年7月28日届满" in said
    assert "按违法行为发生时的规定" in said
    assert "6年" not in said


def test_a_decision_under_one_law_says_nothing_of_lighter_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in papers(tmp_path, monkeypatch, BOOK):
        assert "按违法行为发生时的规定" not in whole(one)


def test_too_early_by_a_new_shorter_wait_is_refused_in_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told 12 months at the listing; since February 9 are enough; applied after 7."""
    shorter = ("restoration_earliest: {amount: 12,", "restoration_earliest: {amount: 9,")
    found = papers(tmp_path, monkeypatch, changed(tmp_path, shorter, since="2026-02-01"))
    refused = [one for one in found if one.kind == "refusal_notice"]
    assert refused
    for one in refused:
        assert one.asked
        earliest = date.fromisoformat(one.asked.refused.detail["earliest_on"])
        said = whole(one)
        assert f"最早可以提出申请的日期为{earliest.year}年{earliest.month}月{earliest.day}日" in said
        assert f"自{earliest.year}年{earliest.month}月{earliest.day}日起，" in said


def test_a_corrected_text_stops_only_the_papers_that_print_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A period is put right in its file and not announced yet; papers that do not print it are made meanwhile."""
    engine = new_engine(tmp_path)
    play_into(engine, own("C14"))
    book = changed(tmp_path, ("publication_end: {amount: 3,", "publication_end: {amount: 6,"))
    monkeypatch.setattr(recorded, "book", lambda: book)
    stopped = []
    for one in all_facts(engine):
        assert one.changed == {"publication_end"}
        try:
            whole(one)
        except LawChanged as refused:
            stopped.append((one.kind, refused.period))
    assert stopped == [("notice", "publication_end")]


def test_relief_is_printed_whatever_became_of_the_end_of_the_listing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in papers(tmp_path, monkeypatch, BOOK):
        other = replace(one, changed=frozenset({"publication_end"}))
        if one.kind == "notice":
            with pytest.raises(LawChanged, match="publication_end"):
                compose(other, SYMBOL)
        if one.kind.startswith("re"):
            assert whole(other)
