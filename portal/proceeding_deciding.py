"""Which acts of a proceeding are open to an officer now, and why the others are not: its `decide` is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice, product
from typing import Any, TypeVar

from models.law.days import law_day
from models.records.acts import Answer, Refused
from models.records.commands import Actor, Command
from models.steps.fields import Field
from models.steps.fields import Kind as Of
from portal.deciding import Door, Waiting, door_of
from portal.proceeding_kind import Body, Kind, choices_of
from portal.proceeding_reading import Held

H = TypeVar("H", bound=Held[Any, Any])
_KEY, _SOME = "assumed", "~"
# So many plausible ways to say an act are tried before it counts as not open.
_TRIED = 60


def standing(kind: Kind[H], held: H, now: datetime) -> H:
    """The file with every day that has passed counted, as the next act would find it."""
    settled = kind.kept.settle(held.state, held.law, held.calendar, now)
    return replace(held, state=kind.kept.fold(held.state, settled)) if settled else held


def doors(
    kind: Kind[H], held: H, actor: Actor, now: datetime, said: Mapping[str, str] | None = None
) -> tuple[Door, ...]:
    """Every act of the table for this officer at this instant; `said` is what the address says beforehand."""
    held = standing(kind, held, now)
    over = held.state.is_closed and not kind.kept.after_the_end
    here = () if over else kind.table.moves.open_acts(held.state.step)
    acts = (act for act in kind.kept.acts if act not in kind.table.openings)
    return tuple(door(kind, held, act, actor, now, said, at_this_step=act in here) for act in acts)


def door(
    kind: Kind[H], held: H, act: str, actor: Actor, now: datetime, said: Mapping[str, str] | None = None, *,
    at_this_step: bool = True,
) -> Door:  # fmt: skip
    """One act: open, or the first refusal that stands before it."""
    commands = (Command(_KEY, act, actor, kind.kept.part(act, b)) for b in bodies(kind, held, act, now, said or {}))
    found = door_of(act, (_answer(kind, held, c, now) for c in commands), at_this_step=at_this_step)
    return replace(found, refused=_told(found.refused)) if found.refused else found


def _told(refused: Refused) -> Refused:
    """The refusal without what was only assumed: nobody has said it."""
    return replace(refused, detail={name: value for name, value in refused.detail.items() if value != _SOME})


def judged(kind: Kind[H], held: H, command: Command, now: datetime) -> Refused | None:
    """What `decide` would refuse of a command now."""
    answer = _answer(kind, held, command, now)
    return answer if isinstance(answer, Refused) else None


def waiting(kind: Kind[H], held: H, now: datetime) -> tuple[Waiting, ...]:
    """The acts this file waits for, and the posts that may do each."""
    held = standing(kind, held, now)
    rules = ((act, held.law.act_rule(act)) for act in _wanted(kind, held))
    return tuple(Waiting(act, rule.roles) for act, rule in rules if rule is not None)


def awaits(kind: Kind[H], held: H, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The acts that bring this file forward and are open to this officer now."""
    held = standing(kind, held, now)
    return tuple(act for act in _wanted(kind, held) if door(kind, held, act, actor, now).is_open)


def _wanted(kind: Kind[H], held: H) -> tuple[str, ...]:
    return () if held.state.is_closed else kind.table.wanted(held.state)


def _answer(kind: Kind[H], held: H, command: Command, now: datetime) -> Answer:
    return kind.kept.decide(held.state, command, held.law, held.calendar, now)


def bodies(kind: Kind[H], held: H, act: str, now: datetime, said: Mapping[str, str]) -> Iterator[Body]:
    """What an officer could plausibly say: as the kind says, else as the act's form says."""
    today = law_day(now).isoformat()
    make = kind.table.bodies.get(act)
    return make(held, today, said) if make else plausible(kind, held, act, today, said)


def plausible(kind: Kind[Any], held: Any, act: str, today: str, said: Mapping[str, str]) -> Iterator[Body]:
    """Every choice of every required field of an act, days as of today, texts as some text."""
    offer = kind.forms.bare(held, said)
    asked = [f for f in kind.table.fields[act] if f.required]
    values = [[said[f.name]] if f.name in said else _values(kind, act, f.name, f, offer, today) for f in asked]
    for row in islice(product(*values), _TRIED):
        yield {f.name: value for f, value in zip(asked, row, strict=True)}


def _values(kind: Kind[Any], act: str, path: str, asked: Field, offer: Any, today: str) -> list[Any]:
    if asked.kind in (Of.PLACE, Of.PLACES):
        inner = {f.name: _values(kind, act, f"{path}.{f.name}", f, offer, today)[0] for f in asked.inner if f.required}
        return [inner if asked.kind is Of.PLACE else [inner]]
    plain: dict[Of, list[Any]] = {Of.DAY: [today], Of.FLAG: [True, False], Of.NUMBER: [1]}
    if asked.kind in plain:
        return plain[asked.kind]
    found = list(choices_of(kind.forms, act, path, asked, offer) or (_SOME,))
    return [found] if asked.kind is Of.WORDS else found
