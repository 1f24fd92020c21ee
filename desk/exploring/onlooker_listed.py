"""What the onlooker keeps of a listing that stands, and of the persons and the law around a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desk.exploring.onlooker_road import decided
from desk.exploring.seeing import Seen
from models.law.days import law_day
from models.records.acts import Act


def _published(seen: Seen, act: Act) -> Seen:
    """Shown; what counts from showing counts from the first day, whatever is shown later."""
    first = seen.shown_from or law_day(act.at)
    own = (d.due for d in act.opened if d.kind == "restoration_earliest" and not d.channel)
    earliest = next(own, seen.earliest_on)
    published = seen.published | frozenset(act.facts["channels"])
    return replace(seen, published=published, shown_from=first, earliest_on=earliest)


def _hidden(seen: Seen, act: Act) -> Seen:
    return replace(seen, hidden=seen.hidden | {_GROUND[act.act]})


def _back(seen: Seen, act: Act) -> Seen:
    seen = replace(seen, hidden=seen.hidden - {_GROUND[act.act]})
    restored = act.act == "end_shield" and act.facts["outcome"] == "completed" and not seen.ground_to_leave
    return _leaves(seen, "restoration") if restored else seen


_GROUND = {"impose_stay": "stay", "lift_stay": "stay", "shield_bankruptcy": "shield", "end_shield": "shield"}


def _objected(seen: Seen, act: Act) -> Seen:
    return replace(seen, objecting=seen.objecting | {act.facts["by_party"]})


def _objection_answered(seen: Seen, act: Act) -> Seen:
    seen = replace(seen, objecting=frozenset())
    return _revoked(seen, act) if act.facts["finding"] == "revoked" else seen


def _violated(seen: Seen, _act: Act) -> Seen:
    return replace(seen, violated=True)


def _corrected(seen: Seen, act: Act) -> Seen:
    earliest = next((d.due for d in act.opened if d.kind == "restoration_earliest"), seen.earliest_on)
    seen = replace(seen, earliest_on=earliest)
    return _leaves(seen, "expiry") if "legs" in act.facts else seen


def _decided_earliest(seen: Seen, act: Act) -> Seen:
    own = (d.due for d in act.opened if d.kind == "restoration_earliest" and not d.channel)
    return replace(decided(seen, act), earliest_on=next(own, None))


def _applied(seen: Seen, act: Act) -> Seen:
    on = date.fromisoformat(act.facts["on"])
    return replace(seen, applied_on=on, received_by=act.by.id, accepted=False, accepted_by="", asked_for=False,
                   restoration_extended=False)  # fmt: skip


def _asked(seen: Seen, _act: Act) -> Seen:
    return replace(seen, asked_for=True)


def _supplied(seen: Seen, _act: Act) -> Seen:
    return replace(seen, asked_for=False)


def _accepted(seen: Seen, act: Act) -> Seen:
    return replace(seen, accepted=True, accepted_by=act.by.id)


def _not_accepted(seen: Seen, _act: Act) -> Seen:
    return replace(seen, applied_on=None)


def _prolonged(seen: Seen, _act: Act) -> Seen:
    return replace(seen, restoration_extended=True)


def _restored(seen: Seen, act: Act) -> Seen:
    seen = replace(seen, applied_on=None)
    return _leaves(seen, "restoration") if act.facts["outcome"] == "grant" else seen


def _leaves(seen: Seen, ground: str) -> Seen:
    return replace(seen, ground_to_leave=ground, applied_on=None, unconfirmed=None)


def _barred(seen: Seen, act: Act) -> Seen:
    return replace(seen, barred_until=date.fromisoformat(act.facts["until"]))


def _false(seen: Seen, act: Act) -> Seen:
    """The listing stands again, counted from today."""
    earliest = next((d.due for d in act.opened if d.kind == "restoration_earliest"), None)
    today = law_day(act.at)
    seen = replace(seen, ground_to_leave="", unconfirmed=None, counted_from=today, shown_from=today)
    return replace(seen, earliest_on=earliest)


def _expired(seen: Seen, act: Act) -> Seen:
    return seen if seen.ground_to_leave or act.facts.get("stays") else _leaves(seen, "expiry")


def _revoked(seen: Seen, act: Act) -> Seen:
    earlier = (seen.mark, seen.grounds, act.facts.get("procedural") is True)
    left = seen.unconfirmed
    seen = replace(_leaves(seen, "revocation"), hidden=frozenset(), earlier=(*seen.earlier, earlier))
    return replace(seen, unconfirmed=left) if left else seen


def _confirmed(seen: Seen, act: Act) -> Seen:
    return replace(seen, unconfirmed=(seen.unconfirmed or frozenset()) - {(act.facts["leg"], act.facts["recipient"])})


def _doubted(seen: Seen, act: Act) -> Seen:
    return replace(seen, doubted=seen.doubted | {act.facts["of"]})


def _recused(seen: Seen, act: Act) -> Seen:
    of = act.facts["of"]
    seen = replace(seen, doubted=seen.doubted - {of})
    return replace(seen, recused=seen.recused | {of}) if act.facts["outcome"] == "recused" else seen


def _deputised(seen: Seen, act: Act) -> Seen:
    facts = act.facts
    lent = (facts["to"], tuple(facts["roles"]), date.fromisoformat(facts["from"]), date.fromisoformat(facts["until"]))
    return replace(seen, deputies=(lent,))


def _complained(seen: Seen, _act: Act) -> Seen:
    return replace(seen, complaints=seen.complaints + 1)


def _complaint_answered(seen: Seen, act: Act) -> Seen:
    return replace(seen, complaints=0, undoing=seen.undoing | frozenset(act.facts.get("undo") or ()))


def _undone(seen: Seen, act: Act) -> Seen:
    return replace(seen, undoing=seen.undoing - {act.facts["recipient"]})


def _handed_over(seen: Seen, act: Act) -> Seen:
    return replace(seen, relieved=(seen.relieved | {act.facts["of"]}) - {act.facts["to"]})


def _succeeded(seen: Seen, act: Act) -> Seen:
    party = frozenset((act.facts["by_party"],))
    return replace(seen, orphans=seen.orphans - party if act.facts.get("successor") else seen.orphans | party)


def _disposed(seen: Seen, act: Act) -> Seen:
    return replace(seen, stopped=act.facts["disposition"] != "keep")


CHANGES: dict[str, Callable[[Seen, Act], Seen]] = {
    "approve_decision": _decided_earliest,
    "publish": _published,
    "impose_stay": _hidden,
    "shield_bankruptcy": _hidden,
    "lift_stay": _back,
    "end_shield": _back,
    "file_objection": _objected,
    "answer_objection": _objection_answered,
    "record_violation": _violated,
    "record_correction_of_conduct": _corrected,
    "apply_restoration": _applied,
    "request_materials": _asked,
    "supply_materials": _supplied,
    "accept_restoration": _accepted,
    "refuse_acceptance": _not_accepted,
    "extend_restoration": _prolonged,
    "decide_restoration": _restored,
    "bar_restoration": _barred,
    "find_false_materials": _false,
    "expire_listing": _expired,
    "revoke_basis": _revoked,
    "confirm_leg": _confirmed,
    "declare_recusal": _doubted,
    "decide_recusal": _recused,
    "appoint_deputy": _deputised,
    "file_complaint": _complained,
    "answer_complaint": _complaint_answered,
    "confirm_undoing": _undone,
    "hand_over": _handed_over,
    "record_succession": _succeeded,
    "set_disposition": _disposed,
}
