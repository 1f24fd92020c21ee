"""Acting in a review with Temporal away: forms of every act, keys, versions, posts; a review proposed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import ACTS, OPENINGS
from models.tables import schema as t
from models.tables.measure_schema import measure_review
from tests.portal.house import House, at, send, sheet, signed_in, told
from tests.portal.review_files import act, bring_review, people
from tests.portal.test_through_temporal import CLI, officer, open_house, working

NEW = "/reviews/new/propose_measure"
MEASURE = {
    "law": "pingdingshan", "mode": "training", "title": "示例市守信激励办法", "department": "示例市局", "level": "city",
    "kind": "penalty", "object": "organisation", "trigger": "conduct", "text": "t-1",
    "bases[1].rank": "local-regulation", "bases[1].number": "《示例市条例》", "bases[1].provision": "第十条",
}  # fmt: skip


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    people(house)
    return house


def commands(house: House, name: str) -> list[dict[str, Any]]:
    return [json.loads(r.body) for r in house.rows(t.command) if r.act == name and r.outcome == "received"]


def test_a_measure_is_proposed_and_waits_while_temporal_is_away(desk: House) -> None:
    desk.now = at("2022-09-30 09:00")
    client = signed_in(desk, "ding")
    answer = send(client, NEW, MEASURE)
    assert answer.status_code == 303
    assert "已收到，尚未办理" in told(client.get(answer.headers["location"]).text)
    (body,) = commands(desk, "propose_measure")
    assert body["bases"] == [{"rank": "local-regulation", "number": "《示例市条例》", "provision": "第十条"}]
    (row,) = desk.rows(measure_review)
    assert (row.mode, row.notice) == ("training", "pingdingshan")


def test_what_is_missing_in_a_proposal_shows_at_its_field_and_what_was_typed_stays(desk: House) -> None:
    desk.now = at("2022-09-30 09:00")
    client = signed_in(desk, "ding")
    answer = send(client, NEW, {**MEASURE, "title": "", "bases[1].rank": ""})
    assert answer.status_code == 422
    assert 'href="#f-title"' in answer.text
    assert 'href="#f-bases-1--rank"' in answer.text
    assert "《示例市条例》" in answer.text
    assert not desk.rows(measure_review)


def test_a_real_review_under_rules_that_nobody_confirmed_is_refused_and_kept(desk: House) -> None:
    desk.now = at("2022-09-30 09:00")
    client = signed_in(desk, "ding")
    answer = send(client, NEW, {**MEASURE, "mode": "real"})
    page = client.get(answer.headers["location"])
    assert "审查所依据的规定尚未经两人核对" in told(page.text)
    again = page.text[page.text.index(f"{NEW}?again=") :].partition('"')[0]
    assert "示例市守信激励办法" in client.get(again).text


def test_national_law_is_entered_with_its_digest_and_waits(desk: House) -> None:
    client, at_desk = signed_in(desk, "fang"), "/reviews/new/enter_import"
    page = client.get(at_desk).text
    assert all(f'name="{f.name}"' in page for f in FIELDS["enter_import"])
    said = {
        "law": "pingdingshan", "mode": "training", "title": "严重失信主体名单管理暂行办法", "rank": "departmental-rule",
        "document": "示例令第1号", "instrument": "order-1", "text": "", "reason": "国家规定",
    }  # fmt: skip
    wrong = send(client, at_desk, said)
    assert wrong.status_code == 422
    assert 'href="#f-text"' in wrong.text
    assert "严重失信主体名单管理暂行办法" in wrong.text
    answer = send(client, at_desk, {**said, "text": "t-9"})
    assert "已收到，尚未办理" in told(client.get(answer.headers["location"]).text)
    (body,) = commands(desk, "enter_import")
    assert (body["instrument"], body["text"], body["rank"]) == ("order-1", "t-9", "departmental-rule")


def test_a_report_is_opened_for_the_offices_own_body(desk: House) -> None:
    client, at_desk = signed_in(desk, "fang"), "/reviews/new/open_report"
    page = client.get(at_desk).text
    assert f'value="{desk.settings.authority}"' in page
    assert '<option value="county" selected>' in page
    said = {"law": "pingdingshan", "mode": "training", "body": desk.settings.authority, "level": "county"}
    assert send(client, at_desk, said).status_code == 422
    assert send(client, at_desk, {**said, "kind": "department"}).status_code == 303
    (body,) = commands(desk, "open_report")
    assert body == {"body": desk.settings.authority, "kind": "department", "level": "county"}


def test_a_post_that_opens_nothing_is_told_so_before_it_fills_in(desk: House) -> None:
    page = told(signed_in(desk, "su").get("/reviews/new/open_report").text)
    assert "您的岗位不能办理这一事项" in page
    assert "您的岗位不能办理这一事项" not in told(signed_in(desk, "fang").get("/reviews/new/open_report").text)


def test_every_act_has_its_form_or_says_why_not(desk: House) -> None:
    held = bring_review(desk, "incident-late", "2023-03-13 09:00")
    formed = []
    for who in ("ding", "fang", "he"):
        client = signed_in(desk, who)
        for name in (a for a in ACTS if a not in OPENINGS):
            page = client.get(f"/reviews/{held}/act/{name}")
            assert page.status_code == 200
            if 'name="version"' in page.text:
                formed.append((who, name))
                assert all(f'name="{f.name}"' in page.text for f in FIELDS[name]), (name, who)
            else:
                assert "现在不能办理" in page.text, (name, who)
    assert formed == [("ding", "answer_incident"), ("fang", "record_incident")]


def test_an_impact_is_found_with_reasons(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    client, address = signed_in(desk, "fang"), f"/reviews/{held}/act/find_impact"
    assert send(client, address, {"impact": "large"}).status_code == 422
    assert send(client, address, {"impact": "large", "reasons": "面广"}).status_code == 303
    assert commands(desk, "find_impact") == [{"impact": "large", "reasons": "面广"}]


def test_another_post_is_told_at_once(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    client, home = signed_in(desk, "ding"), f"/reviews/{held}/act"
    form = sheet(client, f"{home}/withdraw_measure")
    answer = send(client, f"{home}/find_impact", {"impact": "ordinary", "reasons": "小"}, form)
    assert answer.status_code == 403
    assert "发展改革部门经办人" in told(answer.text)


def test_a_stale_form_is_not_sent(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    client, address = signed_in(desk, "fang"), f"/reviews/{held}/act/find_impact"
    before = sheet(client, address)
    fang = Actor("fang", ("commission-officer",))
    act(desk, held, desk.now, fang, "find_impact", {"impact": "ordinary", "reasons": "小"}, "x")
    answer = send(client, address, {"impact": "large", "reasons": "面广"}, before)
    assert answer.status_code == 409
    assert "认定影响" in told(answer.text)


@pytest.mark.skipif(not CLI.is_file(), reason="the Temporal server is not there: make tools")
async def test_a_reward_goes_from_its_proposal_to_its_issue_through_the_forms(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, env), working(house, env):
        people(house)
        ding, fang = await officer(house, "ding"), await officer(house, "fang")
        receipt = await ding.send(NEW, {**MEASURE, "kind": "reward"})
        assert "已办理" in told(await ding.page(receipt))
        home = receipt.partition("/errand/")[0]
        said = {"impact": "ordinary", "reasons": "范围小"}
        assert "已办理" in told(await fang.page(await fang.send(f"{home}/act/find_impact", said)))
        he, tan = await officer(house, "he"), await officer(house, "tan")
        consent = {"document": "示发改函〔2026〕1号"}
        assert "已办理" in told(await he.page(await he.send(f"{home}/act/consent_measure", consent)))
        day = law_day(house.now).isoformat()
        issue = {"document": "示局发〔2026〕1号", "on": day, "in_force_on": day, "text": "t-2"}
        assert "文本与征得同意" in told(await tan.page(await tan.send(f"{home}/act/issue_measure", issue)))
        receipt = await tan.send(f"{home}/act/issue_measure", {**issue, "text": "t-1"})
        assert "已办理" in told(await tan.page(receipt))
        (row,) = house.rows(measure_review)
        assert row.step == "issued"
