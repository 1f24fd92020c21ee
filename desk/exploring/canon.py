"""The canonical form of a state: all that can change a future answer, and nothing else.

Kept: step, flags, the service of every document on every party, whether a
party's statement waits and whether one was heard, the draft and whose it is,
what is shown, the bars and the legs, and for each deadline its phase (before,
last day, ended, met, dropped). What an onlooker of the acts has seen is part of
the form, so that no two paths are merged that differ in what the path
invariants ask for.

Dropped, and why that is sound:
- concrete days: time moves from phase to phase only, and acts say their days
  relative to today and to the deadlines. The days of the first path found stand
  for all; so of two deadlines that run side by side only the orders in which
  some path made them end are explored, not every order of every calendar;
- how a deadline ended that no longer runs, except `statement_period` (ended or
  waived), `decision` and `restoration_earliest` (reached): no rule asks;
- the order and number of statements: a party's statements are answered
  together, and only whether one waits, and whether one was heard, is asked; of
  its running `statement_answer` deadlines the least advanced stands for all,
  for their only effect is one line in the file;
- a statement out of time, a remedy recorded, a cure: kept in the file, asked by
  no rule; remedies that run (`reconsideration`, `litigation`) have one phase;
- after the decision the deadlines that led to it and the hands that made it;
  after a ground to leave the list the bars to restoration, the application and
  the channels: the legs that are still open say all;
- everything but the step of a closed case and what was left behind (nothing, if
  the invariants hold): it refuses every act alike.

Where a case is not explored `fine` (unit with one person) more is dropped:
the last day of deadlines that end in one line of the file or complete an
announcement, and after the decision the service of papers that no step waits
for. Both are explored with the unit alone, and no rule joins them to a second party.
"""

from __future__ import annotations

from datetime import date

from desk.exploring.onlooker import Seen
from desk.exploring.people import hat
from models.records.cases import CaseState
from models.records.deadlines import Deadline, Standing
from models.steps.fold import INVESTIGATION

Canon = tuple[object, ...]
DOCUMENTS = ("notice", "statement_answer", "decision", "restoration_decision", "revocation")
_REMEDIES = ("reconsideration", "litigation")
_STEPS_WAIT_FOR = ("notice", "decision")
_BEFORE_DECISION = ("decision", "statement_period", "statement_answer")
_WHILE_LISTED = ("restoration_earliest",)
_ONE_LINE = ("announcement", "decision", "statement_answer", "service", "removal_effect", "withdrawal")
_TOLD_ONLY = (*_REMEDIES, "service", "removal_effect", "withdrawal")
_KEPT_WHEN_OVER = ("statement_period", "decision", "restoration_earliest")
_DAY = date.resolution


def last_day(d: Deadline) -> date:
    """The last day before the instant of a deadline; a threshold's instant is the beginning of its day."""
    return d.due - _DAY if d.threshold else d.due


def phase(d: Deadline, today: date) -> str:
    """The phase of a deadline on a day."""
    if d.standing is Standing.OPEN:
        return "last" if last_day(d) <= today else "before"
    return str(d.standing.value) if d.kind in _KEPT_WHEN_OVER else ""


def canonical(state: CaseState, seen: Seen, today: date, *, fine: bool = True) -> Canon:
    """The state and what an onlooker saw, as far as either can change what follows."""
    if state.is_closed:
        return _at_rest(state, seen)
    return (
        state.step,
        _papers(state, fine=fine),
        _statements(state),
        _road(state),
        _listing(state),
        _deadlines(state, today, fine=fine),
        seen.told(),
    )


def _at_rest(state: CaseState, seen: Seen) -> Canon:
    """A closed case is one with every other of its step, unless something was left behind."""
    shown = tuple(sorted(s.channel for s in state.shown if s.until is None))
    running = tuple(sorted(d.kind for d in state.open_deadlines()))
    return (state.step, state.removal, shown, running, tuple(sorted(seen.unconfirmed or ())))


def _papers(state: CaseState, *, fine: bool) -> Canon:
    made = {p.kind for p in state.papers}
    served = {(s.document, s.party): 1 if s.pending else 2 for s in state.services}
    parties = [p.id for p in state.parties]
    documents = DOCUMENTS if fine or state.decision is None else _STEPS_WAIT_FOR
    return tuple((d in made, *(served.get((d, p), 0) for p in parties)) for d in documents)


def _statements(state: CaseState) -> Canon:
    waiting = {s.party for s in state.statements if not s.answered}
    heard = {s.party for s in state.statements if s.answered and s.in_time}
    return tuple((p.id in waiting, p.id in heard) for p in state.parties)


def _road(state: CaseState) -> Canon:
    if state.decision is not None:
        return ()
    draft = state.draft and (state.draft.outcome, hat(state.draft.by))
    extended = state.extended and state.running("decision") is not None
    return (draft, state.reviewed, extended, _hands(state))


def _hands(state: CaseState) -> Canon:
    opened, told = hat(state.hand("open_case")), hat(state.hand("draft_notice"))
    if state.step in ("none", "opened"):
        return (opened,)
    if state.step == "notice_drafted":
        return (opened, told)
    investigated = {hat(h.person) for h in state.hands if h.task == INVESTIGATION}
    return tuple(sorted({opened, told, *investigated} - {"another"}))


def _listing(state: CaseState) -> Canon:
    if state.decision is None:
        return ()
    if state.removal:
        return (state.removal, tuple(sorted((x.leg, x.recipient) for x in state.legs if x.on is None)))
    shown = tuple(sorted((s.channel, s.until is not None) for s in state.shown))
    refused = state.restoration == "refuse"
    filed = state.application
    application = filed and (hat(filed.received_by), bool(filed.bars))
    return (shown, refused, state.corrected_on is not None, state.violated, application)


def _deadlines(state: CaseState, today: date, *, fine: bool) -> Canon:
    found: dict[tuple[str, str, str], str] = {}
    for d in state.deadlines:
        if (state.decision is not None and d.kind in _BEFORE_DECISION) or (state.removal and d.kind in _WHILE_LISTED):
            continue
        now = phase(d, today)
        if not now or (not fine and state.decision is not None and d.kind in _TOLD_ONLY):
            continue
        if now in ("before", "last") and (d.kind in _REMEDIES or (d.kind in _ONE_LINE and not fine)):
            now = "runs"
        kind = "remedy" if d.kind in _REMEDIES else d.kind
        key = (kind, d.party, d.matter if d.kind == "announcement" else "")
        # "before" sorts before "last": the least advanced stands for all, so that time only moves on
        found[key] = min(found.get(key, now), now)
    return tuple(sorted(found.items()))
