"""Every kind of proceeding at the counter: words for its codes, its pages, crumbs, reminders, pages for anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.law.measure_rules import MeasureLaw
from models.records.measure_reviews import IN_FORCE
from models.tables import schema as t
from models.tables.measure_schema import measure_due, measure_review
from models.tables.packing import pack, unpack
from models.tables.receiving import keep_pin
from portal.proceeding_deciding import plausible
from portal.proceeding_kind import Kind, Public
from portal.proceeding_public import public_routes
from portal.proceeding_wording import ProceedingSpeech
from portal.proceedings import KINDS
from portal.review_kind import REVIEW
from portal.words.proceedings import ALL
from tests.portal.campaign_house import CAMPAIGN, bring_campaign
from tests.portal.house import PASSWORD, House, hidden, signed_in, told
from tests.portal.review_files import bring_review, people
from tests.portal.test_words import all_fields, both

NAMES = [kind.prefix for kind in KINDS]
OPEN = Public(
    home="/open/measures",
    menu=("公开", "Open"),
    title=("公开的措施", "Open measures"),
    note=("", ""),
    shown=lambda held: held.state.step in IN_FORCE,
    says=("title", "kind"),
    acts=("record_incident",),
)


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    people(house)
    return house


def anybody(house: House) -> TestClient:
    """A browser of nobody before a counter on which reviews have pages for all."""
    client = house.client()
    app: Any = client.app
    app.include_router(public_routes(app.state.counter, replace(REVIEW, public=OPEN)))
    return client


def made_real(house: House, file_id: str, *roles: str) -> None:
    """A file of training as if it were real, under a law that leaves the recording of incidents to these too."""
    held = next(r for r in house.rows(measure_review) if r.id == file_id)
    pinned = next(r for r in house.rows(t.pin) if r.version == held.law_version)
    law: MeasureLaw = unpack(MeasureLaw, pinned.content)
    acts = tuple(replace(a, roles=(*a.roles, *roles)) if a.act == "record_incident" else a for a in law.acts)
    known = replace(law, acts=acts, version="-".join((law.version, *roles)))
    with house.engine.begin() as connection:
        keep_pin(connection, known.version, "review", pack(known))
        own = measure_review.c.id == file_id
        connection.execute(measure_review.update().where(own).values(mode="real", law_version=known.version))


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_act_step_and_field_of_a_kind_has_words_in_both_languages(kind: Kind[Any]) -> None:
    words = kind.said.vocabulary
    assert set(kind.kept.acts) <= set(words.tables["act"])
    assert {row.step_to for row in kind.table.moves.table} <= set(words.tables["step"])
    assert all(both(pair) for table in words.tables.values() for pair in table.values())
    for act in kind.kept.acts:
        speech = ProceedingSpeech("en", own=words)
        for path in all_fields(act, kind.table.fields[act]):
            assert not re.search(r"[_\[]", speech.field_name(act, path)), (act, path)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_act_of_a_kind_stands_in_one_group(kind: Kind[Any]) -> None:
    grouped = sorted(a for _, acts in kind.said.groups for a in acts)
    assert grouped == sorted(a for a in kind.kept.acts if a not in kind.table.openings)


def test_every_kind_has_its_words_named_once() -> None:
    assert len(ALL) == len(set(ALL))
    for kind in KINDS:
        assert any(kind.kept.acts[0] in vars(module)["ACTS"] for module in ALL)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_desk_and_the_opening_pages_of_a_kind_answer(house: House, kind: Kind[Any]) -> None:
    client = signed_in(house, "li")
    for address in (kind.home, *(kind.opens_at.format(act=act) for act in kind.table.openings)):
        for lang in ("zh", "en"):
            assert client.get(f"{address}?lang={lang}").status_code == 200, address
    assert client.get(f"{kind.home}/none").status_code == 404
    assert f'href="{kind.home}"' in client.get("/").text


def test_a_form_says_every_choice_of_every_field_that_must_be_filled(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    app: Any = desk.client().app
    file = REVIEW.find(app.state.counter, held)
    assert [b["impact"] for b in plausible(REVIEW, file, "find_impact", "2022-09-30", {})] == ["large", "ordinary"]
    fixed = list(plausible(REVIEW, file, "find_impact", "2022-09-30", {"impact": "large"}))
    assert [b["impact"] for b in fixed] == ["large"]


def test_what_was_only_assumed_is_not_told_with_a_refusal(house: House) -> None:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-01-25 09:30")
    house.now += timedelta(days=800)
    home = f"/cleanup/{CAMPAIGN}"
    page = told(signed_in(house, "gao").get(f"{home}/act/file_plan?unit=jiaotong").text)
    assert "现在不能办理" in page
    assert "~" not in page


def test_an_act_page_leads_back_to_its_desk_and_its_file(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    page = signed_in(desk, "fang").get(f"/reviews/{held}/act/find_impact").text
    crumb = page[page.index('<nav class="crumb"') : page.index("</nav>")]
    assert 'href="/reviews"' in crumb
    assert f'href="/reviews/{held}"' in crumb


def test_what_an_officer_was_told_of_a_review_stands_on_the_worklist_while_it_runs(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    (due,) = [r for r in desk.rows(measure_due) if r.standing == "open"]
    row = {
        "case_id": held, "kind": due.kind, "party": "", "channel": "", "matter": due.matter, "due": due.due, "rung": 3,
        "reached_on": date(2022, 9, 30), "recorded_at": datetime(2022, 9, 30, tzinfo=UTC), "told": "commission-officer",
    }  # fmt: skip
    with desk.engine.begin() as connection:
        connection.execute(t.reminder.insert().values(**row))
    page = signed_in(desk, "fang").get("/").text
    assert f'href="/reviews/{held}"' in page
    assert "影响认定期限" in told(page)
    assert f'href="/reviews/{held}"' not in signed_in(desk, "su").get("/").text
    with desk.engine.begin() as connection:
        connection.execute(measure_due.update().values(standing="met"))
    assert f'href="/reviews/{held}"' not in signed_in(desk, "fang").get("/").text


def test_anybody_reads_what_is_open_and_nothing_else(desk: House) -> None:
    held = bring_review(desk, "incident-late", "2023-03-13 09:00", "review-a")
    made_real(desk, held)
    client = anybody(desk)
    shown = told(client.get(f"/open/measures/{held}").text)
    assert "示例县拖欠物业费惩戒办法" in shown
    assert "出台部门" not in shown
    assert "办理过程" not in shown
    assert held in client.get("/open/measures").text
    training = bring_review(desk, "incident-late", "2023-03-13 09:00", "review-training-b")
    assert client.get(f"/open/measures/{training}").status_code == 404
    assert client.get(f"/reviews/{held}").status_code == 303
    client.post("/sign-in", data={"name": "fang", "password": PASSWORD})
    assert client.get(f"/open/measures/{training}").status_code == 200


def test_anybody_sends_what_the_law_leaves_to_all_and_a_fault_keeps_what_was_typed(desk: House) -> None:
    held = bring_review(desk, "incident-late", "2023-03-13 09:00", "review-a")
    made_real(desk, held)
    client, at = anybody(desk), f"/open/measures/{held}"
    assert "<form" not in client.get(at).text.partition("<main")[2]
    made_real(desk, held, "public")
    page = client.get(at).text
    key = {"key": hidden(page, "key")}
    typed = {"incident": "school", "on": "2023-03-12", "source": "来信", "description": "某学校"}
    wrong = client.post(f"{at}/act/record_incident", data={**key, **typed, "source": ""})
    assert wrong.status_code == 422
    assert "某学校" in wrong.text
    sent = client.post(f"{at}/act/record_incident", data={**key, **typed})
    assert sent.status_code == 303
    assert f"收件编号： {key['key']}" in told(client.get(sent.headers["location"]).text)
    (row,) = [r for r in desk.rows(t.command) if r.actor == "public"]
    assert (row.act, row.outcome) == ("record_incident", "received")
    assert client.post(f"{at}/act/answer_incident", data=key).status_code == 404
    refused = client.post(f"{at}/act/record_incident", data={"key": "k" * 20, **typed, "incident": "school-places"})
    assert refused.status_code == 409
    assert len([r for r in desk.rows(t.command) if r.actor == "public"]) == 1


def test_what_an_opening_said_is_shown_again_only_with_the_look_recorded(desk: House) -> None:
    """Who knows its key reads another's opening, and the names in it: that is a look like any other."""
    held = bring_review(desk, "incident-late", "2023-03-13 09:00", "review-a")
    row = next(r for r in desk.rows(t.command) if r.case_id == held and r.act in REVIEW.table.openings)
    client = signed_in(desk, "fang")
    looks = len(desk.rows(t.access))
    page = client.get(f"/reviews/new/{row.act}?again={row.key}")
    assert 'value="示例县拖欠物业费惩戒办法"' in page.text
    (look,) = desk.rows(t.access)[looks:]
    assert (look.account, look.case_id) == ("fang", held)
