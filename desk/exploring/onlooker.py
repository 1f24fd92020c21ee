"""An onlooker who sees only the acts of a case, and keeps its own account of what they did.

The account is made without asking `decide` or the fold, so that the invariants
about paths compare two independent tellings. It is part of the canonical form:
two paths that the onlooker tells apart are never merged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from desk.exploring.people import hat
from models.law.days import law_day
from models.records.acts import Act


@dataclass(frozen=True, slots=True)
class Seen:
    """What the onlooker knows of a case."""

    parties: tuple[str, ...] = ()
    noticed: dict[str, date] = field(default_factory=dict)
    windows: dict[str, date] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    owed: frozenset[tuple[str, str]] = frozenset()
    opener: str = ""
    noticer: str = ""
    measures_told: tuple[str, ...] = ()
    drafter: str = ""
    draft_lacks: tuple[str, ...] = ()
    reviewer: str = ""
    decided_without: tuple[str, ...] | None = None
    decided_on: date | None = None
    decision_served: frozenset[str] = frozenset()
    violated: bool = False
    earliest_on: date | None = None
    applied_on: date | None = None
    ground_to_leave: str = ""
    unconfirmed: frozenset[tuple[str, str]] | None = None

    def told(self) -> tuple[object, ...]:
        """The part of the account that can still matter, for the canonical form."""
        if self.decided_without is None:
            drafted = (hat(self.drafter), self.draft_lacks, hat(self.reviewer), bool(self.reviewer))
            return (*self._served(), drafted if self.drafter else ())
        left = self.unconfirmed if self.unconfirmed is None else tuple(sorted(self.unconfirmed))
        served = tuple(sorted(self.decision_served))
        barred = self.violated and not self.ground_to_leave
        return (self.decided_without, served, barred, self.ground_to_leave, left)

    def _served(self) -> tuple[object, ...]:
        return tuple((p in self.noticed, p in self.closed, p in self.waiting) for p in self.parties)


def look(seen: Seen, act: Act) -> Seen:
    """The account after one more act."""
    change = _LOOKS.get(act.act)
    seen = change(seen, act) if change else seen
    ends = {d.party: d.due for d in act.opened if d.kind == "statement_period"}
    if ends:
        seen = replace(seen, windows={**seen.windows, **ends})
    legs = act.facts.get("legs")
    if legs is not None and seen.unconfirmed is None:
        seen = replace(seen, unconfirmed=frozenset((leg, to) for leg, to in legs))
    return seen


def _opened(seen: Seen, act: Act) -> Seen:
    return replace(seen, parties=tuple(p["id"] for p in act.facts["parties"]), opener=act.by.id)


def _told(seen: Seen, act: Act) -> Seen:
    return replace(seen, noticer=act.by.id, measures_told=tuple(act.facts["measures"]))


def _service(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    if facts.get("method") == "announcement" and act.act == "record_service":
        return seen
    on = date.fromisoformat(facts["on"])
    served = tuple(facts["served"]) if "served" in facts else (facts["party"],)
    if facts["document"] == "notice":
        return replace(seen, noticed={**seen.noticed, **dict.fromkeys(served, on)})
    if facts["document"] == "decision":
        return replace(seen, decision_served=seen.decision_served | frozenset(served))
    return seen


def _window_ended(seen: Seen, act: Act) -> Seen:
    return replace(seen, closed=seen.closed | {act.facts.get("party") or act.facts["by_party"]})


def _statement(seen: Seen, act: Act) -> Seen:
    party = act.facts["by_party"]
    posted = date.fromisoformat(act.facts.get("posted_on") or act.facts["on"])
    end = seen.windows.get(party)
    if seen.decided_without is not None or (end is not None and posted > end):
        return seen
    owed = frozenset((d.party, d.matter) for d in act.opened if d.kind == "statement_answer")
    return _draft_falls(replace(seen, waiting=seen.waiting | {party}, owed=seen.owed | owed))


def _answered(seen: Seen, act: Act) -> Seen:
    answered = frozenset(act.facts["answered"])
    owed = frozenset(o for o in seen.owed if o[0] not in answered)
    return replace(seen, waiting=seen.waiting - answered, owed=owed)


def _draft_falls(seen: Seen, _act: Act | None = None) -> Seen:
    return replace(seen, drafter="", draft_lacks=(), reviewer="")


def _drafted(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    measures = tuple(facts.get("measures") or ())
    lacks = [] if facts.get("reasons") else ["reasons"]
    if facts["outcome"] == "list" and not measures:
        lacks.append("measures")
    if any(m not in seen.measures_told for m in measures):
        lacks.append("measures told")
    return replace(seen, drafter=act.by.id, draft_lacks=tuple(lacks), reviewer="")


def _reviewed(seen: Seen, act: Act) -> Seen:
    return _draft_falls(seen) if act.facts["opinion"] == "return" else replace(seen, reviewer=act.by.id)


def _decided(seen: Seen, act: Act) -> Seen:
    lacks = list(seen.draft_lacks)
    lacks += [f"notice served on {p}" for p in seen.parties if p not in seen.noticed]
    lacks += [f"window of {p} closed" for p in seen.parties if p not in seen.closed]
    lacks += [f"statement of {p} answered" for p in sorted(seen.waiting)]
    lacks += [] if seen.drafter else ["draft"]
    lacks += [] if seen.reviewer else ["legal review"]
    lacks += ["reviewer apart from drafter"] if seen.reviewer == seen.drafter else []
    lacks += ["head apart from drafter"] if act.by.id == seen.drafter else []
    return replace(seen, decided_without=tuple(lacks), decided_on=law_day(act.at))


def _violated(seen: Seen, _act: Act) -> Seen:
    return replace(seen, violated=True)


def _corrected(seen: Seen, act: Act) -> Seen:
    return replace(seen, earliest_on=next((d.due for d in act.opened if d.kind == "restoration_earliest"), None))


def _applied(seen: Seen, act: Act) -> Seen:
    return replace(seen, applied_on=date.fromisoformat(act.facts["on"]))


def _restored(seen: Seen, act: Act) -> Seen:
    granted = act.facts["outcome"] == "grant"
    return replace(seen, ground_to_leave="restoration") if granted else replace(seen, applied_on=None)


def _expired(seen: Seen, _act: Act) -> Seen:
    return seen if seen.ground_to_leave else replace(seen, ground_to_leave="expiry")


def _revoked(seen: Seen, _act: Act) -> Seen:
    return replace(seen, ground_to_leave="revocation")


def _confirmed(seen: Seen, act: Act) -> Seen:
    return replace(seen, unconfirmed=(seen.unconfirmed or frozenset()) - {(act.facts["leg"], act.facts["recipient"])})


_LOOKS: dict[str, Callable[[Seen, Act], Seen]] = {
    "open_case": _opened,
    "draft_notice": _told,
    "record_service": _service,
    "complete_announcement_service": _service,
    "end_statement_period": _window_ended,
    "waive_statement": _window_ended,
    "file_statement": _statement,
    "answer_statement": _answered,
    "record_cure": _draft_falls,
    "draft_decision": _drafted,
    "legal_review": _reviewed,
    "approve_decision": _decided,
    "record_violation": _violated,
    "record_correction_of_conduct": _corrected,
    "apply_restoration": _applied,
    "decide_restoration": _restored,
    "expire_listing": _expired,
    "revoke_basis": _revoked,
    "confirm_leg": _confirmed,
}
