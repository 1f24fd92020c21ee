"""What must hold for a whole exploration, and for the table itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desk.exploring.codes import REACHABLE
from desk.exploring.findings import Findings
from models.law.regimes import Certainty, Law
from models.steps.machine import machine
from models.steps.table import ACTS, CLOCK_ACTS, TABLE

Laws = Sequence[Law]


def every_code_is_reached(found: Findings, _: Laws) -> Iterator[str]:
    """Every refusal code that `decide` can give was given."""
    yield from (f"code {code} was never given" for code in REACHABLE if not found.codes[code])


def every_act_is_reached(found: Findings, _: Laws) -> Iterator[str]:
    """Every act of the table, by people and by the clock, went through somewhere."""
    yield from (f"{act} never went through" for act in (*ACTS, *CLOCK_ACTS) if not found.acts[act])


def every_step_is_reached(found: Findings, _: Laws) -> Iterator[str]:
    """Every step of the table was reached."""
    steps = dict.fromkeys(r.step_to for r in TABLE)
    yield from (f"step {step} was never reached" for step in steps if not found.steps[step])


def every_row_cites_a_rule(_: Findings, laws: Laws) -> Iterator[str]:
    """Every row cites an article of some law explored, or a house rule cited as one."""
    held = {c.key: c for law in laws for c in law.citations}
    for row in TABLE:
        cited = held.get(row.cite)
        if cited is None:
            yield f"{row.act} cites {row.cite!r}, which no law file holds"
        elif (cited.certainty is Certainty.OFFICE) is not row.cite.startswith("house."):
            yield f"{row.act} cites {row.cite!r} as {cited.certainty}"


def machine_is_the_table(_: Findings, __: Laws) -> Iterator[str]:
    """The machine has the moves of the table and no other."""
    moves = [(r.act, r.step_from, r.step_to) for r in TABLE]
    asked = [(t, m.source, m.dest) for t in dict.fromkeys(r.act for r in TABLE) for m in machine().get_transitions(t)]
    yield from (f"the table has {m} twice" for m in dict.fromkeys(moves) if moves.count(m) > 1)
    yield from (f"the machine lacks {m}" for m in moves if m not in asked)
    yield from (f"the table lacks {m}" for m in asked if m not in moves)


WholeRule = Callable[[Findings, Laws], Iterator[str]]
TABLE_RULES: tuple[WholeRule, ...] = (every_row_cites_a_rule, machine_is_the_table)
REACH_RULES: tuple[WholeRule, ...] = (every_code_is_reached, every_act_is_reached, every_step_is_reached)


def rows_never_taken(found: Findings) -> list[tuple[str, str, str]]:
    """The rows of the table that no path took."""
    moves = ((r.act, r.step_from, r.step_to) for r in TABLE)
    return [move for move in moves if not found.moves[move]]
