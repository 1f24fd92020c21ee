"""The fold of an edition: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.law.days import law_day
from models.law.edition_content import ROWS, content_digest
from models.records.acts import Act, day_of
from models.records.commands import as_day
from models.records.list_editions import Amendment, Comment, EditionState, Entry, Proposal, with_proposal
from models.steps.fold_beside import acted, folded

# Tasks that bar whoever did them from another (H-167).
_HANDS = ("gather_entries", "submit_edition", "approve_edition", "propose_amendment")


def apply(state: EditionState, act: Act) -> EditionState:
    """The state after one act."""
    return acted(state, act, _CHANGES, _HANDS)


def fold(state: EditionState, acts: Iterable[Act]) -> EditionState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _opened(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    entries = tuple(Entry(e["key"], e["sha256"], e.get("category") or "") for e in said.get("entries") or ())
    before = content_digest((e.key, e.sha256) for e in entries) if entries else ""
    return replace(
        state,
        of=said["of"],
        scope=said["scope"],
        level=said["level"],
        instrument=said["instrument"],
        before=before,
        entries=entries,
    )


def _proposed(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    middle = f"{said['item']}/" if said["part"] == ROWS else ""
    entry = Entry(
        f"{said['part']}/{middle}{said['entry']}",
        said.get("sha256") or "",
        said.get("category") or said.get("under") or "",
    )
    held = Proposal(said["proposal"], said["change"], entry, act.by.id)
    return replace(state, proposals=(*state.proposals, held))


def _taken_back(state: EditionState, act: Act) -> EditionState:
    left = tuple(p for p in state.proposals if p.id != act.facts["proposal"])
    return replace(state, proposals=left)


def _settled(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    return with_proposal(state, said["proposal"], said["finding"], said.get("comment") or "")


def _reopened(state: EditionState, _act: Act) -> EditionState:
    """Everything is settled anew, and the consultation is void."""
    proposals = tuple(replace(p, finding="", comment="") for p in state.proposals)
    return replace(state, proposals=proposals, gathered_on=None, asked=(), comments=(), consulted_text="")


def _comment(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    return replace(state, comments=(*state.comments, Comment(said["comment"], said["of"], day_of(act))))


def _answered(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    held = tuple(replace(c, finding=said["finding"]) if c.id == said["comment"] else c for c in state.comments)
    return replace(state, comments=held)


def _amendment(state: EditionState, of: str, **change: Any) -> EditionState:
    held = tuple(replace(a, **change) if a.id == of else a for a in state.amendments)
    return replace(state, amendments=held)


def _amended(state: EditionState, act: Act) -> EditionState:
    return replace(state, amendments=(*state.amendments, Amendment(act.facts["amendment"], act.facts["rank"])))


def _submitted(state: EditionState, act: Act) -> EditionState:
    said = act.facts
    return replace(state, text=said["text"], planned_on=as_day(said["in_force_on"]), effect=_shown(act))


def _shown(act: Act) -> str:
    """The digest of the effect sheet that was made with the act."""
    return (act.facts.get("shown") or {}).get("effect") or ""


def _ended(state: EditionState, act: Act) -> EditionState:
    return replace(state, ended_on=day_of(act))


_CHANGES: dict[str, Callable[[EditionState, Act], EditionState]] = {
    "open_edition": _opened,
    "propose_entry": _proposed,
    "withdraw_entry": _taken_back,
    "settle_entry": _settled,
    "gather_entries": lambda s, a: replace(s, gathered_on=law_day(a.at)),
    "reopen_gathering": _reopened,
    "begin_consultation": lambda s, a: replace(
        s, asked=tuple(a.facts["asked"]), consulted_text=a.facts["text"]
    ),
    "record_comment": _comment,
    "send_comment": _comment,
    "answer_comment": _answered,
    "submit_edition": _submitted,
    "show_effect": lambda s, a: replace(s, effect=_shown(a)),
    "approve_edition": lambda s, a: replace(s, approved_on=day_of(a)),
    "return_edition": lambda s, _: replace(s, text="", planned_on=None, effect=""),
    "publish_edition": lambda s, a: replace(
        s, published_on=day_of(a), in_force_on=as_day(a.facts["in_force_on"])
    ),
    "enter_edition": lambda s, a: replace(s, entered_on=law_day(a.at)),
    "withdraw_edition": _ended,
    "revoke_edition": _ended,
    "replace_edition": _ended,
    "propose_amendment": _amended,
    "send_amendment": lambda s, a: _amendment(s, a.facts["amendment"], sent_on=law_day(a.at)),
    "record_amendment_answer": lambda s, a: _amendment(s, a.facts["amendment"], outcome=a.facts["outcome"]),
}
