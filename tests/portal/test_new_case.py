"""Opening a case: under which list, with which supplements, and what each asks for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from models.law.regimes import Law
from models.tables import schema as t
from models.tables.packing import unpack
from tests.portal.house import NUMBERS, OPENING, House, hidden, send, sheet, signed_in, told

SAMR = "samr-serious-illegal"
UNDER_SAMR: dict[str, Any] = {
    **{k: v for k, v in OPENING.items() if not k.startswith("parties[2]")},
    "regime": SAMR,
    "shown": SAMR,
    "grounds": "SAMR-5",
    "basis.kind": "penalty-decision",
    "basis.status": "proposed",
    "parties[1].role": "offender",
    "count": "1",
}


def law_of(house: House) -> Law:
    versions = [row.law_version for row in house.rows(t.case_file)]
    content = next(row.content for row in house.rows(t.pin) if row.version == versions[-1])
    return unpack(Law, content)


def test_every_list_in_force_may_be_chosen_and_what_was_typed_is_kept(house: House) -> None:
    client = signed_in(house, "li")
    page = client.get("/new").text
    assert 'value="mohrss-wages" selected' in page
    assert f'value="{SAMR}"' in page
    assert 'name="local" value="huangshi"' in page
    assert "basis.penalties" not in page
    chosen = send(client, "/new", {**OPENING, "regime": SAMR, "choose": "1"})
    assert chosen.status_code == 200
    assert hidden(chosen.text, "shown") == SAMR
    assert 'value="heavy-fine"' in chosen.text
    assert 'value="proposed"' in chosen.text
    assert 'value="offender"' in chosen.text
    assert 'value="employer"' not in chosen.text
    assert f'value="{NUMBERS[0]}"' in chosen.text
    assert not house.rows(t.command)


def test_a_list_changed_after_the_form_was_made_opens_nothing(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "regime": SAMR, "shown": "mohrss-wages"})
    assert answer.status_code == 200
    assert "SAMR-5" in answer.text
    assert not house.rows(t.command)


def test_a_case_is_opened_under_the_list_and_supplement_chosen(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**UNDER_SAMR, "local": "huangshi", "shown": f"{SAMR}+huangshi"})
    assert answer.status_code == 303, told(answer.text)
    row = house.rows(t.case_file)[0]
    assert row.regime == SAMR
    law = law_of(house)
    assert law.says("objection-suspends-measures")
    assert law.says("notice-merged")
    body = json.loads(house.rows(t.command)[0].body)
    assert body["basis"]["status"] == "proposed"
    assert "已收到，尚未办理" in told(client.get(answer.headers["location"]).text)


def test_without_a_supplement_none_applies(house: House) -> None:
    assert send(signed_in(house, "li"), "/new", UNDER_SAMR).status_code == 303
    assert not law_of(house).says("objection-suspends-measures")


def test_a_list_that_is_not_held_is_not_opened_under(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "regime": "no-such-list", "shown": "no-such-list"})
    assert answer.status_code == 200
    assert hidden(answer.text, "shown") == "mohrss-wages"
    assert not house.rows(t.command)


def test_an_opening_that_was_refused_is_mended_under_its_own_list(house: House) -> None:
    client = signed_in(house, "li")
    send(client, "/new", {**UNDER_SAMR, "basis.status": "final", "basis.effective_on": "", "local": "huangshi",
                          "shown": f"{SAMR}+huangshi"})  # fmt: skip
    row = house.rows(t.command)[0]
    assert row.outcome == "refused"
    page = client.get(f"/new?again={row.key}").text
    assert hidden(page, "shown") == f"{SAMR}+huangshi"
    assert 'value="SAMR-5" checked' in page


def test_new_facts_go_with_the_opening(house: House) -> None:
    client = signed_in(house, "li")
    send(client, "/new", {**OPENING, "new_facts": "另有新的欠薪事实"})
    assert json.loads(house.rows(t.command)[0].body)["new_facts"] == "另有新的欠薪事实"


def test_an_opening_keeps_what_was_typed_when_it_is_told_in_the_other_language(house: House) -> None:
    client = signed_in(house, "li")
    held = sheet(client, "/new")
    answer = client.post("/new?lang=en", data={**held, **OPENING, "parties[2].name": "", "retell": "faults"})
    assert '<html lang="en">' in answer.text
    assert f'value="{NUMBERS[1]}"' in answer.text
    assert "Please fill this in." in answer.text
    assert hidden(answer.text, "key") == held["key"]
    assert not house.rows(t.command)


def test_the_law_of_the_day_the_conduct_ended_comes_with_the_case(house: House) -> None:
    """Ended before the rules of restoration of 2026-04-01: the case carries the edition before them too."""
    client, turn = signed_in(house, "li"), date(2026, 4, 1)
    assert send(client, "/new", OPENING).status_code == 303
    assert law_of(house).reaches_on == turn
    answer = send(client, "/new", {**OPENING, "basis.conduct_ended_on": "2026-03-01"})
    assert answer.status_code == 303, told(answer.text)
    law = law_of(house)
    assert law.reaches_on < date(2026, 3, 1)
    assert [change.on for change in law.changes] == [turn]
    assert [row.outcome for row in house.rows(t.command)] == ["received", "received"]


def test_a_conduct_said_to_end_after_today_opens_nothing_and_says_why(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "basis.conduct_ended_on": "2099-01-01"})
    page = client.get(answer.headers["location"] + "?lang=en").text
    assert "the day lies in the future" in told(page)
    assert [row.outcome for row in house.rows(t.command)] == ["refused"]
