"""The re-plan campaign on a real server: shown first, two people, every case once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bench.road import open_on
from models.records.acts import Refused
from models.records.replans import ABANDONED, CONFIRMED, DONE, PREVIEWED, Way
from models.steps.replanning import refuse_confirmation
from models.tables.replanning import CaseEffect, as_announced
from tests.replan.keeping import BOOK, LI, POSTS, QIAN, YUE, Keepers, announced
from workflows.replan_campaign import ReplanCampaignWorkflow

OWN = ("statement_period", "hearing_request", "reconsideration", "litigation")
CASES = {"training-a": 4, "training-b": 5, "training-c": 13, "training-d": 14, "training-e": 18}
Days = dict[str, dict[tuple[str, str, str, str], date]]


async def walked(keepers: Keepers) -> None:
    for case_id, number in CASES.items():
        await keepers.house.walk(case_id, number)


def days(keepers: Keepers) -> Days:
    return {case_id: keepers.open_deadlines(case_id) for case_id in CASES}


def code(answer: str | Refused) -> str:
    assert isinstance(answer, Refused)
    return answer.code


async def carried_out(keepers: Keepers, replan_id: str, sha256: str) -> dict[str, CaseEffect]:
    """Confirmed and done: what was shown is what came."""
    assert await keepers.confirm(replan_id, sha256) == CONFIRMED
    await keepers.reach(replan_id, DONE)
    effects = keepers.effects(replan_id)
    assert {e.outcome for e in effects.values()} == {"done"}
    assert not any(e.differs for e in effects.values())
    return effects


async def test_nothing_is_changed_before_another_person_confirms_what_was_shown(keepers: Keepers) -> None:
    await walked(keepers)
    before = days(keepers)
    shown = await keepers.shown("one", announced(keepers.house.today, free=3))
    assert set(keepers.effects("one")) == set(CASES)
    assert code(await keepers.confirm("one", shown.preview_sha256, YUE)) == "same_person"
    assert code(await keepers.confirm("one", "0" * 64)) == "condition_unmet"
    assert code(await keepers.confirm("one", shown.preview_sha256, LI)) == "not_authorised"
    assert days(keepers) == before
    assert all(not keepers.announcements(case_id) for case_id in CASES)

    effects = await carried_out(keepers, "one", shown.preview_sha256)
    after = days(keepers)
    moved = {(e.case_id, (m.kind, m.party, m.channel, m.matter)): m for e in effects.values() for m in e.moved}
    assert {m.way for m in moved.values()} == {Way.LATER}
    assert ("training-a", ("statement_period", "p1", "", "")) in moved
    assert ("training-b", ("statement_answer", "p1", "", "1")) in moved
    for case_id in CASES:
        for key, due in before[case_id].items():
            m = moved.get((case_id, key))
            assert (due, after[case_id][key]) == ((m.was, m.due) if m else (due, due))


async def test_same_year_again_replaces_and_no_told_period_is_cut_short(keepers: Keepers) -> None:
    await walked(keepers)
    first = await keepers.shown("one", announced(keepers.house.today, free=3))
    await carried_out(keepers, "one", first.preview_sha256)
    before = days(keepers)
    second = await keepers.shown("two", announced(keepers.house.today, worked=True, notice="演练用放假安排二"))
    effects = await carried_out(keepers, "two", second.preview_sha256)
    ways = {(m.kind, m.way) for e in effects.values() for m in e.moved}
    assert ("statement_period", Way.KEPT) in ways
    assert ("decision", Way.EARLIER) in ways
    after = days(keepers)
    told = [(case_id, key) for case_id in CASES for key in after[case_id] if key[0] in OWN]
    assert told
    assert all(after[case_id][key] >= before[case_id][key] for case_id, key in told)
    for case_id in CASES:
        assert keepers.announcements(case_id) == [f"replan:one:{case_id}", f"replan:two:{case_id}"]
        own = keepers.house.acts(case_id)[-1]
        assert (own.by.id, own.facts["confirmed_by"]) == ("yue", "qian")
        assert {d.key: d.due for d in await keepers.deadlines_held(case_id)} == after[case_id]
    counted = {(kind, way): number for kind, way, number in keepers.totals("two").moved}
    assert counted["statement_period", "kept"] == 4
    calendar = keepers.ask(lambda c: as_announced(c, BOOK.calendar()))
    assert calendar.year(second.announced.year).notice == "演练用放假安排二"


async def test_abandoned_changes_nothing(keepers: Keepers) -> None:
    await walked(keepers)
    before, acts = days(keepers), {case_id: keepers.house.acts(case_id) for case_id in CASES}
    calendar = keepers.ask(lambda c: as_announced(c, BOOK.calendar()))
    year = announced(keepers.house.today, free=3)
    shown = await keepers.shown("one", year)
    assert code(await keepers.enter("other", year)) == "condition_unmet"
    assert code(await keepers.abandon("one", LI)) == "not_authorised"
    assert await keepers.abandon("one", YUE) == ABANDONED
    assert await keepers.house.client.get_workflow_handle("replan/one").result() == ABANDONED
    assert (days(keepers), {case_id: keepers.house.acts(case_id) for case_id in CASES}) == (before, acts)
    assert keepers.ask(lambda c: as_announced(c, BOOK.calendar())) == calendar == BOOK.calendar()
    refused = refuse_confirmation(QIAN, keepers.replan("one"), POSTS, shown.preview_sha256)
    assert refused is not None
    assert refused.code == "step_not_open"
    assert (await keepers.shown("other", year)).standing == PREVIEWED


async def test_a_year_that_cannot_be_read_is_not_taken(keepers: Keepers) -> None:
    year = announced(keepers.house.today)
    a_monday = "2026-12-07"
    for wrong, what in (
        (replace(year, off=("元旦",)), "day_unreadable"),
        (replace(year, working=(a_monday,), year=2026), "calendar_malformed"),
        (replace(year, notice=" "), "field"),
    ):
        refused = await keepers.enter("bad", wrong)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.detail["what"]) == ("condition_unmet", what)
    assert code(await keepers.enter("bad", replace(year, year=2060))) == "calendar_unknown"
    assert code(await keepers.enter("bad", year, LI)) == "not_authorised"
    await keepers.shown("bad", year)


async def test_opened_or_changed_since_the_preview_is_carried_along_and_told(keepers: Keepers) -> None:
    await walked(keepers)
    shown = await keepers.shown("one", announced(keepers.house.today, free=3))
    await keepers.house.walk("training-new", 4)
    await keepers.house.send(keepers.house.road("training-a")[4])
    open_on(keepers.house.engine, ["training-waiting"], BOOK)
    keepers.house.receive(keepers.house.road("training-waiting")[0])
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED

    async def answered() -> bool:
        return "training-waiting" in keepers.effects("one") and keepers.totals("one").waiting == 1

    await keepers.until(answered)
    assert keepers.replan("one").standing == CONFIRMED
    # The opening was received and never handed over: the relay brings it, and our announcement behind it.
    await keepers.relay()
    await keepers.reach("one", DONE)
    effects = keepers.effects("one")
    late = {"training-a", "training-new", "training-waiting"}
    assert {case_id for case_id, e in effects.items() if e.differs} == late
    assert keepers.totals("one").differing == len(late)
    assert "statement_answer" in {m.kind for m in effects["training-a"].moved}
    assert keepers.announcements("training-new") == ["replan:one:training-new"]
    assert [a.act for a in keepers.house.acts("training-waiting")] == ["open_case", "announce_calendar"]


async def test_once_confirmed_it_is_not_given_up(keepers: Keepers) -> None:
    keepers.start = replace(keepers.start, look_again_seconds=3600)
    await keepers.house.walk("training-a", 4)
    shown = await keepers.shown("one", announced(keepers.house.today, free=3))
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED
    assert code(await keepers.abandon("one")) == "step_not_open"
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED
    assert keepers.replan("one").confirmed_by == "qian"


async def test_campaign_goes_on_on_a_server_that_lost_it(keepers: Keepers) -> None:
    await keepers.house.walk("training-a", 4)
    shown = await keepers.shown("one", announced(keepers.house.today, free=3))
    await keepers.house.client.get_workflow_handle("replan/one").terminate()
    assert await keepers.courier.begin_campaign(replace(keepers.start, replan_id="one")) == PREVIEWED
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED
    await keepers.reach("one", DONE)
    assert keepers.announcements("training-a") == ["replan:one:training-a"]
    again = keepers.house.client.get_workflow_handle_for(ReplanCampaignWorkflow.run, "replan/one")
    assert await again.result() == DONE


async def test_case_opened_under_the_announced_year_needs_no_act(keepers: Keepers) -> None:
    await keepers.house.walk("training-a", 4)
    year = announced(keepers.house.today, free=3)
    shown = await keepers.shown("one", year)
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED
    await keepers.reach("one", DONE)
    again = await keepers.shown("two", year)
    assert keepers.effects("two")["training-a"].moved == ()
    assert await keepers.confirm("two", again.preview_sha256) == CONFIRMED
    await keepers.reach("two", DONE)
    assert keepers.effects("two")["training-a"].outcome == "unchanged"
    assert keepers.announcements("training-a") == ["replan:one:training-a"]
