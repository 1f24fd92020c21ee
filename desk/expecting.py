"""Whether a story is what its file expects, and how two tellings of it differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Protocol

from desk.casefile import CaseFile
from desk.playing import Refusal, Story
from models.law.days import SHANGHAI
from models.law.reading import Place
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.deadlines import Deadline


class Told(Protocol):
    """A telling of a file, whatever proceeding it is of."""

    @property
    def acts(self) -> list[Act]:
        """What was done."""

    @property
    def refusals(self) -> list[Refusal]:
        """What was refused."""


_KNOWN = ("step", "refused", "deadlines", "published", "legs", "documents", "measures_suspended")


def differences(case: CaseFile, story: Story) -> list[str]:
    """Every point in which the story is not what the file expects."""
    expect = case.expect
    expect.only(*_KNOWN)
    state = story.state()
    found: list[str] = []
    if "step" in expect and expect["step"] != state.step:
        found.append(f"step: expected {expect['step']}, got {state.step}")
    if "refused" in expect:
        found += _refused(expect, story)
    for row in expect.rows("deadlines"):
        found += _deadline(row, story, state)
    if "published" in expect:
        found += _same("published", [_row(r) for r in expect.rows("published")], list(_published(state)))
    found += _legs(expect.inner("legs"), state)
    found += _documents(list(expect.words("documents")), made(story))
    if "measures_suspended" in expect:
        wanted = [_row(r) for r in expect.rows("measures_suspended")]
        found += _same("measures_suspended", wanted, list(_suspended(state)))
    return found


def _row(row: Place) -> dict[str, str]:
    return {k: str(v) for k, v in row.items()}


def _same(what: str, expected: list[Any], got: list[Any]) -> list[str]:
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


def shown_at(at: datetime) -> str:
    """An instant as the file writes it."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _refused(expect: Place, story: Story) -> list[str]:
    wanted = [(r["act"], str(r["at"])[:16], r["code"]) for r in expect.rows("refused")]
    got = [(r.refused.act, shown_at(r.at), r.refused.code) for r in story.refusals]
    return _same("refused", wanted, got)


def _deadline(row: Place, story: Story, at_end: CaseState) -> list[str]:
    kind, at = row.text("kind"), row.get("at")
    moment = datetime.fromisoformat(str(at)).replace(tzinfo=SHANGHAI).astimezone(UTC) if at else None
    found = find_deadline(story.state(moment) if moment else at_end, kind, row.get("party"), row.get("channel"))
    name = f"deadline {kind}" + (f" of {row['party']}" if "party" in row else "")
    if found is None:
        return [f"{name}: expected {row['due']}, there is none"]
    if found.due != (row["due"] if isinstance(row["due"], date) else date.fromisoformat(str(row["due"]))):
        return [f"{name}: expected {row['due']}, got {found.due}"]
    if "provisional" in row and found.provisional is not row["provisional"]:
        return [f"{name}: expected provisional {row['provisional']}, got {found.provisional}"]
    return []


def find_deadline(state: CaseState, kind: str, party: str | None, channel: str | None) -> Deadline | None:
    """The latest deadline of a kind; without party the last party's, without channel the own list's."""
    order = ["", *(p.id for p in state.parties)]
    held = [d for d in state.deadlines if d.kind == kind and d.channel == (channel or "")]
    held = [d for d in held if party is None or d.party == party]
    ranked = sorted(enumerate(held), key=lambda nd: (order.index(nd[1].party), nd[0]))
    return ranked[-1][1] if ranked else None


def _published(state: CaseState) -> Iterator[dict[str, str]]:
    end = find_deadline(state, "publication_end", None, None)
    for s in state.shown:
        until = s.until or (end.due if end else None)
        yield {"channel": s.channel, "from": s.since.isoformat(), "until": str(until)}


def _suspended(state: CaseState) -> Iterator[dict[str, str]]:
    """From when until when measures rested, whatever the ground; spans that overlap are one."""
    spans = sorted(state.suspended, key=lambda s: s.since)
    while spans:
        since, until = spans[0].since, spans[0].until
        spans = spans[1:]
        while spans and until is not None and spans[0].since <= until:
            later = spans.pop(0).until
            until = None if later is None else max(until, later)
        if until is None:
            spans = []
        yield {"from": since.isoformat(), "until": str(until or "")}


def _legs(wanted: Place, state: CaseState) -> list[str]:
    found = []
    for leg, on in wanted.items():
        days = [x.on for x in state.legs if x.leg == leg]
        got = None if not days or None in days else max(d for d in days if d)
        if str(got) != str(on):
            found.append(f"leg {leg}: expected {on}, got {got}")
    return found


def made(story: Story) -> list[str]:
    """The kinds of paper, in the order of their first making; a written refusal is one."""
    papers = [(a.at, d) for a in story.acts for d in a.documents]
    papers += [(r.at, d) for r in story.refusals for d in r.refused.documents]
    return list(dict.fromkeys(d for _, d in sorted(papers, key=lambda p: p[0])))


def _documents(wanted: list[str], got: list[str]) -> list[str]:
    missing = [d for d in wanted if d not in got]
    if missing:
        return [f"documents: missing {missing}, made {got}"]
    in_order = [d for d in got if d in wanted]
    return _same("documents (order)", wanted, in_order)


def timeline(acts: list[Act]) -> list[tuple[Any, ...]]:
    """What must be equal between two tellings of a case."""
    return [
        (
            a.at.isoformat(),
            a.by.id,
            a.act,
            a.step_from,
            a.step_to,
            a.cite,
            tuple((d.key, d.due.isoformat(), d.provisional, str(d.standing)) for d in a.opened),
            tuple(sorted(map(tuple, a.met))),
            tuple(sorted(map(tuple, a.dropped))),
            tuple(a.documents),
        )
        for a in acts
    ]


def apart(law: Told, real: Told, tell: Callable[[list[Act]], list[tuple[Any, ...]]] = timeline) -> list[str]:
    """Where two tellings of one file differ: the first act, and the refusals."""
    found = []
    for mine, other in zip(tell(law.acts), tell(real.acts), strict=False):
        if mine != other:
            found.append(f"engines differ at {mine[0]}: law {mine}, temporal {other}")
            break
    if len(law.acts) != len(real.acts):
        found.append(f"engines differ: law did {len(law.acts)} acts, temporal {len(real.acts)}")
    refused = [[(r.at, r.refused.act, r.refused.code) for r in s.refusals] for s in (law, real)]
    if refused[0] != refused[1]:
        found.append(f"engines differ in refusals: law {refused[0]}, temporal {refused[1]}")
    return found
