"""The auditor's replay of a record: what is found beside the verifier and beside Temporal's own replay."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from temporalio.client import WorkflowHistory, WorkflowUpdateFailedError
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError
from typer import Typer
from typer.testing import CliRunner

from activities.record import Record, command_of
from activities.verifying import verify
from bench.road import open_on, road
from desk import replay as at_desk
from desk.hiring import PROCEEDINGS, runner
from desk.migrating import migrate
from desk.places import RECORD_URL
from desk.recalling import recall
from desk.replay import replay_record
from models.contracts.errands import RecordRequest
from models.law.days import end_of
from models.law.lawbook import Lawbook
from models.records import deadlines
from models.records.acts import Refused
from models.tables import schema as t
from models.tables.receiving import Sent, keep_refusal, receive
from tests.record.house import ACTS, House
from tests.record.test_roads import OFFICER, ask
from tests.replaying.test_kept_decisions import differences, from_the_first_day
from tests.workflow.house import open_house
from tests.workflow.making_histories import HISTORIES
from workflows.connecting import data_converter, refusal_of


def run(url: str, *words: str) -> tuple[int, str]:
    app = Typer()
    app.command()(at_desk.command)
    done = CliRunner(env={RECORD_URL: url}).invoke(app, list(words))
    return done.exit_code, done.output


def test_a_record_comes_out_as_it_is_kept(house: House) -> None:
    house.play("a")
    house.play("b", until=12)
    (first, second) = replay_record(house.engine)
    assert (first.case_id, first.acts, first.differences) == ("a", len(house.acts("a")), ())
    assert (second.case_id, second.acts, second.differences) == ("b", len(house.acts("b")), ())
    assert first.refusals > 0


def test_the_command_says_so(house: House) -> None:
    house.play("a")
    code, out = run(house.url)
    assert code == 0, out
    assert f"✓ a: {len(house.acts('a'))} acts" in out
    assert ": 0 differences" in out


def test_a_case_that_is_not_there_is_exit_two(house: House) -> None:
    house.play("a", until=3)
    assert run(house.url, "nowhere") == (2, "✗ The record has no case or proceeding nowhere.\n")


def test_no_record_is_exit_two_and_makes_none(tmp_path: Path) -> None:
    code, out = run(f"sqlite:///{tmp_path}/none.db")
    assert code == 2
    assert "There is no record" in out
    assert list(tmp_path.iterdir()) == []


def forge(house: House, old: str, new: str) -> None:
    """What somebody with the database's password and much patience does: every copy is changed alike."""
    names = [f"{table}_no_{verb}" for table in ("act", "leaf", "pin") for verb in ("update", "delete")]
    house.run(*(f"DROP TRIGGER {name}" for name in names))
    with house.engine.begin() as connection:
        for row in connection.execute(select(t.act.c.seq, t.act.c.content)).all():
            content = row.content.replace(old, new)
            leaf = hashlib.sha256(content.encode()).digest()
            connection.execute(t.act.update().where(t.act.c.seq == row.seq).values(content=content))
            connection.execute(t.leaf.update().where(t.leaf.c.seq == row.seq).values(sha256=leaf))
        for column in ("command SET answer = replace(answer", "case_file SET state = replace(state"):
            connection.execute(text(f"UPDATE {column}, :old, :new)"), {"old": old, "new": new})


def test_a_forgery_the_verifier_cannot_see_is_named(tmp_path: Path) -> None:
    """Every projection agrees with the acts, and yet no law leads to this one."""
    url = f"sqlite:///{tmp_path}/record.db"
    migrate(url)
    house = House(url)
    house.play("a", until=1 + [e.act for e in ACTS].index("record_service"))
    act = house.acts("a")[-1]
    due = next(d.due for d in act.opened if d.kind == "statement_period" and d.party == "p1")
    shorter = due - timedelta(days=1)
    forge(house, f'"due":"{due}"', f'"due":"{shorter}"')
    for d in act.opened:
        with house.engine.begin() as connection:
            row = (t.deadline.c.kind == d.kind) & (t.deadline.c.party == d.party) & (t.deadline.c.due == due)
            connection.execute(t.deadline.update().where(row).values(due=shorter, ends_at=end_of(shorter)))
    assert verify(house.engine) == []
    code, out = run(url)
    house.engine.dispose()
    assert code == 1
    said = f"a version {act.version} record_service: opened.statement_period/p1.due: stored {shorter}, now {due}"
    assert said in out


UNREADABLE = {
    "an act": "UPDATE act SET content = '{' WHERE seq = 3",
    "a law": "DELETE FROM pin WHERE kind = 'law'",
    "a command": "UPDATE command SET body = '{' WHERE outcome = 'done'",
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_named_and_holds_up_no_other_case(tmp_path: Path, what: str) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    migrate(url)
    house = House(url)
    house.play("a", until=4)
    names = [f"{table}_no_{verb}" for table in ("act", "pin") for verb in ("update", "delete")]
    house.run(*(f"DROP TRIGGER {name}" for name in names), UNREADABLE[what])
    house.engine.dispose()
    code, out = run(url)
    assert code == 1
    assert "a version 0 record: content: stored kept, now cannot be read" in out
    assert "✗ 1 files" in out


def test_a_refusal_of_a_case_in_training_is_judged_again_where_it_stood(house: House) -> None:
    """It keeps neither version nor instant: both are found from what was recorded by then."""
    today = open_on(house.engine, ["training-a"], Lawbook())
    walked = road("training-a", today)[:6]
    early = Sent("early", "training-a", "publish", road("training-a", today)[13].by, {}, 4)
    for sent in [*walked[:5], early, walked[5]]:
        with house.engine.begin() as connection:
            receive(connection, sent)
            row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
        at = datetime.now(UTC).replace(microsecond=0)
        Record(house.engine).record(RecordRequest(sent.case_id, 0, at, command_of(row)))
    with house.engine.connect() as connection:
        kept = recall(connection, "training-a")
    (denial,) = kept.denials
    assert isinstance(denial.refused, Refused)
    assert (denial.version, denial.command.act) == (5, "publish")
    (done,) = replay_record(house.engine)
    assert (done.acts, done.refusals, done.differences) == (6, 1, ())


def test_an_opening_barred_by_an_earlier_listing_is_judged_again_with_it(house: House) -> None:
    """Who opens a case cannot say what the record knows; the replay reads it where the transaction did."""
    house.play("c", until=1 + max(n for n, e in enumerate(ACTS) if e.act == "publish"))
    revoked = {"on": "2025-11-10", "by_body": "示例市人民政府", "document": "复议决定书"}
    assert ask(house, "c", OFFICER, "revoke_basis", "2025-11-10 09:00", **revoked) is None
    house.open("d")
    opening = dict(ACTS[0].body)
    other = {**opening, "basis": {**opening["basis"], "number": "示人社监令字〔2025〕第99号"}}
    assert ask(house, "d", OFFICER, "open_case", "2025-11-11 09:00", **opening) is not None
    assert ask(house, "d", OFFICER, "open_case", "2025-11-11 10:00", **other, new_facts="新的拖欠") is None
    found = {done.case_id: (done.acts, done.refusals, done.differences) for done in replay_record(house.engine)}
    assert found["d"] == (1, 1, ())
    assert found["c"][2] == ()


async def test_what_real_workflows_recorded_and_refused_comes_out_the_same(tmp_path: Path) -> None:
    """Through a server: a validator's refusal is kept by the counter, without the case's lock."""
    async with open_house(tmp_path) as live:
        walked = await live.walk("training-a", 5)
        early = Sent("early", "training-a", "publish", live.road("training-a")[13].by, {}, 5)
        with pytest.raises(WorkflowUpdateFailedError) as failed:
            await live.send(early)
        refused = refusal_of(failed.value)
        assert refused is not None
        with live.engine.begin() as connection:
            keep_refusal(connection, early.key, refused)
        await live.send(live.road("training-a")[5])
        (done,) = replay_record(live.engine)
    assert (done.acts, done.refusals, done.differences) == (len(walked) + 1, 1, ())


# --- beside Temporal's own replay -----------------------------------------------------------


FIRST = WorkflowHistory.from_json("listing/kept", min(HISTORIES.glob("W1-*.json")).read_text(encoding="utf-8"))


async def temporal_replay(kept: WorkflowHistory) -> Exception | None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    return (await replayer.replay_workflow(kept, raise_on_replay_failure=False)).replay_failure


async def test_temporal_alone_does_not_see_a_changed_duration(monkeypatch: pytest.MonkeyPatch) -> None:
    """The orders are the same: an errand of the same type, a timer for the day the errand told."""
    monkeypatch.setattr(deadlines, "reach", from_the_first_day)
    assert await temporal_replay(FIRST) is None
    assert any(".due: stored " in said for said in differences("W1-wages-life"))


async def test_temporal_does_see_another_order_of_errands(monkeypatch: pytest.MonkeyPatch) -> None:
    def swapped(real: Callable[[str], str]) -> Callable[[str], str]:
        other = {"approve_notice": "record_service", "record_service": "approve_notice"}
        return lambda act: real(other.get(act, act))

    from models.contracts import errands  # noqa: PLC0415 - as the sandbox finds it

    monkeypatch.setattr(errands, "errand_of", swapped(errands.errand_of))
    failed: Any = await temporal_replay(FIRST)
    assert isinstance(failed, NondeterminismError)
