"""What is said with each act in a life: plausible fields, drawn by lot, now and then a wrong one.

An act that has no words here yet is filled in from its fields alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from desk.living.announcing import later
from desk.living.people import CHAIRS, HEADS, POSTS
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.deadlines import Standing
from models.steps.fields import FIELDS, Field, Kind
from models.steps.rows import LISTED, STATEMENT

Facts = dict[str, Any]
_DAY = date.resolution
_TEXT = "示例说明"
SELDOM, OFTEN = 0.1, 0.7


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a case stands, on which day, under which law; and the lot."""

    state: CaseState
    law: Law
    today: date
    rng: Random
    parties: tuple[Facts, ...]
    document: str

    def seldom(self) -> bool:
        """Now and then."""
        return self.rng.random() < SELDOM

    def day(self, since: date | None = None) -> str:
        """Today, or typed late an earlier day; seldom one still to come."""
        lot = self.rng.random()
        if lot < OFTEN:
            return self.today.isoformat()
        if lot > 1 - SELDOM / 2:
            return (self.today + _DAY).isoformat()
        earlier = self.today - self.rng.randrange(1, 12) * _DAY
        return max(earlier, min(since or earlier, self.today)).isoformat()

    def party(self) -> str:
        """One of the parties, mostly the first."""
        ids = [p.id for p in self.state.parties] or ["p1"]
        return ids[0] if self.rng.random() < OFTEN else self.rng.choice(ids)

    def some(self, of: tuple[str, ...]) -> list[str]:
        """One or more of these, in their order."""
        chosen = [x for x in of if self.rng.random() < 1 / 2]
        return chosen or list(of[:1])


def said(act: str, scene: Scene) -> Facts:
    """The fields of an act."""
    make = _SAID.get(act)
    whole = _filled(FIELDS.get(act, ()), scene)
    return {**whole, **make(scene)} if make else whole


def _filled(fields: tuple[Field, ...], scene: Scene) -> Facts:
    wanted = (f for f in fields if f.required or scene.seldom())
    return {f.name: _value(f, scene) for f in wanted}


def _value(f: Field, scene: Scene) -> Any:
    if f.among:
        return scene.rng.choice(f.among)
    if f.kind is Kind.PLACE:
        return _filled(f.inner, scene)
    if f.kind is Kind.PLACES:
        return [_filled(f.inner, scene)]
    if f.kind is Kind.DAY:
        return (scene.today + scene.rng.randrange(1, 90) * _DAY).isoformat() if f.name == "until" else scene.day()
    if f.kind is Kind.FLAG:
        return scene.rng.random() < OFTEN
    if f.kind is Kind.NUMBER:
        return scene.today.year
    word = _word(f.name, scene)
    return [word] if f.kind is Kind.WORDS else word


def _word(name: str, scene: Scene) -> str:
    known: dict[str, Callable[[], str]] = {
        "by_party": scene.party,
        "of": lambda: scene.rng.choice(tuple(POSTS)),
        "to": lambda: scene.rng.choice(tuple(POSTS)),
        "roles": lambda: scene.rng.choice(POSTS["duan"]),
        "measure": lambda: scene.rng.choice(scene.law.measures),
        "measures": lambda: scene.rng.choice(scene.law.measures),
        "channels": lambda: scene.rng.choice(scene.law.channels),
        "channel": lambda: scene.rng.choice(scene.law.channels),
        "recipient": lambda: scene.rng.choice((*scene.law.channels, *scene.law.measure_recipients)),
    }
    return known[name]() if name in known else _TEXT


def _open(scene: Scene) -> Facts:
    law, today = scene.law, scene.today
    ground = scene.rng.choice(law.grounds)
    ordered = (today - scene.rng.randrange(14, 30) * _DAY).isoformat()
    performed = today - scene.rng.randrange(0 if scene.seldom() else 1, 9) * _DAY
    basis: Facts = {
        "kind": ground.basis_kinds[0],
        "number": scene.document,
        "issuer": "示例机关",
        "issued_on": ordered,
        "parties": [p["id"] for p in scene.parties],
    }
    if law.says("notice-merged"):
        basis |= {"status": "proposed"}
    else:
        basis |= {"effective_on": ordered, "served_on": ordered, "performance_due_on": performed.isoformat()}
    level = scene.rng.choice(law.levels[:2]) if not scene.seldom() else "village"
    facts: Facts = {"grounds": [ground.code], "basis": basis, "parties": list(scene.parties), "level": level}
    return {**facts, "new_facts": _TEXT} if scene.rng.random() < 1 / 3 else facts


def _notice(scene: Scene) -> Facts:
    facts: Facts = {"facts": _TEXT, "measures": scene.some(scene.law.measures)}
    return {**facts, "merged_with": "示罚告第1号"} if scene.law.says("notice-merged") else facts


def _service(scene: Scene) -> Facts:
    state, rng = scene.state, scene.rng
    document = _paper_to_serve(scene)
    made = state.paper(document)
    method = rng.choices(scene.law.service_methods, _weights(scene.law.service_methods))[0]
    facts: Facts = {
        "document": document, "method": method, "proof": "送达回证", "on": scene.day(made.on if made else None),
    }  # fmt: skip
    if method == "electronic" and not scene.seldom():
        facts["consent"] = "同意书"
    if method == "announcement" and not scene.seldom():
        facts["unknown_whereabouts"] = "查无下落证明"
    if rng.random() < 1 / 4:
        facts["to"] = scene.party()
    return facts


def _weights(methods: tuple[str, ...]) -> list[float]:
    return [6.0 if m == "direct" else 1.0 for m in methods]


def _paper_to_serve(scene: Scene) -> str:
    state = scene.state
    if state.step in STATEMENT and not state.all_served("notice"):
        return "notice"
    if state.hearing_pending and state.hearing and state.hearing.on:
        return "hearing_notice"
    if state.step in LISTED and not state.all_served("decision"):
        return "decision"
    made = list(dict.fromkeys(p.kind for p in state.papers))
    owed = [k for k in made if not state.all_served(k)]
    return scene.rng.choice(owed or made or ["notice"])


def _draft(scene: Scene) -> Facts:
    if scene.rng.random() < SELDOM:
        return {"outcome": "not_list", "reasons": _TEXT, "measures": []}
    return {"outcome": "list", "reasons": _TEXT, "measures": scene.some(scene.state.measures_told)}


def _review(scene: Scene) -> Facts:
    return {"opinion": "return", "reason": _TEXT} if scene.seldom() else {"opinion": "pass"}


def _approve(scene: Scene) -> Facts:
    if not scene.state.basis.proposed:
        return {}
    penalty = (scene.law.heavy_penalties or ("heavy-fine",))[0]
    return {"basis": {"number": f"{scene.document}决", "issued_on": scene.today.isoformat(), "penalties": [penalty]}}


def _discuss(scene: Scene) -> Facts:
    draft = scene.state.draft
    return {"attended": list(HEADS), "outcome": draft.outcome if draft else "list"}


def _publish(scene: Scene) -> Facts:
    facts: Facts = {} if scene.rng.random() < 1 / 2 else {"channels": list(scene.law.channels)}
    people = [p.id for p in scene.state.parties if p.kind == "person"]
    if people and scene.rng.random() < 1 / 4:
        ground = "" if scene.seldom() else scene.law.personal_grounds[0]
        facts["personal"] = [{"party": scene.rng.choice(people), "ground": ground}]
    return facts


def _leg(scene: Scene) -> Facts:
    left = [x for x in scene.state.legs if x.on is None]
    if not left or scene.seldom():
        return {"leg": "publication", "recipient": scene.law.channels[0], "on": scene.day()}
    leg = scene.rng.choice(left)
    started = [d.start_on for d in scene.state.deadlines if d.kind in ("removal_effect", "withdrawal")]
    return {"leg": leg.leg, "recipient": leg.recipient, "on": scene.day(max(started, default=None))}


def _apply(scene: Scene) -> Facts:
    materials = list(scene.law.materials)[1:] if scene.seldom() else list(scene.law.materials)
    principal = scene.state.parties[0].id if scene.state.parties else "p1"
    facts: Facts = {"by_party": principal, "on": scene.today.isoformat(), "materials": materials}
    return {**facts, "insist": True} if scene.seldom() else facts


def _schedule(scene: Scene) -> Facts:
    ahead = scene.rng.randrange(1, 30)
    return {"on": (scene.today + ahead * _DAY).isoformat(), "chair": scene.rng.choice(CHAIRS)}


def _hold(scene: Scene) -> Facts:
    hearing = scene.state.hearing
    asked = hearing.parties if hearing else ()
    on = hearing.on.isoformat() if hearing and hearing.on else scene.today.isoformat()
    attended = [p for p in asked if scene.rng.random() < OFTEN]
    excused = [p for p in asked if p not in attended and scene.rng.random() < 1 / 2]
    return {"on": on, "record": _TEXT, "attended": attended, **({"excused": excused} if excused else {})}


def _decide(scene: Scene) -> Facts:
    return {"outcome": "refuse" if scene.rng.random() < 1 / 4 else "grant", "reasons": _TEXT}


def _supply(scene: Scene) -> Facts:
    application = scene.state.application
    return {"materials": list(application.requested if application else scene.law.materials), "on": scene.day()}


def _request(scene: Scene) -> Facts:
    return {"missing": [scene.rng.choice(scene.law.materials)]}


def _objection_answer(scene: Scene) -> Facts:
    finding = scene.rng.choices(("upheld", "corrected", "revoked"), (4, 4, 1))[0]
    return {"finding": finding, "reasons": _TEXT, "corrections": {"name": _TEXT}}


def _complaint_answer(scene: Scene) -> Facts:
    if scene.rng.random() < 1 / 2:
        return {"finding": "upheld", "undo": []}
    return {"finding": "wrongful", "undo": scene.some((*scene.law.channels, *scene.law.measure_recipients))}


def _undoing(scene: Scene) -> Facts:
    owed = [u.recipient for u in scene.state.undoings if u.on is None]
    return {"recipient": scene.rng.choice(owed)} if owed and not scene.seldom() else {}


def _years(scene: Scene) -> Facts:
    running = [d.due.year for d in scene.state.deadlines if d.standing is Standing.OPEN]
    year = scene.rng.choice([*running, scene.today.year + 1])
    return {"confirmed_by": "zhou", "year": year, "off": [f"{year}-10-01/{year}-10-07"], "working": [f"{year}-10-10"],
            "notice": "国办发明电第1号"}  # fmt: skip


def _law(scene: Scene) -> Facts:
    return {"confirmed_by": "zhou", "version": "no-such-law" if scene.seldom() else later(scene.law).version}


def _succession(scene: Scene) -> Facts:
    facts: Facts = {"by_party": scene.party()}
    return facts if scene.seldom() else {**facts, "successor": "承继单位"}


def _by_day(scene: Scene) -> Facts:
    return {"by_party": scene.party(), "on": scene.day()}


_SAID: dict[str, Callable[[Scene], Facts]] = {
    "open_case": _open,
    "draft_notice": _notice,
    "record_service": _service,
    "file_statement": _by_day,
    "waive_statement": _by_day,
    "request_hearing": _by_day,
    "file_objection": _by_day,
    "record_cure": lambda scene: {"commitment": not scene.seldom()},
    "draft_decision": _draft,
    "legal_review": _review,
    "approve_decision": _approve,
    "collective_discussion": _discuss,
    "publish": _publish,
    "confirm_leg": _leg,
    "apply_restoration": _apply,
    "schedule_hearing": _schedule,
    "hold_hearing": _hold,
    "decide_restoration": _decide,
    "supply_materials": _supply,
    "request_materials": _request,
    "answer_objection": _objection_answer,
    "answer_complaint": _complaint_answer,
    "confirm_undoing": _undoing,
    "announce_calendar": _years,
    "announce_law": _law,
    "record_succession": _succession,
    "find_false_materials": lambda scene: {"serious": not scene.seldom(), "on": scene.day()},
    "record_returned_mail": lambda scene: {"to": scene.party(), "on": scene.day()},
    "set_disposition": lambda scene: {"disposition": scene.rng.choice(("keep", "keep", "revise"))},
    "hand_over": lambda _: {"to": "wang"},
    "decide_recusal": lambda scene: {"outcome": scene.rng.choice(("refused", "recused"))},
}
