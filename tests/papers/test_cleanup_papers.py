"""Every paper a campaign orders: printed once, none stopped, each part under its heading, read back from the PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from activities.campaign_composing import cleanup_template, compose, required
from activities.campaign_gathering import CampaignFacts, gather_campaign
from activities.campaign_parts import PARTS
from activities.gathering import Order
from activities.papers import HEADS, print_paper
from desk.printing import Printed, print_due
from models.records.commands import Actor
from models.records.papers import CLEANUP_KINDS, CLEANUP_LETTERS, PaperContent, PaperIncomplete, missing_parts
from models.steps.cleanup_table import TABLE
from models.tables import schema as t
from tests.papers.recorded import FONTS, read_pdf
from tests.portal.campaign_house import CAMPAIGN, act, bring_campaign
from tests.portal.house import BOOK, House, at, make_house

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
GAO, QIU = Actor("gao", ("lead-officer",)), Actor("qiu", ("lead-head",))
STOP = {"stop": "s1", "document": "示交发〔2019〕12号", "disposition": "abolish"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Printed]:
    """The whole year of Lüliang, with a document stopped and carried out again, and every paper printed."""
    house = make_house(tmp_path_factory.mktemp("cleanup"))
    bring_campaign(house, "2021-12-01 08:00")
    plan = _done(house, "2021-12-01 08:10", GAO, "propose_stop", **STOP)["shown"]["plan"]
    _done(house, "2021-12-01 08:20", QIU, "stop_rule", stop="s1", plan=plan, others="keep")
    _done(house, "2021-12-01 08:30", GAO, "propose_resume", stop="s1", reason="已修订")
    _done(house, "2021-12-01 08:40", QIU, "resume_rule", stop="s1", others="keep")
    return house, print_due(house.engine, FONTS, house.settings.papers, BOOK)


def _done(house: House, when: str, by: Actor, name: str, **body: Any) -> dict[str, Any]:
    reply = act(house, at(when), by, name, body, f"{name}-{when[-5:]}")
    assert reply.refused is None, reply.refused
    return reply.acts[-1].facts


def facts_of(house: House, kind: str) -> CampaignFacts:
    with house.engine.connect() as connection:
        row = connection.execute(select(t.document).where(t.document.c.kind == kind)).first()
        assert row is not None, kind
        return gather_campaign(connection, Order(CAMPAIGN, row.command_key, kind, row.act_seq, None), BOOK)


def test_every_kind_is_ordered_by_an_act_and_printed(whole: tuple[House, Printed]) -> None:
    _, printed = whole
    assert printed.stopped == ()
    assert {f.kind for f in printed.done} == set(CLEANUP_KINDS) == {d for row in TABLE for d in row.documents}


def test_each_kind_has_its_number_and_none_is_given_twice(whole: tuple[House, Printed]) -> None:
    house, printed = whole
    symbols = [f.symbol for f in printed.done]
    assert len(symbols) == len(set(symbols))
    assert all(re.fullmatch(r"训清.〔2021〕\d+号", s) for s in symbols)
    assert print_due(house.engine, FONTS, house.settings.papers, BOOK) == Printed()


@pytest.mark.parametrize("kind", CLEANUP_KINDS)
def test_a_paper_read_back_says_every_part(whole: tuple[House, Printed], kind: str) -> None:
    house, printed = whole
    filed = next(f for f in printed.done if f.kind == kind)
    content = compose(facts_of(house, kind), filed.symbol)
    said = re.sub(r"—\d+—", "", read_pdf(house.settings.papers / f"{filed.sha256}.pdf"))
    said = said.replace("【训练案件，不具法律效力】", "")
    for section in content.sections:
        for words in (section.heading, *section.paragraphs):
            # A word broken at a line's end loses its hyphen when it is read back.
            assert re.sub(r"[\s-]", "", words) in said.replace("-", ""), words
    for name in (content.authority, *content.addressees):
        assert name in said
    assert missing_parts(content, cleanup_template().form(kind).parts) == ()


@pytest.mark.parametrize("kind", CLEANUP_KINDS)
def test_a_paper_without_one_of_its_parts_is_refused_by_its_name(whole: tuple[House, Printed], kind: str) -> None:
    house, _ = whole
    facts = facts_of(house, kind)
    content = compose(facts, "训清〔2021〕1号")
    for part in required(facts, content):
        left: PaperContent = replace(content, sections=tuple(s for s in content.sections if s.part != part))
        with pytest.raises(PaperIncomplete) as refused:
            print_paper(left, required(facts, left), FONTS)
        assert refused.value.parts == (part,)


def test_the_parts_a_form_asks_are_the_parts_that_are_made() -> None:
    for kind, parts in PARTS.items():
        assert set(cleanup_template().form(kind).parts) == set(parts), kind


def test_a_notice_names_whom_the_record_names(whole: tuple[House, Printed]) -> None:
    house, _ = whole
    with house.engine.connect() as connection:
        key = (
            connection.execute(
                select(t.document.c.command_key)
                .where(t.document.c.kind == "monthly_notice")
                .order_by(t.document.c.made_on)
            )
            .scalars()
            .first()
        )
        facts = gather_campaign(connection, Order(CAMPAIGN, str(key), "monthly_notice", 1, None), BOOK)
    lines = next(s for s in compose(facts, "x").sections if s.part == "lines").paragraphs
    assert lines[0] == "1. 未按要求建立台账：示例县发展和改革局。"
    assert "新出台不符合要求的措施：无。" in lines[2]


def test_a_summary_hides_nothing_that_was_late(whole: tuple[House, Printed]) -> None:
    house, printed = whole
    last = [f for f in printed.done if f.kind == "summary_report"][-1]
    said = read_pdf(house.settings.papers / f"{last.sha256}.pdf")
    assert "示例县发展和改革局：报送台账（2021年1月22日）" in said
    assert "已报台账的单位6个，共9条" in said


def test_letters_bear_the_red_head_and_records_the_plain_one() -> None:
    assert {kind for kind in CLEANUP_KINDS if HEADS[kind] == "red"} == set(CLEANUP_LETTERS)
    assert HEADS["decision"] == "plain"


def test_the_file_is_there_under_its_digest(whole: tuple[House, Printed]) -> None:
    house, printed = whole
    folder: Path = house.settings.papers
    assert all((folder / f"{f.sha256}.pdf").is_file() for f in printed.done)
