"""Decisions already made come out the same; a changed rule is named by version, act and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.replaying import Decisions, replay
from models.law.counting import Reached, reach
from models.law.days import Calendar, Roll, Unit
from models.law.regimes import Law
from models.records import deadlines
from models.records.cases import Service
from models.steps import changing, deciding, machine, serving
from models.steps.judging import Context, No
from models.steps.rows import Row
from models.steps.table import TABLE
from tests.replaying.making_decisions import DECISIONS, GIVEN, read_kept

FILES = sorted(DECISIONS.glob("*.json"))


def differences(name: str) -> list[str]:
    """What the replay says of one kept case, without the case's name."""
    kept, law, calendar = read_kept(DECISIONS / f"{name}.json")
    return [str(d).removeprefix(f"{d.case_id} ") for d in replay(kept, law, calendar)]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_kept_decisions_come_out_the_same(file: Path) -> None:
    """Where a decision was meant to change: `python -m tests.replaying.making_decisions --anew`."""
    assert differences(file.stem) == []


def test_decisions_of_every_given_case_are_kept() -> None:
    assert [f.stem for f in GIVEN if f.stem not in [kept.stem for kept in FILES]] == []


def test_what_is_kept_has_acts_of_officers_parties_and_clock_and_refusals() -> None:
    kept = [read_kept(file)[0] for file in FILES]
    acts = [act for one in kept for act in one.acts]
    assert any(act.by.id == "clock" for act in acts)
    assert any(act.by.is_party for act in acts)
    assert sum(len(one.denials) for one in kept) > len(kept)
    assert all(d.version is not None for one in kept for d in one.denials)


# --- a rule changed in code --------------------------------------------------------------


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[tuple[Row, ...]], None]]:
    """Put other rows in the place of the table's, with the machine built from them."""
    indexes = (machine.machine, machine.ways, machine.cites, machine.row)

    def put(rows: tuple[Row, ...]) -> None:
        monkeypatch.setattr(machine, "TABLE", rows)
        for index in indexes:
            index.cache_clear()

    yield put
    monkeypatch.undo()
    for index in indexes:
        index.cache_clear()


def rows_of(act: str) -> tuple[Row, ...]:
    return tuple(r for r in TABLE if r.act == act)


Put = Callable[[tuple[Row, ...]], None]


def test_a_reversed_legal_order_is_found(table: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publication before service, in the table and in the plan: what was refused would now be done."""
    plan = deciding._PLANS["publish"]
    monkeypatch.setitem(deciding._PLANS, "publish", lambda ctx: plan(_as_if_served(ctx)))
    table((*TABLE, *(replace(r, step_from="decided") for r in rows_of("publish") if r.step_from == "decision_served")))
    assert any(
        said.endswith("publish: decision: stored refused with decision_not_served "
                      "(house.publication-after-service), now done")
        for said in differences("W1-wages-life")
    )  # fmt: skip


def _as_if_served(ctx: Context) -> Context:
    served = (Service("decision", p.id, "direct", ctx.today) for p in ctx.state.parties)
    return replace(ctx, state=replace(ctx.state, services=(*ctx.state.services, *served)))


def test_a_row_taken_out_is_found(table: Put) -> None:
    table(tuple(r for r in TABLE if r.act != "legal_review"))
    found = differences("W1-wages-life")
    assert any("legal_review: decision: stored done, now refused with step_not_open" in said for said in found), found


def test_a_row_that_leads_elsewhere_is_found(table: Put) -> None:
    table(tuple(replace(r, step_to="decision_served") if r.act == "publish" else r for r in TABLE))
    found = differences("W1-wages-life")
    assert any("publish: decision: stored done, now LookupError" in said for said in found), found


def test_a_changed_citation_is_found(table: Put) -> None:
    table(tuple(replace(r, cite="statement") if r.act == "approve_notice" else r for r in TABLE))
    kept = read_kept(DECISIONS / "W1-wages-life.json")[0]
    stored = next(a for a in kept.acts if a.act == "approve_notice")
    assert stored.cite != "statement"
    said = f"version {stored.version} approve_notice: cite: stored {stored.cite}, now statement"
    assert differences("W1-wages-life") == [said]


def test_a_period_with_another_citation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = deadlines.deadline

    def miscited(*args: Any, **more: Any) -> deadlines.Deadline:
        return replace(real(*args, **more), cite="periods.other")

    monkeypatch.setattr("models.steps.judging.deadline", miscited)
    found = differences("W1-wages-life")
    assert found
    assert all(said.endswith("now periods.other") and ".cite: stored periods." in said for said in found), found


def test_a_wrong_party_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Service counted for another party: its periods would run for somebody else."""
    real = serving._windows

    def for_the_last(ctx: Any, party: str, served_on: Any) -> Any:  # noqa: ARG001
        return real(ctx, ctx.state.parties[-1].id, served_on)

    monkeypatch.setattr(serving, "_windows", for_the_last)
    found = differences("W5-wages-two-services")
    served = [said for said in found if "record_service: opened.statement_period/p1: stored due" in said]
    assert served, found
    assert all(said.endswith("now none") for said in served)
    assert any("record_service: opened.statement_period/p2: stored none, now due" in said for said in found)


def test_a_wrong_addressee_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = serving._addressees

    def everybody(ctx: Any, document: str) -> Any:
        parties = real(ctx, document)
        return parties if isinstance(parties, No) else tuple(p.id for p in ctx.state.parties)

    monkeypatch.setattr(serving, "_addressees", everybody)
    found = differences("W5-wages-two-services")
    assert any('record_service: facts.served: stored ["p1"], now ["p1", "p2"]' in said for said in found), found


def from_the_first_day(start_on: Any, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:
    return reach(start_on - timedelta(days=1), amount, unit, roll, calendar)


def every_day_works(start_on: Any, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:
    return reach(start_on, amount, Unit.DAY if unit is Unit.WORKING_DAY else unit, roll, calendar)


def nothing_rolls(start_on: Any, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:  # noqa: ARG001
    return reach(start_on, amount, unit, Roll.NONE, calendar)


def everything_rolls(start_on: Any, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:  # noqa: ARG001
    return reach(start_on, amount, unit, Roll.FORWARD, calendar)


DURATIONS = {
    from_the_first_day: "opened.statement_period/p1.due: stored 2025-09-30, now ",
    every_day_works: "opened.statement_period/p1.due: stored 2025-09-30, now ",
    nothing_rolls: "opened.reconsideration/p1/decision.due: stored ",
    everything_rolls: "opened.publication_end.due: stored ",
}


@pytest.mark.parametrize("change", DURATIONS, ids=lambda c: c.__name__)
def test_a_changed_duration_is_found(monkeypatch: pytest.MonkeyPatch, change: Callable[..., Reached]) -> None:
    for module in (deadlines, changing):
        monkeypatch.setattr(module, "reach", change)
    every = [said for file in FILES for said in differences(file.stem)]
    assert any(DURATIONS[change] in said for said in every), every[:20]


def test_a_dropped_deadline_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remedy that is no longer told of: the period for a suit is not opened."""
    real = serving._remedies

    def only_review(*args: Any) -> Any:
        return tuple(d for d in real(*args) if d.kind != "litigation")

    monkeypatch.setattr(serving, "_remedies", only_review)
    found = differences("W1-wages-life")
    lost = [said for said in found if "record_service: opened.litigation/p1/decision: stored due" in said]
    assert lost, found
    assert all(said.endswith("now none") for said in lost)


def test_a_paper_no_longer_made_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = deciding._PLANS["approve_decision"]
    monkeypatch.setitem(deciding._PLANS, "approve_decision", lambda ctx: _without_paper(plan(ctx)))
    found = differences("W1-wages-life")
    assert len(found) == 1
    assert 'approve_decision: documents: stored ["decision"' in found[0]
    assert found[0].endswith("now []")


def _without_paper(judged: Any) -> Any:
    return judged if isinstance(judged, No) else replace(judged, documents=())


# --- a record that was changed ------------------------------------------------------------


def w1() -> tuple[Decisions, Law, Calendar]:
    return read_kept(DECISIONS / "W1-wages-life.json")


def test_acts_in_another_order_are_found() -> None:
    kept, law, calendar = w1()
    names = [a.act for a in kept.acts]
    first, then = names.index("approve_decision"), names.index("publish")
    acts = list(kept.acts)
    acts[first], acts[then] = replace(acts[then], version=first + 1), replace(acts[first], version=then + 1)
    found = replay(replace(kept, acts=tuple(acts)), law, calendar)
    assert any((d.version, d.act, d.field) == (first + 1, "publish", "decision") for d in found), found


def test_an_act_nobody_asked_for_is_found() -> None:
    kept, law, calendar = w1()
    found = replay(replace(kept, commands=kept.commands[:-1]), law, calendar)
    assert [d.now for d in found] == ["no command of this key was received"]


def test_a_clock_act_left_out_is_found() -> None:
    kept, law, calendar = w1()
    place = next(n for n, a in enumerate(kept.acts) if a.act == "end_statement_period")
    acts = [*kept.acts[:place], *kept.acts[place + 1 :]]
    renumbered = tuple(replace(a, version=n) for n, a in enumerate(acts, start=1))
    found = replay(replace(kept, acts=renumbered), law, calendar)
    assert ("order", "the clock's end_statement_period comes first") in [(d.field, d.now) for d in found]


def test_a_clock_act_before_its_time_is_found() -> None:
    kept, law, calendar = w1()
    place = next(n for n, a in enumerate(kept.acts) if a.act == "end_statement_period")
    early = replace(kept.acts[place], at=kept.acts[place].at - timedelta(seconds=1))
    found = replay(replace(kept, acts=(*kept.acts[:place], early, *kept.acts[place + 1 :])), law, calendar)
    assert [(d.version, d.now) for d in found] == [(place + 1, "the clock does nothing at this instant")]
