"""New law reaches a running case: one transaction is the act, and all that reads the record switches at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from activities.gathering import Order, gather
from activities.record import Record
from activities.verifying import verify
from desk.migrating import migrate
from desk.recalling import announced_in, recall
from desk.replay import replay_record
from desk.replaying import replay
from models.contracts.errands import RecordReply, RecordRequest
from models.law.regimes import Law
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, keep_law, open_file
from models.tables.starting import start_of_case
from tests.record.house import ACTS, BOOK, CALENDAR, LAW, House
from tests.steps.test_announcing import longer, numbered

ZHAO = Actor("zhao", ("legal-reviewer",))
SERVICE = [e.act for e in ACTS].index("record_service")
NEW = longer(LAW)
LATER = longer(LAW, 9)


def hold(house: House, *laws: Law) -> None:
    with house.engine.begin() as connection:
        for law in laws:
            keep_law(connection, law)


def announcement(case_id: str, law: Law, at: datetime, key: str = "") -> Sent:
    body = {"version": law.version, "confirmed_by": "qian"}
    return Sent(key or f"law:{law.version}:{case_id}", case_id, "announce_law", ZHAO, body, 0, legal_at=at)


def announce(house: House, case_id: str, law: Law, at: datetime, key: str = "") -> RecordReply:
    return house.send(announcement(case_id, law, at, key))


def pinned(house: House, case_id: str) -> str:
    return str(house.value(select(t.case_file.c.law_version).where(t.case_file.c.id == case_id)))


def before(number: int) -> datetime:
    return ACTS[number].at - timedelta(minutes=1)


def whole_road(house: House) -> None:
    """The notice is served under the law announced, the rest of W1 goes on under it."""
    house.play("a", until=SERVICE)
    hold(house, NEW)
    assert announce(house, "a", NEW, before(SERVICE)).refused is None
    house.send(house.sent("a", SERVICE))


def test_the_act_moves_the_case_to_the_law_in_one_commit(house: House) -> None:
    house.play("a", until=SERVICE)
    hold(house, NEW, NEW)
    assert pinned(house, "a") == LAW.version
    announce(house, "a", NEW, before(SERVICE))
    assert pinned(house, "a") == NEW.version
    act = house.acts("a")[-1]
    assert (act.act, act.cite, act.facts["replaces"]) == ("announce_law", "house.law-announced", LAW.version)
    house.send(house.sent("a", SERVICE))
    amounts = [d.amount for d in house.acts("a")[-1].opened if d.kind == "statement_period"]
    assert set(amounts) == {8}
    assert verify(house.engine) == []


@pytest.mark.parametrize("point", ["decided", "act-written", "projected", "outcome-written", "before-commit"])
def test_killed_anywhere_it_is_done_whole_or_not_at_all(house: House, point: str) -> None:
    house.play("a", until=SERVICE)
    hold(house, NEW)
    sent = announcement("a", NEW, before(SERVICE))
    house.receive(sent)

    def die(at: str) -> None:
        if at == point:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.ask(sent, record=Record(house.engine, die))
    assert pinned(house, "a") == LAW.version
    assert verify(house.engine) == []
    house.ask(sent)
    assert pinned(house, "a") == NEW.version


def test_who_holds_another_law_gets_it_with_the_reply(house: House) -> None:
    house.play("a", until=SERVICE)
    hold(house, NEW)
    at = before(SERVICE)
    sent = announcement("a", NEW, at)
    house.receive(sent)
    command = house.record.record  # the errand's own door
    from_old = RecordRequest("a", SERVICE, at, None, LAW.version)
    assert command(from_old).law is None
    house.ask(sent)
    for ask in (command, house.record.read):
        assert ask(from_old).law == NEW
        assert ask(replace(from_old, law_version=NEW.version)).law is None
        # A workflow started before it could say which law it holds asks for none.
        assert ask(replace(from_old, law_version="")).law is None


def test_the_reply_to_the_announcement_itself_carries_the_law_also_when_it_is_asked_again(house: House) -> None:
    house.play("a", until=SERVICE)
    hold(house, NEW)
    sent = announcement("a", NEW, before(SERVICE))
    house.receive(sent)
    reply = house.ask(sent, law_version=LAW.version)
    again = house.ask(sent, law_version=LAW.version)
    assert (reply.law, again.law, again.duplicate) == (NEW, NEW, True)
    assert [a.act for a in again.acts][-1] == "announce_law"


def test_what_is_not_held_is_refused_and_kept(house: House) -> None:
    house.play("a", until=SERVICE)
    market = BOOK.law("samr-serious-illegal", ACTS[0].at.date())
    hold(house, market)
    whats = []
    for number, law in enumerate((NEW, market, LAW)):
        refused = announce(house, "a", law, before(SERVICE), f"try-{number}").refused
        assert refused is not None
        whats.append((refused.code, refused.detail["what"]))
    assert whats == [
        ("condition_unmet", "law_unknown"),
        ("condition_unmet", "law_of_another_list"),
        ("condition_unmet", "law_held_already"),
    ]
    before_all = next(iter(replay_record(house.engine))).refusals
    calendar = replace(NEW, version=CALENDAR.version)
    refused = announce(house, "a", calendar, before(SERVICE), "try-calendar").refused
    assert refused is not None
    assert refused.detail["what"] == "law_unknown"
    assert pinned(house, "a") == LAW.version
    assert verify(house.engine) == []
    (done,) = replay_record(house.engine)
    assert (done.refusals, done.differences) == (before_all + 1, ())


def test_no_real_case_is_led_on_by_law_nobody_has_confirmed(house: House) -> None:
    reviewed = numbered(replace(LAW, changes=(), reviewed=True, unreviewed=0))
    doubtful, sound = longer(replace(reviewed, reviewed=False, unreviewed=3)), longer(reviewed)
    hold(house, doubtful, sound)
    with house.engine.begin() as connection:
        name, level, region = "示例县人力资源和社会保障局", "county", "140121"
        open_file(connection, Opening("r", "real", name, level, region, reviewed, CALENDAR, ACTS[0].at))
    assert house.send(house.sent("r", 0)).refused is None
    refused = announce(house, "r", doubtful, before(1)).refused
    assert refused is not None
    assert (refused.code, refused.detail) == ("regime_unreviewed", {"regime": "mohrss-wages", "unreviewed": 3})
    assert pinned(house, "r") == reviewed.version
    assert announce(house, "r", sound, before(1)).refused is None
    assert pinned(house, "r") == sound.version
    assert verify(house.engine) == []


def test_what_the_clock_owes_is_settled_by_the_law_before_it(house: House) -> None:
    house.play("a", until=SERVICE + 1)
    hold(house, NEW)
    due = max(d.ends_at for d in house.acts("a")[-1].opened if d.kind == "statement_period")
    known = len(house.acts("a"))
    announce(house, "a", NEW, due + timedelta(hours=1))
    *settled, own = house.acts("a")[known:]
    assert own.act == "announce_law"
    assert {a.by.id for a in settled} == {"clock"}
    assert verify(house.engine) == []
    (done,) = replay_record(house.engine)
    assert done.differences == ()


def test_each_act_is_decided_again_by_the_law_of_its_own_time(house: House) -> None:
    whole_road(house)
    hold(house, LATER)
    assert announce(house, "a", LATER, ACTS[SERVICE].at + timedelta(minutes=1)).refused is None
    (done,) = replay_record(house.engine)
    assert (done.acts, done.differences) == (len(house.acts("a")), ())
    with house.engine.connect() as connection:
        kept = recall(connection, "a")
        announced = announced_in(house.record, connection, kept)
    assert (kept.law_version, sorted(announced)) == (LAW.version, sorted((NEW.version, LATER.version)))
    # By one law for the whole case the service would come out otherwise, and the announcements would not be known.
    found = {(d.act, d.field) for d in replay(kept, LAW, CALENDAR)}
    assert ("announce_law", "decision") in found
    assert any(act == "record_service" and field.startswith("opened.statement_period") for act, field in found)


def test_a_workflow_starts_from_the_law_announced(house: House) -> None:
    whole_road(house)
    with house.engine.connect() as connection:
        start = start_of_case(connection, "a")
    assert start is not None
    assert start.law == NEW


def test_a_paper_is_made_by_the_law_of_its_own_time(house: House) -> None:
    """The notice was ordered before the announcement: whenever it is made, it is by the law it was signed under."""
    measure = numbered(replace(LAW, measures=(*LAW.measures, "a-new-measure")))
    house.play("a", until=SERVICE)
    hold(house, measure)
    announce(house, "a", measure, before(SERVICE))
    signing = next(a for a in house.acts("a") if a.act == "approve_notice")
    order = Order("a", signing.key, "notice", signing.version, None)
    after = replace(order, key=house.acts("a")[-1].key)
    with house.engine.connect() as connection:
        made = gather(connection, order, BOOK)
        later = gather(connection, after, BOOK)
    assert "a-new-measure" not in made.law.measures
    assert "a-new-measure" in later.law.measures


def test_a_law_moved_behind_the_house_is_found(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(url)
    house = House(url)
    whole_road(house)
    house.change(lambda c: c.execute(update(t.case_file).values(law_version=LAW.version)))
    assert verify(house.engine) == [f"Case a pins law {LAW.version}, but its acts announce {NEW.version}."]
    house.run("DROP TRIGGER pin_no_delete")
    house.change(lambda c: c.execute(update(t.case_file).values(law_version=NEW.version)))
    house.change(lambda c: c.execute(delete(t.pin).where(t.pin.c.version == LAW.version)))
    assert verify(house.engine) == [f"Case a stood under law {LAW.version}, which is not held."]
    house.engine.dispose()
