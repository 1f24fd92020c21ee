"""The fold of a proceeding that protects credit information: what each act changes; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.commands import as_day
from models.records.protection import Abnormal, Conduct, Consent, Leak, Permission, ProtectionState, Register
from models.steps.fold_beside import acted, folded
from models.steps.leaks import told_after

# Tasks that bar whoever did them from another (H-195).
_HANDS = (
    "report_leak",
    "assess_leak",
    "record_remedy_done",
    "ask_permission",
    "endorse_permission",
    "suspend_permission",
    "draw_register",
    "propose_conduct",
    "answer_conduct",
    "decide_conduct",
)


def apply(state: ProtectionState, act: Act) -> ProtectionState:
    """The state after one act."""
    return acted(state, act, _CHANGES, _HANDS)


def fold(state: ProtectionState, acts: Iterable[Act]) -> ProtectionState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _of_leak(change: Callable[[Leak, Act], dict[str, Any]]) -> Callable[[ProtectionState, Act], ProtectionState]:
    def changed(state: ProtectionState, act: Act) -> ProtectionState:
        return replace(state, leak=replace(state.leak, **change(state.leak, act))) if state.leak else state

    return changed


def _found(state: ProtectionState, act: Act) -> ProtectionState:
    said = act.facts
    return replace(state, leak=Leak(said["what"], said["certain"], said["personal"], day_of(act)))


def _assessed(leak: Leak, act: Act) -> dict[str, Any]:
    """More than was known: a waiver was for fewer, and the authority is owed a supplement."""
    affected, again = act.facts["affected"], leak.assessed_on is not None
    more = again and affected > leak.affected
    return {
        "affected": affected,
        "cause": act.facts["cause"],
        "assessed_on": law_day(act.at),
        "waived_on": None if more else leak.waived_on,
        "ordered_on": None if more else leak.ordered_on,
        "due_again": leak.due_again or (more and leak.authority_told_on is not None),
    }


def _of_consent(change: Callable[[Consent, Act], dict[str, Any]]) -> Callable[[ProtectionState, Act], ProtectionState]:
    def changed(state: ProtectionState, act: Act) -> ProtectionState:
        return replace(state, consent=replace(state.consent, **change(state.consent, act))) if state.consent else state

    return changed


def _asked(state: ProtectionState, act: Act) -> ProtectionState:
    said, until = act.facts, as_day(act.facts["until"])
    if until is None:
        raise LookupError(act.key)
    consent = Consent(said["of"], said["purposes"][0], tuple(said["scope"]), until, bool(said.get("child")))
    return replace(state, consent=consent)


def _asked_to_query(state: ProtectionState, act: Act) -> ProtectionState:
    said, until = act.facts, as_day(act.facts["until"])
    if until is None:
        raise LookupError(act.key)
    held = Permission(said["holder"], said["level"], tuple(said["purposes"]), tuple(said["scope"]), until)
    return replace(state, permission=held)


def _of_permission(change: Callable[[Act], dict[str, Any]]) -> Callable[[ProtectionState, Act], ProtectionState]:
    def changed(state: ProtectionState, act: Act) -> ProtectionState:
        return replace(state, permission=replace(state.permission, **change(act))) if state.permission else state

    return changed


def _of_register(
    change: Callable[[Register, Act], dict[str, Any]],
) -> Callable[[ProtectionState, Act], ProtectionState]:
    def changed(state: ProtectionState, act: Act) -> ProtectionState:
        if state.register is None:
            return state
        return replace(state, register=replace(state.register, **change(state.register, act)))

    return changed


def _drawn(register: Register, act: Act) -> dict[str, Any]:
    said = act.facts
    found = tuple(Abnormal(a["entry"], a["account"], tuple(a["kinds"])) for a in said.get("abnormal") or ())
    return {
        "drawn_on": law_day(act.at),
        "last_entry": said.get("last_entry", register.last_entry),
        "entries": said.get("entries", 0),
        "digest": said.get("digest", ""),
        "abnormal": found,
    }


def _settled(register: Register, act: Act) -> dict[str, Any]:
    entry, finding = act.facts["entry"], act.facts["finding"]
    return {"abnormal": tuple(replace(a, finding=finding) if a.entry == entry else a for a in register.abnormal)}


def _proposed(state: ProtectionState, act: Act) -> ProtectionState:
    said, on = act.facts, as_day(act.facts["document_on"])
    if on is None:
        raise LookupError(act.key)
    held = Conduct(said["of"], said["degree"], said["rests_on"], said["item"], on, tuple(said.get("lenient") or ()))
    return replace(state, conduct=held)


def _of_conduct(change: Callable[[Act], dict[str, Any]]) -> Callable[[ProtectionState, Act], ProtectionState]:
    def changed(state: ProtectionState, act: Act) -> ProtectionState:
        return replace(state, conduct=replace(state.conduct, **change(act))) if state.conduct else state

    return changed


def _decided(act: Act) -> dict[str, Any]:
    recorded = act.facts["decision"] == "record"
    return {"recorded_on": law_day(act.at), "until": as_day(act.facts["until"])} if recorded else {}


def _answered(act: Act) -> dict[str, Any]:
    removed = act.facts["answer"] == "removed"
    return _ended("objection", law_day(act.at)) if removed else {"objected": False}


def _ended(how: str, on: date | None) -> dict[str, Any]:
    return {"ended": how, "ended_on": on, "objected": False}


_CHANGES: dict[str, Callable[[ProtectionState, Act], ProtectionState]] = {
    "report_leak": _found,
    "contain_leak": _of_leak(lambda _, a: {"contained_on": day_of(a)}),
    "assess_leak": _of_leak(_assessed),
    "notify_authority": _of_leak(lambda _, a: {"authority_told_on": day_of(a), "due_again": False}),
    "notify_subjects": _of_leak(lambda k, a: {"told": told_after(k, a.facts["count"], a.facts["method"])}),
    "waive_subject_notice": _of_leak(lambda _, a: {"waived_on": law_day(a.at)}),
    "order_subject_notice": _of_leak(lambda _, a: {"ordered_on": day_of(a), "closed_on": None}),
    "record_remedy_done": _of_leak(lambda _, a: {"remedied_on": day_of(a)}),
    "refer_leak": _of_leak(lambda _, a: {"referred_on": law_day(a.at)}),
    "close_leak": _of_leak(lambda _, a: {"closed_on": law_day(a.at)}),
    "ask_consent": _asked,
    "give_consent": _of_consent(lambda _, a: {"given_on": day_of(a)}),
    "use_consent": _of_consent(lambda c, a: {"uses": c.uses + 1, "last_used_on": day_of(a)}),
    "withdraw_consent": _of_consent(lambda _, a: {"ended": "withdrawn", "ended_on": law_day(a.at)}),
    "expire_consent": _of_consent(lambda c, _: {"ended": "expired", "ended_on": c.until}),
    "confirm_erasure": _of_consent(
        lambda _, a: {"erased_on": day_of(a), "kept_by_law": a.facts["outcome"] == "kept-by-law"}
    ),
    "ask_permission": _asked_to_query,
    "grant_permission": _of_permission(lambda a: {"granted_on": law_day(a.at)}),
    "end_permission": _of_permission(lambda a: {"ended_on": law_day(a.at)}),
    "expire_permission": _of_permission(lambda a: {"ended_on": as_day(a.facts["due"])}),
    "keep_register": lambda s, a: replace(s, register=Register(law_day(a.at))),
    "draw_register": _of_register(_drawn),
    "settle_query": _of_register(_settled),
    "conclude_review": _of_register(lambda r, a: {"reviews": r.reviews + 1, "reviewed_on": law_day(a.at)}),
    "propose_conduct": _proposed,
    "notify_conduct": _of_conduct(lambda a: {"notified_on": day_of(a)}),
    "state_conduct": _of_conduct(lambda _: {"stated": True, "answered": False}),
    "answer_conduct": _of_conduct(lambda _: {"answered": True}),
    "decide_conduct": _of_conduct(_decided),
    "object_conduct": _of_conduct(lambda _: {"objected": True}),
    "answer_conduct_objection": _of_conduct(_answered),
    "restore_conduct": _of_conduct(lambda a: _ended("restored", law_day(a.at))),
    "revoke_conduct": _of_conduct(lambda a: _ended("revoked", law_day(a.at))),
    "expire_conduct": _of_conduct(lambda a: _ended("expired", as_day(a.facts["due"]))),
    "dismiss_leak": _of_leak(lambda _, a: {"closed_on": law_day(a.at)}),
}
