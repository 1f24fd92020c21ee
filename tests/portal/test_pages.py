"""What officers read: every page in both languages, what is masked, and who looked."""

from __future__ import annotations

import hashlib
import re

import pytest
from starlette.testclient import TestClient

from models.steps.forms import FIELDS
from models.tables import schema as t
from portal.deciding import ELSEWHERE
from tests.portal.house import NAMES, NUMBERS, OPENING, W1, House, at, hidden, send, sheet, signed_in, told
from tests.widths import NIGHT

CASE = "training-2026-TESTCASE01"
ALL = len(W1.events)
PERSON = NUMBERS[1]


def pages_of(house: House, case_id: str) -> list[str]:
    commands = [row.key for row in house.rows(t.command) if row.case_id == case_id]
    acts = [a for a in FIELDS if a not in ELSEWHERE]
    return [
        "/", "/?tab=running", "/?tab=done", "/new", f"/case/{case_id}",
        *(f"/case/{case_id}/act/{a}" for a in acts),
        *(f"/case/{case_id}/errand/{k}" for k in commands),
    ]  # fmt: skip


STAGES = (1, 4, 8, 12, 14, 17, 20, ALL)
READERS = (("li", "zh"), ("qian", "en"))


def read_by(reader: int, stage: int, addresses: list[str]) -> list[str]:
    """By day the readers share the pages of a stage, and change halves at the next; at night each reads all."""
    return [a for n, a in enumerate(addresses) if NIGHT or (n + stage + reader) % 2 == 0]


def test_between_them_the_readers_read_every_page_of_every_stage_and_every_act_in_both_languages() -> None:
    addresses = [f"/{n}" for n in range(9)]
    for stage in range(len(STAGES)):
        assert {a for reader in range(2) for a in read_by(reader, stage, addresses)} == set(addresses)
    for reader in range(2):
        assert {a for stage in range(2) for a in read_by(reader, stage, addresses)} == set(addresses)


@pytest.mark.parametrize("upto", STAGES)
def test_every_page_opens_at_every_stage_in_both_languages(house: House, upto: int) -> None:
    house.bring(CASE, upto)
    for reader, (who, lang) in enumerate(READERS):
        client = signed_in(house, who)
        client.get("/", params={"lang": lang})
        for address in read_by(reader, STAGES.index(upto), pages_of(house, CASE)):
            answer = client.get(address)
            assert answer.status_code == 200, (address, lang)
            assert PERSON not in answer.text, address
    assert not [line for line in house.lines if "fault" in line]


def test_an_english_page_has_no_chinese_of_its_own(house: House) -> None:
    house.bring(CASE, 12)
    client = signed_in(house, "li")
    client.get("/?lang=en")
    page = client.get(f"/case/{CASE}/act/draft_decision").text
    main = re.sub(r"(?s)<footer.*", "", page[page.index("<main") :])
    main = re.sub(r'<cite>.*?</cite>|<p class="tongue">.*?</p>', "", main)
    assert not re.search(r"[一-鿿]", told(main)), told(main)


def test_the_language_is_remembered_and_chinese_goes_first(house: House) -> None:
    client = signed_in(house, "li")
    assert 'lang="zh-CN"' in client.get("/").text
    client.get("/?lang=en")
    assert '<html lang="en">' in client.get("/new").text
    client.get("/?lang=zh")
    assert '<html lang="zh-CN">' in client.get("/new").text


@pytest.mark.parametrize(
    ("mode", "word"), [("training", "训练案件"), ("real", "真实案件"), ("rehearsal", "演练案件")]
)
def test_every_page_of_a_case_bears_its_mode(house: House, mode: str, word: str) -> None:
    house.bring(CASE, 1)
    with house.engine.begin() as connection:
        connection.execute(t.case_file.update().values(mode=mode))
    client = signed_in(house, "li")
    key = house.rows(t.command)[0].key
    for address in ("", "/act/draft_notice", "/act/publish", f"/errand/{key}"):
        page = client.get(f"/case/{CASE}{address}").text
        assert word in page, address
        assert ("不具法律效力" in page) == (mode != "real")
    for address in ("/", "/?tab=running"):
        assert word in client.get(address).text, address


def test_a_case_page_is_recorded_before_it_is_shown(house: House) -> None:
    house.bring(CASE, 2)
    signed_in(house, "li").get(f"/case/{CASE}")
    assert [(r.account, r.case_id, r.what) for r in house.rows(t.access)] == [("li", CASE, "case")]


def test_where_the_look_up_cannot_be_recorded_nothing_is_shown(house: House) -> None:
    house.bring(CASE, 2)
    client = signed_in(house, "li")
    with house.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON access BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    answer = client.get(f"/case/{CASE}")
    assert answer.status_code == 503
    assert NAMES[0] not in answer.text


def test_an_identity_number_is_masked_until_it_is_asked_for_and_then_recorded(house: House) -> None:
    house.bring(CASE, 2)
    client = signed_in(house, "li")
    page = client.get(f"/case/{CASE}").text
    assert PERSON not in page
    assert "140*************1X" in page
    full = client.post(f"/case/{CASE}/party/p2/number", data={"csrf": hidden(page, "csrf")})
    assert PERSON in full.text
    assert ("li", CASE, "id_number:p2") in [(r.account, r.case_id, r.what) for r in house.rows(t.access)]


def test_a_paper_is_served_by_its_id_after_the_look_up_is_recorded(house: House) -> None:
    house.bring(CASE, 4)
    content = b"%PDF-1.7 example"
    digest = hashlib.sha256(content).hexdigest()
    (house.settings.papers / f"{digest}.pdf").write_bytes(content)
    row = {
        "id": "paper-1", "case_id": CASE, "act_seq": 4, "command_key": "k", "kind": "notice",
        "symbol": "示人社失信告字〔2026〕第1号", "made_on": W1.events[3].at.date(), "sha256": digest, "pages": 2,
    }  # fmt: skip
    with house.engine.begin() as connection:
        connection.execute(t.document.insert().values(**row))
        connection.execute(
            t.document.insert().values(**{**row, "id": "lost", "kind": "decision", "sha256": "0" * 64})
        )
    client = signed_in(house, "li")
    assert '/paper/paper-1"' in client.get(f"/case/{CASE}").text
    answer = client.get("/paper/paper-1")
    assert (answer.content, answer.headers["content-type"]) == (content, "application/pdf")
    assert "paper:paper-1" in [r.what for r in house.rows(t.access)]
    assert client.get("/paper/lost").status_code == 404
    assert client.get("/paper/none").status_code == 404


def test_the_worklist_shows_what_waits_for_whom(house: House) -> None:
    house.bring(CASE, 3)
    assert "批准告知书" in told(signed_in(house, "qian").get("/").text)
    assert "没有等您办理的案件" in told(signed_in(house, "sun").get("/").text)
    assert CASE in signed_in(house, "sun").get("/?tab=running").text


def test_the_head_who_drafted_is_told_why_another_must_approve(house: House) -> None:
    house.bring(CASE, 2)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    assert "同一人不能既办理前一环节又办理这一环节" in page
    assert "本系统办理规则 H-5" in page


@pytest.mark.parametrize(
    ("now", "word"),
    [("2025-10-09 10:00", "正常"), ("2025-10-22 10:00", "临期"), ("2025-10-27 10:00", "超期")],
)
def test_a_deadline_is_told_by_word_and_colour(house: House, now: str, word: str) -> None:
    house.bring(CASE, 6)
    house.now = at(now)
    page = signed_in(house, "li").get(f"/case/{CASE}").text
    block = re.search(r"(?s)作出决定期限.*?</summary>", page[page.index("<h2>期限") :])
    assert block is not None
    light = {"正常": "normal", "临期": "near", "超期": "over"}[word]
    assert f'<span class="light {light}">{word}</span>' in block.group()


def test_a_deadline_is_explained_day_by_day_with_its_article(house: House) -> None:
    house.bring(CASE, 6)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    assert "2025年9月24日为开始的当日，不计入" in page
    assert "2025年9月30日为工作日，为第4个工作日" in page or "第5个工作日" in page
    assert "第6条" in page


def test_the_closed_case_keeps_all_that_happened(house: House) -> None:
    house.bring(CASE, ALL)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    for word in (
        "立案",
        "已移出",
        "陈述申辩期限届满",
        "期限届满（系统）",
        "终止公示",
        "未予办理的记录",
        "还没有到可以申请提前移出的日子",
    ):
        assert word in page, word
    assert CASE in signed_in(house, "li").get("/?tab=done").text


def test_every_answer_bears_the_security_headers(house: House) -> None:
    client = signed_in(house, "li")
    for address in ("/", "/sign-in", "/nowhere", "/healthz", "/static/own.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        for part in (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ):
            assert part in policy
        assert "script" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/").headers["cache-control"] == "no-store"
    assert "style=" not in client.get("/").text


def test_health_tells_each_part(house: House) -> None:
    client = house.client()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"record": "ok", "temporal": "away", "worker": "not-checked"}


def test_what_is_not_there_is_told_in_both_languages(house: House) -> None:
    client = signed_in(house, "li")
    for address in ("/case/none", "/case/none/act/draft_notice", "/nowhere", "/?tab=none"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert re.search(r"没有这", answer.text)
        assert "no such" in answer.text
    house.bring(CASE, 1)
    assert client.get(f"/case/{CASE}/act/open_case").status_code == 404
    assert client.get(f"/case/{CASE}/errand/nothing").status_code == 404
    assert client.get("/new/").status_code in (307, 404)
    assert client.post("/").status_code == 405


def test_no_log_line_holds_a_name_or_a_number(house: House) -> None:
    house.bring(CASE, 6)
    client = signed_in(house, "li")
    walk_all(house, client)
    lines = "\n".join(house.lines)
    assert "/case/{case_id}" in lines
    for secret in (*NAMES, *NUMBERS, "李承办", "correct horse", client.cookies["duecourse"]):
        assert secret not in lines


def walk_all(house: House, client: TestClient) -> None:
    for address in pages_of(house, CASE):
        client.get(address)
    client.post(f"/case/{CASE}/party/p2/number", data={"csrf": hidden(client.get("/").text, "csrf")})
    client.get(f"/case/{NAMES[1]}")
    client.get(f"/{NUMBERS[1]}")
    send(client, "/new", {**OPENING, "parties[1].uscc": ""}, sheet(client, "/new"))
