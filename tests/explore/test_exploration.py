"""Small explorations: every invariant holds, and what is printed is what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.exploring.codes import CODES
from desk.exploring.exploration import Explored, explore, laws_of, whole
from desk.exploring.reporting import lines
from desk.exploring.walking import Walk
from desk.exploring.worlds import ALONE, TESTED, WORLDS, World
from models.law.days import Calendar
from models.steps.table import ACTS
from tests.explore.conftest import STRETCHES, Explore

_DESIGN = """step_not_open notice_not_served decision_not_served statement_period_open statement_unanswered
hearing_pending decision_incomplete not_authorised same_person recused basis_not_effective basis_kind_not_allowed
party_not_in_basis identifier_invalid regime_not_in_force regime_stopped regime_unreviewed authority_level
measure_not_listed personal_data_no_ground minor leniency restoration_too_early restoration_excluded
restoration_barred condition_unmet materials_missing calendar_unknown relisting_barred stay_in_force
duplicate_command"""


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.name)
def test_the_first_states_keep_every_invariant_asked_twice(world: World, calendar: Calendar) -> None:
    (law,) = laws_of((world,))
    walk = Walk(world, law, calendar, cap=60, thorough=True)
    found = walk.run()
    assert not found.broken, found.examples
    assert not found.complete
    assert 0 < found.states <= 60
    assert found.edges > found.states


@pytest.mark.parametrize("name", ["notice", "decision", "revocation", "mail", "county"])
def test_a_stretch_of_the_road_keeps_every_invariant_to_its_end(name: str, explore: Explore) -> None:
    found = explore(name)
    assert found.complete
    assert not found.broken, found.examples


def test_two_parties_are_served_each_for_itself(explore: Explore) -> None:
    found = explore("decision", pair=True, announced=("notice", "decision"))
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
        "minor",
        "relisting_barred",
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


def test_every_act_of_the_table_is_tried_in_some_world() -> None:
    tried = {act for world in WORLDS for act in world.only}
    assert tried == set(ACTS)


def test_the_tested_worlds_try_every_act_too() -> None:
    assert {act for world in TESTED for act in world.only} == set(ACTS)


def test_the_same_walk_finds_the_same(explore: Explore) -> None:
    assert explore("notice") == explore("notice")


def test_a_situation_that_two_worlds_meet_is_counted_once() -> None:
    short, longer = (replace(STRETCHES[name], name=name) for name in ("notice", "decision"))
    walks = [explore(world) for world in (short, longer)]
    found = whole(walks, laws_of((short, longer)))
    met = len(walks[0].situations | walks[1].situations)
    assert found.states == met < sum(w.found.states for w in walks)


def test_another_law_is_another_situation() -> None:
    local = replace(STRETCHES["notice"], local=("huangshi",))
    here, there = explore(STRETCHES["notice"], 20), explore(local, 20)
    assert not here.situations & there.situations


def test_a_capped_walk_says_so() -> None:
    walk = explore(ALONE, 5)
    found = whole([walk], laws_of((ALONE,)))
    told = "\n".join(lines([walk], found, 1.0))
    assert "ended at the cap: not exhaustive" in told
    assert "duplicate_command" in told
    assert "rows of the table never taken" in told


def test_a_broken_invariant_is_told_with_its_path() -> None:
    walk = explore(ALONE, 5)
    walk.found.fault("a_rule", "this is broken")
    told = list(lines([Explored("alone", walk.found, 1.0, walk.situations)], walk.found, 1.0))
    assert told[-1] == "BROKEN a_rule (1 times): this is broken"
