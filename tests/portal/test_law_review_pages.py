"""Confirming law at the counter: one proposes, another signed in as himself confirms; only then it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.law.days import law_day
from models.law.reviewing import unreviewed
from models.tables import schema as t
from models.tables.reviewing import confirmed
from portal.wording import Speech
from tests.law.reviewed import ON, WAGES, confirm
from tests.portal.house import BOOK, House, hidden, signed_in, told

TEXT = BOOK.instrument(WAGES, ON)
PAGE = f"/law/review/{WAGES}"
KEYS = ("rules.notice", "periods.statement_period")
SOME = tuple(v for v in TEXT.values if v.key in KEYS)
SEEN = {"gazette": "示例公报2022年第9号", "page": "31", "gazette_on": "2022-03-30"}
CASE = "real-2026-REVIEW01"


def said_on(page: str) -> str:
    """The text of a page, with no blank behind full-width points."""
    return re.sub(r"\s*([：，])\s*", r"\1", told(page))


def clock(house: House) -> str:
    """The house's instant as a page writes it."""
    return Speech("zh").instant(house.now)


def stands(house: House) -> frozenset[str]:
    with house.engine.connect() as connection:
        return confirmed(connection)


def proposed(client: TestClient, kind: str = "confirm", **said: Any) -> Any:
    typed = {"kind": kind, "value": list(KEYS), **SEEN, **said, "csrf": hidden(client.get(PAGE).text, "csrf")}
    return client.post(PAGE, data=typed)


def ended(client: TestClient, address: str, how: str = "confirm", **said: str) -> Any:
    page = client.get(address).text
    shown = re.search(r'name="shown" value="([0-9a-f]+)"', page)
    typed = {"csrf": hidden(page, "csrf"), "shown": shown.group(1) if shown else "", **said}
    return client.post(f"{address}/{how}", data=typed)


def test_nobody_reviews_without_signing_in(house: House) -> None:
    for address in ("/law/review", PAGE, "/law/proposal/x"):
        answer = house.client().get(address)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")


def test_the_pages_of_the_law_lead_there(house: House) -> None:
    client = signed_in(house, "zhao")
    assert 'href="/law/review?on=2026-06-01"' in client.get("/law?on=2026-06-01").text
    assert f'href="{PAGE}?on=2026-06-01"' in client.get(f"/law/{WAGES}?on=2026-06-01").text
    assert "/law/review" not in house.client().get("/law").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_show_every_value_nobody_has_confirmed(house: House, lang: str) -> None:
    client = signed_in(house, "zhao")
    overview = client.get("/law/review", params={"lang": lang}).text
    for regime in BOOK.regimes:
        assert f'href="/law/review/{regime}?on={law_day(house.now)}"' in overview
    for name in BOOK.instruments:
        page = client.get(f"/law/review/{name}", params={"lang": lang})
        assert page.status_code == 200
        for value in unreviewed((BOOK.instrument(name, ON),), frozenset()):
            assert f">{value.key}<" in page.text, (name, value.key)
            assert (f'name="value" value="{value.key}"' in page.text) == value.is_read, (name, value.key)
    assert not [line for line in house.lines if "fault" in line]


def test_it_counts_when_another_person_has_confirmed_it_and_not_before(house: House) -> None:
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    answer = proposed(one)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert stands(house) == frozenset()
    page = told(one.get(address).text)
    assert "等待另一人确认" in page
    assert "由您以外的另一人以本人账号确认" in page
    assert "已逐字对照公报，确认" not in page
    assert f'href="{address}"' in other.get("/law/review").text
    page = said_on(other.get(address).text)
    assert "示例公报2022年第9号，第31页，2022-03-30" in page
    assert "amount: 5；from: notice-served；roll: forward；unit: working-day" in page
    answer = ended(other, address)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert stands(house) == {v.sha256 for v in SOME}
    assert "已由第二人确认 钱负责" in told(other.get(address).text)
    page = said_on(other.get(PAGE).text)
    assert f"示例公报2022年第9号，第31页，2022-03-30 赵法审、钱负责 {clock(house)}" in page
    (row, _) = house.rows(t.law_confirmation)
    assert (row.confirmed_by, row.beside) == ("zhao", "qian")


def test_one_person_is_not_two(house: House) -> None:
    client = signed_in(house, "zhao")
    address = proposed(client).headers["location"]
    shown = hidden(signed_in(house, "qian").get(address).text, "shown")
    answer = ended(client, address, shown=shown)
    assert answer.status_code == 403
    assert "核对条文须由两个不同的人共同作出。" in told(answer.text)
    assert "H-8" in told(answer.text)
    assert stands(house) == frozenset()
    answer = client.post(f"{address}/confirm?lang=en", data={"csrf": hidden(answer.text, "csrf"), "shown": shown})
    assert "Law is confirmed by two different people." in told(answer.text)


def test_another_post_looks_and_neither_proposes_nor_confirms(house: House) -> None:
    address = proposed(signed_in(house, "zhao")).headers["location"]
    officer = signed_in(house, "wang")
    page = officer.get(PAGE).text
    assert "checkbox" not in page
    assert "法制审核" in told(page)
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    shown = hidden(signed_in(house, "qian").get(address).text, "shown")
    for to, typed in (
        (PAGE, {"kind": "confirm", "value": list(KEYS), **SEEN}),
        (f"{address}/confirm", {"shown": shown}),
        (f"{address}/abandon", {}),
    ):
        answer = officer.post(to, data={**typed, "csrf": csrf})
        assert answer.status_code == 403
        assert "您的岗位不能办理这一事项" in told(answer.text)
    assert stands(house) == frozenset()
    assert [len(house.rows(x)) for x in (t.law_proposal, t.law_proposal_end)] == [1, 0]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"gazette": " "}, "填写项：公报期号"),
        ({"page": ""}, "填写项：页码"),
        ({"page": "3" * 33}, "填写过长"),
        ({"gazette_on": ""}, "填写项：公报日期"),
        ({"gazette_on": "2022-02-30"}, "请填写日期"),
        ({"gazette_on": "2999-01-01"}, "日期在今天之后"),
        ({"value": []}, "没有选定条文"),
        ({"value": ["rules.nothing"]}, "没有选定条文"),
        ({"kind": "withdraw", "reason": "看错"}, "没有选定条文"),
    ],
)
def test_what_is_not_filled_in_rightly_is_refused_and_kept(house: House, said: dict[str, Any], why: str) -> None:
    answer = proposed(signed_in(house, "zhao"), **said)
    assert answer.status_code == 422
    page = said_on(answer.text)
    assert why in page
    assert "您填写的内容都保留在下面" in page
    kept = {**SEEN, **said}["gazette"]
    assert not kept.strip() or f'value="{kept}"' in unescape(answer.text)
    assert house.rows(t.law_proposal) == []


def test_what_is_not_the_gazettes_words_is_refused_though_it_is_sent(house: House) -> None:
    unread = next(v for v in BOOK.instrument("order-36", ON).values if not v.is_read)
    client = signed_in(house, "zhao")
    typed = {"value": unread.key, **SEEN, "csrf": hidden(client.get(PAGE).text, "csrf")}
    answer = client.post("/law/review/order-36", data=typed)
    assert answer.status_code == 422
    assert "所存条文不是公报原文" in told(answer.text)


def test_a_proposal_is_given_up_and_is_over(house: House) -> None:
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    address = proposed(one).headers["location"]
    shown = hidden(other.get(address).text, "shown")
    assert ended(one, address, "abandon").status_code == 303
    assert "已放弃，没有变动" in told(one.get(address).text)
    csrf = hidden(other.get("/").text, "csrf")
    answer = other.post(f"{address}/confirm", data={"csrf": csrf, "shown": shown})
    assert (answer.status_code, "这一提议已经办结" in told(answer.text)) == (422, True)
    assert stands(house) == frozenset()


def test_a_form_without_the_sessions_token_does_nothing(house: House) -> None:
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    address = proposed(one).headers["location"]
    assert proposed(one, csrf="x").status_code in (303, 403)
    assert ended(other, address, csrf="x").status_code == 403
    assert stands(house) == frozenset()


def test_a_value_changed_since_it_was_proposed_is_not_confirmed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    address = proposed(one).headers["location"]
    changed = replace(SOME[0], content=SOME[0].content.replace("当事人", "有关当事人"))
    monkeypatch.setitem(vars(TEXT), "values", tuple(changed if v.key == changed.key else v for v in TEXT.values))
    assert "提出之后条文已有变动" in told(other.get(address).text)
    answer = ended(other, address)
    assert answer.status_code == 422
    assert f"所填内容：{changed.key}" in said_on(answer.text)
    assert stands(house) == frozenset()


def test_a_confirmation_is_withdrawn_by_two_and_the_open_real_cases_are_told_first(house: House) -> None:
    confirm(house.engine, SOME)
    now = house.now
    house.bring(CASE, 2, mode="training")
    with house.engine.begin() as connection:
        connection.execute(t.case_file.update().values(mode="real"))
    house.now = now
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    answer = proposed(one, "withdraw", value=[SOME[0].sha256], reason="把期限看错了一行")
    address = answer.headers["location"]
    page = other.get(address).text
    assert "受影响的在办真实案件：1" in said_on(page)
    assert f'<a href="/case/{CASE}">' in page
    assert "Open real cases that rest on this text: 1" in told(other.get(f"{address}?lang=en").text)
    assert stands(house) == {v.sha256 for v in SOME}

    with house.engine.begin() as connection:
        connection.execute(t.case_file.update().values(closed=True))
    stale = other.post(f"{address}/confirm", data={"csrf": hidden(page, "csrf"), "shown": hidden(page, "shown")})
    assert "请重新查看后再确认" in told(stale.text) or "look again" in told(stale.text)
    assert ended(one, address).status_code == 403
    assert ended(other, address).status_code == 303
    assert stands(house) == {SOME[1].sha256}
    page = other.get(f"{PAGE}?lang=zh").text
    assert f"已撤回 {clock(house)} 赵法审、钱负责：把期限看错了一行" in said_on(page)
    assert any(v.key == SOME[0].key for v in unreviewed((TEXT,), stands(house)))


def test_a_withdrawal_needs_its_reason(house: House) -> None:
    confirm(house.engine, SOME)
    answer = proposed(signed_in(house, "qian"), "withdraw", value=[SOME[0].sha256], reason=" ")
    assert answer.status_code == 422
    assert "填写项：理由" in said_on(answer.text)


def test_the_log_holds_nothing_of_what_was_typed(house: House) -> None:
    confirm(house.engine, SOME)
    one, other = signed_in(house, "zhao"), signed_in(house, "qian")
    address = proposed(one, "withdraw", value=[SOME[0].sha256], reason="因某人看错").headers["location"]
    ended(other, address)
    said = "\n".join(house.lines)
    for word in ("因某人看错", "示例公报", "zhao", "qian", "赵", address.rpartition("/")[2]):
        assert word not in said


def test_what_is_not_there_is_not_found(house: House) -> None:
    client = signed_in(house, "zhao")
    for address in ("/law/review/nothing", "/law/proposal/nothing"):
        assert client.get(address).status_code == 404
    csrf = hidden(client.get("/").text, "csrf")
    assert client.post("/law/proposal/nothing/confirm", data={"csrf": csrf}).status_code == 404
