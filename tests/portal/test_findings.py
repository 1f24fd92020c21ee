"""What an officer finds against early removal, at the counter; and a deadline that several grounds have differently."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from models.law.explaining import Rule
from portal.choosing import Offer, choices, field_of
from portal.opening_law import grounds, regimes
from portal.reading import CaseFile
from portal.reckoning import Reckoned, explained
from tests.portal.house import House, signed_in, told
from tests.steps.telling import BOOK, CALENDAR, decided, listed
from tests.steps.test_grounds import INCIDENT, UNPAID, lasting

CASE = "training-2026-FINDING"
ADDRESS = f"/case/{CASE}/act/decide_restoration"
TODAY = datetime(2026, 11, 21, tzinfo=UTC).date()


def test_the_form_offers_the_items_of_the_law_in_its_own_words(house: House) -> None:
    house.bring(CASE, 19)
    page = signed_in(house, "qian").get(ADDRESS).text
    names = re.findall(r'<input type="checkbox" name="excluded" value="([^"]*)"', page)
    assert names == ["restoration_exclusion.violation", "restoration_exclusion.criminal", "restoration_exclusion.other"]
    assert "因涉嫌拒不支付劳动报酬犯罪正在刑事诉讼期间" in told(page)
    english = signed_in(house, "qian")
    english.get("/?lang=en")
    assert "criminal proceedings for refusing to pay labour remuneration" in told(english.get(ADDRESS).text)


def test_a_grant_with_an_item_found_is_refused_with_its_article(house: House) -> None:
    house.bring(CASE, 19)
    said = {"outcome": "grant", "reasons": "理由", "excluded": ["restoration_exclusion.criminal"]}
    house.act_at("2026-07-01 10:00", CASE, "qian", "decide_restoration", said)
    page = told(signed_in(house, "qian").get(f"/case/{CASE}").text)
    assert "具有不得提前移出的情形" in page
    assert "经核实具有该情形" in page
    assert "第13条第（2）项" in page


def test_nobody_is_asked_what_the_law_of_the_case_does_not_name() -> None:
    state = listed().state
    law = BOOK.law("nbs-statistics", TODAY)
    field = field_of("decide_restoration", "excluded")
    assert choices("decide_restoration", field, Offer(state, law)) == ()


def test_the_counter_offers_the_lists_and_grounds_that_can_be_decided_on() -> None:
    offered = regimes(BOOK, TODAY)
    assert {"sta-tax", "mct-culture-tourism"} <= set(offered)
    assert not {"military-service", "spc-judgment-debtor", "cr-rail"} & set(offered)
    assert grounds(BOOK.law("mct-culture-tourism", TODAY)) == ("MCT-T4",)


def test_the_page_says_that_the_lightest_of_several_periods_was_taken() -> None:
    law = lasting(unpaid=2, incident=5)
    case = decided(law=law)
    end = case.deadline("publication_end")
    assert end is not None
    for held, want in (((UNPAID,), False), ((UNPAID, INCIDENT), True)):
        state = replace(case.state, grounds=held)
        now = datetime(2026, 6, 9, tzinfo=UTC)
        file = CaseFile(
            "c",
            "training",
            law.regime,
            "县局",
            "county",
            now,
            0,
            1,
            closed=False,
            state=state,
            law=law,
            calendar=CALENDAR,
        )
        lines = explained(file, Reckoned(end, None, 0, "normal")).lines
        assert any(line.rule is Rule.LIGHTEST for line in lines) is want
    assert BOOK.words("mohrss-wages", TODAY)[Rule.LIGHTEST].citation.article == "H-32"
