"""The table, the machine made from it, and a machine that moves a model: one and the same."""

from __future__ import annotations

import pytest
from transitions import Machine, MachineError

from models.steps.machine import machine, row, ways
from models.steps.table import ACTS, CLOCK_ACTS, OPEN_ACTS, START, STEPS, TABLE, Row


class Case:
    """A model that stands at a step and goes where it is asked to go."""

    state: str
    asked: str


def _moving(case: Case) -> Machine:
    """A machine with a model; of several ways from a step the one asked for is taken."""
    built = Machine(model=case, states=[START, *STEPS], initial=START, auto_transitions=False)
    for move in TABLE:
        dest = move.step_to
        built.add_transition(
            move.act, move.step_from, dest, conditions=[lambda *_, to=dest: case.asked == to]
        )
    return built


def test_every_row_moves_a_model_as_the_table_says() -> None:
    case = Case()
    moving = _moving(case)
    for move in TABLE:
        moving.set_state(move.step_from)
        case.asked = move.step_to
        assert getattr(case, move.act)(), move
        assert case.state == move.step_to, move


def test_a_model_cannot_move_where_the_table_has_no_row() -> None:
    case = Case()
    moving = _moving(case)
    rows = {(r.act, r.step_from) for r in TABLE}
    for act in (*ACTS, *CLOCK_ACTS):
        for step in (START, *STEPS):
            if (act, step) not in rows:
                moving.set_state(step)
                case.asked = step
                with pytest.raises(MachineError):
                    getattr(case, act)()
                assert case.state == step


def test_the_asked_machine_has_the_moves_of_the_table_and_no_other() -> None:
    asked = sorted((act, t.source, t.dest) for act in (*ACTS, *CLOCK_ACTS) for t in machine().get_transitions(act))
    assert asked == sorted((r.act, r.step_from, r.step_to) for r in TABLE)
    assert len(set(asked)) == len(asked)


def test_there_are_no_automatic_moves() -> None:
    assert sorted(machine().events) == sorted({r.act for r in TABLE})
    assert not [event for event in machine().events if event.startswith("to_")]
    assert machine().models == []


@pytest.mark.parametrize("step", [START, *STEPS])
def test_ways_are_the_table_read_by_act_and_step(step: str) -> None:
    for act in (*ACTS, *CLOCK_ACTS):
        assert ways(act, step) == tuple(r.step_to for r in TABLE if (r.act, r.step_from) == (act, step))
    assert sorted(OPEN_ACTS[step]) == sorted(act for act in ACTS if ways(act, step))


def test_a_move_that_the_table_lacks_is_named() -> None:
    with pytest.raises(LookupError, match="publish: opened -> listed"):
        row("publish", "opened", "listed")


def test_every_row_is_found_again() -> None:
    found: list[Row] = [row(r.act, r.step_from, r.step_to) for r in TABLE]
    assert found == list(TABLE)
