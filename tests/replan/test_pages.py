"""The calendar-keepers' pages and the command at the terminal, in a house on a real server."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from desk import places
from desk.replan import command
from desk.training import make_training
from models.law.days import Calendar
from models.records.replans import ABANDONED, CONFIRMED, PREVIEWED
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.replanning import campaigns
from portal.app import make_app
from portal.sessions import make_account
from portal.settings import Settings
from tests.portal.house import OPENING, hidden, told
from tests.replan.keeping import BOOK, Keepers, announced
from tests.workflow.house import PATIENCE

PASSWORD = "correct horse 电池"
OFFICERS = {"yue": ("calendar-keeper",), "qian": ("head", "calendar-keeper"), "li": ("case-officer",)}


@dataclass
class Town:
    """A house with three officers and their browsers."""

    keepers: Keepers
    app: Any

    async def browser(self, who: str) -> httpx2.AsyncClient:
        web = httpx2.AsyncClient(transport=httpx2.ASGITransport(self.app), base_url="http://127.0.0.1")
        assert (await web.post("/sign-in", data={"name": who, "password": PASSWORD})).status_code == 303
        return web

    def latest(self) -> Any:
        return self.keepers.ask(campaigns)[0]


@pytest.fixture
def town(keepers: Keepers, tmp_path: Path) -> Town:
    with keepers.house.engine.begin() as connection:
        for name, roles in OFFICERS.items():
            make_account(connection, name, f"{name}员", roles, PASSWORD)
    settings = Settings(str(keepers.house.engine.url), keepers.house.server.address, tmp_path, patience=PATIENCE)
    return Town(keepers, make_app(settings, log=lambda *_, **__: None, book=BOOK))


def typed(keepers: Keepers) -> dict[str, str]:
    year = announced(keepers.house.today, free=3)
    number, on = "演练发〔2026〕1号", "2026-11-04"
    return {
        "year": str(year.year),
        "off": "\r\n".join(year.off),
        "working": "、".join(year.working),
        "number": number,
        "notice_on": on,
    }


async def post(web: httpx2.AsyncClient, page: str, to: str, **fields: str) -> httpx2.Response:
    shown = (await web.get(page)).text
    held = {name: hidden(shown, name) for name in ("csrf", "digest") if f'name="{name}"' in shown}
    return await web.post(to, data={**held, **fields})


async def test_year_entered_shown_and_confirmed_by_another(town: Town) -> None:
    keepers = town.keepers
    await keepers.house.walk("training-a", 4)
    yue, qian = await town.browser("yue"), await town.browser("qian")
    assert "/replan" in (await yue.get("/")).text
    answer = await post(yue, "/replan", "/replan", **typed(keepers))
    assert answer.status_code == 303, told(answer.text)
    page = answer.headers["location"]
    await keepers.reach(town.latest().id, PREVIEWED)
    assert town.latest().announced.notice == "演练发〔2026〕1号（2026-11-04）"
    shown = told((await yue.get(page)).text)
    assert "陈述申辩期限" in shown
    assert "推后" in shown
    own = await post(yue, page, f"{page}/confirm")
    assert own.status_code == 422
    assert "同一人" in told(own.text)
    assert "已告知当事人的期限不缩短" in told(own.text)
    wrong = await post(qian, page, f"{page}/confirm", digest="0" * 64)
    assert "不是现在的预览" in told(wrong.text)
    assert town.latest().standing == PREVIEWED
    assert (await post(qian, page, f"{page}/confirm")).headers["location"] == page
    assert town.latest().standing == CONFIRMED
    english = told((await qian.get(f"{page}?lang=en")).text)
    assert "Confirmed by qian员" in english

    opened = await post(await town.browser("li"), "/new", "/new", **OPENING, key="k" * 20)
    assert opened.status_code == 303, told(opened.text)
    new = opened.headers["location"].split("/")[2]
    assert pinned(keepers, new).year(town.latest().announced.year).notice == "演练发〔2026〕1号（2026-11-04）"


async def test_wrong_year_is_told_in_one_sentence_and_kept_on_the_form(town: Town) -> None:
    yue, li = await town.browser("yue"), await town.browser("li")
    for changed, says in (
        ({"off": "元旦"}, "日期无法辨认"),
        ({"notice_on": "昨天"}, "通知日期"),
        ({"year": "明年"}, "年份"),
        ({"number": " "}, "放假通知文号"),
    ):
        answer = await post(yue, "/replan", "/replan", **{**typed(town.keepers), **changed})
        assert answer.status_code == 422
        assert says in told(answer.text)
        assert next(iter(changed.values())).strip() in answer.text
    assert 'action="/replan"' not in (await li.get("/replan")).text
    crossed = await post(li, "/", "/replan", **typed(town.keepers))
    assert crossed.status_code == 403
    assert "您的岗位不能办理" in told(crossed.text)
    assert town.keepers.ask(campaigns) == ()


async def test_abandoned_on_the_page(town: Town) -> None:
    yue = await town.browser("yue")
    page = (await post(yue, "/replan", "/replan", **typed(town.keepers))).headers["location"]
    second = await post(yue, page, "/replan", **typed(town.keepers))
    assert "已有一次期限重算正在进行" in told(second.text)
    assert (await post(yue, page, f"{page}/abandon")).status_code == 303
    assert town.latest().standing == ABANDONED
    assert (await yue.get("/replan/nothing")).status_code == 404
    late = await post(yue, "/replan", f"{page}/abandon")
    assert late.status_code == 422
    assert "没有待核对的预览" in told(late.text)


async def test_a_record_with_an_announced_year_begins_its_first_case_by_it(keepers: Keepers) -> None:
    year = announced(keepers.house.today, free=3)
    shown = await keepers.shown("one", year)
    await keepers.confirm("one", shown.preview_sha256)
    made = make_training(keepers.house.engine, BOOK)
    assert sum("calendar keeper" in post for _, _, post in made) >= 2
    first = keepers.ask(lambda c: c.execute(select(t.case_file.c.id)).scalar_one())
    assert pinned(keepers, first).year(year.year).notice == year.notice


def pinned(keepers: Keepers, case_id: str) -> Calendar:
    found = select(t.pin.c.content).join(t.case_file, t.case_file.c.calendar_version == t.pin.c.version)
    return unpack(Calendar, keepers.ask(lambda c: c.execute(found.where(t.case_file.c.id == case_id)).scalar_one()))


async def at_terminal(*words: str, typed: str = PASSWORD) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, command, list(words), f"{typed}\n")


async def test_the_same_at_a_terminal(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keepers = town.keepers
    monkeypatch.setenv(places.RECORD_URL, str(keepers.house.engine.url))
    monkeypatch.setenv(places.TEMPORAL_ADDRESS, keepers.house.server.address)
    monkeypatch.setenv(places.DATA, str(tmp_path))
    await keepers.house.walk("training-a", 4)
    said = typed(keepers)
    entry = ["preview", "--year", said["year"], "--notice", said["number"], "--notice-on", said["notice_on"]]
    entry += [word for day in said["off"].split() for word in ("--off", day)]
    entry += [word for day in said["working"].split("、") for word in ("--working", day)]

    wrong = await at_terminal(*entry, "--by", "yue", typed="guessed")
    assert wrong.exit_code == 1
    assert "password is wrong" in wrong.output
    refused = await at_terminal(*entry, "--by", "li")
    assert (refused.exit_code, "not_authorised" in refused.output) == (1, True)
    entered = await at_terminal(*entry, "--by", "yue")
    assert entered.exit_code == 0, entered.output
    assert "statement period" in entered.output.lower()
    digest = re.findall(r"[0-9a-f]{64}", entered.output)[-1]
    replan_id = town.latest().id
    await keepers.house.client.get_workflow_handle(f"replan/{replan_id}").terminate()
    assert replan_id in (await at_terminal("go-on")).output
    own = await at_terminal("confirm", replan_id, "--digest", digest, "--by", "yue")
    assert (own.exit_code, "same_person" in own.output) == (1, True)
    confirmed = await at_terminal("confirm", replan_id, "--digest", digest, "--by", "qian")
    assert confirmed.exit_code == 0, confirmed.output
    late = await at_terminal("abandon", replan_id, "--by", "qian")
    assert (late.exit_code, "step_not_open" in late.output) == (1, True)
    assert replan_id in (await at_terminal("status")).output
    assert (await at_terminal("status", "nothing")).exit_code == 1


async def test_who_may_not_confirm_sees_the_effect_and_no_button(town: Town) -> None:
    page = (await post(await town.browser("yue"), "/replan", "/replan", **typed(town.keepers))).headers["location"]
    await town.keepers.reach(town.latest().id, PREVIEWED)
    shown = (await (await town.browser("li")).get(page)).text
    assert "等待另一人核对确认" in told(shown)
    assert "/confirm" not in shown
    assert "/abandon" not in shown
