"""An edition at the counter, with Temporal away: what forms offer, digests nobody types, pages for anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.law.edition_content import digest_of
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.edition_schema import list_edition
from portal.edition_kind import EDITION
from portal.proceeding_deciding import doors, standing
from tests.editions.edition_files import PEOPLE, act, bring_edition, people, state_of
from tests.portal.house import BOOK, House, at, hidden, make_house, send, signed_in, told

WHOLE = "measures-list-2026"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    made.settings = replace(made.settings, session=timedelta(days=9000))
    people(made)
    yield made
    made.stop()


def received(house: House, name: str) -> dict[str, Any]:
    (body,) = (json.loads(r.body) for r in house.rows(t.command) if r.act == name and r.outcome == "received")
    return dict(body)


def test_an_edition_is_opened_with_the_edition_before_as_the_law_files_hold_it(desk: House) -> None:
    desk.now = at("2026-03-02 09:00")
    client = signed_in(desk, "liao")
    page = client.get("/editions/new/open_edition").text
    value = page.partition('name="before"')[2]
    assert "失信惩戒措施清单（5c5cf7bb3ef2…）" in told(value)
    held = [option for option in desk_options(page, "before") if "listed_measures" in option]
    said = {
        "law": "gb49-editions", "mode": "training", "of": "measures-list", "scope": "base", "level": "nation",
        "title": "示例清单", "lead": "示例部门", "instrument": "measures-list", "before": held[0],
    }  # fmt: skip
    answer = send(client, "/editions/new/open_edition", said)
    assert answer.status_code == 303
    assert digest_of(json.loads(received(desk, "open_edition")["before"])).startswith("5c5cf7bb3ef2")
    (row,) = desk.rows(list_edition)
    assert (row.mode, row.notice) == ("training", "gb49-editions")


def desk_options(page: str, name: str) -> list[str]:
    """The values a choice offers."""
    from html import unescape  # noqa: PLC0415

    box = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    return [unescape(part.partition('"')[0]) for part in box.split('value="')[1:]]


def test_a_place_without_a_local_regulation_is_told_the_rule(desk: House) -> None:
    desk.now = at("2022-05-10 09:00")
    client = signed_in(desk, "liao")
    said = {
        "law": "luliang-editions", "mode": "training", "of": "measures-list", "scope": "supplement", "level": "city",
        "title": "示例", "lead": "示例", "instrument": "example",
    }  # fmt: skip
    page = client.get(send(client, "/editions/new/open_edition", said).headers["location"])
    assert "没有地方性法规依据，不得编制补充目录、补充清单" in told(page.text)
    assert "国办发〔2020〕49号" in told(page.text)


OFFERED = (
    (WHOLE, "2026-03-03 09:00", "meng", ("propose_entry", "propose_amendment")),
    (WHOLE, "2026-04-03 10:00", "liao", ("begin_consultation",)),
    (WHOLE, "2026-05-09 09:05", "liao", ("settle_entry",)),
    ("kept-lists-2021", "2021-11-02 09:00", "meng", ("propose_entry",)),
    ("catalogue", "2026-03-02 10:00", "meng", ("propose_entry",)),
    ("supplement-henan", "2022-09-01 10:00", "meng", ("propose_entry",)),
)


def test_what_an_officer_may_do_is_offered(desk: House) -> None:
    app: Any = desk.client().app
    for number, (name, upto, who, acts) in enumerate(OFFERED):
        edition = bring_edition(desk, name, upto, f"edition-{number}")
        held = EDITION.find(app.state.counter, edition)
        actor = Actor(who, PEOPLE[who][1])
        found = {d.act for d in doors(EDITION, standing(EDITION, held, desk.now), actor, desk.now) if d.is_open}
        assert set(acts) <= found, (name, upto)


def test_who_approves_has_the_text_and_the_effect_before_the_eyes_and_types_no_digest(desk: House) -> None:
    desk.bring("c1", 3)
    edition = bring_edition(desk, WHOLE, "2026-05-12 10:00")
    client, address = signed_in(desk, "an"), f"/editions/{edition}/act/approve_edition"
    page = client.get(address).text
    state = state_of(desk, edition)
    assert (hidden(page, "text"), hidden(page, "effect")) == (state.text, state.effect)
    for words in ("在规定期限内限制申请财政性资金项目", "共查看在办案件1件", "没有在办案件受影响", "上一版"):
        assert words in told(page)
    held = {name: hidden(page, name) for name in ("csrf", "key", "version", "text", "effect")}
    said = {"by_body": "部际联席会议", "on": "2026-05-12", "document": "示1号"}
    assert send(client, address, said, held).status_code == 303
    assert received(desk, "approve_edition")["effect"] == state.effect
    # On the desk it waits for the body that approves, and for nobody else.
    assert "审定机关负责人" in told(client.get("/editions").text)


def test_differences_stand_side_by_side_for_anybody_while_it_is_open_for_comment(desk: House) -> None:
    edition = bring_edition(desk, WHOLE, "2026-04-07 09:00")
    anybody = desk.client()
    assert anybody.get(f"/catalogues/{edition}").status_code == 404
    with desk.engine.begin() as connection:
        connection.execute(list_edition.update().values(mode="real"))
    page = anybody.get(f"/catalogues/{edition}?lang=en")
    assert page.status_code == 200
    said = told(page.text)
    for words in ("Differences to the edition before", "limits on entering or returning to school", "removed"):
        assert words in said
    assert "effect" not in said.casefold()
    listed = anybody.get("/catalogues").text
    assert f"/catalogues/{edition}" in listed
    # Anybody comments, without an account; who it was stays in the record.
    answer = anybody.post(
        f"/catalogues/{edition}/act/send_comment",
        data={"key": "k" * 24, "of": "public", "from": "张三", "says": "不应删除"},
    )
    assert answer.status_code == 303
    assert received(desk, "send_comment")["says"] == "不应删除"
    assert "张三" not in anybody.get(f"/catalogues/{edition}").text
    assert anybody.get(f"/catalogues/{edition}/law.yaml").status_code == 404


def test_the_law_file_is_given_out_and_its_entry_is_seen_by_the_counter(desk: House) -> None:
    edition = bring_edition(desk, WHOLE, "2026-06-01 10:00")
    client = signed_in(desk, "fa")
    given = client.get(f"/editions/{edition}/law.yaml")
    assert given.status_code == 200
    assert "general: measures-list" in given.text
    assert state_of(desk, edition).text in given.text
    page = client.get(f"/editions/{edition}").text
    assert "还没有写入" in told(page)
    # The law files hold no such edition: the form says so, and whoever sends it is refused.
    address = f"/editions/{edition}/act/enter_edition"
    shown = client.get(address).text
    assert hidden(shown, "text") == "-"
    assert "还没有写入" in told(shown)
    said, officer = {"text": "-"}, Actor("fa", ("legal-reviewer",))
    no = act(desk, edition, at("2026-06-09 09:00"), officer, "enter_edition", said, "w")
    assert no.refused is not None
    assert no.refused.code == "text_differs"
    body = {"text": state_of(desk, edition).text}
    done = act(desk, edition, at("2026-06-10 09:00"), officer, "enter_edition", body, "x")
    assert done.refused is None
    assert BOOK.instrument("measures-list", at("2026-06-10 09:00").date()).in_force_on.year == 2024
