"""What the record adds to the roads beside the straight one: earlier listings, stays, a case reopened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from activities.verifying import verify
from models.law.days import SHANGHAI
from models.records.acts import Refused
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.receiving import Sent
from tests.record.house import ACTS, House

OFFICER, PUBLISHER, HEAD = Actor("li", ("case-officer",)), Actor("sun", ("publisher",)), Actor("qian", ("head",))
STAY = {"by_body": "示例县人民法院", "document": "裁定书"}
PUBLISHED = max(n for n, e in enumerate(ACTS) if e.act == "publish")


def ask(house: House, case_id: str, by: Actor, act: str, at: str, **body: Any) -> Refused | None:
    moment = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
    sent = Sent(f"{case_id}-{act}-{at}", case_id, act, by, body, 0, legal_at=moment)
    return house.send(sent).refused


def channels(house: House, case_id: str) -> dict[str, tuple[str, str | None]]:
    found = select(t.publication).where(t.publication.c.case_id == case_id)
    return {r.channel: (r.desired, r.until and r.until.isoformat()) for r in house.all(found)}


def test_a_stay_withdraws_every_channel_and_its_end_brings_them_back(house: House) -> None:
    house.play("c", until=PUBLISHED + 1)
    shown = channels(house, "c")
    assert {wish for wish, _ in shown.values()} == {"shown"}
    assert ask(house, "c", OFFICER, "impose_stay", "2025-11-10 09:00", **STAY, on="2025-11-10") is None
    assert set(channels(house, "c").values()) == {("withdrawn", "2025-11-10")}
    assert ask(house, "c", OFFICER, "lift_stay", "2025-11-20 09:00", **STAY, on="2025-11-20") is None
    assert set(channels(house, "c").values()) == {("shown", None)}
    assert verify(house.engine) == []


def test_an_earlier_revocation_bars_another_case_of_the_same_unit(house: House) -> None:
    house.play("c", until=PUBLISHED + 1)
    revoked = {"on": "2025-11-10", "by_body": "示例市人民政府", "document": "复议决定书"}
    assert ask(house, "c", OFFICER, "revoke_basis", "2025-11-10 09:00", **revoked) is None
    house.open("d")
    opening = dict(ACTS[0].body)
    refused = ask(house, "d", OFFICER, "open_case", "2025-11-11 09:00", **opening)
    assert refused is not None
    assert (refused.code, refused.detail) == ("relisting_barred", {"why": "same_document"})
    other = {**opening, "basis": {**opening["basis"], "number": "示人社监令字〔2025〕第99号"}}
    refused = ask(house, "d", OFFICER, "open_case", "2025-11-11 10:00", **other)
    assert refused is not None
    assert refused.detail == {"why": "same_ground"}
    assert ask(house, "d", OFFICER, "open_case", "2025-11-11 11:00", **other, new_facts="新的拖欠") is None
    # What was known is kept with the act: the case can be judged again from its own record.
    assert house.acts("d")[-1].facts["earlier"][0]["procedural"] is False
    assert verify(house.engine) == []


def test_another_unit_is_not_barred(house: House) -> None:
    house.play("c", until=PUBLISHED + 1)
    revoked = {"on": "2025-11-10", "by_body": "示例市人民政府", "document": "复议决定书"}
    assert ask(house, "c", OFFICER, "revoke_basis", "2025-11-10 09:00", **revoked) is None
    house.open("d")
    opening = dict(ACTS[0].body)
    parties = [{**opening["parties"][0], "uscc": "91140100MA0TE6014B"}, *opening["parties"][1:]]
    assert ask(house, "d", OFFICER, "open_case", "2025-11-11 09:00", **{**opening, "parties": parties}) is None


def test_false_papers_open_a_closed_case_again(house: House) -> None:
    house.play("c")
    closed = select(t.case_file.c.closed).where(t.case_file.c.id == "c")
    assert house.value(closed) is True
    said = {"on": "2026-08-03", "serious": True}
    assert ask(house, "c", HEAD, "find_false_materials", "2026-08-03 09:00", **said) is None
    assert house.value(closed) is False
    assert {wish for wish, until in channels(house, "c").values() if until is None} == {"shown"}
    assert verify(house.engine) == []
