"""The canonical form of a state: all that can change a future answer, and nothing else.

Kept: step, flags, the service of every document on every party, whether a
party's statement waits and whether one was heard, the draft and whose it is,
hearing, persons, what is shown, held or hidden, the bars and the legs, and for
each deadline its phase (before, last day, ended, met, dropped). What an
onlooker of the acts has seen is kept beside it, so that no two paths are merged
that differ in what the path invariants ask for; states are counted without it.

Dropped, and why that is sound:
- concrete days: time moves from phase to phase only, and acts say their days
  relative to today and to the deadlines. The days of the first path found stand
  for all; so of two deadlines that run side by side only the orders in which
  some path made them end are explored, not every order of every calendar;
- how a deadline ended that no longer runs, except the windows (ended or
  waived), `decision` and `restoration_earliest` (reached): no rule asks. Where
  mail may come back, one that was met and is not over may run again;
- the order and number of statements: a party's statements are answered
  together, and only whether one waits, and whether one was heard, is asked; of
  its running `statement_answer` deadlines the least advanced stands for all,
  for their only effect is one line in the file;
- a statement out of time, a remedy recorded, a cure, an address: kept
  in the file, asked by no rule; remedies that run have one phase;
- after the decision the deadlines that led to it and the hands that made it;
  after a ground to leave the bars to restoration and the application: the legs
  that are still open say all, save that an early removal may yet be undone, so
  there the channels stay;
- everything but the step of a closed case that nothing can open again, and what
  was left behind (nothing, if the invariants hold): it refuses every act alike.

Where a case is not explored `fine` (unit with one person) more is dropped:
the last day of deadlines that end in one line of the file or complete an
announcement, and after the decision the service of papers that no step waits
for. Both are explored with the unit alone, and no rule joins them to a second party.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.exploring.people import hat
from desk.exploring.worlds import World
from models.law.counting import reach
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.deadlines import Deadline, Standing
from models.steps.fold import INVESTIGATION

Canon = tuple[object, ...]
_TOLD = ("notice", "statement_answer", "hearing_notice")
_SIGNED = (
    "decision", "statement_answer", "restoration_decision", "revocation", "objection_answer", "refusal_notice",
    "complaint_answer", "acceptance_notice",
)  # fmt: skip
_REMEDIES = ("reconsideration", "litigation")
_STEPS_WAIT_FOR = ("notice", "hearing_notice", "decision")
_WINDOWS = ("statement_period", "hearing_request")
_BEFORE_DECISION = ("decision", *_WINDOWS, "statement_answer")
_WHILE_LISTED = ("restoration_earliest",)
_TOLD_ONLY = (*_REMEDIES, "service", "removal_effect", "withdrawal", "publication", "complaint_answer", "undoing")
_ONE_LINE = (*_TOLD_ONLY, "announcement", "decision", "statement_answer", "objection_answer", "pre_review")
_AGAIN = ("service", "statement_answer")
_KEPT_WHEN_OVER = (*_WINDOWS, "decision", "restoration_earliest")
_DAY = date.resolution
_A_YEAR = 366 * _DAY


def last_day(d: Deadline) -> date:
    """The last day before the instant of a deadline; a threshold's instant is the beginning of its day."""
    return d.due - _DAY if d.threshold else d.due


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical forms of one world under its law."""

    world: World
    law: Law
    calendar: Calendar

    def form(self, state: CaseState, today: date) -> Canon:
        """The state as far as it can change what follows."""
        if state.is_over and not (state.step == "removed" and state.restoration == "grant"):
            phases = tuple(sorted((d.kind, self._phase(d, today)) for d in state.open_deadlines()))
            return (*_resting(state), self._papers(state), _complaints(state), phases)
        early = state.decision is None
        return (
            state.step,
            self._papers(state),
            self._road(state, today) if early else self._listing(state, today),
            _beside(state, today),
            self._deadlines(state, today),
        )

    def _papers(self, state: CaseState) -> Canon:
        made = {p.kind for p in state.papers}
        served = {(s.document, s.party): 1 if s.pending else 2 for s in state.services}
        documents: tuple[str, ...] = _TOLD if state.decision is None else _SIGNED
        if "record_service" not in self.world.only or state.step == "terminated":
            return ()
        if state.decision is not None and "record_returned_mail" in self.world.only:
            documents = (*documents, *_TOLD)
        if not self.world.fine and state.decision is not None:
            documents = tuple(d for d in documents if d in _STEPS_WAIT_FOR)
        return tuple((d in made, *(served.get((d, p.id), 0) for p in state.parties)) for d in documents)

    def _road(self, state: CaseState, today: date) -> Canon:
        draft = state.draft and (state.draft.outcome, self._hat(state.draft.by), state.draft.grave)
        extended = state.extended and state.running("decision") is not None
        prepared = (draft, state.reviewed, state.discussed, state.agreed)
        basis = (state.level, state.basis.proposed, tuple((e.mark, e.procedural) for e in state.earlier))
        return (_statements(state), prepared, extended, self._hands(state), self._hearing(state, today), basis)

    def _hat(self, person: str) -> str:
        return hat(person, self.world.hats)

    def _hands(self, state: CaseState) -> Canon:
        opened, told = self._hat(state.hand("open_case")), self._hat(state.hand("draft_notice"))
        if state.step in ("none", "opened"):
            return (opened,)
        if state.step == "notice_drafted":
            return (opened, told)
        investigated = {self._hat(h.person) for h in state.hands if h.task == INVESTIGATION}
        return tuple(sorted({opened, told, *investigated} - {"another"}))

    def _application(self, state: CaseState) -> Canon:
        filed = state.application
        hands = (self._hat(state.hand("apply_restoration")), self._hat(state.hand("accept_restoration")))
        if filed is None:
            return hands
        stage = (filed.accepted, filed.requested, filed.asked, filed.extended, filed.pre_reviewed)
        return (*hands, filed.party, bool(filed.bars), stage)

    def _hearing(self, state: CaseState, today: date) -> Canon:
        hearing = state.hearing
        if hearing is None or hearing.over or not hearing.on:
            return () if hearing is None else (hearing.over, hearing.parties)
        kept = []
        for party in hearing.parties:
            served = state.served("hearing_notice", party)
            kept.append(None if served is None else self._lead_kept(served.on, hearing.on))
        day = (hearing.on > today) - (hearing.on < today)
        chair = self._hat(hearing.chair)
        return (hearing.parties, day, chair, tuple(kept), self._lead_kept(today, hearing.on))

    def _lead_kept(self, served_on: date, held_on: date) -> bool:
        lead = self.law.period("hearing_lead")
        if not self.calendar.holds(served_on + _A_YEAR):
            return False
        return lead is None or reach(served_on, lead.amount, lead.unit, lead.roll, self.calendar).due < held_on

    def _listing(self, state: CaseState, today: date) -> Canon:
        spans = tuple(sorted(s.ground for s in state.suspended if s.until is None))
        parties = [p.id for p in state.parties]
        objecting = tuple(any(o.party == p and not o.finding for o in state.objections) for p in parties)
        if state.removal:
            left = tuple(sorted((x.leg, x.recipient) for x in state.legs if x.on is None))
            back = tuple(sorted({x.recipient for x in state.legs if x.leg == "publication"}))
            paused = tuple(sorted(s.channel for s in state.showing() if s.paused))
            again = (back, paused, state.corrected_on is not None) if state.removal == "restoration" else ()
            ground = (state.removal, state.restoration, left, again)
            hands = self._application(state)[:2]
            return (*ground, hands, state.basis.proposed, spans, objecting, state.violated, _complaints(state))
        latest = {s.channel: s for s in state.shown}
        shown = tuple(sorted((c, s.until is not None, s.paused) for c, s in latest.items()))
        barred = state.barred_until is not None and today <= state.barred_until
        burdened = state.restoration in ("refuse", "revoked")
        return (
            shown,
            burdened,
            state.basis.proposed,
            state.corrected_on is not None,
            state.violated,
            barred,
            self._application(state),
            spans,
            objecting,
            any(o.finding for o in state.objections),
            _complaints(state),
        )

    def _deadlines(self, state: CaseState, today: date) -> Canon:
        fine, over = self.world.fine, state.decision is not None
        found: dict[tuple[str, str, str, str], str] = {}
        for d in state.deadlines:
            if (over and d.kind in _BEFORE_DECISION and d.kind != "statement_answer") or (
                state.removal and d.kind in _WHILE_LISTED and state.removal != "restoration"
            ):
                continue
            now = self._phase(d, today)
            if not now or (over and not fine and d.kind in _TOLD_ONLY):
                continue
            if now in ("before", "last") and (d.kind in _REMEDIES or (d.kind in _ONE_LINE and not fine)):
                now = "runs"
            kind = "remedy" if d.kind in _REMEDIES else d.kind
            key = (kind, d.party, d.channel, d.matter if d.kind == "announcement" else "")
            # "before" sorts before "last": the least advanced stands for all, so that time only moves on
            found[key] = min(found.get(key, now), now)
        return tuple(sorted(found.items()))

    @property
    def _alive_though_met(self) -> tuple[str, ...]:
        """Who waived may still state within the window; what is met may run again where mail comes back."""
        return (*_WINDOWS, *(_AGAIN if "record_returned_mail" in self.world.only else ()))

    def _phase(self, d: Deadline, today: date) -> str:
        if d.standing is Standing.OPEN:
            return "last" if last_day(d) <= today else "before"
        if d.standing is Standing.MET and d.due >= today and d.kind in self._alive_though_met:
            return "met, not over"
        return str(d.standing.value) if d.kind in _KEPT_WHEN_OVER else ""


def _resting(state: CaseState) -> Canon:
    """A closed case is one with every other of its step, unless something was left behind."""
    shown = tuple(sorted(s.channel for s in state.shown if s.until is None))
    again = (state.procedural, len(state.earlier)) if state.mode == "rehearsal" else ()
    return (state.step, state.removal, shown, again)


def _statements(state: CaseState) -> Canon:
    waiting = {s.party for s in state.statements if not s.answered}
    heard = {s.party for s in state.statements if s.answered and s.in_time}
    return tuple((p.id in waiting, p.id in heard) for p in state.parties)


def _complaints(state: CaseState) -> Canon:
    waiting = tuple(sorted((c.party, c.measure) for c in state.complaints if not c.finding))
    undoing = tuple(sorted(u.recipient for u in state.undoings if u.on is None))
    return (waiting, undoing, any(c.finding and c.party for c in state.complaints))


def _beside(state: CaseState, today: date) -> Canon:
    """Persons, parties, law and calendar."""
    recusals = tuple(sorted({(r.person, r.outcome) for r in state.recusals if r.outcome != "refused"}))
    gone = {s.party: s.succeeded for s in state.successions}
    years = tuple((y.year, len(y.off)) for y in state.announced)
    lent = tuple((d.to, d.roles) for d in state.deputies if d.since <= today <= d.until)
    agents = len(state.agents)
    return (recusals, state.relieved, lent, agents, tuple(sorted(gone.items())), state.stopped, years)
