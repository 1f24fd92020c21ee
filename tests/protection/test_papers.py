"""The papers of protection: each part the law names is said from the record, and a paper that lacks one is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from activities.gathering import Order
from activities.papers import print_paper
from activities.protection_papers import Letter, compose_protection, gather_protection, required
from desk.printing import print_due
from models.records.papers import (
    CONDUCT_KINDS,
    PROTECTION_KINDS,
    PaperContent,
    PaperIncomplete,
    PaperUnknown,
    missing_parts,
)
from models.tables import schema as t
from tests.protection.protection_house import ProtectionHouse, record_of
from tests.record.house import BOOK

FONTS = Path(__file__).parents[2] / ".tools" / "fonts"


def letters(engine: Engine, house: ProtectionHouse) -> dict[str, Letter]:
    """Every paper of the file, the last of its kind."""
    with engine.connect() as connection:
        return {
            kind: gather_protection(connection, Order(house.id, act.key, kind, 0, 0), BOOK)
            for act in house.acts()
            for kind in act.documents
        }


def said(content: PaperContent) -> str:
    return "\n".join(line for section in content.sections for line in section.paragraphs)


def test_a_notice_of_a_leak_says_what_the_law_asks_and_when_it_was_found(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "leak-told"))
    assert set(found) == {"leak_authority_notice", "leak_subject_notice", "leak_referral"}
    for letter in found.values():
        assert missing_parts(compose_protection(letter, "示护〔2026〕1号"), required(letter)) == ()
    told = compose_protection(found["leak_subject_notice"], "示护告〔2026〕1号")
    assert {"kinds", "cause", "harm", "measures", "self_help", "contact"} <= set(required(found["leak_subject_notice"]))
    assert "依据《中华人民共和国个人信息保护法》" in said(told) or "依据《个人信息保护法》第五十七条" in said(told)
    assert "不点击短信链接" in said(told)
    assert told.addressees == ("受影响的信用主体",)
    authority = compose_protection(found["leak_authority_notice"], "示护报〔2026〕1号")
    assert (authority.addressees, authority.title) == (("示例市互联网信息办公室",), "关于发生信用信息泄露的通知")
    assert "2026年3月2日，本单位发现市信用平台查询接口发生信用信息泄露" in said(authority)
    assert "正在评估，另行补充通知。" in said(authority)
    assert "原因为工作失误" in said(compose_protection(found["leak_referral"], "示护移〔2026〕1号"))


def test_a_supplement_says_how_many(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "leak-grows"))
    told = said(compose_protection(found["leak_authority_notice"], "x"))
    assert "经评估，共5个信用主体。" in told
    # Of organisations: the house's rule, not the law of personal data.
    assert "个人信息保护法" not in told


def test_a_consent_form_names_purpose_scope_end_and_how_to_withdraw(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "consent-withdrawn"))
    assert set(found) == {"consent_form", "consent_withdrawn"}
    form = compose_protection(found["consent_form"], "示护授〔2026〕1号")
    assert missing_parts(form, required(found["consent_form"])) == ()
    assert "奖学金评选。" in said(form)
    assert "2026年9月30日。到期自动终止，不自动延续" in said(form)
    assert "由父母或者其他监护人签署" in said(form)
    assert form.addressees == ("陈某某",)
    receipt = said(compose_protection(found["consent_withdrawn"], "x"))
    assert "已于2026年3月20日撤回" in receipt
    assert "于2026年4月3日前删除" in receipt


def test_the_papers_of_a_record_say_that_it_is_no_listing_and_how_leniency_was_weighed(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "conduct-recorded"))
    assert set(found) == set(CONDUCT_KINDS)
    for letter in found.values():
        assert missing_parts(compose_protection(letter, "x"), required(letter)) == ()
    notice = said(compose_protection(found["conduct_notice"], "x"))
    assert "可以于2026年3月9日前陈述、申辩" in notice
    assert "不是列入严重失信主体名单" in notice
    record = said(compose_protection(found["conduct_record"], "x"))
    assert "认定有以下情形：非主观故意。已考虑非主观故意，从短记录。" in record
    assert "失信程度：轻微，至2026年5月2日终止，到期自动终止。" in record
    assert "（国办发〔2020〕49号）第（二）项" in record
    assert "维持记录" in said(compose_protection(found["conduct_answer"], "x"))
    assert "自2026年3月25日起终止" in said(compose_protection(found["conduct_removal"], "x"))


def test_a_notice_that_lacks_a_part_is_refused_by_its_name(tmp_path: Path) -> None:
    letter = letters(*record_of(tmp_path, "leak-told"))["leak_subject_notice"]
    lacking = replace(letter, body={k: v for k, v in letter.body.items() if k != "self_help"})
    with pytest.raises(PaperIncomplete, match="self_help"):
        print_paper(compose_protection(lacking, "x"), required(lacking), FONTS)


def test_no_paper_but_the_acts_own_is_made(tmp_path: Path) -> None:
    engine, house = record_of(tmp_path, "leak-dismissed")
    with engine.connect() as connection, pytest.raises(PaperUnknown):
        gather_protection(connection, Order(house.id, house.acts()[0].key, "leak_referral", 0, 0), BOOK)


def test_every_paper_is_printed_and_numbered_in_its_own_series(tmp_path: Path) -> None:
    made = {}
    for stem in ("leak-told", "consent-withdrawn", "conduct-recorded"):
        engine, _ = record_of(tmp_path, stem)
        printed = print_due(engine, FONTS, tmp_path / stem, BOOK)
        assert printed.stopped == ()
        with engine.connect() as connection:
            rows = connection.execute(select(t.document).order_by(t.document.c.act_seq)).all()
        made.update({r.kind: r.symbol for r in rows})
    assert set(made) == set(PROTECTION_KINDS)
    assert all(symbol.startswith(("演护", "演失")) and "〔2026〕" in symbol for symbol in made.values())
