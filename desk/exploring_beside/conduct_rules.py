"""What must hold of conduct established and short of a listing, in every state and on every way between two.

The rules are told again here from the texts (49号 parts 2 and 16, 22号 part 2, the house rules), not from `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from desk.exploring_beside.walking import Edge, Stand
from models.records.acts import day_of
from models.records.deadlines import Standing
from models.records.protection import ProtectionState

_Stand: TypeAlias = Stand[ProtectionState]
_Way: TypeAlias = Edge[ProtectionState]
CONDUCT_APART = {
    "decide_conduct": ("propose_conduct", "answer_conduct"),
    "answer_conduct_objection": ("decide_conduct",),
}
_OFFICER, _HEAD = ("case-officer",), ("head",)
CONDUCT_POSTS = {
    "propose_conduct": _OFFICER,
    "notify_conduct": _OFFICER,
    "state_conduct": ("party", *_OFFICER),
    "answer_conduct": _OFFICER,
    "decide_conduct": _HEAD,
    "object_conduct": ("party", *_OFFICER),
    "answer_conduct_objection": _HEAD,
    "restore_conduct": _HEAD,
    "revoke_conduct": _HEAD,
}
_LONGEST = {"minor": 3, "general": 12}
_SHORTEST = 3


def _after(on: date, months: int) -> date:
    """The corresponding day so many months later, in worlds whose days every month has."""
    year, month = divmod(on.month - 1 + months, 12)
    return on.replace(year=on.year + year, month=month + 1)


def conduct_rests_on_the_catalogue(at: _Stand) -> str:
    """Only what the catalogue names, on a document the law names (49号 parts 1 and 2)."""
    c = at.state.conduct
    known = ("judgment", "award", "penalty-decision", "adjudication-decision", "other-document")
    return f"{c.item} {c.rests_on}" if c and (c.item not in at.law.catalogue or c.rests_on not in known) else ""


def a_record_ends_within_its_class(at: _Stand) -> str:
    """It has a last day, within the longest of its class from the document, and its clock runs (22号 part 2)."""
    c = at.state.conduct
    if c is None or at.state.step != "conduct_recorded":
        return ""
    running = [d.due for d in at.state.deadlines if d.kind == "conduct_end" and d.standing is Standing.OPEN]
    if c.until is None or c.recorded_on is None or c.until > _after(c.document_on, _LONGEST[c.degree]):
        return f"{c.until}"
    return "" if running == [c.until] else f"{running}"


def a_first_minor_one_corrected_is_spared(at: _Stand) -> str:
    """It is not recorded (H-206)."""
    c = at.state.conduct
    spared = c is not None and c.degree == "minor" and "first-and-corrected" in c.lenient
    return "recorded" if spared and at.state.step == "conduct_recorded" else ""


def nothing_is_decided_unheard(way: _Way) -> str:
    """Told before; not in the time for a statement; not before the statement is answered (H-205)."""
    act, c = way.own("decide_conduct"), way.before.conduct
    if act is None or c is None:
        return ""
    told = [d for d in way.before.deadlines if d.kind == "conduct_statement"]
    runs = any(d.ends_at > way.now and d.standing is Standing.OPEN for d in told)
    unheard = not told or (runs and not c.stated) or (c.stated and not c.answered)
    return f"{c.stated} {c.answered}" if unheard else ""


def leniency_is_weighed(way: _Way) -> str:
    """Recorded against a ground of leniency, or spared: with reasons (49号 part 16, H-206)."""
    act, c = way.own("decide_conduct"), way.before.conduct
    if act is None or c is None or act.facts.get("reasons"):
        return ""
    return "without reasons" if c.lenient or act.facts["decision"] == "spare" else ""


def it_stands_on_what_has_taken_effect(way: _Way) -> str:
    """A document that has not, carries nothing (49号 part 2)."""
    act = way.own("propose_conduct")
    if act is None:
        return ""
    effective = act.facts.get("effective_on")
    return f"{effective}" if not effective or effective > day_of(act).isoformat() else ""


def a_general_one_is_kept_its_shortest_time(way: _Way) -> str:
    """Corrected or not (22号 part 2)."""
    act, c = way.own("restore_conduct"), way.before.conduct
    early = act is not None and c is not None and c.degree == "general"
    return "early" if early and act and c and day_of(act) <= _after(c.document_on, _SHORTEST) else ""


def what_has_ended_says_how(way: _Way) -> str:
    """On its last day, corrected, objected to, or its document annulled; and no objection is left pending."""
    c = way.after.conduct
    if c is None or way.after.step != "conduct_ended":
        return ""
    return f"ended: {c.ended!r}" if c.ended not in ("expired", "restored", "objection", "revoked") or c.objected else ""


CONDUCT_STATES: tuple[Callable[[_Stand], str], ...] = (
    conduct_rests_on_the_catalogue,
    a_record_ends_within_its_class,
    a_first_minor_one_corrected_is_spared,
)
CONDUCT_EDGES: tuple[Callable[[_Way], str], ...] = (
    nothing_is_decided_unheard,
    leniency_is_weighed,
    it_stands_on_what_has_taken_effect,
    a_general_one_is_kept_its_shortest_time,
    what_has_ended_says_how,
)
