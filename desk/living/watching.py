"""An onlooker of one life: it reads only what is stored and told, and keeps its own account.

The account is made from the acts without asking `decide`, the fold, or the
projections, so that what must hold of them compares two independent tellings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.law.regimes import Law
from models.records.acts import Act, DeadlineKey
from models.records.commands import CLOCK
from models.records.deadlines import Deadline
from models.steps.rows import FINAL
from models.steps.table import REOPENING

REMOVED, REVOKED = "removed", "revoked"
STAY, SHIELD = "stay", "shield"
# What is owed after a listing has ended; every other deadline ends with it.
_AFTER_THE_END = ("complaint_answer", "undoing")


@dataclass(slots=True)
class Account:
    """What the onlooker knows of a case from its acts."""

    law: Law
    version: int = 0
    step: str = "none"
    keys: dict[str, int] = field(default_factory=dict)
    running: dict[DeadlineKey, Deadline] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    hiding: tuple[str, ...] = ()
    leaving: str = ""
    unconfirmed: tuple[tuple[str, str], ...] = ()
    complaints: int = 0
    owed: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the listing has ended everywhere, or never began, as the acts tell it."""
        return self.step in FINAL or (self.step == REVOKED and not self.unconfirmed)

    @property
    def is_closed(self) -> bool:
        """Whether it is over, no complaint waits, and no wrong is to be undone."""
        return self.is_over and not self.complaints and not self.owed

    @property
    def is_off(self) -> bool:
        """Whether the name must not be shown anywhere."""
        return bool(self.leaving or self.hiding)

    def take(self, act: Act) -> None:
        """Take one more act into the account."""
        self.version, self.step = act.version, act.step_to
        self.keys[act.key] = act.version
        look = _LOOKS.get(act.act)
        if look is not None:
            look(self, act)
        if act.step_to == REVOKED and act.step_from != REVOKED:
            self.leaves("revocation")
        for key in (*act.met, *act.dropped):
            self.running.pop(_key(key), None)
        self.running.update({_key(d.key): d for d in act.opened})
        if self.is_over:
            kept = () if self.is_closed else _AFTER_THE_END
            self.running = {key: d for key, d in self.running.items() if d.kind in kept}

    def leaves(self, ground: str) -> None:
        """A ground to leave the list: from now on the name is off, and every recipient is to be seen."""
        if not self.leaving and self.channels:
            shares = [("sharing", r) for r in self.law.sharing_recipients]
            measures = [("measures", r) for r in self.law.measure_recipients]
            self.unconfirmed = (*(("publication", c) for c in self.channels), *shares, *measures)
        self.leaving = ground


def _key(key: Sequence[str]) -> DeadlineKey:
    """A deadline's key; out of the record it comes as a list."""
    kind, party, channel, matter = key
    return kind, party, channel, matter


def _published(account: Account, act: Act) -> None:
    account.channels = tuple(dict.fromkeys((*account.channels, *act.facts["channels"])))


def _hidden(ground: str) -> Callable[[Account, Act], None]:
    def look(account: Account, _: Act) -> None:
        account.hiding = (*account.hiding, ground)

    return look


def _stay_lifted(account: Account, _: Act) -> None:
    account.hiding = tuple(g for g in account.hiding if g != STAY)


def _shield_ended(account: Account, act: Act) -> None:
    account.hiding = tuple(g for g in account.hiding if g != SHIELD)
    if act.facts["outcome"] == "completed" and not account.leaving:
        account.leaves("restoration")


def _decided(account: Account, act: Act) -> None:
    if act.facts["outcome"] == "grant":
        account.leaves("restoration")


def _expired(account: Account, _: Act) -> None:
    if not account.leaving:
        account.leaves("expiry")


def _revived(account: Account, _: Act) -> None:
    account.leaving, account.unconfirmed = "", ()


def _confirmed(account: Account, act: Act) -> None:
    seen = (act.facts["leg"], act.facts["recipient"])
    account.unconfirmed = tuple(leg for leg in account.unconfirmed if leg != seen)


def _complained(account: Account, _: Act) -> None:
    account.complaints += 1


def _complaints_answered(account: Account, act: Act) -> None:
    account.complaints = 0
    account.owed = tuple(dict.fromkeys((*account.owed, *act.facts["undo"])))


def _undone(account: Account, act: Act) -> None:
    account.owed = tuple(r for r in account.owed if r != act.facts["recipient"])


_LOOKS: dict[str, Callable[[Account, Act], None]] = {
    "publish": _published,
    "impose_stay": _hidden(STAY),
    "lift_stay": _stay_lifted,
    "shield_bankruptcy": _hidden(SHIELD),
    "end_shield": _shield_ended,
    "decide_restoration": _decided,
    "expire_listing": _expired,
    "find_false_materials": _revived,
    "confirm_leg": _confirmed,
    "file_complaint": _complained,
    "answer_complaint": _complaints_answered,
    "confirm_undoing": _undone,
}


# What must hold of every act. Each rule sees the account before it, and answers nothing or what is broken.


def no_act_is_lost_or_out_of_order(account: Account, act: Act) -> str:
    """Versions count without a gap, and each act begins where the last one ended."""
    if act.version != account.version + 1:
        return f"{act.act} is version {act.version} after {account.version}"
    return "" if act.step_from == account.step else f"{act.act} leads from {act.step_from}, the case was {account.step}"


def no_act_twice(account: Account, act: Act) -> str:
    """One key, one act."""
    return f"{act.act} under {act.key} again" if act.key in account.keys else ""


def no_deadline_passes_unseen(account: Account, act: Act) -> str:
    """When an act is done, the clock has ended every deadline whose instant has come."""
    if act.by.id == CLOCK:
        return ""
    passed = [d for d in account.running.values() if d.ends_at <= act.at]
    return f"{act.act} at {act.at} although {passed[0].key} ended at {passed[0].ends_at}" if passed else ""


def clock_acts_bear_their_instant(account: Account, act: Act) -> str:
    """A clock act ends the deadline that comes first, at exactly its instant, and no other."""
    if act.by.id != CLOCK:
        return ""
    first = min(account.running.values(), key=lambda d: (d.ends_at, d.key), default=None)
    if first is None:
        return f"{act.act} although nothing runs"
    named = (act.facts.get("deadline"), act.at)
    if named != (first.kind, first.ends_at):
        return f"{act.act} ends {named}, due was {first.key} at {first.ends_at}"
    return "" if first.key in [_key(k) for k in act.met] else f"{act.act} leaves {first.key} running"


def removed_only_after_three_legs(account: Account, act: Act) -> str:
    """Nobody is told “removed” before publication, sharing and measures are seen ended at every recipient."""
    if act.step_to != REMOVED or act.step_from == REMOVED:
        return ""
    own = (act.facts.get("leg"), act.facts.get("recipient"))
    left = [leg for leg in account.unconfirmed if leg != own]
    if act.act != "confirm_leg" and account.channels:
        left = left or [("publication", c) for c in account.channels]
    return f"{act.act} removes while {left} are open" if left else ""


def closed_cases_rest(account: Account, act: Act) -> str:
    """A closed case takes only the acts that open it again."""
    return f"{act.act} in a case closed at {account.step}" if account.is_closed and act.act not in REOPENING else ""


ActRule = Callable[[Account, Act], str]
ACT_RULES: tuple[ActRule, ...] = (
    no_act_is_lost_or_out_of_order,
    no_act_twice,
    no_deadline_passes_unseen,
    clock_acts_bear_their_instant,
    removed_only_after_three_legs,
    closed_cases_rest,
)
