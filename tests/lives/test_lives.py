"""Random lives with faults at every step: nothing is lost, doubled, missed or told too early."""

from __future__ import annotations

import pytest

from desk.living.house import House
from desk.living.life import live
from desk.living.reporting import Tally, lines, lives, story
from models.records.acts import Act
from models.records.cases import CaseState
from models.steps import fold
from tests.widths import NIGHT

SEED = 20260401
# Enough for every long road, step, kind of fault and point below; the night lives all of them.
LIVES = 250 if NIGHT else 125


@pytest.fixture(scope="module")
def tally() -> Tally:
    """Many lives, as the nightly run lives more of them."""
    found = Tally(SEED)
    for _ in lives(SEED, range(LIVES), found):
        pass
    return found


def test_no_life_breaks_an_invariant(tally: Tally) -> None:
    assert not tally.violated, "\n".join(line for lived in tally.violated[:2] for line in story(SEED, lived))
    assert tally.lives == LIVES


def test_lives_reach_the_long_roads(tally: Tally) -> None:
    long = (
        "publish",
        "expire_listing",
        "decide_restoration",
        "confirm_leg",
        "find_false_materials",
        "impose_stay",
        "lift_stay",
        "shield_bankruptcy",
        "revoke_basis",
        "hold_hearing",
        "answer_objection",
        "record_returned_mail",
        "complete_announcement_service",
    )
    assert [act for act in long if not tally.acts[act]] == []
    steps = ("removed", "revoked", "not_listed", "terminated", "listed")
    assert [step for step in steps if not tally.steps[step]] == []
    codes = ("relisting_barred", "stay_in_force", "restoration_too_early", "duplicate_command", "regime_unreviewed")
    assert [code for code in codes if not tally.refused[code]] == []


def test_every_kind_of_fault_is_met_at_every_point(tally: Tally) -> None:
    met = (*(f"errand {kind}" for kind in ("unreached", "unheard", "twice")), "answer lost on the way")
    assert [kind for kind in met if not tally.faults[kind]] == []
    points = [who for who in tally.faults if who.startswith("server and worker died at ")]
    assert {p.rpartition(" ")[2] for p in points} == set(_points())
    assert tally.runs > tally.lives


def _points() -> list[str]:
    """The named points of a transaction that does an act, as the record itself names them."""
    met: list[str] = []
    house = House()
    house.record._at = met.append
    live(house, SEED, 0)
    house.close()
    return [*dict.fromkeys(met), "answered"]


def test_a_life_is_the_same_whatever_lives_beside_it() -> None:
    alone, crowded = House(), House()
    for number in range(3):
        live(crowded, SEED, number)
    one, same = live(alone, SEED, 7), live(crowded, SEED, 7)
    assert one == same
    assert one.story
    assert live(House(), SEED + 1, 7) != one


def test_a_violation_is_told_with_its_seed_its_number_and_its_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: CaseState, __: Act) -> CaseState:
        raise LookupError("no such change")

    monkeypatch.setitem(fold._CHANGES, "approve_decision", faulty)
    tally = Tally(SEED)
    for lived in lives(SEED, range(50), tally):
        if lived.broken:
            break
    told = "\n".join(lines(tally, 1.0))
    assert f"life {tally.violated[0].number} of seed {SEED}" in told
    assert "approve_decision by" in told
    assert "BROKEN no_errand_meets_a_fault_of_the_house: act_approve_decision" in told
    assert "VIOLATIONS in " in told


def test_lives_without_a_violation_say_so() -> None:
    tally = Tally(SEED)
    assert len(list(lives(SEED, (3, 5), tally))) == 2
    told = list(lines(tally, 2.0))
    assert told[0].startswith("2 lives in 2 s, 1.0 a second")
    assert told[-1] == "no violation"
