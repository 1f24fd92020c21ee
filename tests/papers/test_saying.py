"""How papers cite, number and fall back: what is not known is not made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from activities.phrasing import TEMPLATES, Unsaid, article, articles, items, template
from activities.writing import Writer
from models.law.lawbook import Words
from models.law.reading import read_yaml
from models.law.regimes import Certainty, Citation
from models.records.papers import KINDS
from tests.papers.lives import facts_of, paper, with_law
from tests.papers.recorded import ROOT, book, part

# --- how things are said --------------------------------------------------------------------------


TODAY = date(2026, 11, 21)
# Lists whose law reaches a decision: all of them have papers, with words of their own or only those all share.
PAPERED = tuple(r for r in book().regimes if book().law(r, TODAY).holds("decision"))


def cited(instrument: str, number: str, certainty: Certainty = Certainty.VERBATIM) -> Citation:
    return Citation("key", instrument, number, certainty)


def test_an_article_nobody_has_seen_is_not_made_up() -> None:
    assert articles([cited("《甲》", "条号未见")], {}) == "《甲》"
    assert articles([cited("《甲》", "条号未见"), cited("《甲》", "5")], {}) == "《甲》第五条"
    assert [article(one) for one in ("七（三）", "（八）", "文尾")] == ["第七部分第（三）项", "第（八）项", ""]


def test_a_house_rule_is_never_cited_as_law() -> None:
    facts = facts_of("W1", "notice")
    writer = Writer(facts, template(facts.law.regime), "notice", facts.subjects)
    assert facts.words["house.approval"].citation.certainty is Certainty.OFFICE
    with pytest.raises(Unsaid):
        writer.cite("house.approval")


def test_a_single_item_bears_no_number() -> None:
    assert items(["甲"]) == "甲"
    assert items(["甲", "乙"]) == "（一）甲；（二）乙"


def test_a_channel_to_file_a_review_online_stands_in_the_remedies_where_it_is_known() -> None:
    facts = facts_of("W1", "decision")
    assert "互联网渠道" not in part(paper(facts), "remedies")
    known = Words("示例省行政复议网上受理平台", "", cited("《行政复议法》", "22"), "", facts.made_on)
    citations = (*facts.law.citations, replace(known.citation, key="reconsideration_online"))
    told = replace(with_law(facts, citations=citations), words={**facts.words, "reconsideration_online": known})
    said = part(paper(told), "remedies")
    assert "示例省行政复议网上受理平台（《中华人民共和国行政复议法》第二十二条）" in said


def test_a_posted_filing_is_told_with_the_day_it_was_posted() -> None:
    assert "吴示例于2026年9月10日（2026年9月8日交邮）要求举行听证" in part(paper(facts_of("C09", "decision")), "facts")


def test_a_list_with_a_file_of_words_is_one_that_can_be_decided_on_and_needs_none() -> None:
    # A proceeding beside the listings names its own file of words where it reads it.
    beside = {n for f in TEMPLATES.parent.glob("*.py") for n in re.findall(r'"([a-z-]+)\.yaml"', f.read_text("utf-8"))}
    own = {file.stem for file in TEMPLATES.glob("*.yaml")} - beside
    assert own < set(PAPERED)


def regimes_and_forms() -> Iterator[tuple[str, str]]:
    for regime in PAPERED:
        for place in template(regime).places:
            yield from ((regime, form) for form in place.inner("forms"))


@pytest.mark.parametrize(("regime", "form"), sorted(set(regimes_and_forms())))
def test_every_regime_held_has_every_form_with_a_heading_for_each_part(regime: str, form: str) -> None:
    words = template(regime)
    found = words.form(form)
    assert found.word
    for name in found.parts:
        try:
            assert words.word("headings", f"{form}.{name}")
        except Unsaid:
            assert words.word("headings", name)


@pytest.mark.parametrize("regime", PAPERED)
def test_the_law_of_every_regime_has_what_its_papers_call_by_another_name(regime: str) -> None:
    words, held = template(regime), book().words(regime, TODAY)
    named = {name for place in words.places for name in place.inner("keys")}
    law = book().law(regime, TODAY)
    if "shown" not in (*law.notice_parts, *law.decision_parts):
        # Only some laws want told what will be shown.
        named.remove("content_shown")
    assert named
    for name in named:
        assert words.keys(name)
        assert set(words.keys(name)) <= set(held)


@pytest.mark.parametrize("regime", PAPERED)
def test_every_code_that_a_paper_of_a_regime_must_say_has_its_word(regime: str) -> None:
    words, law = template(regime), book().law(regime, TODAY)
    coded = {
        "roles": law.roles_listed,
        "basis_kinds": tuple(kind for ground in law.grounds for kind in ground.basis_kinds),
        "penalties": law.heavy_penalties,
        "recipients": (*law.sharing_recipients, *law.measure_recipients),
        "review_bodies": law.levels,
        "units": tuple(period.unit.value for period in law.periods),
    }
    for box, codes in coded.items():
        for code in codes:
            assert words.word(box, code), (box, code)


@pytest.mark.parametrize("file", sorted(TEMPLATES.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_template_holds_a_number_of_days_an_article_or_a_digit(file: Path) -> None:
    place = read_yaml(file)
    for box in ("sentences", "headings", "labels", "forms"):
        for key, said in place.inner(box).items():
            typed = re.sub(r"{[a-z_]+}", "", str(said))
            assert not re.search(r"\d|第[一二三四五六七八九十百]+[条款项]", typed), (key, typed)
            assert not re.search(r"[一二三四五六七八九十百]+个?(工作日|日内|月内|年内|小时)", typed), (key, typed)


@pytest.mark.parametrize("regime", PAPERED)
def test_two_kinds_of_paper_never_share_a_series_of_numbers(regime: str) -> None:
    words = template(regime)
    forms = {form for place in words.places for form in place.inner("forms")}
    series = {(words.form(form).word, form.partition(".")[0]) for form in forms}
    assert len({word for word, _ in series}) == len(series)


def test_the_page_on_papers_names_every_kind() -> None:
    page = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| [^|]+ \| `([a-z_]+)` \|", page, re.MULTILINE)) == set(KINDS)
