"""A step table as a `transitions` machine, built once a process and only asked."""

from __future__ import annotations

from functools import cache

from transitions import Machine

from models.steps.table import START, STEPS, TABLE, Row


@cache
def machine() -> Machine:
    """The machine of the listing's table."""
    return machine_of(TABLE, (START, *STEPS))


def machine_of(table: tuple[Row, ...], steps: tuple[str, ...]) -> Machine:
    """The machine of a table: no model, no back doors, no silent refusals."""
    built = Machine(model=None, states=list(steps), initial=START, auto_transitions=False)
    for found in table:
        built.add_transition(found.act, found.step_from, found.step_to)
    return built


@cache
def ways(act: str, step: str) -> tuple[str, ...]:
    """The steps an act may lead to from a step; none where the table has no row.

    The machine's own index is asked once for each pair: the table never changes
    in a process.
    """
    return tuple(str(t.dest) for t in machine().get_transitions(act, step))


@cache
def cites(act: str, step: str) -> tuple[str, ...]:
    """The rules an act can rest on at a step."""
    return tuple(dict.fromkeys(r.cite for r in TABLE if (r.act, r.step_from) == (act, step)))


@cache
def row(act: str, step: str, dest: str) -> Row:
    """The row of a move; a move that the table lacks is a fault of this house."""
    for found in TABLE:
        if (found.act, found.step_from, found.step_to) == (act, step, dest):
            return found
    raise LookupError(f"the step table has no row {act}: {step} -> {dest}")


class Moves:
    """The moves of another proceeding's table, asked as the listing's are."""

    def __init__(self, table: tuple[Row, ...], steps: tuple[str, ...]) -> None:
        """Build the machine once; what it answers is kept, for a table never changes in a process."""
        self.table = table
        self.machine = machine_of(table, (START, *steps))
        self._ways: dict[tuple[str, str], tuple[str, ...]] = {}
        self._rows = {(r.act, r.step_from, r.step_to): r for r in table}

    def ways(self, act: str, step: str) -> tuple[str, ...]:
        """The steps an act may lead to from a step; none where the table has no row."""
        held = self._ways.get((act, step))
        if held is None:
            found = tuple(str(t.dest) for t in self.machine.get_transitions(act, step))
            held = self._ways.setdefault((act, step), found)
        return held

    def row(self, act: str, step: str, dest: str) -> Row:
        """The row of a move; a move that the table lacks is a fault of this house."""
        found = self._rows.get((act, step, dest))
        if found is None:
            raise LookupError(f"the table has no row {act}: {step} -> {dest}")
        return found

    def open_acts(self, step: str) -> tuple[str, ...]:
        """The acts the table has at a step."""
        return tuple(dict.fromkeys(r.act for r in self.table if r.step_from == step and not r.by_clock))
