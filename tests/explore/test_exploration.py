"""Small explorations: every invariant holds, and what is printed is what was found."""

from __future__ import annotations

import pytest

from desk.exploring.codes import CODES, REACHABLE, TO_COME
from desk.exploring.people import ALONE, WITH_PERSON, World
from desk.exploring.reporting import Explored, lines, whole
from desk.exploring.walking import Walk
from models.law.days import Calendar
from models.law.regimes import Law
from tests.explore.conftest import CORRIDORS, Explore

_DESIGN = """step_not_open notice_not_served decision_not_served statement_period_open statement_unanswered
hearing_pending decision_incomplete not_authorised same_person recused basis_not_effective basis_kind_not_allowed
party_not_in_basis identifier_invalid regime_not_in_force regime_stopped regime_unreviewed authority_level
measure_not_listed personal_data_no_ground minor leniency restoration_too_early restoration_excluded
restoration_barred condition_unmet materials_missing calendar_unknown relisting_barred stay_in_force
duplicate_command"""


@pytest.mark.parametrize("world", [ALONE, WITH_PERSON], ids=lambda w: w.name)
def test_the_first_states_keep_every_invariant_asked_twice(world: World, law: Law, calendar: Calendar) -> None:
    found = Walk(world, law, calendar, cap=120, thorough=True).run()
    assert not found.broken, found.examples
    assert found.states == 120
    assert not found.complete
    assert found.edges > found.states


@pytest.mark.parametrize("name", CORRIDORS)
def test_a_stretch_of_the_road_keeps_every_invariant_to_its_end(name: str, explore: Explore) -> None:
    found = explore(name)
    assert found.complete
    assert not found.broken, found.examples


def test_two_parties_are_served_each_for_itself(explore: Explore) -> None:
    found = explore("decision", pair=True, announced=True)
    assert found.complete
    assert not found.broken, found.examples
    assert found.moves["record_service", "notice_approved", "notice_approved"]
    assert found.moves["complete_announcement_service", "decided", "decision_served"]


def test_every_kind_of_opening_is_refused_by_its_own_code(explore: Explore) -> None:
    codes = explore("notice").codes
    opening = (
        "basis_not_effective",
        "basis_kind_not_allowed",
        "party_not_in_basis",
        "identifier_invalid",
        "authority_level",
        "regime_not_in_force",
        "regime_unreviewed",
        "calendar_unknown",
    )
    assert [code for code in opening if not codes[code]] == []


def test_the_way_to_removal_refuses_by_its_own_codes(explore: Explore) -> None:
    codes = explore("violation").codes
    leaving = ("restoration_excluded", "restoration_too_early", "materials_missing", "decision_not_served")
    assert [code for code in leaving if not codes[code]] == []


def test_the_codes_are_those_of_the_design() -> None:
    assert sorted(CODES) == sorted(_DESIGN.split())
    assert not set(REACHABLE) & set(TO_COME)


def test_the_same_walk_finds_the_same(explore: Explore) -> None:
    assert explore("notice") == explore("notice")


def test_a_capped_walk_says_so(law: Law, calendar: Calendar) -> None:
    walk = Explored(ALONE.name, Walk(ALONE, law, calendar, cap=5).run(), 1.0)
    found = whole([walk], law)
    told = "\n".join(lines([walk], found, 1.0))
    assert "ended at the cap: not exhaustive" in told
    assert "every invariant holds" in told
    assert "relisting_barred: open_case after revoke_basis" in told


def test_a_broken_invariant_is_told_with_its_path(law: Law, calendar: Calendar) -> None:
    found = Walk(ALONE, law, calendar, cap=5).run()
    found.fault("a_rule", "this is broken")
    told = list(lines([], found, 1.0))
    assert told[-1] == "BROKEN a_rule (1 times): this is broken"
