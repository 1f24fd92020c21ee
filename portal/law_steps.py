"""The way of a case under a law, made from the step table: every move the law of the list holds, and its drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.law.regimes import Law
from models.steps.rows import STATEMENT
from models.steps.table import START, STEPS, TABLE, Row

# Units of the drawing.
_LEFT, _WIDE, _LINE, _PAD, _GAP, _SWING = 80, 196, 18, 7, 18, 104


@dataclass(frozen=True, slots=True)
class Move:
    """From one place to another: the steps there, and the acts that lead there, each once."""

    steps: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def to(self) -> str:
        """The place by its first step."""
        return self.steps[0]

    @property
    def by_clock(self) -> bool:
        """Whether only the lapse of time leads there."""
        return all(r.by_clock for r in self.rows)


@dataclass(frozen=True, slots=True)
class Stop:
    """A step, or the steps of the statement, which follow from the facts and stand together.

    `moves` lead on or back, by `inside` the case stays here.
    """

    steps: tuple[str, ...]
    moves: tuple[Move, ...]
    inside: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Its first step stands for it."""
        return self.steps[0]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stop stands in the drawing, with a line for each of its steps."""

    name: str
    top: int
    height: int
    lines: tuple[tuple[str, int], ...]

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Arc:
    """A move in the drawing: its line, and of which kind it is."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The stops one under another with the moves between them."""

    left: int
    width: int
    wide: int
    height: int
    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]


def way(law: Law) -> tuple[Stop, ...]:
    """Every step a case can reach under this law, in the table's order, with what leads on from it."""
    held = tuple(r for r in TABLE if law.holds(r.cite))
    reached = _reached(held)
    steps = [step for step in (START, *STEPS) if step in reached]
    places = dict.fromkeys(_together(step, steps) for step in steps)
    return tuple(_stop(place, tuple(places), held) for place in places)


def _reached(held: tuple[Row, ...]) -> list[str]:
    found = [START]
    for step in found:
        found += dict.fromkeys(r.step_to for r in held if r.step_from == step and r.step_to not in found)
    return found


def _together(step: str, steps: list[str]) -> tuple[str, ...]:
    return tuple(s for s in STATEMENT if s in steps) if step in STATEMENT else (step,)


def _stop(place: tuple[str, ...], places: tuple[tuple[str, ...], ...], held: tuple[Row, ...]) -> Stop:
    here = [r for r in held if r.step_from in place]
    moves = (Move(p, _once(r for r in here if r.step_to in p)) for p in places if p != place)
    return Stop(place, tuple(m for m in moves if m.rows), _once(r for r in here if r.step_to in place))


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """One row an act: where it leads inside a place follows from the facts."""
    return tuple({row.act: row for row in rows}.values())


def drawing(stops: tuple[Stop, ...]) -> Drawing:
    """The drawing, in units a page scales."""
    boxes = tuple(_boxes(stops))
    wide = _LEFT + _WIDE + _SWING * 3 // 4 + _PAD
    return Drawing(_LEFT, _WIDE, wide, boxes[-1].top + boxes[-1].height + _PAD, boxes, tuple(_arcs(stops, boxes)))


def _boxes(stops: tuple[Stop, ...]) -> Iterator[Box]:
    top = _PAD
    for stop in stops:
        tall = len(stop.steps) * _LINE + 2 * _PAD
        lines = tuple((step, top + _PAD + _LINE * place + _LINE * 3 // 4) for place, step in enumerate(stop.steps))
        yield Box(stop.name, top, tall, lines)
        top += tall + _GAP


def _arcs(stops: tuple[Stop, ...], boxes: tuple[Box, ...]) -> Iterator[Arc]:
    """Straight down to the next stop, on the right further on, on the left back."""
    at = {box.name: box for box in boxes}
    for place, stop in enumerate(stops):
        following = boxes[place + 1].name if place + 1 < len(boxes) else ""
        for move in stop.moves:
            one, other = at[stop.name], at[move.to]
            clock = " clock" if move.by_clock else ""
            if move.to == following:
                path = f"M{_LEFT + _WIDE // 2} {one.top + one.height}V{other.top - 2}"
                yield Arc(path, f"next{clock}")
            else:
                yield Arc(_bow(one, other, boxes[-1].top), ("back" if other.top < one.top else "on") + clock)


def _bow(one: Box, other: Box, tallest: int) -> str:
    """A bow beside the boxes, the wider the further it goes; it leaves below the middle and comes in above it."""
    back = other.top < one.top
    reach = abs(other.middle - one.middle)
    swing = (_SWING * (tallest + 3 * reach) // (4 * tallest)) * (-1 if back else 1)
    side = _LEFT if back else _LEFT + _WIDE
    leaves, comes = (one.middle - _PAD, other.middle + _PAD) if back else (one.middle + _PAD, other.middle - _PAD)
    return f"M{side} {leaves}C{side + swing} {leaves} {side + swing} {comes} {side + (-2 if back else 2)} {comes}"
