"""What must hold of every kind of proceeding alike: posts, two people, the clock, the fold.

A kind says only what is its own: who may do what, whose task bars whom, how an act is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desk.exploring_beside.walking import Edge, Stand
from models.records.acts import Act
from models.records.commands import CLOCK, Command
from models.records.deadlines import Standing

EdgeRule = Callable[[Edge[Any]], str]


def nobody_is_late_before_the_end(at: Stand[Any]) -> str:
    """A deadline has ended only when its instant has come."""
    early = [d.key for d in at.state.deadlines if d.standing is Standing.ENDED and d.ends_at > at.now]
    return f"{early}" if early else ""


def by_post(posts: Mapping[str, Sequence[str]]) -> EdgeRule:
    """Nobody does another post's act; an act without a post here is nobody's."""

    def everybody_acts_by_their_post(way: Edge[Any]) -> str:
        if way.command is None:
            return ""
        allowed = posts.get(way.command.act, ())
        return "" if any(r in allowed for r in way.command.by.roles) else f"{way.command.by.id} did {way.command.act}"

    return everybody_acts_by_their_post


def _nothing_apart(_command: Command) -> str:
    return ""


def _no_more(_way: Edge[Any]) -> Sequence[str]:
    return ()


def two_people(
    apart: Mapping[str, Sequence[str]],
    *,
    about: Callable[[Command], str] = _nothing_apart,
    more: Callable[[Edge[Any]], Sequence[str]] = _no_more,
) -> EdgeRule:
    """Who did the task before does not do this one.

    `about` says which of several like things a command is for, where tasks are kept for each; `more` are tasks of
    this person that bar beside those of the table.
    """

    def two_people_at_every_paper(way: Edge[Any]) -> str:
        if way.command is None:
            return ""
        by, of = way.command.by.id, about(way.command)
        done = [h.task for h in way.before.hands if h.person == by]
        barred = [task for task in apart.get(way.command.act, ()) if (f"{task} {of}" if of else task) in done]
        barred += more(way)
        return f"{by} did {barred} and {way.command.act}" if barred else ""

    return two_people_at_every_paper


def clock_first(*may_be_due: str) -> EdgeRule:
    """What has ended is recorded before the act, in order, each at its own instant, and nothing ended is left.

    `may_be_due` are acts that open a day which may have passed already: the clock takes it with the next look.
    """

    def the_clock_comes_first(way: Edge[Any]) -> str:
        clock = way.acts[:-1] if way.command is not None else way.acts
        instants = [a.at for a in clock]
        if any(a.by.id != CLOCK for a in clock) or instants != sorted(instants) or any(i > way.now for i in instants):
            return f"{[a.act for a in way.acts]}"
        left = way.after.earliest()
        over = left is None or left.ends_at > way.now or way.after.is_closed
        return "" if over or way.own(*may_be_due) is not None else f"{left.key}"

    return the_clock_comes_first


def folded_by(apply: Callable[[Any, Act], Any]) -> EdgeRule:
    """The state is the fold of its acts: versions without a gap, steps that join."""

    def the_state_is_the_fold_of_its_acts(way: Edge[Any]) -> str:
        state = way.before
        for act in way.acts:
            if (act.version, act.step_from) != (state.version + 1, state.step):
                return f"{act.act} at {act.version}"
            state = apply(state, act)
        return "" if state == way.after else "another state"

    return the_state_is_the_fold_of_its_acts
