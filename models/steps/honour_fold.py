"""The fold of a file of honours: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.law.days import law_day
from models.law.honour_rules import ERROR, EXPIRED, LISTED, MISUSE, STANDARD
from models.records.acts import Act, day_of
from models.records.commands import as_day
from models.records.deadlines import Deadline, Standing
from models.records.honours import (
    FAILS,
    MEETS,
    SUBJECT,
    UPHELD,
    Benefit,
    Exit,
    Ground,
    HonourStandard,
    HonourState,
    Objection,
    Pledge,
    Shown,
    Unserved,
)
from models.steps.fold_beside import acted, folded
from models.steps.honour_fields import SERVED_PAPERS

# Tasks that bar whoever did them from another (H-183).
_HANDS = (
    "draft_standard", "propose_honour", "recognise_honour", "review_honour", "find_misuse", "reexamine_honour",
    "answer_objection", "record_listing", "end_honour", "make_pledge",
)  # fmt: skip


def apply(state: HonourState, act: Act) -> HonourState:
    """The state after one act."""
    after = acted(state, act, _CHANGES, _HANDS)
    made = tuple(Unserved(kind, law_day(act.at)) for kind in act.documents if kind in SERVED_PAPERS)
    # A paper made anew takes the place of one of its kind that never reached the subject.
    kept = tuple(u for u in after.serving if u.on is not None or u.paper not in act.documents)
    after = replace(after, serving=(*kept, *made))
    return _at_rest(after) if after.is_closed else after


def _at_rest(state: HonourState) -> HonourState:
    """A closed file has no clock at all."""
    return replace(state, deadlines=tuple(_dropped(d) for d in state.deadlines))


def _dropped(due: Deadline) -> Deadline:
    return replace(due, standing=Standing.DROPPED) if due.standing is Standing.OPEN else due


def fold(state: HonourState, acts: Iterable[Act]) -> HonourState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _drafted(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    parts = tuple(dict.fromkeys(said["parts"]))
    held = HonourStandard(said["name"], said["origin"], said["text"], parts, said.get("replaces") or "")
    return replace(state, standard=held)


def _standard(state: HonourState, **change: Any) -> HonourState:
    return replace(state, standard=replace(state.standard, **change)) if state.standard else state


def _proposed(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    return replace(
        state,
        subject=act.facts["subject"]["kind"],
        kind=said["class"],
        source=said.get("source") or "",
        by_standard=said.get("standard") or "",
        consent=bool(said.get("consent")),
    )


def _until(state: HonourState, act: Act) -> HonourState:
    return replace(state, until=as_day(act.facts["until"]), reviewed_on=None, reviewed_as="")


def _published(state: HonourState, act: Act) -> HonourState:
    fresh = tuple(Shown(c, day_of(act)) for c in dict.fromkeys(act.facts["channels"]))
    return replace(state, shown=(*state.shown, *fresh))


def _served(state: HonourState, act: Act) -> HonourState:
    paper, on = act.facts["paper"], day_of(act)
    serving = tuple(replace(u, on=on) if u.paper == paper and u.on is None else u for u in state.serving)
    state = replace(state, serving=serving)
    if paper == "removal_notice" and state.ground is not None:
        return replace(state, ground=replace(state.ground, served_on=on))
    return state


def _objected(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    return replace(
        state,
        objections=(*state.objections, Objection(said["objection"], said["against"], said["objector"], day_of(act))),
    )


def _objection(state: HonourState, of: str, **change: Any) -> HonourState:
    held = tuple(replace(o, **change) if o.id == of else o for o in state.objections)
    return replace(state, objections=held)


def _answered(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    held = state.objection(said["objection"])
    after = _objection(state, said["objection"], finding=said["finding"])
    if held is None or said["finding"] != UPHELD or not state.is_honoured or state.ground is not None:
        return after
    return replace(after, ground=Ground(ERROR, law_day(act.at), held.id, by_subject=held.by == SUBJECT))


def _ground(exit_: str) -> Callable[[HonourState, Act], HonourState]:
    def change(state: HonourState, act: Act) -> HonourState:
        return _without_notice(replace(state, ground=Ground(exit_, day_of(act), act.facts.get("case") or "")))

    return change


def _reexamined(state: HonourState, act: Act) -> HonourState:
    new = state.reexamined_for
    after = replace(state, reexamined_for="")
    if act.facts["finding"] == MEETS:
        return replace(after, by_standard=new)
    return replace(after, ground=Ground(STANDARD, law_day(act.at), new)) if act.facts["finding"] == FAILS else after


def _told(state: HonourState, act: Act) -> HonourState:
    return replace(state, ground=replace(state.ground, told_on=law_day(act.at))) if state.ground else state


def _heard(**change: Any) -> Callable[[HonourState, Act], HonourState]:
    def of(state: HonourState, _: Act) -> HonourState:
        return replace(state, ground=replace(state.ground, **change)) if state.ground else state

    return of


def _without_notice(state: HonourState) -> HonourState:
    """A notice of a ground that is no more is not served any longer."""
    kept = tuple(u for u in state.serving if u.paper != "removal_notice" or u.on is not None)
    due = tuple(
        _dropped(d) if d.kind == "honour_service" and d.matter == "removal_notice" else d for d in state.deadlines
    )
    return replace(state, serving=kept, deadlines=due)


def _ended(way: str = "") -> Callable[[HonourState, Act], HonourState]:
    def change(state: HonourState, act: Act) -> HonourState:
        ground = state.ground
        of = act.facts.get("case") or (ground.of if ground else "")
        gone = Exit(way or act.facts["way"], law_day(act.at), of)
        return _without_notice(replace(state, exit=gone, ground=None, reexamined_for=""))

    return change


def _deleted(state: HonourState, act: Act) -> HonourState:
    channel, on = act.facts["channel"], day_of(act)
    shown = (replace(s, deleted_on=on) if s.channel == channel and s.deleted_on is None else s for s in state.shown)
    return replace(state, shown=tuple(shown))


def _granted(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    held = Benefit(
        said["benefit"],
        said["ground"],
        said.get("honour") or "",
        tuple(p["id"] for p in said.get("missing") or ()),
        promised_by=as_day(said.get("promised_by")),
    )
    return replace(state, subject=act.facts["subject"]["kind"], benefit=held)


def _brought(state: HonourState, act: Act) -> HonourState:
    held = state.benefit
    return replace(state, benefit=replace(held, brought=(*held.brought, *act.facts["papers"]))) if held else state


def _pledged(state: HonourState, act: Act) -> HonourState:
    said = act.facts
    held = Pledge(said["form"], said["text"], bool(said.get("public")), as_day(said.get("until")))
    return replace(state, subject=act.facts["subject"]["kind"], pledge=held, consent=bool(said.get("consent")))


def _pledge(state: HonourState, **change: Any) -> HonourState:
    return replace(state, pledge=replace(state.pledge, **change)) if state.pledge else state


_CHANGES: dict[str, Callable[[HonourState, Act], HonourState]] = {
    "draft_standard": _drafted,
    "register_filing": lambda s, a: _standard(s, registered=a.facts["number"]),
    "return_filing": lambda s, _: s,
    "publish_standard": lambda s, a: _standard(s, published_on=day_of(a), in_force_on=as_day(a.facts["in_force_on"])),
    "abolish_standard": lambda s, a: _standard(s, ended_on=day_of(a)),
    "replace_standard": lambda s, a: _standard(s, ended_on=law_day(a.at)),
    "propose_honour": _proposed,
    "recognise_honour": lambda s, a: replace(_until(s, a), recognised_on=law_day(a.at)),
    "renew_honour": _until,
    "review_honour": lambda s, a: replace(s, reviewed_on=law_day(a.at), reviewed_as=a.facts["finding"]),
    "publish_honour": _published,
    "withdraw_consent": lambda s, a: replace(s, consent=False, consent_withdrawn_on=day_of(a)),
    "serve_paper": _served,
    "file_objection": _objected,
    "answer_objection": _answered,
    "order_removal": _ground(LISTED),
    "record_listing": _ground(LISTED),
    "find_misuse": _ground(MISUSE),
    "note_standard_change": lambda s, a: replace(s, reexamined_for=a.facts["standard"]),
    "reexamine_honour": _reexamined,
    "drop_ground": lambda s, _: _without_notice(replace(s, ground=None)),
    "notify_removal": _told,
    "file_statement": _heard(stated=True),
    "end_by_listing": _ended(LISTED),
    "end_honour": _ended(),
    "confirm_deletion": _deleted,
    "grant_benefit": _granted,
    "supply_papers": _brought,
    "make_pledge": _pledged,
    "verify_pledge": lambda s, a: _pledge(s, finding=a.facts["finding"]),
    "pass_validity": _ended(EXPIRED),
    "pass_honour_objection": lambda s, a: _objection(s, a.facts["matter"], late=True),
    "pass_honour_statement": _heard(period_over=True),
    "pass_honour_removal": _heard(late=True),
    "pass_honour_ending": _heard(late=True),
    "pass_pledge_verification": lambda s, _: _pledge(s, late=True),
}
