"""Several writers at once: threads with connections of their own, as errands and counters are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import select

from activities.record import Record
from activities.verifying import verify
from models.tables import schema as t
from models.tables.receiving import KeyTaken
from tests.record.house import ACTS, House

T = TypeVar("T")


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Let every job begin at the same moment, and give their results in order."""
    gate = Barrier(len(jobs))

    def begin(job: Callable[[], T]) -> T:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [f.result() for f in [pool.submit(begin, job) for job in jobs]]


def test_four_cases_at_once_share_one_gapless_index(house: House) -> None:
    cases = [f"case-{n}" for n in range(4)]

    def life(case: str) -> Callable[[], int]:
        return lambda: house.play(case)[-1].version

    versions = at_once([life(case) for case in cases])
    assert len(set(versions)) == 1
    seqs = [row.seq for row in house.all(select(t.act.c.seq).order_by(t.act.c.seq))]
    assert seqs == list(range(1, 4 * versions[0] + 1))
    assert house.count(t.pin) == 2
    assert verify(house.engine) == []


def test_thirty_duplicates_of_one_command_are_one_act(house: House) -> None:
    house.play("a", until=1)
    sent = house.sent("a", 1)

    def try_it() -> tuple[bool, bool]:
        fresh = house.receive(sent)
        return fresh, house.ask(sent, 1, Record(house.engine)).duplicate

    answers = at_once([try_it] * 30)
    assert sorted(fresh for fresh, _ in answers) == [False] * 29 + [True]
    assert sorted(duplicate for _, duplicate in answers) == [False] + [True] * 29
    assert len(house.acts("a")) == 2
    assert verify(house.engine) == []


def test_of_twenty_bodies_under_one_key_the_first_keeps_it(house: House) -> None:
    house.play("a", until=1)

    def attempt(n: int) -> Callable[[], int | None]:
        def send() -> int | None:
            try:
                house.receive(house.sent("a", 1, facts=f"事由{n}"))
            except KeyTaken:
                return None
            return n

        return send

    kept = [n for n in at_once([attempt(n) for n in range(20)]) if n is not None]
    assert len(kept) == 1
    assert house.count(t.command) == 2


def test_thirty_officers_with_the_same_act_do_it_once(house: House) -> None:
    """Different keys: the first to hold the case does it, every other is refused with the step as it now stands."""
    house.play("a", until=2)
    sent = [house.sent("a", 3, key=f"k{n}") for n in range(30)]

    def attempt(n: int) -> Callable[[], str]:
        def send() -> str:
            refused = house.send(sent[n], 2).refused
            return refused.code if refused else "done"

        return send

    answers = at_once([attempt(n) for n in range(30)])
    assert sorted(answers) == ["done"] + ["step_not_open"] * 29
    assert len(house.acts("a")) == 3
    assert verify(house.engine) == []


def test_timer_and_filings_race_for_one_case(house: House) -> None:
    known = house.play("a", until=7)[-1].version
    late = [house.sent("a", 7, key=f"k{n}") for n in range(6)]

    def ask(n: int) -> Callable[[], int]:
        return lambda: len(house.send(late[n], known).acts)

    jobs = [ask(n) for n in range(6)] + [lambda: len(house.tick("a", ACTS[7].at, known).acts)] * 6
    assert at_once(jobs) == [2] * 12
    assert len(house.acts("a")) == known + 2
    assert verify(house.engine) == []
