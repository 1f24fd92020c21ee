"""How the onlooker reads: new acts, what channels are to show, what senders are told; and what must hold of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.living.server import Fault, Outcome
from desk.living.watching import ACT_RULES, REMOVED, Account
from models.contracts.listing import Receipt
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.steps.fold import fold
from models.tables.packing import pack, unpack
from models.tables.receiving import Opening

# Plain questions, in words of their own: a fault in how the house asks cannot hide here.
Rows = Callable[..., list[tuple[Any, ...]]]
_ACTS = "SELECT content FROM act WHERE case_id = ? AND version > ? ORDER BY version"
_LAW = "SELECT law_version FROM case_file WHERE id = ?"
_CASE = "SELECT version, step, closed FROM case_file WHERE id = ?"
_STATE = "SELECT state FROM case_file WHERE id = ?"
_CHANNELS = "SELECT channel, generation, desired FROM publication WHERE case_id = ?"
_COMMAND = "SELECT outcome, answer FROM command WHERE key = ?"


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that did not hold: its name, and what was seen."""

    rule: str
    what: str


@dataclass(slots=True)
class Onlooker:
    """Everything one case showed, in the order it was shown."""

    rows: Rows
    clock: Callable[[], datetime]
    case_id: str
    account: Account
    state: CaseState
    acts: list[Act] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    _showing: dict[str, tuple[int, str]] = field(default_factory=dict)
    _answers: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def look(self) -> None:
        """Read what is new, and hold it to the rules."""
        fresh = [unpack(Act, content) for (content,) in self.rows(_ACTS, self.case_id, self.account.version)]
        for act in fresh:
            self.hold("no_act_before_its_time", f"{act.act} at {act.at}" if act.at > self.clock() else "")
            for rule in ACT_RULES:
                self.hold(rule.__name__, rule(self.account, act))
            self.account.take(act)
        self.acts += fresh
        self.state = fold(self.state, fresh)
        self._channels()
        self._standing()

    def hold(self, rule: str, what: str) -> None:
        """Keep what is broken, if anything is."""
        if what:
            self.broken.append(Broken(rule, what))

    def _channels(self) -> None:
        for channel, generation, desired in self.rows(_CHANNELS, self.case_id):
            before, now = self._showing.get(channel, (0, "withdrawn")), (generation, desired)
            if desired == "shown" and (self.account.is_off or channel not in self.account.channels):
                self.hold("no_name_is_shown_after_withdrawal", f"{channel} is to show the name: {now}")
            if generation < before[0] or (now != before and generation == before[0]):
                self.hold("generations_only_grow", f"{channel} went from {before} to {now}")
            self._showing[channel] = now

    def _standing(self) -> None:
        account = self.account
        version, step, closed = self.rows(_CASE, self.case_id)[0]
        if (version, step, bool(closed)) != (account.version, account.step, account.is_closed):
            told = f"version {version}, {step}, closed {closed}"
            self.hold("the_file_tells_what_was_done", f"{told}; acts: {account.version}, {account.step}")
        if step == REMOVED and account.unconfirmed:
            self.hold("nobody_is_told_restored_before_three_legs", f"{step} while {account.unconfirmed} are open")

    def hear(self, key: str, outcome: Outcome) -> None:
        """What a sender is told by the workflow, beside what the record holds."""
        if isinstance(outcome, Fault):
            self.hold("no_command_meets_a_fault_of_the_house", f"{key}: {outcome.kind}")
            return
        if isinstance(outcome, Receipt):
            kept = self._command(key)[0]
            done = key in self.account.keys and kept == "done"
            self.hold("no_act_is_told_that_is_not_kept", "" if done else f"{key}: {kept}, not done as told")
            early = outcome.step == REMOVED and self.account.unconfirmed
            self.hold("nobody_is_told_restored_before_three_legs", f"{key} was told {REMOVED}" if early else "")

    def answer(self, key: str) -> str:
        """What the record answers to a key: once, and the same for ever; empty while there is none."""
        now = outcome, content = self._command(key)
        held = self._answers.get(key)
        if outcome == "received":
            self.hold("one_key_has_one_answer", f"{key} was {held[0]} and is open again" if held else "")
            return ""
        if self._answers.setdefault(key, now) != now:
            self.hold("one_key_has_one_answer", f"{key} was {held[0] if held else ''}, is {outcome}, or says else")
        if (key in self.account.keys) is not (outcome == "done"):
            self.hold("one_key_has_one_answer", f"{key} is {outcome}, acts under it: {int(outcome != 'done')}")
        return unpack(Refused, content).code if outcome == "refused" and content else "done"

    def rest(self, held: CaseState | None, keys: tuple[str, ...], law: str) -> None:
        """At rest record, fold and workflow are one, under one law; every key has its answer, nothing is overdue."""
        ((kept,),) = self.rows(_STATE, self.case_id)
        if kept != pack(self.state):
            self.hold("record_is_the_fold_of_its_acts", f"kept {unpack(CaseState, kept).step}, fold {self.state.step}")
        if held is not None and held != self.state:
            self.hold(
                "workflow_holds_what_is_recorded",
                f"workflow {held.version} {held.step}, record {self.state.version} {self.state.step}",
            )
        ((pinned,),) = self.rows(_LAW, self.case_id)
        if held is not None and held == self.state and law != pinned:
            self.hold("workflow_holds_what_is_recorded", f"workflow under law {law}, record under {pinned}")
        for key in keys:
            if not self.answer(key):
                self.hold("no_command_is_left_without_answer", key)

    def _command(self, key: str) -> tuple[str, str | None]:
        ((outcome, content),) = self.rows(_COMMAND, key)
        return outcome, content


def onlooker(rows: Rows, clock: Callable[[], datetime], opening: Opening) -> Onlooker:
    """An onlooker of a case that has no act yet."""
    return Onlooker(rows, clock, opening.case_id, Account(opening.law), CaseState(opening.case_id, opening.mode))
