"""The transaction stopped at each of its named points: nothing is written, or everything."""

from __future__ import annotations

import pytest

from activities.record import Record
from activities.verifying import verify
from tests.record.house import ACTS, House

# A refusal that settles two clock acts, and a signature that opens deadlines and orders a paper.
NUMBERS = {"refused": 7, "done": 3}
AFTER = "after-commit"


class Crash(BaseException):
    """As if the process ended: no handler of ours may swallow it."""


def points_met(house: House, number: int) -> list[str]:
    """Every point one command passes, found by passing them."""
    met: list[str] = []
    house.play("scout", until=number)
    sent = house.sent("scout", number)
    house.receive(sent)
    house.ask(sent, record=Record(house.engine, met.append))
    return met


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_crash_at_any_point_leaves_nothing_or_everything(house: House, kind: str) -> None:
    number = NUMBERS[kind]
    met = points_met(house, number)
    assert len(met) == len(set(met)) >= 10
    for n, point in enumerate(met):
        case = f"case-{n}"
        known = house.play(case, until=number)[-1].version
        sent = house.sent(case, number)
        house.receive(sent)
        before = house.everything()

        def stop(at: str, here: str = point) -> None:
            if at == here:
                raise Crash(at)

        with pytest.raises(Crash):
            house.ask(sent, known, Record(house.engine, stop))
        assert (house.everything() == before) is (point != AFTER), point
        again = house.ask(sent, known)
        assert again.duplicate is (point == AFTER), point
        assert (again.refused is not None) is (kind == "refused")
        assert len(again.acts) == (2 if kind == "refused" else 1)
        assert verify(house.engine) == [], point


def test_a_crash_of_the_timers_errand_leaves_nothing(house: House) -> None:
    known = house.play("a", until=7)[-1].version
    at = ACTS[7].at
    before = house.everything()
    met: list[str] = []

    def stop(point: str) -> None:
        met.append(point)
        if point == "before-commit":
            raise Crash(point)

    house.record = Record(house.engine, stop)
    with pytest.raises(Crash):
        house.tick("a", at, known)
    assert "act-written" in met
    assert house.everything() == before
    house.record = Record(house.engine)
    assert len(house.tick("a", at, known).acts) == 2
    assert verify(house.engine) == []
